"""F01 to F03, F11, F12: the program is killed or told to stop."""

import json
import os
import signal
import sqlite3
import time

from acts import act_problems
from checker import soundness, undisturbed, verdict
from reading import facts, query
from workspace import NOW, calls, crowd, make, strace

# Everything by which the program changes what is on the disk, or starts to.
AMPLIFY_CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "unlinkat", "renameat",
                 "openat", "write", "fchmod")
POST_CALLS = ("openat", "write", "fchmod", "fsync", "renameat")


def killed_at(call, point):
    return strace("-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={point}")


def sweep(trial, workspace, names, arguments, each):
    """Kills a command at each call of each name, until a run passes untouched."""
    trial.need("strace")
    points = []
    for name in names:
        # One more than were counted: the run that passes untouched.
        count = len(calls(workspace.copy("count"), name, *arguments)) + 1
        points += [(name, point) for point in range(1, count + 1)]
    for name, point in trial.by_kind(points):
        victim = workspace.copy("victim")
        ended = victim.run(*arguments, prefix=killed_at(name, point))
        trial.count()
        for problem in each(victim, ended):
            trial.check(False, f"killed at {name} {point}: {problem}")
        victim.remove()


def amplify_killed(trial):
    workspace = make(trial, posts=4)
    twin = undisturbed(workspace)

    def each(victim, ended):
        if ended.status not in (0, -9):
            yield f"{ended}"
        yield from verdict(victim, twin)

    arguments = ("amplify", "--now", NOW)
    sweep(trial, workspace, AMPLIFY_CALLS, arguments, each)


def sound_copy(victim):
    """A copy in which SQLite has undone what was half written; the victim itself stays as it is."""
    copy = victim.copy("looked-at")
    database = sqlite3.connect(copy.ledger)
    try:
        database.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    finally:
        database.close()
    return copy


def post_killed(trial):
    workspace = make(trial, posts=3)
    arguments = ("post", "A new text", "--id", "new", "--network", "x,linkedin",
                 "--at", "2026-11-12T09:00:00Z", "--now", "2026-11-02T00:00:00Z")
    old = workspace.read("queue.json")

    def each(victim, ended):
        now = victim.read("queue.json")
        try:
            posts = {new["id"]: new for new in json.loads(now)}
        except ValueError:
            yield f"half a queue: {now[-60:]!r}"
            return
        if ended.status == 0 and "new" not in posts:
            yield "exit 0, and the post is not there"
        if now != old and "new" not in posts:
            yield "the queue changed without the post"
        if "new" not in posts:
            again = victim.run(*arguments)
            if again.status != 0:
                yield f"the next post: {again}"
        posts = {new["id"]: new for new in json.loads(victim.read("queue.json"))}
        victim.posts = posts
        if len(posts) != 4:
            yield f"{len(posts)} posts, 4 expected"
        yield from verdict(victim)

    sweep(trial, workspace, POST_CALLS, arguments, each)


def random_kills(trial):
    """Writers and fan-outs at once, each killed at a random moment; every accepted post counts."""
    workspace = make(trial, posts=3)
    rounds = trial.rounds if trial.full else 10_000
    accepted, killed, done = 0, 0, 0
    for number in range(rounds):
        if not trial.has_time and done >= 3:
            break
        done += 1
        trial.count()
        day, minute = divmod(number, 1000)
        at = f"2026-11-{11 + day % 8:02}T{minute // 60:02}:{minute % 60:02}:00Z"
        running = []
        for writer in ("a", "b"):
            name = f"r{number}{writer}"
            written = {"id": name, "text": f"Round {number}, writer {writer}",
                       "networks": ["x", "linkedin"], "at": at}
            process = workspace.start(
                "post", written["text"], "--id", name, "--network", "x,linkedin", "--at", at,
                "--now", "2026-11-02T00:00:00Z")
            running.append((process, written))
        running += [(workspace.start("amplify", "--now", at, "--wait", "5"), None)
                    for _ in range(2)]
        victims = [running[index][0] for index in range(4) if trial.random.random() < 0.6]
        for process in victims:
            time.sleep(trial.random.random() * 0.2 / len(victims))
            process.kill()
        written = {}
        for process, new in running:
            ended = trial.program.finish(process)
            trial.children.remove(process)
            killed += ended.status == -9
            trial.check(ended.status in (0, -9, 75), f"round {number}: {ended}")
            trial.check(not ended.trapped, f"round {number}: {ended}")
            if new and ended.status == 0:
                written[new["id"]] = new
                accepted += 1
        queue = {new["id"]: new for new in json.loads(workspace.read("queue.json"))}
        missing = set(written) - set(queue)
        trial.check(not missing, f"round {number}: accepted and not there: {missing}")
        gone = set(workspace.posts) - set(queue)
        trial.check(not gone, f"round {number}: gone from the queue: {gone}")
        # A writer killed after its rename said nothing, yet its post is there, and counts.
        workspace.posts = queue
        if number % 100 == 99:
            for problem in verdict(workspace.copy("moment")):
                trial.check(False, f"after round {number}: {problem}")
    for problem in verdict(workspace, report=True):
        trial.check(False, f"after {done} rounds: {problem}")
    actions = query(workspace.ledger, "SELECT count(*) FROM amplification")[0][0]
    print(f"      F03: {done} rounds, {killed} processes killed, {accepted} posts accepted, "
          f"{len(workspace.posts)} in the queue, {actions} actions by SQL", flush=True)


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.001)
    return False


def grows(workspace, process):
    """Waits until a process is inside its batch: the ledger has grown, or it ended."""
    size = os.path.getsize(workspace.ledger)
    wait_for(lambda: process.poll() is not None or os.path.getsize(workspace.ledger) > size)


def long_run(trial, posts=24, participation="everyone"):
    """A workspace whose next amplify takes a while; with 160 posts several transactions."""
    return make(trial, posts=posts, people=crowd(1100), participation=participation)


def holder_killed(trial):
    # Where not everybody takes part acts have instants of their own, apart from any decision's.
    workspace = long_run(trial, posts=160, participation=0.6)
    twin = undisturbed(workspace)
    begun = 0
    for _ in range(20 if trial.full else 2):
        victim = workspace.copy("victim")
        holder = victim.start("amplify", "--now", "2026-11-20T12:00:00Z")
        grows(victim, holder)
        # The ledger grows before its first transaction ends.
        time.sleep(trial.random.uniform(0.05, 0.4))
        holder.kill()
        ended = trial.program.finish(holder)
        trial.count()
        copy = sound_copy(victim)
        begun += ended.status == -9 and any(facts(copy.ledger).values())
        for problem in (*act_problems(copy.ledger), *soundness(copy)):
            trial.check(False, f"what a killed holder left ({ended.status}): {problem}")
        copy.remove()
        next_run = victim.run("amplify", "--now", "2026-11-20T12:00:00Z", "--wait", "0")
        trial.check(next_run.silent, f"the run after a killed holder ({ended.status}): {next_run}")
        for problem in verdict(victim, twin):
            trial.check(False, problem)
        victim.remove()
    # Else this says nothing of what stands between two transactions.
    trial.check(begun or not trial.full, "no holder was killed after its first transaction")


def signals(trial):
    workspace = long_run(trial)
    twin = undisturbed(workspace)
    kinds = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for kind in trial.choices(kinds * (5 if trial.full else 1), least=3):
        victim = workspace.copy("victim")
        process = victim.start("amplify", "--now", "2026-11-20T12:00:00Z")
        grows(victim, process)
        process.send_signal(kind)
        ended = trial.program.finish(process, timeout=30)
        trial.count()
        trial.check(ended.status in (0, 128 + kind, -kind), f"{kind.name}: {ended}")
        trial.check(not ended.trapped, f"{kind.name}: a trace: {ended}")
        left = [name for name in victim.leftovers() if name.endswith(".tmp")]
        trial.check(not left, f"{kind.name}: left {left}")
        for problem in verdict(victim, twin):
            trial.check(False, f"{kind.name}: {problem}")
        victim.remove()
    reader, writer = os.pipe()
    os.close(reader)
    report = workspace.start("queue", "list", "--format", "json", stdout=writer)
    os.close(writer)
    ended = trial.program.finish(report)
    trial.count()
    trial.check(ended.status in (0, 141, -signal.SIGPIPE) and not ended.trapped,
                f"a reader that is gone: {ended}")
    trial.check(facts(workspace.ledger)["decisions"] == [], "queue list decided something")


FAULTS = [
    ("F01", "kill -9 inside amplify, at every call", amplify_killed),
    ("F02", "kill -9 inside post, at every call", post_killed),
    ("F03", "random kill -9 with writers running", random_kills),
    ("F11", "the lock's holder is killed", holder_killed),
    ("F12", "SIGINT, SIGTERM, SIGHUP; a reader that goes away", signals),
]
