"""The independent reading of a ledger: its facts, whatever its schema; employees by roster id."""

import functools
import os
import sqlite3
from collections import namedtuple

from sets import entries, members

# What makes two ledgers equal; keys are random. What a rewind voided counts nowhere.
FACTS = {
    "decisions": """SELECT post.id, decision.event, decision.at, decision.allowedEmployees,
        decision.candidates FROM decision JOIN post ON post.number = decision.post WHERE {live}""",
    "verdicts": """SELECT post.id, decision.event, decision.at, network.id, verdictCount.outcome,
        verdictCount.rule, verdictCount.count FROM verdictCount
        JOIN decision ON decision.link = verdictCount.link
        JOIN post ON post.number = decision.post
        JOIN network ON network.number = verdictCount.network WHERE {live}""",
    "actions": """SELECT post.id, employee.rosterID, network.id, amplification.action,
        amplification.at, amplification.variant, amplification.isDisclosed FROM amplification
        JOIN post ON post.number = amplification.post
        JOIN employee ON employee.key = amplification.employee
        JOIN network ON network.number = amplification.network WHERE {live}""",
    "skips": """SELECT post.id, skip.reason, skip.at FROM skip
        JOIN post ON post.number = skip.post WHERE {live}""",
    "setAside": "SELECT hex(contentHash), post, reason FROM setAside",
    "words": """SELECT post.id, word.kind, word.role, word.at FROM word
        JOIN post ON post.number = word.post WHERE {live}""",
}
# How names begin of those who have none any more.
FORGOTTEN = "forgotten "
PREVENTED = """SELECT post.id, employee.rosterID, network.id, prevention.at, prevention.rule
        FROM prevention JOIN post ON post.number = prevention.post
        JOIN employee ON employee.key = prevention.employee
        JOIN network ON network.number = prevention.network WHERE {live}"""

# The ledger's numbers of actions with words of the employee's own: only they have a variant.
WORDED = (2, 3, 4)
# The outcomes of planned acts: for their own instant, or for an approval.
OWN_INSTANT, APPROVAL = 0, 3

# A planned act as it stands, where it began, and by which links it ended.
Planned = namedtuple("Planned", "post employee network outcome at actions variant disclosed attempt"
                     " link ends")


def query(path, sql, *arguments):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        return database.execute(sql, arguments).fetchall()
    finally:
        database.close()


def version_of(path):
    return query(path, "PRAGMA user_version")[0][0]


def live(path, sql):
    """The rows of a statement that are not voided."""
    return query(path, sql.format(live="voidedBy = 0" if version_of(path) >= 3 else "1"))


def voiding(path):
    """Tells whether a link was voided by a rewind: it stays in the chain, and counts nowhere."""
    rewinds = query(path, "SELECT since, link FROM rewind") if version_of(path) >= 3 else []
    return lambda link: any(since <= link < rewind for since, rewind in rewinds)


def waiting(path):
    """A row for each candidate that waits or waited: what for, until when, whether it is over."""
    names = dict(query(path, "SELECT key, rosterID FROM employee"))
    over, is_void = {}, voiding(path)
    for group, employees, link in query(path, "SELECT waiting, employees, link FROM settlement"):
        if not is_void(link):
            over.setdefault(group, []).extend(members(employees))
    rows = []
    for number, post, network, outcome, until, employees in live(
            path, """SELECT waitingGroup.number, post.id, network.id, outcome, until, employees
            FROM waitingGroup JOIN post ON post.number = waitingGroup.post
            JOIN network ON network.number = waitingGroup.network WHERE {live}"""):
        ended = over.get(number, [])
        rows += [(post, names[key], network, outcome, until, ended.count(key))
                 for key in members(employees)]
    return rows


def planned(path, tells_forgotten=False):
    """All planned acts that count, those that are over too; raises where their ends make no sense.

    tells_forgotten: whether those who have no name any more are told from each other, by key.
    """
    found = os.stat(path)
    return planned_of(path, (found.st_ino, found.st_mtime_ns, found.st_size), tells_forgotten)


@functools.lru_cache(maxsize=2)
def planned_of(path, _state, tells_forgotten):
    """The same of a file in one state, which several checks look at."""
    names = {key: name or (f"{FORGOTTEN}{key}" if tells_forgotten else None)
             for key, name in query(path, "SELECT key, rosterID FROM employee")}
    ends, is_void = {}, voiding(path)
    for group, link, employees in query(
            path, "SELECT planned, link, employees FROM plannedEnd ORDER BY planned, link"):
        if not is_void(link):
            ends.setdefault(group, []).append((link, employees))
    rows = []
    for number, post, network, outcome, hour, acts, link, remaining in live(
            path, """SELECT plannedGroup.number, post.id, network.id, outcome, hour, acts, link,
            remaining FROM plannedGroup JOIN post ON post.number = plannedGroup.post
            JOIN network ON network.number = plannedGroup.network WHERE {live}"""):
        group = entries(acts, hour)
        left, by = {entry.key for entry in group}, {}
        if len(left) != len(group):
            raise ValueError(f"planned group {number} holds somebody twice")
        for end, employees in ends.get(number, []):
            # No bytes: all who were left.
            keys = set(members(employees)) if employees else set(left)
            if not keys or not keys <= left or end <= link:
                raise ValueError(f"acts of planned group {number} end that were over or never planned")
            left -= keys
            by.update(dict.fromkeys(keys, end))
        if len(left) != remaining:
            raise ValueError(f"planned group {number}: {remaining} remain, {len(left)} counted")
        rows += [Planned(post, names[entry.key], network, outcome, *entry[1:], link, by.get(entry.key))
                 for entry in group]
    return rows


def actions_of(row):
    """The rows of actions that a planned act stands for."""
    return [(row.post, row.employee, row.network, action, row.at,
             row.variant if action in WORDED else 0, row.disclosed)
            for action in range(5) if row.actions >> action & 1]


def ordered(rows):
    """Rows in an order of their own; who was forgotten has no id, which has no order among texts."""
    rows = list(rows)
    try:
        return sorted(rows)
    except TypeError:
        return sorted(rows, key=repr)


def facts(path):
    """All facts of a ledger, in an order of their own, but not how they were grouped into links."""
    found = {name: ordered(live(path, sql)) for name, sql in FACTS.items()}
    found["waiting"] = ordered(waiting(path))
    if version_of(path) >= 3:
        found["prevented"] = ordered(live(path, PREVENTED))
        found["planned"] = ordered((*row[:-2], row.ends is not None) for row in planned(path))
    return found


def head(path):
    """The number and the hash of the last link."""
    return query(path, "SELECT sequence, hex(hash) FROM link ORDER BY sequence DESC LIMIT 1")[0]


def integrity(path):
    """What SQLite itself finds wrong; nothing where all is well."""
    found = [row[0] for row in query(path, "PRAGMA integrity_check") if row[0] != "ok"]
    return found + [f"foreign key: {row}" for row in query(path, "PRAGMA foreign_key_check")]
