"""F20, older schemas: a workspace of an earlier release is taken over, whole and once."""

import os
import time
from collections import Counter

from acts import act_problems
from checker import soundness
from fixture import (GOING_ON, HANDLED, LASTING, all_fixtures, dumped, expected, facts_of,
                     going_on, restore, waiting_of)
from kills import AMPLIFY_CALLS, sound_copy, sweep
from reading import head, integrity, query, version_of
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
        if found < present:
            cut_off(trial, workspace, found, present)
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
    lasting, due = surviving(workspace, facts_of(workspace.ledger, LASTING))
    for problem in differences(victim, lasting, found, present):
        trial.check(False, f"schema {found}: {problem}")
    # All that this run has to do is to end the acts of who was forgotten.
    before, after = links(workspace), links(victim)
    trial.check(after[:len(before)] == before, "migration changed the chain")
    kinds = [kind for _, kind, _ in after[len(before):]]
    trial.check(kinds == (["run", "acts"] if due else []), f"migration added {kinds}")
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
    for problem in differences(victim, surviving(workspace, expected(fixture))[0], found, present):
        trial.check(False, f"schema {found}, in the end: {problem}")
    last = head(victim.ledger)
    again = victim.amplify(now=GOING_ON[-1][-1])
    trial.check(again.silent and head(victim.ledger) == last, f"schema {found}, once more: {again}")


def links(workspace):
    return query(workspace.ledger, "SELECT sequence, kind, hex(hash) FROM link ORDER BY sequence")


def surviving(workspace, facts):
    """The facts without the acts ahead of who was forgotten, which end unseen; and those acts.

    The older programs recorded acts ahead of the watermark, and kept them whatever came.
    """
    if version_of(workspace.ledger) >= 3:
        return facts, []
    watermark = query(workspace.ledger, "SELECT watermark FROM progress")[0][0]
    ahead = [row for row in facts["actions"] if row[1] is None and row[4] > watermark]
    return {**facts, "actions": [row for row in facts["actions"] if row not in ahead]}, ahead


def put_back(trial, victim, workspace):
    """A backup that the older release made can be restored, and stays as it was."""
    other = victim.copy("restored")
    other.write("backup.sqlite", workspace.read("ledger.sqlite"))
    # The older ledger's own acts ahead come back with it, those of who was forgotten until amplify.
    before = facts_of(workspace.ledger, LASTING)
    grown = () if head(victim.ledger) == head(workspace.ledger) else ("--accept-repeats",)
    for words in (("--dry-run", *grown), grown):
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
    yield from act_problems(workspace.ledger, dropped=(None,))


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


def cut_off(trial, workspace, found, present):
    """kill -9 at every write of the migration: the ledger is as it was, or whole and verifies."""
    before, chain = dumped(workspace.ledger), links(workspace)
    old = facts_of(workspace.ledger, LASTING)
    outcomes = Counter()

    def each(victim, ended):
        if ended.status not in (0, -9):
            yield f"{ended}"
        copy = sound_copy(victim)
        version = version_of(copy.ledger)
        outcomes[version] += 1
        if version == found:
            if dumped(copy.ledger) != before or integrity(copy.ledger):
                yield "the ledger is neither migrated nor as it was"
        else:
            # The run may have come to its first facts.
            if facts_of(copy.ledger, LASTING) not in (old, surviving(workspace, old)[0]):
                yield "half of the facts were migrated"
            if links(copy)[:len(chain)] != chain:
                yield "the chain changed"
            yield from differences(copy, {}, found, present)
        copy.remove()

    words = ("amplify", "--now", HANDLED)
    sweep(trial, workspace, AMPLIFY_CALLS, words, each)
    trial.check(set(outcomes) == {found, present}, f"schema {found}: only {dict(outcomes)} were seen")


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
    sweep(trial, workspace, (*AMPLIFY_CALLS, "link", "linkat"), words, each)
