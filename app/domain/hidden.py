"""Characters that cannot be seen and yet do something: to a terminal, or to the order of letters."""

from __future__ import annotations

HIDDEN = frozenset(
    map(
        chr,
        [
            *range(0x20),  # control characters, escape among them
            *range(0x7F, 0xA0),
            0x061C,  # marks and overrides of the reading direction
            *range(0x200E, 0x2010),
            *range(
                0x2028, 0x202F
            ),  # line and paragraph ends that are none elsewhere, and overrides
            *range(0x2066, 0x2070),
            *range(
                0xD800, 0xE000
            ),  # halves of characters, such as bytes of a name that are no text
            0xFEFF,
            *range(0xFFF9, 0xFFFC),
        ],
    )
)
"""They are shown as a box, or escaped where a program reads them. What only joins or parts letters stays."""
