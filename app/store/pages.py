"""The pages of a store's file as they lie on the disk, and the rows on those that are whole.

SQLCipher gives up a table at its first damaged page. Here every page is checked by itself and
the tables are read around the damaged ones: nothing that is not as it was written is believed.

Source:
    SQLCipher 4: AES-256-CBC with a random IV a page, HMAC-SHA-512 over it and the page's number
    (zetetic.net/sqlcipher/design). SQLite's file format: sqlite.org/fileformat2.html, 1.5 and 1.6.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.store.keys import KeyHolder
from app.store.places import told_of_disk

PAGE = 8_192
_SALT, _IV, _MAC = 16, 16, 64
_USABLE = PAGE - _IV - _MAC
_IN_CHAIN = _USABLE - 4  # bytes of a row that a page of a chain holds
_MOST_HERE = _USABLE - 35  # bytes of a row that a leaf holds by itself
_LEAST_HERE = (_USABLE - 12) * 32 // 255 - 23
_TABLE, _LEAF = 0x05, 0x0D
_MASK = 0x3A
_SCHEMA_ROOT = 1
_STEP = 128  # bytes: a block of SHA-512
_MOST_MENDED = 4  # pages: each takes the better part of a second


@dataclass(frozen=True)
class Blob:
    """Bytes of a cell, with the spans that lie on damaged pages.

    Attributes:
        data: The bytes; zeros where they are lost.
        holes: Spans that are lost, first and end, in order.
    """

    data: bytes
    holes: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Row:
    """A row that could be read. A cell of which bytes are lost is a ``Blob``."""

    number: int
    cells: tuple[Any, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no cell has lost anything."""
        return not any(isinstance(cell, Blob) for cell in self.cells)


@dataclass(frozen=True)
class _Cell:
    """A row as a leaf tells of it: what it holds itself, and where the rest goes on."""

    number: int
    size: int
    here: bytes
    next: int


class Pages:
    """The pages of a file of data.

    Args:
        path: The file.
        key: Its key.
        salt: The first bytes of the file as its key file has them, where it does.

    Attributes:
        count: How many pages there are, or should be.
        bad: Numbers of those that are not as they were written, counted from 1.
    """

    def __init__(self, path: Path, key: KeyHolder, salt: str = "") -> None:
        with told_of_disk():
            self._data = bytearray(path.read_bytes())
        self._key = key.raw
        self._salt_was = bytes(self._data[:_SALT])
        self._data[:_SALT] = bytes.fromhex(salt) or self._salt_was
        self._mac = self._mac_key(bytes(self._data[:_SALT]))
        if not self._is_whole(2) and not self._is_whole(3):
            self._mend_salt()
        there = -(-len(self._data) // PAGE)
        bad = {number for number in range(1, there + 1) if not self._is_whole(number)}
        told = 0 if 1 in bad or not there else struct.unpack(">I", self.page(1)[28:32])[0]
        self.count = max(there, told)
        self.bad = frozenset(bad | set(range(there + 1, self.count + 1)))
        self._owned: set[int] = set()

    @property
    def hurt(self) -> frozenset[int]:
        """Pages that are not as they were written, also where that could be put right."""
        salt_is_lost = bytes(self._data[:_SALT]) != self._salt_was
        return self.bad | ({1} if salt_is_lost else set())

    def mend(self) -> int:
        """Put single bits right that were flipped, as disks and memory do; return how many pages.

        The code that seals a page tells the one bit that was flipped from all others, so what is
        mended is what was written. A page that lost more stays as it is.
        """
        mended = [
            number
            for number in sorted(self.bad)[:_MOST_MENDED]
            if number * PAGE <= len(self._data) and self._is_mended(number)
        ]
        self.bad -= set(mended)
        if 1 in mended:
            told = int.from_bytes(self.page(1)[28:32], "big")
            self.bad |= set(range(self.count + 1, told + 1))
            self.count = max(self.count, told)
        return len(mended)

    def page(self, number: int) -> bytes:
        """Return a whole page as SQLite sees it."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        raw = self._raw(number)
        start = _SALT if number == 1 else 0
        iv = raw[_USABLE : _USABLE + _IV]
        opened = Cipher(algorithms.AES(self._key), modes.CBC(iv)).decryptor()
        plain = opened.update(raw[start:_USABLE]) + opened.finalize()
        return bytes(start) + plain

    def tables(
        self, usual: dict[str, int], columns: dict[str, int]
    ) -> tuple[dict[str, list[Row]], frozenset[str]]:
        """Return the rows of every table, and which tables may lack some.

        Args:
            usual: On which page each table begins in a store of ours, for a file whose list of
                tables is lost.
            columns: How many columns each has.
        """
        roots = dict(usual)
        listed, _hurt = self._leaves(_SCHEMA_ROOT)
        for cell in listed:
            row = self._row(cell)
            if row and row.is_whole and row.cells[0] == "table" and row.cells[1] in roots:
                roots[row.cells[1]] = int(row.cells[3])
        cells, hurt = {}, set()
        for name, root in roots.items():
            cells[name], is_hurt = self._leaves(root)
            if is_hurt:
                hurt.add(name)
        if hurt:
            self._take_astray(cells, {name: columns[name] for name in hurt})
        for found in cells.values():  # whole chains first: what they own is nobody else's
            for cell in found:
                self._own_chain(cell)
        rows: dict[str, list[Row]] = {}
        for name, found in cells.items():
            read = [self._row(cell, bridges=True) for cell in found]
            rows[name] = [row for row in read if row is not None]
            if None in read:
                hurt.add(name)
        return rows, frozenset(hurt)

    def _raw(self, number: int) -> bytes:
        return bytes(self._data[(number - 1) * PAGE : number * PAGE])

    def _mend_salt(self) -> None:
        """Find the salt whose one byte was damaged: it is the file's first, and checks all pages."""
        usual, salt = self._mac, self._salt_was
        for at in range(len(salt)):
            for byte in range(256):
                tried = salt[:at] + bytes([byte]) + salt[at + 1 :]
                self._mac = self._mac_key(tried)
                if self._is_whole(2):
                    self._data[:_SALT] = tried
                    return
        self._mac = usual

    def _mac_key(self, salt: bytes) -> bytes:
        masked = bytes(byte ^ _MASK for byte in salt)
        return hashlib.pbkdf2_hmac("sha512", self._key, masked, 2, 32)

    def _is_whole(self, number: int) -> bool:
        raw = self._raw(number)
        if len(raw) < PAGE:
            return False
        start = _SALT if number == 1 else 0
        made = hmac.new(
            self._mac, raw[start : _USABLE + _IV] + struct.pack("<I", number), hashlib.sha512
        )
        return hmac.compare_digest(made.digest(), raw[_USABLE + _IV :])

    def _is_mended(self, number: int) -> bool:
        """Try every bit of a page; leave the page right where one of them was it."""
        raw = bytearray(self._raw(number))
        start, end, sealed = _SALT if number == 1 else 0, _USABLE + _IV, bytes(raw[_USABLE + _IV :])
        tail = struct.pack("<I", number)
        before = hmac.new(self._mac, raw[start:start], hashlib.sha512)
        told = hmac.new(self._mac, bytes(raw[start:end]) + tail, hashlib.sha512).digest()
        if (int.from_bytes(told, "big") ^ int.from_bytes(sealed, "big")).bit_count() == 1:
            self._data[(number - 1) * PAGE + end : number * PAGE] = told
            return True
        for at in range(start, end, _STEP):
            upto = min(at + _STEP, end)
            part, rest = raw[at:upto], bytes(raw[upto:end]) + tail
            for bit in range(8 * len(part)):
                part[bit >> 3] ^= 1 << (bit & 7)
                tried = before.copy()
                tried.update(bytes(part) + rest)
                if tried.digest() == sealed:
                    first = (number - 1) * PAGE
                    self._data[first + at : first + upto] = part
                    return True
                part[bit >> 3] ^= 1 << (bit & 7)
            before.update(bytes(part))
        return False

    def _leaves(self, root: int) -> tuple[list[_Cell], bool]:
        """Return the cells of a table that begins on a page, and whether one of its pages is bad."""
        found: list[_Cell] = []
        hurt, waiting, seen = False, [root], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            if not self._is_good(number):
                hurt = True
                continue
            self._owned.add(number)
            page = self.page(number)
            at = 100 if number == 1 else 0
            if page[at] == _LEAF:
                found += _cells(page, at)
            elif page[at] == _TABLE:
                waiting += reversed(_children(page, at))
            else:
                hurt = True
        return found, hurt

    def _is_good(self, number: int) -> bool:
        return 1 <= number <= self.count and number not in self.bad

    def _own_chain(self, cell: _Cell) -> None:
        number = cell.next
        while number and self._is_good(number) and number not in self._owned:
            self._owned.add(number)
            number = struct.unpack(">I", self.page(number)[:4])[0]

    def _take_astray(self, cells: dict[str, list[_Cell]], columns: dict[str, int]) -> None:
        """Give each leaf that is astray to the one hurt table that has as many columns."""
        for number, leaf in self._astray():
            told = [self._row(cell) for cell in leaf]
            widths = {len(row.cells) for row in told if row is not None}
            whose = [name for name, count in columns.items() if widths == {count}]
            if len(whose) == 1:
                self._owned.add(number)
                cells[whose[0]] += leaf

    def _astray(self) -> Iterator[tuple[int, list[_Cell]]]:
        """Yield the leaves that no page leads to, as where the one that did is bad."""
        for number in range(2, self.count + 1):
            if self._is_good(number) and number not in self._owned:
                page = self.page(number)
                # A page of a chain begins with the number of the next: never with so high a byte.
                if page[0] == _LEAF:
                    yield number, list(_cells(page, 0))

    def _row(self, cell: _Cell, *, bridges: bool = False) -> Row | None:
        """Return a row; ``None`` where even what it consists of is lost.

        Args:
            cell: What the leaf holds of it.
            bridges: Whether to look for where a chain goes on behind a bad page.
        """
        data, holes, number = bytearray(cell.here), [], cell.next
        while len(data) < cell.size:
            size = min(_IN_CHAIN, cell.size - len(data))
            if self._is_good(number):
                page = self.page(number)
                data += page[4 : 4 + size]
                number = struct.unpack(">I", page[:4])[0]
            else:
                left = -(-(cell.size - len(data) - size) // _IN_CHAIN)
                holes.append((len(data), len(data) + size))
                data += bytes(size)
                number = self._goes_on(number, left) if left and bridges else 0
                if left and not number:
                    holes.append((len(data), cell.size))
                    data += bytes(cell.size - len(data))
        cells = _record(bytes(data), holes)
        return None if cells is None or not cells else Row(cell.number, tuple(cells))

    def _goes_on(self, bad: int, left: int) -> int:
        """Return where a chain goes on behind a bad page; 0 where that is not beyond doubt.

        SQLite writes a chain page after page where it can. The one behind is believed where it is
        nobody else's and its own chain is just as long as the rest must be.
        """
        if not 1 <= bad <= self.count:
            return 0
        number, taken = bad + 1, []
        for _step in range(left):
            if not 1 <= number <= self.count or number in self._owned or number in taken:
                return 0
            taken.append(number)
            is_good = self._is_good(number)
            number = struct.unpack(">I", self.page(number)[:4])[0] if is_good else number + 1
        if number and self._is_good(taken[-1]):
            return 0
        self._owned.update(one for one in taken if self._is_good(one))
        return taken[0]


@dataclass(frozen=True)
class Damage:
    """How much of a store's file is damaged.

    Attributes:
        bad: Pages that are not as they were written.
        pages: Pages that there are, or should be.
    """

    bad: int
    pages: int


def damage(path: Path, key: KeyHolder, salt: str = "") -> Damage:
    """Check every page of a file of data by itself; no table is read."""
    pages = Pages(path, key, salt)
    return Damage(len(pages.hurt), pages.count)


def _children(page: bytes, at: int) -> list[int]:
    count, last = struct.unpack(">H", page[at + 3 : at + 5])[0], page[at + 8 : at + 12]
    places = struct.unpack(f">{count}H", page[at + 12 : at + 12 + 2 * count])
    return [struct.unpack(">I", one)[0] for one in (*(page[p : p + 4] for p in places), last)]


def _cells(page: bytes, at: int) -> Iterator[_Cell]:
    count = struct.unpack(">H", page[at + 3 : at + 5])[0]
    for place in struct.unpack(f">{count}H", page[at + 8 : at + 8 + 2 * count]):
        size, start = _varint(page, place)
        number, start = _varint(page, start)
        if size <= _MOST_HERE:
            yield _Cell(number, size, page[start : start + size], 0)
            continue
        here = _LEAST_HERE + (size - _LEAST_HERE) % _IN_CHAIN
        here = here if here <= _MOST_HERE else _LEAST_HERE
        end = start + here
        yield _Cell(number, size, page[start:end], struct.unpack(">I", page[end : end + 4])[0])


def _record(data: bytes, holes: list[tuple[int, int]]) -> list[Any] | None:
    """Return the cells of a row; ``None`` where the list of what they are is lost."""
    size, at = _varint(data, 0)
    if any(first < size for first, _end in holes):
        return None
    kinds = []
    while at < size:
        kind, at = _varint(data, at)
        kinds.append(kind)
    cells: list[Any] = []
    start = size
    for kind in kinds:
        end = start + _width(kind)
        lost = tuple(
            (max(first, start) - start, min(last, end) - start)
            for first, last in holes
            if first < end and last > start
        )
        cells.append(Blob(data[start:end], lost) if lost else _value(kind, data[start:end]))
        start = end
    return cells


_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_FLOAT, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12


def _width(kind: int) -> int:
    return _WIDTHS[kind] if kind < len(_WIDTHS) else (kind - _FIRST_BLOB) // 2


def _value(kind: int, data: bytes) -> Any:
    if kind == 0:
        return None
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO
    if kind == _FLOAT:
        return struct.unpack(">d", data)[0]
    if kind < _FLOAT:
        return int.from_bytes(data, "big", signed=True)
    return data if kind % 2 == 0 else data.decode("utf-8", "surrogateescape")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a whole number of SQLite's variable length, and where the next begins."""
    found = 0
    for step in range(8):
        byte = data[at + step]
        found = found << 7 | byte & 0x7F
        if not byte & 0x80:
            return found, at + step + 1
    return found << 8 | data[at + 8], at + 9
