#!/bin/sh
# Builds what is installed, into dist/: the bundle, the .deb made from it, a .tar.xz of it, and the wheel.
#
# The same sources give the same bytes: times, order, owners and hashing are fixed. `sh packaging/build.sh --twice`
# builds everything again elsewhere and compares. Linux; for the others see packaging/windows and packaging/macos.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/setup.sh"

[ "$(uname -s)" = Linux ] || give_up "this script builds on Linux; see packaging/windows and packaging/macos."

venv=$root/.venv-build
python=$venv/bin/python
under_way=$venv/.whyscore-under-way
prepare build "$root/packaging/requirements-build.lock"
missing=
for tool in dpkg-deb xz strip objdump; do command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"; done
if [ -n "$missing" ]; then
    install_packages dpkg xz-utils binutils || give_up "building needs$missing: $(apt_command dpkg xz-utils binutils)"
fi

cd "$root"
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' app/__init__.py)
machine=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=1 PYTHONSAFEPATH=1 LC_ALL=C.UTF-8 TZ=UTC
umask 022

set_times() { find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +; }

build_into() { # FOLDER
    out=$1
    rm -rf -- "$out" build
    mkdir -p "$out" build/notices
    "$python" packaging/notices.py packaging/requirements.lock build/notices
    "$python" -m PyInstaller --noconfirm --clean --log-level WARN \
        --distpath build/bundle --workpath build/work packaging/whyscore.spec
    bundle=build/bundle/whyscore
    # What comes unstripped is stripped; not what lies in *.libs or was patched to find its neighbours there:
    # strip breaks that (an ELF segment that is no longer on a page).
    find "$bundle/_internal" -name '*.so*' -type f \( -name 'libpython3*' -o -path '*lib-dynload*' -o -path '*sqlcipher3*' \
        -o -path '*sqlalchemy*' -o -path '*tree_sitter*' -o -path '*chardet*' -o -path '*cryptography*' \) \
        -exec strip --strip-unneeded {} +
    ln -s whyscore "$bundle/whyscore-window"
    cp README.md packaging/CHANGELOG.md "$bundle/"
    set_times "$bundle"

    sh packaging/linux/deb.sh "$bundle" "$version" "$machine" "$out/whyscore_${version}_$machine.deb"

    tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --directory build/bundle whyscore | xz --threads=1 -3 >"$out/whyscore-$version-linux-$machine.tar.xz"
    "$python" -m hatchling build --target wheel --directory "$out" >/dev/null
    rm -f -- "$out/.gitignore"
    (cd "$out" && sha256sum -- *.deb *.tar.xz *.whl >SHA256SUMS)
}

build_into dist
if [ "${1:-}" = --twice ]; then
    build_into build-again
    if cmp dist/SHA256SUMS build-again/SHA256SUMS; then
        say "built twice: byte for byte the same"
        rm -rf build-again
    else
        say "the two builds differ: compare dist with build-again"
        exit 1
    fi
fi

unpacked=$(find build/bundle/whyscore -type f -printf '%s\n' | awk '{ sum += $1 } END { print int(sum / 1e6) }')
qt=$(find "$venv"/lib/python3*/site-packages/PySide6 "$venv"/lib/python3*/site-packages/shiboken6 -type f -printf '%s\n' |
    awk '{ sum += $1 } END { print int(sum / 1e6) }')
say "dist/ holds the .deb, the .tar.xz and the wheel; installed: $unpacked MB (PySide6-Essentials alone: $qt MB)"
cat dist/SHA256SUMS
