"""Writes random texts with their numbers of extended grapheme clusters, as `regex` counts them.

Usage: graphemes.py OUTPUT [COUNT] [SEED]. One JSON object a line: {"text": ..., "count": ...}.
The texts join what makes clusters long: emoji with joiners and skin tones, flags, combining marks,
Hangul, conjuncts of Indic scripts, and line breaks.
"""
import json
import random
import sys

import regex

PIECES = [
    list("ab1 .#*"),
    ["\u200d", "\ufe0f", "\u20e3", "\u200c", "\u200b", "\u00ad", "\r", "\n", "\r\n", "\u2028"],
    [chr(c) for c in range(0x1F1E6, 0x1F200)],
    [chr(c) for c in range(0x1F3FB, 0x1F400)],
    list("👨👩👧👦👍❤✈🏳🌈🏴🐱☺©®⚕🎤🧕💃"),
    [chr(0xE0000 + c) for c in (0x67, 0x62, 0x65, 0x6E, 0x7F)],
    ["\u0301", "\u0302", "\u0308", "\u0323", "\u0489", "\u064b", "\u05b0", "\u0610", "\u0600"],
    list("éñüÅ") + ["e", "o"],
    [chr(c) for c in (0x1100, 0x1102, 0x1161, 0x1162, 0x11A8, 0x11AB, 0xAC00, 0xAC01, 0xD55C)],
    # A virama follows its consonant, as it does in writing: where none stands before it `regex`
    # joins the next consonant all the same, against rule GB9c of UAX 29.
    ["क", "त", "र", "क्", "त्", "र्", "क्\u200d", "ि", "ी", "े", "़", "ं"],
    ["ক", "ত", "ক্", "ি", "କ", "କ୍", "క", "క్", "ക", "ക്", "ാ"],
    ["ก", "ำ", "ิ", "่", "ຳ", "ந", "ி", "ந்"],
    list("漢字かな"),
]


def main():
    output, count, seed = sys.argv[1], *(sys.argv[2:] + ["10000", "20261129"][len(sys.argv) - 2 :])
    draws = random.Random(int(seed))
    cluster = regex.compile(r"\X")
    with open(output, "w", encoding="utf-8") as lines:
        for _ in range(int(count)):
            kinds = draws.sample(PIECES, draws.randint(1, 4))
            text = "".join(draws.choice(draws.choice(kinds)) for _ in range(draws.randint(1, 24)))
            lines.write(json.dumps({"text": text, "count": len(cluster.findall(text))}) + "\n")
    print(f"{count} texts, seed {seed}, regex {regex.__version__}")


main()
