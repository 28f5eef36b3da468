#!/usr/bin/env python3
"""Reads every feed beside this script by `advocacy queue import` and by feedparser, and compares
the items: link, instant and text, white space folded.

    compare.py PROGRAM

feedparser (PyPI) goes into a virtual environment of its own under .build. Where pip can't reach an
index, nothing is compared, which is said, and the exit code is 2; 1 where something differs that is
not listed below with its reason.
"""

import calendar
import glob
import gzip
import html
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from html.parser import HTMLParser

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
NOW = "2026-02-01T00:00:00Z"
FEEDPARSER = "feedparser==6.0.14"

# Where ours differs on purpose: (feed, number of the item, field) and why.
DELIBERATE = {
    ("fault-dates.xml", 8, "instant"): "a date without a zone is read, in the company's time",
    ("fault-dates.xml", 9, "instant"): "a comma without a space behind the weekday is understood",
    ("fault-dates.xml", 13, "instant"): "Hungarian dates are whole, not a year and the present month",
    ("fault-dates.xml", 14, "instant"): "Korean dates are whole, not a year and the present month",
    ("fault-dates.xml", 15, "instant"): "Korean dates keep their time of day",
    ("fault-dates.xml", 16, "instant"): "032 is the day of the year, not month 03",
    ("fault-dates.xml", 17, "instant"): "CET is an hour before UTC, not UTC",
    ("fault-dates.xml", 18, "instant"): "months have their names in other languages as well",
    ("fault-relative.xml", 0, "link"): "a relative link is resolved against the channel's",
    ("feed-dates", 1, "instant"): "CET is an hour before UTC, not UTC",
    ("feed-dates", 8, "instant"): "a date without a zone is read, in the company's time",
    ("feed-dates", 9, "instant"): "a comma without a space behind the weekday is understood",
    ("feed-relative-link", 0, "link"): "a relative link is resolved against the channel's",
}


def feedparser_module():
    """feedparser, from a virtual environment where this Python has none."""
    try:
        import feedparser
    except ImportError:
        place = os.path.join(ROOT, ".build", "feeds-venv")
        python = os.path.join(place, "bin", "python")
        if os.environ.get("ADVOCACY_FEEDS_VENV"):
            return None
        made = os.path.exists(python) or not subprocess.call([sys.executable, "-m", "venv", place])
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", FEEDPARSER]
        if not made or subprocess.call(pip, stderr=subprocess.DEVNULL):
            return None
        os.environ["ADVOCACY_FEEDS_VENV"] = place
        os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:]])
    return feedparser


class Text(HTMLParser):
    """The text of HTML, block elements parting words."""

    INLINE = set("a abbr b code em font i img mark q s small span strong sub sup tt u".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_starttag(self, tag, attributes):
        if tag not in self.INLINE:
            self.parts.append(" ")

    handle_endtag = lambda self, tag: self.handle_starttag(tag, None)

    def handle_data(self, data):
        self.parts.append(data)


def plain(value, kind):
    if "html" in kind:
        reader = Text()
        reader.feed(value)
        reader.close()
        value = "".join(reader.parts)
    # What is escaped twice is escaped once more than its type says.
    return " ".join(html.unescape(value).split())


def theirs(module, data):
    items = []
    for entry in module.parse(data, sanitize_html=False).entries:
        detail = entry.get("title_detail")
        text = plain(detail.value, detail.type) if detail else ""
        if not text:
            detail = entry.get("summary_detail") or (entry.get("content") or [None])[0]
            text = plain(detail.value, detail.type) if detail else ""
        when = entry.get("published_parsed") or entry.get("created_parsed")
        when = when or entry.get("updated_parsed")
        instant = calendar.timegm(when) if when else None
        items.append({"link": entry.get("link"), "instant": instant, "text": text})
    return items


def ours(program, file):
    """The items as posts of a new workspace whose company lives by UTC."""
    with tempfile.TemporaryDirectory() as place:
        def call(*words):
            done = subprocess.run([program, *words], capture_output=True, text=True, cwd=place)
            return done.returncode, done.stdout + done.stderr

        call("init", place, "--start", "1990-01-01T00:00:00Z", "--simulated-clock", "--seed", "7")
        path = os.path.join(place, "config.json")
        with open(path) as source:
            config = re.sub(r'("timeZone": *)"[^"]*"', r'\1"UTC"', source.read())
        with open(path, "w") as target:
            target.write(config)
        code, said = call("queue", "import", file, "--network", "linkedin", "--now", NOW)
        with open(os.path.join(place, "queue.json")) as source:
            queue = json.load(source)
    posts = queue["posts"] if isinstance(queue, dict) else queue
    items = []
    for post in posts:
        instant = datetime.fromisoformat(post["at"].replace("Z", "+00:00"))
        now = datetime.fromisoformat(NOW.replace("Z", "+00:00"))
        undated = instant == now
        items.append({
            "link": post.get("link"),
            "instant": None if undated else int(instant.astimezone(timezone.utc).timestamp()),
            "text": " ".join(post["text"].split()),
        })
    return items, code, said


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    module = feedparser_module()
    if module is None:
        print("skipped: feedparser is not there, and pip can't reach an index")
        return 2
    program = os.path.abspath(sys.argv[1])
    feeds = {os.path.basename(path): path for path in sorted(glob.glob(f"{HERE}/feeds/*"))}
    for path in sorted(glob.glob(f"{ROOT}/../shared/cases/*/feed.xml")):
        feeds[os.path.basename(os.path.dirname(path))] = path
    compared = failed = 0
    met = set()
    for name, path in feeds.items():
        with open(path, "rb") as source:
            data = source.read()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        expected = theirs(module, data)
        found, code, said = ours(program, path)
        if len(expected) != len(found) or code != 0:
            failed += 1
            print(f"{name}: {len(found)} items (exit {code}), feedparser has {len(expected)}\n{said}")
        for number, (want, have) in enumerate(zip(expected, found)):
            for field in want:
                compared += 1
                if want[field] == have[field]:
                    continue
                if (name, number, field) in DELIBERATE:
                    met.add((name, number, field))
                    continue
                failed += 1
                print(f"{name}, item {number}, {field}: {have[field]!r}, feedparser {want[field]!r}")
    print(f"feedparser {module.__version__}: {len(feeds)} feeds, {compared} fields compared, "
          f"{failed} differ, {len(met)} on purpose:")
    for (name, number, field), reason in DELIBERATE.items():
        if (name, number, field) in met:
            print(f"  {name}, item {number}, {field}: {reason}")
        elif name in feeds:
            failed += 1
            print(f"  {name}, item {number}, {field}: no difference any more; take it off the list")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
