"""Which folder a store lives in, so that a copy of the folder knows that it is one.

A copied key file tells of the folder that it was written for: its device, its number there, and
a hash of its path. A folder that was moved keeps its number, one that was copied gets another.
Where both could be, it counts as a copy: that costs a new id, the other way a person's only key.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from app.store.places import told_of_disk


def mark(folder: Path) -> str:
    """Return the mark of a folder that is there."""
    with told_of_disk():
        found = folder.stat()
        path = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
    return f"{found.st_dev:x}.{found.st_ino:x}.{path}"


def is_home(folder: Path, marked: str) -> bool:
    """Whether a mark was made for this folder: it is where it was, or was moved."""
    device, number, path = mark(folder).split(".")
    was = marked.split(".")
    return (number, path) == tuple(was[1:]) or [device, number] == was[:2]
