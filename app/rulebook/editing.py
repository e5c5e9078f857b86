"""Changes single values in the text of a rulebook, and leaves everything else as it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.rulebook.places import KeyPath, Places


class Edits:
    """Changes to the text of a rulebook that is known to load.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._bytes = text.encode("utf-8")
        self._places = Places(text)
        self._changes: list[tuple[int, int, str]] = []
        self._after = ""

    def replace(self, path: KeyPath, value: float | str) -> None:
        """Put a value in the place of another.

        Raises:
            KeyError: There is no such value.
        """
        written = self._places.written(path)
        if written is None:
            raise KeyError(path)
        self._changes.append((written.start, written.end, toml(value)))

    def replace_number(self, path: KeyPath, said: Mapping[str, float | str]) -> None:
        """Say anew what a number is: its value, and what else a number may say of itself.

        A bare number or an inline table is written as an inline table. A number whose keys are
        written out one by one keeps that form; what it does not say yet follows its value.

        Args:
            path: Where the number stands.
            said: The keys, ``value`` among them.

        Raises:
            KeyError: There is no such number.
        """
        written = self._places.written(path)
        if written is not None:
            pairs = ", ".join(f"{key} = {toml(value)}" for key, value in said.items())
            self._changes.append((written.start, written.end, f"{{ {pairs} }}"))
            return
        last = self._places.written((*path, "value"))
        if last is None:
            raise KeyError(path)
        new = []
        for key, value in said.items():
            if self._places.written((*path, key)) is not None:
                self.replace((*path, key), value)
            else:
                new.append(f"{last.before}{key} = {toml(value)}")
        between = ", " if last.inline else "\n"
        # An empty stretch right behind the value, which may itself be replaced.
        self._changes.append((last.end, last.end, "".join(between + pair for pair in new)))

    def append(self, name: str, count: int, said: Mapping[str, float | str], note: str) -> None:
        """Add a table to an array of tables.

        Args:
            name: The array.
            count: How many tables it has, > 0.
            said: The keys of the new one.
            note: A comment before it.
        """
        whole, last = self._places.written((name,)), self._places.written((name, count - 1))
        if whole is not None and last is not None:
            pairs = ", ".join(f"{key} = {toml(value)}" for key, value in said.items())
            self._changes.append((last.end, last.end, f", {{ {pairs} }}"))
            return
        lines = [f"# {note}", f"[[{name}]]", *(f"{key} = {toml(v)}" for key, v in said.items())]
        self._after += "\n" + "\n".join(lines) + "\n"

    def text(self) -> str:
        """Return the changed text."""
        changed = self._bytes
        for start, end, value in sorted(self._changes, reverse=True):
            changed = changed[:start] + value.encode("utf-8") + changed[end:]
        text = changed.decode("utf-8")
        if not self._after:
            return text
        return text + ("" if text.endswith("\n") else "\n") + self._after


def toml(value: float | str) -> str:
    """Write a value as TOML: whole numbers without a point, texts in quotation marks."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(float(value))
