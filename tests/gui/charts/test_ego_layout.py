"""The ego picture's arithmetic: near is near, nothing overlaps, nothing stands outside."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.gui.charts.ego_layout import MOST, NEAREST, largest, lay_out
from app.gui.charts.ego_parts import MORE, Person, Shape

MEI = {  # closeness and share of the sample person's contacts
    "Lian": (1.0, 2.2), "Xiu": (0.8, 2.1), "Jun": (0.8, 1.5), "Hao": (0.9, 1.3), "Yan": (0.4, 1.2),
    "Bao": (0.6, 0.5), "Fen": (0.3, -0.1), "Tao": (0.6, -0.9), "Ping": (0.5, None),
}  # fmt: skip

shares = st.one_of(st.none(), st.just(0.0), st.floats(-60, 60))
crowds = st.lists(
    st.tuples(st.floats(0, 1), shares, st.floats(20, 114)), min_size=1, max_size=MOST
).map(
    lambda rows: [
        Person(f"c{at}", closeness, share, width, 32.0)
        for at, (closeness, share, width) in enumerate(rows)
    ]
)
sizes = st.tuples(st.floats(340, 900), st.floats(320, 900))


def mei() -> list[Person]:
    return [Person(name, closeness, share) for name, (closeness, share) in MEI.items()]


def more(people: list[Person]) -> list[Person]:
    return [*people, Person(MORE, 0.5, 1.0, 60.0, 32.0)]


def by_name(layout):
    return {node.id: node for node in layout.nodes}


def test_the_sample_person_stands_as_drawn() -> None:
    nodes = by_name(lay_out(mei(), 472, 520))

    assert [node.id for node in lay_out(mei(), 472, 520).nodes] == [
        "Ping", "Hao", "Tao", "Xiu", "Yan", "Lian", "Bao", "Jun", "Fen",
    ]  # fmt: skip
    assert (nodes["Yan"].x, nodes["Yan"].y) == pytest.approx((236, 260 - 181.6))
    assert nodes["Lian"].radius == pytest.approx(7 + 6.2 * math.sqrt(2.2))
    assert all(node.label for node in nodes.values())


def test_distance_is_closeness() -> None:
    layout = lay_out(mei(), 480, 540)
    for node in layout.nodes:
        apart = math.hypot(node.x - layout.x, node.y - layout.y)
        assert apart == pytest.approx(88 + 156 * (1 - MEI[node.id][0]))


def test_each_has_the_shape_of_what_it_does() -> None:
    shapes = {node.id: node.shape for node in lay_out(mei(), 480, 540).nodes}

    assert shapes["Lian"] is Shape.GIVES
    assert shapes["Tao"] is Shape.COSTS
    assert shapes["Ping"] is Shape.UNKNOWN


def test_the_largest_are_drawn_and_of_equal_ones_the_closest() -> None:
    unknown = float("nan")

    order = largest([0.5, unknown, -2.0, 0.0, 0.0], [0.1, 1.0, 0.1, 0.3, 0.9])

    assert order == [2, 0, 4, 3, 1]


def test_of_hundreds_no_more_than_two_dozen_are_drawn() -> None:
    many = [float(at % 17) for at in range(400)]

    assert len(largest(many, many)) == MOST


@settings(max_examples=150, deadline=None)
@given(crowds, sizes, st.booleans())
def test_no_marks_overlap_and_none_reaches_the_middle(people, size, with_more) -> None:
    crowd = more(people) if with_more else people
    layout = lay_out(crowd, *size)

    assert sorted(node.id for node in layout.nodes) == sorted(one.id for one in crowd)
    for a, b in combinations(layout.nodes, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius - 1e-6
    for node in layout.nodes:
        apart = math.hypot(node.x - layout.x, node.y - layout.y)
        assert apart >= node.radius + layout.middle - 1e-6
        assert node.radius > 0


@settings(max_examples=150, deadline=None)
@given(crowds, sizes)
def test_labels_stay_inside_and_meet_neither_each_other_nor_a_mark(people, size) -> None:
    layout = lay_out(more(people), *size)
    placed = [node.label for node in layout.nodes if node.label]

    for box in placed:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= layout.width + 1e-9
        assert box.bottom <= layout.height + 1e-9
        for node in layout.nodes:
            across = max(box.left - node.x, 0.0, node.x - box.right)
            down = max(box.top - node.y, 0.0, node.y - box.bottom)
            assert math.hypot(across, down) >= node.radius - 1e-6
    for a, b in combinations(placed, 2):
        beside = a.right <= b.left or b.right <= a.left
        assert beside or a.bottom <= b.top or b.bottom <= a.top


@settings(max_examples=60, deadline=None)
@given(crowds, sizes)
def test_the_middle_of_every_mark_lies_inside(people, size) -> None:
    layout = lay_out(people, *size)

    for node in layout.nodes:
        assert 0 <= node.x <= layout.width
        assert 0 <= node.y <= layout.height


@settings(max_examples=60, deadline=None)
@given(crowds, sizes, st.randoms())
def test_the_picture_is_the_same_in_whatever_order_people_come(people, size, random) -> None:
    other = list(people)
    random.shuffle(other)

    assert lay_out(people, *size) == lay_out(other, *size)


@settings(max_examples=60, deadline=None)
@given(crowds)
def test_a_closer_contact_never_stands_farther_away(people) -> None:
    layout = lay_out(people, 472, 520)
    close = {one.id: one.closeness for one in people}
    apart = {node.id: math.hypot(node.x - layout.x, node.y - layout.y) for node in layout.nodes}

    for a, b in combinations(people, 2):
        if close[a.id] > close[b.id]:
            assert apart[a.id] <= apart[b.id] + 1e-6


@settings(max_examples=60, deadline=None)
@given(crowds)
def test_a_larger_share_is_never_drawn_smaller(people) -> None:
    same_shape = [one for one in people if one.shape is Shape.GIVES]
    radius = {node.id: node.radius for node in lay_out(people, 472, 520).nodes}

    for a, b in combinations(same_shape, 2):
        if a.share > b.share:
            assert radius[a.id] >= radius[b.id] - 1e-9


def test_few_names_all_have_room() -> None:
    for count in range(1, 10):
        people = [Person(f"c{at}", at / 10, float(at), 60.0, 32.0) for at in range(count)]

        assert all(node.label for node in lay_out(people, 472, 520).nodes), count


def test_a_place_on_a_mark_or_its_label_is_that_contact() -> None:
    layout = lay_out(mei(), 472, 520)
    tao = by_name(layout)["Tao"]

    assert layout.node_at(tao.x + 2, tao.y) == tao
    assert layout.node_at(tao.label.left + 1, tao.label.top + 1) == tao
    assert layout.node_at(layout.x, layout.y) is None


def test_rings_lie_where_their_closeness_does() -> None:
    rings = {ring.closeness: ring.radius for ring in lay_out(mei(), 480, 540).rings}

    assert rings == pytest.approx({1.0: NEAREST, 0.6: 150.4, 0.3: 197.2})
