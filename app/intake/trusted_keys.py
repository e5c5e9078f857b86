"""The keys that the person trusts: kept in one small file, and looked at whenever a package is read.

The file lies beside the settings, for its owner only. It holds one key a line, as a key file
does: the key's id, white space, the 32 bytes of a public Ed25519 key in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import settings
from app.domain.errors import UsageError, WhyscoreError
from app.wording.language import _
from app.wording.visible import visible

LONGEST_FILE = 65_536
"""A file of keys that is longer is none. Unit: bytes."""

KEY_BYTES = 32
_LONGEST_ID = 200  # characters
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public Ed25519 key, and the id by which signatures name it."""

    id: str
    public: bytes

    @property
    def encoded(self) -> str:
        """The key in base64."""
        return base64.b64encode(self.public).decode()

    @property
    def fingerprint(self) -> str:
        """What two people can compare over the telephone: groups of SHA-256 of the key."""
        digest = hashlib.sha256(self.public).hexdigest()[:32]
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """What the file of trusted keys holds.

    Attributes:
        keys: The keys, in the order of their ids.
        damaged: A sentence that says what of the file cannot be read; empty where all can.
    """

    keys: tuple[TrustedKey, ...] = ()
    damaged: str = ""

    @property
    def by_id(self) -> dict[str, bytes]:
        """The keys as a signature is checked against them."""
        return {key.id: key.public for key in self.keys}


def place() -> Path:
    """Return where the trusted keys are kept."""
    return settings.place().parent / "trusted-keys.txt"


def kept(file: Path | None = None) -> KeptKeys:
    """Return the keys that are trusted; none where there is no such file yet.

    A line that is no key costs that key, never the others.
    """
    file = file or place()
    try:
        with file.open("rb") as opened:
            data = opened.read(LONGEST_FILE + 1)
    except FileNotFoundError:
        return KeptKeys()
    except OSError as error:
        return KeptKeys(damaged=_damaged(file, error.strerror or type(error).__name__))
    found: dict[str, TrustedKey] = {}
    bad = 0 if len(data) <= LONGEST_FILE else 1
    for line in data[:LONGEST_FILE].split(b"\n"):
        try:
            if text := line.decode("utf-8-sig").strip():
                key = _key(*_two(text))
                found[key.id] = key
        except ValueError:
            bad += 1
    keys = tuple(found[name] for name in sorted(found))
    if not bad:
        return KeptKeys(keys)
    return KeptKeys(keys, _damaged(file, _("lines that are no keys")))


def read_keys(text: str, name: str | None = None) -> tuple[TrustedKey, ...]:
    """Read keys that somebody gave: an id and a key, or only the key where a name is given.

    Args:
        text: What stands in a key file, or was pasted.
        name: The id that the key is to have.

    Raises:
        UsageError: It is no such text.
    """
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    words = text.removeprefix("\ufeff").split()
    try:
        if name is not None and len(words) == 1:
            return (_key(name, words[0]),)
        if len(words) == 2:  # an id and a key may stand on lines of their own
            return (_key(name or words[0], words[1]),)
        found = tuple(_key(name or said, encoded) for said, encoded in map(_two, lines))
    except ValueError as error:
        raise _no_key() from error
    if not found or len(found) > (_MOST_KEYS if name is None else 1):
        raise _no_key()
    return found


def read_key_file(file: Path, name: str | None = None) -> tuple[TrustedKey, ...]:
    """Read the keys in a file; see ``read_keys``.

    Raises:
        UsageError: The file cannot be read, or is no key file.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(LONGEST_FILE + 1)
        return read_keys("" if len(data) > LONGEST_FILE else data.decode("utf-8-sig"), name)
    except OSError as error:
        raise UsageError(
            _("{file} cannot be read: {reason}.").format(
                file=visible(str(file)), reason=error.strerror or type(error).__name__
            )
        ) from error
    except (UnicodeDecodeError, UsageError) as error:
        raise UsageError(
            _("{file} is no key file. It holds a key's id and its 32 bytes in base64.").format(
                file=visible(str(file))
            )
        ) from error


def add(keys: Sequence[TrustedKey], file: Path | None = None) -> tuple[TrustedKey, ...]:
    """Trust some keys from now on.

    Returns:
        Those of them that were not trusted before.

    Raises:
        UsageError: Another key of one of the ids is trusted; it is to be removed first.
        WhyscoreError: The file cannot be read or written; it is as it was.
    """
    file = file or place()
    found = _whole(file)
    new: dict[str, TrustedKey] = {}
    for key in keys:
        known = found.get(key.id) or new.get(key.id)
        if known is not None and known.public != key.public:
            raise UsageError(
                _("Another key is trusted by the name {id}. Remove that one first.").format(
                    id=visible(key.id)
                )
            )
        if key.id not in found:
            new[key.id] = key
    if len(found) + len(new) > _MOST_KEYS:
        raise UsageError(_("More than {count} keys cannot be kept.").format(count=_MOST_KEYS))
    if new:
        _write(file, (found | new).values())
    return tuple(new.values())


def remove(name: str, file: Path | None = None) -> TrustedKey:
    """Trust a key no more.

    Raises:
        UsageError: No key of that id is trusted.
        WhyscoreError: The file cannot be read or written; it is as it was.
    """
    file = file or place()
    found = _whole(file)
    if name not in found:
        raise UsageError(_("No key is trusted by the name {id}.").format(id=visible(name)))
    gone = found.pop(name)
    _write(file, found.values())
    return gone


def _whole(file: Path) -> dict[str, TrustedKey]:
    """Return the keys in the file; refuse one that would lose lines when it is written anew."""
    held = kept(file)
    if held.damaged:
        raise WhyscoreError(held.damaged)
    return {key.id: key for key in held.keys}


def _write(file: Path, keys: Iterable[TrustedKey]) -> None:
    lines = sorted(f"{key.id} {key.encoded}\n" for key in keys)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)  # 0600
        beside = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
                opened.writelines(lines)
                opened.flush()
                os.fsync(opened.fileno())
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise WhyscoreError(
            _("The trusted keys could not be kept in {folder}: {reason}.").format(
                folder=file.parent, reason=error.strerror or type(error).__name__
            )
        ) from error


def _two(line: str) -> tuple[str, str]:
    """Split a line into an id, which may have spaces within, and a key."""
    name, _space, encoded = line.replace("\t", " ").rpartition(" ")
    return name.strip(), encoded


def _key(name: str, encoded: str) -> TrustedKey:
    """Return a key.

    Raises:
        ValueError: The id is none that a line can hold, or the key has not 32 bytes.
    """
    name = name.strip()
    if not name or len(name) > _LONGEST_ID or not name.isprintable():
        raise ValueError(name)
    try:
        public = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ValueError(encoded) from error
    if len(public) != KEY_BYTES:
        raise ValueError(len(public))
    return TrustedKey(name, public)


def _no_key() -> UsageError:
    return UsageError(_("This is no key. A key is its id and its 32 bytes (Ed25519) in base64."))


def _damaged(file: Path, found: str) -> str:
    return _(
        "The file of trusted keys ({file}) cannot be read whole: {found}. "
        "Mend it, or delete it and add the keys again."
    ).format(file=file, found=found)
