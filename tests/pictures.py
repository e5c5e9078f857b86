"""Pictures of every page, to be looked at: ``python -m tests.pictures OUT [--sample] [--few] [--page NAME]``.

Each page in 1280 x 800 and 1920 x 1080, light and dark, in every language; and once each in high
contrast, with large text, and in the least window. With any of ``--theme``, ``--language``,
``--size`` and ``--text`` only that one look. Nothing is compared: eyes do that.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from app.gui.engine import Engine
from app.gui.guides_dialog import GuidesDialog
from app.gui.keys_dialog import KeysDialog
from app.gui.launch import made_application, made_window
from app.gui.opening import Busy, Trouble
from app.gui.pages_made import ON_THE_RAIL, PREVIEW, QUESTIONS
from app.gui.window import Window
from app.settings import Settings, Theme
from app.wording.language import Language
from tests.gui import unusual
from tests.gui.engines import PersonEngine, with_a_bad_row
from tests.gui.pages.audit import states

DOORWAY = ("busy", "trouble", "password")
OVER = ("tour", "next", "keys", "guides", "look-menu", "date-menu")  # what lies over the window
PAGES = (*ON_THE_RAIL, QUESTIONS)
SIZES = ((1280, 800), (1920, 1080))
LONGEST = 20.0  # seconds that a picture may take to settle


def settle(application: QApplication, window: Window) -> None:
    """Wait until nothing is under way, at most ``LONGEST`` seconds."""
    end = time.monotonic() + LONGEST
    quiet = 0
    while quiet < 20 and time.monotonic() < end:
        application.processEvents()
        busy = window._tasks.busy or window._shelf.bringing or not window.updatesEnabled()
        quiet = 0 if busy else quiet + 1


def show(window: Window, page: str) -> None:
    """Bring a page or a state of the doorway before the eye."""
    match page:
        case "busy":
            window.show_busy(Busy("Reading mei.zip", 0.38, "380,000 of 1,000,000 rows", "7 s left"))
        case "trouble":
            text = "Row 218 of records.csv has no date. The other 1,283 were read."
            window.show_trouble(Trouble("The file cannot be used", text, ("records.csv, 218",)))
        case "password":
            window.ask_password("mei.zip", again=True)
        case "preview":
            window.show_preview(with_a_bad_row())
        case "tour":
            window.guiding.start_tour()
        case "next":
            window.guiding.card.next.click()
        case "keys" | "guides":
            (window.guiding.show_keys if page == "keys" else window.guiding.show_guides)()
        case "look-menu" | "date-menu":
            button = window.rail._look if page == "look-menu" else window.header.date
            button.menu().popup(window.mapToGlobal(window.rect().center() / 2))
        case _ if page in states.STATES:
            states.show(window, page)
        case _:
            window.show_page(page)


def shoot(
    application: QApplication,
    engine: Engine,
    chosen: Settings,
    size: tuple[int, int],
    asked: argparse.Namespace,
) -> None:
    """Take one picture of every page that is asked for."""
    window = made_window(application, chosen, keeps=False)
    window._engine = engine
    window.opening._reads = engine
    window.resize(*size)
    window.show()
    settle(application, window)
    if asked.person:
        window.session.open(unusual.PEOPLE[asked.person]())
    else:
        window.open_sample()
    settle(application, window)
    look = f"{chosen.theme.value}-{chosen.language}-{size[0]}-{chosen.text_size}"
    if asked.person:
        look = f"{asked.person}-{look}"
    for number, page in enumerate(asked.page or PAGES):
        show(window, page)
        settle(application, window)
        _grabbed(window, page).save(str(asked.out / f"{number}-{page}-{look}.png"))
    window.leave()
    window.deleteLater()
    application.processEvents()


def _grabbed(window: Window, page: str) -> QPixmap:
    """Take the picture: a menu and a dialog are windows of their own."""
    match page:
        case "keys":
            return window.findChild(KeysDialog).grab()
        case "guides":
            return window.findChild(GuidesDialog).grab()
        case "look-menu":
            return window.rail._look.menu().grab()
        case "date-menu":
            return window.header.date.menu().grab()
    return window.grab()


def _engine(asked: argparse.Namespace) -> Engine:
    return Engine() if asked.sample else PersonEngine()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sample", action="store_true", help="the shipped sample person")
    parser.add_argument("--person", choices=unusual.PEOPLE, help="an unusual invented person")
    parser.add_argument("--few", action="store_true", help="1280 x 800 only")
    parser.add_argument("--one", action="store_true", help="light, English, 1280 x 800 only")
    parser.add_argument("--theme", choices=[*Theme], help="only in this look")
    parser.add_argument("--language", choices=[*Language], help="only in this language")
    parser.add_argument("--size", help="only in this size, such as 800x560")
    parser.add_argument("--text", type=int, help="only with text of this size, in percent")
    names = (*PAGES, PREVIEW, *DOORWAY, *OVER, *states.STATES)
    parser.add_argument("--page", action="append", choices=names, help="only this page")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    application = made_application()
    engine = _engine(asked)
    if asked.one or asked.theme or asked.language or asked.size or asked.text:
        wide, high = map(int, (asked.size or "1280x800").split("x"))
        speech, theme = Language(asked.language or "en"), Theme(asked.theme or "light")
        chosen = Settings(speech, theme, text_size=asked.text or 100)
        shoot(application, engine, chosen, (wide, high), asked)
        return
    sizes = SIZES[:1] if asked.few else SIZES
    for look, speech, size in itertools.product((Theme.LIGHT, Theme.DARK), Language, sizes):
        shoot(application, engine, Settings(speech, look), size, asked)
    english = Language.ENGLISH
    shoot(application, engine, Settings(english, Theme.CONTRAST), SIZES[0], asked)
    large = Settings(english, Theme.LIGHT, text_size=200)
    shoot(application, engine, large, SIZES[0], asked)
    for width in (800, 1000):
        shoot(application, engine, Settings(english, Theme.LIGHT), (width, 560), asked)


if __name__ == "__main__":
    main()
