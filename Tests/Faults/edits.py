"""F41, F42: an edit of the queue is killed half-way; what is written holds signals back."""

import json
import re
import signal

from checker import verdict
from commands import COMMANDS, READS, none_forgotten, scene, spoken
from kills import POST_CALLS, sweep, wait_for
from workspace import make

NOW = ("--now", "2026-11-02T00:00:00Z")
EDITS = {
    "edit": ("queue", "edit", "p1", "--text", "Another text", *NOW),
    "reschedule": ("queue", "reschedule", "p1", "--at", "2026-11-19T09:00:00Z", *NOW),
    "remove": ("queue", "remove", "p1", *NOW),
}
# By which a command changes what is on the disk; of files opened, those to write.
CHANGES = ("openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "renameat", "unlinkat",
           "unlink", "fchmod", "mkdir", "execve")
TO_WRITE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")


def edits_killed(trial):
    for name, arguments in EDITS.items() if trial.full else list(EDITS.items())[:1]:
        workspace = make(trial, posts=3)
        whole = workspace.copy("whole")
        done = whole.run(*arguments)
        trial.check(done.status == 0, f"{name}, undisturbed: {done}")
        states = {workspace.read("queue.json"): "as it was", whole.read("queue.json"): "edited"}

        def each(victim, ended):
            state = states.get(victim.read("queue.json"))
            if state is None:
                yield f"{name}: half an edit: {victim.read('queue.json')[-60:]!r}"
                return
            if ended.status == 0 and state != "edited":
                yield f"{name}: exit 0, and the queue is {state}"
            if state == "as it was":
                again = victim.run(*arguments)
                if again.status != 0 or states.get(victim.read("queue.json")) != "edited":
                    yield f"{name}: the next edit: {again}"
            victim.posts = {post["id"]: post for post in json.loads(victim.read("queue.json"))}
            yield from verdict(victim)

        sweep(trial, workspace, POST_CALLS, arguments, each)


def writers(trial):
    """Every change comes from the thread that the program began with: there signals are held back.

    The demo waits for threads of its own and writes after that; a signal is handed on then.
    """
    trial.need("strace")
    base = scene(trial)
    none_forgotten(trial, base.directory)
    for name, command in COMMANDS.items():
        if command.effect == READS or command.slow:
            continue
        victim = base.copy("watched")
        lines = traced(victim, spoken(command.words))
        trial.count()
        begun = next(line.split()[0] for line in lines if " execve(" in line)
        changes = [line for line in lines if victim.directory in line and " execve(" not in line
                   and (" openat(" not in line or TO_WRITE.search(line))]
        trial.check(changes, f"{name}: nothing was changed")
        others = [line for line in changes if line.split()[0] != begun]
        trial.check(not others, f"{name}: {len(others)} of {len(changes)} changes come from another "
                                f"thread, the first {others[:1]}")
        victim.remove()
    demo_ended(trial, base)


def demo_ended(trial, base):
    """A demo that is asked to end leaves with the signal's code, at once or when its file is whole."""
    for tenth in range(2, 40 if trial.full else 12, 2):
        victim = base.copy("demo")
        runs = victim.start("demo", "signalled")
        wait_for(lambda: runs.poll() is not None, tenth / 10)
        runs.send_signal(signal.SIGTERM)
        ended = trial.program.finish(runs)
        trial.count()
        trial.check(ended.status in (0, 128 + signal.SIGTERM), f"SIGTERM after {tenth / 10} s: {ended}")
        left = victim.leftovers()
        trial.check(not left, f"SIGTERM after {tenth / 10} s left {left}")
        victim.remove()


def traced(victim, words):
    log = victim.trial.fresh("trace") + "/log"
    victim.run(*words, prefix=["strace", "-f", "-qq", "-y", "-o", log, "-e", f"trace={','.join(CHANGES)}"])
    with open(log, errors="replace") as file:
        return list(file)


FAULTS = [
    ("F41", "kill -9 inside queue edit, at every call", edits_killed),
    ("F42", "every change holds signals back", writers),
]
