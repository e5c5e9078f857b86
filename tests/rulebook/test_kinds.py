"""Kinds of records are known by their own entry, else by the nearest one above."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import RulebookError
from app.rulebook import kinds
from app.rulebook.kinds import Better, read_kinds

LIST = """\
[[kind]]
id = "post"
title = { en = "Posts", zh = "帖子", de = "Beiträge" }
better = "neither"

[[kind]]
id = "fine"
title = { en = "Fines" }
better = "less"

[[kind]]
id = "fine.traffic"
title = { en = "Traffic fines" }

[[kind]]
id = "fine.traffic.paid"
title = { en = "Paid at once" }
better = "more"
"""


def read(tmp_path: Path, *lists: str) -> kinds.Kinds:
    for number, text in enumerate(lists):
        (tmp_path / f"{number}.toml").write_text(text, "utf-8")
    return read_kinds(sorted(tmp_path.glob("*.toml")))


def test_a_kind_takes_after_the_nearest_one_above(tmp_path: Path) -> None:
    known = read(tmp_path, LIST)

    assert known.better("fine.traffic.parking") is Better.LESS
    assert known.better("fine.traffic.paid.online") is Better.MORE
    assert known.better("post.economy.negative") is Better.NEITHER
    nearest = known.nearest("fine.traffic.parking")
    assert nearest is not None
    assert nearest.title["en"] == "Traffic fines"


def test_a_kind_that_nobody_lists_is_neither_better_nor_worse(tmp_path: Path) -> None:
    known = read(tmp_path, LIST)

    assert known.nearest("finery.x") is None
    assert known.better("finery.x") is Better.NEITHER


def test_a_pattern_names_the_kind_and_all_beneath(tmp_path: Path) -> None:
    known = read(tmp_path, LIST)

    assert [kind.id for kind in known.matching("fine.*")] == [
        "fine",
        "fine.traffic",
        "fine.traffic.paid",
    ]
    assert [kind.id for kind in known.matching("fine")] == ["fine"]


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ('better = "less"', 'better = "worse"', 9, "kind.fine.better"),
        ('id = "fine"', 'id = "Fine"', 7, "kind[1].id"),
        ('id = "fine.traffic"\n', 'id = "fine"\n', 12, "kind.fine.id"),
        ('title = { en = "Fines" }', 'title = { zh = "Fines" }', 8, "kind.fine.title.en"),
        ('better = "less"', 'better = "less"\ncolour = 1', 10, "kind.fine.colour"),
    ],
)
def test_a_broken_list_is_refused_at_its_line(
    tmp_path: Path, old: str, new: str, line: int, key: str
) -> None:
    with pytest.raises(RulebookError) as caught:
        read(tmp_path, LIST.replace(old, new, 1))

    fault = caught.value.faults[0]
    assert (fault.line, fault.key) == (line, key)


def test_a_kind_in_two_lists_is_refused_in_the_second(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        read(tmp_path, LIST, '[[kind]]\nid = "post"\ntitle = { en = "P" }\n')

    assert (caught.value.faults[0].file, caught.value.faults[0].line) == ("1.toml", 2)


def test_every_shipped_kind_has_a_title_in_every_language() -> None:
    kinds.shipped.cache_clear()
    for kind in kinds.shipped().listed.values():
        assert {"en", "zh", "de"} <= set(kind.title), kind.id
        assert kinds.shipped().better(kind.id) in Better
