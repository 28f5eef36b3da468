"""F31: a wrong clock before everything that acts or watches: refused or correct, and nothing is lost."""

import json

from checker import undisturbed, verdict
from commands import changed, contents, told
from workspace import NOW, make, post

# Each command that somebody lets run by itself; whether it may change anything.
AMPLIFY = ("amplify", "--wait", "5")
POST = ("post", "A new text", "--id", "new", "--network", "x,linkedin", "--at", "2026-11-20T17:00:00Z")
MONITORS = {
    "amplify": AMPLIFY, "amplify --dry-run": (*AMPLIFY, "--dry-run"), "post": POST,
    "post --dry-run": (*POST, "--dry-run"), "queue list": ("queue", "list"),
    "reach-report": ("reach-report", "--worlds", "0..<32", "--error", "0.9", "--threads", "1"),
    "explain": ("explain", "p0"), "check": ("check",), "ledger verify": ("ledger", "verify"),
    "check --max-age": ("check", "--max-age", "2h"),
}
WRITERS = ("amplify", "post")
# Of these the clock is none of their business.
TIMELESS = ("reach-report", "ledger verify")

# Where the real clock may stand, and whether a run must refuse it.
MOMENTS = (
    ("2026-11-20 11:58:00", True), ("2026-11-20 11:59:30", False), ("2026-11-19 12:00:00", True),
    ("2025-11-20 12:00:00", True), ("1970-01-02 00:00:00", True), ("2001-09-09 01:46:40", True),
    ("2036-11-20 12:00:00", True), ("2038-01-19 03:14:08", True), ("2106-02-07 06:28:16", True),
    ("2262-04-11 23:47:16", True), ("9999-12-31 23:59:58", True),
)
# The same for a simulated clock, where --now is believed: whether it lies before what was handled.
INSTANTS = (
    ("2026-11-20T11:59:59Z", True), ("2025-11-20T12:00:00Z", True), ("1970-01-01T00:00:00Z", True),
    ("1969-12-31T23:59:59Z", True), ("0001-01-01T00:00:00Z", True), ("2038-01-19T03:14:08Z", False),
    ("2262-04-11T23:47:17Z", False), ("9999-12-31T23:59:59Z", False),
)


def handled(trial, simulated):
    """A workspace that was handled until NOW, and has a post left for later."""
    workspace = make(trial, posts=3, simulated=simulated)
    if not simulated:
        workspace.clock = "2026-11-20 12:00:00"
    ended = workspace.amplify()
    trial.check(ended.silent, f"before the clock went wrong: {ended}")
    workspace.write_posts([*workspace.posts.values(), post(70, at="2026-11-20T18:00:00Z")])
    return workspace


def later(workspace):
    """The same workspace when its clock is right again, a day on."""
    workspace.clock = workspace.clock and "2026-11-22 12:00:00"
    return workspace


def monitors(trial):
    simulated(trial)
    trial.need("faketime")
    base = handled(trial, simulated=False)
    twin = undisturbed(later(base.copy("twin")))
    points = [(name, moment, refused) for name in MONITORS for moment, refused in MOMENTS]
    for name, moment, refused in trial.by_kind(points):
        victim = base.copy("clock")
        victim.clock = moment
        before = contents(victim.directory)
        ended = victim.run(*MONITORS[name])
        trial.count()
        where = f"{name} with the clock at {moment}"
        for problem in judged(victim, before, ended, name):
            trial.check(False, f"{where}: {problem}")
        if refused and (name == "amplify" or name == "amplify --dry-run" or name.startswith("check")):
            trial.check(ended.status == 75, f"{where}: {ended}")
        if name in TIMELESS:
            trial.check(ended.status == 0, f"{where}: {ended}")
        goes_on(trial, victim, before, twin, name, where)
        victim.remove()


def judged(victim, before, ended, name):
    """What is wrong with how a monitor ended, and with what it touched."""
    yield from told(ended)
    touched = changed(before, contents(victim.directory))
    if touched and (name not in WRITERS or ended.status != 0):
        yield f"changed {touched}: {ended}"
    if name == "post" and (b'"new"' in victim.read("queue.json")) != (ended.status == 0):
        yield f"said one thing and did another: {ended}"


def goes_on(trial, victim, before, twin, name, where):
    """Where a wrong clock changed anything, the right one comes to what it would have."""
    if not changed(before, contents(victim.directory)):
        return  # And the twin has shown what comes of it.
    if name == "post":
        victim.posts = {it["id"]: it for it in json.loads(victim.read("queue.json"))}
        twin = None
    for problem in verdict(later(victim), twin):
        trial.check(False, f"{where}, and then right again: {problem}")


def simulated(trial):
    base = handled(trial, simulated=True)
    twin = undisturbed(base)
    points = [(name, now, is_past) for name in MONITORS if name not in TIMELESS
              for now, is_past in INSTANTS]
    for name, now, is_past in trial.by_kind(points):
        victim = base.copy("now")
        before = contents(victim.directory)
        ended = victim.run(*MONITORS[name], "--now", now)
        trial.count()
        where = f"{name} --now {now}"
        for problem in judged(victim, before, ended, name):
            trial.check(False, f"{where}: {problem}")
        if name in ("amplify", "amplify --dry-run"):
            trial.check((ended.status == 64) == is_past, f"{where}: {ended}")
        if name == "amplify" and not is_past:
            # All was handled as of the end of time; the way back is to rewind.
            back = victim.run("ledger", "rewind", "--to", NOW)
            trial.check(back.status == 0, f"{where}, then rewinding: {back}")
        goes_on(trial, victim, before, twin, name, where)
        victim.remove()


FAULTS = [("F31", "a wrong clock before all that acts or watches", monitors)]
