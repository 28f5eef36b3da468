"""F16, F17: clocks that jump, and time zones."""

from collections import Counter
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from acts import act_problems
from checker import undisturbed, verdict
from reading import facts, head, query
from workspace import make, post, strace


def text(instant):
    return instant.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def jumps(trial):
    workspace = make(trial, posts=4)
    twin = undisturbed(workspace)
    workspace.amplify()
    before = facts(workspace.ledger)
    for now in ("2026-11-20T11:00:00Z", "2025-11-20T12:00:00Z", "1970-01-01T00:00:00Z"):
        ended = workspace.run("amplify", "--now", now)
        trial.count()
        trial.check(ended.status == 64, f"back to {now}: {ended}")
    for now in ("1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "99999-01-01T00:00:00Z",
                "2026-02-30T00:00:00Z", "9999999999999999999", "-1", ""):
        ended = workspace.run("amplify", "--now", now)
        trial.count()
        trial.check(ended.status in (64, 65) and not ended.trapped, f"--now {now!r}: {ended}")
    trial.check(facts(workspace.ledger) == before, "a run before the watermark wrote")
    for problem in verdict(workspace, twin):
        trial.check(False, f"after going back: {problem}")
    # However late a run comes, each post is decided as of its own instant.
    for far in ("2036-11-20T12:00:00Z", "2038-01-19T03:14:08Z", "9999-12-31T23:59:59Z"):
        forward = workspace.copy("forward")
        for _ in range(2):
            ended = forward.run("amplify", "--now", far)
            trial.count()
            trial.check(ended.silent, f"forward to {far}: {ended}")
        trial.check(facts(forward.ledger) == twin, f"forward to {far}: not the same facts")
    stale = make(trial, posts=0)
    stale.amplify()
    stale.write_posts([post(0, at="2026-11-02T10:00:00Z")])
    for _ in range(2):
        ended = stale.amplify()
        trial.count()
        trial.check(ended.silent, f"a post that came too late: {ended}")
    skips = [reason for _, reason, _ in facts(stale.ledger)["skips"]]
    trial.check(skips == ["expired"], f"a post that came too late: {skips}")
    future = make(trial, posts=1)
    future.write_posts([post(0, at="2026-11-25T00:00:00Z")])
    waits = future.amplify()
    trial.count()
    trial.check(waits.silent and facts(future.ledger)["decisions"] == [], f"too early: {waits}")
    real_clock(trial)


def real_clock(trial):
    """A workspace on the real clock, which somebody turns."""
    faketime = trial.need("faketime")
    workspace = make(trial, posts=2, simulated=False)
    moments = (("2026-11-20 12:00:00", 0), ("2026-11-21 12:00:00", 0), ("2026-11-21 11:59:30", 0),
               ("2026-11-20 11:00:00", 75), ("2025-11-20 12:00:00", 75), ("1970-01-02 00:00:00", 75),
               ("2036-11-20 12:00:00", 75), ("2026-11-21 12:00:01", 0))
    for moment, status in moments:
        ended = workspace.run("amplify", prefix=[faketime, moment])
        trial.count()
        trial.check(ended.status == status and not ended.trapped, f"clock at {moment}: {ended}")
        looked = workspace.run("check", prefix=[faketime, moment])
        trial.check(looked.status == status, f"check with the clock at {moment}: {looked}")
    ahead = workspace.run("amplify", "--now", "2036-01-01T00:00:00Z",
                          prefix=[faketime, "2026-11-22 12:00:00"])
    trial.count()
    trial.check(ahead.status == 64, f"--now far ahead of the clock: {ahead}")
    decided = {name for name, in query(
        workspace.ledger, "SELECT post.id FROM decision JOIN post ON post.number = decision.post")}
    trial.check(decided == set(workspace.posts), f"decided {sorted(decided)}")


# Zone, the day its clock changes and one that has nothing special.
ZONES = [("Europe/Berlin", "2026-10-25"), ("Europe/Berlin", "2027-03-28"),
         ("America/New_York", "2026-11-01"), ("Australia/Lord_Howe", "2026-10-04"),
         ("Pacific/Kiritimati", "2026-11-10"), ("Etc/GMT+12", "2026-11-10"),
         ("Asia/Kathmandu", "2026-11-10"), ("America/St_Johns", "2026-11-01"), ("UTC", "2026-11-10")]
HOST_ZONES = ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", ":America/New_York", "Nowhere/At_All", "",
              "EST5EDT", "/etc/passwd"]
RULES = [{"id": "night", "type": "quietHours", "start": "01:30", "end": "03:30"},
         {"id": "three", "type": "frequencyCap", "count": 3, "window": "day"}]


def zones(trial):
    for zone, day in trial.choices(ZONES, least=2):
        one_zone(trial, zone, day)
    zone_data_missing(trial)


def one_zone(trial, zone, day):
    start = datetime.fromisoformat(day).replace(tzinfo=timezone.utc) - timedelta(hours=36)
    workspace = make(trial, posts=0, rules=RULES, zone=zone, start=text(start))
    posts = [post(index, at=text(start + timedelta(minutes=108 * index + 1))) for index in range(40)]
    workspace.write_posts(posts)
    # Halfway, and long after every deferral has ended.
    steps = [text(start + timedelta(hours=40)), text(start + timedelta(days=13))]
    found = []
    hosts = HOST_ZONES if trial.full else trial.random.sample(HOST_ZONES, 2)
    for host in hosts:
        copy = workspace.copy("zone")
        for now in steps:
            ended = copy.run("amplify", "--now", now, environment={"TZ": host})
            trial.count()
            trial.check(ended.silent, f"{zone}, TZ={host!r}: {ended}")
        found.append(facts(copy.ledger))
        for problem in act_problems(copy.ledger):
            trial.check(False, f"{zone}, TZ={host!r}: {problem}")
        trial.check(found[-1] == found[0], f"{zone}: TZ={host!r} changes the facts")
    local = ZoneInfo(zone)

    def at(milliseconds):
        return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).astimezone(local)

    for name, event, moment, _, _ in found[0]["decisions"]:
        acted = [row for row in found[0]["verdicts"]
                 if row[:3] == (name, event, moment) and row[4] in (0, 1) and row[6]]
        clock = at(moment)
        quiet = (1, 30) <= (clock.hour, clock.minute) < (3, 30)
        trial.check(not (acted and quiet), f"{zone}: {name} allowed at {clock} in quiet hours")
    for name, who, network, _, moment, *_ in found[0]["actions"]:
        clock = at(moment)
        trial.check(not (1, 30) <= (clock.hour, clock.minute) < (3, 30),
                    f"{zone}: {who} acted on {name} at {clock} in quiet hours")
    # Each like stands for one participation, on the local day on which it happened.
    days = Counter((who, network, at(moment).date())
                   for _, who, network, action, moment, *_ in found[0]["actions"] if action == 0)
    over = {key: count for key, count in days.items() if count > 3}
    trial.check(not over, f"{zone}: over the cap of 3 a day: {list(over.items())[:3]}")
    trial.check(days, f"{zone}: nobody did anything")


def zone_data_missing(trial):
    trial.need("strace")
    workspace = make(trial, posts=2)
    hidden = strace("-P", "/usr/share/zoneinfo/Europe/Madrid", "-e", "trace=%file",
                    "-e", "inject=%file:error=ENOENT")
    ended = workspace.amplify(prefix=hidden)
    trial.count()
    trial.check(ended.status in (0, 78) and not ended.trapped, f"no zone data: {ended}")
    for problem in verdict(workspace):
        trial.check(False, f"after missing zone data: {problem}")


FAULTS = [
    ("F16", "the clock goes back, far ahead, to the ends of time", jumps),
    ("F17", "zones, clock changes, any TZ", zones),
]
