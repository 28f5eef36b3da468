"""F32: marks beside the ledger that are not what was written: never taken for missing."""

import os

from checker import verdict
from commands import COMMANDS, changed, contents, scene, spoken, told
from disks import nobody
from workspace import NOW

MARKS = ("ledger-id", "high-water", "forgotten")
# Who acts or reports by the ledger, and so needs to know that it is the right one.
LEDGERS = ("amplify", "amplify --dry-run", "queue list", "queue show", "explain", "reach-report",
           "ledger export", "ledger backup", "queue withdraw", "roster forget", "policy coverage")
# Who acts by the roster, and so needs to know who was forgotten.
ROSTERS = ("amplify", "amplify --dry-run", "post", "explain", "roster forget")
ASKED = {"ledger-id": LEDGERS, "high-water": LEDGERS, "forgotten": ROSTERS}
REFUSALS = (65, 74, 77, 78)


def spoils(content, dice):
    """How the bytes of a mark may come to be others: (kind, what was done, bytes)."""
    for at in range(len(content)):
        bit, extra = dice.randrange(8), dice.choice((b"0", b"\n", b" ", b"\0", b"\xff"))
        flipped = bytes([content[at] ^ 1 << bit])
        yield "flipped", f"bit {bit} of byte {at} flipped", content[:at] + flipped + content[at + 1:]
        yield "removed", f"byte {at} removed", content[:at] + content[at + 1:]
        yield "inserted", f"{extra!r} inserted at {at}", content[:at] + extra + content[at:]
        if at:
            yield "cut", f"cut to {at} bytes", content[:at]
    yield "inserted", "a space added", content + b" "
    yield "inserted", "a line added", content + b"\n"
    yield "empty", "empty", b""
    yield "CRLF", "with CRLF", content.replace(b"\n", b"\r\n")
    yield "capitals", "in capitals", content.upper()
    yield "another text", "another text", b"garbage\n"


def linked(path, target):
    os.rename(path, path + ".real")
    os.symlink(target or path + ".real", path)


KINDS = {
    "a directory": lambda path: (os.remove(path), os.mkdir(path)),
    "a pipe": lambda path: (os.remove(path), os.mkfifo(path)),
    "a dangling link": lambda path: linked(path, "nowhere"),
    "a live link": lambda path: linked(path, None),
}


def marks(trial):
    base = scene(trial)
    points = []
    for mark in MARKS:
        content = base.read(f".advocacy/{mark}")
        points += [(mark, *spoil) for spoil in spoils(content, trial.random) if spoil[2] != content]
        points += [(mark, kind, kind, None) for kind in KINDS]
    special = [it for it in points if it[1] not in ("flipped", "removed", "inserted", "cut")]
    bytewise = [it for it in points if it not in special]
    if os.geteuid() == 0:
        special += [(mark, "unreadable", "unreadable", None) for mark in MARKS]
    else:
        trial.skips.append("an unreadable mark needs root, whom modes don't bind")
    # A few of each sort however short the time: the bytes first, which no other fault tries.
    end = trial.deadline
    if end is not None:
        trial.deadline = end - trial.share / 2
    for _, *point in trial.by_kind([(point[0] + point[1], *point) for point in bytewise]):
        damaged(trial, base, *point)
    trial.deadline = end
    for point in trial.choices(special, least=6):
        damaged(trial, base, *point)


def damaged(trial, base, mark, kind, what, new):
    victim = base.copy("mark")
    path = victim.path(".advocacy", mark)
    options = {}
    if kind in KINDS:
        KINDS[kind](path)
    elif kind == "unreadable":
        for at, _, files in os.walk(victim.directory):
            for name in [".", *files]:
                os.chown(os.path.join(at, name), 65534, 65534)
        os.chmod(path, 0)
        options["preexec_fn"] = nobody
    else:
        with open(path, "wb") as file:
            file.write(new)
    before = contents(victim.directory)
    looked = victim.run("check", "--now", NOW, timeout=30, **options)
    trial.check(looked.status in REFUSALS and not looked.trapped, f"{mark} {what}: check: {looked}")
    every = trial.full and kind not in ("flipped", "removed", "inserted", "cut")
    for name in ASKED[mark] if every else [trial.random.choice(ASKED[mark])]:
        command, _, dry = name.partition(" --")
        words = COMMANDS[command].dry if dry else COMMANDS[command].words
        ended = victim.run(*spoken(words), timeout=30, **options)
        trial.count()
        for problem in told(ended):
            trial.check(False, f"{mark} {what}: {name}: {problem}")
        trial.check(ended.status in REFUSALS and ended.error, f"{mark} {what}: {name}: {ended}")
    touched = changed(before, contents(victim.directory))
    trial.check(not touched, f"{mark} {what}: changed {touched}")
    if kind in KINDS or kind == "empty" or trial.random.random() < 0.1:
        gone_on(trial, victim, path, f"{mark} {what}", options)
    victim.remove()


def gone_on(trial, victim, path, where, options):
    """Without the mark nothing is protected, and all goes on."""
    if os.path.isdir(path) and not os.path.islink(path):
        os.rmdir(path)
    else:
        os.remove(path)
    again = victim.amplify(**options)
    trial.count()
    trial.check(again.silent, f"{where}, then removed: {again}")
    if not options:
        for problem in verdict(victim):
            trial.check(False, f"{where}, then removed: {problem}")


FAULTS = [("F32", "marks that are not what was written", marks)]
