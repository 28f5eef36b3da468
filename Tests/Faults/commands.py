"""Every command of the program, as its own help lists them, and a workspace in which each works."""

import hashlib
import json
import os
import re
from collections import namedtuple

from workspace import LATER, make, post

# The exit codes that the program documents, less the one of a defect.
DOCUMENTED = (0, 1, 64, 65, 66, 69, 73, 74, 75, 77, 78)
DEFECT = 70
LAST_WORDS = "stopped by a defect or for lack of memory"
# Who asks for Swift's backtrace, or for none, gets that instead of the program's last words.
AS_USERS = {"SWIFT_BACKTRACE": None}

# What a command does to files: nothing; to its own workspace; to a file or directory of its own.
READS, WRITES, MAKES = "reads", "writes", "makes"

# Words, what they do, the words of the dry run, whether the ledger is opened, whether it takes seconds.
Command = namedtuple("Command", "words effect dry opens slow", defaults=(None, True, False))

AT = ("--now", "{now}")
COMMANDS = {
    "demo": Command(("demo", "new-demo"), MAKES, opens=False, slow=True),
    "init": Command(("init", "new-workspace"), MAKES, opens=False),
    "post": Command(("post", "A new text", "--id", "new", "--network", "x", *AT), WRITES,
                    ("post", "A new text", "--id", "new", "--network", "x", *AT, "--dry-run")),
    "queue list": Command(("queue", "list", *AT), READS),
    "queue show": Command(("queue", "show", "{post}", *AT), READS),
    "queue import": Command(("queue", "import", "feed.json", *AT), WRITES,
                            ("queue", "import", "feed.json", *AT, "--dry-run"), opens=False),
    "queue edit": Command(("queue", "edit", "{asked}", "--text", "Another text", *AT), WRITES,
                          ("queue", "edit", "{asked}", "--text", "Another text", *AT, "--dry-run")),
    "queue reschedule": Command(
        ("queue", "reschedule", "{asked}", "--at", "2026-12-19T10:00:00Z", *AT), WRITES,
        ("queue", "reschedule", "{asked}", "--at", "2026-12-19T10:00:00Z", *AT, "--dry-run")),
    "queue remove": Command(("queue", "remove", "{asked}", *AT), WRITES,
                            ("queue", "remove", "{asked}", *AT, "--dry-run")),
    "queue approve": Command(("queue", "approve", "{asked}", "--as", "legal", *AT), WRITES),
    "queue withdraw": Command(("queue", "withdraw", "{post}", "--as", "legal", *AT), WRITES),
    "amplify": Command(("amplify", "--wait", "1", *AT), WRITES,
                       ("amplify", "--wait", "1", *AT, "--dry-run")),
    "explain": Command(("explain", "{post}", *AT), READS),
    "kit": Command(("kit", "{open}", "--for", "{employee}", *AT), READS),
    "digest": Command(("digest", "--format", "html", "--output", "new-outbox", *AT), WRITES,
                      ("digest", *AT)),
    "mine": Command(("mine", "{employee}", *AT), READS),
    "calendar": Command(("calendar", *AT), READS),
    "reach-report": Command(("reach-report", "--error", "0.9", "--worlds", "0..<32", "--threads", "1"),
                            READS),
    "check": Command(("check", *AT), READS),
    "roster list": Command(("roster", "list", *AT), READS, opens=False),
    "roster show": Command(("roster", "show", "{employee}", "--everything", *AT), READS),
    "roster import": Command(("roster", "import", "people.csv", "--partial", *AT), WRITES,
                             ("roster", "import", "people.csv", "--partial", *AT, "--dry-run"),
                             opens=False),
    "roster forget": Command(("roster", "forget", "{employee}", "--yes"), WRITES,
                             ("roster", "forget", "{employee}", "--dry-run")),
    "roster readmit": Command(("roster", "readmit", "elena"), WRITES, opens=False),
    "decline": Command(("decline", "{post}", "--employee", "{employee}", *AT), WRITES),
    "propose": Command(("propose", "Robots", "--by", "{employee}", "--network", "x", *AT), WRITES),
    "proposals list": Command(("proposals", "list", *AT), READS),
    "proposals show": Command(("proposals", "show", "P1", *AT), READS),
    "proposals accept": Command(("proposals", "accept", "P1", "--by", "{employee}", *AT), WRITES),
    "proposals decline": Command(("proposals", "decline", "P2", "--by", "{employee}", *AT), WRITES),
    "proposals feed": Command(("proposals", "feed", *AT), READS),
    "schema": Command(("schema", "config"), READS, opens=False),
    "completions": Command(("completions", "bash"), READS, opens=False),
    "manual": Command(("manual",), READS, opens=False),
    "ledger verify": Command(("ledger", "verify"), READS),
    "ledger backup": Command(("ledger", "backup", "new-backup.sqlite"), MAKES),
    "ledger restore": Command(("ledger", "restore", "backup.sqlite"), WRITES,
                              ("ledger", "restore", "backup.sqlite", "--dry-run"), opens=False),
    "ledger rewind": Command(("ledger", "rewind", "--to", "2026-11-15T00:00:00Z"), WRITES),
    "ledger export": Command(("ledger", "export"), READS),
    "schedule cron": Command(("schedule", "cron"), READS, opens=False),
    "schedule systemd": Command(("schedule", "systemd"), READS, opens=False),
    "schedule launchd": Command(("schedule", "launchd"), READS, opens=False),
    "policy test": Command(("policy", "test", "cases.json"), READS, opens=False),
    "policy diff": Command(("policy", "diff", "config.json", "other.json", *AT), READS, opens=False),
    "policy coverage": Command(("policy", "coverage"), READS),
}

RULES = [{"id": "trained", "type": "trainingRequired", "course": "basics"},
         {"id": "night", "type": "quietHours", "start": "20:00", "end": "08:00"},
         {"id": "asked", "type": "approval", "roles": ["legal"], "count": 1, "when": {"topics": ["court"]}}]
SUBCOMMAND = re.compile(r"^  ([a-z][a-z-]*)(?:\s{2,}|$)")


def listed(trial, directory, words=()):
    """The commands that the help knows, each as its words in one text."""
    helped = trial.program.run([*words, "--help"], directory)
    _, _, names = helped.output.partition("SUBCOMMANDS:")
    found = [match[1] for line in names.splitlines() if (match := SUBCOMMAND.match(line))]
    if not found:
        yield " ".join(words)
    for name in found:
        yield from listed(trial, directory, (*words, name))


def none_forgotten(trial, directory):
    """Each command that the help lists is tried here, and each that is tried is listed."""
    known = set(listed(trial, directory))
    trial.count()
    trial.check(known == set(COMMANDS), f"commands without words to try {sorted(known - set(COMMANDS))},"
                f" words without a command {sorted(set(COMMANDS) - known)}")


def spoken(words, now=LATER, name="p0", employee="ben", asked="court", open="p50"):
    """The words for a workspace: a post that was handled, one to share, one that waits for approval."""
    return [word.format(now=now, post=name, employee=employee, asked=asked, open=open) for word in words]


def furnish(workspace):
    """Puts beside a ledger what the commands want to read."""
    workspace.write("people.csv", "id,team\nana,product\n")
    workspace.write("feed.json", json.dumps([post(60, at="2026-11-21T10:00:00Z")]))
    workspace.write("other.json", workspace.read("config.json").replace(b'"08:00"', b'"09:00"'))
    workspace.write("cases.json", json.dumps({"cases": [
        {"post": json.loads(workspace.read("queue.json"))[0]["id"], "employee": "ana",
         "networks": ["x"], "verdict": "allow"}]}))


def scene(trial, posts=3):
    """A workspace in which each command has something to do; what it was before in backup.sqlite."""
    workspace = make(trial, posts=posts, rules=RULES)
    made = [workspace.amplify(now="2026-11-12T12:00:00Z"),
            workspace.run("roster", "forget", "elena", "--yes")]
    made += [workspace.amplify()]
    made += [workspace.run("propose", title, "--by", "ana", "--network", "x", "--now", LATER)
             for title in ("Night shift", "Day shift")]
    made += [workspace.run("ledger", "backup", "backup.sqlite")]
    if any(one.status for one in made):
        raise RuntimeError(f"the scene: {made}")
    asked = {**post(51, at="2026-12-20T10:00:00Z"), "id": "court", "topics": ["court"]}
    workspace.write_posts([*workspace.posts.values(), post(50, at="2026-11-21T11:00:00Z"), asked])
    del workspace.posts["court"]  # Nothing has to come of it yet.
    furnish(workspace)
    return workspace


def contents(directory):
    """What each file below a directory holds, and which directories there are; locks left out."""
    found = {}
    for at, names, files in os.walk(directory):
        for name in names:
            path = os.path.join(at, name)
            found[os.path.relpath(path, directory)] = os.readlink(path) if os.path.islink(path) else ""
        for name in files:
            path = os.path.join(at, name)
            if name.endswith(".lock"):
                continue
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, directory)] = hashlib.sha256(file.read()).hexdigest()
            else:
                found[os.path.relpath(path, directory)] = "no regular file"
    return found


def changed(before, after):
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def told(ended, allowed=DOCUMENTED):
    """What is wrong with how a command ended: undocumented, by a signal, or without a word.

    Where a defect or a lack of memory is allowed for, the program's last words may follow Swift's own.
    """
    is_last_word = ended.status == DEFECT and LAST_WORDS in ended.error
    if ended.status not in allowed or ended.status == DEFECT and not is_last_word:
        yield f"{ended}"
    elif ended.trapped and not is_last_word:
        yield f"died of itself: {ended}"
    elif ended.status not in (0, 1) and not ended.error.strip() and not ended.output.strip():
        yield f"ended without a word: {ended}"


__all__ = ["AS_USERS", "COMMANDS", "DEFECT", "DOCUMENTED", "MAKES", "READS", "RULES", "WRITES", "changed",
           "contents", "furnish", "none_forgotten", "scene", "spoken", "told"]
