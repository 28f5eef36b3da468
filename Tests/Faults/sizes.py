"""F27: more than anybody meant: long queues, large rosters, little memory."""

import json
import os
import resource
import time

from workspace import NOW, config, make

GIGABYTE = 1 << 30


def measured(trial, workspace, words, limit=None):
    """Runs a command and tells how much memory it took at most, in bytes."""
    def bound():
        if limit:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    log = os.path.join(trial.fresh("memory"), "stderr")
    started = time.monotonic()
    with open(log, "wb") as error:
        process = workspace.start(*words, stdout=error, stderr=error, preexec_fn=bound)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    with open(log, encoding="utf-8", errors="replace") as file:
        text = file.read()
    peak = usage.ru_maxrss * 1024
    print(f"      F27: {' '.join(words)[:40]}: exit {process.returncode}, {peak >> 20} MB, "
          f"{time.monotonic() - started:.1f} s {text[:120].strip()!r}", flush=True)
    trial.count()
    return process.returncode, text, peak


def long_queue(trial, megabytes, form):
    workspace = make(trial, posts=0, lines=form == "ndjson")
    name = f"queue.{form}"
    filler = "A text of some length. " * 40
    with open(workspace.path(name), "w", encoding="utf-8") as file:
        number = 0
        file.write("[" if form == "json" else "")
        while file.tell() < megabytes << 20:
            # Due long after: what counts here is the reading.
            lines = [json.dumps({"id": f"q{number + index}", "text": f"{number + index} {filler}",
                                 "networks": ["x"], "at": "2026-12-20T00:00:00Z"})
                     for index in range(200)]
            number += 200
            comma = "," if form == "json" else ""
            file.write(f"{comma}\n".join(lines) + (comma if form == "json" else "") + "\n")
        if form == "json":
            file.write(json.dumps({"id": "last", "text": "t", "networks": ["x"],
                                   "at": "2026-12-20T00:00:00Z"}) + "]")
    status, text, peak = measured(trial, workspace, ("amplify", "--now", NOW))
    trial.check(status in (0, 65), f"{megabytes} MB of {form}: exit {status}: {text[:300]}")
    trial.check(status == 0 or "at most" in text, f"{megabytes} MB of {form}: no limit named: {text[:300]}")
    trial.check(peak <= GIGABYTE, f"{megabytes} MB of {form}: {peak >> 20} MB of memory")
    status, text, _ = measured(trial, workspace, ("queue", "list", "--format", "json"), GIGABYTE)
    # What the system can't give ends the program; nothing may be half done then.
    trial.check(status != 70, f"{megabytes} MB of {form} in 1 GB of addresses: exit {status}")
    workspace.remove()


def large_roster(trial, people):
    workspace = make(trial, posts=2)
    settings = config()
    settings["employees"] = "employees.csv"
    with open(workspace.path("employees.csv"), "w", encoding="utf-8") as file:
        file.write("id,name,team,consent_from,training:basics,x_handle,x_followers\n")
        for number in range(people):
            file.write(f"e{number},Example Person {number},team{number % 50},2026-09-01,"
                       f"2026-09-10,@e{number},{number % 300}\n")
    workspace.write("config.json", json.dumps(settings))
    for words in (("queue", "list"), ("amplify", "--now", NOW)):
        status, text, peak = measured(trial, workspace, words)
        trial.check(status in (0, 65, 78), f"{people} employees: {words[0]}: exit {status}: {text[:300]}")
        trial.check(status == 0 or "at most" in text, f"{people} employees: no limit named: {text[:300]}")
        trial.check(peak <= GIGABYTE, f"{people} employees: {words[0]}: {peak >> 20} MB of memory")
    workspace.remove()


def deep(trial):
    workspace = make(trial, posts=1)
    for content in (b"[" * 1_000_000, b'{"a":' * 200_000, b'[{"id":"a","text":"' + b"\\u0041" * 500_000,
                    b"[" + b"1," * 2_000_000 + b"1]", b'{' + b",".join(
                        b'"k%d":1' % index for index in range(200_000)) + b"}"):
        workspace.write("queue.json", content)
        status, text, peak = measured(trial, workspace, ("amplify", "--now", NOW))
        trial.check(status in (1, 65), f"{content[:30]}: exit {status}: {text[:200]}")
        trial.check(len(text) < 5_000_000, f"{content[:30]}: {len(text)} bytes of complaint")
        trial.check(peak <= GIGABYTE, f"{content[:30]}: {peak >> 20} MB")


def sizes(trial):
    deep(trial)
    for megabytes in (60, 100) if trial.full else (4,):
        for form in ("json", "ndjson"):
            long_queue(trial, megabytes, form)
    for people in (150_000, 1_000_000) if trial.full else (20_000,):
        large_roster(trial, people)


FAULTS = [("F27", "100 MB of queue, 10^6 employees, deep JSON", sizes)]
