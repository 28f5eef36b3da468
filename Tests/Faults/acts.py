"""What must hold of acts at any moment: each was planned, happens once, and never too late."""

from collections import Counter, defaultdict

from reading import APPROVAL, FORGOTTEN, OWN_INSTANT, WORDED, live, planned, query

# Who was forgotten has no name any more, and is told from others by the key.
NAME = f"coalesce(employee.rosterID, '{FORGOTTEN}' || employee.key)"
RECORDED = f"""SELECT post.id, {NAME}, network.id, action, amplification.at, link, variant,
    isDisclosed, amplification.employee FROM amplification
    JOIN post ON post.number = amplification.post
    JOIN employee ON employee.key = amplification.employee
    JOIN network ON network.number = amplification.network WHERE {{live}}"""
STOPPED = f"""SELECT post.id, {NAME}, network.id, prevention.at, prevention.link
    FROM prevention JOIN post ON post.number = prevention.post
    JOIN employee ON employee.key = prevention.employee
    JOIN network ON network.number = prevention.network WHERE {{live}}"""


def act_problems(path, dropped=(), rewrites=False):
    """All that is wrong with the acts of a ledger.

    dropped: the employees whose planned acts may end without a trace, as an erasure wants; None: all
        who were forgotten.
    rewrites: whether the policy may give an act other actions and texts than it was planned with.
    """
    try:
        plans = planned(path, tells_forgotten=True)
    except (ValueError, IndexError, KeyError) as error:
        return [f"planned acts can't be read: {error!r}"]
    recorded = live(path, RECORDED)
    return [*late(path, recorded), *twice(recorded, live(path, STOPPED)),
            *fates(path, plans, recorded, dropped, rewrites)]


def late(path, recorded):
    """Nothing is dated after the watermark; nobody acts once a post is over or withdrawn."""
    watermark = query(path, "SELECT watermark FROM progress")[0][0]
    for table in ("amplification", "prevention", "decision", "skip"):
        after = len(live(path, f"""SELECT 1 FROM {table} JOIN post ON post.number = {table}.post
            WHERE {table}.at > {watermark} AND {{live}}"""))
        if after:
            yield f"{after} rows of {table} are dated after the watermark"
    for post, in query(path, """SELECT id FROM post WHERE voidedBy > 0
            AND voidedBy NOT IN (SELECT link FROM rewind)"""):
        yield f"{post}: voided, and by no rewind"
    newer = query(path, "SELECT actsFrom FROM ledger")[0][0]
    ends = dict(live(path, """SELECT post.id, content.ends FROM content
        JOIN post ON post.number = content.post WHERE {live}"""))
    withdrawn = dict(live(path, """SELECT post.id, min(word.at) FROM word
        JOIN post ON post.number = word.post WHERE word.kind = 'withdrawal' AND {live} GROUP BY 1"""))
    blocks = {link: (since, until) for link, since, until in query(path, "SELECT * FROM acts")}
    kinds = dict(query(path, "SELECT sequence, kind FROM link"))
    for post, employee, network, action, at, link, *_ in recorded:
        who = f"{post}: {employee} on {network}, action {action}"
        if link < newer:
            if kinds.get(link) != "decision":
                yield f"{who}: recorded by an older program under a {kinds.get(link)}"
            continue
        if link not in blocks or kinds.get(link) != "acts":
            yield f"{who}: recorded under a {kinds.get(link)}"
        elif not blocks[link][0] <= at <= blocks[link][1]:
            yield f"{who}: at {at}, recorded in the block {blocks[link]}"
        if at >= ends[post]:
            yield f"{who}: at {at}, after the post's end"
        if at > withdrawn.get(post, at):
            yield f"{who}: at {at}, after the post was withdrawn"


def twice(recorded, stopped):
    """An action happens once; who was prevented did not act."""
    for key, count in Counter(row[:4] for row in recorded).items():
        if count > 1:
            yield f"{key} was recorded {count} times"
    both = {row[:3] for row in recorded} & {row[:3] for row in stopped}
    if both:
        yield f"acted and prevented: {sorted(both, key=repr)[:3]}"
    if len({row[:3] for row in stopped}) != len(stopped):
        yield "prevented twice"


def fates(path, plans, recorded, dropped, rewrites):
    """Each planned act is still to come, or moved, recorded or prevented by the link that ended it."""
    newer = query(path, "SELECT actsFrom FROM ledger")[0][0]
    begun, open_acts, of_link = defaultdict(list), Counter(), defaultdict(list)
    watermark = query(path, "SELECT watermark FROM progress")[0][0]
    for row in plans:
        begun[row[:3], row.link].append(row)
        if row.ends is None:
            open_acts[row[:3]] += 1
            if row.outcome == OWN_INSTANT and row.at <= watermark:
                yield f"{row[:3]} was planned for {row.at}, which is over"
    for row in recorded:
        if row[5] >= newer:
            of_link[row[:3], row[5]].append(row)
    stopped = {(row[:3], row[4]) for row in live(path, STOPPED)}
    acted = {row[:3] for row in recorded}
    for who, count in open_acts.items():
        if count > 1:
            yield f"{who} has {count} acts planned at once"
        if who in acted and not any(row[5] < newer for row in recorded if row[:3] == who):
            yield f"{who} acted and still has an act planned"
    used = set()
    for row in plans:
        if row.ends is None:
            continue
        end = (row[:3], row.ends)
        acts = of_link.get(end, [])
        outcomes = [bool(acts), end in stopped, bool(begun.get(end))]
        if outcomes[0]:
            if end in used:
                yield f"{row[:3]}: two planned acts became one"
            used.add(end)
            yield from as_planned(row, acts, rewrites)
        is_dropped = row.employee in dropped or None in dropped and row.employee.startswith(FORGOTTEN)
        if sum(outcomes) == 0 and not is_dropped:
            yield f"{row[:3]}: planned for {row.at}, ended by link {row.ends}, and nothing came of it"
        if sum(outcomes) > 1:
            yield f"{row[:3]}: ended by link {row.ends} in more than one way: {outcomes}"
    for end, acts in of_link.items():
        if end not in used:
            yield f"{end[0]}: recorded by link {end[1]}, never planned: {acts[:1]}"


def as_planned(row, acts, rewrites):
    """What was recorded is what was planned, at its instant."""
    if row.outcome == APPROVAL:
        yield f"{row[:3]}: acted while waiting for an approval"
    if any(act[4] != row.at for act in acts):
        yield f"{row[:3]}: planned for {row.at}, recorded at {sorted({act[4] for act in acts})}"
    if rewrites:
        return
    if sum(1 << act[3] for act in acts) != row.actions:
        yield f"{row[:3]}: actions {row.actions} planned, {[act[3] for act in acts]} recorded"
    for act in acts:
        if act[6] != (row.variant if act[3] in WORDED else 0) or act[7] != row.disclosed:
            yield f"{row[:3]}: another text than planned: {act}"
