"""Whatever is done to a package's bytes, reading ends in a reading: no crash, no hang, no harm."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.intake import Reading
from app.intake import reading
from tests.intake.package_making import package, records_only, zipped

CHANGES = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.integers(0, 255), st.sampled_from("setdelins")),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, changes: list[tuple[int, int, str]]) -> bytes:
    changed = bytearray(data)
    for place, value, act in changes:
        at = place % (len(changed) + 1)
        if act in "set" and at < len(changed):
            changed[at] = value
        elif act in "del":
            del changed[at : at + value % 16]
        else:
            changed[at:at] = bytes([value])
    return bytes(changed)


def sound(found: Reading) -> None:
    """Check what holds of every reading, however bad the file."""
    left_out = sum(left.count for left in found.left_out)
    assert len(found.faults) <= 100
    assert found.fault_count >= len(found.faults)
    if found.export is None:
        assert found.kept == 0
        assert any(fault.refuses for fault in found.faults)
    else:
        assert found.kept + left_out <= found.rows <= found.kept + left_out + found.fault_count


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = package(tmp_path_factory.mktemp("whole") / "p")
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    document = json.loads(files["datapackage.json"])
    for table in document["resources"]:
        del table["hash"], table["bytes"]  # else every change would end at the hash
    files["datapackage.json"] = json.dumps(document).encode()
    (folder / "datapackage.json").write_bytes(files["datapackage.json"])
    return {**files, "zip": zipped(folder, folder.parent / "p.zip").read_bytes()}


@pytest.mark.heavy
@settings(max_examples=400)
@given(st.data(), CHANGES)
def test_a_table_or_descriptor_with_changed_bytes_still_ends_in_a_reading(
    whole: dict[str, bytes], data: st.DataObject, changes: list[tuple[int, int, str]]
) -> None:
    name = data.draw(st.sampled_from(sorted(whole.keys() - {"zip"})))
    with TemporaryDirectory() as folder:
        for file, text in whole.items():
            changed = mutated(text, changes) if file == name else text
            (Path(folder) / file).write_bytes(changed)
        sound(reading.read([Path(folder)]))


@pytest.mark.heavy
@settings(max_examples=400)
@given(CHANGES)
def test_a_zip_with_changed_bytes_still_ends_in_a_reading(
    whole: dict[str, bytes], changes: list[tuple[int, int, str]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.zip"
        path.write_bytes(mutated(whole["zip"], changes))
        sound(reading.read([path]))


@pytest.mark.heavy
@settings(max_examples=150)
@given(CHANGES)
def test_parquet_with_changed_bytes_still_ends_in_a_reading(
    parquet: bytes, changes: list[tuple[int, int, str]]
) -> None:
    with TemporaryDirectory() as folder:
        document = {"resources": [{"name": "records", "path": "r.parquet"}]}
        (Path(folder) / "datapackage.json").write_text(json.dumps(document))
        (Path(folder) / "r.parquet").write_bytes(mutated(parquet, changes))
        sound(reading.read([Path(folder)]))


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path_factory.mktemp("parquet") / "r.parquet"
    with duckdb.connect() as database:
        query = "SELECT 'r' || i AS id, DATE '2016-01-01' + i::INT AS date, 'a' AS kind"
        database.execute(f"COPY ({query} FROM range(50) t(i)) TO '{path}'")
    return path.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "\u202egnp.exe",
        "\x1b[2J\x07",
        "x" * 1_000_000,
    ],
)
def test_hostile_texts_are_kept_as_they_are(tmp_path: Path, text: str) -> None:
    found = reading.read(
        [records_only(tmp_path / "p", f'id,date,kind,text\n"{text}",2016-01-01,a,"{text}"\n')]
    )

    assert found.export is not None
    assert found.export.records.id.tolist() == [text]
    assert found.export.records.text("text", 0) == text


def test_a_cell_beyond_all_bounds_is_a_fault(tmp_path: Path) -> None:
    records = f"id,date,kind,text\nr1,2016-01-01,a,{'x' * (17 << 20)}\nr2,2016-01-01,a,\n"
    found = reading.read([records_only(tmp_path / "p", records)])

    assert (found.rows, found.kept) == (2, 1)
    assert found.faults[0].line == 2
