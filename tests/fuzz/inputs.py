"""What a reader is given: one file, or a folder of files; kept as a text so that it can be replayed."""

from __future__ import annotations

import base64
import json
import lzma
import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Given:
    """Something that somebody could choose in the window.

    Attributes:
        name: Name of the file or the folder.
        files: Content by name; a single file stands under the empty name.
        holes: Noughts that follow a file's content and take no room on the disk, by its name.
            Unit: bytes.
    """

    name: str
    files: dict[str, bytes]
    holes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def file(cls, name: str, content: bytes) -> Given:
        return cls(name, {"": content})

    @property
    def size(self) -> int:
        return sum(len(content) for content in self.files.values())

    def write(self, folder: Path) -> Path:
        """Write it into a folder, and return where it lies."""
        place = folder / self.name
        if "" not in self.files:
            place.mkdir()
        for name, content in self.files.items():
            path = place / name if name else place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if hole := self.holes.get(name):
                os.truncate(path, len(content) + hole)
        return place

    def as_text(self) -> dict[str, object]:
        """Say it in JSON: packed, because an input may be a megabyte of one letter."""
        files = {
            name: base64.b64encode(lzma.compress(content)).decode()
            for name, content in self.files.items()
        }
        return {"name": self.name, "files": files, "holes": self.holes}

    @classmethod
    def of_text(cls, said: dict) -> Given:
        files = {
            name: lzma.decompress(base64.b64decode(content))
            for name, content in said["files"].items()
        }
        return cls(said["name"], files, said.get("holes", {}))


@dataclass(frozen=True)
class Finding:
    """An input that a reader did not stand, with the seed that made it.

    Attributes:
        reader: Of ``READERS``.
        seed: Seed of the run.
        number: Which input of the run.
        what: What went wrong.
        given: The input itself, because a corpus changes.
    """

    reader: str
    seed: int
    number: int
    what: str
    given: Given

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.reader}-{self.seed}-{self.number}.json"
        said = {
            "reader": self.reader,
            "seed": self.seed,
            "number": self.number,
            "what": self.what,
            "given": self.given.as_text(),
        }
        path.write_text(json.dumps(said, indent=1), encoding="utf-8")
        return path

    @classmethod
    def read(cls, path: Path) -> Finding:
        said = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**said, "given": Given.of_text(said["given"])})
