"""The list of kinds."""

from __future__ import annotations

import re

from tests.content.books import LANGUAGES, kinds

KIND = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")


def test_every_kind_has_a_title_in_three_languages_and_says_which_way_is_better() -> None:
    for name, kind in kinds().items():
        assert KIND.fullmatch(name)
        assert set(kind["title"]) == LANGUAGES, name
        assert kind["better"] in {"more", "less", "neither"}, name


def test_the_kind_above_each_kind_is_listed_too() -> None:
    for name in kinds():
        above = name.rpartition(".")[0]
        assert not above or above in kinds(), name


def test_what_a_person_buys_or_says_is_neither_better_nor_worse() -> None:
    for name, kind in kinds().items():
        if name.partition(".")[0] in {"purchase", "post", "transfer"}:
            assert kind["better"] == "neither", name


def test_titles_tell_kinds_apart() -> None:
    for language in LANGUAGES:
        titles = [kind["title"][language] for kind in kinds().values()]
        doubled = {title for title in titles if titles.count(title) > 1}
        assert not doubled, language
