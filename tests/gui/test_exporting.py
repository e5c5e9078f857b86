"""The Export menu: what it offers, and what its entries do."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QMenu

from app.gui.window import BREAKDOWN, OVERVIEW
from app.settings import Settings
from app.settings import Theme as Choice

WAIT = 10_000


@pytest.fixture
def ready(with_mei, qtbot):
    def make(page: str, **options):
        window = with_mei(**options)
        window.show_page(page)
        qtbot.waitUntil(window.stack.updatesEnabled, timeout=WAIT)  # in the turn after it is shown
        qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)
        menu = window.header.export.menu()
        menu.aboutToShow.emit()
        return window, menu

    return make


def parts(menu: QMenu) -> dict[str, QMenu]:
    return {action.text(): action.menu() for action in menu.actions() if action.menu()}


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def ask_for(window, monkeypatch, target) -> None:
    monkeypatch.setattr(window.asking, "place_for", lambda *_asked: target)


def test_every_chart_and_table_can_be_saved_and_the_page_printed(ready) -> None:
    _window, menu = ready(OVERVIEW)

    first = [action.text() for action in menu.actions()[:2]]
    assert first == ["Print this page …", "Save this page as PDF …"]
    assert set(parts(menu)) == {"Your score", "Reasons", "What it opens", "Last 12 months"}
    assert [action.text() for action in parts(menu)["Reasons"].actions()] == [
        "Copy as picture",
        "Save as picture (PNG) …",
        "Save as drawing (SVG) …",
        "Save as table (CSV) …",
    ]


def test_what_is_ready_only_later_is_offered_when_the_menu_is_opened(ready, qtbot) -> None:
    window, menu = ready(OVERVIEW)
    page = window._pages[OVERVIEW]
    page._table = type(page._table)((), ())
    menu.aboutToShow.emit()

    assert "Last 12 months" not in parts(menu)
    qtbot.wait(10)  # the submenus that went are gone for good


def test_a_page_is_saved_as_pdf(ready, qtbot, monkeypatch, tmp_path) -> None:
    window, menu = ready(OVERVIEW)
    ask_for(window, monkeypatch, tmp_path / "overview.pdf")

    choose(menu, "Save this page as PDF …")
    qtbot.waitUntil((tmp_path / "overview.pdf").exists, timeout=WAIT)

    assert (tmp_path / "overview.pdf").read_bytes().startswith(b"%PDF")


def test_a_page_is_sent_to_the_printer(ready, qtbot, monkeypatch, tmp_path) -> None:
    def accept(dialog: QPrintDialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    window, menu = ready(OVERVIEW)

    choose(menu, "Print this page …")
    qtbot.waitUntil((tmp_path / "paper.pdf").exists, timeout=WAIT)
    qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)

    written = (tmp_path / "paper.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", written)) == 1


def test_a_chart_is_copied_as_a_picture_in_the_light_look(ready, qtbot, look) -> None:
    look.choose(Choice.DARK, 100)
    _window, menu = ready(BREAKDOWN, settings=Settings(theme=Choice.DARK))
    QGuiApplication.clipboard().clear()

    choose(parts(menu)["Account of the score"], "Copy as picture")
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull(), timeout=WAIT)

    copied = QGuiApplication.clipboard().image()
    assert copied.pixelColor(2, 2).name() == "#ffffff"
    assert (
        min(copied.pixelColor(x, y).lightness() for x in range(0, 400, 3) for y in range(0, 300, 3))
        < 90
    )


@pytest.mark.parametrize("page", [OVERVIEW, BREAKDOWN])
@pytest.mark.parametrize(("kind", "ending"), [("picture (PNG)", ".png"), ("drawing (SVG)", ".svg")])
def test_pictures_and_drawings_of_every_chart_show_something(
    ready, qtbot, monkeypatch, tmp_path, page, kind, ending
) -> None:
    window, menu = ready(page)
    for number, part in enumerate(parts(menu).values()):
        if all(action.text() != f"Save as {kind} …" for action in part.actions()):
            continue
        target = tmp_path / f"{number}{ending}"
        ask_for(window, monkeypatch, target)
        choose(part, f"Save as {kind} …")
        qtbot.waitUntil(target.exists, timeout=WAIT)
        qtbot.waitUntil(lambda: not window._tasks.busy, timeout=WAIT)

        assert colours(painted(target)) > 20, target.name


def test_a_drawing_of_a_chart_holds_no_picture(ready, qtbot, monkeypatch, tmp_path) -> None:
    window, menu = ready(BREAKDOWN)
    target = tmp_path / "account.svg"
    ask_for(window, monkeypatch, target)

    choose(parts(menu)["Account of the score"], "Save as drawing (SVG) …")
    qtbot.waitUntil(target.exists, timeout=WAIT)

    written = target.read_text(encoding="utf-8")
    assert "<image" not in written
    assert ">Bills<" in written or ">Purchases<" in written


def painted(file) -> QImage:
    if file.suffix == ".png":
        return QImage(str(file))
    renderer = QSvgRenderer(QByteArray(file.read_bytes()))
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def colours(image: QImage) -> int:
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    )
