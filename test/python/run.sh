#!/bin/sh
# Runs a test of this folder with the Python that ./check installs; 77 (skipped) where there is none.
python="$(dirname "$0")/../../.venv/bin/python"
if [ ! -x "$python" ]; then
    echo "skipped: .venv is missing; ./check makes it from tools/requirements.txt"
    exit 77
fi
exec "$python" "$@"
