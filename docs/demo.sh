#!/bin/sh
# The barbecue sauce on the leather jacket, from the first words to the guarantee note, in a folder of its own.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
recover="$top/.venv/bin/recover"
folder=$(mktemp -d)

# The business, the journal and the papers of whoever runs this stay out of it.
unset RECOVER_WORKSPACE
export RECOVER_JOURNAL="sqlite:///$folder/journal.sqlite3"
export XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data"
cd "$folder"

if [ -t 0 ] && [ -t 1 ]; then
  "$recover" start restaurant spill-on-guest --lang es --out "$folder"
else
  "$recover" start restaurant spill-on-guest --out "$folder" \
    --answers "$top/playbooks/restaurant/scenarios/barbecue-sauce.yaml"
fi

incident=$("$recover" incident list --json | grep -o 'INC-[0-9A-Z]*' | head -n 1)
"$recover" letter guarantee-note "$incident"

pdf=$(find "$folder" -name '*.pdf' | head -n 1)
if [ -z "$pdf" ]; then
  echo "The note was not printed as a PDF." >&2
  exit 1
fi
echo
echo "As PDF: $pdf"
