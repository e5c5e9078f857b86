"""Every key that a rulebook may hold: its type, whether it is needed, what it means.

Which keys there are was asked of the reader of rulebooks itself (``tests/making/rulebook_format``),
so this page cannot tell of another format than the one that is read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from app import assets
from app.wording.language import Language


def reference(language: Language) -> str:
    """Return the reference of the format in Markdown: a heading a table, a line a key.

    Args:
        language: In which language.
    """
    words = meanings(language)
    return "\n".join(line for table in tables() for line in _table(table, words))


def tables() -> tuple[Mapping[str, Any], ...]:
    """Return the tables of the format: each with its name, and its keys with what they take."""
    text = (assets.folder("guides") / "format.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["tables"])


def meanings(language: Language) -> Mapping[str, Any]:
    """Return what tables, keys and types are called and mean, in one language."""
    place = assets.folder("guides") / language.value / "format.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _table(table: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[str]:
    name = table["name"]
    yield f"### {words['tables'][name]}"
    yield ""
    for key in table["keys"]:
        choices = ", ".join(f"`{word}`" for word in key["words"])
        types = words["or"].join(words["types"][one] for one in key["types"])
        types = types.format(words=choices)
        need = words["needs"][key["need"]]
        said = words["keys"][name][key["key"]]
        only = ", ".join(f"`{measure}`" for measure in key["with"])
        tail = f" {words['with'].format(measures=only)}" if only else ""
        yield f"- **`{key['key']}`** ({types}; {need}{tail}): {said}"
    yield ""
