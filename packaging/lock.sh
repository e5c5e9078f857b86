#!/bin/sh
# Remakes the locks from pyproject.toml: every package at one version, with the hash of each of its files,
# right for Python 3.11 to 3.13 on every system. Run it after a change of the dependencies; arguments go to uv
# (`--upgrade`, `--upgrade-package NAME`).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$here")
uv=$root/.venv-lock/bin/uv

if [ ! -x "$uv" ]; then
    python3 -m venv "$root/.venv-lock"
    "$root/.venv-lock/bin/python" -m pip install --quiet uv
fi

cd "$root"
lock() {
    out=$1
    shift
    UV_CUSTOM_COMPILE_COMMAND="sh packaging/lock.sh" "$uv" pip compile pyproject.toml --quiet --universal \
        --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
        --output-file "$out" "$@"
}

# The larger lock first: what ships is then exactly what was tested.
lock packaging/requirements-test.lock --group test --group oracle "$@"
lock packaging/requirements.lock --constraint packaging/requirements-test.lock "$@"
lock packaging/requirements-build.lock --group build --constraint packaging/requirements.lock "$@"
