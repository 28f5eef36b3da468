"""F19, F20, F28: damaged, foreign, older and newer ledgers; where they lie."""

import os
import sqlite3
import subprocess

from kills import AMPLIFY_CALLS, killed_at
from plans import planning
from reading import facts, head, query
from trial import Skip
from upgrades import older
from workspace import LATER, NOW, calls, make, post


def altered(path, sql):
    """Changes a ledger behind the program's back, without leaving SQLite's own rules."""
    database = sqlite3.connect(path)
    try:
        database.execute("PRAGMA foreign_keys = OFF")
        database.executescript(sql)
        database.commit()
    finally:
        database.close()


# What the chain has to notice: change, deletion, insertion, truncation, re-ordering.
TAMPERINGS = {
    "a changed instant": "UPDATE decision SET at = at + 1 WHERE link = (SELECT max(link) FROM decision)",
    "a changed text": "UPDATE content SET body = replace(body, 'Text', 'Test')",
    "a changed count": "UPDATE verdictCount SET count = count + 1 WHERE count > 0",
    "a changed action": "UPDATE amplification SET variant = variant + 1",
    "a deleted action": "DELETE FROM amplification WHERE employee = (SELECT max(employee) FROM amplification)",
    "an inserted action": """INSERT INTO amplification SELECT post, employee, network, 4, link, at,
        variant, isDisclosed FROM amplification LIMIT 1""",
    "a deleted link": "DELETE FROM link WHERE sequence = 3",
    "truncation": """DELETE FROM link WHERE sequence = (SELECT max(sequence) FROM link)""",
    "re-ordering": """UPDATE link SET hash = (SELECT hash FROM link WHERE sequence = 4)
        WHERE sequence = 3""",
    "a deleted decision": """DELETE FROM amplification WHERE post = 1;
        DELETE FROM plannedEnd WHERE planned IN (SELECT number FROM plannedGroup WHERE post = 1);
        DELETE FROM plannedGroup WHERE post = 1;
        DELETE FROM prevention WHERE post = 1;
        DELETE FROM settlement WHERE waiting IN (SELECT number FROM waitingGroup WHERE post = 1);
        DELETE FROM waitingGroup WHERE post = 1;
        DELETE FROM verdictCount WHERE link IN (SELECT link FROM decision WHERE post = 1);
        DELETE FROM decision WHERE post = 1""",
    "a changed planned act": """UPDATE plannedGroup SET acts = CAST(acts || x'00' AS BLOB)
        WHERE number = 1""",
    "a later hour": "UPDATE plannedGroup SET hour = hour + 3600000 WHERE remaining > 0",
    "a deleted planned act": """DELETE FROM plannedGroup WHERE number = (
        SELECT max(number) FROM plannedGroup WHERE remaining > 0)""",
    "planned for somebody else": """UPDATE plannedGroup SET post = (
        SELECT number FROM post WHERE id = 'p3') WHERE remaining > 0""",
    "planned again": "UPDATE plannedGroup SET remaining = remaining + 1 WHERE remaining = 0",
    "a planned act that never ended": """UPDATE plannedGroup SET remaining = 1 WHERE number = (
        SELECT min(planned) FROM plannedEnd);
        DELETE FROM plannedEnd WHERE planned = (SELECT min(planned) FROM plannedEnd)""",
    "no planned act is left": "UPDATE plannedGroup SET remaining = 0",
    "a prevented act's rule": "UPDATE prevention SET rule = 'other'",
    "a deleted prevention": """DELETE FROM prevention WHERE employee = (
        SELECT max(employee) FROM prevention)""",
    "an inserted prevention": """INSERT INTO prevention
        SELECT post, employee, network, max(link), max(at), 'night' FROM amplification LIMIT 1""",
    "a block's end": "UPDATE acts SET until = until + 1",
    "an action of another post": """UPDATE amplification SET post = (SELECT number FROM post
        WHERE id = 'p7') WHERE post = (SELECT number FROM post WHERE id = 'p3')
        AND employee NOT IN (SELECT employee FROM amplification WHERE post = (
        SELECT number FROM post WHERE id = 'p7'))""",
    "who was allowed": "UPDATE decision SET allowed = x'00'",
    "a run's meaning": "UPDATE run SET semantics = semantics + 1",
    "older than it is": "UPDATE ledger SET actsFrom = actsFrom + 1000",
    "a withdrawal's instant": "UPDATE word SET at = at + 1",
    "a withdrawal undone": "DELETE FROM word",
    "a post voided by nothing": "UPDATE post SET voidedBy = 1 WHERE id = 'p3'",
    "a changed seed": "UPDATE ledger SET seed = seed + 1",
    "a changed input": "UPDATE input SET bytes = zeroblob(10)",
    "settled anew": """DELETE FROM settlement;
        UPDATE waitingGroup SET remaining = remaining + 1""",
}


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


def tampered(trial, workspace):
    before = head(workspace.ledger)
    for name, sql in TAMPERINGS.items():
        victim = workspace.copy("tampered")
        altered(victim.ledger, sql)
        verified = victim.run("ledger", "verify", "--head", before[1].lower())
        trial.count()
        trial.check(verified.status == 65, f"{name}: verify: {verified}")
        looked = victim.run("check")
        trial.check(not looked.trapped, f"{name}: check: {looked}")
        victim.remove()
    sound = workspace.run("ledger", "verify", "--head", before[1].lower())
    trial.check(sound.status == 0, f"untouched: verify: {sound}")


# What can't be there twice, whatever a program writes: its tables refuse it.
DOUBLES = {
    "an action": """INSERT INTO amplification SELECT post, employee, network, action, link, at + 1,
        variant, isDisclosed FROM amplification""",
    "a prevention": """INSERT INTO prevention SELECT post, employee, network, link, at + 1, rule
        FROM prevention""",
    "a planned group": """INSERT INTO plannedGroup (post, network, link, outcome, hour, acts, remaining)
        SELECT post, network, link, outcome, hour, acts, remaining FROM plannedGroup""",
    "an end of planned acts": "INSERT INTO plannedEnd SELECT link, planned, x'' FROM plannedEnd",
    "a post": "INSERT INTO post (id) SELECT id FROM post",
    "a post's turn": """INSERT INTO link SELECT 1000, 'decision', run, hash FROM link LIMIT 1;
        INSERT INTO decision SELECT 1000, post, at, event, allowedEmployees, candidates, allowed
        FROM decision WHERE event = 'due' LIMIT 1""",
}


def doubled(trial, workspace):
    for name, sql in DOUBLES.items():
        victim = workspace.copy("doubled")
        trial.count()
        try:
            altered(victim.ledger, sql)
            trial.check(False, f"{name} can be recorded twice")
        except sqlite3.IntegrityError:
            pass
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
    names = (*AMPLIFY_CALLS, "link")
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
