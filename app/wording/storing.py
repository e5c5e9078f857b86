"""What becomes of a store, in words for window and terminal alike: erased, restored, under a new key."""

from __future__ import annotations

from collections.abc import Sequence

from app.wording.language import _, ngettext, number


def made(folder: str) -> str:
    """Say that a store was made, and where: who mistyped a folder learns of it."""
    return _("A new store was made in {folder}.").format(folder=folder)


def erased(folder: str, *, others: bool) -> str:
    """Say that a store is gone, and whether its folder is."""
    said = _("The store in {folder} is erased.").format(folder=folder)
    if others:
        said += " " + _("The folder stays: other files are in it.")
    return said


def backups_erased(files: Sequence[str]) -> str:
    """Name the back-ups that went with a store."""
    return _("These back-ups are erased: {files}.").format(files=", ".join(files))


def backups_left(files: Sequence[str]) -> str:
    """Name the back-ups of a store that stay: a passphrase still opens them."""
    return _("These back-ups stay, and their passphrases still open them: {files}.").format(
        files=", ".join(files)
    )


def backups_of_others(files: Sequence[str]) -> str:
    """Name the back-ups that stay because another store may need them."""
    return _(
        "These back-ups stay: the store wrote them that this one was copied or restored from, and"
        " it may need them: {files}."
    ).format(files=", ".join(files))


def backups_gone(files: Sequence[str]) -> str:
    """Name the back-ups that are not where they were written."""
    return _(
        "These back-ups are not where they were written; if you moved them, they hold what they"
        " held: {files}."
    ).format(files=", ".join(files))


def backups_unknown() -> str:
    """Say that nobody knows where the back-ups of a store are that was not opened."""
    return _("Back-ups of it stay where they are: only the opened store knows where.")


def entry_stayed(entry: str) -> str:
    """Say that the keyring did not let go of a key, and what to do."""
    return _(
        "The keyring did not let go of the key. Remove the entry “Whyscore”, {entry}, there."
    ).format(entry=entry)


def entry_of_another(entry: str) -> str:
    """Say that an entry of the keyring was left because another store may need it."""
    return _(
        "The keyring's entry “Whyscore”, {entry}, stays: another store opens by it, or did. If there"
        " is none any more, remove it there."
    ).format(entry=entry)


def set_aside(files: Sequence[str]) -> str:
    """Say what lies in a store's folder beside it, and how it could be opened again."""
    return _(
        "What was here before is kept in the store's folder: {files}. Where its .key.toml is whole,"
        " it opens again once that is called store.key.toml. Erasing the store erases it."
    ).format(files=", ".join(files))


def opens_with_backup_s() -> str:
    """Say which passphrase opens a store that was restored."""
    return _("From now on the store opens with the back-up's passphrase.")


def key_renewed() -> str:
    """Say what older back-ups still open, once a new key was drawn."""
    return _(
        "A new key was drawn. Back-ups from before still open with the passphrases they were made"
        " with, and show what they held then; they open nothing that is kept from now on."
    )


def key_kept() -> str:
    """Say what older back-ups still open, where the key stayed the same."""
    return _(
        "The key is the same as before: who has an older back-up and knows its passphrase can still"
        " open today's data. With a new key (--new-key) they could not."
    )


def unnoted() -> str:
    """Say that a store that cannot be written took no note of its back-up."""
    return _("The store cannot be written to, so it does not know of this back-up.")


def damaged(bad: int, pages: int) -> str:
    """Say how much of a store is damaged, and what can be done."""
    return ngettext(
        "{bad} of {pages} parts of the store is damaged on the disk. What can still be read can be"
        " taken out: people export or people back-up, with --salvage.",
        "{bad} of {pages} parts of the store are damaged on the disk. What can still be read can be"
        " taken out: people export or people back-up, with --salvage.",
        bad,
    ).format(bad=number(bad), pages=number(pages))


def records_lost(person: str, lost: int, of: int) -> str:
    """Say how many records of a person cannot be read."""
    return ngettext(
        "{person}: {lost} record of {of} cannot be read.",
        "{person}: {lost} records of {of} cannot be read.",
        lost,
    ).format(person=person, lost=number(lost), of=number(of))


def texts_lost(cells: int) -> str:
    """Say how many shown texts cannot be read; their records can."""
    return ngettext(
        "{cells} text beside a record cannot be read; the record counts as before.",
        "{cells} texts beside records cannot be read; the records count as before.",
        cells,
    ).format(cells=number(cells))


def some_lost(what: Sequence[str]) -> str:
    """Say of what some may be missing, nobody knows how many."""
    return _("Some of these may be missing: {what}.").format(what=", ".join(what))


def nothing_lost(bad: int, pages: int) -> str:
    """Say that damage cost nothing: the parts could be mended, or nothing was on them."""
    return _("{bad} of {pages} parts are damaged; all that is kept could be read.").format(
        bad=number(bad), pages=number(pages)
    )


def lost_kind() -> str:
    """Say what became of records whose kind has lost its name."""
    return _("Records of a kind whose name is lost count in no rule.")


def name_of_table(table: str) -> str:
    """Name what a table of the store holds."""
    names = {
        "people": _("names that you gave"),
        "imports": _("what was imported, and when"),
        "files": _("names of files"),
        "kinds": _("names of kinds"),
        "contacts": _("contacts"),
        "contact_scores": _("scores of contacts"),
        "official_scores": _("official scores"),
        "lookups": _("lookups"),
        "decisions": _("decisions"),
        "changes": _("changes that can be undone"),
        "asides": _("records that you set aside"),
        "scenarios": _("saved plans"),
        "settings": _("how you left a person"),
        "backups": _("where back-ups were written"),
        "bills": _("rows of bills that a later refund would be set against"),
        "replaced_records": _("which records a later file changed or took back"),
    }
    return names[table]
