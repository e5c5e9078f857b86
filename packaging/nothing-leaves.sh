#!/bin/sh
# Shows that nothing leaves the computer: runs the journeys under strace, and looks at every socket.
#
#   sh packaging/nothing-leaves.sh            all journeys
#   sh packaging/nothing-leaves.sh FILE...    only these; arguments go to pytest
#
# Allowed are local sockets (AF_UNIX: the display, D-Bus, pipes within the program) and AF_NETLINK,
# by which the system's own libraries ask the kernel and nobody else. Everything else fails, with
# the line. Exit status 0 where nothing else was seen or strace cannot run here, else 1.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/setup.sh"
cd "$root"
[ -x "$python" ] || give_up "there is no environment yet; run packaging/test.sh once."
[ $# -gt 0 ] || set -- tests/journeys
export PYTHONSAFEPATH=1

tmp=$(mktemp -d)
trap 'rm -rf -- "$tmp"' EXIT
trap 'exit 130' INT TERM

skip() {
    printf 'SKIPPED: %s\n' "$*"
    exit 0
}

trace() { # FILE: set the command that writes each call for a socket into the file
    tracer="strace -f -qq --seccomp-bpf -e trace=network -e signal=none -s 120 -o $1"
}

strangers() { # FILE: the lines that name an address family which is not local
    # A call that was interrupted stands on two lines; the family is on one of them.
    grep -E '(AF|PF)_[A-Z0-9]+' "$1" | sed -E 's/AF_UNIX|AF_LOCAL|AF_NETLINK|AF_UNSPEC//g' |
        grep -E '(AF|PF)_[A-Z0-9]+'
}

if ! command -v strace >/dev/null 2>&1; then
    install_packages strace || skip "strace is not installed. For it: $(apt_command strace)"
fi
# A socket to this computer's own network address must be seen, or seeing none says nothing.
trace "$tmp/known"
# shellcheck disable=SC2086 # a command and its arguments
$tracer "$python" -c \
    'import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))' \
    >/dev/null 2>&1 || true
{ [ -f "$tmp/known" ] && strangers "$tmp/known" | grep -q 'connect(.*127\.0\.0\.1'; } ||
    skip "strace cannot watch programs here (a container may forbid it)."

trace "$tmp/seen"
set -- $tracer "$python" -m pytest -p no:xdist -p no:cacheprovider -o timeout=0 -q "$@"
if command -v xvfb-run >/dev/null 2>&1; then
    export QT_QPA_PLATFORM=xcb
    set -- xvfb-run -a -s "-screen 0 1920x1080x24 -nolisten tcp" "$@"
else
    export QT_QPA_PLATFORM=offscreen
fi
status=0
timeout -k 30 1800 "$@" </dev/null || status=$?

printf '\nCalls for sockets: %s. Local addresses that were connected to:\n' "$(wc -l <"$tmp/seen")"
sed -nE 's/.*connect\(.*sun_path=(@?"[^"]*").*/  \1/p' "$tmp/seen" | sort | uniq -c
netlink=$(grep -c 'AF_NETLINK' "$tmp/seen" || true)
[ "$netlink" = 0 ] || printf '  AF_NETLINK: %s calls (the kernel itself)\n' "$netlink"
if strangers "$tmp/seen" >"$tmp/strangers"; then
    printf '\nFAILED: these are no local sockets:\n'
    cat "$tmp/strangers"
    exit 1
fi
[ "$status" = 0 ] || {
    printf '\nFAILED: the journeys themselves ended with status %s.\n' "$status"
    exit 1
}
printf 'Nothing left the computer: every socket was local.\n'
