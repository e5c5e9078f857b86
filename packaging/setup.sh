# Read by run.sh and test.sh, not run by itself: makes .venv, and everything the window needs, ready.
# When all is ready it does nothing but compare a stamp. POSIX sh.

root=$(dirname -- "$here")
venv=$root/.venv
python=$venv/bin/python
under_way=$venv/.whyscore-under-way

say() { printf '%s\n' "whyscore: $*" >&2; }
give_up() {
    say "$*"
    exit 2
}

# --- Python ---------------------------------------------------------------------------------

suits() { # PYTHON: is it one that the locks are made for?
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

makes_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() { # sets $found
    for found in python3 python3.13 python3.12 python3.11; do
        if suits "$found" && makes_environments "$found"; then return; fi
    done
    for found in python3 python3.13 python3.12 python3.11; do
        if suits "$found"; then # Debian ships venv as a package of its own
            version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            install_packages "python$version-venv" ||
                give_up "Python $version has no venv module. Install it: $(apt_command "python$version-venv")"
            makes_environments "$found" && return
            give_up "Python $version still has no venv module after installing python$version-venv."
        fi
    done
    install_packages python3 python3-venv ||
        give_up "Python 3.11 to 3.13 is needed. Install it: $(apt_command python3 python3-venv)"
    found=python3
    suits "$found" || give_up "this system's python3 is $("$found" -V 2>&1), but 3.11 to 3.13 is needed."
}

# --- Debian packages ------------------------------------------------------------------------

is_root() { [ "$(id -u)" = 0 ]; }

apt_command() {
    if is_root; then printf '%s' "apt-get install --no-install-recommends $*"; else
        printf '%s' "sudo apt-get install --no-install-recommends $*"
    fi
}

apt() { # every wait is bounded: a lock held by another, a server that does not answer
    DEBIAN_FRONTEND=noninteractive timeout -k 10 900 apt-get -qq -y \
        -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 \
        -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 "$@" </dev/null >/dev/null
}

refresh_lists() { # the lock on the lists has no timeout of its own, so this waits for it, a minute at most
    for wait in 10 20 30 0; do
        reason=$(apt update 2>&1) && return
        case $reason in *lock*) [ $wait = 0 ] || sleep $wait ;; *) break ;; esac
    done
    say "$reason"
    return 1
}

install_packages() { # as root with apt only; otherwise, or where it fails, returns 1
    is_root && command -v apt-get >/dev/null 2>&1 || return 1
    say "installing $*"
    if apt install --no-install-recommends "$@" 2>/dev/null; then return; fi
    refresh_lists || say "the lists of packages could not be refreshed; trying with the old ones"
    apt install --no-install-recommends "$@" && return
    say "apt-get could not install: $*"
    return 1
}

# --- Qt's system libraries ------------------------------------------------------------------

package_of() { # LIBRARY: the Debian package that holds it
    case $1 in
    libEGL.so.1) echo libegl1 ;;
    libGL.so.1) echo libgl1 ;;
    libGLX.so.0) echo libglx0 ;;
    libOpenGL.so.0) echo libopengl0 ;;
    libICE.so.6) echo libice6 ;;
    libSM.so.6) echo libsm6 ;;
    libX11.so.6) echo libx11-6 ;;
    libX11-xcb.so.1) echo libx11-xcb1 ;;
    libdbus-1.so.3) echo libdbus-1-3 ;;
    libfontconfig.so.1) echo libfontconfig1 ;;
    libfreetype.so.6) echo libfreetype6 ;;
    libglib-2.0.so.0 | libgthread-2.0.so.0 | libgio-2.0.so.0 | libgobject-2.0.so.0) echo libglib2.0-0 ;;
    libgssapi_krb5.so.2) echo libgssapi-krb5-2 ;;
    libwayland-client.so.0) echo libwayland-client0 ;;
    libwayland-cursor.so.0) echo libwayland-cursor0 ;;
    libwayland-egl.so.1) echo libwayland-egl1 ;;
    libxcb.so.1) echo libxcb1 ;;
    libxcb-cursor.so.0) echo libxcb-cursor0 ;;
    libxcb-glx.so.0) echo libxcb-glx0 ;;
    libxcb-icccm.so.4) echo libxcb-icccm4 ;;
    libxcb-image.so.0) echo libxcb-image0 ;;
    libxcb-keysyms.so.1) echo libxcb-keysyms1 ;;
    libxcb-randr.so.0) echo libxcb-randr0 ;;
    libxcb-render.so.0) echo libxcb-render0 ;;
    libxcb-render-util.so.0) echo libxcb-render-util0 ;;
    libxcb-shape.so.0) echo libxcb-shape0 ;;
    libxcb-shm.so.0) echo libxcb-shm0 ;;
    libxcb-sync.so.1) echo libxcb-sync1 ;;
    libxcb-util.so.1) echo libxcb-util1 ;;
    libxcb-xfixes.so.0) echo libxcb-xfixes0 ;;
    libxcb-xinerama.so.0) echo libxcb-xinerama0 ;;
    libxcb-xkb.so.1) echo libxcb-xkb1 ;;
    libxkbcommon.so.0) echo libxkbcommon0 ;;
    libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
    libz.so.1) echo zlib1g ;;
    libzstd.so.1) echo libzstd1 ;;
    libQt6* | libpyside6* | libshiboken6*) ;; # come with PySide6
    *) echo "$1" ;;
    esac
}

missing_packages() { # prints the packages whose libraries Qt does not find, each once
    for qt in "$venv"/lib/python3*/site-packages/PySide6; do
        for part in "$qt"/QtCore.abi3.so "$qt"/QtGui.abi3.so "$qt"/QtWidgets.abi3.so \
            "$qt"/QtSvg.abi3.so "$qt"/QtPrintSupport.abi3.so \
            "$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/plugins/platforms/libqoffscreen.so \
            "$qt"/Qt/plugins/xcbglintegrations/*.so ${WAYLAND_DISPLAY:+"$qt"/Qt/plugins/platforms/libqwayland*.so}; do
            [ ! -e "$part" ] || ldd "$part" 2>/dev/null
        done
    done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u |
        while read -r library; do package_of "$library"; done | sort -u | tr '\n' ' '
}

lacks_fonts() { # prints the fonts of the design that are not there
    for font in fonts-inter fonts-noto-cjk; do
        dpkg-query -W -f='${Status}' "$font" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$font"
    done
}

prepare_window() { # sets $window_lacks: the packages without which no window opens
    window_lacks=
    [ "$(uname -s)" = Linux ] || return 0
    stamp_file=$venv/.whyscore-libraries
    wanted="libraries 1 ${WAYLAND_DISPLAY:+wayland} $(stamp "$root/packaging/setup.sh")"
    [ "$(cat "$stamp_file" 2>/dev/null)" != "$wanted" ] || return 0
    window_lacks=$(missing_packages)
    # shellcheck disable=SC2086 # a list of names
    if [ -n "$window_lacks" ] && install_packages $window_lacks; then window_lacks=$(missing_packages); fi
    if [ -n "$window_lacks" ]; then
        say "the window needs libraries that are missing here. Install them: $(apt_command "$window_lacks")"
        return 0
    fi
    if command -v dpkg-query >/dev/null 2>&1; then
        fonts=$(lacks_fonts)
        # shellcheck disable=SC2086
        if [ -n "$fonts" ] && ! install_packages $fonts; then
            say "the window looks as designed with these fonts (it works without): $(apt_command "$fonts")"
        fi
    fi
    printf '%s\n' "$wanted" >"$stamp_file"
}

# --- The environment ------------------------------------------------------------------------

stamp() { # FILE...: one line that changes with them, with the version of Python and with the place
    if version=$("$python" -c 'import sys; print(*sys.version_info[:3])' 2>/dev/null); then
        printf '%s\n' "$version $(cat "$@" | cksum) $root"
    else
        printf '%s\n' "no python in $root"
    fi
}

is_ready() { # NAME LOCK
    [ ! -e "$under_way" ] && [ -x "$venv/bin/whyscore" ] &&
        [ "$(cat "$venv/.whyscore-$1" 2>/dev/null)" = "$(stamp "$2" "$root/packaging/setup.sh")" ]
}

prepare() { # NAME LOCK: make .venv hold what the lock names
    is_ready "$1" "$2" && return
    if command -v flock >/dev/null 2>&1; then # two first runs at a time take turns
        exec 9>"$root/.venv-lock-file"
        flock -w 1800 9 || give_up "another setting-up of $venv has not ended for half an hour."
    fi
    is_ready "$1" "$2" || install_into_venv "$1" "$2"
    exec 9>&-
}

install_into_venv() {
    if [ -e "$under_way" ]; then
        say "the last setting-up was interrupted; starting afresh"
        rm -rf -- "$venv"
    elif [ -e "$venv" ] && ! suits "$python"; then
        rm -rf -- "$venv"
    fi
    say "setting up $venv (once; a few minutes)"
    if [ ! -e "$venv" ]; then
        find_python
        mkdir -- "$venv" && : >"$under_way"
        "$found" -m venv -- "$venv" >&2 || give_up "no virtual environment could be made in $venv."
    fi
    : >"$under_way"
    # --no-deps: the lock names every package. Left to resolve them again, pip took `coverage[toml]` for a
    # package of its own and refused the set-up as soon as a newer coverage than the locked one was out.
    "$python" -m pip install --quiet --no-input --disable-pip-version-check --require-hashes --no-deps \
        --requirement "$2" </dev/null >&2 || {
        rm -f -- "$under_way" # pip left in order and undid what it began; what is there can stay
        give_up "the packages could not be installed (the reason stands above). Mend it and run this again."
    }
    make_command
    stamp "$2" "$root/packaging/setup.sh" >"$venv/.whyscore-$1"
    rm -f -- "$under_way"
}

make_command() { # the app runs from where it lies; no build and no network are needed
    for packages in "$venv"/lib/python3*/site-packages; do
        printf '%s\n' "$root" >"$packages/whyscore.pth"
    done
    cat >"$venv/bin/whyscore" <<'END'
#!/bin/sh
exec "$(dirname -- "$(readlink -f -- "$0")")/python" -P -m app "$@"
END
    chmod +x "$venv/bin/whyscore"
}

# --- The developer's loop -------------------------------------------------------------------

prepare_hook() { # the quick gates run before each commit, where this is a checkout of git
    [ -e "$root/.git" ] && command -v git >/dev/null 2>&1 || return 0
    hook=$(cd "$root" && git rev-parse --git-path hooks/pre-commit)
    case $hook in /*) ;; *) hook=$root/$hook ;; esac
    [ -e "$hook" ] || (cd "$root" && "$python" -m pre_commit install >/dev/null) ||
        say "the hook that runs the quick gates before a commit could not be installed; 'dev.sh lint' does the same."
}

lint_steps() { # RUN: hands each check of the sources to RUN, as its name and its command
    "$1" "ruff" "$python" -m ruff check .
    "$1" "ruff format" "$python" -m ruff format --check .
    "$1" "import contracts" "$python" -c \
        'from importlinter.cli import lint_imports_command; lint_imports_command()'
    "$1" "catalogues in step" "$python" -m app.wording.catalogue --check
    "$1" "rulebooks check clean" check_rulebooks
}

check_rulebooks() {
    bad=0
    for book in "$root"/resources/rulebooks/*.toml; do
        if found=$("$python" -m app rulebook check "$book" 2>&1); then
            printf '%s: clean\n' "${book##*/}"
        else
            printf '%s\n%s: NOT CLEAN\n' "$found" "${book##*/}"
            bad=1
        fi
    done
    return $bad
}
