"""F19, second part: rows changed behind the program's back, and what the tables themselves refuse."""

import sqlite3

from reading import head


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
    "the ids of two employees": """UPDATE employee SET rosterID = 'other' WHERE rosterID = 'ana';
        UPDATE employee SET rosterID = 'ana' WHERE rosterID = 'ben';
        UPDATE employee SET rosterID = 'ben' WHERE rosterID = 'other'""",
    "a later watermark": "UPDATE progress SET watermark = watermark + 3650 * 86400000",
    "no last run": "UPDATE progress SET heartbeat = NULL",
    "another release": "UPDATE ledger SET requires = '99.0'",
    "another kind of clock": "UPDATE ledger SET isClockSimulated = 1 - isClockSimulated",
    "an earlier watermark": "UPDATE progress SET watermark = 0",
    "a trigger": """CREATE TRIGGER planted AFTER INSERT ON decision
        BEGIN DELETE FROM amplification; END""",
    "settled anew": """DELETE FROM settlement;
        UPDATE waitingGroup SET remaining = remaining + 1""",
}

# What one row is enough to notice, so that whatever opens the ledger does.
AT_ONCE = ("a later watermark", "an earlier watermark", "no last run", "another release",
           "another kind of clock", "older than it is", "a changed seed")


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
        if name in AT_ONCE:
            for problem in acted_on(victim, verified.output, looked):
                trial.check(False, f"{name}: {problem}")
        victim.remove()
    sound = workspace.run("ledger", "verify", "--head", before[1].lower())
    trial.check(sound.status == 0, f"untouched: verify: {sound}")


def acted_on(victim, verified, looked):
    """What goes on with a ledger that does not verify, or does not say so in the same words."""
    before = victim.read("ledger.sqlite")
    told = [line.removeprefix("  failed  ").strip() for line in verified.splitlines()
            if line.startswith("  failed  ")]
    if looked.status != 65:
        yield f"check: {looked}"
    for words in (("amplify",), ("amplify", "--dry-run"), ("post", "A text", "--network", "x"),
                  ("queue", "list"), ("reach-report", "--error", "0.9"), ("ledger", "rewind", "--to", "2026-11-15"),
                  ("ledger", "backup", "copy.sqlite")):
        ended = victim.run(*words)
        if ended.status != 65 or not any(words in ended.error for words in told):
            yield f"{words}: {ended}"
    if victim.read("ledger.sqlite") != before:
        yield "it was written to"


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
