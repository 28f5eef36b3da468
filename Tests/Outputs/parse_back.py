#!/usr/bin/env python3
"""Has the product's renderers write hostile texts and reads them back by other programs: each text
must come back as it was, and nothing of it may act on a terminal, a spreadsheet or a browser.

    parse_back.py BENCH [--texts N] [--seed S]

Tables are cut by their columns, CSV is read by `csv`, JSON by `json`, HTML by `html.parser` and by
`expat`, Markdown by markdown-it-py (PyPI, in a virtual environment under .build) with GitHub's
tables and bare links; where pip can't reach an index Markdown is cut by GitHub's rule for cells
alone, which is said. Exits with 1 where a text came back otherwise.
"""

import argparse
import concurrent.futures
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree
from html.parser import HTMLParser

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MARKDOWN = ["markdown-it-py==4.3.0", "linkify-it-py==2.2.0", "mdurl==0.1.2", "uc-micro-py==2.0.0"]
TEXTS_PER_INPUT = 100

# Unicode's Default_Ignorable_Code_Point and what else has no look of its own (format, control).
IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
HIDING = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\ud800-\udfff{IGNORABLE}]")
# A byte of a file's name that is not UTF-8 stands in texts as one of the last private characters, which
# are written as that byte.
ESCAPE = re.compile(r"\\(?:([nrt])|u\{([0-9A-Fa-f]{1,6})\}|x([89A-F][0-9A-F]))")
FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
PAINT = re.compile("\x1b\\[\\d+m")
ELLIPSIS = "…"
# What Unicode calls ideographic: Han with planes 2 and 3, Tangut, Khitan, Nushu.
IDEOGRAPH = re.compile(
    "[\u3006\u3007\u3021-\u3029\u3038-\u303a\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00016fe4"
    "\U00017000-\U00018d1f\U0001b170-\U0001b2fb\U00020000-\U0003fffd]")

# What a page is made of; nothing of it runs, loads or sends anything.
TAGS = set(
    """html head meta title style body main header p h1 h2 dl div dt dd strong span section table
    caption colgroup col thead tbody tr th td figure svg desc line text tspan rect circle polyline
    path figcaption footer details summary b br h3 h4 li ol ul small""".split())
ATTRIBUTES = set(
    """lang xmlns charset http-equiv content name class id aria-labelledby role scope dir data-label
    width height x y x1 y1 x2 y2 cx cy dx dy r d points viewbox preserveaspectratio overflow
    transform aria-hidden data-l""".split())
MARKUP = set(
    """heading_open heading_close paragraph_open paragraph_close inline table_open table_close
    thead_open thead_close tbody_open tbody_close tr_open tr_close th_open th_close td_open
    td_close bullet_list_open bullet_list_close list_item_open list_item_close text strong_open
    strong_close""".split())


class Changed(Exception):
    """A text that came back otherwise, or that acts."""


def plain(text):
    """A text with its hidden characters themselves in the place of their escapes."""

    def one(match):
        letter, digits, byte = match.groups()
        if letter:
            return {"n": "\n", "r": "\r", "t": "\t"}[letter]
        if byte:
            return chr(0x10FE80 + int(byte, 16))
        value = int(digits, 16)
        return chr(value) if value < 0x110000 else match.group()

    return ESCAPE.sub(one, text)


def at_home(text, place):
    """Whether a hidden character does something where it stands, as scripts and emoji need it."""
    own = ord(text[place])
    before = text[place - 1] if place else ""
    after = text[place + 1 : place + 2]
    if 0xE0020 <= own <= 0xE007F:
        return re.search("\U0001f3f4[\U000e0020-\U000e007f]*$", text[:place]) is not None
    if own in (0x200C, 0x200D):
        return all(
            side >= "\u0600" and (unicodedata.category(side)[0] in "LMSNCP") for side in (before, after))
    if 0xFE00 <= own <= 0xFE0F:
        return bool(before) and not before.isspace() and not HIDING.match(before)
    if 0xE0100 <= own <= 0xE01EF:
        return bool(IDEOGRAPH.match(before))
    name = unicodedata.name(before or " ", "")
    return 0x180B <= own <= 0x180F and own != 0x180E and name.startswith("MONGOLIAN")


def require(condition, *what):
    if not condition:
        raise Changed(" ".join(map(repr, what)))


def inert(text):
    for match in HIDING.finditer(text):
        require(at_home(text, match.start()), "hides", text[max(0, match.start() - 20) : match.end() + 5])


def same(read, text, cut=False, strip=None):
    """Requires that what was read is the text, or its beginning and an ellipsis where it is cut."""
    inert(read)
    read, text = plain(read), plain(text)
    if strip is not None:
        read, text = read.strip(strip or None), text.strip(strip or None)
    if cut and read.endswith(ELLIPSIS) and read != text:
        # The cut may go through what already looked like an escape.
        kept = re.sub(r"\\(u(\{[0-9A-Fa-f]*)?|x[89A-F]?)?$", "", read[:-1])
        require(text.startswith(kept), "cut", read, text)
    else:
        require(read == text, "changed", read, "was", text)


def all_same(read, texts, **how):
    require(len(read) == len(texts), "rows", len(read), "texts", len(texts))
    for own, text in zip(read, texts):
        same(own, text, **how)


def labels(texts, empty=lambda place: "–"):
    return [text or empty(place + 1) for place, text in enumerate(texts)]


def table_names(text, column, count):
    """The first column of the table under a heading, by the row that says "control"."""
    lines = text.split("\n")
    require(lines == text.splitlines() + [""], "other line ends")
    start = next(at for at, line in enumerate(lines) if line.startswith(column + " "))
    rows = lines[start + 1 : start + 1 + count]
    control = next(row for row in rows if row.startswith("control "))
    figures = control[len("control") :].lstrip(" ")
    for row in rows:
        require(row.endswith("  " + figures), "row", row)
    return [row[: -len(figures)] for row in rows if row is not control]


def csv_rows(text, delimiter=","):
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    require(len({len(row) for row in rows}) == 1, "fields", {len(row) for row in rows})
    for row in rows:
        for field in row:
            require(
                not FORMULA.match(field) or re.fullmatch(r"-?[0-9.e+\-]+", field), "formula", field)
    return rows


def disarmed(text):
    return ("'" if FORMULA.match(text) else "") + text


def together(text):
    """A text without the no-break space by which a page keeps a number and its per cent together."""
    return text.replace("\u00a0%", " %")


class Page(HTMLParser):
    """Rows of tables and the notes of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tables, self.classes, self.details, self.open = [], [], [], None
        self.is_beside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        require(tag in TAGS, "element", tag)
        for name, value in attributes:
            require(name in ATTRIBUTES, "attribute", name, value)
            inert(value)
        if tag == "table":
            self.tables.append([])
            self.classes.append(dict(attributes).get("class", "").split()[0])
        # What stands below a name, or is drawn, is none of it.
        if tag in ("small", "svg", "br"):
            self.is_beside = True
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th", "dd"):
            self.open = []

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        require(tag in TAGS, "element", tag)
        if tag in ("small", "svg"):
            self.is_beside = False
        if tag in ("td", "th"):
            self.tables[-1][-1].append("".join(self.open))
        if tag == "dd":
            self.details.append("".join(self.open))
        if tag in ("td", "th", "dd"):
            self.open, self.is_beside = None, False

    def handle_data(self, data):
        if self.open is not None and not self.is_beside:
            self.open.append(together(data))
        if self.lasttag != "style":
            inert(data.replace("\n", " "))

    def unexpected(self, data):
        raise Changed(f"no text and no element: {data!r}")

    handle_comment = handle_pi = unknown_decl = unexpected

    def names(self, kind):
        """By table of a kind, the first column below the row that says "control"."""
        found = []
        for table, own in zip(self.tables, self.classes):
            if own == kind:
                require(table[1][0] == "control", "table", table[:2])
                found.append([row[0] for row in table[2:]])
        return found


def markdown_tables(text):
    """The first column of each table, and the notes, by CommonMark with GitHub's additions."""
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        return strict_tables(text)
    reader = MarkdownIt("gfm-like")
    # GitHub makes no links of names without `www.`.
    reader.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
    tables, notes, cell = [], [], None
    for token in reader.parse(text):
        for part in [token] + (token.children or []):
            require(part.type in MARKUP, "markup", part.type, part.content, token.content[:200])
        if token.type == "table_open":
            tables.append([])
        if token.type == "tr_open":
            tables[-1].append([])
        if token.type == "list_item_open":
            notes.append("")
        if token.type in ("td_open", "th_open", "list_item_open"):
            cell = token.type
        if token.type == "inline" and cell:
            read = "".join(part.content for part in token.children if part.type == "text")
            if cell == "list_item_open":
                notes[-1] = read
            else:
                tables[-1][-1].append(read)
            cell = None
    return tables, notes


def strict_tables(text):
    """The same by GitHub's rule for cells alone: a pipe parts them unless a backslash stands before."""
    tables, notes, last = [], [], ""
    for line in text.split("\n"):
        if line.startswith("| "):
            if not last.startswith("| "):
                tables.append([])
            cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]
            tables[-1].append([unmarked(cell.strip()) for cell in cells])
        if line.startswith("- **"):
            notes.append(unmarked(line[2:].replace("**", "", 2)))
        last = line
    return [table[:1] + table[2:] for table in tables], notes


def unmarked(text):
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def read_json(text):
    require(not re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u2028-\u202e\u2066-\u2069\ufeff]", text), "raw")
    return json.loads(text)


def check(place, number):
    def form(name):
        with open(os.path.join(place, f"{number}.{name}"), encoding="utf-8", newline="") as file:
            return file.read()

    texts = [bytes.fromhex(line).decode() for line in form("texts.hex").split("\n")[:-1]]
    require(len(texts) == TEXTS_PER_INPUT, "texts", len(texts))
    labeled = labels(texts)
    posts = labels(texts, lambda at: f"p{at}")
    named = labels(texts, lambda at: "without")

    # Tables of a terminal that is wide, and of one that is narrow and has colours.
    all_same(table_names(form("groups.table"), "campaign", 101), labeled, strip=" ")
    all_same(table_names(form("posts.table"), "post", 101), posts, strip=" ")
    lines = form("queue.table").split("\n")
    column = lines[0].index("text")
    all_same([line[column:] for line in lines[1:-1]], texts, strip=" ")
    for name in ("groups", "posts", "teams", "queue"):
        inert(PAINT.sub("", form(f"{name}.narrow")).replace("\n", " "))

    rows = csv_rows(form("groups.csv"))
    all_same([row[1] for row in rows if row[0] == "campaign"][1:], list(map(disarmed, texts)))
    all_same([row[2] for row in rows if row[:2] == ["made", "note"]], list(map(disarmed, texts)))
    rows = [row for row in csv_rows(form("posts.csv")) if row[0] == "post"][1:]
    all_same([row[2] for row in rows], list(map(disarmed, texts)))
    all_same([row[4] for row in rows], list(map(disarmed, texts)))
    # Of people's spreadsheets, which have a mark of their encoding, and semicolons in Spanish.
    for ending, delimiter in (("sheet", ","), ("spanish", ";")):
        for name, columns in (("groups", (0,)), ("posts", (0, 3))):
            text = form(f"{name}.{ending}")
            require(text[0] == "\ufeff", "mark", text[:3])
            rows = csv_rows(text[1:], delimiter)[2:-1]
            for column in columns:
                names = posts if name == "posts" and column == 0 else texts
                all_same([row[column] for row in rows], list(map(disarmed, names)))
    rows = csv_rows(form("decisions.csv"))[1:]
    for field in (1, 5, 7):
        all_same([row[field] for row in rows], list(map(disarmed, texts)))

    tables, notes = markdown_tables(form("groups.markdown"))
    for table, heading, names in zip(tables, ("campaign", "post"), (labeled, posts)):
        require(table[0][0] == heading and table[1][0] == "control", "table", table[:2])
        all_same([row[0] for row in table[2:-1]], names, strip="")
    notes = [note.removeprefix("note:") for note in notes if note.startswith("note:")]
    all_same(notes, texts, strip="")
    tables, _ = markdown_tables(form("teams.markdown"))
    everybody = labels(texts[:19]) + ["control"]
    for row in tables[0]:
        inert(row[0])
    require(
        sorted(plain(row[0]).strip() for row in tables[0][1:-1])
        == sorted(plain(name).strip() for name in everybody), "teams")

    for name in ("groups", "posts", "teams"):
        document = form(f"{name}.html")
        page = Page(document)
        xml.etree.ElementTree.fromstring(document.split("\n", 1)[1])
        if name == "groups":
            # Pages hold the first ones, the appendix more; last rows tell of the rest and of all.
            for kind, names, last in (("posts", posts, 2), ("teams", named, 1)):
                front, appendix = page.names(kind)
                require(len(front) > 4 and len(appendix) == 39, "rows", len(front), len(appendix))
                names = [together(name) for name in names]
                all_same(front[:-last], names[: len(front) - last], cut=True)
                all_same(appendix, names[:39], cut=True)
            notes = [together(text) for text in texts]
            all_same(page.details[-100:], notes)
            sources = next(table for table in page.tables if table[0][-1] == "Source")
            all_same([row[-1].removeprefix("assumed: ") for row in sources[1:]], notes, cut=True)

    document = read_json(form("groups.json"))
    for found in (
        [group["name"] for group in document["groups"]][1:],
        [post["text"] for post in document["posts"]][1:],
        [post["campaign"] for post in document["posts"]][1:],
        document["notes"],
        [one["source"] for one in document["inputs"]],
        [post["text"] for post in read_json(form("queue.json"))["posts"]],
        [one["employee"] for one in read_json(form("decisions.json"))["decisions"]],
    ):
        require(found == texts, "JSON", [pair for pair in zip(found, texts) if pair[0] != pair[1]][:1])


def checked(job):
    place, number = job
    try:
        check(place, number)
    except Exception as error:  # Whatever a parser says is what there is to know.
        return number, f"{type(error).__name__}: {str(error)[:600]}"
    return number, None


def with_markdown():
    """Starts again where markdown-it-py is; says so where it can't be had."""
    try:
        import markdown_it  # noqa: F401
    except ImportError:
        place = os.path.join(ROOT, ".build", "outputs-venv")
        python = os.path.join(place, "bin", "python")
        if not os.environ.get("ADVOCACY_OUTPUTS_VENV"):
            os.environ["ADVOCACY_OUTPUTS_VENV"] = place
            made = os.path.exists(python) or not subprocess.call([sys.executable, "-m", "venv", place])
            pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            if made and not subprocess.call(pip + MARKDOWN, stderr=subprocess.DEVNULL):
                os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:]])
        print("skipped: outputs: no package index has markdown-it-py, so Markdown is cut into cells only")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bench")
    options.add_argument("--texts", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with_markdown()
    inputs = max(1, given.texts // TEXTS_PER_INPUT)
    broken = 0
    with tempfile.TemporaryDirectory() as place:
        # So many at once as leave the disk alone.
        for first in range(0, inputs, 50):
            count = min(50, inputs - first)
            written = subprocess.run(
                [given.bench, "fuzz", "--target", "outputs", "--runs", str(count), "--from", str(first),
                 "--seed", str(given.seed), "--into", place],
                check=False, stderr=subprocess.PIPE, text=True)
            if written.returncode:
                broken += 1
                print(f"the renderers: {written.stderr.splitlines()[-1:]}")
            jobs = [(place, first + at) for at in range(count)]
            with concurrent.futures.ProcessPoolExecutor() as pool:
                for number, fault in pool.map(checked, jobs):
                    if fault:
                        broken += 1
                        print(f"input {number}: {fault}")
            for name in os.listdir(place):
                os.remove(os.path.join(place, name))
    print(
        f"{inputs * TEXTS_PER_INPUT} texts by table, CSV, Markdown, HTML and JSON, seed {given.seed}: "
        f"{broken} of {inputs} inputs came back otherwise or too late")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
