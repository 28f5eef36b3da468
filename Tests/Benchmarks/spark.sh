#!/usr/bin/env bash
# Runs reports in parts on Spark, kills a worker in mid-run, and compares the bytes with those of one
# process.
#
#   Tests/Benchmarks/spark.sh PROGRAM [WORKSPACE]
#
# PROGRAM is a release build of advocacy. Without WORKSPACE two are made: the demo, whose parts are
# draws of the assumptions, and one with a follower graph, whose parts are worlds. PySpark 4.0 is
# installed into a virtual environment in a temporary directory, which is removed at the end.
# Exit code 0: the same bytes; 1: others, or no worker was killed; 2: skipped, since something that
# it needs is missing. Takes about two minutes; needs python3 with venv, Java 17 and pip's index.
set -euo pipefail
usage() { sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 64; }
skip() { echo "skipped: $1" >&2; exit 2; }
case ${1:-} in '' | -*) usage ;; esac
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
[[ -x $program ]] || { echo "no program at $1" >&2; exit 66; }

command -v python3 >/dev/null || skip "python3 is not there"
command -v java >/dev/null || skip "java is not there"
java_version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
[[ ${java_version:-0} -ge 17 ]] || skip "Spark 4 needs Java 17, found ${java_version:-none}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python" >"$work/log" 2>&1 || skip "python3 has no venv: $(tail -n 1 "$work/log")"
"$work/python/bin/pip" install --quiet --disable-pip-version-check 'pyspark==4.0.*' >"$work/log" 2>&1 \
  || skip "pip can't install pyspark: $(tail -n 1 "$work/log")"

if (($# > 1)); then
  workspaces=("$(realpath "$2")")
else
  workspaces=("$work/demo" "$work/graph")
  "$program" demo "$work/demo" --seed 7 >/dev/null
  "$work/python/bin/python" "$here/spark_parts.py" --make-graph "$work/graph"
  "$program" init "$work/graph" --seed 7 --start 2026-11-01T00:00:00Z --simulated-clock >/dev/null
  "$program" amplify --workspace "$work/graph" --now 2026-11-23T00:00:00Z
fi
echo "advocacy $("$program" --version), Java $java_version, $(python3 --version)"
export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$work/spark
for workspace in "${workspaces[@]}"; do
  "$work/python/bin/python" "$here/spark_parts.py" "$program" "$workspace" "$work/parts"
done
