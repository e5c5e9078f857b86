"""What no output may stand in the place of: what is read, the store, and what Whyscore itself keeps.

Both faces ask here before anything is computed. Links and other spellings of a name are followed:
what decides is which file it is.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from app import assets, settings
from app.store import places as store
from app.wording.language import _

_DESCRIPTOR = "datapackage.json"


def why_not(
    target: Path,
    reads: Iterable[Path] = (),
    stores: Iterable[Path] = (),
    *,
    backup: bool = False,
) -> str:
    """Say why nothing may be written there; empty where it may.

    Args:
        target: The file or folder that is to be written.
        reads: Files and folders that the work rests on: data, rulebooks, keys.
        stores: Folders of stores that are in use or may be, beside those that can be seen.
        backup: Whether a back-up is written: the store itself says which older one may go.
    """
    for read in reads:
        if _is_part_of(target, read):
            return _("{file} is one of the files to read.").format(file=target)
    if not backup and _is_of_a_store(target, (store.usual_folder(), *stores)):
        return _("{file} belongs to the encrypted store. Choose another place.").format(file=target)
    if _is_kept(target):
        return _("{file} is one of Whyscore\u2019s own files. Choose another place.").format(
            file=target
        )
    return _no_file(target)


def same(first: Path, second: Path) -> bool:
    """Whether two names lead to the same place, whether something is there or not."""
    try:
        if first.samefile(second):
            return True
    except (OSError, ValueError):
        pass  # one of them is not there; their names decide
    return _spelt(first) == _spelt(second)


def _is_part_of(target: Path, read: Path) -> bool:
    """Whether a target is what is read, or something that stands in a folder that is read."""
    folder = read.parent if read.name == _DESCRIPTOR else read
    if same(target, read) or same(target, folder):
        return True
    if not folder.is_dir() or not _stands(target):
        return False
    return _resolved(folder) in _resolved(target).parents or _is_linked_into(target, folder)


def _is_linked_into(target: Path, folder: Path) -> bool:
    """Whether a file with more names than one has one of them in a folder."""
    try:
        known = target.stat()
        if known.st_nlink < 2 or not target.is_file():
            return False
        return any(
            os.path.samestat(known, (Path(within) / name).stat())
            for within, _folders, names in os.walk(folder)
            for name in names
            if (Path(within) / name).exists()
        )
    except OSError:
        return False


def _is_of_a_store(target: Path, known: Iterable[Path]) -> bool:
    """Whether a target is a store's file, could be taken for one, or has a second name in a store."""
    place = _resolved(target)
    if store.belongs_to_store(place) or store.is_own_name(place.name.casefold()):
        return True
    return any(store.holds_store(one) and _is_linked_into(target, one) for one in known)


def _is_kept(target: Path) -> bool:
    """Whether a target is a file of settings or trusted keys, or of what comes along."""
    if not _stands(target):
        return same(target, settings.place())
    place = _resolved(target)
    kept = _resolved(settings.place().parent)
    return (
        same(target, settings.place())
        or place.parent == kept
        or _resolved(assets.root()) in place.parents
    )


def _no_file(target: Path) -> str:
    """Say so where something stands there that is neither a file nor a folder, such as a device."""
    if _stands(target) and not target.is_file() and not target.is_dir():
        return _("{file} is no file. Choose another place.").format(file=target)
    return ""


def _spelt(path: Path) -> str:
    """Return a path as systems see it that know no case, or one spelling of a letter only."""
    return unicodedata.normalize("NFC", str(_resolved(path)).casefold())


def _stands(target: Path) -> bool:
    return os.path.lexists(target)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a circle of links
        return path.absolute()
