"""F43: names of files that are no text: kept byte for byte, and shown without a byte that does harm."""

import json
import os
import re
import shutil

from checker import undisturbed, verdict
from commands import COMMANDS, changed, contents, scene, spoken, told
from workspace import LATER, NOW, Workspace

# Bytes that are no UTF-8, cut characters, what URIs and shells take for themselves, the scalars that
# stand for such bytes inside the program, and a combining mark that joins what stands before it.
NAMES = (b"\xff", b"w\xff\xc3\x28.d", b"\xed\xa0\x80 %41?a=b#c&\x80", "\U0010ff41".encode() + b"\xfe",
         "\U0010ff7f\U0010ff00".encode(), b"caf\xe9", b"e\xcc\x81\xffe\xcc\x81", b"'\x80\"\n\x1b[2J")
STAMP = re.compile(r"-\d{4}-\d\d-\d\dT\d{6}Z(-\d+)?")
# Where other programs' files would have to hold the name.
WRITTEN_ELSEWHERE = ("schedule cron", "schedule systemd", "schedule launchd")


def within(base, parent, name):
    """A copy of a workspace in a directory of any name."""
    directory = os.path.join(parent, os.fsdecode(name))
    shutil.copytree(base.directory, directory, symlinks=True)
    return Workspace(base.trial, directory)


def shown_safely(ended):
    """What is wrong with a name as it was printed."""
    for text in (ended.output, ended.error):
        if "\ufffd" in text or any(0x10FF00 <= ord(letter) <= 0x10FFFF for letter in text):
            yield f"raw bytes in what is shown: {ended}"
        if "\x1b" in text:
            yield f"a control character in what is shown: {ended}"


def any_directory(trial, name):
    """Every command in a workspace of any name does what it does elsewhere."""
    base = scene(trial)
    twin = undisturbed(base)
    names = [name for name, command in COMMANDS.items() if not command.slow]
    for command in trial.choices(names, least=4):
        parent, plain = trial.fresh("parent"), base.copy("plain")
        foreign = within(base, parent, name)
        words = spoken(COMMANDS[command].words)
        here, there = plain.run(*words), foreign.run(*words)
        trial.count()
        where = f"{command} in {name}"
        expected = 64 if command in WRITTEN_ELSEWHERE else here.status
        trial.check(there.status == expected, f"{where}: expected {expected}, {there}")
        for problem in (*told(there), *shown_safely(there)):
            trial.check(False, f"{where}: {problem}")
        # A ledger that was replaced has the second in its name.
        made = [{STAMP.sub("", found) for found in contents(one.directory)} for one in (plain, foreign)]
        trial.check(made[0] == made[1] or command in WRITTEN_ELSEWHERE, f"{where}: made other files "
                    f"{sorted(made[0] ^ made[1])}")
        trial.check(os.listdir(os.fsencode(parent)) == [name], f"{where}: beside it "
                    f"{os.listdir(os.fsencode(parent))}")
        if command in ("amplify", "post"):
            # Python's own SQLite is asked about a name of letters.
            survivor = Workspace(trial, parent + "/plain")
            os.rename(foreign.directory, survivor.directory)
            survivor.posts = dict(base.posts)
            if command == "amplify":
                for problem in verdict(survivor, twin):
                    trial.check(False, f"{where}: {problem}")
        plain.remove()
        shutil.rmtree(parent)


def any_file(trial, name):
    """What is written to a name is there under its bytes, and what has a name is found."""
    base = scene(trial)
    base.amplify()
    text = os.fsdecode(name)
    people, feed = base.read("people.csv"), base.read("feed.json")
    report = ("reach-report", "--error", "0.9", "--worlds", "0..<32", "--threads", "1")
    tries = [
        ("report", ("reach-report", "--error", "0.9", "--threads", "1", "--output", text), None, b"reach"),
        ("export", ("ledger", "export", f"--output={text}"), None, b"{"),
        ("metrics", ("amplify", "--now", LATER, "--metrics-file", text), None, b"advocacy_"),
        ("log", ("amplify", "--now", LATER, "--log", text), None, b'"amplify"'),
        ("part", (*report, "--partial", text), None, b"{"),
        ("calendar", ("calendar", "--now", LATER, "--output", text), None, b"BEGIN:VCALENDAR"),
        ("backup", ("ledger", "backup", text), None, b"SQLite format 3"),
        ("feed", ("queue", "import", text, "--now", NOW), feed, feed),
        ("roster", ("roster", "import", text, "--partial", "--now", NOW), people, people),
        ("policy", ("policy", "diff", "config.json", text, "--now", NOW), base.read("other.json"), b"{"),
        ("kits", ("kit", "p50", "--for", "ben", "--output", text, "--now", LATER), None, None),
        ("elsewhere", ("init", text), None, None),
    ]
    for what, words, before, held in trial.choices(tries, least=4):
        workspace = base.copy("file")
        if before is not None:
            workspace.write(text, before)
        ended = workspace.run(*words)
        trial.count()
        trial.check(ended.status in (0, 1), f"{what} {name}: {ended}")
        for problem in shown_safely(ended):
            trial.check(False, f"{what} {name}: {problem}")
        # Foreign names are there as they were given, and no others of their kind.
        names = [found for found in os.listdir(os.fsencode(workspace.directory))
                 if found == name or any(byte >= 0x80 for byte in found)]
        trial.check(names == [name], f"{what} {name}: found {names}")
        if held is not None and names == [name]:
            trial.check(held in workspace.read(text), f"{what} {name}: holds something else")
        if what == "backup":
            restored = workspace.run("ledger", "restore", text)
            trial.check(restored.status == 0, f"restored from {name}: {restored}")
        if what == "part":
            merged = workspace.run("reach-report", "--error", "0.9", "--merge", text)
            trial.check(merged.status in (0, 65) and not merged.trapped, f"merged from {name}: {merged}")
        workspace.remove()


def mailed(trial, name):
    """A program begins in the directory in which it was called for, whatever that is called."""
    base = scene(trial)
    config = json.loads(base.read("config.json"))
    config["mail"] = {"from": "a@acme.example", "to": "{employee}@acme.example"}
    base.write("config.json", json.dumps(config))
    parent = trial.fresh("parent")
    foreign = within(base, parent, name)
    program = os.path.join(foreign.directory, os.fsdecode(b"send\xff"))
    foreign.write(os.path.basename(program), b"#!/bin/sh\ncat > \"mail-$$\"\n")
    os.chmod(program, 0o700)
    ended = foreign.run("digest", "--now", LATER, "--sendmail", program)
    trial.count()
    mails = [it for it in os.listdir(foreign.directory) if it.startswith("mail-")]
    trial.check(ended.status == 0 and mails, f"mail from {name}: {mails}, {ended}")
    for mail in mails:
        trial.check(b"@acme.example" in foreign.read(mail), f"{mail} from {name} holds no mail")
    for problem in shown_safely(ended):
        trial.check(False, f"mail from {name}: {problem}")


def from_elsewhere(trial, name):
    """A workspace of any name is found by its name, by the variable, and from below it."""
    base = scene(trial)
    parent = trial.fresh("parent")
    foreign = within(base, parent, name)
    below = foreign.path(os.fsdecode(b"below\xff"))
    os.mkdir(below)
    text = os.fsdecode(name)
    calls = [(("queue", "list", "--workspace", text, "--now", NOW), parent, None),
             (("queue", "list", "--workspace=" + parent + "/" + text, "--now", NOW), "/", None),
             (("queue", "list", "--now", NOW), parent, {"ADVOCACY_WORKSPACE": text}),
             (("queue", "list", "--now", NOW), below, None)]
    for words, directory, environment in calls:
        ended = trial.program.run(words, directory, environment=environment)
        trial.count()
        trial.check(ended.status == 0 and "court" in ended.output, f"{name} from {directory!r}: {ended}")


def texts_refused(trial, name):
    """Bytes that are no text are refused where a text is kept, and nothing changes."""
    workspace = scene(trial)
    before = contents(workspace.directory)
    text = os.fsdecode(name)
    for words in (("post", text, "--network", "x"), ("post", "A text", "--campaign", text),
                  ("queue", "withdraw", "p0", "--as", "legal", f"--reason={text}"),
                  ("propose", text, "--by", "ana"), ("explain", text), ("roster", "forget", text, "--yes"),
                  ("queue", "list", "--topic", text), (text,), ("queue", text), ("post", "--" + text)):
        ended = workspace.run(*words, "--now", NOW) if len(words) > 2 else workspace.run(*words)
        trial.count()
        trial.check(ended.status in (64, 65, 66), f"{words}: {ended}")
        for problem in (*told(ended), *shown_safely(ended)):
            trial.check(False, f"{words}: {problem}")
        trial.check(not changed(before, contents(workspace.directory)), f"{words}: something changed")


def names(trial):
    for name in trial.choices(NAMES, least=1):
        is_text = name.decode("utf-8", "replace").encode() == name
        any_directory(trial, name)
        any_file(trial, name)
        mailed(trial, name)
        from_elsewhere(trial, name)
        if not is_text:
            texts_refused(trial, name)


FAULTS = [("F43", "names of files that are no text", names)]
