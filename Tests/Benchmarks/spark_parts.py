"""Makes a report of parts that Spark's workers work out, and compares it with one process's.

    spark_parts.py PROGRAM WORKSPACE DIRECTORY    runs the report, its parts in DIRECTORY
    spark_parts.py --make-graph WORKSPACE         makes a small company with a follower graph

Two executors, each a process of its own, take the parts; one is killed while it works on a part, and
Spark gives that part to the other. Exits 1 where the bytes differ, or nothing was killed.
"""

import contextlib
import json
import os
import pathlib
import random
import shlex
import signal
import subprocess
import sys
import threading
import time

PARTS = 12
OPTIONS = ["--by", "employee", "--format", "json"]
EXECUTOR = "CoarseGrainedExecutorBackend"


def make_graph(workspace):
    """A company of eight on X, whose followers are 20,000 people of a random graph."""
    draw = random.Random(7)
    people, staff = 20_000, range(1, 9)
    with open(workspace / "followers.txt", "w") as file:
        for account in [0, *staff]:
            for follower in draw.sample(range(10, people), 2_000 if account else 6_000):
                file.write(f"{account} {follower}\n")
        for _ in range(150_000):
            file.write(f"{draw.randrange(10, people)} {draw.randrange(10, people)}\n")
    employees = [
        {
            "id": f"e{node}",
            "team": f"t{node % 2}",
            "consent": {"from": "2026-01-01"},
            "accounts": {"x": {"followers": 2_000, "node": node}},
        }
        for node in staff
    ]
    config = {
        "company": {"name": "Acme", "timeZone": "Europe/Madrid"},
        "pages": {"x": {"followers": 6_000, "node": 0}},
        "networks": {"x": {"audience": {"file": "followers.txt", "edges": "followedToFollower"}}},
        "employees": employees,
        "policy": {"version": "1", "rules": []},
        "behaviour": {"participation": "everyone"},
    }
    posts = [
        {"id": f"p{day}", "text": f"Text {day}", "networks": ["x"], "at": f"2026-11-{day}T10:00:00Z"}
        for day in range(10, 20)
    ]
    (workspace / "config.json").write_text(json.dumps(config))
    (workspace / "queue.json").write_text(json.dumps(posts))


def ranges(worlds, block):
    """The worlds in about as many ranges as there are to be parts, each of whole blocks."""
    size = max(1, worlds // block // PARTS) * block
    return [f"{first}..<{min(worlds, first + size)}" for first in range(0, worlds, size)]


def process(pid):
    """The parent and the command line of a process; None where it has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/stat").read_text()
        command = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(status.rpartition(")")[2].split()[1]), command


def ancestors(pid):
    """The processes above one, from the nearest on, up to this program; none of others'."""
    line = []
    while (found := process(pid)) and pid != 1:
        pid = found[0]
        if pid == os.getpid():
            return line
        line.append(pid)
    return []


class Killer(threading.Thread):
    """Waits until one of our executors works on a part, and kills both."""

    def __init__(self, program):
        super().__init__(daemon=True)
        self.program = program
        self.killed = None

    def run(self):
        while self.killed is None:
            for pid in filter(str.isdigit, os.listdir("/proc")):
                found = process(int(pid))
                if found and found[1].startswith(self.program) and "--partial" in found[1]:
                    self.kill(int(pid), found[1].split("--worlds ")[1].split()[0])
                    break
            time.sleep(0.005)

    def kill(self, pid, worlds):
        for above in ancestors(pid):
            found = process(above)
            if found and EXECUTOR in found[1]:
                os.kill(above, signal.SIGKILL)
                self.killed = (above, worlds)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                return


def main(program, workspace, directory):
    from pyspark import SparkConf, SparkContext, __version__

    directory.mkdir(exist_ok=True)
    attempts = directory / "attempts"
    attempts.write_text("")
    command = [program, "reach-report", "--workspace", workspace, *OPTIONS]
    began = time.monotonic()
    whole = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    report = json.loads(whole)
    blocks = report["blocks"]
    todo = ranges(report["worlds"], report["worlds"] // blocks)
    print(
        f"{workspace}: {report['worlds']} worlds in {blocks} blocks, one process: "
        f"{time.monotonic() - began:.1f} s"
    )

    conf = SparkConf().setMaster("local-cluster[2,1,1024]").setAppName("reach-report in parts")
    conf.set("spark.ui.enabled", "false").set("spark.executor.memory", "1024m")
    conf.set("spark.ui.showConsoleProgress", "false")
    context = SparkContext(conf=conf)
    context.setLogLevel("OFF")
    killer = Killer(program)
    killer.start()
    try:
        # What follows is all that Spark needs: a range in, a part out, an error where one failed.
        part = (
            f'read -r worlds; echo "$worlds" >>{shlex.quote(str(attempts))}; file=$(mktemp); '
            f'{shlex.join(command)} --threads 1 --worlds "$worlds" --partial "$file" && cat "$file"; '
            'status=$?; rm -f "$file"; exit $status'
        )
        parts = (
            context.parallelize(todo, len(todo))
            .pipe(f"sh -c {shlex.quote(part)}", checkCode=True)
            .glom()
            .collect()
        )
    finally:
        context.stop()
    files = []
    for number, lines in enumerate(parts):
        files.append(directory / f"{number}.json")
        files[-1].write_text("\n".join(lines) + "\n")
    merged = subprocess.run([*command, "--merge", *files], check=True, stdout=subprocess.PIPE).stdout

    started = attempts.read_text().split()
    print(f"PySpark {__version__}, two executors: {len(todo)} parts, {len(started)} attempts")
    if killer.killed is None:
        sys.exit("no executor was seen at work, so none was killed: take a larger workspace")
    executor, worlds = killer.killed
    print(
        f"killed executor {executor} while it worked on {worlds}, "
        f"which was started {started.count(worlds)} times"
    )
    if started.count(worlds) < 2:
        sys.exit("the part of the killed executor was not worked out again")
    if merged != whole:
        sys.exit(f"the merged report differs: {len(merged)} bytes, one process made {len(whole)}")
    print(f"the same {len(whole)} bytes as one process")


if __name__ == "__main__":
    if sys.argv[1] == "--make-graph":
        pathlib.Path(sys.argv[2]).mkdir()
        make_graph(pathlib.Path(sys.argv[2]))
    else:
        main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
