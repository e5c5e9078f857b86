"""What can stand between a person and their store, each in one line: what, where, what to do.

* StoreError             all of them; none holds a personal value
  x NoStore              there is none in the folder
  x NoSuchPerson         nobody of that id is in it
  x OtherPerson          a file about somebody else
  x WrongKey             not the passphrase, or not the key in the keyring
    x BackupKey          not the passphrase of the back-up
    x OwnKeyWanted       the back-up opens; the store that it is to replace has another passphrase
  x KeyMissing           the keyring is locked, gone, or has no key of ours; or the store is locked
  x NewerStore           written by a newer Whyscore
  x DamagedStore         bytes on the disk are not what was written
    x KeyFileMissing     data are there, and the file that says how they are unlocked is not
  x StoreUnreadable      this user may not read the store's files
  x StoreBusy            another window or command is writing
  x StoreReadOnly        the folder cannot be written
  x DiskFull             no room is left
"""

from __future__ import annotations

from app.domain.errors import WhyscoreError
from app.wording.language import _


class StoreError(WhyscoreError):
    """Something stands between a person and their store."""


class NoStore(StoreError):  # noqa: N818 - these read as what they are
    """There is no store in the folder."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no store in this folder. Add a person's file first: that makes one.")
        )


class NoSuchPerson(StoreError):  # noqa: N818
    """Nobody of this id is in the store."""

    def __init__(self) -> None:
        super().__init__(
            _("The store has nobody of this id. `whyscore people list` names who is in it.")
        )


class OtherPerson(StoreError):  # noqa: N818
    """A file about somebody else than the person it is to be added to."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is about another person. Add it by itself, without naming a person.")
        )


class WrongKey(StoreError):  # noqa: N818
    """The store does not open with this key."""

    def __init__(self, *, keyring: bool = False) -> None:
        super().__init__(
            _(
                "The key in the system's keyring is not the one of this store. Nothing was"
                " changed. Restore a back-up with its passphrase (people restore), or erase the"
                " store (people erase --all --unopened)."
            )
            if keyring
            else _(
                "The passphrase does not open this store. Nothing was changed. Type this store's"
                " passphrase again; if it is forgotten, restore a back-up over it (people restore"
                " --replace), or erase the store (people erase --all --unopened)."
            )
        )


class BackupKey(WrongKey):
    """The passphrase is not that of the back-up."""

    def __init__(self) -> None:
        StoreError.__init__(
            self,
            _(
                "The passphrase does not open this back-up. Nothing was changed. Type the back-up's"
                " passphrase: the one that it was made with."
            ),
        )


class OwnKeyWanted(WrongKey):
    """The back-up opens; the store that is to make room for it opens with another passphrase."""

    def __init__(self) -> None:
        StoreError.__init__(
            self,
            _(
                "The back-up opens, but this store has another passphrase. Nothing was changed."
                " Give this store's passphrase as well; if it is forgotten, say so (--replace):"
                " what is here is then kept aside in the store's folder."
            ),
        )


class KeyMissing(StoreError):  # noqa: N818
    """The key cannot be had: the keyring is locked or gone, or the store was locked."""


class NewerStore(StoreError):  # noqa: N818
    """The store was written by a newer Whyscore."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This store was written by a newer Whyscore. Nothing was changed. Open it with"
                " that version, or install the newest."
            )
        )


class DamagedStore(StoreError):  # noqa: N818
    """Bytes on the disk are not what was written."""

    def __init__(self, what: str = "") -> None:
        super().__init__(
            what
            or _(
                "A part of the store on the disk is damaged. Nothing was changed. Take out what can"
                " still be read (people export or people back-up, with --salvage), and restore"
                " your latest back-up."
            )
        )


class KeyFileMissing(DamagedStore):
    """Data are in the folder, and the file that says how they are unlocked is not."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Data are here, but the file store.key.toml that unlocks them is missing. Nothing"
                " was changed. Put store.key.toml back, or restore a back-up; the data stay."
            )
        )


class StoreUnreadable(StoreError):  # noqa: N818
    """This user may not read the store's files."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The files of the store cannot be read: this user has no right to. Nothing was"
                " changed. Allow this user to read them, or log in as their owner."
            )
        )


class StoreBusy(StoreError):  # noqa: N818
    """Another window or command is writing to the store."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another window or command is writing to this store. Nothing was changed. Wait"
                " until it has finished, and try again."
            )
        )


class StoreReadOnly(StoreError):  # noqa: N818
    """The folder of the store cannot be written."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The folder of the store cannot be written to. Nothing was changed. Allow"
                " writing there, or name another folder with --store."
            )
        )


class DiskFull(StoreError):  # noqa: N818
    """No room is left on the disk."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The disk has no room left, or takes no more. Nothing was changed, and nothing"
                " was lost. Make room, and try again."
            )
        )
