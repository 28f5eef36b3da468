"""Workspaces as released schemas left them: what is kept of them, and how they go on."""

import glob
import json
import os
import shutil
import sqlite3

from reading import FACTS, actions_of, facts, live, planned, query, version_of

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

# What a satisfied rule says of those whom it let through; older schemas did not count it.
ALLOWED = 0

# The last instant that the fixtures handled; and what is done with them then.
HANDLED = "2026-11-20T22:00"
GOING_ON = (
    ("amplify", "--now", "2026-11-21T12:00"),
    ("queue", "approve", "q3-results", "--as", "finance", "--by", "jonas", "--now", "2026-11-21T13:00"),
    ("amplify", "--now", "2026-11-22T12:00"),
    ("amplify", "--now", "2026-11-25T12:00"),
)


def going_on(run):
    """Lets everybody who waits come to their turn; returns how the commands ended."""
    return [run(*words) for words in GOING_ON]


def facts_of(path, names):
    """Some facts of a ledger, in an order of their own, as JSON holds them."""
    found = {name: live(path, FACTS[name]) for name in names}
    if version_of(path) >= 3:
        if "actions" in found:
            # Older programs recorded acts ahead of their instants.
            found["actions"] += [action for row in planned(path) if row.ends is None
                                 for action in actions_of(row)]
        if "verdicts" in found:
            found["verdicts"] = [row for row in found["verdicts"] if row[4] != ALLOWED or not row[5]]
    found = {name: sorted(rows, key=repr) for name, rows in found.items()}
    return json.loads(json.dumps(found))


def waiting_of(path):
    """Who waits or waited, for what, until when, and whether it is over; whatever the schema."""
    rows = query(path, WAITING_ROWS) if version_of(path) == 1 else facts(path)["waiting"]
    return sorted(rows, key=repr)


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
