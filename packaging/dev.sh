#!/bin/sh
# A developer's loop, a step at a time. Sets up what test.sh needs, and the hook that runs before a commit.
#
#   sh packaging/dev.sh lint             style, imports, translations, rulebooks
#   sh packaging/dev.sh type             types
#   sh packaging/dev.sh fast             the tests that your change reaches, nearest first, about a minute
#   sh packaging/dev.sh test             every gate (the same as test.sh)
#   sh packaging/dev.sh pictures OUT     pictures of every page
#   sh packaging/dev.sh bench [NAME]     a benchmark beside its yardstick
#   sh packaging/dev.sh figures          lines, files and names a room
#
# What stands behind the step goes to it: `fast --base main`, `pictures OUT --page whatif`, `figures --names`.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/setup.sh"

usage() {
    sed -n '2,/^set/{/^set/!s/^# \{0,1\}//p;}' "$0" >&2
    exit 2
}

lint_failed=
lint_step() { # NAME COMMAND...
    name=$1
    shift
    "$@" || lint_failed="$lint_failed, $name"
}

run_lint() {
    lint_steps lint_step
    [ -z "$lint_failed" ] || give_up "failed: ${lint_failed#, }"
}

[ $# -gt 0 ] || usage
step=$1
shift
[ "$step" != test ] || exec sh "$here/test.sh" "$@"

prepare test "$root/packaging/requirements-test.lock"
prepare_hook
cd "$root"
# The tests lie outside the package, so they are found from here.
unset PYTHONSAFEPATH
case $step in
lint) run_lint ;;
type) exec "$python" -m mypy "$@" ;;
fast) prepare_window && exec "$python" -m tests.reached "$@" ;;
pictures) prepare_window && exec "$python" -m tests.pictures "$@" ;;
bench) exec "$python" -m tests.bench "$@" ;;
figures) exec "$python" -m tests.figures "$@" ;;
*) usage ;;
esac
