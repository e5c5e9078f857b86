"""Where the answer to a question stands in the copy of one's file that the operator must give."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import cast

from app import assets
from app.domain.rulebook import Texts


def in_paper_copy(book: str) -> Mapping[str, Texts]:
    """Return, by question id, where its answer stands; empty where nobody wrote that down.

    Args:
        book: Id of a rulebook that comes along.
    """
    for file in assets.folder("questions").glob("*.toml"):
        if file.stem == book:
            return cast("Mapping[str, Texts]", tomllib.loads(file.read_text(encoding="utf-8")))
    return {}
