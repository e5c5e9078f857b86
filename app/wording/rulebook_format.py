"""Every key that a rulebook may hold: its type, whether it is needed, what it means.

Which keys there are was asked of the reader of rulebooks itself (``tests/making/rulebook_format``),
so this page cannot tell of another format than the one that is read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app import assets
from app.domain.rulebook import Measure
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
        yield words["line"].format(
            key=key["key"],
            types=_types(key, words),
            need=words["needs"][key["need"]],
            measures=_measures(key["with"], words),
            said=words["keys"][name][key["key"]],
        )
    yield ""


def _types(key: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    said = words["or"].join(words["types"][one] for one in key["types"])
    return str(said).format(words=_listed(key["words"], words))


def _measures(those: Sequence[str], words: Mapping[str, Any]) -> str:
    """Say which measures a key goes with, or does not where these are fewer; nothing for all."""
    if not those:
        return ""
    others = [measure for measure in Measure if measure not in those]
    few, said = (others, "without") if len(others) < len(those) else (those, "with")
    return str(words[said]).format(measures=_listed(few, words))


def _listed(names: Sequence[str], words: Mapping[str, Any]) -> str:
    return str(words["and"]).join(f"`{name}`" for name in names)
