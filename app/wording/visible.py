"""Make what a stranger's text hides visible, before anything shows it.

Control characters could steer a terminal, and characters that turn the reading direction could
make one text look like another. They are shown as a box and never followed.
"""

from __future__ import annotations

BOX = "\ufffd"
_HIDDEN = dict.fromkeys(
    [
        *range(0x20),  # control characters, escape among them
        *range(0x7F, 0xA0),
        0x061C,  # marks and overrides of the reading direction
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0x2028,  # line and paragraph ends that are no line ends elsewhere
        0x2029,
        0xFEFF,
    ],
    BOX,
)


def visible(text: object) -> str:
    """Return a text as it may be shown, every hidden character as a box."""
    return str(text).translate(_HIDDEN)
