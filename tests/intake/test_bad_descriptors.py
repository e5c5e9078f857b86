"""A descriptor that breaks the format is refused, and the key is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.package_making import package
from tests.intake.refusals import read, refusal

CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"resources": None}, "resources"),
    ({"resources": [1]}, "resources.0"),
    ({"resources": [{"path": "x.csv"}]}, "resources.0.name"),
    ({"resources": [{"name": "records", "path": [1]}]}, "resources.0.path"),
    ({"resources": [{"name": "records", "path": ""}]}, "resources.0.path"),
    ({"resources": [{"name": "a"}, {"name": "a"}]}, "resources.1.name"),
    ({"resources": [{"name": "records", "path": ["a.csv", "./a.csv"]}]}, "resources.0.path"),
    (
        {"resources": [{"name": "records", "path": "a"}, {"name": "b", "path": "a"}]},
        "resources.1.path",
    ),
    ({"resources": [{"name": "records", "bytes": True}]}, "resources.0.bytes"),
    ({"resources": [{"name": "records", "hash": []}]}, "resources.0.hash"),
    ({"resources": [{"name": "records", "dialect": "d.json"}]}, "resources.0.dialect"),
    (
        {"resources": [{"name": "records", "dialect": {"delimiter": ",,"}}]},
        "resources.0.dialect.delimiter",
    ),
    ({"resources": [{"name": "records", "dialect": {"csv": 1}}]}, "resources.0.dialect.csv"),
    (
        {"resources": [{"name": "records", "dialect": {"header": False}}]},
        "resources.0.dialect.header",
    ),
    ({"resources": [{"name": "records", "dialect": {"header": 0}}]}, "resources.0.dialect.header"),
    (
        {"resources": [{"name": "records", "dialect": {"quoteChar": ","}}]},
        "resources.0.dialect.quoteChar",
    ),
    (
        {"resources": [{"name": "records", "dialect": {"escapeChar": ","}}]},
        "resources.0.dialect.escapeChar",
    ),
    (
        {"resources": [{"name": "records", "dialect": {"nullSequence": 0}}]},
        "resources.0.dialect.nullSequence",
    ),
    ({"created": "yesterday"}, "created"),
    ({"created": 1.5}, "created"),
    ({"whyscore": []}, "whyscore"),
    ({"whyscore": {"format": 2}}, "whyscore.format"),
    ({"whyscore": {"subject": "me"}}, "whyscore.subject"),
    ({"whyscore": {"subject": {"id": [1]}}}, "whyscore.subject.id"),
    ({"whyscore": {"subject": {"groups": {"age": {}}}}}, "whyscore.subject.groups.age"),
]


@pytest.mark.parametrize(("change", "key"), CHANGES)
def test_a_descriptor_that_breaks_the_format_is_refused_by_key(
    tmp_path: Path, change: dict[str, Any], key: str
) -> None:
    fault = refusal(package(tmp_path / "p", described=change))

    assert (fault.table, fault.column) == ("datapackage.json", key)


def test_numbers_stand_for_texts_where_a_descriptor_names_versions(tmp_path: Path) -> None:
    found = read(package(tmp_path / "p", described={"whyscore": {"rulebook": {"version": 3}}}))

    assert found.export is not None
    assert found.export.rulebook_version == "3"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"", "text that is not JSON"),
        (b"{", "text that is not JSON"),
        (b'{"a": 1, "a": 2}', "one key twice"),
        (b'{"a": NaN}', "numbers or nesting beyond all bounds"),
        (b"[" * 100_000, "numbers or nesting beyond all bounds"),
        (b"[" * 50 + b"]" * 50, "numbers or nesting beyond all bounds"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "numbers or nesting beyond all bounds"),
        (b'{"a": "\xff"}', "bytes that are not UTF-8"),
        (b'{"a": "\\ud800"}', "bytes that are not UTF-8"),
        (b" " * ((16 << 20) + 1), "more than 16 MiB"),
    ],
)
def test_a_descriptor_that_is_no_good_json_is_refused(
    tmp_path: Path, text: bytes, found: str
) -> None:
    (tmp_path / "datapackage.json").write_bytes(text)

    assert refusal(tmp_path).found == found
