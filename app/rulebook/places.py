"""Where in a TOML text each key stands, so that a fault can be told at its line.

``tomllib`` tells no positions; the syntax tree of tree-sitter does. It is asked only where
there is something to tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

KeyPath = tuple[str | int, ...]
"""The way to a value: keys, and numbers of entries in arrays from 0."""

_DEEPEST = 40
"""No rulebook nests deeper; what lies below is found at its parent's line."""

_KEYS = frozenset({"bare_key", "quoted_key", "dotted_key"})
_VALUES_WITH_PARTS = frozenset({"inline_table", "array"})


@dataclass(frozen=True, slots=True)
class Written:
    """Where a value stands in the bytes of a text.

    Attributes:
        start: First byte of the value.
        end: The byte after it.
        before: What stands before the last part of its key: ``points.`` of ``points.value``.
        inline: Whether it stands in an inline table, where commas part the keys.
    """

    start: int
    end: int
    before: str
    inline: bool


class Places:
    """The line of every key path of a text. Unknown paths lie where their nearest parent lies."""

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {(): 1}
        self._written: dict[KeyPath, Written] = {}
        self._entries: dict[KeyPath, int] = {}
        tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode("utf-8"))
        self._read_document(tree.root_node)

    def line(self, path: KeyPath) -> int:
        """Return the line, from 1, of a path, or of the nearest parent that has one."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def written(self, path: KeyPath) -> Written | None:
        """Return where a value is written; ``None`` where it is none, or a table of its own."""
        return self._written.get(path)

    def _read_document(self, root: Node) -> None:
        for node in root.named_children:
            if node.type == "pair":
                self._read_pair((), node, 0)
            elif node.type in {"table", "table_array_element"}:
                self._read_table(node)

    def _read_table(self, node: Node) -> None:
        header = next((child for child in node.named_children if child.type in _KEYS), None)
        if header is None:
            return
        *parents, last = _key_of(header)
        path: KeyPath = ()
        for key in parents:
            path = self._newest((*path, key), node)
        path = (*path, last)
        if node.type == "table_array_element":
            self._note(path, node)
            number = self._entries.get(path, 0)
            self._entries[path] = number + 1
            path = (*path, number)
        self._note(path, node)
        for child in node.named_children:
            if child.type == "pair":
                self._read_pair(path, child, 0)

    def _newest(self, path: KeyPath, node: Node) -> KeyPath:
        """Step into the newest entry where the path is an array of tables."""
        self._note(path, node)
        count = self._entries.get(path, 0)
        return (*path, count - 1) if count else path

    def _read_pair(self, path: KeyPath, node: Node, depth: int) -> None:
        parts = [child for child in node.named_children if child.type != "comment"]
        if not parts or parts[0].type not in _KEYS:
            return
        for key in _key_of(parts[0]):
            path = (*path, key)
            self._note(path, node)
        if len(parts) > 1:
            self._write(path, parts[-1], before=_before_last(parts[0]), inline=depth > 0)
            self._read_value(path, parts[-1], depth)

    def _write(self, path: KeyPath, value: Node, *, before: str = "", inline: bool) -> None:
        written = Written(value.start_byte, value.end_byte, before, inline)
        self._written.setdefault(path, written)

    def _read_value(self, path: KeyPath, node: Node, depth: int) -> None:
        if node.type not in _VALUES_WITH_PARTS or depth > _DEEPEST:
            return
        number = 0
        for child in node.named_children:
            if child.type == "pair":
                self._read_pair(path, child, depth + 1)
            elif node.type == "array" and child.type != "comment":
                self._note((*path, number), child)
                self._write((*path, number), child, inline=True)
                self._read_value((*path, number), child, depth + 1)
                number += 1

    def _note(self, path: KeyPath, node: Node) -> None:
        self._lines.setdefault(path, node.start_point[0] + 1)


def _key_of(node: Node) -> tuple[str, ...]:
    """Return a key's parts: ``a."b c".d`` has three."""
    return tuple(_unquoted(part) for part in _parts(node))


def _before_last(node: Node) -> str:
    """Return what a key is written as before its last part."""
    if node.type != "dotted_key":
        return ""
    last = node.named_children[-1]
    whole = node.text or b""
    return whole[: last.start_byte - node.start_byte].decode("utf-8", "replace")


def _parts(node: Node) -> Iterator[Node]:
    # Dotted keys nest to the left, as deep as there are dots: no recursion.
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.type == "dotted_key":
            waiting.extend(reversed(part.named_children))
        else:
            yield part


def _unquoted(node: Node) -> str:
    text = (node.text or b"").decode("utf-8", "replace")
    if node.type != "quoted_key":
        return text
    try:
        return next(iter(tomllib.loads(f"{text} = 0")))
    except tomllib.TOMLDecodeError:
        return text
