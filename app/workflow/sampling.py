"""Write invented people as files: one as a score package, many as a cohort package."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from app.domain.arrays import DayVector, FloatVector
from app.domain.calendar import NO_DAY, Unit, day_later, day_of, iso
from app.domain.errors import UsageError
from app.domain.progress import Progress, Unwatched
from app.domain.records import Contacts, Export, OfficialScores, Records
from app.domain.rulebook import Rulebook
from app.mirror.packing import crowd_of
from app.rulebook import library
from app.wording.language import _
from app.workflow import invented
from app.workflow.invented import Crowd, day_texts
from app.workflow.planting import Operator, Plants, check_groups

DEFAULT_DAY = day_of(dt.date(2016, 3, 31))
"""The last day of what is invented, unless told otherwise: the shipped books hold on it."""

DEFAULT_RULEBOOK = "article-2016"
"""By whose rules official scores are computed, unless told otherwise."""

_EVENTS_AT_A_TIME = 500_000  # records in memory; more go to disk before the next are invented
_PEOPLE_AT_A_TIME = 20_000
_MOST_PEOPLE = 10_000_000
_MOST_EVENTS = 1_000_000_000
_MONTHS_PUBLISHED = 24
_PUBLISHED_ON = 6  # day of the month

_TABLES = {
    "subjects": ("id", "region", "age", "gender"),
    "records": ("subject", "id", "date", "kind", "amount", "until"),
    "contacts": ("subject", "id", "name", "closeness", "since", "until"),
    "contact_scores": ("subject", "contact", "date", "score"),
    "scores": ("subject", "date", "score", "rulebook"),
}
_TYPES = {
    "date": "date",
    "since": "date",
    "until": "date",
    "amount": "number",
    "closeness": "number",
    "score": "number",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """What was written.

    Attributes:
        rulebook: By which rules the official scores were computed.
        people: How many people.
        events: How many records in all.
        files: Names of the files, sorted.
    """

    rulebook: Rulebook
    people: int
    events: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What to invent.

    Attributes:
        people: How many people, 1 or more.
        events: How many records in all, shared out among them at random.
        seed: Whose like; the same seed gives the same people, file for file.
        rulebook: Id or path of the rulebook that the official scores are computed by.
        last_day: The last day on which anything happens.
        noise: How far official scores lie off the mirrored ones (standard deviation). Unit: points.
        plants: What the operator does besides what the rulebook says.
    """

    people: int
    events: int
    seed: int
    rulebook: str = DEFAULT_RULEBOOK
    variant: str | None = None
    last_day: int = DEFAULT_DAY
    noise: float = 0.0
    plants: Plants = field(default_factory=Plants)


def write_sample(wish: Wish, out: Path, progress: Progress | None = None) -> Sample:
    """Invent people and write them: the whole folder, or nothing.

    Args:
        wish: What to invent.
        out: A folder that does not exist yet, or is empty.
        progress: Told how many records are written; may stop the work.

    Raises:
        UsageError: A number is out of range, or the folder holds something already.
    """
    _check(wish, out)
    book = library.find(wish.rulebook, wish.variant)
    operator = Operator.of(wish.rulebook, book, wish.plants)
    watched = progress or Unwatched()
    beside = Path(tempfile.mkdtemp(prefix=".whyscore-", dir=out.parent))
    try:
        made = beside / out.name
        if wish.people == 1:
            _write_one(wish, book, operator, made)
        else:
            made.mkdir()
            _write_cohort(wish, book, operator, made, watched)
        if out.is_dir():
            out.rmdir()  # empty, as checked
        made.rename(out)
    finally:
        shutil.rmtree(beside)
    files = [path for path in sorted(out.rglob("*")) if path.is_file()] if out.is_dir() else [out]
    names = tuple(str(path.relative_to(out.parent).as_posix()) for path in files)
    return Sample(book, wish.people, wish.events, names)


def _check(wish: Wish, out: Path) -> None:
    for option, value, least, most in (
        ("--people", wish.people, 1, _MOST_PEOPLE),
        ("--events", wish.events, 0, _MOST_EVENTS),
        ("--seed", wish.seed, 0, 2**63 - 1),
    ):
        if not least <= value <= most:
            raise UsageError(
                _("{option} is {value}; it must be from {least} to {most}.").format(
                    option=option, value=value, least=least, most=most
                )
            )
    if not np.isfinite(wish.noise) or wish.noise < 0:
        raise UsageError(_("--noise must be 0 or more points."))
    check_groups(wish.plants.penalties, invented.GROUPS)
    if not out.parent.is_dir():
        raise UsageError(_("--out: there is no folder {folder}.").format(folder=out.parent))
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise UsageError(
            _("--out: {folder} holds something already. Name a new folder.").format(folder=out)
        )


def _write_one(wish: Wish, book: Rulebook, operator: Operator, target: Path) -> None:
    from app.intake.writing import write_package

    one = next(_crowds(wish, book))
    day, score, version = _official(one, operator, _published_days(wish.last_day), wish)[0]
    write_package(
        Export(
            records=_used(one.records_of(0)),
            contacts=one.contacts[0],
            official=OfficialScores(day, score, version, np.full(len(day), "", dtype=object)),
            subject=one.subject_of(0),
            created=wish.last_day,
            rulebook=book.id,
            rulebook_version=book.version,
            issuer="Whyscore (invented)",
        ),
        target,
        name="sample",
    )


def _used(records: Records) -> Records:
    """Return the records with the kinds that occur, and no others."""
    used, kind = np.unique(records.kind, return_inverse=True)
    return Records(
        id=records.id,
        day=records.day,
        kind=kind.astype(np.int32),
        kinds=tuple(records.kinds[code] for code in used),
        amount=records.amount,
        until=records.until,
    )


def _crowds(wish: Wish, book: Rulebook) -> Iterator[Crowd]:
    """Invent the people part by part, so that memory stays bounded however many they are."""
    around = invented.world(book)
    counts = _shared_out(wish)
    running = np.cumsum(counts)
    first = 0
    while first < wish.people:
        done = running[first - 1] if first else 0
        last = int(np.searchsorted(running, done + _EVENTS_AT_A_TIME, side="right"))
        last = min(max(last, first + 1), first + _PEOPLE_AT_A_TIME, wish.people)
        yield invented.crowd(around, book, counts[first:last], first, wish.last_day, wish.seed)
        first = last


def _shared_out(wish: Wish) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Share the records out among the people: some lives are fuller than others."""
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence([wish.seed])))
    share = chance.gamma(4.0, 1.0, wish.people)
    bounds = np.round(np.cumsum(share) / share.sum() * wish.events).astype(np.int64)
    return np.asarray(np.diff(bounds, prepend=0), dtype=np.int64)


def _published_days(last_day: int) -> DayVector:
    """Return the days on which the operator publishes: the 6th of each month."""
    month = int(
        np.datetime64(last_day, "D").astype("datetime64[M]").astype("datetime64[D]").astype(int)
    )
    days = [
        day_later(month, -back, Unit.MONTHS) + _PUBLISHED_ON - 1
        for back in range(_MONTHS_PUBLISHED - 1, -1, -1)
    ]
    return np.array([day for day in days if day <= last_day], dtype=np.int32)


Published = tuple[DayVector, FloatVector, np.ndarray]
"""What the operator published of a person: day, score, rulebook."""


def _official(crowd: Crowd, operator: Operator, days: DayVector, wish: Wish) -> list[Published]:
    """Return what the operator published of each person."""
    people = crowd_of(
        Export(
            crowd.records_of(person),
            crowd.contacts[person],
            OfficialScores.none(),
            subject=crowd.subject_of(person),
        )
        for person in range(len(crowd))
    )
    scores = operator.scores(people, days)
    return [
        _published(crowd.first + who, own, operator, days, wish) for who, own in enumerate(scores)
    ]


def _published(
    number: int, scores: FloatVector, operator: Operator, days: DayVector, wish: Wish
) -> Published:
    if wish.noise:
        seeds = np.random.SeedSequence([wish.seed, number, 1])
        noise = np.random.Generator(np.random.PCG64(seeds)).normal(0.0, wish.noise, len(days))
        scores = scores + noise
    known = ~np.isnan(scores)
    on = days[known]
    version = np.array(["", *operator.in_force(on)], dtype=object)[1:]
    return on, operator.published(scores[known], on), version


def _write_cohort(
    wish: Wish, book: Rulebook, operator: Operator, folder: Path, progress: Progress
) -> None:
    files = {name: _Files() for name in _TABLES}
    days = _published_days(wish.last_day)
    written = 0
    for number, crowd in enumerate(_crowds(wish, book)):
        progress.report(written, wish.events)
        for table, lines in _tables(crowd, operator, book.decimals, days, wish):
            path = folder / f"{table}-{number:04}.csv"
            files[table].add(path, _TABLES[table], lines)
        written += len(crowd.records)
    progress.report(wish.events, wish.events)
    descriptor = _descriptor(wish, book, files)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


class _Files:
    """The files of one table: their names, and the hash of all their bytes in order."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.size = 0
        self.digest = hashlib.sha256()

    def add(self, path: Path, header: Sequence[str], lines: Iterable[str]) -> None:
        """Write one more file of the table."""
        data = ("\n".join((",".join(header), *lines)) + "\n").encode("utf-8")
        path.write_bytes(data)
        self.names.append(path.name)
        self.size += len(data)
        self.digest.update(data)


def _tables(
    crowd: Crowd, operator: Operator, decimals: int, days: DayVector, wish: Wish
) -> Iterator[tuple[str, list[str]]]:
    """Yield every table of a part as CSV lines. No cell needs quotes: all are our own words."""
    people = range(len(crowd))
    names = [crowd.name(person) for person in people]
    yield (
        "subjects",
        [
            f"{name},{invented.REGIONS[region]},{invented.AGES[age]},{invented.GENDERS[gender]}"
            for name, region, age, gender in zip(
                names, crowd.region, crowd.age, crowd.gender, strict=True
            )
        ],
    )
    yield "records", _record_lines(crowd, names)
    yield "contacts", [line for p in people for line in _contact_lines(names[p], crowd.contacts[p])]
    yield (
        "contact_scores",
        [line for p in people for line in _contact_score_lines(names[p], crowd.contacts[p])],
    )
    lines = []
    for name, (on, scores, version) in zip(
        names, _official(crowd, operator, days, wish), strict=True
    ):
        lines += [
            f"{name},{iso(day)},{score:.{decimals}f},{said}"
            for day, score, said in zip(on.tolist(), scores.tolist(), version, strict=True)
        ]
    yield "scores", lines


def _record_lines(crowd: Crowd, names: list[str]) -> list[str]:
    table = crowd.records
    owner = np.repeat(np.array(["", *names], dtype=object)[1:], np.diff(crowd.starts))
    kinds = np.array(["", *table.kinds], dtype=object)[1:]
    columns = (
        owner.tolist(),
        table.id.tolist(),
        day_texts(table.day).tolist(),
        kinds[table.kind].tolist(),
        ["" if amount != amount else f"{amount:.2f}" for amount in table.amount.tolist()],  # noqa: PLR0124 - NaN is the one number that differs from itself
        day_texts(table.until).tolist(),
    )
    return [",".join(cells) for cells in zip(*columns, strict=True)]


def _contact_lines(name: str, contacts: Contacts) -> list[str]:
    return [
        f"{name},{one},{said},{closeness:.2f},{_day(since)},{_day(until)}"
        for one, said, closeness, since, until in zip(
            contacts.id,
            contacts.name,
            contacts.closeness.tolist(),
            contacts.since.tolist(),
            contacts.until.tolist(),
            strict=True,
        )
    ]


def _contact_score_lines(name: str, contacts: Contacts) -> list[str]:
    return [
        f"{name},{contacts.id[row]},{iso(day)},{score:g}"
        for row, day, score in zip(
            contacts.score_contact.tolist(),
            contacts.score_day.tolist(),
            contacts.score.tolist(),
            strict=True,
        )
    ]


def _day(day: int) -> str:
    return "" if day == NO_DAY else iso(day)


def _descriptor(wish: Wish, book: Rulebook, files: dict[str, _Files]) -> dict[str, object]:
    """Return the cohort's ``datapackage.json``."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"sample-{wish.seed}",
        "created": f"{iso(wish.last_day)}T00:00:00Z",
        "whyscore": {
            "format": 1,
            "issuer": {"id": "whyscore-sample", "name": "Whyscore (invented people)"},
            "rulebook": {"id": book.id, "version": book.version},
        },
        "resources": [_resource(table, parts) for table, parts in files.items()],
    }


def _resource(table: str, files: _Files) -> dict[str, object]:
    return {
        "name": table,
        "path": files.names[0] if len(files.names) == 1 else files.names,
        "format": "csv",
        "encoding": "utf-8",
        "hash": f"sha256:{files.digest.hexdigest()}",
        "bytes": files.size,
        "schema": {
            "fields": [
                {"name": name, "type": _TYPES.get(name, "string")} for name in _TABLES[table]
            ]
        },
    }
