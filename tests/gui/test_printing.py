from __future__ import annotations

import pytest

from app.domain.errors import WhyscoreError
from app.domain.progress import Cancelled
from app.gui import printing
from app.gui.charts.figures import Rung
from app.gui.charts.ladder import Ladder
from app.gui.shared.page import Exportable, Table
from app.outputs.writing import write_privately


@pytest.fixture
def shown(qtbot) -> Exportable:
    ladder = Ladder()
    qtbot.addWidget(ladder)
    ladder.show_rungs("Perks", (Rung("ours", "651", "You", "", held=False, note=None),))
    ladder.resize(300, 60)
    return Exportable("Perks", ladder)


def test_a_picture_has_twice_the_pixels_of_the_screen(shown, tmp_path) -> None:
    from PySide6.QtGui import QImage

    printing.write_png(printing.pictured(shown), tmp_path / "perks.png")

    assert QImage(str(tmp_path / "perks.png")).width() == 600


def test_a_drawing_keeps_its_lines_and_words(shown, tmp_path) -> None:
    write_privately(printing.drawn(shown), tmp_path / "perks.svg")

    text = (tmp_path / "perks.svg").read_text(encoding="utf-8")
    assert "<svg" in text
    assert "<polyline" in text or "<path" in text


def test_a_table_has_hyphens_for_minus_and_figures_a_program_can_read() -> None:
    written = printing.as_csv(Table(("What", "Points"), (("Posts", "−18"), ("Goods", "+31"))))

    assert written == '"What","Points"\r\n"Posts",-18\r\n"Goods",31\r\n'


FORMULAS = (
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    "\uff20SUM(A1)",
    "\u2212=1",
)


@pytest.mark.parametrize("evil", FORMULAS)
def test_a_formula_in_a_cell_is_disarmed(evil) -> None:
    assert printing.as_csv(Table((evil,), ())).lstrip('"').startswith("'")


def test_a_place_that_cannot_be_written_is_told(shown, tmp_path) -> None:
    with pytest.raises(WhyscoreError, match="could not be written"):
        printing.write_png(printing.pictured(shown), tmp_path / "nowhere" / "perks.png")


def test_a_long_table_is_written_line_by_line_and_whole(tmp_path) -> None:
    lines = (("Id", "Points"), ("=evil", "\u22123"))

    printing.save_lines(iter(lines), tmp_path / "long.csv")

    assert (tmp_path / "long.csv").read_text("utf-8-sig").splitlines() == [
        '"Id","Points"',
        '"\'=evil",-3',
    ]


def test_a_long_table_that_is_stopped_leaves_no_file(tmp_path) -> None:
    def stopped():
        yield ("Id",)
        raise Cancelled

    with pytest.raises(Cancelled):
        printing.save_lines(stopped(), tmp_path / "long.csv")

    assert list(tmp_path.iterdir()) == []
