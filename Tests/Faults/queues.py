"""F13 to F15, F18: torn, edited and overlong queues."""

import json
import os
import re
import time

from checker import decided_as_expected, soundness, undisturbed, verdict
from reading import facts, head, query
from workspace import LATER, NOW, make, post


def torn(trial):
    workspace = make(trial, posts=3)
    whole = workspace.read("queue.json")
    before = facts(workspace.ledger)
    # Cut off only the last line's end, it is whole, and its posts would rightly be decided.
    cuts = [cut for cut in range(len(whole)) if whole[:cut].strip() != whole.strip()]
    for cut in trial.choices(cuts, least=20):
        workspace.write("queue.json", whole[:cut])
        ended = workspace.amplify()
        trial.count()
        trial.check(ended.status == 65, f"cut at {cut}: {ended}")
        trial.check(re.search(r"queue\.json:\d+:\d+", ended.error), f"cut at {cut}: {ended}")
        trial.check(workspace.read("queue.json") == whole[:cut], f"cut at {cut}: queue changed")
        if facts(workspace.ledger) != before:
            trial.check(False, f"cut at {cut}: something was recorded")
            break
    workspace.write("queue.json", whole)
    for problem in verdict(workspace):
        trial.check(False, f"after the cuts: {problem}")
    torn_lines(trial)


def torn_lines(trial):
    """Of one post a line, whole lines count, and the torn one when it is whole again."""
    workspace = make(trial, posts=3, lines=True)
    twin = undisturbed(workspace)
    whole = workspace.read("queue.ndjson")
    for cut in trial.choices(range(len(whole)), least=8):
        victim = workspace.copy("torn")
        victim.write("queue.ndjson", whole[:cut])
        ended = victim.amplify()
        trial.count()
        trial.check(ended.status in (0, 1), f"a line cut at {cut}: {ended}")
        victim.write("queue.ndjson", whole)
        problems = verdict(victim)
        found, expected = facts(victim.ledger), dict(twin)
        # The torn line stays on record as set aside; the posts' instants may be later ones.
        trial.check(len(found["setAside"]) <= 1, f"a line cut at {cut}: set aside twice")
        trial.check(len(found["actions"]) == len(expected["actions"]), f"cut at {cut}: actions")
        for problem in problems:
            trial.check(False, f"a line cut at {cut}: {problem}")
        victim.remove()


def saved_by_editors(trial):
    workspace = make(trial, posts=6)
    twin = undisturbed(workspace)
    whole = workspace.read("queue.json")
    ways = {
        "byte order mark": lambda it: it.write("queue.json", b"\xef\xbb\xbf" + whole),
        "CRLF": lambda it: it.write("queue.json", whole.replace(b"\n", b"\r\n")),
        "backup files": lambda it: [it.write(name, b"[") for name in
                                    ("queue.json~", ".queue.json.swp", "#queue.json#")],
        "rename": lambda it: [it.write("new", whole),
                              os.replace(it.path("new"), it.path("queue.json"))],
        "unreadable, then whole": lambda it: it.write("queue.json", whole[:40]),
        "emptied, then whole": lambda it: it.write("queue.json", b""),
    }
    for name, save in ways.items():
        victim = workspace.copy("edited")
        save(victim)
        ended = victim.amplify()
        trial.count()
        spoilt = "then whole" in name
        trial.check(ended.status == 65 if spoilt else ended.status in (0, 65), f"{name}: {ended}")
        victim.write("queue.json", whole)
        for problem in verdict(victim, twin):
            trial.check(False, f"{name}: {problem}")
    slow = workspace.copy("slow")
    with open(slow.path("queue.json"), "wb", buffering=0) as file:
        running = []
        for start in range(0, len(whole), 40):
            file.write(whole[start:start + 40])
            running.append(slow.start("amplify", "--now", NOW, "--wait", "60"))
            time.sleep(0.01)
    for process in running:
        ended = trial.program.finish(process)
        trial.count()
        trial.check(ended.status in (0, 65) and not ended.trapped, f"a slow save: {ended}")
    for problem in verdict(slow, twin):
        trial.check(False, f"a slow save: {problem}")


def edited_afterwards(trial):
    workspace = make(trial, posts=6)
    for now in (NOW, LATER):
        workspace.amplify(now=now)
    done = facts(workspace.ledger)
    posts = list(workspace.posts.values())
    shuffled = posts[:]
    trial.random.shuffle(shuffled)
    edited = [{**posts[0], "text": "Another text"}, *posts[1:]]
    moved = [{**posts[0], "at": "2026-11-20T10:30:00Z"}, *posts[1:]]
    cases = {"re-ordered": (shuffled, 0, ""), "deleted": (posts[2:], 0, ""), "all deleted": ([], 0, ""),
             "edited": (edited, None, "edited"), "moved in time": (moved, None, "edited"),
             "duplicated": (posts + posts[:1], 1, "duplicate"), "back again": (posts, 0, "")}
    for name, (content, status, words) in cases.items():
        workspace.write("queue.json", json.dumps(content))
        first = workspace.amplify(now=LATER)
        second = workspace.amplify(now=LATER)
        trial.count()
        trial.check(first.status in ((status,) if status is not None else (0, 1)),
                    f"{name}: {first}")
        trial.check(words in first.error, f"{name}: not told: {first}")
        trial.check(second.silent, f"{name}: told again: {second}")
        now = facts(workspace.ledger)
        for table in ("decisions", "actions", "waiting", "skips"):
            trial.check(now[table] == done[table], f"{name}: {table} changed")
    workspace.write("queue.json", json.dumps(posts))
    for problem in verdict(workspace, report=True):
        trial.check(False, f"in the end: {problem}")


def long_downtime(trial):
    """A machine that was off for 30 days: what is still good is done, the rest skipped, once."""
    number = 10_000 if trial.full else 300
    workspace = make(trial, posts=0, start="2026-10-01T00:00:00Z")
    posts = []
    for index in range(number):
        day, hour = 15 + index % 30, index % 24
        month, day = (10, day) if day <= 31 else (11, day - 31)
        posts.append({**post(index), "at": f"2026-{month:02}-{day:02}T{hour:02}:30:00Z",
                      "expires": "2026-12-30T00:00:00Z"})
    for stale in posts[::4]:
        del stale["expires"]
    workspace.write_posts(posts)
    # Before the first run, nothing was handled: the clock stands at the ledger's start.
    workspace.run("amplify", "--now", "2026-10-02T00:00:00Z")
    gone = workspace.copy("gone")
    started = time.monotonic()
    back = gone.run("amplify", "--now", "2026-11-20T12:00:00Z", "--summary", "--format", "json")
    trial.count(number)
    print(f"      F18: {number} posts caught up in {time.monotonic() - started:.1f} s", flush=True)
    trial.check(back.status == 0, f"catching up: {back}")
    told = json.loads(back.output)["posts"] if back.status == 0 else []
    actions = query(gone.ledger, "SELECT count(*) FROM amplification")[0][0]
    trial.check(sum(one["amplifications"] for one in told) == actions,
                f"the summary's actions are not the {actions} recorded")
    by_steps = workspace
    for day in ("2026-10-20", "2026-11-01", "2026-11-10"):
        by_steps.run("amplify", "--now", f"{day}T00:00:00Z")
    for one in (gone, by_steps):
        for now in (NOW, LATER):
            one.amplify(now=now)
    trial.check(facts(gone.ledger) == facts(by_steps.ledger), "one run differs from many")
    skipped = {name for name, in query(
        gone.ledger, "SELECT post.id FROM skip JOIN post ON post.number = skip.post")}
    gone.posts = {name: it for name, it in gone.posts.items() if name not in skipped}
    for problem in decided_as_expected(gone) + soundness(gone):
        trial.check(False, f"caught up: {problem}")
    before = head(gone.ledger)
    trial.check(gone.amplify(now=LATER).silent and head(gone.ledger) == before, "not settled")


FAULTS = [
    ("F13", "a queue torn at every byte", torn),
    ("F14", "editors' ways of saving", saved_by_editors),
    ("F15", "edited, deleted, duplicated after the fact", edited_afterwards),
    ("F18", "30 days down, 10,000 posts due", long_downtime),
]
