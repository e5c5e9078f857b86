"""How long the window stands still: ``python -m tests.journeys.watchdog [--records N]``.

Goes a reader's way through the window with a large invented person, and prints the longest time
of each step during which the window answered nothing. It is never asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.gui.launch import made_application, made_window
from app.gui.pages_made import PREVIEW
from app.gui.window import Window
from app.settings import Settings, Theme
from app.wording.language import Language
from tests.journeys.large import LargeEngine, Reader, ways
from tests.journeys.watching import Block, Watchdog, settle, walk


def window_on(application: QApplication, engine: LargeEngine) -> Window:
    """Show a window in which whatever is opened is the large person."""
    window = made_window(application, Settings(Language.ENGLISH, Theme.LIGHT), keeps=False)
    window._engine = engine
    window.opening._reads = engine
    window.show()
    settle(window)
    window.warm_up()
    settle(window)
    reader = Reader(window, Path())
    reader.wait_for(PREVIEW)  # made ahead, while the reader looks for their file
    settle(window)
    return window


def watched(records: int, contacts: int) -> list[Block]:
    """Go all the way once, and return the longest block of each step."""
    application = made_application()
    window = window_on(application, LargeEngine(records, contacts))
    dog = Watchdog(application)
    with TemporaryDirectory() as folder:
        walk(dog, window, ways(window, Path(folder)))
    window.leave()
    QApplication.processEvents()
    return dog.blocks


def main() -> None:
    """Go all the way and print each step's longest block, then the longest of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=2_000)
    parser.add_argument("--json", action="store_true", help="write the figures as JSON only")
    asked = parser.parse_args()
    blocks = watched(asked.records, asked.contacts)
    if asked.json:
        sys.stdout.write(json.dumps([asdict(block) for block in blocks]) + "\n")
        return
    for block in blocks:
        sys.stdout.write(f"{block}\n")
    longest = max(blocks, key=lambda block: block.clock)
    sys.stdout.write(f"longest: {longest}\n")


if __name__ == "__main__":
    main()
