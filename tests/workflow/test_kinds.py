"""What kinds of record are called."""

from __future__ import annotations

from app.wording import language
from app.wording.language import Language
from app.workflow import kinds


def test_a_kind_is_called_by_its_title_in_the_reader_s_language() -> None:
    english = kinds.title("purchase.imported")
    language.use(Language.CHINESE)

    assert english != "purchase.imported"
    assert kinds.title("purchase.imported") != english


def test_a_kind_that_is_not_listed_takes_after_the_one_above_it() -> None:
    assert kinds.title("purchase.imported.shoes") == kinds.title("purchase.imported")


def test_a_kind_that_nobody_knows_keeps_its_name() -> None:
    assert kinds.title("zzz.unknown") == "zzz.unknown"
