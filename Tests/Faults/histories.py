"""F38: random histories of several processes, held against a model of what must hold of any."""

import fcntl
import json
import os
import shutil
import signal
from datetime import datetime, timedelta, timezone

from acts import act_problems
from checker import report_totals, settle, soundness
from commands import RULES, told
from kills import wait_for
from reading import head, live
from workspace import ACTIONS, EMPLOYEES, LATER, NOW, eligible, make

# Ids that stand nowhere but where they have to.
LEAVERS = [(f"xochitl-{number}", True, True, ("x", "linkedin")) for number in range(6)]
FILES = ("ledger.sqlite", "config.json", "queue.json")
PATIENCE = ("--wait", "60")


def text(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def milliseconds(instant):
    return round(instant.timestamp() * 1000)


class History:
    """A workspace, its clock, and what is known of it without reading its ledger."""

    def __init__(self, trial, number):
        self.trial, self.dice = trial, trial.random
        self.workspace = make(trial, posts=0, rules=RULES, people=[*EMPLOYEES, *LEAVERS],
                              name=f"history{number}")
        self.clock = datetime(2026, 11, 10, 8, tzinfo=timezone.utc)
        self.number, self.accepted, self.withdrawn = 0, {}, {}
        self.forgotten, self.left = set(), {}
        self.backups, self.said, self.seen = [], [], set()

    def fail(self, problem):
        """Tells of a problem when it first shows, with what came before."""
        if problem not in self.seen:
            self.seen.add(problem)
            self.trial.check(False, f"{problem}; before: {'; '.join(self.said[-9:])}")

    def run(self, *words, allowed=(0,)):
        """One command alone."""
        ended = self.workspace.run(*words)
        self.say(words, ended, allowed)
        return ended

    def say(self, words, ended, allowed):
        self.trial.count()
        self.said.append(f"{' '.join(words)} -> {ended.status}")
        for problem in told(ended):
            self.fail(f"{' '.join(words)}: {problem}")
        if ended.status not in allowed:
            self.fail(f"{' '.join(words)}: {ended}")

    # What several processes do at once.

    def together(self):
        self.clock += timedelta(minutes=self.dice.randrange(30, 1200))
        self.said.append(f"at {text(self.clock)} together")
        choices = [self.posting, self.posting, self.amplifying, self.amplifying, self.withdrawing,
                   self.approving, self.looking, self.forgetting]
        weights = [4, 4, 4, 4, 1, 1, 2, 0.7]
        jobs = [job for make_job in self.dice.choices(choices, weights, k=self.dice.randrange(2, 5))
                if (job := make_job())]
        running = [(job, self.workspace.start(*job[0])) for job in jobs]
        for (words, allowed, done), process in running:
            ended = self.trial.program.finish(process)
            self.trial.children.remove(process)
            self.say(words, ended, allowed)
            if ended.status == 0:
                done()

    def posting(self):
        self.number += 1
        name = f"h{self.number}"
        at = self.clock + timedelta(minutes=self.dice.randrange(-60, 2000))
        new = {"id": name, "text": f"History {self.number}", "at": text(at),
               "networks": sorted(self.dice.sample(("x", "linkedin"), self.dice.randrange(1, 3)))}
        if self.dice.random() < 0.2:
            new["topics"] = ["court"]
        words = ["post", new["text"], "--id", name, "--network", ",".join(new["networks"]),
                 "--at", new["at"], "--now", text(self.clock),
                 *(["--topic", "court"] if "topics" in new else [])]
        return words, (0, 75), lambda: self.accepted.update({name: new})

    def amplifying(self):
        return ["amplify", "--now", text(self.clock), *PATIENCE], (0,), lambda: None

    def withdrawing(self):
        left = sorted(set(self.accepted) - set(self.withdrawn))
        if not left:
            return None
        name, at = self.dice.choice(left), self.clock
        return (["queue", "withdraw", name, "--as", "legal", "--now", text(at)], (0, 64, 75),
                lambda: self.withdrawn.setdefault(name, at))

    def approving(self):
        asked = [name for name, new in self.accepted.items() if "topics" in new]
        if not asked:
            return None
        return (["queue", "approve", self.dice.choice(asked), "--as", "legal", "--now", text(self.clock)],
                (0, 64, 75), lambda: None)

    def looking(self):
        now = ("--now", text(self.clock))
        words = self.dice.choice((["queue", "list", *now], ["check", *now], ["ledger", "verify"],
                                  ["ledger", "export"]))
        return words, (0, 75), lambda: None

    def forgetting(self):
        left = [it[0] for it in LEAVERS if it[0] not in self.forgotten]
        if not left:
            return None
        name = self.dice.choice(left)
        return ["roster", "forget", name, "--yes"], (0, 75), lambda: self.forgotten.add(name)

    # What one does alone.

    def leaping(self):
        """The clock leaps: back is refused, far ahead is handled and taken back."""
        self.run("amplify", "--now", text(self.clock), *PATIENCE)
        before = head(self.workspace.ledger)
        back = self.clock - timedelta(minutes=self.dice.randrange(1, 100_000))
        self.run("amplify", "--now", text(back), *PATIENCE, allowed=(64,))
        self.run("queue", "withdraw", "nothing", "--as", "legal", "--now", text(back), allowed=(64, 66))
        if head(self.workspace.ledger) != before:
            self.fail("a clock that went back wrote")
        if self.accepted and self.dice.random() < 0.5:
            ahead = self.clock + timedelta(days=self.dice.randrange(30, 9000))
            self.run("amplify", "--now", text(ahead), *PATIENCE)
            # A run that found nothing to record has moved the watermark all the same.
            self.rewind(self.clock, (0, 64))

    def rewinding(self):
        self.run("amplify", "--now", text(self.clock), *PATIENCE)
        self.rewind(self.clock - timedelta(minutes=self.dice.randrange(1, 2500)), (0, 64))

    def rewind(self, instant, allowed):
        ended = self.run("ledger", "rewind", "--to", text(instant), "--format", "json", allowed=allowed)
        if ended.status != 0:
            return
        result = json.loads(ended.output)
        until = datetime.fromisoformat(result["watermark"])
        void = sorted(name for name, at in self.withdrawn.items() if at > until)
        if void != sorted(result["voidedWithdrawals"]):
            self.fail(f"withdrawals after {until} are {void}, told {result['voidedWithdrawals']}")
        for name in void:
            del self.withdrawn[name]

    def saving(self):
        name = f"backup-{len(self.backups)}.sqlite"
        self.run("ledger", "backup", name)
        self.backups.append((name, dict(self.withdrawn), head(self.workspace.path(name))))

    def restoring(self):
        if not self.backups:
            return
        name, withdrawn, end = self.dice.choice(self.backups)
        if end != head(self.workspace.ledger):
            before = head(self.workspace.ledger)
            self.run("ledger", "restore", name, allowed=(65,))
            if head(self.workspace.ledger) != before:
                self.fail("a restore that was refused wrote")
        self.run("ledger", "restore", name, "--accept-repeats")
        self.withdrawn = dict(withdrawn)

    def older(self):
        """Somebody copies an older ledger over the newer: it is refused, until the newer is back."""
        ledger, kept = self.workspace.ledger, self.workspace.path("kept")
        if not self.backups or self.backups[-1][2] == head(ledger):
            return
        os.rename(ledger, kept)
        shutil.copyfile(self.workspace.path(self.backups[-1][0]), ledger)
        before = self.workspace.read("ledger.sqlite")
        for words in (("amplify", "--now", text(self.clock)), ("check", "--now", text(self.clock)),
                      ("roster", "forget", "ana", "--yes")):
            self.run(*words, allowed=(65,))
        if self.workspace.read("ledger.sqlite") != before:
            self.fail("an older ledger was written")
        os.rename(kept, ledger)

    def leaving(self):
        """Somebody takes their consent back, from the next day on."""
        left = [it[0] for it in LEAVERS if it[0] not in self.forgotten and it[0] not in self.left]
        if not left:
            return
        name, day = self.dice.choice(left), self.clock.date() + timedelta(days=1)
        settings = json.loads(self.workspace.read("config.json"))
        for employee in settings["employees"]:
            if employee["id"] == name:
                employee["consent"]["until"] = day.isoformat()
        self.workspace.write("config.json.new", json.dumps(settings))
        os.rename(self.workspace.path("config.json.new"), self.workspace.path("config.json"))
        self.left[name] = datetime(day.year, day.month, day.day, tzinfo=timezone.utc) + timedelta(days=1)
        self.said.append(f"{name} leaves on {day}")

    # What must hold of any history.

    def problems(self):
        ledger = self.workspace.ledger
        yield from act_problems(ledger, dropped=(None, *self.forgotten))
        self.workspace.posts = {it["id"]: it for it in json.loads(self.workspace.read("queue.json"))}
        missing = set(self.accepted) - set(self.workspace.posts)
        if missing:
            yield f"accepted and not in the queue: {sorted(missing)}"
        for name in FILES:
            held = self.workspace.read(name)
            for gone in self.forgotten:
                if gone.encode() in held:
                    yield f"{name} holds {gone}, who was forgotten"
        for post, employee, at in live(ledger, """SELECT post.id, employee.rosterID, amplification.at
                FROM amplification JOIN post ON post.number = amplification.post
                JOIN employee ON employee.key = amplification.employee WHERE {live}"""):
            if post in self.withdrawn and at > milliseconds(self.withdrawn[post]):
                yield f"{employee} acted on {post} after it was withdrawn"
            if employee in self.left and at >= milliseconds(self.left[employee]):
                yield f"{employee} acted on {post} after their consent ended"

    def ending(self):
        """When all is over each post was decided once, and who could act has done all, once."""
        self.clock += timedelta(days=20)
        workspace = self.workspace
        yield from settle_at(workspace, self.clock)
        yield from self.problems()
        yield from soundness(workspace)
        decided = [name for name, in live(workspace.ledger, """SELECT post.id FROM decision
            JOIN post ON post.number = decision.post WHERE event = 'due' AND {live}""")]
        wanted = set(workspace.posts) - set(self.withdrawn)
        if len(decided) != len(set(decided)) or not wanted <= set(decided):
            yield f"not decided {sorted(wanted - set(decided))}, or twice: {sorted(decided)}"
        acted = {}
        for post, *act in live(workspace.ledger, """SELECT post.id, employee.rosterID, network.id, action
                FROM amplification JOIN post ON post.number = amplification.post
                JOIN employee ON employee.key = amplification.employee
                JOIN network ON network.number = amplification.network WHERE {live}"""):
            acted.setdefault(post, []).append(tuple(act))
        steady = [it for it in EMPLOYEES if it[0] not in self.forgotten]
        for name in wanted:
            new = workspace.posts[name]
            if "topics" in new:
                continue  # Who waits for an approval may wait for ever.
            due = sorted((*who, action) for who in eligible(new["networks"], steady) for action in ACTIONS)
            found = sorted(act for act in acted.get(name, []) if act[0] in {it[0] for it in steady})
            if found != due:
                yield f"{name}: {len(found)} acts of those who stayed, expected {len(due)}"
        yield from report_totals(workspace) if not self.forgotten else ()


def settle_at(workspace, clock):
    run = workspace.amplify
    workspace.amplify = lambda **_: run(now=text(clock))
    try:
        yield from settle(workspace)
    finally:
        workspace.amplify = run


def forgotten_meanwhile(trial):
    """Somebody is forgotten while a run that has read the roster waits for its turn."""
    workspace = make(trial, posts=3, people=[*EMPLOYEES, *LEAVERS], name="meanwhile")
    gone = LEAVERS[0][0]
    with open(workspace.path(".advocacy", "ledger.lock"), "a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waits = workspace.start("amplify", "--now", NOW, "--wait", "60")
        wait_for(lambda: waits.poll() is not None, 0.5)
        waits.send_signal(signal.SIGSTOP)
        fcntl.flock(lock, fcntl.LOCK_UN)
    forgotten = workspace.run("roster", "forget", gone, "--yes")
    waits.send_signal(signal.SIGCONT)
    ended = trial.program.finish(waits)
    trial.count(2)
    trial.check(forgotten.status == 0 and ended.status in (0, 75), f"meanwhile: {forgotten}, {ended}")
    for name in FILES:
        trial.check(gone.encode() not in workspace.read(name),
                    f"{name} holds {gone}, who was forgotten while amplify waited for its turn")
    again = workspace.amplify(now=LATER)
    trial.check(again.silent, f"the run after: {again}")
    for problem in soundness(workspace):
        trial.check(False, f"forgotten meanwhile: {problem}")


def histories(trial):
    forgotten_meanwhile(trial)
    number = 0
    while number == 0 or (trial.has_time if not trial.full else number < 25):
        number += 1
        history = History(trial, number)
        alone = [history.leaping, history.rewinding, history.saving, history.restoring, history.older,
                 history.leaving]
        for turn in range(40 if trial.full else 8):
            if turn > 3 and not trial.has_time:
                break
            if turn % 2 == 0 or trial.random.random() < 0.3:
                history.together()
            else:
                trial.random.choice(alone)()
            for problem in history.problems():
                history.fail(problem)
            if len(trial.failures) > 20:
                return
        for problem in history.ending():
            history.fail(problem)
        history.workspace.remove()


FAULTS = [("F38", "random histories of many, against a model", histories)]
