"""The evidence pack of an audit: all that others need to check it, in one zip.

Equal input makes equal bytes. Unless the auditor opts out nobody can be recognised in it: ids are
salted and the salt stays outside, days are cut to months, and no text of a person is in it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app import __version__, assets
from app.audit.figures import figures_of
from app.audit.picture import Figure, as_svg, dark_styles
from app.domain.audit import Question
from app.domain.calendar import iso
from app.domain.document import Document, as_json
from app.domain.errors import WhyscoreError
from app.domain.findings import Findings
from app.domain.progress import Progress, Unwatched
from app.domain.records import InputFile
from app.domain.suppression import told_suppressed
from app.wording.audit_guide import guide, rerun_words
from app.wording.audit_report import AuditReport, audit_report
from app.wording.audit_sheet import audit_page
from app.wording.language import _, current
from app.wording.sheets import environment
from app.wording.visible import visible
from app.workflow.audit_document import audit_document
from app.workflow.evidence_tables import FEWEST_ALIKE, Parts, people_table, tables_of
from app.workflow.table_files import write_table

FORMAT = 1
"""Version of ``settings.json``, which ``rerun.py`` of the same pack reads."""

AS_IT_STANDS = "none"
"""Stands among variants for a rulebook without any."""

_DESCRIPTOR = "datapackage.json"
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_PERMISSIONS = 0o644 << 16
_BLOCK = 1 << 20
_STANDS_BEFORE = {  # figures, by the table that they stand before
    "residual": "residual",
    "claims": "claims",
    "months": "periods",
    "scores": "groups",
    "rates": "groups",
    "gap": "gap",
    "errors": "outcomes",
}


@dataclass(frozen=True)
class Evidence:
    """What a pack is made of.

    Attributes:
        source: The file or folder that was audited.
        question: What was asked, with the day and the salt that were taken.
        findings: What was found.
        people: Everybody, part by part.
        inputs: The files as the audit names them.
        score: Column of scores of a plain table, where the auditor named it.
        person: Column of ids of a plain table, likewise.
        by_person: Whether each person has files of their own, whose names may name them.
        books: Files of rulebooks that Whyscore does not bring along.
        names: Whether everything stands as in the files.
        salt_beside: Whether the salt was written to a file outside of the pack.
    """

    source: Path
    question: Question
    findings: Findings
    people: Parts
    inputs: tuple[InputFile, ...]
    score: str | None = None
    person: str | None = None
    by_person: bool = False
    books: tuple[Path, ...] = ()
    names: bool = False
    salt_beside: bool = False


def write_pack(evidence: Evidence, target: Path, progress: Progress | None = None) -> None:
    """Write an evidence pack, whole or not at all.

    Args:
        evidence: What goes into it.
        target: The zip; what is there is replaced.
        progress: Told how many of its pieces are done; may stop the work.

    Raises:
        WhyscoreError: A rulebook or an input is not what it was any more.
        Cancelled: The work was stopped; nothing was written.
        OSError: It cannot be written there.
    """
    watched = progress or Unwatched()
    with tempfile.TemporaryDirectory(prefix=".whyscore-", dir=target.parent) as name:
        folder = Path(name)
        beside = folder / "pack.zip"
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, total, (path, content) in _counted(evidence, folder):
                watched.report(done, total)
                _add(archive, path, content)
        beside.replace(target)
        watched.report(1, 1)


Piece = tuple[str, bytes | Path]


def _counted(evidence: Evidence, folder: Path) -> Iterator[tuple[int, int, Piece]]:
    """Yield the pieces with how many are done, and how many there are, about."""
    told = told_evidence(evidence)
    document = audit_document(told.findings, told.question, told.inputs)
    about = 2 * len(tables_of(document)) + 12
    for done, piece in enumerate(_pieces(told, document, folder)):
        yield min(done, about - 1), about, piece


def told_evidence(evidence: Evidence) -> Evidence:
    """Return the evidence as it is told: file names that may name people are numbers."""
    if evidence.names or not evidence.by_person:
        return evidence
    ordered = sorted(evidence.inputs, key=lambda one: one.sha256)
    inputs = tuple(InputFile(f"package-{n:05}", one.sha256) for n, one in enumerate(ordered, 1))
    faulty = tuple(replace(one, file="") for one in evidence.findings.faulty)
    return replace(evidence, inputs=inputs, findings=replace(evidence.findings, faulty=faulty))


def _pieces(told: Evidence, document: Document, folder: Path) -> Iterator[Piece]:
    """Yield every file of the pack, by its name in it."""
    report = audit_report(told.findings, told.question, names=told.names)
    files = _books(told)
    words = guide(report, fewest=FEWEST_ALIKE, salt_beside=told.salt_beside)
    figures = figures_of(told.findings, told.question)
    yield "README.txt", words.encode()
    yield "report.html", _page(told, report, figures).encode()
    yield "results.json", as_json(document).encode()
    yield "settings.json", as_json(_settings(told, list(files))).encode()
    yield "inputs.json", as_json({"files": list(_inputs(told))}).encode()
    yield "rerun.py", _rerun().encode()
    for path, content in files.items():
        yield path, content
    for figure in figures:
        yield f"figures/{figure.name}.svg", as_svg(figure).encode()
    tables = tables_of(document)
    people = people_table(
        told.people, told.question, told_suppressed(told.findings.suppressed), names=told.names
    )
    for table in (*tables, people):
        for file in write_table(table, folder):
            yield f"tables/{file.name}", file
            file.unlink()


def _add(archive: zipfile.ZipFile, path: str, content: bytes | Path) -> None:
    """Add a file without the time at which it was made."""
    entry = zipfile.ZipInfo(path, _NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # as on Unix, whatever system makes it
    entry.external_attr = _PERMISSIONS
    if isinstance(content, bytes):
        archive.writestr(entry, content)
        return
    entry.file_size = content.stat().st_size
    with content.open("rb") as file, archive.open(entry, "w") as within:
        while block := file.read(_BLOCK):
            within.write(block)


def _page(told: Evidence, report: AuditReport, figures: Sequence[Figure]) -> str:
    drawings: dict[str, list[str]] = {}
    for figure in figures:
        kind, _dash, place = figure.name.partition("-")
        table = _STANDS_BEFORE[kind] + (f"-{1 if kind == 'errors' else place}" if place else "")
        if figure.leads:
            drawings.setdefault(table, []).append(as_svg(figure, alone=False))
    inputs = [(visible(one.name), one.sha256) for one in told.inputs]
    return audit_page(report, drawings, inputs, dark_styles())


def _settings(told: Evidence, books: Sequence[str]) -> Document:
    """Return what was asked, as the options of the command line have it."""
    asked = told.question
    variants = list(dict.fromkeys(book.variant or AS_IT_STANDS for book in asked.books))
    return {
        "format": FORMAT,
        "whyscore": __version__,
        "lang": current().value,
        "rulebooks": list(books),
        "variants": [] if variants == [AS_IT_STANDS] else variants,
        "at": None if asked.day is None else iso(asked.day),
        "claims": list(asked.claims),
        "groups": list(asked.groups),
        "pairs": asked.pairs,
        "thresholds": list(asked.thresholds),
        "outcome": asked.outcome,
        "score": told.score,
        "id": told.person,
        "tolerance": asked.tolerance,
        "min_group": asked.smallest_group,
        "fit": asked.fit,
        "names": told.names,
    }


def _books(told: Evidence) -> Mapping[str, bytes]:
    """Return the rulebook files as they are, by their names in the pack.

    Raises:
        WhyscoreError: One is not there any more as it was read.
    """
    found: dict[str, bytes] = {}
    wanted = {book.sha256: book for book in told.question.books}
    there = (*told.books, *assets.rulebook_files()) if wanted else ()
    contents = {
        hashlib.sha256(one).hexdigest(): one for one in (path.read_bytes() for path in there)
    }
    for sha256, book in wanted.items():
        if sha256 not in contents:
            raise WhyscoreError(
                _("The rulebook {id} is not what it was when the audit began.").format(
                    id=visible(book.id)
                )
            )
        name = f"{book.id}.toml" if book.id.isascii() and book.id.replace("-", "").isalnum() else ""
        path = f"rulebooks/{name or sha256[:12] + '.toml'}"
        found[path if path not in found else f"rulebooks/{sha256[:12]}.toml"] = contents[sha256]
    return found


def _inputs(told: Evidence) -> Iterator[Document]:
    """Yield name, size and hash of every file; where names may name people, numbers."""
    found = [(name, path.stat().st_size, _sha256(path)) for name, path in _files(told.source)]
    if told.by_person and not told.names:
        found.sort(key=lambda one: one[2])
        width = len(str(len(found)))
        found = [
            (f"file-{number:0{width}}", size, sha256)
            for number, (_name, size, sha256) in enumerate(found, 1)
        ]
    for name, size, sha256 in found:
        yield {"name": name, "sha256": sha256, "bytes": size}


def _files(source: Path) -> list[tuple[str, Path]]:
    """List the files of an input in an order of their names; links are not followed."""
    if source.is_file() and source.name != _DESCRIPTOR:
        return [(source.name, source)]
    folder = source.parent if source.name == _DESCRIPTOR else source
    found = [
        (path.relative_to(folder).as_posix(), path)
        for within, _folders, names in os.walk(folder)
        for path in (Path(within) / name for name in names)
        if not path.is_symlink() and path.is_file()
    ]
    return sorted(found)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rerun() -> str:
    return environment().get_template("rerun.py.j2").render(words=rerun_words())
