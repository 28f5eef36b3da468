#!/usr/bin/env bash
# Compares the program's count of characters with that of Python's `regex`, on random texts.
# Usage: check.sh [COUNT] [SEED]. Prints "skipped: …" and succeeds where no package index answers.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install -q --timeout 20 regex; } \
  >"$work/log" 2>&1; then
  echo "skipped: graphemes: pip could not install regex ($(tail -n 1 "$work/log"))"
  exit 0
fi
"$work/venv/bin/python" Tests/Graphemes/graphemes.py "$work/cases" "${@:-10000}" || exit 1
GRAPHEME_CASES="$work/cases" swift test --skip-build --filter GraphemeOracleTests
