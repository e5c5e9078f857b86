from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit.bar_figures import drawn_bars
from app.audit.figures import figures_of
from app.audit.picture import (
    WIDTH,
    Scale,
    as_svg,
    broad,
    colours,
    dark_styles,
    fitted,
    ticks,
    wrapped,
)
from app.audit.row_figures import at_least
from app.domain.audit import EVERYBODY
from app.domain.findings import Bar, Claim, Outcome, Verdict
from app.rulebook.reading import read_text
from tests.cli.conftest import BOOK
from tests.making.audit import FINDINGS, group, interval, question

SVG = "{http://www.w3.org/2000/svg}"
ASKED = question(books=(read_text(BOOK, "village.toml"),), claims=("friends", "late", "paid"))
numbers = st.floats(-1e6, 1e6)


def drawn(name, findings=FINDINGS):
    figure = next(one for one in figures_of(findings, ASKED) if one.name == name)
    return figure, ET.fromstring(as_svg(figure))  # noqa: S314 - we made it


def marks(root, style):
    return [one for one in root.iter() if one.get("class") == style]


def texts(root):
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def test_every_kind_of_finding_has_a_figure_with_its_n():
    figures = figures_of(FINDINGS, ASKED)

    assert [one.name for one in figures] == [
        "claims",
        "residual",
        "months",
        "scores-1",
        "rates-1",
        "gap-1",
        "errors-1",
    ]
    for one in figures:
        assert "n = " in one.caption + "".join(mark.text for mark in one.marks), one.name


@given(low=numbers, room=st.floats(1e-6, 1e6), most=st.integers(2, 12))
def test_ticks_are_few_and_lie_within(low, room, most):
    high = low + room
    found = ticks(low, high, most)

    assert len(found) <= most
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert all(low - slack <= one <= high + slack for one in found)
    assert list(found) == sorted(set(found))


def test_ticks_are_round():
    assert ticks(-8.3, 5, 8) == (-8, -6, -4, -2, 0, 2, 4)
    assert ticks(636.2, 671, 5) == (640, 650, 660, 670)
    assert ticks(3, 3) == (3,)


@given(low=numbers, high=numbers, value=st.floats(0, 1))
def test_a_scale_keeps_the_order(low, high, value):
    across = Scale(low, high, 100, 500)
    between = across(low + value * (high - low))

    assert 100 - 1e-6 <= between <= 500 + 1e-6 or low == high


@given(st.text(max_size=80), st.floats(40, 400))
def test_a_label_that_is_cut_fits_and_one_that_fits_is_not_cut(text, room):
    shown = fitted(text, room)

    assert shown == text if broad(text) <= room else broad(shown) <= room
    assert shown == text or shown.endswith("…")


@given(st.lists(st.sampled_from(["n", "=", "11,950", "人", "评", "分", "。", "points", " "])))
def test_a_caption_loses_no_word_where_it_is_broken(pieces):
    text = "".join(pieces)

    lines = wrapped(text, 60)

    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_chinese_captions_fill_their_lines():
    lines = wrapped("横轴：官方评分减我们的评分，单位为分。纵轴：人数。" * 4, 400)

    assert all(broad(line, 12) > 340 for line in lines[:-1])
    assert all(line[0] not in "，。：" for line in lines)


def test_nothing_is_drawn_outside_of_the_paper():
    for figure in figures_of(FINDINGS, ASKED):
        for mark in figure.marks:
            across = [
                float(mark.numbers[name])
                for name in ("x", "x1", "x2", "cx")
                if name in mark.numbers
            ]
            down = [
                float(mark.numbers[name])
                for name in ("y", "y1", "y2", "cy")
                if name in mark.numbers
            ]
            assert all(0 <= one <= WIDTH for one in across), figure.name
            assert all(0 <= one <= figure.height for one in down), figure.name


def test_only_the_gap_is_coloured():
    for figure in figures_of(FINDINGS, ASKED):
        styles = {mark.style for mark in figure.marks}
        assert bool(styles & {"up", "down"}) == (figure.name == "gap-1")


def test_what_no_rule_explains_is_hatched_and_points_carry_their_sign():
    _figure, root = drawn("gap-1")

    assert len(marks(root, "down")) == 3
    assert len(marks(root, "hatch")) == 1
    assert [one for one in texts(root) if "▼" in one] == ["▼ −20.0", "▼ −7.0", "▼ −3.0"]
    assert "−1.0" in texts(root)


def test_the_steps_of_a_gap_meet():
    _figure, root = drawn("gap-1")
    steps = [*marks(root, "down"), *marks(root, "hatch")]
    edges = [(float(one.get("x")), float(one.get("x")) + float(one.get("width"))) for one in steps]

    for before, after in pairwise(edges):
        assert before[0] == pytest.approx(after[1], abs=0.02)


def test_verdicts_are_told_by_shape_and_word():
    _figure, root = drawn("claims")

    assert len(marks(root, "dashed")) == 1
    assert len(marks(root, "on-mark")) == 2
    assert {"contradicted", "supported", "too little data"} <= set(texts(root))
    assert any("(guess)" in one for one in texts(root))


def test_an_interval_beyond_the_axis_ends_in_an_arrow():
    wide = Claim("late", 30, 30, 0.4, -40.0, 41.0, 0.9, 0.9, 60.0, 1.0, Verdict.TOO_LITTLE_DATA)
    _figure, root = drawn("claims", dataclasses.replace(FINDINGS, claims=(wide,)))

    arrows = [one for one in marks(root, "stroke") if one.tag == f"{SVG}path"]
    assert len(arrows) == 2
    assert "−40.00 to 41.00" in texts(root)


def test_what_lies_far_out_is_drawn_as_one_bar_and_said():
    bars = (Bar(-80, -5, 9), *(Bar(low, low + 1, 5) for low in range(-5, 5)), Bar(5, 90, 4))
    even, under, over = drawn_bars(bars)

    assert under
    assert over
    assert even[0] == Bar(-6, -5, 9)
    assert even[-1] == Bar(5, 6, 4)
    _figure, root = drawn("residual", dataclasses.replace(FINDINGS, distribution=bars))
    assert any(one.startswith("≤") for one in texts(root))
    assert any(one.startswith("≥") for one in texts(root))


def test_a_single_bar_is_no_end():
    assert drawn_bars((Bar(0, 1, 3),)) == ((Bar(0, 1, 3),), False, False)


def test_a_month_without_scores_leaves_a_gap():
    first, second, third = FINDINGS.periods
    later = dataclasses.replace(third, month="2016-05")
    _figure, root = drawn("months", dataclasses.replace(FINDINGS, periods=(first, second, later)))

    (line,) = marks(root, "trend")
    assert line.get("d").count("L") == 1


def test_of_many_groups_the_largest_are_drawn_and_the_rest_are_told():
    many = tuple(group("town", f"T{n:02}", 100 + n, 640, 0.5) for n in range(20))
    turned = dataclasses.replace(FINDINGS, groups=(FINDINGS.groups[0], *many))
    figure, root = drawn("rates-1", turned)

    assert "8 more stand in the table" in figure.caption
    assert "T19" in texts(root)
    assert "T00" not in texts(root)


def test_the_share_at_a_threshold_or_more_is_what_is_not_below_it():
    found = at_least(FINDINGS.groups[1], 650.0)

    assert (found.low, found.value, found.high) == pytest.approx((0.39, 0.41, 0.43))


def test_errors_of_everybody_alone_have_a_figure():
    alone = tuple(one for one in FINDINGS.outcomes if one.attribute == EVERYBODY)
    figure, _root = drawn("errors-1", dataclasses.replace(FINDINGS, outcomes=alone))

    assert figure.title == "How often the score was wrong"


def test_a_rate_of_nobody_has_no_mark():
    nobody = Outcome(
        EVERYBODY, EVERYBODY, 650.0, 20, (0, 0, 20, 0), None, interval(1, 0), None, None
    )
    _figure, root = drawn("errors-1", dataclasses.replace(FINDINGS, outcomes=(nobody,)))

    assert marks(root, "mark") == []
    assert len(marks(root, "hollow")) == 1


def test_texts_are_escaped():
    evil = dataclasses.replace(FINDINGS.groups[1], group='<g a="b">&')
    turned = dataclasses.replace(FINDINGS, groups=(FINDINGS.groups[0], evil))
    _figure, root = drawn("rates-1", turned)

    assert any('<g a="b">&' in one for one in texts(root))


def test_on_dark_every_colour_of_a_figure_has_its_counterpart():
    style, dark, light = dark_styles(), colours("dark"), colours("light")

    for name in ("ink", "neutral", "up_fill", "down_fill", "tint"):
        assert dark[name] in style
        assert light[name] not in style
    assert f"svg .hollow {{ fill: {dark['card']}; stroke: {dark['ink']} }}" in style
