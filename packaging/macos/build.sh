#!/bin/sh
# Builds Whyscore.app into dist/. See README.md beside this file.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/setup.sh"

[ "$(uname -s)" = Darwin ] || give_up "this script builds on macOS; on Linux: sh packaging/build.sh"

venv=$root/.venv-build
python=$venv/bin/python
under_way=$venv/.whyscore-under-way
prepare build "$root/packaging/requirements-build.lock"

cd "$root"
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' app/__init__.py)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s)
WHYSCORE_ICON=$root/build/whyscore.icns
export SOURCE_DATE_EPOCH WHYSCORE_ICON PYTHONHASHSEED=1 PYTHONSAFEPATH=1 TZ=UTC
umask 022

rm -rf -- build dist
mkdir -p build/notices dist
"$python" packaging/notices.py packaging/requirements.lock build/notices
"$python" packaging/icon.py "$WHYSCORE_ICON"
"$python" -m PyInstaller --noconfirm --clean --log-level WARN \
    --distpath build/bundle --workpath build/work packaging/whyscore.spec
# ditto, not zip: it keeps the links that a signed bundle consists of.
out=whyscore-$version-macos-$(uname -m).zip
ditto -c -k --keepParent build/bundle/Whyscore.app "dist/$out"
(cd dist && shasum -a 256 -- "$out" >SHA256SUMS && cat SHA256SUMS)
