#!/bin/sh
# Makes a .deb from a bundle: BUNDLE VERSION ARCHITECTURE OUT. Called by packaging/build.sh.
set -eu
bundle=$1 version=$2 machine=$3 out=$4
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")
tree=$(mktemp -d)
trap 'rm -rf -- "$tree"' EXIT
chmod 755 "$tree"

install -d "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/doc/whyscore" "$tree/usr/share/man/man1"
cp -R "$bundle" "$tree/opt/whyscore"
ln -s ../../opt/whyscore/whyscore "$tree/usr/bin/whyscore"
install -Dm 644 "$here/whyscore.desktop" "$tree/usr/share/applications/whyscore.desktop"
install -Dm 644 "$here/whyscore.xml" "$tree/usr/share/mime/packages/whyscore.xml"
install -Dm 644 "$root/resources/icons/whyscore.svg" "$tree/usr/share/icons/hicolor/scalable/apps/whyscore.svg"
gzip --best --no-name --stdout "$here/whyscore.1" >"$tree/usr/share/man/man1/whyscore.1.gz"
install -m 644 "$bundle/_internal/notices/LICENCES.txt" "$tree/usr/share/doc/whyscore/copyright"
gzip --best --no-name --stdout "$root/packaging/CHANGELOG.md" >"$tree/usr/share/doc/whyscore/changelog.gz"

size=$(find "$tree" -type f -printf '%s\n' | awk '{ sum += $1 } END { print int(sum / 1024) }')
cat >"$tree/DEBIAN/control" <<END
Package: whyscore
Version: $version
Architecture: $machine
Maintainer: The founders of Whyscore <founders@whyscore.invalid>
Installed-Size: $size
Section: science
Priority: optional
Depends: libc6 (>= 2.34), zlib1g, libegl1, libgl1, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-randr0, libxcb-render-util0, libxcb-shape0, libxcb-xinerama0, libxcb-xkb1, libx11-xcb1, libdbus-1-3, libfontconfig1, libfreetype6, libglib2.0-0 | libglib2.0-0t64
Recommends: fonts-noto-cjk, fonts-inter, gnome-keyring | kwalletmanager, shared-mime-info, desktop-file-utils
Description: explains a person's score, down to the record
 Opens the data that a person was given about themselves, recomputes the score
 with a mirrored model that anyone can read, and shows which behaviours and
 which contacts moved it. Journalists test what an operator claims. Entirely
 offline: it opens no connection.
END
find "$tree" -type d -exec chmod 755 {} +
(cd "$tree" && find . -type f ! -path './DEBIAN/*' -printf '%P\n' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 md5sum >DEBIAN/md5sums)
find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz -z3 --threads-max=1 --build "$tree" "$out" >/dev/null
