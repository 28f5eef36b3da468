#!/usr/bin/env bash
# Opens the HTML report of the demo in a real browser, 1280 and 390 pixels wide: no message on the
# console, nothing wider than the window, and every chart well-formed XML with a title and a text.
# Prints it as well: on A4, and without wasted pages. An employee's kit is opened at 390 pixels, light
# and dark.
#
#   check.sh PROGRAM [PICTURES]   PICTURES: a directory to leave the pictures and the print in
#
# Needs Chromium (Debian's package, installed where that is allowed) and python3; without the
# browser only the XML is checked, and it says so.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
pictures=${2:-$scratch}
mkdir -p "$pictures"

"$program" demo "$scratch/demo" >/dev/null
report=$scratch/demo/report.html
python3 "$here/check.py" charts "$report"

browser=$(command -v chromium || command -v chromium-browser || true)
if [[ -z $browser && $(id -u) -eq 0 ]] && command -v apt-get >/dev/null; then
  (apt-get update -qq && apt-get install -y -qq chromium) >/dev/null 2>&1 || true
  browser=$(command -v chromium || true)
fi
if [[ -z $browser ]]; then
  echo "pictures: skipped, there is no chromium and it can't be installed"
  exit 0
fi

browse() { # browse WIDTH FILE ARGUMENT…
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars \
    --user-data-dir="$scratch/profile" --enable-logging=stderr --window-size="$1,900" \
    "${@:3}" "file://$2"
}

# The widest page that an employee gets: a long text without blanks, and a name with markup in it.
mkdir "$scratch/kits"
cp "$here/kit-config.json" "$scratch/kits/config.json"
cp "$here/kit-queue.json" "$scratch/kits/queue.json"
(cd "$scratch/kits" && "$program" init . --start 2026-11-01 --simulated-clock --seed 1 >/dev/null 2>&1 &&
  "$program" kit motor --for ana --format html --output out --now 2026-11-23T12:00 >/dev/null)
kit=$scratch/kits/out/motor-ana.html
for scheme in light dark; do
  feature=$([[ $scheme == dark ]] && echo 0 || echo 1)
  browse 390 "$kit" --blink-settings=preferredColorScheme="$feature" \
    --screenshot="$pictures/kit-$scheme.png" 2>"$scratch/talk" >/dev/null
  if grep 'CONSOLE' "$scratch/talk"; then
    echo "pictures: the kit talks on the console"
    exit 1
  fi
done
python3 "$here/check.py" copy "$kit" "$scratch/copy.html" "$scratch/frame.html" 390
browse 1400 "$scratch/frame.html" --virtual-time-budget=3000 --dump-dom \
  2>/dev/null >"$scratch/measured.html"
python3 "$here/check.py" width "$scratch/measured.html" 390

for width in 1280 390; do
  # The page as it is: what it says on the console, such as a style that its policy refuses.
  browse "$width" "$report" --screenshot="$pictures/report-$width.png" 2>"$scratch/talk" >/dev/null
  if grep 'CONSOLE' "$scratch/talk"; then
    echo "pictures: the page talks on the console at $width px"
    exit 1
  fi
  # A copy that may run a script and says how wide it is, in a frame of that width.
  python3 "$here/check.py" copy "$report" "$scratch/copy.html" "$scratch/frame.html" "$width"
  browse 1400 "$scratch/frame.html" --virtual-time-budget=3000 --dump-dom \
    2>/dev/null >"$scratch/measured.html"
  python3 "$here/check.py" width "$scratch/measured.html" "$width"
done
# Two pages and five of the appendix as the styles are; two to spare for other fonts.
browse 1280 "$report" --no-pdf-header-footer --print-to-pdf="$pictures/report.pdf" \
  >/dev/null 2>&1
python3 "$here/check.py" pages "$pictures/report.pdf" 9
echo "pictures: passed at 1280 and 390 px, and on paper"
