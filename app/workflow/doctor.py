"""Look whether everything that Whyscore stands on is there."""

from __future__ import annotations

import math
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from app.domain.errors import RulebookError, WhyscoreError
from app.domain.health import Check, Health, WindowSeen
from app.domain.lent import SeesWindow
from app.settings import load
from app.wording.faults import fault_line
from app.wording.language import _, number

_OLDEST, _NEWEST = (3, 11), (3, 13)
_ENOUGH, _TOO_LITTLE = 1 << 30, 100 << 20  # bytes free
_MEGABYTE = 1_000_000


def examine(see_window: SeesWindow | None) -> Iterator[Check]:
    """Look at one part after the other.

    Args:
        see_window: Tries the window; ``None`` where there is none to try.
    """
    yield _python()
    yield _own_files()
    if see_window is not None:
        yield from _window(see_window())
    yield _keyring()
    folder = _store_folder()
    yield _store(folder)
    yield _space(folder)
    yield _settings()
    yield _temporary()


def _python() -> Check:
    version = platform.python_version()
    found = _("Python {version} on {system}").format(version=version, system=platform.system())
    if _OLDEST <= sys.version_info[:2] <= _NEWEST:
        return Check("python", Health.WELL, found)
    remedy = _("Whyscore is made for Python 3.11 to 3.13. Use one of these.")
    return Check("python", Health.LACKING, found, remedy)


def _own_files() -> Check:
    from app.rulebook import library

    remedy = _("Install Whyscore again.")
    try:
        books = library.shipped()
    except (WhyscoreError, RulebookError, OSError):
        return Check("files", Health.BROKEN, _("Whyscore’s own rulebooks cannot be read."), remedy)
    try:
        _load_parts()
    except ImportError as error:
        part = (error.name or "?").partition(".")[0]
        found = _("The part {part} cannot be loaded.").format(part=part)
        return Check("files", Health.BROKEN, found, remedy)
    found = _("Own files are whole: {count} rulebooks.").format(count=number(len(books)))
    return Check("files", Health.WELL, found)


def _load_parts() -> tuple[ModuleType, ...]:
    """Use what others made and a bundle could lack: DuckDB, cryptography, SciPy, SQLCipher."""
    from app.intake import duck, signature
    from app.planning import programme
    from app.store import database

    with duck.connected(()):
        signature.sign(b"", "trial", bytes(32))
    return programme, database  # these need their parts already when they are loaded


def _window(seen: WindowSeen) -> Iterator[Check]:
    if not seen.qt:
        found = _("Qt, which draws the window, cannot be loaded: {reason}")
        yield Check(
            "window",
            Health.BROKEN,
            found.format(reason=seen.reason),
            _("Install the libraries that it names, or Whyscore again. The terminal works."),
        )
        return
    if seen.opens:
        found = _("The window opens (Qt {version}, {platform}).")
        yield Check("window", Health.WELL, found.format(version=seen.qt, platform=seen.platform))
    else:
        found = _("Qt {version} is there, but no window opens: {reason}")
        yield Check(
            "window",
            Health.LACKING,
            found.format(version=seen.qt, reason=seen.reason),
            _("Start Whyscore on a desktop. Without one: whyscore explain FILE"),
        )
    if seen.chinese is not None:
        yield _fonts(seen.chinese)


def _fonts(chinese: int) -> Check:
    if chinese:
        found = _("Fonts with Chinese characters: {count}.").format(count=number(chinese))
        return Check("fonts", Health.WELL, found)
    return Check(
        "fonts",
        Health.LACKING,
        _("No font has Chinese characters: they would be shown as boxes."),
        _("Install one, such as Noto Sans CJK (Debian: fonts-noto-cjk)."),
    )


def _keyring() -> Check:
    from app.store.keyrings import keyring_state

    state = keyring_state()
    if state.available:
        found = _("The store’s key can be kept by the system: {name}.").format(name=state.name)
        return Check("keyring", Health.WELL, found)
    return Check(
        "keyring", Health.LACKING, _("There is no keyring that can be trusted."), state.why
    )


def _store_folder() -> Path:
    from app.store.places import usual_folder

    return usual_folder()


def _store(folder: Path) -> Check:
    from app.store.places import KEY_FILE

    if not folder.exists():
        return Check("store", Health.WELL, _("There is no store yet; nothing is kept."))
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Check(
            "store",
            Health.BROKEN,
            _("The folder of the store cannot be written."),
            _("Give yourself the right to write in {folder}.").format(folder=folder),
        )
    if not (folder / KEY_FILE).is_file():
        return Check("store", Health.WELL, _("There is no store yet; nothing is kept."))
    size = sum(one.stat().st_size for one in folder.iterdir() if one.is_file())
    found = _("The store is there: {size} MB, encrypted.").format(
        size=number(math.ceil(size / _MEGABYTE))
    )
    return Check("store", Health.WELL, found)


def _space(folder: Path) -> Check:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    found = _("{size} MB are free where the store lies.").format(size=number(free // _MEGABYTE))
    if free >= _ENOUGH:
        return Check("space", Health.WELL, found)
    remedy = _("Make room: a large file needs several hundred MB while it is taken in.")
    return Check("space", Health.BROKEN if free < _TOO_LITTLE else Health.LACKING, found, remedy)


def _settings() -> Check:
    _chosen, faults = load()
    if not faults:
        return Check("settings", Health.WELL, _("The settings can be read."))
    return Check(
        "settings",
        Health.LACKING,
        fault_line(faults[0]),
        _("Choose again in the window what is not as you want it."),
    )


def _temporary() -> Check:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"\0")
    except OSError:
        return Check(
            "temporary",
            Health.BROKEN,
            _("No temporary file can be written."),
            _("Make room on the disk, or set TMPDIR to a folder that you can write."),
        )
    return Check("temporary", Health.WELL, _("Temporary files can be written."))
