#!/bin/sh
# Sets Whyscore up where that has not been done, then runs `whyscore ARGS`.
#
# Without arguments: the window on the sample person; where there is no display, her score explained as text.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/setup.sh"

prepare run "$root/packaging/requirements.lock"
prepare_window

if [ $# -gt 0 ]; then
    exec "$python" -P -m app "$@"
fi

opens_windows() { # sets $reason where it does not
    if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        reason="there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
        return 1
    fi
    if [ -n "$window_lacks" ]; then
        reason="Qt lacks system libraries (see above)"
        return 1
    fi
    if ! timeout -k 5 30 "$python" -P -c \
        'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1; then
        reason="the display ${WAYLAND_DISPLAY:-${DISPLAY:-}} cannot be reached"
        return 1
    fi
}

sample=$("$python" -P -c 'from app import assets; print(assets.sample_person())')
if opens_windows; then
    exec "$python" -P -m app "$sample"
fi
say "no window, because $reason. This is the sample person's score, explained as text:"
exec "$python" -P -m app explain "$sample"
