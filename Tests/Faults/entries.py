"""F22, F23, F26: names, bytes and posts that nobody meant."""

import json
import os
import socket

from checker import undisturbed, verdict
from reading import facts
from workspace import LATER, NOW, make, post

HERE = os.path.dirname(os.path.abspath(__file__))
BAD_JSON = os.path.join(HERE, "..", "..", "..", "shared", "data", "bad-json")


def kinds(trial):
    workspace = make(trial, posts=3)
    twin = undisturbed(workspace)

    def replaced(victim, name, make_it):
        path = victim.path(name)
        if os.path.lexists(path):
            os.rename(path, path + ".real")
        make_it(path)

    def serve(path):
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(os.path.relpath(path))

    things = {
        "a FIFO": os.mkfifo,
        "a directory": os.mkdir,
        "a device": lambda path: os.symlink("/dev/zero", path),
        "a terminal": lambda path: os.symlink("/dev/tty", path),
        "a dangling link": lambda path: os.symlink("nowhere", path),
        "a link to itself": lambda path: os.symlink(os.path.basename(path), path),
        "a socket": serve,
    }
    for name in ("queue.json", "config.json", "ledger.sqlite", ".advocacy/ledger.lock",
                 ".advocacy/queue.lock", ".advocacy/ledger-id", ".advocacy/high-water"):
        for thing, make_it in things.items():
            victim = workspace.copy("kind")
            os.chdir(victim.directory)
            replaced(victim, name, make_it)
            ended = victim.run("amplify", "--now", NOW, "--wait", "1", timeout=20)
            posted = victim.run("post", "new", "--now", "2026-11-02T00:00:00Z", timeout=20)
            os.chdir(trial.root)
            trial.count()
            for one in (ended, posted):
                trial.check(not one.trapped and one.status not in (-999, 70),
                            f"{name} is {thing}: {one}")
            if name == ".advocacy/queue.lock":
                trial.check(posted.status in (73, 74), f"{name} is {thing}: {posted}")
            else:
                trial.check(ended.status != 0, f"{name} is {thing}: {ended}")
            victim.remove()
    links(trial, workspace, twin)


def links(trial, workspace, twin):
    linked = workspace.copy("linked")
    os.rename(linked.path("queue.json"), linked.path("real.json"))
    os.symlink("real.json", linked.path("queue.json"))
    posted = linked.run("post", "new", "--id", "new", "--network", "x,linkedin",
                        "--at", "2026-11-20T11:00:00Z", "--now", "2026-11-02T00:00:00Z")
    trial.count()
    trial.check(posted.status == 0 and os.path.islink(linked.path("queue.json")),
                f"post through a link: {posted}")
    linked.posts = {it["id"]: it for it in json.loads(linked.read("real.json"))}
    trial.check("new" in linked.posts, "post through a link: not in the file behind it")
    for problem in verdict(linked):
        trial.check(False, f"a linked queue: {problem}")
    away = workspace.copy("away")
    os.rename(away.ledger, away.path("elsewhere.sqlite"))
    os.symlink("elsewhere.sqlite", away.ledger)
    ended = away.amplify()
    trial.count()
    trial.check(ended.status in (0, 65) and not ended.trapped, f"a linked ledger: {ended}")
    if ended.status == 0:
        for problem in verdict(away, twin):
            trial.check(False, f"a linked ledger: {problem}")


def raw_bytes(trial):
    workspace = make(trial, posts=2)
    mark = "\ufffd".encode()
    before = workspace.read("queue.json")
    for words in ((b"post", b"caf\xe9"), (b"post", b"x", b"--id", b"a\xff"),
                  (b"post", b"x", b"--campaign", b"\xc3\x28"), (b"post", b"\xed\xa0\x80")):
        ended = workspace.run(*words, b"--now", b"2026-11-02T00:00:00Z")
        trial.count()
        trial.check(ended.status in (64, 65), f"{words}: {ended}")
        trial.check(workspace.read("queue.json") == before, f"{words}: the queue changed")
        workspace.write("queue.json", before)
    ended = trial.program.run(["init", os.fsdecode(b"w\xff")], trial.fresh("bytes"))
    trial.count()
    trial.check(not ended.trapped, f"init of a name that is no text: {ended}")
    for value in (b"/tmp/\xff", b"\xff"):
        ended = workspace.run("queue", "list", environment={"ADVOCACY_WORKSPACE": os.fsdecode(value)})
        trial.count()
        trial.check(ended.status in (64, 66) and not ended.trapped, f"a workspace {value}: {ended}")
    for content in (b'[{"id": "a\xff", "text": "t"}]', b'[{"id": "a", "text": "\xc0\xaf"}]',
                    b'[{"id": "a", "text": "\xed\xa0\x80"}]', b'[{"id": "a", "text": "\\ud800"}]',
                    "[]".encode("utf-16"), b'[{"id": "a", "text": "t\x00u"}]'):
        workspace.write("queue.json", content)
        ended = workspace.amplify()
        trial.count()
        trial.check(ended.status in (65, 1) and not ended.trapped, f"{content}: {ended}")
    workspace.write("queue.json", before)
    for problem in verdict(workspace, quiet=False):
        trial.check(False, f"in the end: {problem}")
    trial.check(mark not in workspace.read("ledger.sqlite"), "U+FFFD in the ledger")


def poison(trial):
    good = [post(number) for number in range(3)]
    base = {**post(50), "id": "bad"}
    bad = [{**base, "text": "x" * 70_000}, {**base, "text": ""}, {**base, "networks": ["nowhere"]},
           {**base, "at": "never"}, {**base, "id": "../x"}, {**base, "id": "x" * 500},
           {**base, "unknown": 1}, {**base, "text": None}, {**base, "text": 5}, {**base, "text": []},
           {**base, "hashtags": ["#x"] * 5000}, {**base, "link": "javascript:alert(1)"},
           {**base, "text": "a\u0000b"},
           {**base, "expires": "2020-01-01T00:00:00Z"}, {**base, "at": "9999-99-99T00:00:00Z"},
           [], 5, None, "text", {}, {**base, "variants": [""] * 50},
           {**base, "at": "2026-11-20T10:00:00+99:00"}, {**base, "networks": []},
           {**base, "networks": ["x"] * 1000}, {**base, "id": "-rf"}, {**base, "id": " "}]
    for entry in trial.choices(bad, least=6):
        workspace = make(trial, posts=0)
        workspace.write_posts(good)
        workspace.write("queue.json", json.dumps([good[0], entry, *good[1:]]))
        first, second = workspace.amplify(), workspace.amplify()
        trial.count()
        shown = json.dumps(entry)[-120:]
        trial.check(first.status == 1 and "queue.json:1:" in first.error, f"{shown}: {first}")
        trial.check(len(first.error) < 4000, f"{shown}: {len(first.error)} bytes of complaint")
        trial.check(second.silent, f"{shown}: complained again: {second}")
        for problem in verdict(workspace):
            trial.check(False, f"{shown}: {problem}")
        workspace.remove()
    corpus(trial)


def corpus(trial):
    """Each file of the collection of bad JSON as the queue, and as the configuration."""
    if not os.path.isdir(BAD_JSON):
        trial.skips.append("no collection of bad JSON beside the repository")
        return
    names = sorted(os.path.join(at, name) for at, _, found in os.walk(BAD_JSON)
                   for name in found if name.endswith((".json", ".ndjson")))
    workspace = make(trial, posts=1)
    before, settings = facts(workspace.ledger), workspace.read("config.json")
    for path in trial.choices(names, least=10):
        with open(path, "rb") as file:
            content = file.read()
        name = os.path.basename(path)
        workspace.write("queue.json", content)
        ended = workspace.run("amplify", "--dry-run", "--now", LATER, timeout=30)
        trial.count()
        trial.check(ended.status in (0, 1, 65) and not ended.trapped, f"queue {name}: {ended}")
        workspace.write("config.json", content)
        ended = workspace.run("queue", "list", timeout=30)
        trial.check(ended.status in (65, 78) and not ended.trapped, f"config {name}: {ended}")
        workspace.write("config.json", settings)
    trial.check(facts(workspace.ledger) == before, "bad JSON was recorded by a dry run")


FAULTS = [
    ("F22", "links, FIFOs, devices, directories, sockets", kinds),
    ("F23", "bytes that are no text", raw_bytes),
    ("F26", "a poison post, the collection of bad JSON", poison),
]
