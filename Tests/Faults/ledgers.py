"""F19, F20, F28: damaged, foreign, older and newer ledgers; where they lie."""

import os
import subprocess

from kills import AMPLIFY_CALLS, killed_at
from plans import planning
from reading import facts, query
from tampering import altered, doubled, tampered
from trial import Skip
from upgrades import older
from workspace import LATER, NOW, calls, make, post


def damage(trial):
    workspace = make(trial, posts=6)
    for now in (NOW, LATER):
        workspace.amplify(now=now)
    workspace.write_posts([*workspace.posts.values(), post(90, at="2026-11-21T11:00:00Z")])
    ledger = workspace.read("ledger.sqlite")
    size = len(ledger)
    spoilt = {
        "a foreign header": b"garbage!" * 2 + ledger[16:],
        "half": ledger[:size // 2],
        "one page": ledger[:4096],
        "100 bytes": ledger[:100],
        "0 bytes": b"",
        "text": b"not a database at all\n",
        "another database": another_database(trial),
    }
    for name, content in spoilt.items():
        victim = workspace.copy("damaged")
        victim.write("ledger.sqlite", content)
        ended = victim.amplify(now=LATER)
        trial.count()
        trial.check(ended.status in (65, 66), f"{name}: {ended}")
        trial.check("restore" in ended.error or "advocacy" in ended.error, f"{name}: no way out: {ended}")
        trial.check(victim.read("ledger.sqlite") == content, f"{name}: it was written to")
        for words in (("queue", "list"), ("reach-report",), ("ledger", "verify"), ("check",)):
            read = victim.run(*words)
            trial.check(read.status in (65, 66) and not read.trapped, f"{words}, {name}: {read}")
        victim.remove()
    gone = workspace.copy("gone")
    os.remove(gone.ledger)
    ended = gone.amplify(now=LATER)
    trial.count()
    trial.check(ended.status == 66 and not os.path.exists(gone.ledger), f"deleted: {ended}")
    random_pages(trial, workspace, ledger)
    full = planning(trial)
    full.amplify(now=LATER)
    tampered(trial, full)
    doubled(trial, full)


def another_database(trial):
    path = trial.fresh("foreign") + "/other.sqlite"
    altered(path, "CREATE TABLE something (a); INSERT INTO something VALUES (1)")
    with open(path, "rb") as file:
        return file.read()


def random_pages(trial, workspace, ledger):
    """Garbage anywhere: never a trap, never a hang; and verify sees what amplify could not."""
    for page in trial.choices(range(len(ledger) // 4096), least=3):
        victim = workspace.copy("page")
        garbage = trial.random.randbytes(4096)
        victim.write("ledger.sqlite", ledger[:page * 4096] + garbage + ledger[(page + 1) * 4096:])
        verified = victim.run("ledger", "verify", timeout=60)
        ended = victim.amplify(now=LATER, timeout=60)
        trial.count()
        trial.check(verified.status == 65, f"page {page}: verify: {verified}")
        trial.check(ended.status in (0, 65) and not ended.trapped, f"page {page}: {ended}")
        victim.remove()


def schemas(trial):
    workspace = make(trial, posts=3)
    version = query(workspace.ledger, "PRAGMA user_version")[0][0]
    for newer in (version + 1, 2_000_000_000):
        victim = workspace.copy("newer")
        altered(victim.ledger, f"PRAGMA user_version = {newer}; UPDATE ledger SET requires = '9.9'")
        before = victim.read("ledger.sqlite")
        for words in (("amplify", "--now", NOW), ("queue", "list"), ("reach-report",), ("post", "x")):
            ended = victim.run(*words)
            trial.count()
            trial.check(ended.status == 69 and "9.9" in ended.error, f"schema {newer}: {ended}")
        trial.check(victim.read("ledger.sqlite") == before, f"schema {newer}: it was written to")
    for wrong in (0, -1):
        victim = workspace.copy("older")
        altered(victim.ledger, f"PRAGMA user_version = {wrong}")
        ended = victim.amplify()
        trial.count()
        trial.check(ended.status == 65, f"schema {wrong}: {ended}")
    older(trial)
    making_killed(trial)


def making_killed(trial):
    """Killed while the tables are made: a ledger that is whole, or none."""
    trial.need("strace")
    empty = make(trial, posts=0)
    for name in ("ledger.sqlite", "config.json", "queue.json"):
        os.remove(empty.path(name))
    names = (*AMPLIFY_CALLS, "link", "linkat")
    points = [(name, point) for name in names
              for point in range(1, len(calls(empty.copy("count"), name, "init", ".")) + 2)]
    for name, point in trial.by_kind(points):
        directory = trial.fresh("init")
        killed = trial.program.run(["init", "."], directory, prefix=killed_at(name, point))
        again = trial.program.run(["init", "."], directory)
        trial.count()
        trial.check(again.status == 0, f"init killed at {name} {point} ({killed.status}): {again}")
        ended = trial.program.run(["amplify"], directory)
        trial.check(ended.silent, f"init killed at {name} {point}, then amplify: {ended}")
        found = facts(os.path.join(directory, "ledger.sqlite"))
        trial.check(not any(found.values()), "a fresh ledger holds facts")


def file_systems(trial):
    place = trial.fresh("tmpfs")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", place],
                             capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        raise Skip(f"no mounting here: {mounted.stderr.strip()[:80]}")
    try:
        made = trial.program.run(["init", "w"], place)
        looked = trial.program.run(["check"], os.path.join(place, "w"))
        trial.count()
        trial.check(made.status == 0 and not looked.trapped, f"tmpfs: {made}, {looked}")
        trial.check("network file system" not in looked.output, f"tmpfs taken for NFS: {looked}")
        overlay(trial, place)
    finally:
        subprocess.run(["umount", place], check=False)
    trial.skips.append("NFS: none here")


def overlay(trial, place):
    for name in ("lower", "upper", "work", "merged"):
        os.mkdir(os.path.join(place, name))
    options = ",".join(f"{name}dir={place}/{name}" for name in ("lower", "upper", "work"))
    target = os.path.join(place, "merged")
    mounted = subprocess.run(["mount", "-t", "overlay", "-o", options, "none", target],
                             capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        trial.skips.append(f"overlay: {mounted.stderr.strip()[:60]}")
        return
    try:
        made = trial.program.run(["init", "w"], target)
        ended = trial.program.run(["amplify"], os.path.join(target, "w"))
        trial.count()
        trial.check(made.status == 0 and ended.silent, f"overlay: {made}, {ended}")
    finally:
        subprocess.run(["umount", target], check=False)


FAULTS = [
    ("F19", "a damaged, deleted or altered ledger", damage),
    ("F20", "an older or newer schema; killed while making it", schemas),
    ("F28", "tmpfs, overlay, NFS", file_systems),
]
