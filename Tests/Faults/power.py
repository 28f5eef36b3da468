"""F37: the power goes at any moment, and what was not synced is lost in any part, in any order."""

import json

from acts import act_problems
from checker import soundness, undisturbed, verdict
from kills import sound_copy
from plans import planning
from reading import facts, head
from replay import Keeps, record
from workspace import EMPLOYEES, LATER, NOW, Workspace, make

SOMEBODY = "xochitl-q7"
GRAINS = (None, 4096, 512)


class Scene:
    """A command, the workspace that it runs in, and what must hold of an image."""

    def __init__(self, trial, name, workspace, words, judge):
        self.trial, self.name, self.base = trial, name, workspace
        self.words, self.judge = words, judge
        self.after = workspace.copy("after")
        self.recording, ended = record(self.after, words, trial.fresh("trace") + "/log")
        trial.count()
        kinds = {step.kind for step in self.recording.steps}
        trial.check(ended.status == 0 and {"write", "sync", "rename"} <= kinds,
                    f"{name}: {ended}, saw only {sorted(kinds)}")

    def image(self, cut, keeps):
        directory = self.trial.fresh("image")
        self.recording.image(cut, keeps, directory)
        found = Workspace(self.trial, directory)
        found.posts, found.people = dict(self.base.posts), self.base.people
        found.everyone = self.base.everyone
        return found


def amplifying(trial):
    base = make(trial, posts=4)
    base.amplify(now="2026-11-10T08:00:00Z")
    twin = undisturbed(base)

    def judge(scene, image, is_over):
        copy = sound_copy(image)
        if is_over and facts(copy.ledger) != facts(scene.after.ledger):
            yield "what a run that ended well recorded is lost"
        yield from act_problems(copy.ledger)
        copy.remove()
        yield from verdict(image, twin)

    return Scene(trial, "amplify", base, ("amplify", "--now", NOW), judge)


def posting(trial):
    base = make(trial, posts=2)
    old = base.read("queue.json")

    def judge(scene, image, is_over):
        found = image.read("queue.json")
        try:
            image.posts = {it["id"]: it for it in json.loads(found)}
        except ValueError:
            yield f"half a queue: {found[-60:]!r}"
            return
        if ("new" in image.posts) != (found != old):
            yield "the queue changed, and the post is not there"
        if is_over and "new" not in image.posts:
            yield "what was accepted is lost"
        yield from verdict(image)

    return Scene(trial, "post", base, (
        "post", "A new text", "--id", "new", "--network", "x,linkedin", "--at", "2026-11-12T09:00:00Z",
        "--now", "2026-11-02T00:00:00Z"), judge)


def rewinding(trial):
    base = planning(trial)
    base.amplify()  # The withdrawal belongs to what is kept.
    before, twin = facts(base.ledger), undisturbed(base)
    base.amplify(now=LATER)
    full = facts(base.ledger)
    words = ("ledger", "rewind", "--to", NOW)

    def judge(scene, image, is_over):
        copy = sound_copy(image)
        is_rewound = head(copy.ledger) != head(base.ledger)
        if facts(copy.ledger) != (before if is_rewound else full):
            yield "the ledger is neither as it was nor as it had been"
        yield from act_problems(copy.ledger)
        copy.remove()
        if is_over and not is_rewound:
            yield "the rewind that was told is lost"
        if not is_rewound:
            again = image.run(*words)
            if again.status != 0:
                yield f"once more: {again}"
        yield from verdict(image, twin)

    return Scene(trial, "ledger rewind", base, words, judge)


def forgetting(trial):
    base = make(trial, posts=2, people=[*EMPLOYEES, (SOMEBODY, True, True, ("x", "linkedin"))])
    for now in (NOW, LATER):
        base.amplify(now=now)
    kept = {name: len(rows) for name, rows in facts(base.ledger).items()}
    words = ("roster", "forget", SOMEBODY, "--yes")

    def judge(scene, image, is_over):
        if not is_over:
            again = image.run(*words)
            if again.status != 0:
                yield f"once more: {again}"
        for name in ("ledger.sqlite", "config.json", "queue.json"):
            if SOMEBODY.encode() in image.read(name):
                yield f"{name} still holds who was forgotten"
        if image.leftovers():
            yield f"left behind: {image.leftovers()}"
        yield from soundness(image)
        if {name: len(rows) for name, rows in facts(image.ledger).items()} != kept:
            yield "facts are lost"
        ended = image.amplify(now=LATER)
        if not ended.silent:
            yield f"the next run: {ended}"

    return Scene(trial, "roster forget", base, words, judge)


def power(trial):
    trial.need("strace")
    scenes = {scene.name: scene for scene in (
        amplifying(trial), posting(trial), rewinding(trial), forgetting(trial))}
    points = [(name, cut, share) for name, scene in scenes.items()
              for cut in range(1, len(scene.recording.steps) + 1) for share in (0, 0.5, 1)]
    # The end above all: what was told must be there.
    for name, scene in scenes.items():
        cut_off(trial, scene, len(scene.recording.steps), trial.random.choice((0, 0.5)))
    for name, cut, share in trial.by_kind(points):
        cut_off(trial, scenes[name], cut, share)


def cut_off(trial, scene, cut, share):
    grain = trial.random.choice(GRAINS)
    image = scene.image(cut, Keeps(trial.random, share, grain))
    is_over = cut == len(scene.recording.steps)
    trial.count()
    last = scene.recording.steps[cut - 1]
    for problem in scene.judge(scene, image, is_over):
        trial.check(False, f"{scene.name}, power off after step {cut} of {len(scene.recording.steps)}"
                    f" ({last.kind}), {share:.0%} of the rest kept, pieces of {grain}: {problem}")
    image.remove()


FAULTS = [("F37", "the power goes, unsynced writes in any part", power)]
