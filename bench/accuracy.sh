#!/usr/bin/env bash
# Locates and scores every recording of a folder, and a simulated mine, and writes docs/accuracy.md.
# Usage: bench/accuracy.sh [FOLDER]     FOLDER holds a folder for each recording (mine.geojson, sightings.ndjson.gz,
# truth.csv.gz, NOTE.md with reference numbers); without it, or where it is absent, only the simulated mine is scored.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-${SHYRAQ_RECORDINGS:-../shared/data}}
dotnet build -c Release -v q --nologo src/Shyraq >&2
shyraq=artifacts/bin/Shyraq/release/shyraq
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

score() { # name, folder, further options of locate
  local name=$1 from=$2; shift 2
  "$shyraq" locate --mine "$from/mine.geojson" --sightings "$from/sightings.ndjson.gz" --out "$work/$name.fixes.ndjson" "$@" 2>>"$work/log" >&2
  "$shyraq" evaluate --mine "$from/mine.geojson" --fixes "$work/$name.fixes.ndjson" --truth "$from/truth.csv.gz" --json "$work/$name.json" >>"$work/log"
  echo "accuracy: $name" >&2
}

if [ -d "$folder" ]; then
  for set in "$folder"/*/; do
    [ -f "$set/truth.csv.gz" ] || continue
    name=$(basename "$set")
    cp "$set/NOTE.md" "$work/$name.note"
    score "$name" "$set"
    case $name in ble-rssi-*) [ -f "$folder/ble-rssi-survey/survey.csv.gz" ] && score "$name+survey" "$set" --survey "$folder/ble-rssi-survey/survey.csv.gz" ;; esac
  done
else
  echo "accuracy: $folder is absent: the recordings are not scored" >&2
fi
"$shyraq" simulate --people 40 --vehicles 5 --minutes 10 --seed 1 --out "$work/simulated" >&2
score simulated-coal-mine "$work/simulated" --tags "$work/simulated/tags.json"
node bench/accuracy.mjs "$work" "$(basename "$folder")" > docs/accuracy.md
