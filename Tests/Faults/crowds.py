"""F07 to F10, F24, F29, F30: many processes, stopped ones, and more than one ledger."""

import fcntl
import json
import os
import shutil
import signal
import sqlite3
import time

from checker import decided_as_expected, undisturbed, verdict
from kills import grows, long_run, wait_for
from reading import facts, head, integrity, query
from trial import Skip
from workspace import LATER, NOW, eligible, make


def many_fan_outs(trial):
    workspace = make(trial, posts=12)
    twin = undisturbed(workspace)
    for number in (2, 10, 50) if trial.full else (2, 10):
        crowded = workspace.copy("crowd")
        running = [crowded.start("amplify", "--now", NOW, "--wait", "120") for _ in range(number)]
        for process in running:
            ended = trial.program.finish(process)
            trial.count()
            trial.check(ended.silent, f"{number} at once: {ended}")
        for problem in verdict(crowded, twin):
            trial.check(False, f"{number} at once: {problem}")
        impatient = workspace.copy("impatient")
        running = [impatient.start("amplify", "--now", NOW, "--wait", "0") for _ in range(number)]
        ended = [trial.program.finish(process) for process in running]
        trial.count(number)
        trial.check(any(one.status == 0 for one in ended), f"{number} without waiting: none worked")
        trial.check(all(one.status in (0, 75) and not one.trapped for one in ended),
                    f"{number} without waiting: {[one for one in ended if one.status not in (0, 75)]}")
        for problem in verdict(impatient, twin):
            trial.check(False, f"{number} without waiting: {problem}")


def everything_at_once(trial):
    workspace = make(trial, posts=5)
    number = 50 if trial.full else 12
    running = []
    for index in range(number):
        running.append(("post", f"c{index}", workspace.start(
            "post", f"Crowd {index}", "--id", f"c{index}", "--network", "x,linkedin",
            "--at", "2026-11-20T11:00:00Z", "--now", "2026-11-02T00:00:00Z")))
        if index % 5 == 0:
            running.append(("amplify", "", workspace.start(
                "amplify", "--now", NOW, "--wait", "120")))
        if index % 10 == 0:
            running.append(("report", "", workspace.start(
                "reach-report", "--format", "json", "--error", "0.9", "--threads", "1")))
    accepted = set()
    for kind, name, process in running:
        ended = trial.program.finish(process)
        trial.count()
        # A post may find the lock taken for its 10 s on a slow machine: told, and not there.
        allowed = (0, 75) if kind == "post" else (0,)
        trial.check(ended.status in allowed and not ended.trapped, f"{kind}: {ended}")
        if kind == "post" and ended.status == 0:
            accepted.add(name)
        if kind == "report" and ended.status == 0:
            torn = [post["id"] for post in json.loads(ended.output)["posts"]
                    if post["likes"] not in (0, 6) or post["likes"] != post["reposts"]]
            trial.check(not torn, f"a report saw half of {torn}")
    queue = {post["id"]: post for post in json.loads(workspace.read("queue.json"))}
    trial.check(accepted <= set(queue), f"accepted and not there: {accepted - set(queue)}")
    trial.check(len(accepted) > number / 2, f"only {len(accepted)} of {number} posts got through")
    workspace.posts = queue
    for problem in verdict(workspace, report=True):
        trial.check(False, problem)


def first_runs(trial):
    number = 20
    for _ in range(5 if trial.full else 1):
        directory = trial.fresh("first")
        running = [trial.spawn(["init", "."], directory) for _ in range(number)]
        for process in running:
            ended = trial.program.finish(process)
            trial.count()
            trial.check(ended.status == 0, f"{number} inits at once: {ended}")
        path = os.path.join(directory, "ledger.sqlite")
        with open(os.path.join(directory, ".advocacy", "ledger-id"), encoding="utf-8") as file:
            marked = file.read().split()[-1]
        trial.check(query(path, "SELECT id FROM ledger") == [(marked,)], "the mark is another's")
        trial.check(not integrity(path), f"integrity: {integrity(path)}")
        left = [name for name in os.listdir(directory) if name.endswith((".tmp", "-journal"))]
        trial.check(not left, f"left behind: {left}")
        ended = trial.program.run(["amplify"], directory)
        trial.check(ended.silent, f"the first amplify: {ended}")


def holder_stopped(trial):
    workspace = long_run(trial)
    twin = undisturbed(workspace)
    holder = workspace.start("amplify", "--now", NOW)
    grows(workspace, holder)
    holder.send_signal(signal.SIGSTOP)
    if holder.poll() is not None:
        raise Skip("the holder was done before it could be stopped")
    started = time.monotonic()
    for wait in ("0", "0.5"):
        other = workspace.run("amplify", "--now", NOW, "--wait", wait)
        trial.count()
        trial.check(other.status == 75, f"beside a stopped holder: {other}")
        trial.check(str(holder.pid) in other.error, f"does not name {holder.pid}: {other}")
    trial.check(time.monotonic() - started < 30, "it took far longer than the wait")
    listed = workspace.run("queue", "list")
    trial.check(listed.status in (0, 75), f"reading beside a stopped holder: {listed}")
    holder.send_signal(signal.SIGCONT)
    ended = trial.program.finish(holder)
    trial.check(ended.status == 0, f"the holder, gone on: {ended}")
    for problem in verdict(workspace, twin):
        trial.check(False, problem)


def backups(trial):
    workspace = long_run(trial)
    whole = 2 * len(eligible(("x", "linkedin"), workspace.people))
    helped = workspace.run("ledger", "backup", "--help")
    if helped.status != 0:
        raise Skip("this program has no ledger backup")
    writer = workspace.start("amplify", "--now", NOW)
    number = 0
    while (writer.poll() is None and number < 40) or number == 0:
        target = workspace.path(f"backup-{number}.sqlite")
        saved = workspace.run("ledger", "backup", target)
        number += 1
        trial.count()
        if not trial.check(saved.status in (0, 75), f"backup while writing: {saved}"):
            break
        if saved.status == 0:
            trial.check(not integrity(target), f"a backup is damaged: {integrity(target)}")
            counts = query(target, """SELECT count(*) FROM amplification
                JOIN post ON post.number = amplification.post GROUP BY amplification.post""")
            trial.check(all(count == (whole,) for count in counts),
                        f"a backup holds half a post: {set(counts)}")
    trial.program.finish(writer)
    old = workspace.path("backup-0.sqlite")
    for problem in verdict(workspace):
        trial.check(False, problem)
    after = head(workspace.ledger)
    if os.path.exists(old) and head(old)[0] < after[0]:
        put_back(trial, workspace, old)


def put_back(trial, workspace, old):
    """An older ledger in place of the newer must not amplify again."""
    shutil.copyfile(old, workspace.ledger)
    before = facts(workspace.ledger)
    ended = workspace.amplify(now=LATER)
    trial.count()
    trial.check(ended.status == 65, f"amplify over an older backup: {ended}")
    trial.check(facts(workspace.ledger) == before, "an older backup was written to")


def restored_by_hand(trial):
    workspace = make(trial, posts=3)
    shutil.copyfile(workspace.ledger, workspace.path("old"))
    for now in (NOW, LATER):
        workspace.amplify(now=now)
    put_back(trial, workspace, workspace.path("old"))


def two_ledgers(trial):
    workspace, other = make(trial, posts=3), make(trial, posts=3, name="other")
    for now in (NOW, LATER):
        workspace.amplify(now=now)
    shutil.copyfile(other.ledger, workspace.ledger)
    before = facts(workspace.ledger)
    for mark in ("with both marks", "by its id alone"):
        for words in (("amplify", "--now", LATER), ("queue", "list"), ("reach-report",)):
            ended = workspace.run(*words)
            trial.count()
            trial.check(ended.status == 65, f"{words[0]} on another workspace's ledger, {mark}: {ended}")
        # The last link that was seen would tell as well.
        if os.path.exists(workspace.path(".advocacy", "high-water")):
            os.remove(workspace.path(".advocacy", "high-water"))
    trial.check(facts(workspace.ledger) == before, "another's ledger was written to")
    # Cron with another HOME and directory: the flag and the environment name the same workspace.
    ended = trial.program.run(["amplify", "--now", LATER], other.directory,
                              environment={"ADVOCACY_WORKSPACE": other.directory, "HOME": "/"})
    trial.count()
    trial.check(ended.silent, f"another HOME: {ended}")
    shared(trial)


def shared(trial):
    """A ledger with two names would have two journals: writing it is refused."""
    workspace, other = make(trial, posts=3), make(trial, posts=3, name="other")
    os.remove(other.ledger)
    os.remove(other.path(".advocacy", "ledger-id"))
    os.link(workspace.ledger, other.ledger)
    ended = other.amplify()
    trial.count()
    trial.check(ended.status == 65, f"a ledger with two names: {ended}")
    os.remove(other.ledger)
    for problem in verdict(workspace):
        trial.check(False, f"after a ledger with two names: {problem}")


def upgraded_meanwhile(trial):
    """A newer program migrates while an old one waits for the lock: the old one refuses."""
    workspace = make(trial, posts=3)
    with open(workspace.path(".advocacy", "ledger.lock"), "a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = workspace.start("amplify", "--now", NOW, "--wait", "60")
        wait_for(lambda: waiting.poll() is not None, 0.5)
        with sqlite3.connect(workspace.ledger) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
        before = facts(workspace.ledger)
        fcntl.flock(lock, fcntl.LOCK_UN)
    ended = trial.program.finish(waiting)
    trial.count()
    trial.check(ended.status == 69, f"an old program after a migration: {ended}")
    trial.check(facts(workspace.ledger) == before, "an old program wrote a newer ledger")
    trial.check(decided_as_expected(workspace) != [], "it fanned out all the same")


def backed_up(trial):
    restored_by_hand(trial)
    backups(trial)


FAULTS = [
    ("F07", "2, 10, 50 amplify at once", many_fan_outs),
    ("F08", "50 post, amplify, reach-report at once", everything_at_once),
    ("F09", "20 first runs at once", first_runs),
    ("F10", "the lock's holder is stopped", holder_stopped),
    ("F24", "backup while writing, an older ledger put back", backed_up),
    ("F29", "two ledgers for one workspace, one for two", two_ledgers),
    ("F30", "upgraded while an old program waits", upgraded_meanwhile),
]
