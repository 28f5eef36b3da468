#!/usr/bin/env python3
"""Makes the stored inputs of a released schema: what that release keeps of some companies.

    python3 Tests/AdvocacyLedgerTests/Fixtures/make.py --binary .build/release/advocacy

To be run with the last release of each version of the ledger's schema; what is there already is kept
for good. A release that keeps something new under the same schema gets a company that has it. The
directory schema-N holds for each company of `companies` the bytes of the configuration and of the
roster, which are JSON, and the roster ids behind the keys; and the ledger of one of them as SQL text.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LIVED_IN = "fair-play-off"
POSTS = [
    {"id": "one", "text": "We open a lab", "variants": ["A lab!", "Our lab opens"], "networks": ["x", "linkedin"],
     "at": "2026-11-02T10:00", "expires": "2026-11-30T10:00", "link": "https://acme.example/lab", "campaign": "atlas",
     "topics": ["hiring"], "hashtags": ["#Lab"], "author": "ana", "tags": ["a"], "prize": "A mug", "interactive": True},
    {"id": "court", "text": "We won", "networks": ["linkedin"], "at": "2026-11-02T11:00", "topics": ["court"]},
    {"id": "stop", "text": "We lost", "networks": ["linkedin"], "at": "2026-11-02T11:30", "topics": ["court"]},
    {"id": "late", "text": "Good night", "networks": ["x"], "at": "2026-11-02T21:30"},
    {"id": "old", "text": "Last month", "networks": ["x"], "at": "2026-10-01T10:00"},
    {"id": "over", "text": "A minute", "networks": ["x"], "at": "2026-11-02T10:00", "expires": "2026-11-02T10:01"},
    {"id": "never", "text": "Not this one", "networks": ["x"], "at": "2026-11-05T10:00"},
    {"id": "bad", "text": "Nowhere", "networks": ["linkdin"], "at": "2026-11-02T10:00"},
]
STEPS = [
    ("amplify", "--now", "2026-11-02T12:00"),
    ("queue", "approve", "court", "--as", "legal", "--by", "ben", "--now", "2026-11-02T13:00"),
    ("queue", "withdraw", "stop", "--as", "legal", "--now", "2026-11-02T13:30"),
    ("queue", "withdraw", "never", "--as", "legal", "--now", "2026-11-02T13:40"),
    ("amplify", "--now", "2026-11-02T22:00"),
    ("amplify", "--now", "2026-11-06T12:00"),
    ("roster", "forget", "ben", "--yes"),
]


def write_queue(directory, posts):
    with open(os.path.join(directory, "queue.json"), "w", encoding="utf-8") as file:
        json.dump(posts, file, ensure_ascii=False)


def runner(binary, directory):
    def run(*words):
        ended = subprocess.run([binary, *words], cwd=directory, capture_output=True, text=True,
                               env={"HOME": "/nonexistent", "TZ": "UTC"}, check=False)
        if ended.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(words)}: exit {ended.returncode}: {ended.stderr}")
    return run


def inputs_of(ledger):
    """The stored configuration and roster of the first run, and the ids behind keys."""
    database = sqlite3.connect(ledger)
    try:
        row = database.execute("""SELECT configuration.bytes, roster.bytes FROM run
            JOIN input AS configuration ON configuration.number = run.configuration
            JOIN input AS roster ON roster.number = run.roster ORDER BY run.link LIMIT 1""").fetchone()
        keys = dict(database.execute("SELECT rosterID, key FROM employee WHERE rosterID IS NOT NULL"))
        version = database.execute("PRAGMA user_version").fetchone()[0]
    finally:
        database.close()
    return version, *row, keys


def dump(ledger):
    """The ledger as SQL text, with the marks that a dump leaves out."""
    database = sqlite3.connect(ledger)
    try:
        marks = {name: database.execute(f"PRAGMA {name}").fetchone()[0]
                 for name in ("application_id", "user_version")}
        text = "\n".join(database.iterdump())
    finally:
        database.close()
    return "".join(f"PRAGMA {name} = {value};\n" for name, value in marks.items()) + text + "\n"


def make(binary, company, directory):
    shutil.copyfile(os.path.join(HERE, "companies", f"{company}.json"), os.path.join(directory, "config.json"))
    run = runner(binary, directory)
    ledger = os.path.join(directory, "ledger.sqlite")
    is_lived_in = company == LIVED_IN
    write_queue(directory, POSTS if is_lived_in else POSTS[:1])
    run("init", ".", "--start", "2026-11-01T00:00", "--simulated-clock", "--seed", "3")
    run(*STEPS[0])
    version, configuration, roster, keys = inputs_of(ledger)
    target = os.path.join(HERE, f"schema-{version}")
    if os.path.exists(os.path.join(target, f"{company}.keys.json")):
        return f"{company} is there already"
    os.makedirs(target, exist_ok=True)
    for name, stored in (("configuration", configuration), ("roster", roster)):
        with open(os.path.join(target, f"{company}.{name}.json"), "wb") as file:
            file.write(stored)
    with open(os.path.join(target, f"{company}.keys.json"), "w", encoding="utf-8") as file:
        json.dump(keys, file, sort_keys=True)
        file.write("\n")
    if is_lived_in:
        write_queue(directory, [POSTS[0] | {"text": "We open a lab today"}, *POSTS[1:]])
        for step in STEPS[1:]:
            run(*step)
        with open(os.path.join(target, "ledger.sql"), "w", encoding="utf-8") as file:
            file.write(dump(ledger))
    return f"{company} in {target}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", required=True, help="the release with the schema")
    binary = os.path.abspath(parser.parse_args().binary)
    for name in sorted(os.listdir(os.path.join(HERE, "companies"))):
        with tempfile.TemporaryDirectory(prefix="advocacy-fixture-") as directory:
            print(make(binary, os.path.splitext(name)[0], directory))


if __name__ == "__main__":
    main()
