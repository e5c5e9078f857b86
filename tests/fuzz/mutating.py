"""Makes bad inputs of good ones: bytes, lines, values and what their formats are made of."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.store import backups
from tests.fuzz.inputs import Given

MOST_BYTES = 4 << 20
"""No input is larger: what is beyond all bounds is tried by hand-made cases. Unit: bytes."""

Change = Callable[[bytes, random.Random], bytes]

NUMBERS = (
    "0",
    "-0",
    "-1",
    "1e308",
    "-1e309",
    "1e-400",
    "nan",
    "-inf",
    "127",
    "32768",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "9" * 400,
    "9" * 5_000,
    "0x7fffffffffffffff",
    "0x" + "f" * 6_000,
    "0.1.2",
    "1,5",
    "１２",
    "١٢",
    "1_000",
    "½",
    "-12.50",
    "+12.50",
    "--12.50",
    "12.50-",
    "(12.50)",
    "\u221212.50",
    "¥-12.50",
    "-¥12.50",
    "－１２.５０",
    "1.234,50",
    "1'234.50",
    "1,23,456.7",
)
DAYS = (
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2016-02-30",
    "2016-01-01T24:00:00",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "2016-01-01T00:00:00.999999999999+08:00",
    "2026-03-01 25:61:61",
    "-44000-01-01",
    "1e9",
    "1900-02-29",
    "2016-02-29",
    "2016-00-10",
    "2016-12-31T23:59:60Z",
    "1582-10-10",
    "2038-01-19T03:14:08Z",
    "31.12.9999 24:00",
    "12/31/0000",
    "9999年12月31日",
    "2958465.99999",
    "2958466",
    "60",
)
TEXTS = (
    "",
    " ",
    "\0",
    "\n",
    "\r",
    "\t",
    '"',
    '""',
    "'",
    ",",
    ";",
    "\\",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    "\u2066",
    "\ufeff",
    "\ufffd",
    "\U0010ffff",
    "\x1b[2J",
    "<script>alert(1)</script>",
    "%s%n",
    "{0.__class__}",
    "../../etc/passwd",
    "null",
    "true",
    "[]",
    "{}",
    "é" * 70_000,
    "x" * 200_000,
    "[" * 3_000,
    '{"a":' * 3_000,
    "," * 20_000,
    '"' * 20_001,
    "\n" * 20_000,
    ".".join("a" * 3_000),
)
ODD = (*NUMBERS, *DAYS, *TEXTS)
_NUMBER = re.compile(rb"[0-9]+(?:[.:/-][0-9]+)*")
_VALUE = re.compile(rb'(?<=[=,:;])[^=,:;\r\n"]*')
_XML_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)>")
_HOLES = (1, 4_096, 1 << 20, 1 << 28, 5 << 30, 20 << 30)
_FOLDS = (b"\r\n ", b"\r\n\t", b"\n ", b"=\r\n", b"=\n", b"\r\n")
_PARQUET = b"PAR1"
_FAR = (b"XFD1048576", b"ZZ1048576", b"ZZZZZZZ99999999999", b"A0", b"xfd1", b"$B$7", b"", b"&#65;1")
_ZIP_PARTS = {b"PK\x03\x04": 30, b"PK\x01\x02": 46, b"PK\x05\x06": 22}
_EDGES = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
_NAMES = (
    "../x.csv",
    "/etc/x.csv",
    "C:\\x.csv",
    "a/../b",
    "records.csv",
    "datapackage.json",
    "n" * 60_000,
    "a/" * 20_000 + "b",
    "\u202ecsv.exe",
    "x\0.csv",
    "*.csv",
    "con",
    " ",
    ".",
    "__MACOSX/x",
)


def mutated(seeds: Sequence[Given], chance: random.Random) -> Given:
    """Return one of the good inputs, changed in one place or in several."""
    seed = chance.choice(seeds)
    files = dict(seed.files)
    for _turn in range(chance.choice((1, 1, 1, 2, 3, 8))):
        name = chance.choice(sorted(files))
        others = [file for other in seeds for file in other.files.values()]
        changed = _changed(name or seed.name, files[name], others, chance)
        files[name] = changed[:MOST_BYTES]
    if len(files) > 1 and not chance.randrange(40):
        del files[chance.choice(sorted(files))]
    holes = {}
    if not chance.randrange(60):
        holes = {chance.choice(sorted(files)): chance.choice(_HOLES)}
    return replace(seed, files=files, holes=holes)


def _changed(name: str, data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    own, in_all = _own_changes(name, data)
    if own and chance.randrange(in_all):
        return chance.choice(own)(data, chance)
    if not chance.randrange(10):
        return _spliced(data, chance.choice(others), chance)
    return chance.choice(_CHANGES)(data, chance)


def _own_changes(name: str, data: bytes) -> tuple[tuple[Change, ...], int]:
    """Return what is done to files of one format only, and one in how many is changed as any is."""
    if data[:2] == b"PK":
        return (_zip_header, _zip_lie, _zip_member, _zip_list), 4
    if data.endswith(_PARQUET):
        return (_parquet,), 4
    if data.endswith(backups._MARK):
        return (_backup,), 4
    if name.endswith((".json", ".jsonl")):
        return (_json,), 3
    if name.endswith(".xml"):
        return (_xml,), 3
    return ((_folded,), 2) if name.endswith(".vcf") else ((), 1)


def _place(data: bytes, chance: random.Random) -> int:
    # What stands at the beginning and at the end decides how the rest is read.
    near = chance.choice((len(data), 64, len(data)))
    at = chance.randint(0, min(near, len(data)))
    return len(data) - at if chance.randrange(2) else at


def _bit(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return b"\0"
    at = min(_place(data, chance), len(data) - 1)
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _byte(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + chance.randrange(2) :]


def _garbage(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + chance.randbytes(chance.choice((2, 8, 64, 4_096))) + data[at:]


def _cut_out(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at + chance.choice((1, 2, 7, 40, 400)) :]


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _repeated(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    block = data[at : at + chance.choice((1, 3, 16, 200, 2_000))]
    return data[:at] + block * chance.choice((2, 3, 50, 500)) + data[at:]


def _spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)] + other[_place(other, chance) :]


def _odd(chance: random.Random) -> bytes:
    # The largest are rare, else nothing else were tried.
    text = chance.choice(ODD)
    return (text if len(text) < 20_000 or not chance.randrange(8) else "").encode()


def _put(data: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + _odd(chance) + data[at:]


def _exchanged(pattern: re.Pattern[bytes], values: Sequence[str]) -> Change:
    def change(data: bytes, chance: random.Random) -> bytes:
        # From a place by chance on: finding all would take longer than reading them.
        found = pattern.search(data, _place(data, chance)) or pattern.search(data)
        if found is None:
            return data
        new = chance.choice(values).encode() if values else _odd(chance)
        return data[: found.start()] + new + data[found.end() :]

    return change


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines[one:one] = [lines[other]] * chance.choice((1, 2, 100))
        case 2:
            del lines[one : one + chance.choice((1, 2, 10))]
        case _:
            lines[one] += lines[other]
    return b"\n".join(lines)


def _encoded(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-32", "gb18030", "utf-8-sig", "latin-1", "utf-16-be"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _mixed(data: bytes, chance: random.Random) -> bytes:
    """Write what follows a place in another encoding, as where two programs wrote one file."""
    at = _place(data, chance)
    until = at + chance.choice((4, 40, len(data)))
    return data[:at] + _encoded(data[at:until], chance) + data[until:]


def _folded(data: bytes, chance: random.Random) -> bytes:
    """Fold lines as address books do, anywhere: within a character or an escape as well."""
    for _turn in range(chance.choice((1, 1, 5, 200))):
        at = _place(data, chance)
        data = data[:at] + chance.choice(_FOLDS) + data[at:]
    return data


_CHANGES: tuple[Change, ...] = (
    _bit,
    _bit,
    _byte,
    _byte,
    _garbage,
    _cut_out,
    _cut_off,
    _repeated,
    _put,
    _put,
    _lines,
    _encoded,
    _mixed,
    _exchanged(_NUMBER, NUMBERS),
    _exchanged(_NUMBER, DAYS),
    _exchanged(_VALUE, ()),
    _exchanged(_VALUE, ()),
)


def _json(data: bytes, chance: random.Random) -> bytes:
    """Exchange, double, nest or take out a value anywhere in a JSON document or one of its lines."""
    lines = data.split(b"\n") if b"\n{" in data else [data]
    at = chance.randrange(len(lines))
    try:
        document = json.loads(lines[at])
    except (ValueError, RecursionError):
        return _put(data, chance)
    places = list(_places(document))
    if not places:
        return _put(data, chance)
    holder, key = chance.choice(places)
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1:
            holder[key] = [holder[key]] * chance.choice((0, 1, 2, 200))
        case 2:
            holder[key] = {"a": holder[key], "": None}
        case 3:
            other, name = chance.choice(places)
            holder[key] = json.loads(json.dumps(other[name])) if name in _keys(other) else None
        case _:
            holder[key] = chance.choice(
                (None, True, -1, 2**70, 1e308, float("nan"), "", [], {}, [[]], chance.choice(ODD))
            )
    return b"\n".join([*lines[:at], json.dumps(document).encode(), *lines[at + 1 :]])


def _keys(holder: object) -> Sequence[object]:
    return list(holder) if isinstance(holder, dict) else range(len(holder))  # type: ignore[arg-type]


def _places(value: object):
    if isinstance(value, dict | list):
        for key in _keys(value):
            yield value, key
            yield from _places(value[key])  # type: ignore[index]


def _xml(data: bytes, chance: random.Random) -> bytes:
    """Give a tag an attribute twice, one within another, a prefix, or a place far away."""
    tags = list(_XML_TAG.finditer(data))
    if not tags:
        return _bit(data, chance)
    tag = chance.choice(tags)
    name, said = tag[1], tag[2]
    far = chance.choice(_FAR)
    many = chance.choice((b"0", b"16384", b"2147483648", b"-1"))
    match chance.randrange(6):
        case 0:
            said += b' r="' + far + b'"'
        case 1:
            said = b' r="' + far + b'"' + said
        case 2:
            said = b" a=\"r='A1' >\" r='" + far + b"'" + said
        case 3:
            name = b"x:" + name
        case 4:
            said += b' table:number-columns-repeated="' + many + b'"'
        case _:
            said += b' table:number-rows-repeated="' + many + b'"'
    return data[: tag.start()] + b"<" + name + said + b">" + data[tag.end() :]


def _zip_header(data: bytes, chance: random.Random) -> bytes:
    """Set a number in one of a zip's headers to one at an edge."""
    mark, length = chance.choice(sorted(_ZIP_PARTS.items()))
    places = [found.start() for found in re.finditer(re.escape(mark), data)]
    if not places:
        return _bit(data, chance)
    form = chance.choice(("<B", "<H", "<I"))
    at = chance.choice(places) + chance.randrange(4, length)
    value = chance.choice(_EDGES) & (1 << 8 * struct.calcsize(form)) - 1
    return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form) :]


def _zip_lie(data: bytes, chance: random.Random) -> bytes:
    """Let a zip's list say other than what lies in it: places that overlap, sizes, names, counts."""
    listed = [found.start() for found in re.finditer(rb"PK\x01\x02", data)]
    end = data.rfind(b"PK\x05\x06")
    if not listed or end < 0 or listed[-1] + 46 > end or end + 22 > len(data):
        return _bit(data, chance)
    changed = bytearray(data)
    one, other = chance.choice(listed), chance.choice(listed)
    match chance.randrange(5):
        case 0:  # both unpack the same bytes
            changed[one + 42 : one + 46] = data[other + 42 : other + 46]
        case 1:
            near = struct.unpack_from("<I", data, one + 24)[0] + chance.choice((-1, 1, -9, 1 << 20))
            struct.pack_into("<I", changed, one + 24, max(near, 0))
        case 2:
            changed[one + 46] ^= 1
        case 3:  # a name is there as often as the list is long
            entries, many = data[listed[0] : end], chance.choice((2, 50, 2_000))
            changed[listed[0] : end] = entries * many
            end += len(entries) * (many - 1)
            count = min(len(listed) * many, 0xFFFF)
            struct.pack_into("<HHI", changed, end + 8, count, count, len(entries) * many)
        case _:
            struct.pack_into("<H", changed, end + 10, chance.choice((0, 1, 0xFFFF)))
    return bytes(changed)


def _parquet(data: bytes, chance: random.Random) -> bytes:
    """Set counts, sizes and places in a Parquet file's heads to ones at an edge.

    They are numbers of seven bits a byte. One that stands in the foot more than once, as the count
    of rows does, is changed everywhere; so that the rest still agrees with it.
    """
    foot = len(data) - 8 - struct.unpack_from("<I", data, len(data) - 8)[0]
    if foot < 4:
        return _bit(data, chance)
    pages, said = data[:foot], data[foot:-8]
    value = _varint(chance.choice((*_EDGES, 1 << 20, 1 << 40, (1 << 64) - 1)))
    match chance.randrange(4):
        case 0:
            said = _exchanged_varint(said, value, chance)
        case 1:
            said = said.replace(_varint_at(said, chance.randrange(len(said))), value)
        case 2:  # a page's head stands at the beginning of a column, a dictionary's first of all
            at = min(chance.choice((4, 4, _place(pages, chance))), len(pages) - 1)
            pages = (
                pages[:at]
                + _exchanged_varint(pages[at : at + 32], value, chance)
                + pages[at + 32 :]
            )
        case _:
            pages = _byte(pages, chance)
    return pages + said + struct.pack("<I", len(said)) + _PARQUET


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _varint_at(data: bytes, at: int) -> bytes:
    end = at
    while end < len(data) - 1 and data[end] & 0x80:
        end += 1
    return data[at : end + 1]


def _exchanged_varint(data: bytes, value: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + value + data[at + len(_varint_at(data, at)) :]


def _backup(data: bytes, chance: random.Random) -> bytes:
    """Change a back-up's data or what stands behind them, and seal it again with the right hash."""
    end = backups._END
    if len(data) < end.size:
        return _bit(data, chance)
    size, _digest, length, mark = end.unpack(data[-end.size :])
    parts = [data[:size], data[size : -end.size]]
    at = chance.choice((0, 1, 1))
    parts[at] = _changed("", parts[at], parts, chance)
    size, length = len(parts[0]), len(parts[1])
    if not chance.randrange(8):
        size, length = chance.choice((((1 << 64) - 1, length), (size, 0xFFFFFFFF)))
    digest = hashlib.sha256(b"".join(parts)).digest()
    return b"".join([*parts, end.pack(size, digest, length, mark)])


def _zip_member(data: bytes, chance: random.Random) -> bytes:
    """Change what is packed in a zip, and pack it again with the right sums."""
    members = _members(data)
    if not members:
        return _bit(data, chance)
    name = chance.choice(sorted(members))
    members[name] = _changed(name, members[name], list(members.values()), chance)
    return _packed(list(members.items()), chance)


def _zip_list(data: bytes, chance: random.Random) -> bytes:
    """Change the names in a zip, or how often one stands there."""
    members = list(_members(data).items())
    if not members:
        return _bit(data, chance)
    at = chance.randrange(len(members))
    match chance.randrange(3):
        case 0:
            members[at] = (chance.choice(_NAMES), members[at][1])
        case 1:
            members.append((chance.choice(_NAMES), members[at][1]))
        case _:
            del members[at]
    return _packed(members, chance)


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > 2 * MOST_BYTES:
                return {}
            return {one.filename: archive.read(one) for one in archive.infolist()}
    except Exception:  # noqa: BLE001 - a zip that was changed before may break in any way
        return {}


def _packed(members: Sequence[tuple[str, bytes]], chance: random.Random) -> bytes:
    out = io.BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            # A fixed day: the same seed must give the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (2016, 1, 1, 0, 0, 0)), content, method)
    return out.getvalue()
