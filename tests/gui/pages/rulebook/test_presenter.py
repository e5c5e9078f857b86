from __future__ import annotations

from pathlib import Path

import pytest

from app import assets
from app.cli.documents.rulebooks import diff_document
from app.domain.errors import RulebookError
from app.gui.pages.rulebook import build, telling
from app.gui.pages.rulebook.presenter import Asks, RulebookPresenter
from app.wording.rulebook_places import value_in_words
from app.workflow import explaining, rulebooks
from app.workflow.reading_rules import coverage
from tests.gui import people
from tests.gui.waiting import WaitingTasks


class Screen:
    def __init__(self) -> None:
        self.shown: dict[str, tuple] = {}

    def __getattr__(self, name):
        if not name.startswith(("show_", "choose_")):
            raise AttributeError(name)
        return lambda *what, **more: self.shown.__setitem__(name, (*what, *more.values()))


class Rules:
    def __init__(self) -> None:
        self.used = []

    def offer(self, header):
        header.show_books(rulebooks.shipped())

    def file_of(self, book):
        return book.id

    def use(self, reference, variant):
        self.used.append((reference, variant))


class Scene:
    def __init__(self) -> None:
        self.screen, self.tasks, self.rules, self.path = Screen(), WaitingTasks(), Rules(), None
        asks = Asks(
            build._book,
            build._check,
            build._coverage,
            build._compare,
            build._change,
            lambda: self.path,
        )
        self.presenter = RulebookPresenter(self.screen, self.tasks, self.rules, asks)

    @property
    def shown(self):
        return self.screen.shown


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def article():
    return rulebooks.find("article-2016")


@pytest.fixture
def with_person(scene, article):
    case = people.case().under(article)
    scene.case, scene.told = case, people.explained(case)
    scene.presenter.show(case, scene.told)
    scene.tasks.run()
    return scene


@pytest.fixture
def stricter(tmp_path):
    text = next(p for p in assets.rulebook_files() if p.stem == "article-2016").read_text("utf-8")
    path = tmp_path / "stricter.toml"
    text = text.replace('id = "article-2016"', 'id = "stricter"', 1)
    path.write_text(text.replace("value = 2, low", "value = 1, low"), "utf-8")
    return path


def offered(scene, reference):
    scene.presenter.compare()
    (choices,) = scene.shown["choose_second"]
    return next(one for one in choices if one.reference == reference)


def test_without_a_person_the_first_book_is_shown_and_the_others_are_offered(scene) -> None:
    scene.presenter.begin()
    scene.tasks.run()

    (document,) = scene.shown["show_document"]
    books, name = scene.shown["show_books"]
    assert document.book.id == "article-2016"
    assert [one.reference for one in books] == [book.id for book in rulebooks.shipped()]
    assert name == "Article 2016, version 1.1"

    scene.presenter.read(books[-1])
    scene.tasks.run()
    assert scene.shown["show_document"][0].book.id == books[-1].reference


def test_the_numbers_are_counted_by_what_they_rest_on(with_person) -> None:
    (rests,) = with_person.shown["show_rests"]

    assert rests.heading == "What its 81 numbers rest on"
    assert [count for _basis, _said, count in rests.counts] == [0, 2, 52, 0, 27]
    (sentence,) = with_person.shown["show_sentence"]
    assert sentence == (
        "Nobody has published these rules: of the 81 numbers, 2 come from reports, 52 are guesses, "
        "27 state no basis."
    )


def test_what_the_check_finds_stands_beside_the_book_with_what_does_not_count(with_person) -> None:
    (checks,) = with_person.shown["show_checks"]
    (report,) = with_person.shown["show_report"]
    whole = rulebooks.check("article-2016")

    assert checks[0].text == "All 12 worked examples come out to the last digit."
    told = coverage(with_person.case)
    assert f"of your {told.records} records" in checks[-1].text
    assert len(report.rows) == len(whole.findings) + len(whole.examples)
    assert {one.text for one in whole.findings} <= {row[0] for row in report.rows}


def test_every_record_is_about_a_rule_or_counted_as_about_none(with_person, article) -> None:
    told = coverage(with_person.case)
    kinds = with_person.case.export.records
    named = sum(
        any(rule.names(kinds.kinds[code]) for rule in article.rules) for code in kinds.kind.tolist()
    )

    assert told.uncounted_records + named == told.records == len(kinds)


def test_the_places_found_are_gone_through_round_and_round(with_person) -> None:
    with_person.presenter.seek("6 months")
    hits, first, told = with_person.shown["show_hits"]
    assert (first, told) == (hits[0], f"1 of {len(hits)}")

    with_person.presenter.step(-1)
    assert with_person.shown["show_hits"][1:] == (hits[-1], f"{len(hits)} of {len(hits)}")
    with_person.presenter.seek("")
    assert with_person.shown["show_hits"] == ((), None, "")


@pytest.mark.parametrize("other", ["sesame-reported", "rongcheng-2019", "schufa-2026"])
def test_a_comparison_says_what_rulebook_diff_says_and_adds_up(with_person, article, other) -> None:
    with_person.presenter.compare_with(offered(with_person, other))
    with_person.tasks.run()

    compared, usable = with_person.shown["show_compared"]
    second = rulebooks.find(other)
    told = rulebooks.compare(article, second, with_person.case.export, with_person.case.day)
    printed = diff_document(told, ())["differences"]
    assert [row[1:] for row in compared.table.rows] == [
        (*(value_in_words(one["path"], one[side]) for side in ("before", "after")), one["path"])
        for one in printed
    ]
    # The records are the same on both sides: nothing but the rules moves the score.
    change = build._change(article, second, with_person.case)
    assert not any(share.points for share in change.factors)
    assert change.rules_changed == pytest.approx(change.to.score.sum - change.since.score.sum)
    assert usable
    rows = compared.chart.rows
    assert rows[0].after == told.replay.before.published
    assert rows[-1].after == told.replay.after.published
    moved = sum(row.points for row in rows if row.points is not None)
    assert rows[0].after + moved == pytest.approx(rows[-1].after)


def test_the_same_book_computes_the_same(with_person) -> None:
    with_person.presenter.compare_with(offered(with_person, "article-2016"))
    with_person.tasks.run()

    compared, _usable = with_person.shown["show_compared"]
    assert (compared.table.rows, compared.chart) == ((), None)
    assert compared.note == "The two rulebooks compute the same."


def test_a_compared_book_is_put_to_use(with_person) -> None:
    with_person.presenter.compare_with(offered(with_person, "sesame-reported"))
    with_person.tasks.run()

    with_person.presenter.use()

    assert with_person.rules.used == [("sesame-reported", None)]


def test_a_file_is_previewed_before_it_is_put_to_use(with_person, stricter) -> None:
    with_person.path = stricter

    with_person.presenter.open()
    with_person.tasks.run()

    name, sentence, usable = with_person.shown["show_preview"]
    book = rulebooks.find(str(stricter))
    after = explaining.explain(
        with_person.case.export, explaining.Question(book, with_person.case.day)
    )
    assert name.endswith("stricter.toml")
    assert f"your score would be {after.to.score.published:.0f}" in sentence
    assert usable
    assert with_person.shown["show_document"][0].book.id == "stricter"
    assert with_person.rules.used == []

    with_person.presenter.use_loaded()
    assert with_person.rules.used == [(str(stricter), None)]


def test_leaving_the_preview_shows_the_book_in_use_again(with_person, stricter) -> None:
    with_person.path = stricter
    with_person.presenter.open()
    with_person.tasks.run()

    with_person.presenter.leave_preview()
    with_person.tasks.run()

    assert with_person.shown["show_document"][0].book.id == "article-2016"
    assert with_person.shown["show_preview"][0] == ""


def test_all_faults_of_a_file_are_told_and_nothing_is_lost(with_person, stricter) -> None:
    text = stricter.read_text("utf-8").replace('measure = "count"', 'measure = "many"', 3)
    stricter.write_text(text, "utf-8")
    with pytest.raises(RulebookError) as caught:
        rulebooks.find(str(stricter))
    with_person.path = stricter
    before = with_person.shown["show_document"]

    with_person.presenter.open()
    with_person.tasks.run()

    file, table = with_person.shown["show_faults"]
    assert file == "stricter.toml"
    assert table == telling.faults_table(caught.value.faults)
    assert len(table.rows) == 3
    assert {row[2] for row in table.rows} == {"many"}
    assert with_person.shown["show_document"] is before


def test_a_file_that_is_not_there_is_told(scene) -> None:
    scene.path = Path("nowhere.toml")

    scene.presenter.open()
    scene.tasks.run()

    assert "nowhere.toml" in scene.shown["show_trouble"][0]


def test_changing_one_s_mind_opens_nothing(scene) -> None:
    scene.presenter.open()

    assert scene.tasks.waiting == {}


def test_the_check_is_of_the_book_with_the_variant_that_is_on(scene) -> None:
    on = rulebooks.find("article-2016", "operator-account")
    case = people.case().under(on)
    scene.presenter.show(case, people.explained(case))
    scene.tasks.run()

    (report,) = scene.shown["show_report"]
    told = rulebooks.check("article-2016", on.variant)
    plain = rulebooks.check("article-2016")
    assert told.findings != plain.findings
    assert told.examples == plain.examples  # each example turns on its own variant
    assert {row[0] for row in report.rows[: len(told.findings)]} == {
        one.text for one in told.findings
    }
