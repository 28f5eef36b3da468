"""F40: the way back after a wrong clock, or to a backup, killed at every call."""

from collections import Counter

from acts import act_problems
from checker import undisturbed, verdict
from kills import AMPLIFY_CALLS, sound_copy, sweep
from plans import planning
from reading import facts, head, integrity
from trial import Skip
from workspace import LATER, NOW, make

WORDS = ("ledger", "rewind", "--to", NOW)
RESTORE = ("ledger", "restore", "backup.sqlite", "--accept-repeats")


def rewound(trial):
    if make(trial, posts=0).run("ledger", "rewind", "--help").status != 0:
        raise Skip("this program has no ledger rewind")
    workspace = planning(trial)
    workspace.amplify()  # The withdrawal belongs to what is kept.
    before, twin = facts(workspace.ledger), undisturbed(workspace)
    workspace.amplify(now=LATER)
    full, last = facts(workspace.ledger), head(workspace.ledger)
    outcomes = Counter()

    def each(victim, ended):
        if ended.status not in (0, -9):
            yield f"{ended}"
        copy = sound_copy(victim)
        is_rewound = head(copy.ledger) != last
        outcomes[is_rewound] += 1
        if facts(copy.ledger) != (before if is_rewound else full):
            yield "the ledger is neither as it was nor as it had been"
        yield from [*act_problems(copy.ledger), *integrity(copy.ledger)]
        copy.remove()
        if ended.status == 0 and not is_rewound:
            yield "exit 0, and nothing was voided"
        if not is_rewound:
            again = victim.run(*WORDS)
            if again.status != 0:
                yield f"once more: {again}"
        if facts(victim.ledger) != before:
            yield "what came after the instant still counts"
        # What was voided is decided again, to the same.
        yield from verdict(victim, twin)

    sweep(trial, workspace, (*AMPLIFY_CALLS, "link", "linkat"), WORDS, each)
    trial.check(set(outcomes) == {False, True}, f"only {dict(outcomes)} were seen")
    twice(trial, workspace, twin)
    alone(trial)
    restored(trial)


def restored(trial):
    """A backup put back: the ledger is the one or the other, and whoever was stopped does it again."""
    workspace = planning(trial)
    workspace.amplify()
    made = workspace.run("ledger", "backup", "backup.sqlite")
    trial.check(made.status == 0, f"the backup: {made}")
    before, twin = facts(workspace.ledger), undisturbed(workspace)
    workspace.amplify(now=LATER)
    full = facts(workspace.ledger)
    outcomes = Counter()

    def each(victim, ended):
        if ended.status not in (0, -9):
            yield f"{ended}"
        copy = sound_copy(victim)
        found = facts(copy.ledger)
        outcomes[found == before] += 1
        if found not in (before, full):
            yield "the ledger is neither as it was nor the backup"
        yield from integrity(copy.ledger)
        copy.remove()
        if ended.status == 0 and found != before:
            yield "exit 0, and the ledger is not the backup"
        if ended.status != 0:
            # Whoever comes next goes on, or is told that it is an older ledger. Here, not on a copy,
            # where a file with two names would be two files.
            after = victim.amplify(now=LATER)
            if after.status != 0 and "has seen link" not in after.error:
                yield f"the next run: {after}"
            again = victim.run(*RESTORE)
            if again.status != 0:
                yield f"once more: {again}"
        if facts(victim.ledger) != before:
            yield "the ledger is not the backup"
        yield from verdict(victim, twin)

    sweep(trial, workspace, (*AMPLIFY_CALLS, "link", "linkat"), RESTORE, each)
    trial.check(set(outcomes) == {False, True}, f"only {dict(outcomes)} were seen")


def alone(trial):
    """A withdrawal since the last run goes alone; no post that fell due meanwhile is passed over."""
    workspace = make(trial, posts=6)
    workspace.amplify(now="2026-11-08T00:00:00Z")
    twin = undisturbed(workspace)
    for words in (("queue", "withdraw", "p1", "--as", "legal", "--now", "2026-11-16T00:00:00Z"),
                  ("ledger", "rewind", "--to", "2026-11-15T00:00:00Z")):
        ended = workspace.run(*words)
        trial.count()
        trial.check(ended.status == 0, f"{words}: {ended}")
    for problem in verdict(workspace, twin):
        trial.check(False, f"a withdrawal alone: {problem}")


def twice(trial, workspace, twin):
    """To and fro: each time what counts is what counted then."""
    workspace = workspace.copy("twice")
    for to in ("2026-11-20T18:00:00Z", "2026-11-20T09:00:00Z", "2026-11-20T10:10:00Z"):
        ended = workspace.run("ledger", "rewind", "--to", to)
        trial.count()
        trial.check(ended.status == 0, f"back to {to}: {ended}")
        for problem in act_problems(workspace.ledger):
            trial.check(False, f"back to {to}: {problem}")
        again = workspace.amplify()
        trial.check(again.silent or to > NOW, f"after going back to {to}: {again}")
    withdrawn = workspace.run("queue", "withdraw", "p2", "--as", "marketing", "--now", NOW)
    trial.check(withdrawn.status == 0, f"the withdrawal, voided with the rest: {withdrawn}")
    for problem in verdict(workspace, twin):
        trial.check(False, f"to and fro: {problem}")


FAULTS = [("F40", "ledger rewind or restore, kill -9 at every call", rewound)]
