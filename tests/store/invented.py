"""Invented people for the tests of the store, and random ones for its laws."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from app.domain.calendar import NO_DAY
from app.domain.intake import LeftOut, Reading
from app.domain.records import (
    RECORD_TEXTS,
    Contacts,
    Decision,
    Export,
    InputFile,
    Lookup,
    OfficialScores,
    Records,
    Subject,
)
from app.store.columns import as_vector
from app.store.wrapping import Cost

CHEAP = Cost(memory=64, passes=1, lanes=1)
"""A guess at a passphrase costs nothing here: tests make many stores."""

PASSPHRASE = "an invented passphrase"  # noqa: S105 - nobody's


def reading_of(export: Export, *, reader: str = "score-package") -> Reading:
    """Return an export as if it had just been read."""
    rows = len(export.records)
    return Reading(
        reader=reader,
        export=export,
        files=tuple(file.name for file in export.inputs),
        rows=rows + 3,
        kept=rows,
        left_out=(LeftOut("paid_back", "paid back", 2),),
        fault_count=1,
    )


def records(rows: list[tuple], columns: tuple[str, ...] = RECORD_TEXTS) -> Records:
    """Return rows of (id, day, kind, amount or None, until or None, texts…) as a table."""
    if not rows:
        return Records.none()
    ids, days, kinds, amounts, ends, *texts = zip(*rows, strict=True)
    return Records.build(
        as_vector(list(ids)),
        np.array(days, np.int32),
        as_vector(list(kinds)),
        np.array([np.nan if amount is None else amount for amount in amounts]),
        np.array([NO_DAY if end is None else end for end in ends], np.int32),
        {name: as_vector(list(cells)) for name, cells in zip(columns, texts, strict=True)},
    )


def contacts(rows: list[tuple], scores: list[tuple[int, int, float]]) -> Contacts:
    """Return rows of (id, name, closeness, since, until), and (row, day, score)."""
    rows = sorted(rows)
    scores = sorted(scores)
    return Contacts(
        id=as_vector([row[0] for row in rows]),
        name=as_vector([row[1] for row in rows]),
        closeness=np.array([row[2] for row in rows], dtype=float),
        since=np.array([NO_DAY if row[3] is None else row[3] for row in rows], dtype=np.int32),
        until=np.array([NO_DAY if row[4] is None else row[4] for row in rows], dtype=np.int32),
        score_contact=np.array([row[0] for row in scores], dtype=np.int64),
        score_day=np.array([row[1] for row in scores], dtype=np.int32),
        score=np.array([row[2] for row in scores], dtype=float),
    )


def official(rows: list[tuple[int, float, str, str]]) -> OfficialScores:
    """Return rows of (day, score, rulebook, note) as a table."""
    rows = sorted(rows, key=lambda row: row[0])
    return OfficialScores(
        day=np.array([row[0] for row in rows], dtype=np.int32),
        score=np.array([row[1] for row in rows], dtype=float),
        rulebook=as_vector([row[2] for row in rows]),
        note=as_vector([row[3] for row in rows]),
    )


def lin(*, later: bool = False) -> Export:
    """Return Lin's export; the later one tells r2 and a score anew and has a record more."""
    rows = [
        ("r1", 16_800, "purchase.diapers", 25.5, None, "CNY", "shop", "Corner shop", "nappies", ""),
        ("r2", 16_850, "bill.late", 12.0, None, "CNY", "power", "Power works", "paid late", "B-7"),
        ("r3", 16_900, "contract.phone", None, 17_300, "", "", "", "", ""),
    ]
    scores = [(16_800, 640.0, "1", ""), (16_850, 655.0, "1", "spring")]
    if later:
        rows[1] = (*rows[1][:3], 9.0, *rows[1][4:])
        rows.append(("r4", 16_950, "volunteer.day", None, None, "", "", "", "", ""))
        scores[0] = (16_800, 612.0, "1", "")
        scores.append((16_950, 660.0, "1", ""))
    return Export(
        records=records(rows),
        contacts=contacts(
            [("c1", "Bo", 0.5, 16_000, None), ("c2", "An", 1.0, None, 17_000)],
            [(0, 16_800, 580.0), (1, 16_700, 700.5)],
        ),
        official=official(scores),
        lookups=(Lookup(16_810, "a bank", "a loan"), Lookup(16_810, "a bank", "a loan")),
        decisions=(Decision(16_820, "a bank", "a loan", "refused", 650.0, "too low"),),
        subject=Subject("P-7", "Lin", "North", (("age", "25-34"),)),
        created=16_960 if later else 16_900,
        rulebook="article-2016",
        rulebook_version="1",
        issuer="pilot-bureau",
        inputs=(InputFile("later.zip" if later else "first.zip", ("b" if later else "a") * 64),),
        not_used=("records.colour",),
    )


_words = st.text(st.characters(exclude_categories=[]), max_size=6)
_days = st.integers(-1000, 1000)
_maybe_days = st.none() | _days
_numbers = st.floats(-1e6, 1e6).map(lambda number: number + 0.0)  # no negative zero


@st.composite
def exports(
    draw: st.DrawFn, *, ids: st.SearchStrategy[str] = _words, once_a_day: bool = False
) -> Export:
    """Draw any export whose tables keep the promises of ``app.domain.records``.

    ``once_a_day``: at most one official score a day, as the operator publishes them.
    """
    columns = tuple(draw(st.lists(st.sampled_from(RECORD_TEXTS), unique=True)))
    rows = [
        (
            name,
            draw(_days),
            draw(_words),
            draw(st.none() | _numbers),
            draw(_maybe_days),
            *(draw(_words) for _ in columns),
        )
        for name in draw(st.lists(ids, unique=True, max_size=8))
    ]
    people = [
        (name, draw(_words), draw(st.floats(0, 1)), draw(_maybe_days), draw(_maybe_days))
        for name in draw(st.lists(ids, unique=True, max_size=4))
    ]
    scored = draw(
        st.lists(
            st.tuples(st.integers(0, max(len(people) - 1, 0)), _days),
            unique=True,
            max_size=4 if people else 0,
        )
    )
    return Export(
        records=records(rows, columns),
        contacts=contacts(people, [(*key, draw(_numbers)) for key in scored]),
        official=official(
            draw(
                st.lists(
                    st.tuples(st.integers(0, 5), _numbers, _words, _words),
                    max_size=4,
                    unique_by=(lambda row: row[0]) if once_a_day else None,
                )
            )
        ),
        lookups=tuple(draw(st.lists(st.builds(Lookup, st.integers(0, 2), _words, _words)))),
        decisions=tuple(
            draw(
                st.lists(
                    st.builds(
                        Decision, _days, _words, _words, _words, st.none() | _numbers, _words
                    ),
                    max_size=3,
                )
            )
        ),
        subject=Subject(
            region=draw(_words),
            name=draw(_words),
            groups=tuple(draw(st.lists(st.tuples(_words, _words), max_size=2))),
        ),
        created=draw(_maybe_days),
        rulebook=draw(st.none() | st.just("article-2016")),
        issuer=draw(_words),
        inputs=tuple(
            InputFile(draw(_words), letter * 64) for letter in draw(st.sets(st.sampled_from("abc")))
        ),
        signed_by=draw(st.none() | _words),
        not_used=tuple(draw(st.lists(_words, unique=True, max_size=2))),
    )


def plain(export: Export) -> dict[str, object]:
    """Return everything that an export says, as values that can be compared.

    Kinds are compared by name: which number stands for one is the store's own business.
    """
    told, near, scores = export.records, export.contacts, export.official
    return {
        "records": [
            (
                told.id[row],
                int(told.day[row]),
                told.kinds[told.kind[row]],
                None if np.isnan(told.amount[row]) else float(told.amount[row]),
                int(told.until[row]),
                tuple(told.text(name, row) for name in RECORD_TEXTS),
            )
            for row in range(len(told))
        ],
        "columns": sorted(told.texts),
        "contacts": list(
            zip(
                near.id.tolist(),
                near.name.tolist(),
                near.closeness.tolist(),
                near.since.tolist(),
                near.until.tolist(),
                strict=True,
            )
        ),
        "contact_scores": list(
            zip(
                near.score_contact.tolist(),
                near.score_day.tolist(),
                near.score.tolist(),
                strict=True,
            )
        ),
        "official": list(
            zip(
                scores.day.tolist(),
                scores.score.tolist(),
                scores.rulebook.tolist(),
                scores.note.tolist(),
                strict=True,
            )
        ),
        "lookups": export.lookups,
        "decisions": export.decisions,
    }


def said(export: Export) -> tuple[object, ...]:
    """Return what an export says of itself."""
    return (
        export.subject,
        export.created,
        export.rulebook,
        export.rulebook_version,
        export.issuer,
        export.inputs,
        export.signed_by,
        export.not_used,
    )
