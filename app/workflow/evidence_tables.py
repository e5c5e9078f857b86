"""The tables of an evidence pack: the figures of its ``results.json``, row by row, and the people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.domain.audit import People, Question
from app.domain.calendar import NO_DAY, iso
from app.domain.document import Document, figure
from app.domain.findings import Suppressed

FEWEST_ALIKE = 5
"""Where fewer people share all that they are told apart by, none of it stands beside them."""

TEXT, NUMBER, WHOLE, YES_OR_NO = "VARCHAR", "DOUBLE", "BIGINT", "BOOLEAN"
"""What a column holds, as DuckDB names it."""

Cell = str | float | int | bool | None
Parts = Callable[[], Iterable[People]]

_SPAN = ("low", "high")
_GAP = ("gap", "behaviour", "contacts", "rules", "unexplained")
_RATES = ("fpr", "fnr", "ppv", "npv")
_COUNTS = ("low_did_not", "high_did_not", "low_did", "high_did")
_PERCENTILES = ("p05", "p25", "p50", "p75", "p95")


@dataclass(frozen=True)
class PlainTable:
    """A table of plain values.

    Attributes:
        name: Of its files.
        columns: Name and what it holds.
        rows: One cell a column.
        by: The column by which rows are put in order; ``None`` leaves them as they come.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: Iterable[Sequence[Cell]]
    by: str | None = None


def tables_of(document: Document) -> tuple[PlainTable, ...]:
    """Return the figures of a document as tables; those without a row are left out."""
    return tuple(table for table in _tables(document) if table.rows)


def _tables(document: Mapping[str, Any]) -> Iterator[PlainTable]:
    yield _flat("claims", document["claims"], text=("rule", "verdict"), whole=("n", "moved"))
    yield _groups(document["groups"])
    yield _shares(document["groups"])
    yield PlainTable(
        "rate_gaps",
        (*_texts("attribute", "group", "other"), *_numbers("threshold", "difference", *_SPAN)),
        [
            (one["attribute"], *one["groups"], one["threshold"], one["difference"], *_span(one))
            for one in document["rate_gaps"]
        ],
    )
    yield _gaps(document["gaps"])
    yield _outcomes(document["outcomes"])
    yield _flat("months", document["periods"], text=("month",), whole=("n",))
    yield _flat("residual_bars", document["distribution"], whole=("n",))
    yield PlainTable(
        "score_bars",
        (*_texts("attribute", "group"), *_numbers("low", "high"), ("n", WHOLE)),
        [
            (one["attribute"], one["group"], bar["low"], bar["high"], bar["n"])
            for one in document["scores"]
            for bar in one["bars"]
        ],
    )
    yield _flat("explains", document["explains"], text=("rule",))
    yield _flat("largest", document["largest"], text=("name", "month"))
    yield _flat("suppressed", document["suppressed"], text=("attribute", "group"), whole=("n",))
    yield _flat(
        "pressure", document["pressure"], text=("stance", "rule"), whole=("moved", "takes_from")
    )
    yield _flat("rulebooks", document["books"], text=("id", "version", "variant"), whole=("n",))
    fit = document["fit"]
    if fit is not None:
        yield _flat("fit", fit["numbers"], text=("key",), flags=("told", "bound"))
    yield _flat(
        "faulty",
        document["faulty"]["first"],
        text=("name", "file", "table", "column", "expected"),
        whole=("line",),
    )


def _flat(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    text: tuple[str, ...] = (),
    whole: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> PlainTable:
    """Return rows that are flat already; what is not named otherwise is a number."""
    kinds = {**dict.fromkeys(text, TEXT), **dict.fromkeys(whole, WHOLE)}
    kinds |= dict.fromkeys(flags, YES_OR_NO)
    columns = tuple((key, kinds.get(key, NUMBER)) for key in (rows[0] if rows else {}))
    return PlainTable(name, columns, [tuple(row.values()) for row in rows])


def _groups(groups: Sequence[Mapping[str, Any]]) -> PlainTable:
    return PlainTable(
        "groups",
        (
            *_texts("attribute", "group"),
            ("n", WHOLE),
            *_numbers("mean", *_SPAN, *_PERCENTILES),
            *_numbers("residual", "residual_low", "residual_high", "within", "p_holm"),
        ),
        [
            (
                *(one[key] for key in ("attribute", "group", "n", "mean", *_SPAN)),
                *(one["quartiles"][key] for key in _PERCENTILES),
                *_around(one["residual"], "mean"),
                one["within"],
                one["p_holm"],
            )
            for one in groups
        ],
    )


def _shares(groups: Sequence[Mapping[str, Any]]) -> PlainTable:
    return PlainTable(
        "shares_below",
        (*_texts("attribute", "group"), ("n", WHOLE), *_numbers("threshold", "rate", *_SPAN)),
        [
            (one["attribute"], one["group"], one["n"], float(threshold), *_around(rate, "rate"))
            for one in groups
            for threshold, rate in one["below"].items()
        ],
    )


def _gaps(gaps: Sequence[Mapping[str, Any]]) -> PlainTable:
    return PlainTable(
        "gaps",
        (
            *_texts("attribute", "group", "other"),
            *_numbers("mean", "other_mean"),
            *_numbers(*(f"{part}{end}" for part in _GAP for end in ("", "_low", "_high"))),
        ),
        [
            (
                one["attribute"],
                *one["groups"],
                *one["means"],
                *(cell for part in _GAP for cell in (one[part], *one["intervals"][part])),
            )
            for one in gaps
        ],
    )


def _outcomes(outcomes: Sequence[Mapping[str, Any]]) -> PlainTable:
    return PlainTable(
        "outcomes",
        (
            *_texts("attribute", "group"),
            ("threshold", NUMBER),
            *((name, WHOLE) for name in ("n", *_COUNTS)),
            *_numbers(*(f"{rate}{end}" for rate in _RATES for end in ("", "_low", "_high"))),
        ),
        [
            (
                *(one[key] for key in ("attribute", "group", "threshold", "n")),
                *(one["counts"][key] for key in _COUNTS),
                *(cell for rate in _RATES for cell in _around(one[rate], "rate")),
            )
            for one in outcomes
        ],
    )


def _around(found: Mapping[str, Any] | None, name: str) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if found is None else (found[name], *_span(found))


def _span(found: Mapping[str, Any]) -> tuple[Cell, Cell]:
    return found["low"], found["high"]


def _texts(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, TEXT) for name in names)


def _numbers(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, NUMBER) for name in names)


def people_table(
    parts: Parts, question: Question, suppressed: Iterable[Suppressed], *, names: bool
) -> PlainTable:
    """Return everybody, one row a person, in the order of their names.

    Salted names are in an order of their own, so that the order says nothing of who it is. What
    tells people apart is left empty where fewer than ``FEWEST_ALIKE`` share all of it, and where
    the group is too small to be shown.

    Args:
        parts: The people, part by part; gone through twice.
        question: What was asked.
        suppressed: The groups that are too small to be shown.
        names: Whether everything stands as in the files.
    """
    groups = question.groups
    small = frozenset() if names else frozenset((one.attribute, one.group) for one in suppressed)
    alike = None if names else _alike(parts, groups, small)
    columns = (
        ("name", TEXT),
        ("day" if names else "month", TEXT),
        *_numbers("official", "ours", "residual"),
        ("no_score", YES_OR_NO),
        *_numbers("behaviour", "contacts", "rules"),
        *_numbers(
            *(f"{what}_{rule}" for rule in question.claims for what in ("points", "without"))
        ),
        *_texts(*(f"by_{name}" for name in groups)),
        *((("outcome", NUMBER),) if question.outcome else ()),
    )
    rows = _Rows(parts, question, small, alike)
    return PlainTable("people", columns, rows, by="name")


class _Rows:
    """The rows of everybody; each time they are asked for they come anew."""

    def __init__(
        self,
        parts: Parts,
        question: Question,
        small: frozenset[tuple[str, str]],
        alike: Counter[tuple[str, ...]] | None,
    ) -> None:
        self._parts = parts
        self._question = question
        self._small = small
        self._alike = alike

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        asked = self._question
        book = asked.book
        places = {} if book is None else {rule.id: at for at, rule in enumerate(book.rules)}
        for people in self._parts():
            figures = [
                people.official,
                people.published,
                people.residual,
                people.unscored,
                people.behaviour,
                people.contacts,
                people.rules,
            ]
            for at, rule in enumerate(asked.claims):
                figures += [people.points[places[rule]], people.without[at]]
            outcome = [people.outcome] if asked.outcome else []
            columns = [_plain(one) for one in figures]
            ends = [_plain(one) for one in outcome]
            told = self._told(people)
            for row, (name, day) in enumerate(
                zip(people.name.tolist(), people.day.tolist(), strict=True)
            ):
                yield (
                    str(name),
                    self._date(day),
                    *(column[row] for column in columns),
                    *told[row],
                    *(column[row] for column in ends),
                )

    def _date(self, day: int) -> str | None:
        """Return the month; the whole day where names are kept, nothing where there is none."""
        if day == NO_DAY:
            return None
        return iso(day)[: None if self._alike is None else 7]

    def _told(self, people: People) -> list[tuple[str, ...]]:
        """Return by what each person is told apart, as far as it may be told."""
        every = list(_labels(people, self._question.groups, self._small))
        alike = self._alike
        if alike is None:
            return every
        nothing = ("",) * len(self._question.groups)
        return [one if alike[one] >= FEWEST_ALIKE else nothing for one in every]


def _plain(column: Any) -> list[Cell]:
    """Return a column as plain values; NaN is none."""
    values = np.asarray(column)
    if values.dtype == bool:
        return [bool(value) for value in values]
    return [figure(value) for value in values.tolist()]


def _labels(
    people: People, groups: Sequence[str], small: frozenset[tuple[str, str]]
) -> Iterator[tuple[str, ...]]:
    """Yield what stands in the columns of each person; a group too small stands empty."""
    columns = []
    for name in groups:
        labels = people.attributes[name]
        texts = ["" if (name, text) in small else text for text in labels.names]
        columns.append([texts[code] if code >= 0 else "" for code in labels.code.tolist()])
    if not columns:
        yield from (() for _ in range(len(people)))
        return
    yield from zip(*columns, strict=True)


def _alike(
    parts: Parts, groups: Sequence[str], small: frozenset[tuple[str, str]]
) -> Counter[tuple[str, ...]]:
    """Count how many people share all that they are told apart by."""
    counts: Counter[tuple[str, ...]] = Counter()
    for people in parts():
        counts.update(_labels(people, groups, small))
    return counts
