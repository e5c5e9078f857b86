"""What Qt's file dialog would remember: nothing of ours, and everything of other programs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtWidgets import QFileDialog

from app.gui import folder_history


@pytest.fixture(autouse=True)
def own_place(tmp_path):
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config")
    )


def written() -> str:
    path = folder_history.place()
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - what Qt says
            return file.read()
    except FileNotFoundError:
        return ""


def show_a_dialog(folder) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(folder))
    dialog.setHistory([str(folder)])
    dialog.show()
    dialog.done(QFileDialog.DialogCode.Accepted)
    dialog.deleteLater()
    del dialog


@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)", extend=True)
def test_a_dialog_leaves_no_folder_behind(qtbot, tmp_path) -> None:
    folder = tmp_path / "letters to Mei"
    folder.mkdir()
    show_a_dialog(folder)
    qtbot.wait(1)
    if "letters" not in written().replace("%20", " "):
        pytest.skip("this Qt does not remember folders here")
    folder_history.forget()
    assert "letters" not in written()

    with folder_history.unwritten():
        show_a_dialog(folder)
        qtbot.wait(1)

    assert "letters" not in written()


def test_what_other_programs_remember_stays_as_it_was() -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", QUrl("file:///their/place"))
    settings.setValue("Other/value", 3)
    settings.sync()

    with folder_history.unwritten():
        settings.setValue("FileDialog/lastVisited", QUrl("file:///letters"))
        settings.setValue("FileDialog/history", ["file:///letters"])
        settings.sync()

    assert "letters" not in written()
    assert "their/place" in written()


def test_forgetting_empties_it_and_leaves_what_is_beside_it() -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/history", ["file:///letters"])
    settings.setValue("Other/value", 3)
    settings.sync()

    assert folder_history.forget()

    assert "letters" not in written()
    assert "value=3" in written()
    assert not folder_history.forget()
