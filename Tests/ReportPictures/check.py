"""Checks of the HTML report that need no browser, and those of what a browser measured."""

import re
import sys
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def charts(path):
    """Every chart parses as XML and has a title, a text and something drawn."""
    page = open(path, encoding="utf-8").read()
    ElementTree.fromstring(page)
    found = re.findall(r"<figure>\s*(<svg (?:(?!</figure>).)*</svg>)\s*(?:<figcaption|</figure>)", page, re.S)
    if len(found) < 3:
        raise SystemExit(f"charts: only {len(found)} in {path}")
    for text in found:
        chart = ElementTree.fromstring(text)
        for name in ("title", "desc"):
            element = chart.find(SVG + name)
            if element is None or not (element.text or "").strip():
                raise SystemExit(f"charts: one has no {name}")
        marks = ("rect", "circle", "polyline", "line")
        if not any(True for mark in marks for _ in chart.iter(SVG + mark)):
            raise SystemExit("charts: one is empty")
    print(f"charts: {len(found)} are well-formed, with titles and texts")


def copy(path, copied, frame, width):
    """A copy that tells its width to a frame around it."""
    page = open(path, encoding="utf-8").read()
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    tell = (
        "<script>addEventListener('load', () => parent.postMessage("
        "[innerWidth, document.documentElement.scrollWidth, [...document.querySelectorAll("
        "'body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 "
        "&& !e.closest('thead')).length], '*'));</script>"
    )
    with open(copied, "w", encoding="utf-8") as file:
        file.write(page.replace("</body>", tell + "</body>"))
    with open(frame, "w", encoding="utf-8") as file:
        file.write(
            "<!DOCTYPE html><p id='measured'>nothing</p><script>addEventListener('message', "
            "e => document.getElementById('measured').textContent = e.data.join(' '))</script>"
            f"<iframe src='copy.html' width='{width}' height='900' style='border:0'></iframe>"
        )


def width(path, wanted):
    """The page is no wider than its window."""
    measured = re.search(r"id=.measured.>([^<]*)<", open(path, encoding="utf-8").read())
    words = measured.group(1).split() if measured else []
    if len(words) != 3:
        raise SystemExit(f"width: the browser measured nothing at {wanted} px")
    window, page, outside = map(int, words)
    if window != int(wanted) or page > window or outside:
        raise SystemExit(
            f"width: at {wanted} px the page is {page} px wide, {outside} elements stick out"
        )
    print(f"width: {page} px of {window}")


def pages(path, most):
    """What was printed is A4, and no longer than it has to be."""
    printed = open(path, "rb").read()
    count = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    sizes = {tuple(round(float(side)) for side in box.split())
             for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed)}
    if sizes != {(0, 0, 595, 842)} or not 0 < count <= int(most):
        raise SystemExit(f"pages: {count} pages of {sizes}, expected at most {most} of A4")
    print(f"pages: {count} of A4")


if __name__ == "__main__":
    {"charts": charts, "copy": copy, "width": width, "pages": pages}[sys.argv[1]](*sys.argv[2:])
