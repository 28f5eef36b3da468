"""F36: every command on a ledger in every state: it works, or refuses and touches nothing."""

import itertools
import os
import shutil
import sqlite3

from checker import verdict
from commands import (COMMANDS, READS, changed, contents, furnish, none_forgotten, scene,
                      spoken, told)
from disks import nobody
from fixture import HANDLED, all_fixtures, restore
from ledgers import another_database
from reading import query, version_of
from tampering import altered
from workspace import LATER, Workspace, make

# Those states in which the ledger is as good as ever: nothing may refuse.
GOOD = ("sound", "in WAL mode", "without .advocacy")

# Those that show as soon as a ledger is opened, and what may go on all the same: what puts another in its
# place.
REFUSED = ("missing", "empty", "another database", "of a newer schema", "an older copy", "another workspace's",
           "with another watermark")
NEEDS_NONE = ("ledger restore",)


class Scenes:
    """Workspaces whose ledgers are in each state, each made once, when it is needed."""

    def __init__(self, trial):
        self.trial, self.base = trial, scene(trial)
        self.made = {}
        self.makers = {
            "sound": lambda it: None,
            "missing": lambda it: os.remove(it.ledger),
            "empty": lambda it: it.write("ledger.sqlite", b""),
            "another database": lambda it: it.write("ledger.sqlite", another_database(trial)),
            "of a newer schema": self.newer,
            "an older copy": lambda it: shutil.copyfile(it.path("backup.sqlite"), it.ledger),
            "another workspace's": self.foreign,
            "with another watermark": lambda it: altered(it.ledger, "UPDATE progress SET watermark = 0"),
            "with a damaged schema": lambda it: self.spoil(it, 100, 600),
            "with a damaged page": lambda it: self.spoil(it, 4096 * trial.random.randrange(
                1, os.path.getsize(it.ledger) // 4096), 4096),
            "read-only": lambda it: None,
            "in WAL mode": self.write_ahead,
            "without .advocacy": lambda it: shutil.rmtree(it.path(".advocacy")),
        }
        present = version_of(self.base.ledger)
        self.fixtures = {f"of schema {name.rsplit('-', 1)[1]}": name for name in all_fixtures()
                         if int(name.rsplit("-", 1)[1]) < present}

    def names(self):
        return [*self.makers, *self.fixtures]

    def workspace(self, state):
        """A fresh copy of the workspace in a state."""
        if state not in self.made:
            self.made[state] = self.make(state)
        victim = self.made[state].copy("state")
        if state == "read-only":
            for at, _, files in os.walk(victim.directory):
                os.chown(at, 65534, 65534)
                for name in files:
                    os.chown(os.path.join(at, name), 65534, 65534)
            os.chmod(victim.ledger, 0o400)
        return victim

    def make(self, state):
        if state in self.fixtures:
            workspace = Workspace(self.trial, self.trial.fresh("fixture"))
            restore(self.fixtures[state], workspace.directory)
            furnish(workspace)
            shutil.copyfile(workspace.ledger, workspace.path("backup.sqlite"))
            return workspace
        workspace = self.base.copy("made")
        if state == "an older copy":  # It has to be older than what was seen.
            workspace.amplify(now=LATER)
        self.makers[state](workspace)
        return workspace

    def newer(self, victim):
        version = query(victim.ledger, "PRAGMA user_version")[0][0]
        altered(victim.ledger, f"PRAGMA user_version = {version + 1}; UPDATE ledger SET requires = '9'")

    def foreign(self, victim):
        shutil.copyfile(make(self.trial, posts=1, name="other").ledger, victim.ledger)

    def spoil(self, victim, at, length):
        content = bytearray(victim.read("ledger.sqlite"))
        content[at:at + length] = self.trial.random.randbytes(length)
        victim.write("ledger.sqlite", bytes(content))

    @staticmethod
    def write_ahead(victim):
        database = sqlite3.connect(victim.ledger)
        try:
            database.execute("PRAGMA journal_mode = WAL").fetchall()
        finally:
            database.close()


def states(trial):
    scenes = Scenes(trial)
    none_forgotten(trial, scenes.base.directory)
    names = scenes.names()
    if os.geteuid() != 0:
        names.remove("read-only")
        trial.skips.append("a read-only ledger needs root, whom modes don't bind")
    points = [(state, name) for state in names for name, command in COMMANDS.items()
              if name in trial.commands or not trial.commands and (trial.full or not command.slow)]
    # In each state the run that matters most, and its dry run, before all others.
    first = [] if trial.commands else [(state, "amplify") for state in names]
    rest = trial.by_kind([point for point in points if point not in first])
    for state, name in itertools.chain(first, rest):
        victim = scenes.workspace(state)
        for problem in one(trial, scenes, victim, state, name):
            trial.check(False, f"{name}, ledger {state}: {problem}")
        trial.count()
        victim.remove()


def one(trial, scenes, victim, state, name):
    """What is wrong with a command in a state, and with its dry run."""
    command = COMMANDS[name]
    words = {"post": "q3-results", "employee": "ana", "now": HANDLED} if state in scenes.fixtures else {}
    names = {"now": words.get("now", LATER), "name": words.get("post", "p0"),
             "employee": words.get("employee", "ben"), "asked": words.get("post", "court"),
             "open": words.get("post", "p50")}
    options = {"preexec_fn": nobody} if state == "read-only" else {}
    # SQLite itself reads a ledger in WAL mode by way of files beside it.
    ignored = ("-wal", "-shm") if state == "in WAL mode" else ()

    def touched():
        return [it for it in changed(before, contents(victim.directory)) if not it.endswith(ignored)]

    before = contents(victim.directory)
    dry = None
    if command.dry:
        dry = victim.run(*spoken(command.dry, **names), **options)
        yield from told(dry)
        if touched():
            yield f"the dry run changed {touched()}: {dry}"
    ended = victim.run(*spoken(command.words, **names), **options)
    yield from told(ended)
    if command.effect == READS and touched():
        yield f"it only reads, and changed {touched()}: {ended}"
    refused = ended.status not in (0, 1)
    # What is damaged may show only after a part was written, as whole links.
    if refused and state != "with a damaged page" and "ledger.sqlite" in touched():
        yield f"it refused, and changed the ledger: {ended}"
    # A dry run needs no right to write, and can't bring an older schema up to date.
    comparable = dry is not None and state not in ("with a damaged page", "read-only")
    if comparable and refused and ended.status != dry.status:
        yield f"dry run and run differ: {dry}; {ended}"
    if state == "read-only" and name == "check" and ended.status != 77:
        yield f"it does not foretell that the next run can't write: {ended}"
    if state in REFUSED and command.opens and not refused and name not in NEEDS_NONE:
        yield f"it goes on: {ended}"
    if state in GOOD and refused and (state, name) != ("without .advocacy", "roster readmit"):
        yield f"refused: {ended}"
    if state in GOOD and name == "amplify" and not refused:
        for problem in verdict(victim):
            yield problem


FAULTS = [("F36", "every command, the ledger in every state", states)]
