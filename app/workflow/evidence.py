"""The evidence pack of an audit: all that others need to check it, in one zip.

Equal input makes equal bytes. Unless the auditor opts out nobody can be recognised in it: ids are
salted and the salt stays outside, days are cut to months, and no text of a person is in it.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from app import __version__
from app.audit.figures import figures_of
from app.audit.picture import Figure, as_svg, dark_styles
from app.domain.audit import Question
from app.domain.calendar import iso
from app.domain.cohort import Cohort, CohortShape, TableReading
from app.domain.document import Document, as_json
from app.domain.findings import Findings
from app.domain.progress import Progress, Unwatched
from app.domain.records import InputFile
from app.domain.suppression import told_suppressed
from app.outputs.writing import PRIVATE_FILE, made_whole
from app.wording.audit_guide import guide, rerun_words
from app.wording.audit_report import AuditReport, audit_report
from app.wording.audit_sheet import audit_page
from app.wording.language import current
from app.wording.sheets import environment
from app.wording.signatures import signature_line
from app.wording.visible import visible
from app.workflow import naming
from app.workflow.audit_document import audit_document
from app.workflow.audit_question import AS_IT_STANDS
from app.workflow.evidence_tables import FEWEST_ALIKE, Parts, people_table, tables_of
from app.workflow.table_files import write_table

FORMAT = 1
"""Version of ``settings.json``, which ``rerun.py`` of the same pack reads."""

_DESCRIPTOR = "datapackage.json"
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_PERMISSIONS = PRIVATE_FILE << 16
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


class Audited(Protocol):
    """A finished audit, as ``auditing`` gives it."""

    @property
    def cohort(self) -> Cohort:
        """The people, opened."""

    @property
    def question(self) -> Question:
        """What was asked, with the day and the salt that were taken."""

    @property
    def findings(self) -> Findings:
        """What was found."""

    @property
    def people(self) -> Parts:
        """Everybody, part by part."""


@dataclass(frozen=True)
class Told:
    """An audit as it is told: nobody can be recognised in it, unless the auditor opted out.

    Attributes:
        cohort: The people, opened.
        question: What was asked.
        findings: What was found.
        people: Everybody, part by part.
        inputs: The files; where each person has files of their own, numbers for names.
        names: Whether everything stands as in the files.
    """

    cohort: Cohort
    question: Question
    findings: Findings
    people: Parts
    inputs: tuple[InputFile, ...]
    names: bool

    def document(self) -> Document:
        """Return it as plain values."""
        return audit_document(self.findings, self.question, self.inputs, self.cohort.reading)

    def report(self) -> AuditReport:
        """Return it in words."""
        return audit_report(
            self.findings, self.question, names=self.names, reading=self.cohort.reading
        )

    @property
    def by_number(self) -> bool:
        """Whether files are told by number, because their names may name people."""
        return self.cohort.shape is CohortShape.FOLDER and not self.names


def told(audited: Audited, *, names: bool = False) -> Told:
    """Return an audit as it may be told.

    Args:
        audited: The audit.
        names: Whether ids stand as in the files.
    """
    cohort, findings, people, inputs = (
        audited.cohort,
        audited.findings,
        audited.people,
        audited.cohort.inputs,
    )
    if names:
        findings, people = naming.named(cohort, audited.question, findings, people)
    elif cohort.shape is CohortShape.FOLDER:
        ordered = sorted(inputs, key=lambda one: one.sha256)
        inputs = tuple(replace(one, name=f"package-{n:05}") for n, one in enumerate(ordered, 1))
        faulty = tuple(replace(one, file="") for one in findings.faulty)
        findings = replace(findings, faulty=faulty)
    return Told(cohort, audited.question, findings, people, inputs, names)


def write_pack(
    audited: Audited,
    target: Path,
    *,
    names: bool = False,
    salt_beside: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Write an evidence pack, whole or not at all, and return where it lies.

    Args:
        audited: The audit that it proves.
        target: The zip; what is there is replaced.
        names: Whether everything stands in it as in the files.
        salt_beside: Whether the salt was written to a file outside of the pack.
        progress: Told how many of its pieces are done; may stop the work.

    Raises:
        Cancelled: The work was stopped; nothing was written.
        OSError: An input cannot be read any more.
        WhyscoreError: It cannot be written there.
    """
    watched = progress or Unwatched()
    it = told(audited, names=names)
    document = it.document()
    about = 2 * len(tables_of(document)) + len(figures_of(it.findings, it.question)) + 10
    with made_whole(target) as place, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        pieces = _pieces(it, document, place.parent, salt_beside=salt_beside)
        for done, (path, content) in enumerate(pieces):
            watched.report(min(done, about - 1), about)
            _add(archive, path, content)
    watched.report(about, about)
    return target


Piece = tuple[str, bytes | Path]


def _pieces(it: Told, document: Document, folder: Path, *, salt_beside: bool) -> Iterator[Piece]:
    """Yield every file of the pack, by its name in it."""
    report = it.report()
    files = _books(it.question)
    words = guide(report, fewest=FEWEST_ALIKE, salt_beside=salt_beside)
    figures = figures_of(it.findings, it.question)
    yield "README.txt", words.encode()
    yield "report.html", _page(it, report, figures).encode()
    yield "results.json", as_json(document).encode()
    yield "settings.json", as_json(_settings(it, list(files))).encode()
    yield "inputs.json", as_json({"files": list(_inputs(it))}).encode()
    yield "rerun.py", _rerun().encode()
    yield from files.items()
    for figure in figures:
        yield f"figures/{figure.name}.svg", as_svg(figure).encode()
    tables = tables_of(document)
    people = people_table(
        it.people, it.question, told_suppressed(it.findings.suppressed), names=it.names
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


def _page(it: Told, report: AuditReport, figures: Sequence[Figure]) -> str:
    drawings: dict[str, list[str]] = {}
    for figure in figures:
        kind, _dash, place = figure.name.partition("-")
        table = _STANDS_BEFORE[kind] + (f"-{1 if kind == 'errors' else place}" if place else "")
        if figure.leads:
            drawings.setdefault(table, []).append(as_svg(figure, alone=False))
    inputs = [(visible(one.name), one.sha256, signature_line(one.signature)) for one in it.inputs]
    return audit_page(report, drawings, inputs, dark_styles())


def _settings(it: Told, books: Sequence[str]) -> Document:
    """Return what was asked, as the options of the command line have it."""
    asked, roles = it.question, it.cohort.roles
    reading = it.cohort.reading or TableReading()
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
        "score": roles.score if roles else None,
        "id": roles.person if roles else None,
        "encoding": reading.encoding if reading.named else None,
        "separator": reading.separator or None,
        "decimal": reading.decimal or None,
        "sheet": reading.sheet or None,
        "tolerance": asked.tolerance,
        "min_group": asked.smallest_group,
        "fit": asked.fit,
        "names": it.names,
    }


def _books(question: Question) -> Mapping[str, bytes]:
    """Return the rulebook files as they were read, by their names in the pack."""
    found: dict[str, bytes] = {}
    for book in {book.sha256: book for book in question.books}.values():
        path = f"rulebooks/{book.id}.toml"
        found[path if path not in found else f"rulebooks/{book.id}-{book.sha256[:12]}.toml"] = (
            book.content
        )
    return found


def _inputs(it: Told) -> Iterator[Document]:
    """Yield name, size and hash of every file; where names may name people, numbers."""
    found = [
        (name, path.stat().st_size, _sha256(path)) for name, path in _files(Path(it.cohort.path))
    ]
    if it.by_number:
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
