"""Starts the window: the application, the reader's settings, the files named."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import assets, settings
from app.domain.errors import WhyscoreError
from app.gui import theme
from app.gui.engine import Engine
from app.gui.mishaps import Mishaps
from app.gui.store_engine import StoreEngine
from app.gui.tasks import Tasks
from app.gui.window import Window
from app.settings import Settings
from app.wording import language

log = logging.getLogger(__name__)

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
"""What Qt would move by itself; nothing in this window does."""


def open_window(files: Sequence[str]) -> int:
    """Open the window, on the files named or on Welcome.

    Args:
        files: Files or folders of one person; several are read together.

    Returns:
        The exit status.
    """
    gc.disable()  # until all is loaded (see PageMaking.warm_up): there is no rubbish yet to look for
    application = made_application()
    chosen, _faults = settings.load()  # a setting that cannot be used falls back by itself
    window = made_window(application, chosen, keeps=True)
    Mishaps(window.asking.tell, application)
    window.show()
    # All wait for the first painted window.
    if files:
        QTimer.singleShot(0, lambda: window.open_files([Path(file) for file in files]))
    QTimer.singleShot(0, lambda: window.house.keeping.begin(reopens=not files))
    QTimer.singleShot(0, window.warm_up)
    # Qt's loop lets Python see Ctrl+C only when the next event comes; so leave at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return application.exec()


def made_application() -> QApplication:
    """Make Qt's application, which there can be one of only."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("whyscore")
    application.setApplicationDisplayName("Whyscore")
    application.setDesktopFileName("whyscore")
    application.setStyle("Fusion")
    for effect in _EFFECTS:
        application.setEffectEnabled(effect, False)
    application.setWindowIcon(QIcon(str(assets.folder("icons") / "whyscore.svg")))
    return application


def made_window(
    application: QApplication, chosen: Settings, *, keeps: bool, store: Path | None = None
) -> Window:
    """Make the window, in the reader's language and look.

    Args:
        application: Qt's application.
        chosen: The reader's settings.
        keeps: Whether a change of settings is kept for the next time.
        store: Folder of the encrypted store; this account's own where left out.
    """
    speak(chosen)
    appearance = theme.Appearance(application)
    appearance.choose(chosen.theme, chosen.text_size)
    if chosen.reduced_motion:
        application.setCursorFlashTime(0)
    tasks, engine = Tasks(application), Engine()
    window = Window(tasks, engine, chosen, StoreEngine(store, engine.case))

    def wear(new: Settings) -> None:
        speak(new)
        appearance.choose(new.theme, new.text_size)
        if keeps:
            tasks.start(
                "settings",
                lambda _progress: settings.save(new),
                succeeded=lambda _nothing: None,
                failed=lambda error: window.asking.tell("Whyscore", str(error)),
            )

    window.settings_chosen.connect(wear)
    if keeps:
        window.closing.connect(_keep_quietly)
    appearance.changed.connect(window.look_changed)
    return window


def _keep_quietly(last: Settings) -> None:
    """Keep the settings of a window that is closing; there is nobody left to tell."""
    try:
        settings.save(last)
    except WhyscoreError:
        log.warning("the settings could not be kept")


def speak(chosen: Settings) -> None:
    """Speak the language of the settings, or the system's."""
    language.use(chosen.language or language.system_language())
