"""What a file that nobody reads is, told by what stands in it and never by its name."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app import assets
from app.domain.errors import UnreadableInput, WhyscoreError
from app.intake.container import Source
from app.wording.file_kinds import KINDS

_MOST_BYTES = 64 << 10  # of a file that are looked at
_MOST_FILES = 50  # of a folder or zip that are looked at
_MOST_LINES = 60
_LEAST_CELLS = 3
_OF_ONE_APP = ("archive_", "chat_")  # beside its own files there are pictures, pages and texts
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_MEMBER = re.compile(rb"PK\x03\x04.{22}(?P<length>..).{2}", re.DOTALL)
_SEPARATORS = re.compile(r"[,;\t|]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TABLES = frozenset({"bytes", "members", "words", "headings", "ole"})


@dataclass(frozen=True, slots=True)
class _Sign:
    """What tells one kind: beginnings at a place, and words that all must be there."""

    kind: str
    at: int
    starts: tuple[str, ...]
    every: tuple[str, ...]

    def begins(self, text: str) -> bool:
        """Return whether the text begins so, or no beginning is asked for."""
        return not self.starts or text.startswith(self.starts, self.at)


def kind_of(source: Source) -> str:
    """Return the kind of what was chosen, a key of ``file_kinds.KINDS``."""
    names = source.names()
    if not names:
        return "empty_folder"
    listed = "\n" + "\n".join(name.lower() for name in names)
    kind = _first_with("members", listed)
    if kind:
        return kind
    kinds = kinds_within(source)
    told = [one for one in kinds if one.startswith(_OF_ONE_APP)] if len(kinds) > 1 else list(kinds)
    return told[0] if len(told) == 1 else "several"


def kinds_within(source: Source) -> Mapping[str, int]:
    """Count the kinds of the files in a folder or zip, the first of them where there are many."""
    counted = Counter(kind_of_file(source, name) for name in source.names()[:_MOST_FILES])
    return dict(counted.most_common())


def kind_of_file(source: Source, name: str) -> str:
    """Return the kind of one file, by its first bytes."""
    try:
        with source.open(name) as file:
            head = file.read(_MOST_BYTES)
    except UnreadableInput:
        return "damaged"  # the reader's own refusal tells the rest, where it is that file's turn
    return kind_of_bytes(head)


def kind_of_bytes(head: bytes) -> str:
    """Return the kind of a file by its first bytes."""
    if not head:
        return "empty"
    if not head.strip(b"\x00"):
        return "zeros"
    if head.startswith(_ZIP):
        return _kind_of_zip(head)
    if head.startswith(_OLE):
        return _of_ole(head)
    latin = head.decode("latin-1")
    for sign in _signs()["bytes"]:
        if sign.begins(latin):
            return sign.kind
    return _kind_of_text(head)


def _kind_of_zip(head: bytes) -> str:
    """Name a zip within a folder or zip by the members whose entries stand at its beginning."""
    names = []
    for found in _MEMBER.finditer(head):
        length = int.from_bytes(found["length"], "little")
        names.append(head[found.end() : found.end() + length].decode("utf-8", "replace").lower())
    kind = _first_with("members", "\n" + "\n".join(names))
    return kind or _first_with("words", head[:200].decode("latin-1").lower()) or "zip"


def _of_ole(head: bytes) -> str:
    text = head.decode("utf-16-le", "replace").lower()
    return _first_with("ole", text) or "office"


def _kind_of_text(head: bytes) -> str:
    for text in _texts(head):
        lower = text.lower().lstrip("\ufeff \t\r\n")
        kind = _first_with("words", lower)
        if kind and not (kind == "mail" and not _is_mail(lower)):
            return kind
        lines = lower.splitlines()[:_MOST_LINES]
        rows = [row for row in map(_cells, lines) if len(row) >= _LEAST_CELLS]
        for row in rows:
            for sign in _signs()["headings"]:
                if all(any(_is_in(word, cell) for cell in row) for word in sign.every):
                    return sign.kind
        if not _CONTROLS.search(text):
            return "table" if len(rows) * 2 > len(lines) else "text"
    return "unknown"


def _texts(head: bytes) -> Sequence[str]:
    """Return the text as each encoding gives it that it may be in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return (head.decode("utf-16", "replace"),)
    try:
        # The last letter may be cut where the bytes end.
        return (head.decode("utf-8", "strict" if len(head) < _MOST_BYTES else "ignore"),)
    except UnicodeDecodeError:
        return (head.decode("gb18030", "replace"), head.decode("cp1252", "replace"))


def _is_mail(text: str) -> bool:
    first = text.partition("\n")[0]
    return first.startswith("from ") or re.match(r"[a-z-]+:", first) is not None


def _cells(line: str) -> list[str]:
    return [cell.strip(" \"'") for cell in _SEPARATORS.split(line)]


def _is_in(word: str, cell: str) -> bool:
    """Return whether a heading has a word; a word of letters with cases stands by itself."""
    if not word.isascii():
        return word in cell
    return re.search(rf"(?<![a-zäöü]){re.escape(word)}(?![a-zäöü])", cell) is not None


def _first_with(table: str, text: str) -> str:
    for sign in _signs()[table]:
        if sign.begins(text) and all(word in text for word in sign.every):
            return sign.kind
    return ""


@cache
def _signs() -> Mapping[str, tuple[_Sign, ...]]:
    """Return what tells the kinds, as the resources have it.

    Raises:
        WhyscoreError: A kind there has no name, or a sign tells nothing.
    """
    path = assets.folder("files") / "kinds.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    signs = {
        table: tuple(
            _Sign(
                row["kind"],
                row.get("at", 0),
                tuple(row.get("starts", ())),
                tuple(row.get("all", ())),
            )
            for row in rows
        )
        for table, rows in content.items()
    }
    wrong = [
        sign.kind
        for rows in signs.values()
        for sign in rows
        if sign.kind not in KINDS or not (sign.starts or sign.every)
    ]
    if wrong or set(signs) != _TABLES:
        raise WhyscoreError(f"{path.name}: {', '.join(wrong) or 'tables'}")
    return signs
