"""F39: killed while planned acts come to their instants, are prevented or stay planned."""

import json

from acts import act_problems
from checker import undisturbed, verdict
from kills import AMPLIFY_CALLS, sound_copy, sweep
from reading import facts
from workspace import LATER, NOW, make, post


def planning(trial):
    """A workspace with acts still to come, of which some can't: one post ends, one is withdrawn."""
    workspace = make(trial, posts=0, participation=0.9)
    posts = [post(number, at=f"2026-11-20T{8 + number // 2:02}:{number % 2 * 30:02}:00Z")
             for number in range(7)]
    posts[1]["expires"] = "2026-11-20T13:00:00Z"
    posts.append(post(7, at="2026-11-19T23:00:00Z"))  # Waits for the morning.
    workspace.write_posts(posts)
    ended = workspace.amplify()
    withdrawn = workspace.run("queue", "withdraw", "p2", "--as", "marketing", "--now", NOW)
    trial.check(ended.silent and withdrawn.status == 0, f"planning: {ended}, {withdrawn}")
    return workspace


def plans_killed(trial):
    workspace = planning(trial)
    before = facts(workspace.ledger)
    twin = undisturbed(workspace)
    digest = told(trial, workspace.copy("told"), before)
    trial.check(len(twin["actions"]) > len(before["actions"]), "no planned act happened")
    for name, why in (("p1", "over"), ("p2", "withdrawn")):
        trial.check(any(row[0] == name for row in twin["prevented"]),
                    f"nothing of the post that is {why} was prevented: {twin['prevented']}")
    trial.check(any(not row[-1] for row in twin["planned"]), "no act is left planned")

    def each(victim, ended):
        if ended.status not in (0, -9):
            yield f"{ended}"
        copy = sound_copy(victim)
        yield from act_problems(copy.ledger)
        copy.remove()
        yield from verdict(victim, twin)
        if digest_of(victim) != digest:
            yield "the digest is not that of an undisturbed run"

    sweep(trial, workspace, AMPLIFY_CALLS, ("amplify", "--now", LATER), each)


def told(trial, workspace, before):
    """What summary and list say of acts is what is recorded; returns the ledger's digest."""
    ended = workspace.amplify("--summary", "--format", "json", now=LATER)
    listed = workspace.run("queue", "list", "--format", "json", "--now", LATER)
    trial.count(2)
    if not trial.check(ended.status == listed.status == 0, f"told: {ended}, {listed}"):
        return None
    summary, after = json.loads(ended.output), facts(workspace.ledger)
    trial.check(summary["schema"] == "advocacy/amplify/2", f"summary: {summary['schema']}")
    plans = [row for row in after["planned"] if not row[-1]]
    rows = {row["id"]: row for row in json.loads(listed.output)["posts"]}
    for name in workspace.posts:
        def count(table, state):
            return {row[:3] for row in state[table] if row[0] == name}
        new = [row for row in after["actions"] if row[0] == name and row not in before["actions"]]
        mine = [row for row in plans if row[0] == name]
        acts = (len({row[:3] for row in new}), len(new),
                len(count("prevented", after) - count("prevented", before)), len(mine))
        said = [(it["acts"], it["amplifications"], it["prevented"], it["planned"])
                for it in summary["posts"] if it["id"] == name]
        # A post of which nothing became need not be told of.
        trial.check(said == [acts] or not said and not any(acts[:3]),
                    f"{name}: the summary says {said}, recorded are {acts}")
        state = rows[name]["state"]
        wanted = "withdrawn" if name == "p2" else "asked" if mine else "done"
        trial.check(state == wanted, f"{name}: listed as {state}, it is {wanted}")
        acted = len(count("actions", after))
        progress = rows[name]["progress"]
        trial.check(state != "asked" or (progress["acted"], progress["planned"]) == (acted, len(mine)),
                    f"{name}: listed with {progress}, {acted} acted and {len(mine)} are planned")
    return digest_of(workspace)


def digest_of(workspace):
    """By what the program itself compares ledgers."""
    verified = workspace.run("ledger", "verify", "--format", "json")
    return json.loads(verified.output)["digest"] if verified.status == 0 else None


FAULTS = [("F39", "kill -9 while planned acts happen, at every call", plans_killed)]
