#!/bin/sh
# Tries what was built, as a person would: installs the .deb, starts the window as the menu does, opens a package,
# takes a picture, asks the terminal program, uninstalls, and looks that nothing is left but the person's data.
#
# Needs root (apt) and Xvfb; run it in a machine that may be changed. DEB is the newest in dist/ unless named.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$here")
deb=${1:-$(ls -t "$root"/dist/whyscore_*.deb | head -n 1)}
say() { printf '%s\n' "smoke: $*" >&2; }
fail() {
    say "$*"
    exit 1
}
[ "$(id -u)" = 0 ] || fail "installing needs root."
for tool in apt-get xvfb-run xdotool import; do
    command -v "$tool" >/dev/null 2>&1 || DEBIAN_FRONTEND=noninteractive timeout 600 apt-get -qq -y install \
        --no-install-recommends xvfb xauth xdotool imagemagick </dev/null >/dev/null || fail "no $tool, and apt cannot install it."
done

home=$(mktemp -d)
out=${SMOKE_OUT:-$home}
trap 'rm -rf -- "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV

DEBIAN_FRONTEND=noninteractive timeout 900 apt-get -qq -y install --no-install-recommends "$deb" </dev/null >/dev/null
[ -x /usr/bin/whyscore ] || fail "there is no command after installing."
cp -R "$root/resources/samples/mei" "$home/mei"

cd /
timeout 60 whyscore explain "$home/mei" | grep -q 652 || fail "the terminal program does not explain the sample."
timeout 90 xvfb-run -a -s "-screen 0 1280x800x24 -nolisten tcp" whyscore doctor >"$home/doctor" 2>&1 ||
    fail "the doctor finds something broken: $(cat "$home/doctor")"
timeout 60 whyscore plan "$home/mei" --target 660 --by 2016-09-01 | grep -q 'can be reached' ||
    fail "no plan is found."
timeout 60 whyscore explain "$home/mei" --html "$home/why.html" >/dev/null || fail "no report is written."
timeout 60 whyscore help journalist | grep -q . || fail "there is no guide."
timeout 60 man --path whyscore >/dev/null 2>&1 || [ -s /usr/share/man/man1/whyscore.1.gz ] || fail "there is no manual page."
timeout 120 whyscore sample --people 60 --events 3000 --out "$home/cohort" >/dev/null
timeout 180 whyscore audit "$home/cohort" --claim contacts --workers 2 --out "$home/pack.zip" --quiet >/dev/null ||
    fail "an audit with two workers fails."

command=$(sed -n 's/^Exec=\(.*\) %F$/\1/p' /usr/share/applications/whyscore.desktop)
cat >"$home/look.sh" <<END
$command "$home/mei" &
window=\$!
for turn in \$(seq 60); do
    sleep 1
    xdotool search --name Whyscore >/dev/null 2>&1 && break
done
sleep 6
import -window root "$out/smoke.png"
kill \$window
wait \$window || true
END
timeout 150 xvfb-run -a -s "-screen 0 1280x800x24 -nolisten tcp" sh "$home/look.sh" || fail "no window opened."
[ -s "$out/smoke.png" ] || fail "no picture was taken."
colours=$(identify -format '%k' "$out/smoke.png")
[ "$colours" -gt 50 ] || fail "the picture shows nothing ($colours colours)."

DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -qq -y purge whyscore </dev/null >/dev/null
left=$(find /opt/whyscore /usr/bin/whyscore /usr/share/applications/whyscore.desktop /usr/share/mime/packages/whyscore.xml \
    /usr/share/icons/hicolor/scalable/apps/whyscore.svg /usr/share/man/man1/whyscore.1.gz /usr/share/doc/whyscore 2>/dev/null || true)
[ -z "$left" ] || fail "left behind: $left"
say "installed, opened, looked at ($colours colours), audited, uninstalled; nothing is left."
