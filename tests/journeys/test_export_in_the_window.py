"""A citizen with an export: every page says what ``whyscore explain --json`` says of the same file."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from app.domain.calendar import day_of, iso
from app.front_door import main
from app.gui.pages.rulebook.contents import ContentsRow
from app.gui.pages_made import BREAKDOWN, CHANGES, CONTACTS, OTHERS, OVERVIEW, RULEBOOK
from app.wording import language
from app.wording.language import MINUS, Language
from app.workflow.case import Objection
from app.workflow.reading import sample_person
from tests.journeys.seats import tables

ASIDE = "R-1226"


@pytest.fixture
def package(tmp_path) -> Path:
    """Zip the sample as an operator would send it."""
    target = tmp_path / "export.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(sample_person().iterdir()):
            archive.write(file, file.name)
    return target


def told(*words: object) -> dict:
    """Return what the terminal says."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*map(str, words), "--json", "--lang", "en"]) == 0
    language.use(Language.ENGLISH)
    return json.loads(out.getvalue())


def figure(said: str) -> float:
    """Return a figure as it is said: ``−14`` or ``+2.2``."""
    return float(said.replace(MINUS, "-").replace(",", ""))


def whole(value: float) -> float:
    """Round as published figures are: half away from zero."""
    return float(np.sign(value) * np.floor(abs(round(value, 9)) + 0.5))


def check_overview(page, answer) -> None:
    assert page.dial.dial.accessibleDescription().count(f"{answer['to']['published']:.0f}")
    shown = dict(tables(page)["Your score"].rows)
    assert figure(shown["Your score"]) == answer["to"]["published"]
    span = answer["range"]
    assert shown["Range, 90 in 100 tries"] == f"{span['low']:.0f} to {span['high']:.0f}"
    reasons = [figure(points) for _what, points, _most in tables(page)["Reasons"].rows]
    strongest = [one["points"] for one in answer["reasons"]]
    gives = [one for one in strongest if one > 0][:4]
    takes = [one for one in strongest if one < 0][:4]
    # So rounded that they make their factors: each to one of the two figures beside it.
    assert reasons == pytest.approx([*gives, *takes], abs=0.9999)
    ladder = {row[0]: row[2] for row in tables(page)["What it opens"].rows}
    for perk in answer["perks"]:
        if perk["id"] == "car-deposit":
            assert ladder["Car hire without a deposit"].startswith("yes") is perk["held"]


def check_breakdown(page, answer) -> None:
    account = {row[0]: row[1:] for row in tables(page)["Account of the score"].rows}
    titles = {
        "purchases": "Purchases",
        "posts": "Posts",
        "licence": "Driving licence",
        "bills": "Bills",
        "contacts": "Contacts",
    }
    for factor in answer["factors"]:
        if whole(factor["points"]) and factor["id"] in titles:
            assert figure(account[titles[factor["id"]]][0]) == pytest.approx(
                factor["points"], abs=1.0
            )
    start, end = answer["from"]["published"], answer["to"]["published"]
    moved = [figure(points) for name, (points, _makes) in account.items() if points]
    unexplained = figure(account["Unexplained"][0]) if "Unexplained" in account else 0.0
    assert start + sum(moved) - unexplained == end
    listed = {row[0]: float(row[4]) for row in tables(page)["Records shown"].rows if row[4]}
    summed: dict[str, float] = {}
    contacts = {one["id"] for one in answer["contacts"]}
    for record in answer["records"]:
        if record["id"] not in contacts:
            summed[record["id"]] = summed.get(record["id"], 0.0) + record["points"]
    for name, points in summed.items():
        assert listed[name] == pytest.approx(points, abs=0.0501), name


def check_contacts(page, answer) -> None:
    names = {"Lian": "C-1", "Xiu": "C-2", "Jun": "C-3", "Hao": "C-4", "Yan": "C-5"}
    names |= {"Bao": "C-6", "Fen": "C-7", "Tao": "C-8"}
    figures = {one["id"]: one for one in answer["contacts"]}
    rows = {row[0]: row for row in tables(page)["All contacts"].rows}
    assert set(names) < set(rows)
    for name, contact in names.items():
        assert float(rows[name][3]) == pytest.approx(figures[contact]["points"], abs=0.0999)
        assert float(rows[name][5]) == pytest.approx(figures[contact]["if_gone"], abs=0.0501)


def check_rulebook(page, answer) -> None:
    rows = {
        row.objectName().removeprefix("contents-"): row for row in page.findChildren(ContentsRow)
    }
    for factor in answer["factors"]:
        assert rows[factor["id"]].note().value == pytest.approx(factor["points"], abs=0.9999)


STATES = {
    "as it came": ([], None, None),
    "without a record, as the operator says, a month before": (
        ["--aside", ASIDE, "--variant", "operator-account", "--at", "2016-02-06"],
        "operator-account",
        "2016-02-06",
    ),
}


@pytest.mark.window
@pytest.mark.parametrize("state", STATES)
def test_every_page_says_what_the_terminal_says(seat, package, state, dog) -> None:
    options, variant, day = STATES[state]
    answer = told("explain", package, "--top", 0, *options)
    me = seat(Language.ENGLISH)
    dog.begin("open the export")
    me.open(package)
    if variant:
        me.window.rules.use("article-2016", variant)
        me.settle()
        me.window.session.look_at(day_of(dt.date.fromisoformat(day)))
        me.settle()
        me.window.session.set_aside(ASIDE, Objection.WRONG)
        me.settle()

    for name, check in (
        (OVERVIEW, check_overview),
        (BREAKDOWN, check_breakdown),
        (CONTACTS, check_contacts),
    ):
        dog.begin(name)
        check(me.go(name), answer)

    # Changes: what the statement explains is what the terminal explains of the same period.
    dog.begin(CHANGES)
    page = me.go(CHANGES)
    rows = tables(page)["Change statement"].rows
    first, last = (button._menu._days[2] for button in (page.statement._start, page.statement._end))
    since = told("explain", package, *options[:4], "--since", iso(first), "--at", iso(last))
    moved = sum(figure(points) for _what, points, _makes in rows if points)
    official = since["official"]
    if "official" in rows[0][0]:
        assert figure(rows[0][2]) == official["was"]
        assert figure(rows[-1][2]) == official["score"]
        unexplained = [figure(points) for what, points, _ in rows if what == "Unexplained"]
        assert sum(unexplained) == pytest.approx(official["unexplained"])
    else:
        assert figure(rows[0][2]) == since["from"]["published"]
        assert figure(rows[-1][2]) == since["to"]["published"]
    assert figure(rows[0][2]) + moved == figure(rows[-1][2])

    # What others see: our score of a decision's day is the terminal's of that day.
    dog.begin(OTHERS)
    decisions = tables(me.go(OTHERS))["Decisions taken on your score"]
    ours = decisions.headings.index("Ours")
    for row in decisions.rows[:2]:
        that_day = told("explain", package, *options[:4], "--at", row[0])
        assert float(row[ours]) == that_day["to"]["published"]

    # Rulebook: what each factor gives.
    dog.begin(RULEBOOK)
    check_rulebook(me.go(RULEBOOK), answer)
