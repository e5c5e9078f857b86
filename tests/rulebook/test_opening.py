"""A rulebook may come from anybody: whatever its bytes are, it is read or refused, never worse."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.errors import RulebookError, UsageError
from app.rulebook.opening import MOST_BYTES
from app.rulebook.places import Places
from app.rulebook.reading import read_bytes, read_rulebook, read_text
from tests.rulebook.books import WHOLE

BYTES = WHOLE.encode()
LINES = WHOLE.split("\n")
ODD = st.sampled_from(
    ['"', "'", "[", "]", "{", "}", "=", "\n", ".", "#", "\\", "'''", '"""', "nan", "-", "9", "true"]
)


def refused(content: bytes) -> RulebookError:
    with pytest.raises(RulebookError) as caught:
        read_bytes(content, "odd.toml")
    return caught.value


def read_or_refused(content: bytes) -> None:
    """Read the bytes; nothing but a refusal with its faults may come of it."""
    refusal = None
    try:
        read_bytes(content, "odd.toml")
    except RulebookError as error:
        refusal = error
    if refusal is not None:
        assert refusal.faults
        assert str(refusal)
        assert all(1 <= fault.line <= content.count(b"\n") + 1 for fault in refusal.faults)


def test_a_syntax_error_is_told_at_its_line() -> None:
    fault = refused(WHOLE.replace("decimals = 0", "decimals = = 0").encode()).faults[0]

    assert fault.line == LINES.index("decimals = 0") + 1
    assert fault.found == "decimals = = 0"
    assert "TOML" in fault.expected


def test_a_text_that_breaks_off_is_told_at_its_last_line() -> None:
    text = WHOLE.rstrip() + "\nx = [1,\n\n"

    assert refused(text.encode()).faults[0].line == text.rstrip().count("\n") + 1


def test_a_key_that_stands_twice_is_told() -> None:
    assert refused(b"format = 1\nformat = 1\n").faults[0].line == 2


def test_bytes_that_are_not_utf_8_are_told_at_their_line() -> None:
    fault = refused(BYTES.replace("小".encode(), b"\xd0\x21")).faults[0]

    assert fault.line == 6
    assert "UTF-8" in fault.expected


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(RulebookError):
        read_text(WHOLE + '# "\udc80"', "odd.toml")


def test_a_byte_order_mark_and_line_ends_of_windows_change_no_line() -> None:
    content = (
        b"\xef\xbb\xbf" + WHOLE.replace("max = 69", "max = -69").replace("\n", "\r\n").encode()
    )

    assert refused(content).faults[0].line == LINES.index("max = 69") + 1


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert "KiB" in refused(b"#" * (MOST_BYTES + 1)).faults[0].expected


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 100_000 + "]" * 100_000,
        "x = " + "{a = " * 5_000 + "1" + "}" * 5_000,
        "x = " + "9" * 5_000,
        "[" + ".".join("a" * 2_000) + "]\n" + "b = 1\n",
        ".".join("a" * 2_000) + " = 1",
        "x." + ".".join(['"a b"'] * 2_000) + " = 1",
        "x = { " + " . ".join("a" * 2_000) + " = 1 }",
        "a" * 500_000,
        '"' * 500_001,
        "x = '" + "'\"" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_what_is_without_end_is_refused(text: str) -> None:
    refused(text.encode())


def test_deep_tables_are_told_at_their_line() -> None:
    fault = refused(b"format = 1\n\n[" + b".".join([b"a"] * 50) + b"]\n").faults[0]

    assert fault.line == 3
    assert "levels" in fault.expected


def test_a_file_that_is_not_there_is_told_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml cannot be opened") as caught:
        read_rulebook(tmp_path / "none.toml")

    assert str(tmp_path) not in str(caught.value)


def test_the_message_tells_the_first_fault_and_how_many_more_there_are() -> None:
    text = WHOLE.replace("decimals = 0", "decimals = 0.5").replace("max = 69", "max = -69")

    said = str(refused(text.encode()))

    assert said.startswith("odd.toml, line 17, score.decimals: found 0.5; expected a whole number")
    assert said.endswith("There is 1 more fault.")


@settings(max_examples=300)
@given(
    at=st.integers(0, len(BYTES) - 1),
    cut=st.integers(0, 40),
    put=st.one_of(st.binary(max_size=6), ODD.map(str.encode)),
)
def test_a_book_with_any_bytes_exchanged_is_read_or_refused(at: int, cut: int, put: bytes) -> None:
    read_or_refused(BYTES[:at] + put + BYTES[at + cut :])


VALUES = st.sampled_from(
    [
        "1",
        "-1",
        "0.0",
        "nan",
        "inf",
        "true",
        "'x'",
        "''",
        "[]",
        "[[]]",
        "{}",
        "{ en = 1 }",
        "[{}]",
        "2016-01-01",
        "2016-01-01T00:00:00Z",
        "07:32:00",
        "1e400",
        "'''\n'''",
        "0x7fffffffffffffff",
    ]
)
PAIRS = [number for number, line in enumerate(LINES) if " = " in line and line[0] not in " [{"]


@pytest.mark.heavy
@settings(max_examples=300)
@given(changes=st.dictionaries(st.sampled_from(PAIRS), VALUES, min_size=1, max_size=4))
@example(changes={PAIRS[-1]: '{ "rule..points" = 1, "" = 2, "score.base" = true }'})
def test_a_book_with_any_value_exchanged_is_read_or_refused(changes: dict[int, str]) -> None:
    lines = list(LINES)
    for number, value in changes.items():
        lines[number] = lines[number].partition(" = ")[0] + " = " + value
    read_or_refused("\n".join(lines).encode())


@settings(max_examples=200)
@given(order=st.permutations(range(len(LINES))), keep=st.integers(1, 40))
def test_lines_in_any_order_are_read_or_refused(order: list[int], keep: int) -> None:
    read_or_refused("\n".join(LINES[number] for number in order[:keep]).encode())


@settings(max_examples=200)
@given(text=st.text(alphabet="abc.\"=[]{},\n 1#\\'é", max_size=60))
def test_every_line_of_any_toml_is_found(text: str) -> None:
    places = Places(text)
    try:
        book = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        book = {}

    for path in _paths(book):
        assert 1 <= places.line(path) <= text.count("\n") + 1


def _paths(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    entries: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    return [here, *(path for key, part in entries for path in _paths(part, (*here, key)))]
