#!/usr/bin/env bash
# Counts how many instructions reach over counts takes as employees, posts and the page grow.
#
#   Tests/Benchmarks/growth.sh PROGRAM [employees | posts | page]…
#
# PROGRAM is a release build of advocacy-bench. The report of each company, all of its draws in outline
# and some in full, runs under valgrind's callgrind. It prints the instructions; the exponent of growth,
# by least squares on logarithms; and the largest step above that line.
# Companies of up to 25 employees have one team, larger ones several, whose pools take a search of
# their own: a step between 20 and 40 that is no growth.
# Exit code 0: exponents are at most 1.1, 1.1 and 0.1 and no step is above 1.15; 1: one is; 2: skipped,
# since valgrind or python3 is missing. Takes about a quarter of an hour.
set -euo pipefail
usage() { sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 64; }
skip() { echo "skipped: $1" >&2; exit 2; }
case ${1:-} in '' | -*) usage ;; esac
program=$(realpath "$1")
shift
[[ -x $program ]] || { echo "no program at $program" >&2; exit 66; }
command -v valgrind >/dev/null || skip "valgrind is not there"
command -v strip >/dev/null || skip "strip is not there"
command -v python3 >/dev/null || skip "python3 is not there"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Valgrind can't read what a Swift compiler writes for debuggers.
strip -o "$work/bench" "$program"

# The instructions of a company's report, and its draws.
measure() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/bench" audience --varied \
    --employees "$2" --posts "$3" --page "$4" --threads 1 \
    >"$work/table" 2>"$work/log" || { tail -n 5 "$work/log" >&2; exit 1; }
  echo "$1 $(sed -n 's/.*Collected *: *\([0-9]*\).*/\1/p' "$work/log")" \
    "$(sed -n 's/^usualDraws  //p' "$work/table")"
}

kinds=("$@")
((${#kinds[@]})) || kinds=(employees posts page)
for kind in "${kinds[@]}"; do
  case $kind in
    employees) for n in 10 20 40 80 100 160 250 400 401 600 1000 2000 3000; do
      measure "$n" "$n" 10 1500; done ;;
    posts) for n in 1 2 3 5 6 7 10 15 16 25 40 41 70 100 101 150 200; do
      measure "$n" 12 "$n" 1500; done ;;
    page) for n in 1500 15000 150000 1500000 30000000; do
      measure "$n" 12 10 "$n"; done ;;
    *) usage ;;
  esac | sed "s/^/$kind /"
done >"$work/measured"

python3 - "$work/measured" <<'PYTHON'
import math
import sys

MOST = {"employees": 1.1, "posts": 1.1, "page": 0.1}
STEP = 1.15
rows = {}
for line in open(sys.argv[1]):
    kind, *numbers = line.split()
    rows.setdefault(kind, []).append([int(n) for n in numbers])


def fit(sizes, costs):
    """The exponent of growth, and the largest step above it with its ends."""
    xs, ys = [math.log(s) for s in sizes], [math.log(c) for c in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    exponent = sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)
    steps = [
        (math.exp(ys[i] - ys[i - 1] - exponent * (xs[i] - xs[i - 1])), sizes[i - 1], sizes[i])
        for i in range(1, len(xs))
    ]
    return exponent, max(steps)


good = True
for kind, measured in rows.items():
    sizes = [row[0] for row in measured]
    print(f"{kind:>10}  draws     instructions")
    for size, cost, draws in measured:
        print(f"{size:>10,}  {draws:>5}  {cost:>15,}")
    exponent, (step, before, after) = fit(sizes, [row[1] for row in measured])
    holds = exponent <= MOST[kind] and step <= STEP
    good = good and holds
    print(
        f"exponent {exponent:.3f} (at most {MOST[kind]}), largest step above the line "
        f"{step:.3f} from {before:,} to {after:,}{'' if holds else ': NOT MET'}"
    )
sys.exit(0 if good else 1)
PYTHON
