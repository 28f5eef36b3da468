#!/usr/bin/env bash
# Runs the spread engine and CyNetDiff in turn on the same graphs, seeds and worlds.
#
#   Tests/Benchmarks/compare-cynetdiff.sh [--pairs N] [--case NAME]… [EPINIONS [LARGE]]
#
# EPINIONS is soc-Epinions1 as an edge list, LARGE what generate-graph.py makes of 1000000 20000000;
# by default they are taken from, or made by, ../shared beside the checkout. CyNetDiff is installed
# into a virtual environment in a temporary directory, which is removed at the end.
# Takes about ten minutes on a quiet machine; needs python3 with venv, and the network for pip.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
options=()
graphs=()
while (($#)); do
  case $1 in
    --pairs | --case) options+=("$1" "$2"); shift 2 ;;
    -*) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 64 ;;
    *) graphs+=("$1"); shift ;;
  esac
done
shared=$root/../shared
epinions=${graphs[0]:-$shared/data/graphs/soc-Epinions1.txt.gz}
large=${graphs[1]:-}
[[ -r $epinions ]] || { echo "no graph at $epinions: name one" >&2; exit 66; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check cynetdiff numpy
if [[ -z $large && -r $shared/tools/generate-graph.py ]]; then
  large=$work/large.txt
  "$work/python/bin/python" "$shared/tools/generate-graph.py" 1000000 20000000 "$large"
fi
(cd "$root" && swift build -c release --product advocacy-bench)
bench=$(cd "$root" && swift build -c release --show-bin-path)/advocacy-bench
"$work/python/bin/python" "$root/Tests/Benchmarks/compare_cynetdiff.py" \
  "$bench" "$epinions" ${large:+"$large"} ${options[@]+"${options[@]}"}
