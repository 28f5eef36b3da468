"""F04 to F06, F21, F25: disks that are full, broken, slow or closed."""

import os
import re
import resource
import signal
import subprocess

import saves
from checker import decided_as_expected, soundness, undisturbed, verdict
from reading import facts, head
from workspace import NOW, calls, make, strace


def injected(trial, workspace, names, fault, each, arguments=("amplify", "--now", NOW)):
    """Makes each call of each name fail once, one after the other."""
    trial.need("strace")
    points = []
    for name in names:
        lines = calls(workspace.copy("count"), name, *arguments)
        # Only calls on the workspace's files: the loader's own are not the program's to mend.
        ours = re.compile(r'(\(\d+<|")' + re.escape(trial.root))
        points += [(name, point, line) for point, line in enumerate(lines, 1) if ours.search(line)]
    for name, point, line in trial.by_kind(points):
        victim = workspace.copy("victim")
        ended = victim.run(*arguments, prefix=strace(
            "-e", f"trace={name}", "-e", f"inject={name}:{fault}:when={point}"))
        trial.count()
        for problem in each(victim, ended, line):
            trial.check(False, f"{fault} at {name} {point}: {problem} [{line.strip()[-120:]}]")
        victim.remove()


def refused_or_done(twin, status=74):
    """A run that met an error said so or got over it; either way the next run mends all."""
    def each(victim, ended, line):
        if ended.trapped:
            yield f"died of itself: {ended}"
        if ended.status not in (0, status):
            yield f"{ended}"
        if ended.status == 0 and twin is not None:
            # Whoever says "done" must have done it, also where the error could be worked around.
            done = facts(victim.ledger)["actions"]
            if len(done) == 0:
                yield f"exit 0 and nothing done: {ended}"
        if ended.status == status and ".sqlite" not in ended.error \
                and ".advocacy" not in ended.error and "queue" not in ended.error:
            yield f"the file is not named: {ended}"
        yield from verdict(victim, twin)
    return each


def full_disk(trial):
    workspace = make(trial, posts=4)
    twin = undisturbed(workspace)
    small_file_system(trial, twin)
    injected(trial, workspace, ("pwrite64", "fdatasync", "fsync", "write"), "error=ENOSPC",
             refused_or_done(twin))


def small_file_system(trial, twin):
    place = trial.fresh("small")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "none", place],
                             capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        trial.skips.append(f"no small file system: {mounted.stderr.strip()[:80]}")
        return
    try:
        for room in (0, 4096, 16384, 65536) if trial.full else (0, 16384):
            small_with_room(trial, place, room, twin)
    finally:
        subprocess.run(["umount", place], check=False)


def small_with_room(trial, place, room, twin):
    source = make(trial, posts=4)
    directory = os.path.join(place, f"w{room}")
    subprocess.run(["cp", "-a", source.directory, directory], check=True)
    source.remove()
    source.directory = directory
    workspace = source
    filler = os.path.join(place, "filler")
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(max(0, file.tell() - room))
    queue = workspace.read("queue.json")
    ended = workspace.amplify()
    trial.count()
    trial.check(ended.status == 74 or (room > 16384 and ended.status == 0),
                f"amplify with {room} bytes free: {ended}")
    trial.check(ended.status == 0 or "full" in ended.error, f"does not say full: {ended}")
    for words in (("queue", "list"), ("check",), ("ledger", "verify"),
                  ("reach-report", "--error", "0.9")):
        read = workspace.run(*words)
        # Exit 1 of check is a finding, not a failure to look.
        trial.check(read.status in (0, 1) or (words[0] == "check" and not read.trapped),
                    f"{' '.join(words)} with {room} bytes free: {read}")
    posted = workspace.run("post", "x" * 30000, "--id", "big", "--now", "2026-11-02T00:00:00Z")
    grown = workspace.read("queue.json")
    if posted.status == 0:
        trial.check(b'"big"' in grown, "post said yes and the post is not there")
    else:
        trial.check(posted.status == 74, f"post with {room} bytes free: {posted}")
        trial.check(grown == queue, "a refused post changed the queue")
    os.remove(filler)
    workspace.write("queue.json", queue)
    for problem in verdict(workspace, twin):
        trial.check(False, f"after {room} bytes free: {problem}")
    workspace.remove()


def broken_disk(trial):
    trial.need("strace")
    saves.transactions_saved(trial)
    saves.replacements_saved(trial)
    workspace = make(trial, posts=3)
    twin = undisturbed(workspace)
    general = refused_or_done(twin)

    def each(victim, ended, line):
        # SQLite can't and needn't save a directory where the system says it can't.
        is_directory = "ledger.sqlite" not in line and ".tmp" not in line
        if ended.status == 0 and not is_directory:
            yield "a failed save passed as done"
        yield from general(victim, ended, line)

    injected(trial, workspace, ("fdatasync", "fsync"), "error=EIO", each)


def short_writes(trial):
    workspace = make(trial, posts=3)
    twin = undisturbed(workspace)
    arguments = ("post", "A new text", "--id", "new", "--at", "2026-11-12T09:00:00Z",
                 "--now", "2026-11-02T00:00:00Z")
    old = workspace.read("queue.json")
    # A limit on the size of files gives true short writes: part is written, the rest refused.
    for limit in trial.choices(range(0, len(old) + 200, 1 if trial.full else 37), least=4):
        victim = workspace.copy("victim")
        ended = victim.run(*arguments, preexec_fn=lambda: limited(limit))
        trial.count()
        now = victim.read("queue.json")
        whole = now == old or b'"new"' in now and now.rstrip().endswith(b"]")
        trial.check(whole and not ended.trapped and (ended.status == 0) == (now != old),
                    f"post with files of at most {limit} bytes: {ended}")
        victim.remove()
    each = refused_or_done(twin)
    injected(trial, workspace, ("pwrite64", "fsync", "fdatasync", "openat"), "error=EINTR", each)

    def whole(victim, ended, line):
        now = victim.read("queue.json")
        if now != old and not (b'"new"' in now and now.rstrip().endswith(b"]")):
            yield f"half a queue: {ended}"
        if (ended.status == 0) != (now != old):
            yield f"said one thing and did another: {ended}"
    for fault in ("error=EINTR", "retval=1"):
        injected(trial, workspace, ("write",), fault, whole, arguments)


def limited(size):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def nobody():
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


def modes(trial):
    for mask in (0o000, 0o077, 0o777):
        directory = trial.fresh("umask")
        os.chmod(directory, 0o777)
        made = trial.program.run(["init", "w"], directory,
                                 preexec_fn=lambda mask=mask: os.umask(mask))
        trial.count()
        trial.check(made.status == 0, f"init at umask {mask:03o}: {made}")
        for at, names, files in os.walk(os.path.join(directory, "w")):
            for name in [*names, *files]:
                path = os.path.join(at, name)
                bits = os.stat(path).st_mode & 0o777
                expected = 0o700 if name in names else 0o600
                trial.check(bits == expected, f"umask {mask:03o}: {name} has mode {bits:03o}")
    if os.geteuid() != 0:
        trial.skips.append("other owners need root")
        return
    workspace = make(trial, posts=3)
    for now in (NOW, "2026-11-21T12:00:00Z"):
        workspace.amplify(now=now)
    before = head(workspace.ledger)
    for at, names, files in os.walk(workspace.directory):
        os.chown(at, 65534, 65534)
        os.chmod(at, 0o555)
        for name in files:
            os.chown(os.path.join(at, name), 65534, 65534)
            os.chmod(os.path.join(at, name), 0o444)
    for words in (("queue", "list"), ("ledger", "verify"), ("reach-report", "--error", "0.9")):
        read = workspace.run(*words, preexec_fn=nobody)
        trial.count()
        trial.check(read.status == 0, f"{' '.join(words)} in a read-only directory: {read}")
    looked = workspace.run("check", preexec_fn=nobody)
    trial.check(not looked.trapped and looked.status != 70, f"check, read-only: {looked}")
    for words in (("amplify", "--now", "2026-11-22T00:00:00Z"), ("post", "new"), ("init", ".")):
        written = workspace.run(*words, preexec_fn=nobody)
        trial.count()
        trial.check(written.status == 77, f"{words[0]} in a read-only directory: {written}")
    trial.check(head(workspace.ledger) == before, "a read-only ledger changed")
    stranger = make(trial, posts=1)  # Files of root's with mode 0600.
    os.chmod(stranger.directory, 0o755)
    for words in (("queue", "list"), ("amplify",)):
        ended = stranger.run(*words, preexec_fn=nobody)
        trial.count()
        trial.check(ended.status == 77, f"{words[0]} in another's workspace: {ended}")
    trial.skips.append("quotas: no file system with them")


def outputs(trial):
    workspace = make(trial, posts=2)
    for now in (NOW, "2026-11-21T12:00:00Z"):
        workspace.amplify(now=now)
    commands = (("queue", "list"), ("reach-report", "--error", "0.9"), ("check",), ("--help",),
                ("ledger", "verify"), ("schema", "queue"), ("queue", "list", "--format", "json"))
    for words in commands:
        with open("/dev/full", "wb") as full:
            ended = workspace.run(*words, stdout=full)
        trial.count()
        trial.check(ended.status == 74 and ended.error, f"{' '.join(words)} > /dev/full: {ended}")
        closed = workspace.run(*words, stdout=None, preexec_fn=lambda: os.close(1))
        trial.count()
        trial.check(closed.status == 74 and not closed.trapped, f"{' '.join(words)} >&-: {closed}")
    silent = workspace.run("amplify", "--now", "2026-11-22T12:00:00Z",
                           preexec_fn=lambda: [os.close(number) for number in (0, 1, 2)],
                           stdout=None, stderr=None, stdin=None)
    trial.count()
    trial.check(silent.status == 0, f"amplify without any stream: {silent}")
    for problem in decided_as_expected(workspace) + soundness(workspace):
        trial.check(False, f"after closed streams: {problem}")
    os.mkdir(workspace.path("folder"))
    workspace.write("there.json", "{}\n")
    report = ("reach-report", "--error", "0.9", "--format", "json", "--output")
    for target, status in (("folder", 73), ("no/such/there.json", 73), ("there.json", 0)):
        ended = workspace.run(*report, target)
        trial.count()
        trial.check(ended.status in (status, 66), f"--output {target}: {ended}")
    trial.check(len(workspace.read("there.json")) > 3, "--output there.json: not replaced")
    workspace.write("there.json", "{}\n")
    ended = workspace.run(*report, "there.json", preexec_fn=lambda: limited(100))
    trial.count()
    trial.check(ended.status == 74, f"--output with no room: {ended}")
    trial.check(workspace.read("there.json") == b"{}\n", "--output with no room: old report gone")
    workspace.write("there.json", "notes of mine")
    ended = workspace.run(*report, "there.json")
    trial.count()
    trial.check(ended.status == 73, f"--output over a file of another kind: {ended}")
    trial.check(
        workspace.read("there.json") == b"notes of mine", "a file of another kind is gone")
    trial.check(not workspace.leftovers(), f"left behind: {workspace.leftovers()}")


FAULTS = [
    ("F04", "the disk is full", full_disk),
    ("F05", "fsync and fdatasync fail", broken_disk),
    ("F06", "short writes and interrupted calls", short_writes),
    ("F21", "read-only, another's, any umask", modes),
    ("F25", "stdout or the report's file can't take it", outputs),
]
