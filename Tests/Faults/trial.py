"""One fault's trial: its clock, dice, tally, and the processes it starts."""

import os
import random
import shutil
import subprocess
import time
import traceback


class Skip(Exception):
    """The fault can't be tried here; the text says why."""


class Result:
    """How a process ended: its status (negative: a signal) and what it wrote."""

    def __init__(self, status, output, error, peak=0):
        self.status, self.output, self.error, self.peak = status, output, error, peak

    def __repr__(self):
        return f"exit {self.status}, stdout {self.output[-200:]!r}, stderr {self.error[-300:]!r}"

    @property
    def silent(self):
        return self.status == 0 and not self.output and not self.error

    @property
    def trapped(self):
        """Whether it died of itself: a trap, an abort, a segmentation fault, or with a trace."""
        return (self.status in (132, 133, 134, 139, -4, -5, -6, -11)
                or "Fatal error" in self.error or "Backtrace" in self.error)


class Program:
    """The program under test."""

    # Nothing of the caller's own environment may choose workspace, clock or look.
    ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": "/nonexistent",
                   "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1",
                   "SWIFT_BACKTRACE": "enable=no"}

    def __init__(self, binary):
        self.binary = binary

    def start(self, arguments, directory, prefix=(), environment=None, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        # A variable that is None is not there.
        variables = {name: value for name, value in {**self.ENVIRONMENT, **(environment or {})}.items()
                     if value is not None}
        return subprocess.Popen([*prefix, self.binary, *arguments], cwd=directory, env=variables, **options)

    def run(self, arguments, directory, timeout=300, **options):
        process = self.start(arguments, directory, **options)
        return self.finish(process, timeout)

    @staticmethod
    def finish(process, timeout=300):
        """Waits for a process; one that hangs is killed and counts as a failure."""
        try:
            output, error = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            output, error = process.communicate()
            return Result(-999, "", "hung: killed after its time-out")
        text = [(part or b"").decode("utf-8", "replace") for part in (output, error)]
        return Result(process.returncode, *text)


class Trial:
    """Collects what one fault shows."""

    def __init__(self, fault, title, program, root, seed, seconds, rounds):
        self.fault, self.title, self.program, self.root = fault, title, program, root
        self.random = random.Random(seed)
        self.seed, self.share, self.rounds = seed, seconds, rounds
        self.full = seconds is None
        self.runs, self.seconds, self.failures, self.skips = 0, 0.0, [], []
        self.commands = []  # Of the faults that try each command: those alone; none: all.
        self.directories = 0
        self.children = []

    def perform(self, function):
        started = time.monotonic()
        self.deadline = None if self.full else started + self.share
        try:
            function(self)
        except Skip as skip:
            self.skips.append(str(skip))
        except Exception:  # A harness that breaks proves nothing: that is a failure too.
            self.failures.append("the harness broke: " + traceback.format_exc(limit=4))
        finally:
            for process in self.children:
                if process.poll() is None:
                    process.kill()
                    process.wait()
        self.seconds = time.monotonic() - started

    def line(self):
        state = "ok" if not self.failures else f"{len(self.failures)} FAILED"
        lines = [f"{self.fault}  {self.runs:>6} runs  {self.seconds:6.1f} s  {state}  {self.title}"]
        lines += [f"      skipped: {skip}" for skip in self.skips]
        lines += [f"      {failure}" for failure in self.failures[: 100 if self.full else 8]]
        if self.failures:
            lines.append(f"      seed {self.seed}")
        return "\n".join(lines)

    @property
    def has_time(self):
        return self.deadline is None or time.monotonic() < self.deadline

    def points(self, last, least=2):
        """The points 1…last to inject at: all, or in shuffled order until the time is up.

        A few are always tried, however short the time: the first, the last and one between.
        """
        points = list(range(1, last + 1))
        if not self.full:
            self.random.shuffle(points)
        for index, point in enumerate(points):
            if index >= least and not self.has_time:
                return
            yield point

    def choices(self, items, least=1):
        """Items in order: all, or shuffled until the time is up."""
        items = list(items)
        for index in self.points(len(items), least):
            yield items[index - 1]

    def by_kind(self, points):
        """Points, each a tuple that begins with its kind: all, or each kind in its turn.

        A random point of each kind is always tried, and all of a kind with four at most: rare calls
        tell most.
        """
        if self.full:
            yield from points
            return
        kinds = {}
        for point in points:
            kinds.setdefault(point[0], []).append(point)
        for left in kinds.values():
            self.random.shuffle(left)
        turn = 0
        while any(kinds.values()) and (turn == 0 or self.has_time):
            for left in kinds.values():
                many = len(left) if turn == 0 and len(left) <= 4 else 1
                for _ in range(min(many, len(left))):
                    if turn == 0 or self.has_time:
                        yield left.pop()
            turn += 1

    def count(self, number=1):
        self.runs += number

    def check(self, condition, message):
        if not condition:
            self.failures.append(message)
        return bool(condition)

    def fresh(self, name="work"):
        """A new empty directory."""
        self.directories += 1
        path = os.path.join(self.root, f"{self.fault}-{self.directories}-{name}")
        os.makedirs(path)
        return path

    def spawn(self, arguments, directory, **options):
        """Starts a process that ends with the trial whatever happens."""
        process = self.program.start(arguments, directory, **options)
        self.children.append(process)
        return process

    @staticmethod
    def need(tool):
        path = shutil.which(tool)
        if not path:
            raise Skip(f"{tool} is not installed")
        return path
