#!/bin/sh
# Make .venv with jianggao and what its tests need, on a Debian or Ubuntu that may have nothing but
# Python 3.11 or later. Run again after a change of the code.
set -eu
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

usable() { "$1" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=
for each in python3 python3.14 python3.13 python3.12 python3.11; do
    if usable "$each"; then python=$each && break; fi
done
if [ -z "$python" ]; then
    as_root apt-get update -qq >&2
    as_root apt-get install -y -qq python3 python3-venv >&2
    python=python3
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/pip install -q --disable-pip-version-check -c constraints.txt --force-reinstall --no-deps .
.venv/bin/pip install -q --disable-pip-version-check -c constraints.txt '.[test]'
