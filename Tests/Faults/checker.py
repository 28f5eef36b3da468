"""The independent reader of the ledger, and the five things that must hold after any fault."""

import datetime
import json

from acts import act_problems
from reading import facts, head, integrity, live, planned, query, waiting
from workspace import ACTIONS, LATER, eligible


def decided_as_expected(workspace):
    """(a) and (b): each valid post decided for each eligible employee once, none missing."""
    problems = act_problems(workspace.ledger)
    decided = dict(live(workspace.ledger, """SELECT post.id, count(*) FROM decision
        JOIN post ON post.number = decision.post WHERE event = 'due' AND {live} GROUP BY 1"""))
    if set(decided) != set(workspace.posts):
        missing = sorted(set(workspace.posts) - set(decided))[:5]
        extra = sorted(set(decided) - set(workspace.posts))[:5]
        problems.append(f"posts not decided {missing}, decided but never accepted {extra}")
    problems += [f"{post} decided {count} times" for post, count in decided.items() if count != 1]
    problems += acted_as_expected(workspace)
    ends = [row[-1] for row in waiting(workspace.ledger)]
    if ends.count(1) != len(ends):
        problems.append(f"{ends.count(0)} candidates still wait, "
                        f"{sum(1 for end in ends if end > 1)} were settled more than once")
    left = query(workspace.ledger, "SELECT coalesce(sum(remaining), 0) FROM waitingGroup")[0][0]
    if left:
        problems.append(f"{left} candidates are counted as waiting")
    return problems


def acted_as_expected(workspace):
    """Where everybody takes part, all who may have done all they can; else nobody did more."""
    acted = {}
    for post, employee, network, action in live(
            workspace.ledger, """SELECT post.id, employee.rosterID, network.id, action
            FROM amplification JOIN post ON post.number = amplification.post
            JOIN employee ON employee.key = amplification.employee
            JOIN network ON network.number = amplification.network WHERE {live}"""):
        acted.setdefault(post, []).append((employee, network, action))
    left = [row for row in planned(workspace.ledger) if row.ends is None]
    if workspace.everyone and left:
        yield f"{len(left)} acts are still planned: {left[:2]}"
    for name, post in workspace.posts.items():
        expected = sorted((employee, network, action) for action in ACTIONS
                          for employee, network in eligible(post["networks"], workspace.people))
        found = sorted(acted.get(name, []))
        if found != expected if workspace.everyone else not set(found) <= set(expected):
            yield (f"{name}: expected {len(expected)} actions, found {len(found)}"
                   f" ({len(set(found))} different)")
    others = {row[:3] for row in left} - {
        (name, *who) for name, post in workspace.posts.items()
        for who in eligible(post["networks"], workspace.people)}
    if others:
        yield f"acts are planned of who may not: {sorted(others)[:3]}"
    if not acted and workspace.posts:
        yield "nobody did anything"


def report_totals(workspace):
    """(e): the report's totals equal our own count."""
    report = workspace.run("reach-report", "--format", "json", "--error", "0.9", "--threads", "1")
    if report.status != 0:
        return [f"reach-report: {report}"]
    posts = json.loads(report.output)["posts"]
    counted = {post: (employees, likes, reposts) for post, employees, likes, reposts in live(
        workspace.ledger, """SELECT post.id, count(DISTINCT employee), sum(action = 0),
        sum(action = 1) FROM amplification JOIN post ON post.number = amplification.post
        WHERE {live} GROUP BY 1""")}
    told = {post["id"]: (post["employees"], post["likes"], post["reposts"]) for post in posts
            if post["employees"]}
    if told != counted:
        differing = [name for name in set(told) | set(counted)
                     if told.get(name) != counted.get(name)]
        return [f"the report and SQL differ on {sorted(differing)[:5]}"]
    return []


def handled(path):
    """Up to when a ledger says that all is handled, in milliseconds since 1970."""
    return query(path, "SELECT watermark FROM progress")[0][0]


def milliseconds(instant):
    return int(datetime.datetime.fromisoformat(instant).timestamp() * 1000)


def settle(workspace, quiet=True):
    """Runs amplify twice more, as cron would: first whatever is left, then nothing at all."""
    problems = []
    for turn in ("first", "second"):
        before = head(workspace.ledger) if turn == "second" else None
        ended = workspace.amplify(now=LATER)
        if ended.status != 0 or (quiet and not ended.silent):
            problems.append(f"{turn} amplify after the fault: {ended}")
        elif handled(workspace.ledger) < milliseconds(LATER):
            problems.append(f"{turn} amplify after the fault: exit 0, and its end is not on record")
        if before and head(workspace.ledger) != before:
            problems.append("a second amplify changed the ledger")
    return problems


def soundness(workspace):
    """(c): integrity and chain."""
    problems = integrity(workspace.ledger)
    verified = workspace.run("ledger", "verify", "--format", "json")
    if verified.status != 0:
        problems.append(f"ledger verify: {verified}")
    return problems


def verdict(workspace, twin=None, report=False, quiet=True):
    """All that is wrong with a workspace after a fault, (a) to (e); nothing where it survived.

    The twin is the facts of the same workspace that nothing happened to.
    """
    queue = open(workspace.queue, "rb").read()
    problems = settle(workspace, quiet)
    if not problems:
        problems += decided_as_expected(workspace) + soundness(workspace)
        if twin is not None and facts(workspace.ledger) != twin:
            differing = [name for name, rows in facts(workspace.ledger).items()
                         if rows != twin[name]]
            problems.append(f"not the ledger of an undisturbed run: {', '.join(differing)}")
        if report:
            problems += report_totals(workspace)
    if open(workspace.queue, "rb").read() != queue:
        problems.append("amplify changed the queue")
    return problems


def undisturbed(workspace):
    """The facts that a copy of a workspace ends with when nothing happens to it."""
    twin = workspace.copy("twin")
    for now in (None, LATER):
        ended = twin.amplify() if now is None else twin.amplify(now=now)
        if not ended.silent:
            raise RuntimeError(f"an undisturbed run: {ended}")
    problems = decided_as_expected(twin)
    if problems:
        raise RuntimeError(f"an undisturbed run: {problems}")
    found = facts(twin.ledger)
    twin.remove()
    return found
