"""F44: every number that a configuration may hold, at both ends of what it may be, end to end."""

import copy
import json
import re

from commands import DOCUMENTED
from workspace import LATER, NOW, make

# Where what the schema defines apart stands in a configuration.
PLACES = {"config": (), "page": ("pages", "x"), "network": ("networks", "x"), "group": ("groups", 0),
          "course": ("courses", 0), "employee": ("employees", 0)}
# What some keys need to be where it isn't in the schema: what they name must be there.
KNOWN = {"course": "basics", "network": "x", "id": "tried", "members": 900, "networks": ["x"],
         "countries": ["ES"], "tiers": ["trained"], "file": "graph.txt", "name": "Tried",
         "date": "2026-11-01", "completed": "2026-09-10", "currency": "EUR", "employees": ["ana", "ben"]}
# Numbers that may be below zero: how periods differ, and the logarithm of something.
SIGNED = ("trend", "inputs", "parameters", "sensitivity")
# Two numbers that fit badly: a market of fewer people than the page has followers, pages and accounts
# that nobody has, overlaps that can't be had together.
PAIRS = (
    ((("pages", "x", "followers"), 10_000_000_000), (("parameters", "marketSize"), 1000)),
    ((("pages", "x", "followers"), 10_000_000_000),
     (("employees", 0, "accounts", "x", "followers"), 10_000_000_000)),
    ((("pages", "x", "followers"), 0), (("employees", 0, "accounts", "x", "followers"), 10_000_000_000)),
    ((("parameters", "teamOverlap"), 0), (("parameters", "companyOverlap"), 1)),
    ((("parameters", "pageOverlap"), 1), (("parameters", "pageStaffShare"), 1)),
    ((("parameters", "activityShape"), 0.01), (("parameters", "lookShape"), 0.01)),
)


class Schema:
    """The schema of a configuration as the program prints it."""

    def __init__(self, text):
        self.whole = json.loads(text)

    def followed(self, node):
        while "$ref" in node:
            node = self.whole["$defs"][node["$ref"].rsplit("/", 1)[1]]
        return node

    def least(self, node, key=None):
        """The plainest value that a node allows."""
        node = self.followed(node)
        if key in KNOWN and isinstance(KNOWN[key], list) == (node.get("type") == "array"):
            return copy.deepcopy(KNOWN[key])
        if "const" in node:
            return node["const"]
        if "enum" in node:
            return node["enum"][0]
        if "oneOf" in node:
            return self.least(node["oneOf"][0], key)
        kind = node.get("type")
        if kind == "object":
            return {name: self.least(node["properties"][name], name) for name in node.get("required", ())}
        if kind == "array":
            return [self.least(node["items"])] if node.get("minItems") else []
        if kind in ("number", "integer"):
            return node.get("minimum", 1)
        return {"string": "tried", "boolean": True}.get(kind)

    def ends(self):
        """Each limit: where it stands, what has to stand around it, and both ends."""
        for name, node in self.whole["$defs"].items():
            for found in self.within(node, (), ()):
                if name == "rule":
                    number = found[1][0][1]
                    yield ("rules", number, *found[0]), found[1], found[2]
                elif name in PLACES:
                    yield (*PLACES[name], *found[0]), found[1], found[2]

    def within(self, node, path, variants):
        """The limits of a node; those of what is defined apart come by themselves."""
        if "minimum" in node or "maximum" in node:
            yield path, variants, (node["minimum"], node["maximum"])
        for number, variant in enumerate(node.get("oneOf", ())):
            yield from self.within(variant, path, (*variants, (path, number)))
        for name, inner in node.get("properties", {}).items():
            yield from self.within(inner, (*path, name), variants)
        if isinstance(node.get("additionalProperties"), dict):
            yield from self.within(node["additionalProperties"], (*path, "x"), variants)
        if isinstance(node.get("items"), dict):
            yield from self.within(node["items"], (*path, 0), variants)

    def placed(self, base, path, variants, value):
        """A configuration with a value at a place, and around it what has to be there."""
        config = copy.deepcopy(base)
        if path[0] == "rules":
            rule = self.whole["$defs"]["rule"]["oneOf"][path[1]]
            own = self.least(rule)
            self.put(own, rule, path[2:], value)
            config["policy"]["rules"].append(own)
            return config
        self.put(config, self.whole["$defs"]["config"], path, value)
        return config

    def put(self, parent, node, path, value):
        node = self.followed(node)
        key, rest = path[0], path[1:]
        if not rest:
            parent[key] = value
            return
        inner = self.child(node, key)
        inner = self.followed(inner)
        for variant in inner.get("oneOf", ()):
            if self.child(self.followed(variant), rest[0]) is not None:
                inner = variant
        if isinstance(parent, list):
            if not parent:
                parent.append(self.least(inner, key))
        elif not isinstance(parent.get(key), (dict, list)):
            parent[key] = self.least(inner, None if isinstance(rest[0], int) else key)
        self.put(parent[key], inner, rest, value)

    def child(self, node, key):
        if isinstance(key, int):
            return node.get("items")
        more = node.get("additionalProperties")
        return node.get("properties", {}).get(key, more if isinstance(more, dict) else None)


def parameters(trial, workspace, base, schema):
    """The ends of each parameter, as the program tells them of a value beyond."""
    node = schema.whole["$defs"]["config"]["properties"]["parameters"]["properties"]
    for name in node:
        config = {**copy.deepcopy(base), "parameters": {name: 1e15}}
        workspace.write("config.json", json.dumps(config))
        ended = workspace.run("reach-report")
        trial.count()
        found = re.search(r"must lie between (\S+) and (\S+)", ended.error)
        if trial.check(ended.status == 78 and found, f"{name} of 1e15: {ended}"):
            yield ("parameters", name), (), tuple(float(end) for end in found.groups())


def numbers(node, path=()):
    """Each number of a document, and where it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from numbers(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from numbers(value, (*path, place))
    elif isinstance(node, (int, float)) and not isinstance(node, bool):
        yield path, node


def refuse(word):
    raise ValueError(f"{word} in JSON")


def tried(trial, workspace, config, what):
    """A figure or a clear refusal, and the same of every command; returns whether it was taken."""
    workspace.write("config.json", json.dumps(config, indent=1))
    taken = []
    for words in (("amplify", "--now", LATER), ("reach-report", "--format", "json", "--threads", "1"),
                  ("check", "--parameters", "--format", "json", "--now", LATER)):
        ended = workspace.run(*words)
        trial.count()
        trial.check(ended.status in DOCUMENTED and not ended.trapped, f"{what}: {words[0]}: {ended}")
        if words[0] == "check":
            continue
        taken.append(ended.status == 0)
        if ended.status != 0:
            key = next(key for key in reversed(what[0]) if isinstance(key, str))
            trial.check(key in ended.error, f"{what}: {words[0]} refuses and doesn't name it: {ended}")
        elif ended.output:
            try:
                document = json.loads(ended.output, parse_constant=refuse)
            except ValueError as error:
                trial.check(False, f"{what}: {words[0]}: {error}")
                continue
            for path, number in numbers(document):
                trial.check(number >= 0 or path[0] in SIGNED, f"{what}: {path} is {number}")
    return all(taken)


def ends(trial):
    base = make(trial, posts=6, participation=0.6)
    ended = base.amplify(now=NOW)
    trial.check(ended.silent, f"before: {ended}")
    with open(base.path("config.json"), encoding="utf-8") as file:
        plain = json.load(file)
    # For who has to name a column: as many as a column may have numbers.
    base.write("graph.txt", "".join(f"{one} {other} {'0.5 ' * 98}\n" for one, other in ((1, 2), (2, 3))))
    printed = base.run("schema", "config")
    if not trial.check(printed.status == 0, f"schema config: {printed}"):
        return
    schema = Schema(printed.output)
    cases = [*schema.ends(), *parameters(trial, base, plain, schema)]
    refused = set()
    points = [(path, variants, end) for path, variants, limits in cases for end in limits]
    for path, variants, end in trial.choices(points, least=12):
        workspace = base.copy("end")
        config = schema.placed(plain, path, variants, int(end) if end == int(end) else end)
        if not tried(trial, workspace, config, (path, end)):
            refused.add((*path, end))
        workspace.remove()
    for first, second in trial.choices(PAIRS):
        workspace = base.copy("pair")
        config = plain
        for path, value in (first, second):
            config = schema.placed(config, path, (), value)
        tried(trial, workspace, config, (first[0] + second[0], (first[1], second[1])))
        workspace.remove()
    # By themselves; they fit elsewhere.
    print(f"      F44: {len(cases)} numbers; refused: {sorted(map(str, refused))}", flush=True)


FAULTS = [("F44", "every number of the configuration at its ends", ends)]
