"""Make what a stranger's text hides visible, before anything shows it.

Control characters could steer a terminal, and characters that turn the reading direction could
make one text look like another. They are shown as a box and never followed.
"""

from __future__ import annotations

from app.domain.hidden import HIDDEN

BOX = "\ufffd"
_BOXES = dict.fromkeys(map(ord, HIDDEN), BOX)
_LINES = {**_BOXES, ord("\n"): "\n"}


def visible(text: object) -> str:
    """Return a text as it may be shown, every hidden character as a box."""
    return str(text).translate(_BOXES)


def visible_lines(text: object) -> str:
    """Return a text of several lines as it may be shown; its line ends stay."""
    return str(text).translate(_LINES)
