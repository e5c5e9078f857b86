"""What holds for every shipped rulebook."""

from __future__ import annotations

import re

import pytest

from app.domain.rulebook import Basis
from app.wording.reasons import unknown_fields
from app.workflow.rulebooks import check
from tests.content.books import BOOKS, LANGUAGES, kinds, plain, read, texts
from tests.making.plain_score import example_score

GUESSED = {Basis.ASSUMED, Basis.FITTED}
ASSUMED_WITHOUT_A_RANGE = {"contacts"}  # the facts name one figure, 0.1, and no range for it
NOT_OUR_WORDS = re.compile(r"\b(bad|penalty|penalties|improve|great)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_loads_without_faults_and_bears_its_file_s_name(name: str) -> None:
    assert read(name).id == name


@pytest.mark.parametrize("name", BOOKS)
def test_every_variant_loads(name: str) -> None:
    for variant in read(name).variants:
        assert read(name, variant.id).variant == variant.id


@pytest.mark.parametrize("name", BOOKS)
def test_every_worked_example_comes_out(name: str) -> None:
    report = check(name)

    assert not report.faults
    assert len(report.examples) >= 4
    for example in report.examples:
        assert example.ok, example


@pytest.mark.parametrize("name", BOOKS)
def test_a_second_program_works_every_example_to_the_same_figure(name: str) -> None:
    for example in plain(name)["example"]:
        found = example_score(plain(name), example)

        if example.get("unscored"):
            assert found is None
        else:
            assert found == pytest.approx(example["score"], abs=1e-6), example["title"]["en"]


@pytest.mark.parametrize("name", BOOKS)
def test_every_measure_that_a_book_uses_stands_in_a_worked_example(name: str) -> None:
    book = plain(name)
    shown = set()
    for example in book["example"]:
        given = {record["kind"] for record in example.get("records", ())}
        for rule, read_rule in zip(book["rule"], read(name).rules, strict=True):
            if any(map(read_rule.names, given)):
                shown.add(rule["measure"])
        if example.get("contacts"):
            shown.add("contacts")

    assert shown == {rule["measure"] for rule in book["rule"]}


@pytest.mark.parametrize("name", BOOKS)
def test_every_text_is_there_in_english_chinese_and_german(name: str) -> None:
    found = list(texts(plain(name)))

    assert found
    for key, text in found:
        assert set(text) == LANGUAGES, key
        assert all(said.strip() for said in text.values()), key


@pytest.mark.parametrize("name", BOOKS)
def test_reasons_name_only_fields_that_exist_in_every_language(name: str) -> None:
    for rule in read(name).rules:
        for said in rule.reason.values():
            assert unknown_fields(said) == (), rule.id
            assert "{" in said, rule.id


@pytest.mark.parametrize("name", BOOKS)
def test_a_figure_before_words_has_a_form_for_one_and_a_form_for_many(name: str) -> None:
    """Where a figure comes last, after a colon, there is no word that has to go with it."""
    for rule in read(name).rules:
        for speech in ("en", "de"):
            said = rule.reason[speech]
            for field in ("count", "measure"):
                if f"{{{field}}} " in said:
                    assert re.search(rf"{{{field}:[^|}}]+\|[^|}}]+}}", said), (rule.id, said)


@pytest.mark.parametrize("name", BOOKS)
def test_the_english_texts_do_not_judge(name: str) -> None:
    for key, text in texts(plain(name)):
        assert not NOT_OUR_WORDS.search(text["en"]), key


@pytest.mark.parametrize("name", BOOKS)
def test_every_number_says_what_it_rests_on_and_where_it_was_read(name: str) -> None:
    book = read(name)
    sources = {source.id for source in book.sources}

    for part in (*book.rules, *book.factors, *book.perks):
        assert isinstance(part.basis, Basis)
        assert part.source in sources
    for number in book.numbers():
        assert number.source is None or number.source in sources
    assert book.base.basis is not None or name == "schufa-2026"


@pytest.mark.parametrize("name", BOOKS)
def test_every_guess_has_a_range_around_it(name: str) -> None:
    book = read(name)
    for rule in book.rules:
        if rule.basis in GUESSED and rule.id not in ASSUMED_WITHOUT_A_RANGE:
            guesses = [number for number in rule.numbers if number.value]
            assert guesses
            assert not any(number.certain for number in guesses), rule.id


@pytest.mark.parametrize("name", BOOKS)
def test_every_kind_that_a_book_names_is_in_the_list_of_kinds(name: str) -> None:
    book = read(name)
    named = [kind for part in (*book.rules, *book.overrides) for kind in part.kinds]
    named += [action.kind for action in book.actions if action.kind]
    named += [record.kind for example in book.examples for record in example.records]

    assert not {kind.removesuffix(".*") for kind in named} - set(kinds())


@pytest.mark.parametrize("name", BOOKS)
def test_every_planned_kind_counts_under_a_rule(name: str) -> None:
    book = read(name)
    for action in book.actions:
        if action.kind:
            assert any(rule.names(action.kind) for rule in book.rules), action.id


@pytest.mark.parametrize("name", BOOKS)
def test_a_file_says_where_its_figures_stand(name: str) -> None:
    book = read(name)

    assert book.caution is not None
    assert len({source.id for source in book.sources}) == len(book.sources)
    used = {part.source for part in (*book.rules, *book.factors, *book.perks)}
    used |= {number.source for number in book.numbers() if number.source}
    assert used <= {source.id for source in book.sources}
