from __future__ import annotations

import pytest

from app.gui.shared.number_box import SpokenBox
from app.wording import language
from app.wording.language import Language


@pytest.mark.parametrize("typed", ["2.5", "2,5"])
@pytest.mark.parametrize(
    ("speech", "written"),
    [(Language.ENGLISH, "2.50"), (Language.CHINESE, "2.50"), (Language.GERMAN, "2,50")],
)
def test_point_and_comma_are_both_taken_and_written_as_the_language_does(
    qtbot, speech, written, typed
) -> None:
    language.use(speech)
    box = SpokenBox()
    qtbot.addWidget(box)

    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), typed)
    box.interpretText()

    assert (box.value(), box.text()) == (2.5, written)
