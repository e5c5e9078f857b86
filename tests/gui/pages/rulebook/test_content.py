from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.adding_up import shown_points
from app.domain.stated import stated, unfounded
from app.gui.pages.rulebook import document as documents
from app.gui.pages.rulebook.content import Person, document
from app.gui.pages.rulebook.document import found, mark, said
from app.wording import language
from app.wording import rulebook_page as words
from app.wording.language import Language, points
from app.wording.reporting import report_of
from app.wording.rule_works import basis_word, how_it_works
from app.wording.searching import folded
from app.wording.visible import visible
from app.workflow.rulebooks import shipped
from tests.gui import people

BOOKS = [book.id for book in shipped()]


@pytest.fixture(params=list(Language))
def spoken(request):
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)


def book_of(name):
    return next(book for book in shipped() if book.id == name)


@pytest.mark.parametrize("name", BOOKS)
def test_every_number_of_a_book_stands_in_its_document_with_what_it_rests_on(name, spoken) -> None:
    book = book_of(name)
    entries = {entry.id: entry for entry in document(book).entries}

    for one in (*stated(book), *unfounded(book)):
        place = ".".join(one.path.split(".")[:2])
        if one.path.startswith(("score.", "band.")):
            place = "scale-head" if one.path.startswith("score.") else "bands-table"
        text = "\n".join(entries[place].texts)
        assert words.figure(one) in text, (spoken, one.path)
        rests = words.no_basis() if one.basis is None else basis_word(one.basis)
        assert rests in text, (spoken, one.path)
        if not one.certain:
            assert words.resting(one) in text, (spoken, one.path)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("name", BOOKS)
def test_each_figure_in_a_sentence_is_the_one_that_its_note_explains(name) -> None:
    for entry in document(book_of(name)).entries:
        for figure in entry.said.figures:
            there = entry.said.text[figure.start : figure.end]
            # "At most 69 up or down" is an amount; its note says which way.
            assert there.lstrip("+−") == figure.note.figure.lstrip("+−")


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("name", BOOKS)
def test_the_sentences_are_those_of_rulebook_show(name) -> None:
    book = book_of(name)
    entries = {entry.id: entry for entry in document(book).entries}

    for rule in book.rules:
        assert entries[f"rule.{rule.id}"].said.text == how_it_works(rule, steps=False)


@pytest.mark.parametrize("name", BOOKS)
def test_ids_lead_to_one_entry_each(name) -> None:
    shown = document(book_of(name))

    ids = [entry.id for entry in shown.entries]
    assert len(ids) == len(set(ids))
    assert all(section.entries for section in shown.sections)


def test_a_person_s_figures_are_those_of_the_explanation() -> None:
    case = people.case()
    told = people.explained(case)

    shown = document(case.rulebook, Person(told, {"home-goods": 27}))

    entries = {entry.id: entry for entry in shown.entries}
    sums = shown_points(told)
    for share in told.rules:
        moved = sums.rules[share.id]
        assert abs(moved - share.points) < 1
        assert entries[f"rule.{share.id}"].figure.figure == points(moved, case.rulebook.decimals)
    for share in told.factors:
        assert entries[f"factor.{share.id}"].figure.value == sums.factors[share.id]
    assert entries["rule.home-goods"].caption == "27 of your records"


def test_without_a_person_there_are_no_figures_of_one() -> None:
    shown = document(book_of("article-2016"))

    assert all(entry.figure is None and not entry.caption for entry in shown.entries)


def test_a_guess_says_its_range_on_f1_as_the_sentence_says_the_figure() -> None:
    entries = {entry.id: entry for entry in document(book_of("article-2016")).entries}

    note = entries["rule.imported-goods"].said.figures[0].note

    assert (note.figure, note.guess, note.spoken) == ("4", True, "4, guess, 1 to 8")
    assert note.lines[1].text.startswith("The founding article")


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=4))
def test_what_is_found_stands_where_it_is_said_to_stand(sought) -> None:
    shown = document(book_of("sesame-reported"))
    entries = {entry.id: entry for entry in shown.entries}

    for hit in found(shown, sought):
        text = entries[hit.entry].texts[hit.text][hit.start : hit.start + hit.length]
        assert " ".join(folded(sought).split()) in folded(text)


def test_searching_finds_every_place_whatever_the_case() -> None:
    shown = document(book_of("article-2016"))

    text = "\n".join(text for entry in shown.entries for text in entry.texts)
    assert len(found(shown, "HALF OF")) == text.lower().count("half of") > 3
    assert found(shown, " ") == found(shown, "no such word") == ()


def test_marks_leave_no_trace_in_the_sentence() -> None:
    assert said(f"a {mark('6 months', 'half_life')}.", {}) == documents.Said("a 6 months.")


HOSTILE = ("<b>bold</b> &amp; <img src=x>", "\u202egnirts\u202c \u2066x\u2069", "long " * 2_000)


@pytest.mark.parametrize("title", HOSTILE, ids=("markup", "bidi", "long"))
def test_markup_in_a_book_s_texts_stays_text(title) -> None:
    book = people.book()
    rules = (replace(book.rules[0], title={"en": title}), *book.rules[1:])

    entry = next(
        one
        for one in document(replace(book, rules=rules)).entries
        if one.id == f"rule.{rules[0].id}"
    )

    assert entry.title == visible(title)
    assert not set(entry.title) & set("\u202e\u202c\u2066\u2069")


def test_a_person_s_figures_are_those_that_explain_prints() -> None:
    case = people.case()
    told = people.explained(case)
    printed = report_of(told, []).rows

    entries = {one.id: one for one in document(case.rulebook, Person(told, {})).entries}

    rows = {row.label: row for row in printed if not row.total}
    assert rows
    for factor in case.rulebook.factors:
        row = rows.get(language.text_of(factor.title))
        if row is not None:
            figure = entries[f"factor.{factor.id}"].figure
            assert (figure.value, figure.figure) == (row.moved, row.moved_text)
