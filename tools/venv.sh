#!/bin/sh
# Makes the virtual environment in directory $1, unless it is there and works. $PYTHON names the Python to
# use; without it, the first one found that is new enough.
set -eu

venv=$1

if [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(${PYTHON:-python3} --version 2>&1) || found="${PYTHON:-python3} does not run"
    echo "dispatch needs Python 3.11 or newer (found: $found)." >&2
    echo "Install one, or name the one to use: make PYTHON=/path/to/python3.11 ..." >&2
    exit 1
fi

# --clear: a directory that came this far is broken, or is left over from an attempt that failed.
if ! "$python" -m venv --clear "$venv"; then
    rm -rf "$venv"
    echo "'$python -m venv' failed. On Debian and Ubuntu it is a package of its own:" >&2
    echo "    apt-get install python3-venv     (for another Python, for example: python3.11-venv)" >&2
    exit 1
fi
