"""``datapackage.json``: what a package says it holds. Read strictly, for it comes from anywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from app.domain.errors import UnreadableInput
from app.domain.records import Subject
from app.intake.cells import iso_day
from app.intake.container import (
    DESCRIPTOR,
    LONGEST_NAME,
    Source,
    is_inside,
    leads_outside,
    too_long,
)
from app.intake.dialect import Dialect, read_dialect
from app.intake.labels import label
from app.intake.refusing import refused
from app.intake.text import canonical, marked_encoding
from app.intake.written import read_written
from app.wording.language import _

FORMAT = 1
"""The version of the score package that is read and written."""

APOSTROPHE = "apostrophe"
"""How our own packages say that texts a spreadsheet would run carry an apostrophe in front."""

_LONGEST = 16 << 20
_DEEPEST = 40
_MOST_RESOURCES = 10_000
_FORMATS = {
    "csv": "csv",
    "tsv": "csv",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "jsonlines": "jsonl",
    "parquet": "parquet",
    "parq": "parquet",
}


@dataclass(frozen=True)
class Resource:
    """One table of the package, as the descriptor names it.

    Attributes:
        name: Name of the table.
        paths: Files that hold it, in order; none where its data stand in the descriptor.
        format: ``csv``, ``jsonl`` or ``parquet``; else as it is written.
        hash: As written, such as ``sha256:…``.
        bytes: Size of all its files.
        outside: Files beside the descriptor that say how the table is read.
    """

    name: str
    paths: tuple[str, ...]
    format: str
    encoding: str
    dialect: Dialect
    hash: str | None = None
    bytes: int | None = None
    outside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Descriptor:
    """What the package says of itself."""

    resources: tuple[Resource, ...]
    subject: Subject = field(default_factory=Subject)
    created: int | None = None
    issuer: str = ""
    rulebook: str | None = None
    rulebook_version: str | None = None
    escaped: bool = False


def read_descriptor(source: Source) -> Descriptor:
    """Read and check the descriptor of a package.

    Raises:
        UnreadableInput: It is no JSON, or does not say what it must; the fault names the key.
    """
    return _Reader(source).descriptor(parsed(source, DESCRIPTOR))


def parsed(source: Source, name: str) -> object:
    """Return what a file of JSON says.

    Raises:
        UnreadableInput: It is no JSON, or beyond all bounds.
    """
    if source.size(name) > _LONGEST:
        raise _not_json(source.name, _("more than 16 MiB"))
    with source.open(name) as file:
        data = file.read(_LONGEST + 1)
    try:
        document = json.loads(
            _unicode(data), object_pairs_hook=unique_keys, parse_constant=_no_constant
        )
        json.dumps(document, ensure_ascii=False).encode()  # half a character is refused here
    except UnicodeError as error:
        raise _not_json(source.name, _("bytes that are not UTF-8")) from error
    except json.JSONDecodeError as error:
        raise _not_json(source.name, _("text that is not JSON"), error.lineno) from error
    except RepeatedKeyError as error:
        raise _not_json(source.name, _("one key twice")) from error
    except (ValueError, RecursionError) as error:
        raise _not_json(source.name, _("numbers or nesting beyond all bounds")) from error
    if _depth(document) > _DEEPEST:
        raise _not_json(source.name, _("numbers or nesting beyond all bounds"))
    return document


class RepeatedKeyError(ValueError):
    """An object of JSON that has one key twice: two programs would read two things."""


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON.

    Raises:
        RepeatedKeyError: A key stands there twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        raise RepeatedKeyError
    return found


def _no_constant(_text: str) -> None:
    raise ValueError


def _depth(document: object) -> int:
    depth, level = 0, [document]
    while level:
        depth += 1
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below += value.values()
            elif isinstance(value, list):
                below += value
        level = below
    return depth


def _encoding(named: str, chosen: str) -> str:
    """Return the encoding that was chosen, else what a table's entry names, as Python knows it."""
    said = chosen or named or "utf-8"
    return canonical(said) or said


def _unicode(data: bytes) -> str:
    """Return a text in UTF-8, or in whatever Unicode its byte order mark names."""
    return data.decode(marked_encoding(data) or "utf-8").removeprefix("\ufeff")


def _not_json(name: str, found: str, line: int | None = None) -> UnreadableInput:
    return refused(
        name,
        found,
        _("a descriptor in JSON (UTF-8)"),
        _("The package is damaged; ask for it again."),
        table=DESCRIPTOR,
        line=line,
    )


class _Reader:
    """Reads one descriptor; every refusal names the key."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._name, self._chosen = source.name, source.encoding

    def descriptor(self, document: object) -> Descriptor:
        root = self._object(document, "")
        ours = self._object(root.get("whyscore", {}), "whyscore")
        if ours.get("format", FORMAT) != FORMAT:
            raise self._wrong("whyscore.format", _("format {number}").format(number=FORMAT))
        issuer = self._object(ours.get("issuer", {}), "whyscore.issuer")
        rulebook = self._object(ours.get("rulebook", {}), "whyscore.rulebook")
        return Descriptor(
            resources=self._resources(root),
            subject=self._subject(ours),
            created=self._created(root),
            issuer=self._text(issuer, "name", "whyscore.issuer")
            or self._text(issuer, "id", "whyscore.issuer"),
            rulebook=self._text(rulebook, "id", "whyscore.rulebook") or None,
            rulebook_version=self._text(rulebook, "version", "whyscore.rulebook") or None,
            escaped=self._text(ours, "escaped", "whyscore") == APOSTROPHE,
        )

    def _subject(self, ours: Mapping[str, object]) -> Subject:
        place = "whyscore.subject"
        subject = self._object(ours.get("subject", {}), place)
        groups = self._object(subject.get("groups", {}), f"{place}.groups")
        return Subject(
            id=self._text(subject, "id", place),
            name=label(self._text(subject, "name", place)),
            region=label(self._text(subject, "region", place)),
            groups=tuple(
                (label(key), label(self._text(groups, key, f"{place}.groups"))) for key in groups
            ),
        )

    def _created(self, root: Mapping[str, object]) -> int | None:
        text = self._text(root, "created", "")
        if not text:
            return None
        day = iso_day(text)
        if day is None:
            raise self._wrong("created", _("a date such as 2016-03-06"))
        return day

    def _resources(self, root: Mapping[str, object]) -> tuple[Resource, ...]:
        listed = root.get("resources")
        if not isinstance(listed, list) or len(listed) > _MOST_RESOURCES:
            raise self._wrong("resources", _("a list of tables"))
        found: dict[str, Resource] = {}
        files: set[str] = set()
        for number, entry in enumerate(listed):
            place = f"resources.{number}"
            resource = self._resource(self._object(entry, place), place)
            if resource.name in found:
                raise self._wrong(f"{place}.name", _("one table of each name"))
            # A small file that is named ten thousand times would be read for hours.
            if len(files) + len(resource.paths) != len(files | set(resource.paths)):
                raise self._wrong(f"{place}.path", _("each file once"))
            files.update(resource.paths)
            found[resource.name] = resource
        return tuple(found.values())

    def _resource(self, entry: Mapping[str, object], place: str) -> Resource:
        name = self._text(entry, "name", place)
        if not name:
            raise self._wrong(f"{place}.name", _("a name"))
        paths = self._paths(entry.get("path", []), place)
        said = self._text(entry, "format", place).lower().lstrip(".")
        suffix = PurePosixPath(paths[0]).suffix[1:].lower() if paths else ""
        size = entry.get("bytes")
        if size is not None and (isinstance(size, bool) or not isinstance(size, int)):
            raise self._wrong(f"{place}.bytes", _("a whole number"))
        dialect = entry.get("dialect", {})
        schema = self._schema(entry.get("schema", {}), f"{place}.schema")
        return Resource(
            name=name,
            paths=paths,
            format=_FORMATS.get(said or suffix, said or suffix),
            encoding=_encoding(self._text(entry, "encoding", place), self._chosen),
            dialect=self._dialect(dialect, schema, "\t" if suffix == "tsv" else ",", place),
            hash=self._text(entry, "hash", place) or None,
            bytes=size,
            outside=tuple(said for said in (entry.get("schema"), dialect) if isinstance(said, str)),
        )

    def _schema(self, said: object, place: str) -> Mapping[str, Any]:
        """Return a table's schema, which may stand in a file of its own."""
        return self._object(self._beside(said, place), place)

    def _beside(self, said: object, place: str) -> object:
        """Return what a file beside the descriptor says, where a path stands for it."""
        if not isinstance(said, str):
            return said
        if not is_inside(said):
            raise leads_outside(self._name, _("a path that leads outside"))
        if not self._source.has(said) or self._source.size(said) > _LONGEST:
            raise self._wrong(place, _("an object, or the name of a file that holds it"))
        return parsed(self._source, said)

    def _dialect(
        self, said: object, schema: Mapping[str, Any], delimiter: str, place: str
    ) -> Dialect:
        fields = schema.get("fields", [])
        try:
            written = read_written(schema)
        except ValueError as error:
            raise self._wrong(f"{place}.schema.{error}", _("a schema of a table")) from error
        names = [
            entry["name"]
            for entry in (fields if isinstance(fields, list) else [])
            if isinstance(entry, dict) and isinstance(entry.get("name"), str)
        ]
        try:
            dialect = self._object(self._beside(said, f"{place}.dialect"), f"{place}.dialect")
            return read_dialect(dialect, tuple(names), delimiter, written)
        except ValueError as error:
            raise self._wrong(f"{place}.dialect.{error}", _("a dialect of CSV")) from error

    def _paths(self, said: object, place: str) -> tuple[str, ...]:
        paths: list[str] = []
        for path in said if isinstance(said, list) else [said]:
            if not isinstance(path, str) or not path:
                raise self._wrong(f"{place}.path", _("a file name, or a list of file names"))
            if not is_inside(path):
                raise leads_outside(self._name, _("a path that leads outside"))
            if len(path) > LONGEST_NAME:
                raise too_long(self._name, len(path))
            paths.append(PurePosixPath(path).as_posix())
        return tuple(paths)

    def _object(self, value: object, place: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(place or DESCRIPTOR, _("an object"))
        return value

    def _text(self, value: Mapping[str, object], key: str, place: str) -> str:
        text = value.get(key)
        if text is None:
            return ""
        if isinstance(text, int) and not isinstance(text, bool):
            return str(text)
        if not isinstance(text, str):
            raise self._wrong(f"{place}.{key}" if place else key, _("a text"))
        return text

    def _wrong(self, key: str, expected: str) -> UnreadableInput:
        return refused(
            self._name,
            _("something else"),
            expected,
            _("The package does not keep to the format; ask its sender for a new one."),
            table=DESCRIPTOR,
            column=key,
        )
