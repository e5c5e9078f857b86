"""Pictures of every page, to be looked at: ``python -m tests.pictures OUT [--sample] [--few] [--page NAME]``.

Each page in 1280 x 800 and 1920 x 1080, light and dark, in every language; and once each in high
contrast, with large text, and in the least window. Nothing is compared: eyes do that.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.gui.engine import Engine
from app.gui.launch import made_application, made_window
from app.gui.pages_made import ON_THE_RAIL, QUESTIONS
from app.gui.window import Window
from app.settings import Settings, Theme
from app.wording.language import Language
from tests.gui.engines import PersonEngine

PAGES = (*ON_THE_RAIL, QUESTIONS)
SIZES = ((1280, 800), (1920, 1080))
LONGEST = 20.0  # seconds that a picture may take to settle


def settle(application: QApplication, window: Window) -> None:
    """Wait until nothing is under way, at most ``LONGEST`` seconds."""
    end = time.monotonic() + LONGEST
    quiet = 0
    while quiet < 20 and time.monotonic() < end:
        application.processEvents()
        quiet = 0 if window._tasks.busy else quiet + 1


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
    window.opening.open_sample()
    settle(application, window)
    look = f"{chosen.theme.value}-{chosen.language}-{size[0]}-{chosen.text_size}"
    for page in asked.page or PAGES:
        window.show_page(page)
        settle(application, window)
        window.grab().save(str(asked.out / f"{page}-{look}.png"))
    window.close()
    window.deleteLater()
    application.processEvents()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sample", action="store_true", help="the shipped sample person")
    parser.add_argument("--few", action="store_true", help="1280 x 800 only")
    parser.add_argument("--one", action="store_true", help="light, English, 1280 x 800 only")
    parser.add_argument("--page", action="append", choices=PAGES, help="only this page")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    application = made_application()
    engine = Engine() if asked.sample else PersonEngine()
    if asked.one:
        shoot(application, engine, Settings(Language.ENGLISH, Theme.LIGHT), SIZES[0], asked)
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
