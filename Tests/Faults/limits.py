"""F34: too few descriptors, and files that may not grow: a word, and nothing half-written."""

import re
import resource

from checker import soundness, undisturbed, verdict
from commands import (AS_USERS, COMMANDS, DEFECT, DOCUMENTED, WRITES, changed, contents,
                      none_forgotten, scene, spoken, told)
from workspace import calls, strace

# Calls that give a descriptor.
OPENERS = ("openat", "dup", "eventfd2", "epoll_create1", "timerfd_create", "pipe2", "socket")
# What the system's loader leaves with where a library can't be opened: the program never began.
LOADER = 127
# So many more files the program wants to be allowed to open.
LEAST = 16
# What comes of these in several steps.
REPEATED = ("init", "demo", "roster forget", "digest", "proposals accept")


def words_of(trial):
    """The commands to try: all, or those that don't take seconds."""
    return trial.commands or [name for name, command in COMMANDS.items() if trial.full or not command.slow]


def limits(trial):
    base = scene(trial)
    none_forgotten(trial, base.directory)
    twin = undisturbed(base)
    few_descriptors(trial, base, twin)
    small_files(trial, base, twin)
    opening_fails(trial, base, twin)


def whole(victim, before, ended, name, twin):
    """Nothing is half-written: no leftovers, and the next runs come to what they would have."""
    yield from told(ended, (*DOCUMENTED, DEFECT, LOADER))
    if ended.status == DEFECT:
        # The system's queues end the process where they get no descriptor: as after a kill, what was
        # accepted stays, a hidden file may be left, and everything goes on.
        yield from soundness(victim)
        return
    if ended.status == LOADER and "shared librar" not in ended.error:
        yield f"{ended}"
    left = [name for name in victim.leftovers() if not name.endswith("-journal")]
    if left:
        yield f"left behind {left}: {ended}"
    if ended.status in (0, 1):
        return
    if name in REPEATED:
        # These take several steps, each whole, and can be done again.
        again = victim.run(*spoken(COMMANDS[name].words))
        if again.status != 0:
            yield f"exit {ended.status}, and once more: {again}"
        if name == "proposals accept" and victim.read("queue.json").count(b"night-shift") != 1:
            yield f"exit {ended.status}, accepted again, and not in the queue once: {again}"
        yield from soundness(victim)
        return
    # A ledger that was taken back stands as it was once somebody has opened it; copies of it are kept.
    touched = [it for it in changed(before, contents(victim.directory))
               if not it.startswith(("ledger.sqlite", "ledger-before-", "ledger-replaced-"))]
    if touched:
        yield f"exit {ended.status}, and changed {touched}: {ended.error[-200:]!r}"
    if COMMANDS[name].effect == WRITES:
        # Where only the mark beside the ledger could not be written, the program says what stands.
        stands = "What was recorded in the ledger stands" in ended.error
        yield from verdict(victim, None if stands else twin)


def tried(trial, base, twin, name, what, judge=whole, **options):
    """Runs a command under a limit on a copy, and judges what it left."""
    victim = base.copy("limited")
    before = contents(victim.directory)
    ended = victim.run(*spoken(COMMANDS[name].words), timeout=60, environment=AS_USERS, **options)
    trial.count()
    for problem in judge(victim, before, ended, name, twin):
        trial.check(False, f"{name}, {what}: {problem}")
    victim.remove()
    return ended


def few_descriptors(trial, base, twin):
    points = [(name, limit) for name in words_of(trial) for limit in range(3, 21)]
    end = trial.deadline
    if end is not None:
        trial.deadline = end - trial.share * 0.55

    def judge(victim, before, ended, name, facts):
        yield from whole(victim, before, ended, name, facts)
        # Three are open already.
        if limit < LEAST + 3 and ended.status != LOADER and (
                ended.status != 74 or "more files may be open" not in ended.error):
            yield f"expected exit 74 and what to raise: {ended}"

    for name, limit in trial.by_kind(points):
        tried(trial, base, twin, name, f"at most {limit} descriptors", judge=judge,
              preexec_fn=lambda limit=limit: (
                  resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))))
    trial.deadline = end
    ended = tried(trial, base, twin, "amplify", "at most 64 descriptors", preexec_fn=lambda: (
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))))
    trial.check(ended.status == 0, f"amplify with 64 descriptors: {ended}")


def small_files(trial, base, twin):
    """SIGXFSZ as the shell's `ulimit -f` leaves it: with its default, death."""
    def judge(victim, before, ended, name, facts):
        yield from whole(victim, before, ended, name, facts)
        if ended.status not in (0, 1, 74):
            yield f"expected exit 74: {ended}"

    writers = [name for name in words_of(trial) if COMMANDS[name].effect != "reads"]
    points = [(name, size) for name in writers for size in (0, 1, 512, 1024, 4096, 8192, 65_536)]
    if not trial.full:
        points = [trial.random.choice([it for it in points if it[0] == name]) for name in writers]
    least = 4
    for name, size in trial.choices(points, least=least):
        tried(trial, base, twin, name, f"files of at most {size} bytes", judge=judge,
              preexec_fn=lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))


def opening_fails(trial, base, twin):
    """EMFILE at the n-th call that opens anything, for each command."""
    trial.need("strace")
    names = words_of(trial)
    trial.random.shuffle(names)
    for index, name in enumerate(names):
        if index >= 2 and not trial.has_time:
            return
        victim = base.copy("count")
        lines = calls(victim, ",".join(OPENERS), *spoken(COMMANDS[name].words))
        victim.remove()
        points = []
        for call in OPENERS:
            mine = [line for line in lines if re.search(rf"^\d+ +{call}\(", line)]
            # The loader's own are not the program's to mend: a few of them are enough.
            points += [(call, point) for point, line in enumerate(mine, 1)
                       if trial.root in line or call != "openat" or point % 9 == 0]
        if not trial.full:
            points = trial.random.sample(points, min(3, len(points)))
        for call, point in points:
            tried(trial, base, twin, name, f"EMFILE at {call} {point}", prefix=strace(
                "-e", f"trace={call}", "-e", f"inject={call}:error=EMFILE:when={point}"))


FAULTS = [("F34", "too few descriptors, files that may not grow", limits)]
