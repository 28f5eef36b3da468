"""F20, older schemas: a workspace of an earlier release is taken over, whole and once."""

import os
import time

from checker import head, integrity, soundness
from fixture import (GOING_ON, HANDLED, LASTING, all_fixtures, dumped, expected, facts_of,
                     going_on, restore, version_of, waiting_of)
from kills import AMPLIFY_CALLS, sweep
from workspace import Workspace, make

# What only reads; each needs a ledger of the present schema.
READERS = (("queue", "list"), ("queue", "show", "q3-results"), ("explain", "q3-results"),
           ("ledger", "verify"), ("ledger", "export"), ("check",),
           ("reach-report", "--worlds", "0..<32"))


def older(trial):
    """Each released schema in its turn."""
    present = version_of(make(trial, posts=0).ledger)
    fixtures = all_fixtures()
    if not any(fixture.endswith(f"-{version}") for fixture in fixtures for version in range(1, present)):
        trial.skips.append("older schemas: only one was ever released; its fixture goes on unmigrated")
    for fixture in fixtures:
        workspace = Workspace(trial, trial.fresh("fixture"))
        restore(fixture, workspace.directory)
        found = version_of(workspace.ledger)
        if found > present:
            ended = workspace.amplify(now=HANDLED)
            trial.check(ended.status == 69, f"schema {found}: {ended}")
            continue
        readers(trial, workspace, isOlder=found < present)
        taken_over(trial, workspace, fixture, found, present)
        killed(trial, workspace, fixture, found, present)


def readers(trial, workspace, isOlder):
    """Readers can't migrate: they say so, and what to do; and they change nothing."""
    before = workspace.read("ledger.sqlite")
    for words in READERS:
        ended = workspace.run(*words)
        trial.count()
        if isOlder:
            told = ended.error + ended.output
            # The doctor only warns: the next run brings the ledger up to date.
            status = 0 if words[0] == "check" else 65
            trial.check(ended.status == status and "older release" in told and "amplify" in told,
                        f"{words} on an older schema: {ended}")
        else:
            trial.check(ended.status == 0, f"{words}: {ended}")
    trial.check(workspace.read("ledger.sqlite") == before, "a reader wrote to the ledger")
    trial.check(not kept(workspace), "a reader kept a copy")


def kept(workspace):
    return sorted(name for name in os.listdir(workspace.directory) if "before-schema" in name)


def taken_over(trial, workspace, fixture, found, present):
    """The next amplify migrates; the facts are those of before, and what waits goes on."""
    victim = workspace.copy("upgraded")
    ended = victim.amplify(now=HANDLED)
    trial.count()
    trial.check(ended.silent, f"schema {found}, amplify: {ended}")
    for problem in differences(victim, facts_of(workspace.ledger, LASTING), found, present):
        trial.check(False, f"schema {found}: {problem}")
    trial.check(head(victim.ledger) == head(workspace.ledger), "migration changed the chain")
    trial.check(waiting_of(victim.ledger) == waiting_of(workspace.ledger),
                f"schema {found}: others wait after the migration than before")
    for problem in copy_of_before(victim, workspace, found, present):
        trial.check(False, f"schema {found}: {problem}")
    put_back(trial, victim, workspace)
    for words in READERS:
        read = victim.run(*words)
        trial.count()
        trial.check(read.status == 0, f"{words} after schema {found} was taken over: {read}")
    for ended in going_on(victim.run):
        trial.count()
        trial.check(ended.status == 0, f"going on from schema {found}: {ended}")
    for problem in differences(victim, expected(fixture), found, present):
        trial.check(False, f"schema {found}, in the end: {problem}")
    last = head(victim.ledger)
    again = victim.amplify(now=GOING_ON[-1][-1])
    trial.check(again.silent and head(victim.ledger) == last, f"schema {found}, once more: {again}")


def put_back(trial, victim, workspace):
    """A backup that the older release made can be restored, and stays as it was."""
    other = victim.copy("restored")
    other.write("backup.sqlite", workspace.read("ledger.sqlite"))
    before = facts_of(victim.ledger, LASTING)
    for words in (("--dry-run",), ()):
        ended = other.run("ledger", "restore", "backup.sqlite", *words)
        trial.count()
        trial.check(ended.status == 0, f"restoring a backup of before {words}: {ended}")
    trial.check(other.read("backup.sqlite") == workspace.read("ledger.sqlite"),
                "restoring changed the backup")
    trial.check(not other.leftovers(), f"restoring left {other.leftovers()}")
    for problem in differences(other, before, version_of(workspace.ledger), version_of(victim.ledger)):
        trial.check(False, f"a backup of before put back: {problem}")
    trial.check(other.amplify(now=HANDLED).silent, "amplify after a backup of before was put back")


def differences(workspace, facts, found, present):
    """What is wrong with a ledger that was taken over and should hold some facts."""
    if version_of(workspace.ledger) != present:
        yield f"schema {version_of(workspace.ledger)} after the migration from {found}"
    now = facts_of(workspace.ledger, LASTING)
    for name, rows in facts.items():
        if now[name] != rows:
            less = [row for row in rows if row not in now[name]][:3]
            more = [row for row in now[name] if row not in rows][:3]
            yield f"{name} differ: gone {less}, new {more}"
    yield from soundness(workspace)


def copy_of_before(victim, workspace, found, present):
    """The ledger of before is kept as it was, for its owner alone; none where nothing changed."""
    names = kept(victim)
    if found == present:
        if names:
            yield f"copies of before without a migration: {names}"
        return
    if names != [f"ledger-before-schema-{present}.sqlite"]:
        yield f"copies of before: {names}"
        return
    path = victim.path(names[0])
    if dumped(path) != dumped(workspace.ledger) or version_of(path) != found or integrity(path):
        yield "the copy of before is not the ledger of before"
    if os.stat(path).st_mode & 0o777 != 0o600:
        yield f"the copy of before has mode {os.stat(path).st_mode & 0o777:o}"


def killed(trial, workspace, fixture, found, present):
    """kill -9 during the migration and the decisions after it: the next run goes on."""
    words = GOING_ON[0]
    twin = workspace.copy("twin")
    ended = twin.run(*words)
    trial.check(ended.status == 0, f"schema {found}, undisturbed: {ended}")
    facts = facts_of(twin.ledger, LASTING)

    def each(victim, ended):
        if ended.status not in (0, -9):
            yield f"{ended}"
        for turn in ("next", "second"):
            again = victim.run(*words)
            if not again.silent:
                yield f"the {turn} run: {again}"
        yield from differences(victim, facts, found, present)
        yield from copy_of_before(victim, workspace, found, present)

    for _ in range(40 if trial.full else 2):
        victim = workspace.copy("random")
        process = victim.start(*words)
        time.sleep(trial.random.random() * 0.1)
        process.kill()
        ended = trial.program.finish(process)
        trial.count()
        for problem in each(victim, ended):
            trial.check(False, f"schema {found}, killed at random ({ended.status}): {problem}")
        victim.remove()
    sweep(trial, workspace, (*AMPLIFY_CALLS, "link"), words, each)
