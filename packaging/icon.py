"""Write the program's icon as the system wants it: ``python packaging/icon.py OUT.ico|OUT.icns``.

Drawn anew at each size from the one drawing there is. Windows takes ``.ico``, macOS ``.icns``.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_DRAWING = Path(__file__).parents[1] / "resources" / "icons" / "whyscore.svg"
_OF_WINDOWS = (16, 24, 32, 48, 64, 128, 256)
_OF_MACOS = {"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}


def drawn(side: int) -> bytes:
    """Return the icon as a PNG of ``side`` by ``side`` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(_DRAWING)).render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub knows paths only
    return bytes(kept.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return pictures as one file for Windows: a header, a line each, then the pictures."""
    start = 6 + 16 * len(pictures)
    lines, body = b"", b""
    for side, picture in pictures.items():
        # 256 is written as 0: a side has one byte.
        lines += struct.pack(
            "<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), start + len(body)
        )
        body += picture
    return struct.pack("<HHH", 0, 1, len(pictures)) + lines + body


def icns(pictures: dict[str, bytes]) -> bytes:
    """Return pictures as one file for macOS: each with its name of four letters and its length."""
    body = b"".join(
        name.encode("ascii") + struct.pack(">I", 8 + len(picture)) + picture
        for name, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> None:
    """Write the file that is asked for."""
    out = Path(sys.argv[1])
    _application = QGuiApplication(["icon", "-platform", "offscreen"])
    if out.suffix == ".ico":
        out.write_bytes(ico({side: drawn(side) for side in _OF_WINDOWS}))
    else:
        out.write_bytes(icns({name: drawn(side) for name, side in _OF_MACOS.items()}))


if __name__ == "__main__":
    main()
