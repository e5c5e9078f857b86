"""The encrypted store on the command line: its options, and opening it for a verb."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.opening import opened
from app.cli.options import password
from app.cli.terminal import Voice
from app.domain.errors import UsageError
from app.domain.intake import Notice
from app.domain.records import Export
from app.wording.language import _, marked, number

if TYPE_CHECKING:
    from app.workflow.people import People, Unlock
    from app.workflow.salvage import Salvaged

StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        help=marked("The folder of the encrypted store. Without it: the one of your account."),
    ),
]
PassphraseStdin = Annotated[
    bool,
    typer.Option(
        "--passphrase-stdin",
        help=marked(
            "Read the store's passphrase from the first line of standard input. "
            "On the first use this chooses a passphrase over the system's keyring."
        ),
    ),
]
Salvaging = Annotated[
    bool,
    typer.Option(
        "--salvage",
        help=marked(
            "From a store that is damaged on the disk: take what can still be read, and name what "
            "cannot."
        ),
    ),
]
PersonOption = Annotated[
    str | None,
    typer.Option(
        "--person", metavar="ID", help=marked("A person in the encrypted store, not a file.")
    ),
]
PersonId = Annotated[
    str, typer.Argument(metavar="ID", help=marked("The person's id, as “people list” shows it."))
]
MaybeExport = Annotated[
    Path | None,
    typer.Argument(
        metavar="[EXPORT]",
        show_default=False,
        help=marked(
            "A person's file: a score package (folder or zip) or a bill. Not with --person."
        ),
    ),
]


def passphrase(*, asked: bool, whose: str = "") -> str | None:
    """Read a passphrase from the next line of standard input, where it was asked for.

    At a terminal it is asked for by name, and not shown while it is typed.

    Args:
        asked: Whether there is one to read.
        whose: What it opens; the store where left out.

    Raises:
        UsageError: Standard input has no more line, or an empty one.
    """
    if not asked:
        return None
    word = _line(whose or _("this store's passphrase"))
    if not word:
        raise UsageError(
            _("--passphrase-stdin: standard input holds no passphrase (wanted: {whose}).").format(
                whose=whose or _("this store's passphrase")
            )
        )
    return word


def another_passphrase(whose: str) -> str | None:
    """Read one more passphrase; ``None`` where standard input has no further line."""
    return _line(whose) or None


def _line(whose: str) -> str:
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(f"{whose}: ")
    return sys.stdin.readline().rstrip("\r\n")


def unlocked_by(word: str | None) -> Unlock:
    """Return the way into a store: by a passphrase, else by the system's keyring."""
    from app.workflow.people import Unlock

    return Unlock.by_keyring() if word is None else Unlock.by_passphrase(word)


def _check_keyring() -> None:
    """Refuse to make a store where the key could be kept nowhere."""
    from app.workflow.people import keyring_state

    state = keyring_state()
    if not state.available:
        said = _("With --passphrase-stdin, a passphrase is read from standard input.")
        raise UsageError(f"{state.why} {said}")


def strength_line(word: str) -> str:
    """Say how hard a new passphrase is to guess."""
    from app.workflow.people import strength

    found = strength(word)
    text = _("This passphrase is {word}: it takes about 2 to the {bits} guesses.")
    return text.format(word=found.word, bits=number(found.bits))


def check_way(folder: Path | None, word: str | None, *, make: bool = False) -> None:
    """See that a store is there, and that it is asked for in the way it opens.

    Args:
        folder: Where it lies; the account's own where left out.
        word: The passphrase; ``None`` takes the key from the system's keyring.
        make: Whether to go on where there is none.

    Raises:
        UsageError: It opens in the other way.
        WhyscoreError: There is none, or none that can be opened.
    """
    from app.workflow.people import KeyPlace, NoStore, key_place

    place = key_place(folder)
    if place is None and not make:
        raise NoStore
    if place is KeyPlace.PASSPHRASE and word is None:
        raise UsageError(_("This store opens with a passphrase. Give it with --passphrase-stdin."))
    if place is KeyPlace.KEYRING and word is not None:
        raise UsageError(
            _("The key of this store is in the system's keyring. Leave out --passphrase-stdin.")
        )
    if place is None and word is None:
        _check_keyring()


@contextmanager
def salvaged_store(folder: Path | None, word: str | None) -> Iterator[Salvaged]:
    """Read around the damage of a store; see ``opened_store``."""
    from app.workflow.salvage import salvaging

    check_way(folder, word)
    with salvaging(folder, unlocked_by(word)) as salvaged:
        yield salvaged


@contextmanager
def opened_store(folder: Path | None, word: str | None, *, make: bool = False) -> Iterator[People]:
    """Open the store, and close it again however the verb ends.

    Args:
        folder: Where it lies; the account's own where left out.
        word: The passphrase; ``None`` takes the key from the system's keyring.
        make: Whether to make a store where there is none.

    Raises:
        UsageError: There is no store, and it is not to be made.
        WhyscoreError: It cannot be opened; the message says why.
    """
    from app.workflow.people import open_store

    check_way(folder, word, make=make)
    people = open_store(folder, unlocked_by(word), make=make)
    try:
        yield people
    finally:
        people.lock()


def data_of(
    export: Path | None,
    person: str | None,
    voice: Voice,
    *,
    store: Path | None,
    passphrase_stdin: bool,
    password_stdin: bool,
    good_rows: bool,
    encoding: str | None = None,
) -> tuple[Export, frozenset[str], tuple[Notice, ...]]:
    """Return the data that a verb asks about: a file's, or those of a person in the store.

    Args:
        export: The file; ``None`` where a person is named.
        person: The person's id in the store; ``None`` where a file is named.
        voice: How progress is said.
        store: Where the store lies.
        passphrase_stdin: Whether the store's passphrase stands on standard input.
        password_stdin: Whether the password of a locked zip does.
        good_rows: Whether to go on without the rows of the file that have faults.
        encoding: The encoding of every text in the file, where the reader named one.

    Returns:
        The data, the records that were set aside in the store, and what should be known.

    Raises:
        UsageError: Neither is named, or both are.
    """
    if person is None:
        if export is None:
            raise UsageError(_("EXPORT is missing. Name a file, or a person with --person."))
        if store is not None or passphrase_stdin:
            raise UsageError(_("--store and --passphrase-stdin are for --person only."))
        word = password(password_stdin)
        data, notices = opened(
            [export], voice, password=word, good_rows=good_rows, encoding=encoding
        )
        return data, frozenset(), notices
    if export is not None:
        raise UsageError(_("Name a file or a person with --person, not both."))
    if password_stdin:
        raise UsageError(_("--password-stdin is for files only, not for --person."))
    if encoding is not None:
        raise UsageError(_("--encoding is for files only, not for --person."))
    word = passphrase(asked=passphrase_stdin)
    with opened_store(store, word) as people, voice.progress(_("Opening")) as progress:
        kept = people.case(person, progress)
        return kept.export, frozenset(kept.aside), ()
