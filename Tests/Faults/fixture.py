"""Workspaces as released schemas left them: what is kept of them, and how they go on."""

import glob
import json
import os
import shutil
import sqlite3

from checker import FACTS, facts, query

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures")

# The marks beside the ledger; the locks are none.
MARKS = ("ledger-id", "high-water", "forgotten")
# The facts whose tables no schema changed.
LASTING = ("decisions", "verdicts", "actions", "skips", "setAside", "words")

# Who waits or waited, as schema 1 kept them: a row for each.
WAITING_ROWS = """SELECT post.id, employee.rosterID, network.id, waiting.outcome, waiting.until,
        waiting.settledBy IS NOT NULL FROM waiting JOIN post ON post.number = waiting.post
        JOIN employee ON employee.key = waiting.employee
        JOIN network ON network.number = waiting.network"""

# The last instant that the fixtures handled; and what is done with them then.
HANDLED = "2026-11-20T22:00"
GOING_ON = (
    ("amplify", "--now", "2026-11-21T12:00"),
    ("queue", "approve", "q3-results", "--as", "finance", "--by", "karin", "--now", "2026-11-21T13:00"),
    ("amplify", "--now", "2026-11-22T12:00"),
    ("amplify", "--now", "2026-11-25T12:00"),
)


def going_on(run):
    """Lets everybody who waits come to their turn; returns how the commands ended."""
    return [run(*words) for words in GOING_ON]


def facts_of(path, names):
    """Some facts of a ledger, in an order of their own, as JSON holds them."""
    found = {name: sorted(query(path, FACTS[name]), key=repr) for name in names}
    return json.loads(json.dumps(found))


def waiting_of(path):
    """Who waits or waited, for what, until when, and whether it is over; whatever the schema."""
    rows = query(path, WAITING_ROWS) if version_of(path) == 1 else facts(path)["waiting"]
    return sorted(rows, key=repr)


def version_of(path):
    return query(path, "PRAGMA user_version")[0][0]


def dumped(path):
    """All that a ledger holds, as SQL text."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return "\n".join(database.iterdump())
    finally:
        database.close()


def all_fixtures():
    """The directories of the fixtures, oldest schema first."""
    return sorted(glob.glob(os.path.join(HERE, "schema-*")), key=lambda it: int(it.rsplit("-", 1)[1]))


def expected(fixture):
    """The facts that the release of the fixture itself ended with."""
    with open(os.path.join(fixture, "expected.json"), encoding="utf-8") as file:
        return json.load(file)


def restore(fixture, directory):
    """Makes the workspace of a fixture in an empty directory."""
    os.chmod(directory, 0o700)
    for name in ("config.json", "queue.json"):
        shutil.copyfile(os.path.join(fixture, name), os.path.join(directory, name))
    marks = os.path.join(directory, ".advocacy")
    os.mkdir(marks, 0o700)
    for name in MARKS:
        shutil.copyfile(os.path.join(fixture, "marks", name), os.path.join(marks, name))
    ledger = os.path.join(directory, "ledger.sqlite")
    with open(os.path.join(fixture, "ledger.sql"), encoding="utf-8") as file:
        sql = file.read()
    database = sqlite3.connect(ledger)
    try:
        database.executescript(sql)
        database.commit()
    finally:
        database.close()
    os.chmod(ledger, 0o600)
