"""A workspace whose outcome is known beforehand.

Unless told otherwise everybody takes part (`"participation": "everyone"`), so who has to do what on
which post follows from consent, training and accounts alone. The quiet hours put some of it off, not
away.
"""

import json
import os
import shutil

START = "2026-11-01T00:00:00Z"
NOW = "2026-11-20T12:00:00Z"
# By then every deferral of a post handled at NOW has ended.
LATER = "2026-11-21T12:00:00Z"

EMPLOYEES = [
    # id, consents, trained, networks
    ("ana", True, True, ("x", "linkedin")),
    ("ben", True, True, ("x",)),
    ("carla", True, True, ("linkedin",)),
    ("diego", True, False, ("x", "linkedin")),
    ("elena", False, True, ("x", "linkedin")),
    ("farid", True, True, ("x", "linkedin")),
]
ACTIONS = (0, 1)  # The ledger's numbers of like and repost.


def eligible(networks, people=EMPLOYEES):
    """The (employee, network) that have to act on a post of these networks."""
    return {(name, network) for name, consents, trained, accounts in people
            for network in accounts if consents and trained and network in networks}


def crowd(number):
    """The employees, and as many more."""
    return EMPLOYEES + [(f"e{index}", True, True, ("x", "linkedin")) for index in range(number)]


def config(rules=None, zone="Europe/Madrid", people=EMPLOYEES, participation="everyone"):
    employees = []
    for name, consents, trained, networks in people:
        employee = {"id": name, "name": name.title() + " Example", "team": "all",
                    "accounts": {network: {"followers": 7} for network in networks}}
        if consents:
            employee["consent"] = {"from": "2026-09-01"}
        if trained:
            employee["trainings"] = [{"course": "basics", "completed": "2026-09-10"}]
        employees.append(employee)
    default = [
        {"id": "trained", "type": "trainingRequired", "course": "basics"},
        {"id": "night", "type": "quietHours", "start": "20:00", "end": "08:00"},
    ]
    return {"company": {"name": "Acme", "timeZone": zone},
            "pages": {"x": {"followers": 30}, "linkedin": {"followers": 40}},
            "courses": [{"id": "basics", "title": "Basics"}], "employees": employees,
            "policy": {"version": "1", "rules": default if rules is None else rules},
            "behaviour": {"participation": participation}}


def post(number, at=None, text=None, networks=("x", "linkedin")):
    """A post that falls due before NOW, every hour of the day in its turn."""
    at = at or f"2026-11-{10 + number // 24 % 8:02}T{number * 7 % 24:02}:{number % 60:02}:00Z"
    return {"id": f"p{number}", "text": text or f"Text {number}", "networks": list(networks),
            "at": at}


class Workspace:
    """A workspace on disk, and what the harness knows must be in it."""

    def __init__(self, trial, directory):
        self.trial, self.directory = trial, directory
        self.posts = {}
        self.people, self.everyone = EMPLOYEES, True
        self.clock = None  # Where the real clock stands for whoever runs here; None: where it does.

    def path(self, *names):
        return os.path.join(self.directory, *names)

    @property
    def ledger(self):
        return self.path("ledger.sqlite")

    @property
    def queue(self):
        name = self.path("queue.ndjson")
        return name if os.path.exists(name) else self.path("queue.json")

    def run(self, *arguments, **options):
        if self.clock:
            options.setdefault("prefix", ["faketime", self.clock])
        return self.trial.program.run(arguments, self.directory, **options)

    def start(self, *arguments, **options):
        return self.trial.spawn(arguments, self.directory, **options)

    def amplify(self, *arguments, now=NOW, **options):
        return self.run("amplify", "--now", now, "--wait", "60", *arguments, **options)

    def write_posts(self, posts, lines=False):
        """Makes the queue hold these posts, and has them expected."""
        self.posts = {post["id"]: post for post in posts}
        if lines:
            if os.path.exists(self.path("queue.json")):
                os.remove(self.path("queue.json"))
            text = "".join(json.dumps(post) + "\n" for post in posts)
            self.write("queue.ndjson", text)
        else:
            self.write("queue.json", json.dumps(posts, indent=1) + "\n")

    def write(self, name, content):
        data = content if isinstance(content, bytes) else content.encode()
        with open(self.path(name), "wb") as file:
            file.write(data)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def copy(self, name="copy"):
        """The same workspace elsewhere: what a fault is tried on."""
        directory = self.trial.fresh(name)
        shutil.copytree(self.directory, directory, dirs_exist_ok=True, symlinks=True)
        twin = Workspace(self.trial, directory)
        twin.posts = dict(self.posts)
        twin.people, twin.everyone, twin.clock = self.people, self.everyone, self.clock
        return twin

    def remove(self):
        shutil.rmtree(self.directory, ignore_errors=True)

    def leftovers(self):
        """Temporary files and journals that somebody left behind."""
        return sorted(
            os.path.relpath(os.path.join(at, name), self.directory)
            for at, _, names in os.walk(self.directory) for name in names
            if name.endswith((".tmp", "-journal", "-wal", "-shm")))


def make(trial, posts=6, rules=None, zone="Europe/Madrid", start=START, lines=False,
         simulated=True, name="work", people=EMPLOYEES, participation="everyone"):
    """Makes a workspace by the program's own init.

    With a number for participation people draw whether, how and when they act, so that acts stand
    planned for a while.
    """
    workspace = Workspace(trial, trial.fresh(name))
    workspace.people, workspace.everyone = people, participation == "everyone"
    workspace.write("config.json", json.dumps(config(rules, zone, people, participation)))
    workspace.write_posts([post(number) for number in range(posts)], lines)
    clock = ["--simulated-clock"] if simulated else []
    made = workspace.run("init", ".", "--start", start, "--seed", "3", *clock)
    if made.status != 0:
        raise RuntimeError(f"init failed: {made}")
    return workspace


def strace(*inject):
    """The prefix that runs a program under strace; its notes go nowhere."""
    return ["strace", "-f", "-qq", "-o", os.devnull, *inject]


def calls(workspace, name, *arguments):
    """The calls of some names that a command makes, as strace's lines with the paths."""
    log = workspace.trial.fresh("trace") + "/log"
    prefix = ["strace", "-f", "-qq", "-y", "-o", log, "-e", f"trace={name}"]
    workspace.run(*arguments, prefix=prefix)
    with open(log, errors="replace") as file:
        return [line for line in file if any(f" {one}(" in line for one in name.split(","))]


__all__ = ["ACTIONS", "EMPLOYEES", "LATER", "NOW", "START", "Workspace", "calls", "config", "crowd",
           "eligible", "make", "post", "strace"]
