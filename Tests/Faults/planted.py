"""F33: what others put where anybody may make files: not followed, not kept as theirs."""

import os

from checker import undisturbed, verdict
from commands import scene
from trial import Skip
from workspace import LATER

STRANGER = 65534
SECRET = b"what only root may read\n"

# Each way to name a file that is written: the words before its name.
OUTPUTS = {
    "reach-report --output": ("reach-report", "--worlds", "0..<32", "--error", "0.9", "--format", "html",
                              "--output"),
    "reach-report --partial": ("reach-report", "--worlds", "0..<32", "--partial"),
    "amplify --metrics-file": ("amplify", "--now", LATER, "--metrics-file"),
    "ledger export --output": ("ledger", "export", "--output"),
    "ledger export --output, roster ids": ("ledger", "export", "--roster-ids", "--output"),
    "ledger backup": ("ledger", "backup"),
}
LINKS = ("a live link", "a dangling link", "a link to a link", "a link to a directory")
THINGS = ("a file", "a hard link", "a pipe", "a directory")


def plant(kind, place, trap, victim):
    """Has a stranger put something under a name, as they may in /tmp."""
    if kind == "a live link":
        os.symlink(victim, trap)
    elif kind == "a dangling link":
        os.symlink(victim + ".new", trap)
    elif kind == "a link to a link":
        os.symlink(victim, trap + ".hop")
        os.lchown(trap + ".hop", STRANGER, STRANGER)
        os.symlink(os.path.basename(trap) + ".hop", trap)
    elif kind == "a link to a directory":
        os.symlink(os.path.dirname(victim), trap)
    elif kind == "a pipe":
        os.mkfifo(trap, 0o666)
    elif kind == "a directory":
        os.mkdir(trap, 0o777)
    else:
        with open(trap, "wb") as file:
            file.write(b"mine\n")
        os.chmod(trap, 0o666)
        if kind == "a hard link":
            os.link(trap, os.path.join(place, "other-name"))
    os.lchown(trap, STRANGER, STRANGER)


def planted(trial):
    if os.geteuid() != 0:
        raise Skip("what others plant needs root, who can be others")
    base = scene(trial)
    twin = undisturbed(base)
    for mode in (0o1777, 0o777):
        points = [(kind, name, mode) for name in OUTPUTS for kind in (*LINKS, *THINGS)]
        if mode == 0o777 and not trial.full:
            points = trial.random.sample(points, 4)
        for kind, name, mode_ in trial.by_kind(points):
            one(trial, base, twin, kind, name, mode_)


def one(trial, base, twin, kind, name, mode):
    place, own = trial.fresh("open"), trial.fresh("own")
    os.chmod(place, mode)
    victim, trap = os.path.join(own, "victim"), os.path.join(place, "output")
    with open(victim, "wb") as file:
        file.write(SECRET)
    os.chmod(victim, 0o600)
    plant(kind, place, trap, victim)
    workspace = base.copy("writer")
    ended = workspace.run(*OUTPUTS[name], trap, timeout=60)
    trial.count()
    where = f"{name} where a stranger put {kind}, mode {mode:o}"
    with open(victim, "rb") as file:
        trial.check(file.read() == SECRET and os.listdir(own) == ["victim"],
                    f"{where}: the victim was written: {ended}")
    trial.check(not ended.trapped and ended.status in (0, 73, 74), f"{where}: {ended}")
    if kind in LINKS or kind in ("a pipe", "a directory"):
        trial.check(ended.status == 73 and ended.error, f"{where}: expected exit 73: {ended}")
    elif ended.status == 0:
        found = os.lstat(trap)
        # Metrics name nobody, and are read by another user.
        bits = 0o644 if "metrics" in name else 0o600
        trial.check((found.st_uid, found.st_mode & 0o7777) == (0, bits),
                    f"{where}: it has owner {found.st_uid}, mode {found.st_mode & 0o7777:o}")
        with open(trap, "rb") as file:
            trial.check(file.read() not in (b"", b"mine\n"), f"{where}: nothing was written: {ended}")
    else:
        trial.check(ended.error, f"{where}: refused without a word: {ended}")
    if kind == "a hard link":
        with open(os.path.join(place, "other-name"), "rb") as file:
            trial.check(file.read() == b"mine\n", f"{where}: what we wrote is under another name too")
    left = [it for it in os.listdir(place) if it.endswith(".tmp") or it.startswith(".")]
    trial.check(not left, f"{where}: left {left}")
    if name.startswith("amplify"):
        for problem in verdict(workspace, twin):
            trial.check(False, f"{where}: {problem}")
    workspace.remove()


FAULTS = [("F33", "what others put where anybody may make files", planted)]
