#!/usr/bin/env bash
# Counts how many instructions reach over counts takes as employees, posts and the page grow.
#
#   Tests/Benchmarks/growth.sh PROGRAM [employees | posts | page]…
#
# PROGRAM is a release build of advocacy-bench. Each company is worked out with 4 and with 12 draws of
# the assumptions under valgrind's callgrind; the difference is what eight draws take. It prints
# instructions per draw, and for all draws of a usual report; the exponent of growth, by least
# squares on logarithms; and the largest step above that line.
# Companies of up to 25 employees have one team, larger ones several, whose pools take a search of
# their own: a step between 20 and 40 that is no growth.
# Exit code 0: exponents are at most 1.1, 1.1 and 0.1 and no step is above 1.15; 1: one is; 2: skipped,
# since valgrind or python3 is missing. Takes about ten minutes.
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

# The instructions of a company with so many draws.
instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/bench" audience --varied \
    --employees "$1" --posts "$2" --page "$3" --worlds "$4" --threads 1 \
    >"$work/table" 2>"$work/log" || { tail -n 5 "$work/log" >&2; exit 1; }
  sed -n 's/.*Collected *: *\([0-9]*\).*/\1/p' "$work/log"
}

# A size, the instructions of 4 and of 12 draws, and the draws of a usual report.
measure() {
  local few many
  few=$(instructions "$2" "$3" "$4" 4)
  many=$(instructions "$2" "$3" "$4" 12)
  echo "$1 $few $many $(sed -n 's/^usualDraws  //p' "$work/table")"
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
    draws = [(many - few) / 8 for _, few, many, _ in measured]
    reports = [few + (usual - 4) * draw for (_, few, _, usual), draw in zip(measured, draws)]
    print(f"{kind:>10}  instructions a draw  draws      of a report")
    for row, draw, report in zip(measured, draws, reports):
        print(f"{row[0]:>10,}  {draw:>19,.0f}  {row[3]:>5}  {report:>15,.0f}")
    for name, costs in (("a draw", draws), ("a report", reports)):
        exponent, (step, before, after) = fit(sizes, costs)
        holds = exponent <= MOST[kind] and step <= STEP
        good = good and (holds or name == "a report")
        print(
            f"{name}: exponent {exponent:.3f} (at most {MOST[kind]}), largest step above the line "
            f"{step:.3f} from {before:,} to {after:,}{'' if holds else ': NOT MET'}"
        )
sys.exit(0 if good else 1)
PYTHON
