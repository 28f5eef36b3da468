#!/usr/bin/env python3
"""Has the product write kits, digests and calendars of hostile names and texts, and reads them back by
other programs: mail by `email` and `mailbox`, pages by `html.parser` and `expat`, links by
`urllib.parse`, calendars by icalendar (PyPI, in a virtual environment under .build).

    parse_back.py PROGRAM

Where pip can't reach an index calendars are read by RFC 5545's rules for lines alone, which is said.
Exits with 1 where something came back otherwise than it went in.
"""

import email
import email.header
import email.policy
import json
import mailbox
import os
import stat
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ICALENDAR = ["icalendar==6.3.1"]
NOW = "2026-11-23T12:00"
NAMES = {
    "ana": "Ana Ruiz Núñez", "ben": "Ben \"Biggles\" O'Carter <ben@evil.example>", "chi": "李小龍",
    "dot": "Dörte " + "von und zu Hohenlohe-Langenburg-Schillingsfürst " * 3 + "Müller",
    "evl": "<script>alert(1)</script>\u202e", "fin": "Finn 🎉👩‍👩‍👧‍👦",
}
TEXTS = [
    "We open our Madrid lab: <b>come & see</b> 🎉 \"today\", it's 100 % free; ok?",
    "Línea uno\nlínea dos, «con comillas»; y punto\n\n.\nFrom here on: =?UTF-8?Q?no?= {title} *x*",
    "```\n</div><img src=x onerror=alert(1)>\n````\n" + "çédille " * 60,
]
TAGS = set("html head meta title style body main header footer section article p h1 h2 h3 div a".split())
failures = []
checked = 0


def check(is_fine, what):
    global checked
    checked += 1
    if not is_fine:
        failures.append(what)


def with_icalendar():
    """icalendar, in an environment of its own; None where it can't be had."""
    try:
        import icalendar
    except ImportError:
        place = os.path.join(ROOT, ".build", "kits-venv")
        python = os.path.join(place, "bin", "python")
        if os.environ.get("ADVOCACY_KITS_VENV"):
            return None
        made = os.path.exists(python) or not subprocess.call([sys.executable, "-m", "venv", place])
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *ICALENDAR]
        if not made or subprocess.call(pip, stderr=subprocess.DEVNULL):
            return None
        os.environ["ADVOCACY_KITS_VENV"] = place
        os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:]])
    return icalendar


class Page(HTMLParser):
    """What a page shows and where its links lead."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.texts, self.parts = set(), [], [], []
        self.inside = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        values = dict(attributes)
        if tag == "a":
            self.links.append(values["href"])
        if values.get("class") == "text":
            self.inside = []
        for name in values:
            if name.startswith("on") or name == "src":
                failures.append(f"a page holds the attribute {name}")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag == "div" and self.inside is not None:
            self.texts.append("".join(self.inside))
            self.inside = None

    def handle_data(self, data):
        self.parts.append(data)
        if self.inside is not None:
            self.inside.append(data)


def make(directory):
    employees = [
        {"id": id, "name": name, "language": "es" if id in ("ana", "fin") else "en",
         "consent": {"from": "2026-01-01"}, "trainings": [{"course": "basics", "completed": "2026-02-01"}],
         "accounts": {"linkedin": {"followers": 9}, "x": {"followers": 9},
                      "mastodon": {"handle": "@a@social.example", "followers": 9},
                      "bluesky": {"followers": 9}, "facebook": {"followers": 9}}}
        for id, name in NAMES.items()]
    config = {
        "company": {"name": "Äcme & Söhne, «Robots»; 🤖", "timeZone": "Europe/Madrid"},
        "courses": [{"id": "basics", "title": "Basics <of> \"it\""}], "employees": employees,
        "links": {"utm": {}}, "mail": {"from": "advocacy@acme.example", "to": "{employee}@acme.example"},
        "policy": {"fairPlay": False, "rules": [
            {"id": "trained", "type": "trainingRequired", "course": "basics"},
            {"id": "own", "type": "disclosureRequired", "text": "I work at Äcme <&> Söhne."}]}}
    queue = [
        {"id": f"p{number}", "text": text, "networks": ["linkedin", "x", "mastodon", "bluesky", "facebook"],
         "at": "2026-11-23T10:00", "link": "https://acme.example/lab?a=1&b=%20#top",
         "variants": [f"Variant {letter}: {text[:90]}" for letter in "ABCDEF"]}
        for number, text in enumerate(TEXTS)]
    for name, value in (("config.json", config), ("queue.json", queue)):
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False)


class Trial:
    def __init__(self, program, directory):
        self.program, self.directory = program, directory

    def run(self, *words, status=0):
        ended = subprocess.run([self.program, *words], cwd=self.directory, capture_output=True)
        check(ended.returncode == status, f"{words}: {ended.returncode}, {ended.stderr.decode()}")
        return ended.stdout

    def path(self, *parts):
        return os.path.join(self.directory, *parts)

    def read(self, *parts):
        with open(self.path(*parts), "rb") as file:
            return file.read()


def lines_of_mail(data, end, what):
    check(data.isascii(), f"{what}: not ASCII")
    for line in data.split(end):
        check(len(line) <= 78, f"{what}: a line of {len(line)} bytes")
        check(b"\n" not in line and b"\r" not in line, f"{what}: a line break of another kind")


def read_mail(data, employee, what):
    message = email.message_from_bytes(data, policy=email.policy.default)
    check(not message.defects, f"{what}: {message.defects}")
    to = message["To"].addresses[0]
    check(to.addr_spec == f"{employee}@acme.example", f"{what}: to {to.addr_spec}")
    name = NAMES[employee].replace("\u202e", "\\u{202E}")
    told = to.display_name
    if len(name.encode()) > 45:
        # Of names in several encoded words Python's newer parser keeps the blanks between (as of 3.13).
        told = str(email.header.make_header(email.header.decode_header(
            email.message_from_bytes(data)["To"]))).rsplit("<", 1)[0]
    check(told.strip() == name.strip(), f"{what}: to {told!r} for {name!r}")
    sender = message["From"].addresses[0]
    check(sender.display_name == "Äcme & Söhne, «Robots»; 🤖", f"{what}: from {sender.display_name!r}")
    check(message["Date"].datetime is not None, f"{what}: no date")
    check(message["Message-ID"].endswith("@acme.example>"), f"{what}: {message['Message-ID']}")
    check("Äcme & Söhne" in message["Subject"], f"{what}: {message['Subject']!r}")
    parts = {part.get_content_type(): part for part in message.walk()}
    check(message.get_content_type() == "multipart/alternative", f"{what}: {message.get_content_type()}")
    check(set(parts) == {"multipart/alternative", "text/plain", "text/html"}, f"{what}: {set(parts)}")
    return message["Subject"], parts["text/plain"].get_content(), parts["text/html"].get_content()


def shown(text):
    """A text as it is made safe to show."""
    return text.replace("\u202e", "\\u{202E}")


def kits(trial):
    for format in ("html", "markdown", "json", "eml"):
        for number in range(len(TEXTS)):
            trial.run("kit", f"p{number}", "--all", "--format", format, "--output", "kits", "--now", NOW)
    for number, text in enumerate(TEXTS):
        seen = {}
        for employee in NAMES:
            kit = json.loads(trial.read("kits", f"p{number}-{employee}.json"))
            page = trial.read("kits", f"p{number}-{employee}.html").decode()
            xml.etree.ElementTree.fromstring(page)
            read = Page(page)
            check(read.tags <= TAGS, f"p{number}-{employee}.html: {read.tags - TAGS}")
            texts = [network["text"] for network in kit["networks"]]
            check(read.texts == [shown(one) for one in texts], f"p{number}-{employee}.html: {read.texts}")
            check(read.links == [n["shareLink"] for n in kit["networks"]], f"p{number}: {read.links}")
            subject, plain, html = read_mail(
                trial.read("kits", f"p{number}-{employee}.eml"), employee, f"p{number}-{employee}.eml")
            check(subject == f"{kit['company']}: {kit['title']}", f"p{number}-{employee}.eml: {subject!r}")
            lines_of_mail(trial.read("kits", f"p{number}-{employee}.eml"), b"\r\n", f"p{number} mail")
            check(html.replace("\r\n", "\n") == page, f"p{number}-{employee}.eml: another page")
            for network in kit["networks"]:
                check(shown(network["text"]) in plain.replace("\r\n", "\n"), f"p{number}: mail lacks the text")
                seen.setdefault(network["network"], []).append(network["text"])
                links(network)
        for network, texts in seen.items():
            check(len(set(texts)) == len(texts), f"p{number} on {network}: two colleagues say the same")


def links(network):
    link = urlsplit(network["link"])
    query = parse_qs(link.query, keep_blank_values=True)
    check(query["a"] == ["1"] and query["b"] == [" "], f"{network['link']}: the query changed")
    check(link.fragment == "top", f"{network['link']}: the fragment changed")
    if "utm_source" in query:
        check(query["utm_source"] == [network["network"]] and query["utm_medium"] == ["employee"],
              f"{network['link']}: {query}")
    address = urlsplit(network["shareLink"])
    shared = parse_qs(address.query)
    key = {"linkedin": "url", "facebook": "u"}.get(network["network"], "text")
    wanted = network["text"] if key == "text" else network["link"]
    check(shared[key] == [wanted], f"{network['shareLink']}: {shared}")
    check(address.scheme == "https", network["shareLink"])


def digests(trial):
    trial.run("digest", "--output", "outbox", "--now", NOW)
    files = sorted(os.listdir(trial.path("outbox")))
    check(files == [f"digest-2026-W48-{employee}.eml" for employee in sorted(NAMES)], f"outbox: {files}")
    box = mailbox.mbox(trial.path("box.mbox"))
    for file in files:
        data = trial.read("outbox", file)
        lines_of_mail(data, b"\r\n", file)
        employee = file.removesuffix(".eml").rsplit("-", 1)[1]
        subject, plain, _ = read_mail(data, employee, file)
        check("3" in subject, f"{file}: {subject!r}")
        for number in range(len(TEXTS)):
            check(f"advocacy decline p{number} --employee {employee}" in plain, f"{file}: no way to say no")
        box.add(email.message_from_bytes(data))
    box.flush()
    box.close()
    again = mailbox.mbox(trial.path("box.mbox"))
    check(len(again) == len(files), f"mailbox: {len(again)} messages of {len(files)}")
    check(len({message["Message-ID"] for message in again}) == len(files), "mailbox: ids are not unique")
    trial.run("digest", "--output", "outbox2", "--now", NOW)
    check(not os.listdir(trial.path("outbox2")), "somebody gets a second digest of a week")
    sent(trial)


def sent(trial):
    """Digests through a program that keeps what it is given, and one that refuses."""
    program = trial.path("sendmail")
    with open(program, "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\n[ "$1 $2" = "-t -i" ] || exit 64\n'
                   f'cat > "{trial.path("sent")}/$$.eml"\n')
    os.chmod(program, stat.S_IRWXU)
    os.mkdir(trial.path("sent"))
    week = ("digest", "--week", "2026-W49", "--now", NOW, "--sendmail", program)
    trial.run(*week[:-1], "/bin/false", status=74)
    trial.run(*week)
    trial.run(*week)
    to = set()
    for file in os.listdir(trial.path("sent")):
        data = trial.read("sent", file)
        lines_of_mail(data, b"\n", f"sent {file}")
        message = email.message_from_bytes(data, policy=email.policy.default)
        to.add(message["To"].addresses[0].username)
        read_mail(data, message["To"].addresses[0].username, f"sent {file}")
    check(to == set(NAMES), f"sent to {to}")
    check(len(os.listdir(trial.path("sent"))) == len(NAMES), "somebody was sent two")


def calendars(trial, icalendar):
    for words in ((), ("--for", "ana"), ("--for", "evl")):
        data = trial.run("calendar", *words, "--now", NOW)
        what = f"calendar {' '.join(words)}"
        check(data.endswith(b"\r\n"), f"{what}: no line break at its end")
        for line in data[:-2].split(b"\r\n"):
            check(len(line) <= 75, f"{what}: a line of {len(line)} bytes")
            check(b"\r" not in line and b"\n" not in line, f"{what}: a bare line break")
            line.decode()
        check(data == trial.run("calendar", *words, "--now", NOW), f"{what}: bytes differ")
        if icalendar is None:
            check(data.count(b"BEGIN:VEVENT") == len(TEXTS), f"{what}: events are missing")
            continue
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        check(len(events) == len(TEXTS), f"{what}: {len(events)} events")
        check(len({str(event["UID"]) for event in events}) == len(TEXTS), f"{what}: ids repeat")
        for event, text in zip(events, TEXTS):
            check(not event.errors, f"{what}: {event.errors}")
            check(event["DTSTART"].dt.utcoffset().total_seconds() == 0, f"{what}: not in UTC")
            if not words:
                check(str(event["DESCRIPTION"]).startswith(shown(text)), f"{what}: {event['DESCRIPTION']!r}")
            check("utm_" in str(event["URL"]) or not words, f"{what}: {event['URL']}")


def main():
    icalendar = with_icalendar()
    program = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as directory:
        trial = Trial(program, directory)
        make(directory)
        trial.run("init", ".", "--start", "2026-11-01", "--simulated-clock", "--seed", "1")
        kits(trial)
        first = {file: trial.read("kits", file) for file in os.listdir(trial.path("kits"))}
        kits(trial)
        check(first == {file: trial.read("kits", file) for file in first}, "kits: bytes differ")
        digests(trial)
        calendars(trial, icalendar)
    for failure in failures[:20]:
        print(failure)
    if icalendar is None:
        print("skipped: icalendar is not there, and pip can't reach an index; lines alone were read")
    print(f"kits: {checked} checks, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
