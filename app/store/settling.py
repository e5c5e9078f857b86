"""What a store does before it is written to for the first time after it was opened.

Looking changes nothing, so what earlier work left is put in order here: a copy of another
store's folder becomes a store of its own, and what was cut short is finished.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.store import keyrings, opening
from app.store.errors import KeyMissing
from app.store.homes import mark
from app.store.key_file import KeyFile, new_entry, new_store_id
from app.store.keys import KeyHolder, KeyPlace


def settled(folder: Path, file: KeyFile, key: KeyHolder) -> KeyFile:
    """Put a store's folder in order, and return the key file that counts from now on.

    The caller is the one writer, and has the data closed where they wait for their name.

    Args:
        folder: The store's folder.
        file: Its key file.
        key: Its key.
    """
    here = mark(folder)
    if not file.is_at_home(folder):
        # The other folder may still be in use: its id, and what is called by it, stay its own.
        file = replace(file, store=new_store_id(), home=here, let_go=())
        file.write(folder)
    elif file.home != here:
        file = replace(file, home=here)
        file.write(folder)
    if file.place is KeyPlace.KEYRING and not file.made(file.entry):
        with suppress(KeyMissing):  # the other store's entry goes on opening this one
            file = _own_entry(folder, file, key)
    opening.named(folder, file.data)
    if not file.salt:  # written by an earlier version
        file = replace(file, salt=opening.salt_of(folder / file.data))
        file.write(folder)
    opening.sweep(folder, file.data, file.older)
    return let_go(folder, replace(file, older=""), was=file)


def let_go(folder: Path, file: KeyFile, *, was: KeyFile) -> KeyFile:
    """Let the keyring forget what opens nothing any more; return the key file without it.

    Args:
        folder: The store's folder.
        file: The key file to be.
        was: The one that is written.
    """
    left = tuple(entry for entry in file.let_go if not _forgotten(file, entry))
    new = replace(file, let_go=left)
    if new != was:
        new.write(folder)
    return new


def with_entry(folder: Path, file: KeyFile) -> tuple[KeyFile, str]:
    """Note a new entry of the keyring as one to be let go, before it is made.

    A crash between the keyring's writing and ours then leaves no key behind that nobody knows of.
    """
    entry = new_entry(file.store)
    noted = replace(file, let_go=(*file.let_go, entry))
    noted.write(folder)
    return noted, entry


def _own_entry(folder: Path, file: KeyFile, key: KeyHolder) -> KeyFile:
    noted, entry = with_entry(folder, file)
    keyrings.keep(entry, key)
    new = replace(noted, entry=entry, let_go=file.let_go)
    new.write(folder)
    return new


def _forgotten(file: KeyFile, entry: str) -> bool:
    if entry == file.entry or not file.made(entry):
        return True  # nothing to let go of, or not ours to
    try:
        keyrings.forget(entry)
    except KeyMissing:
        return False  # a keyring that locked itself undoes nothing; the next writer asks again
    return True
