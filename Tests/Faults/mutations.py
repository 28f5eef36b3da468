#!/usr/bin/env python3
"""Breaks each protection on purpose and tells which fault notices: a test of the tests.

    python3 Tests/Faults/mutations.py --scratch DIR [--only NAME,…] [--seed N] [--budget SECONDS]

The sources are copied to the scratch directory, which is kept so that the next call builds less;
the tree itself is never touched. By hand: each mutation costs a build. Exit 1 where a mutation
went unnoticed.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LEDGER, FILES, APP = "Sources/AdvocacyLedger/", "Sources/AdvocacyFiles/", "Sources/AdvocacyApp/"
SIMULATION = "Sources/AdvocacySimulation/"

# What is broken, where, which words by which, and the faults that ought to notice; where these try each
# command and only one can notice, that one, in full.
Mutation = namedtuple("Mutation", "name file words faults command", defaults=("",))

MUTATIONS = [
    Mutation("synchronous lowered to NORMAL, unchecked", LEDGER + "Ledger.swift",
             [("PRAGMA synchronous = EXTRA", "PRAGMA synchronous = NORMAL"), ("level == 3", "level == 1")],
             "F05,F37"),
    Mutation("synchronous off, unchecked", LEDGER + "Ledger.swift",
             [("PRAGMA synchronous = EXTRA", "PRAGMA synchronous = OFF"), ("level == 3", "level == 0")],
             "F05,F37"),
    Mutation("no journal", LEDGER + "Ledger.swift",
             [("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = OFF"),
              ('mode == "delete"', 'mode == "off"')], "F01,F11"),
    Mutation("the ledger's lock is not taken", APP + "Workspace/LedgerAccess.swift",
             [("    let lock = try FileLock.acquire(path, named: name, wait: wait, now: environment.now)\n", ""),
              ("    lock.release()\n", "")], "F07,F08,F10"),
    Mutation("the lock is given up before the work", APP + "Workspace/LedgerAccess.swift",
             [("    let value = try environment.interruption.deferring(body)\n    lock.release()\n",
               "    lock.release()\n    let value = try environment.interruption.deferring(body)\n")], "F07,F08,F10"),
    Mutation("an action may be recorded twice", LEDGER + "Schema/LedgerSchema+Versions3And4.swift",
             [("CHECK (isDisclosed IN (0, 1)),\n      PRIMARY KEY (post, employee, network, action)\n    ) STRICT, WITHOUT ROWID;",
               "CHECK (isDisclosed IN (0, 1))\n    ) STRICT;")], "F19"),
    Mutation("a post may fall due twice", LEDGER + "Schema/LedgerSchema.swift",
             [("CREATE UNIQUE INDEX fannedOutOnce", "CREATE INDEX fannedOutOnce")], "F19"),
    Mutation("another workspace's ledger is accepted", APP + "Workspace/LedgerAccess.swift",
             [("expected != facts.id", "expected != facts.id, expected.isEmpty")], "F29,F36"),
    Mutation("an older ledger is accepted", APP + "Workspace/LedgerAccess.swift",
             [(", try !ledger.contains(", ", try ledger.contains(")], "F24,F36,F38"),
    Mutation("the queue is written in place", FILES + "Files/FileWriting.swift",
             [("      try directory.replace(last, by: hidden)\n",
               "      directory.remove(last)\n      try directory.replace(last, by: hidden)\n")],
             "F02,F06"),
    Mutation("new files are not saved before they get their name", FILES + "Files/FileWriting.swift",
             [("      try output.synchronize()\n", "")], "F05,F37"),
    Mutation("directories are not saved", "Sources/SystemFiles/OpenFiles.swift",
             [("guard isReadable else { return }", "guard isReadable, file.descriptor < 0 else { return }")],
             "F05,F37"),
    Mutation("a ledger with two names is written", LEDGER + "File/LedgerFile.swift",
             [("guard count > 1, count -", "guard count > 9, count -")], "F29"),
    Mutation("a clock that leapt ahead is believed", APP + "Workspace/PresentTime.swift",
             [("known + Self.longestSilence {", "known + .days(99_999) {")], "F16,F31"),
    Mutation("a clock that went back is believed", APP + "Workspace/PresentTime.swift",
             [("guard now >= facts.watermark - Self.allowedLag else", "guard now <= real else")],
             "F16,F31"),
    Mutation("the ledger of before a migration is not kept", LEDGER + "Ledger.swift",
             [("      try keepBeforeMigration(queue, at: path)\n", "")], "F20"),
    Mutation("who no longer waits still counts as waiting", LEDGER + "Writing/LedgerRun+Decision.swift",
             [("UPDATE waitingGroup SET remaining = remaining - ?",
               "UPDATE waitingGroup SET remaining = remaining - 0 * ?")], "F01,F03"),
    Mutation("planned acts that ended still count as planned", LEDGER + "Writing/LedgerRun+Decision.swift",
             [("UPDATE plannedGroup SET remaining = remaining - ?",
               "UPDATE plannedGroup SET remaining = remaining - 0 * ?")], "F01,F39"),
    Mutation("the watermark stays behind the acts", LEDGER + "Writing/LedgerRun+Acts.swift",
             [("    try Ledger.raiseWatermark(to: block.until, db)\n", "")], "F11"),
    Mutation("a run's end is forgotten", LEDGER + "Writing/RunFact.swift",
             [("try Ledger.finishRun(end.watermark, end.real, db)", "_ = end")], "F01,F39"),
    Mutation("acts ahead of an older ledger stay recorded", LEDGER + "Schema/LedgerSchema+Versions3And4.swift",
             [("    try planAhead(db)\n", "")], "F20"),
    Mutation("who withdraws a post stops nobody", SIMULATION + "ActPlan.swift",
             [("draft.prevent(entry.act, in: key, by: BuiltInRule.withdrawn.id)", "draft.record(entry.act, in: entry.group)")],
             "F38,F39"),
    Mutation("newer schemas are accepted", LEDGER + "Schema/LedgerSchema.swift",
             [("guard found <= version else", "guard found <= version + 3_000_000_000 else")],
             "F20,F30,F36"),
    Mutation("a FIFO is waited for", FILES + "Files/FileReading.swift",
             [("O_RDONLY | O_NONBLOCK", "O_RDONLY")], "F22,F32"),
    Mutation("a mark's checksum is not compared", APP + "Workspace/Marks.swift",
             [("guard head == self.head(over: lines) else", "guard head != self.head(over: []) else")], "F32"),
    Mutation("a mark that can't be read is taken for none", APP + "Workspace/Marks.swift",
             [("guard error.cause != .missingInput else", "guard error.cause == .busy else")], "F32"),
    Mutation("a mark may be a link", APP + "Workspace/Marks.swift",
             [("guard !Paths.isLink(path) else", "guard !Paths.isLink(path) || !path.isEmpty else")], "F32"),
    Mutation("a dry run accepts an older ledger", APP + "Workspace/LedgerAccess.swift",
             [("if let fault = try fault(of: ledger, facts, seen: seen) { throw fault }",
               "_ = try fault(of: ledger, facts, seen: seen)")], "F36"),
    Mutation("what the ledger says of itself has no seal", LEDGER + "Chain/Verification.swift",
             [("in try Seals.problems(db) {", "in try Seals.problems(db).prefix(0) {")], "F19"),
    Mutation("a planted link is followed", FILES + "Files/FileWriting.swift",
             [("guard !directory.isPlanted(found) else", "guard !directory.isPlanted(found) || found.st_nlink > 0 else")],
             "F33"),
    Mutation("another's file is written as theirs", FILES + "Files/FileWriting.swift",
             [("if directory.isOpenToAll, found.st_uid != geteuid() {",
               "if directory.isOpenToAll, found.st_uid < geteuid() {")], "F33"),
    Mutation("descriptors are not counted", "Sources/advocacy/Main.swift",
             [("umask(0o077)\n    requireDescriptors()\n", "umask(0o077)\n")], "F34"),
    Mutation("a file's limit ends the process", "Sources/advocacy/Main.swift",
             [("in [SIGPIPE, SIGXFSZ] {", "in [SIGPIPE] {")], "F34"),
    Mutation("a command waits before it writes", "Sources/advocacy/CommandRunner.swift",
             [("        try await command.run(in: environment)\n",
               "        await Task.yield()\n        try await command.run(in: environment)\n")], "F42"),
    Mutation("a rewind forgets what was handled", LEDGER + "Writing/Ledger+Rewind.swift",
             [("    watermark = min(instant, handled)\n", "    watermark = instant\n")], "F40"),
    Mutation("a defect has no last words", "Sources/CLastWords/last_words.c",
             [("signal(fatal[place], say_last_words)", "(void)fatal[place], (void)say_last_words")], "F35"),
    Mutation("last words come only after the runtime", "Sources/CLastWords/last_words.c",
             [("#if defined(__ELF__)", "#if 0"), ("__attribute__((constructor))", "__attribute__((constructor(65535)))")],
             "F35"),
    Mutation("a name's bytes are written as the scalars that stand for them", "Sources/SystemFiles/Paths.swift",
             [("PathText.bytes(of: self).map", "self.utf8.map")], "F43"),
    Mutation("a text may hold bytes that are none", "Sources/advocacy/CommandRunner.swift",
             [("        try ForeignText.refuse(in: command)\n", "        _ = command\n")], "F43"),
    Mutation("SQLite takes a name for text", LEDGER + "File/DatabaseName.swift",
             [("guard PathText.hasForeignBytes(path) else", "guard path.isEmpty else")], "F43"),
    Mutation("what was changed by hand is taken for the ledger's word", APP + "Workspace/LedgerAccess.swift",
             [("guard let alteration = facts.alteration else", "guard let alteration = facts.alteration, "
               "alteration.isEmpty else")], "F19,F36"),
    Mutation("a post is looked at once more when it is queued", APP + "Post/AddPost.swift",
             [("    return try await PostPreview(\n      post: post, configuration",
               "    if !isDryRun { _ = try reader.queue(configuration, in: environment) }\n"
               "    return try await PostPreview(\n      post: post, configuration")], "F34", "post"),
    Mutation("a backup's directory is opened when it has its name", LEDGER + "File/LedgerFile.swift",
             [("      try directory.publish(HiddenFile.name(of: temporary), as: HiddenFile.name(of: path))\n"
               "    } catch {\n      throw creationFailure(error.code, path)\n    }\n",
               "      try directory.publish(HiddenFile.name(of: temporary), as: HiddenFile.name(of: path))\n"
               "    } catch {\n      throw creationFailure(error.code, path)\n    }\n"
               "    _ = try openDirectory(of: path)\n")], "F34", "ledger backup"),
    Mutation("a ledger that was half replaced keeps two names", LEDGER + "File/LedgerFile.swift",
             [("      || name.hasPrefix(\"ledger-replaced-\") && name.hasSuffix(\".sqlite\")\n", "")], "F40"),
    Mutation("the id of who is forgotten stays in the ledger", APP + "Roster/ForgetEmployee.swift",
             [("          $0 == id\n", "          $0 == id && id.text.isEmpty\n")], "F37,F38"),
]


def prepare(scratch):
    """A copy of what the build needs; only files that differ are written, so that little is built."""
    for name in ("Package.swift", "Package.resolved", "config.example.json", "Sources", "Tests"):
        source = os.path.join(ROOT, name)
        if os.path.exists(source):
            subprocess.run(["rsync", "-a", "--checksum", "--delete", source, scratch + "/"]
                           if shutil.which("rsync") else ["cp", "-a", source, scratch + "/"], check=True)


def build(scratch):
    built = subprocess.run(["swift", "build", "--product", "advocacy", "-j", "2"], cwd=scratch,
                           capture_output=True, text=True, check=False)
    lines = [line for line in built.stdout.splitlines() if "error:" in line]
    return built.returncode == 0, "; ".join(lines[:2])


def attempt(mutation, options):
    """Builds one mutation and tells what the faults said of it."""
    path = os.path.join(options.scratch, mutation.file)
    with open(path, encoding="utf-8") as file:
        before = file.read()
    text = before
    for old, new in mutation.words:
        if old not in text:
            return "stale: the source no longer has the words"
        text = text.replace(old, new)
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done, errors = build(options.scratch)
        if not done:
            return f"does not build: {errors}"
        binary = os.path.join(options.scratch, ".build/debug/advocacy")
        ran = subprocess.run(
            [sys.executable, os.path.join(HERE, "faults.py"), "--binary", binary, "--only",
             mutation.faults, "--seed", str(options.seed), "--budget", str(options.budget),
             *(["--commands", mutation.command, "--full"] if mutation.command else [])],
            capture_output=True, text=True, check=False)
        noticed = [line.split()[0] for line in ran.stdout.splitlines() if "FAILED" in line]
        return f"noticed by {', '.join(noticed)}" if noticed else f"NOT NOTICED by {mutation.faults}"
    finally:
        with open(path, "w", encoding="utf-8") as file:
            file.write(before)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scratch", required=True, help="a directory for the copy and its build")
    parser.add_argument("--only", default="", help="words of the names, comma-separated")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=40, help="seconds of faults a mutation")
    options = parser.parse_args()
    options.scratch = os.path.abspath(options.scratch)
    os.makedirs(options.scratch, exist_ok=True)
    prepare(options.scratch)
    words = [word for word in options.only.split(",") if word]
    chosen = [it for it in MUTATIONS if not words or any(word in it.name for word in words)]
    missed = 0
    for mutation in chosen:
        outcome = attempt(mutation, options)
        missed += not outcome.startswith("noticed")
        print(f"{mutation.name:<55} {outcome}", flush=True)
    print(f"{len(chosen)} mutations, {missed} unnoticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
