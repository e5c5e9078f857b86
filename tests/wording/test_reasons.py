from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import day_of
from app.wording import language
from app.wording.language import Language
from app.wording.reasons import Figures, said, unknown_fields

MARCH = day_of(dt.date(2016, 3, 6))


def figures(count=2, measure=1.5, points=-8.0):
    """Return figures for a sentence."""
    return Figures(count, measure, points, since=MARCH, until=MARCH + 1)


@pytest.mark.parametrize(("count", "word"), [(0, "posts"), (1, "post"), (2, "posts")])
def test_the_word_goes_with_the_count(count, word):
    assert said("{count} {count:post|posts}", figures(count=count)) == f"{count} {word}"


def test_chinese_has_one_form_for_all_counts():
    language.use(Language.CHINESE)

    assert said("{count:一条|多条}", figures(count=1)) == "多条"
    assert said("{count:条}", figures(count=1)) == "条"


def test_a_word_form_may_go_by_the_measure():
    assert said("{measure} {measure:point|points}", figures(measure=1.0)) == "1 point"
    assert said("{measure} {measure:point|points}", figures(measure=2.0)) == "2 points"


def test_every_field_is_said_as_the_reader_writes_it():
    sentence = "{count} {measure} {points} {since} {until}"

    assert said(sentence, figures()) == "2 1.5 −8 6 March 2016 7 March 2016"
    language.use(Language.GERMAN)
    assert said(sentence, figures(count=1284)) == "1.284 1,5 −8 6. März 2016 7. März 2016"


@pytest.mark.parametrize(
    ("measure", "text"), [(3.0, "3"), (2.25, "2.25"), (1 / 3, "0.33"), (None, "–")]
)
def test_a_measure_has_as_few_decimals_as_it_needs(measure, text):
    assert said("{measure}", figures(measure=measure)) == text


def test_days_that_nobody_knows_are_a_dash():
    assert said("{since} {until}", Figures(0, None, 0.0)) == "– –"


@pytest.mark.parametrize(
    "template",
    [
        "{count.__class__}",
        "{0}",
        "{}",
        "{count!r}",
        "{points:>99999999}",
        "{other}",
        "{",
        "}",
        "%s",
    ],
)
def test_what_is_no_field_stays_as_it_is_written(template):
    assert said(template, figures()) == template


def test_unknown_fields_are_listed_in_order():
    template = "{count} {colour} {count:post|posts} {points:x|y} {since} {"

    assert unknown_fields(template) == ("{colour}", "{points:x|y}", "{")
    assert unknown_fields("{count} {count:post|posts}") == ()


@given(st.text(alphabet="{}|:countpisne.!% 0", max_size=60))
def test_no_template_can_make_a_sentence_fail(template):
    said(template, figures())
    unknown_fields(template)
