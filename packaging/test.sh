#!/bin/sh
# Sets everything up as run.sh does, and what the tests need, then runs every gate and every test.
#
# Arguments go to pytest. Exit status 0 where all gates passed, else 1 with their names.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/setup.sh"

prepare test "$root/packaging/requirements-test.lock"
# What ships is a part of the larger lock at the same versions, so run.sh is set up as well.
stamp "$root/packaging/requirements.lock" "$root/packaging/setup.sh" >"$venv/.whyscore-run"
prepare_window
[ -z "$window_lacks" ] || give_up "the tests of the window cannot run without these libraries."
if ! command -v gnome-keyring-daemon >/dev/null 2>&1 || ! command -v dbus-run-session >/dev/null 2>&1; then
    install_packages gnome-keyring dbus ||
        say "without a Secret Service its tests are skipped. For one: $(apt_command gnome-keyring dbus)"
fi
if ! command -v xvfb-run >/dev/null 2>&1; then
    install_packages xvfb xauth ||
        say "without Xvfb the journeys run offscreen only. For a real window: $(apt_command xvfb xauth)"
fi
if ! command -v strace >/dev/null 2>&1; then
    install_packages strace ||
        say "without strace nobody watches that nothing leaves. For it: $(apt_command strace)"
fi

cd "$root"
export QT_QPA_PLATFORM=offscreen PYTHONSAFEPATH=1
unset DISPLAY WAYLAND_DISPLAY

tmp=$(mktemp -d)
trap '[ -z "${journeys_run:-}" ] || kill "$journeys_run" 2>/dev/null || :; rm -rf -- "$tmp"' EXIT
trap 'exit 130' INT TERM
failed=

gate() { # NAME COMMAND...: run it, and remember where it failed
    name=$1
    shift
    printf '\n--- %s\n' "$name"
    "$@" </dev/null || {
        printf -- '--- FAILED: %s\n' "$name"
        failed="$failed, $name"
    }
}

all_tests() { # shown as they go, and kept for the last lines; a pipe hides the status of its first part
    kept=$1
    shift
    {
        # -P is not for pytest's workers: they take PYTHONSAFEPATH from the environment.
        timeout -k 30 900 "$python" -m pytest -n 2 --dist loadgroup "$@" && status=0 || status=$?
        echo "$status" >"$tmp/status"
    } | tee "$tmp/pytest-$kept"
    return "$(cat "$tmp/status")"
}

journeys() { # in a real window; one at a time, since they share its focus
    QT_QPA_PLATFORM=xcb timeout -k 30 400 xvfb-run -a -s "-screen 0 1920x1080x24 -nolisten tcp" \
        "$python" -m pytest tests/journeys -p no:xdist -p no:cacheprovider
}

journeys_told() { # they ran beside the checks that read the sources: neither needs two cores
    wait "$journeys_run" && status=0 || status=$?
    cat "$tmp/journeys"
    return $status
}

journeys_run=
if [ -d tests/journeys ] && command -v xvfb-run >/dev/null 2>&1; then
    journeys >"$tmp/journeys" 2>&1 </dev/null &
    journeys_run=$!
fi

gate "mypy" "$python" -m mypy
lint_steps gate
[ -z "$journeys_run" ] || gate "journeys in a real window" journeys_told
if [ $# -gt 0 ]; then
    gate "tests" all_tests asked "$@"
else
    gate "tests of the core, watched by coverage" all_tests watched -m "not unwatched" --cov --cov-report= --cov-fail-under=0
    gate "tests of the window, and heavy laws" all_tests unwatched -m unwatched
    gate "coverage of the core" "$python" -m coverage report
    # The other journeys are watched by hand: sh packaging/nothing-leaves.sh
    gate "nothing leaves" sh packaging/nothing-leaves.sh tests/journeys/test_sample_in_the_window.py
fi

if [ -n "$failed" ]; then
    printf '\nFAILED: %s\n' "${failed#, }"
else
    printf '\nEvery gate passed.\n'
fi
grep -hE '^=+ .*(passed|failed|error|no tests ran).* in [0-9.]+s' "$tmp"/pytest-* || true
[ -z "$failed" ]
