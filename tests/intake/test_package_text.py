"""Tables of a package in the encoding that it declares, in any spelling, and labels alike."""

from __future__ import annotations

import json

import pytest

from app.intake import reading

TEXT = "id,date,kind,counterparty\nr1,2016-01-01,bill.late,Müller\nr2,2016-01-02,bill.late,Groß\n"


def package(folder, text: bytes, encoding: str | None = None):
    folder.mkdir()
    table = {"name": "records", "path": "records.csv", "format": "csv"}
    if encoding:
        table["encoding"] = encoding
    descriptor = {"name": "p", "resources": [table], "whyscore": {"version": "1"}}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    (folder / "records.csv").write_bytes(text)
    return folder


def told(found) -> list[str]:
    return found.export.records.texts["counterparty"].tolist()


@pytest.mark.parametrize(
    ("spelt", "encoding"),
    [
        ("windows-1252", "cp1252"), ("ISO-8859-1", "latin-1"), ("latin1", "latin-1"),
        ("CP1250", "cp1250"), ("GBK", "gb18030"), ("UTF8", "utf-8"), ("utf-16", "utf-16"),
        ("utf-16le", "utf-16-le"), ("macintosh", "mac-roman"),
    ],
)  # fmt: skip
def test_a_declared_encoding_is_used_in_every_spelling(tmp_path, spelt, encoding) -> None:
    found = reading.read([package(tmp_path / "p", TEXT.encode(encoding), spelt)])

    assert (found.fault_count, told(found)) == (0, ["Müller", "Groß"])


@pytest.mark.parametrize(
    ("declared", "written", "named"),
    [(None, "cp1252", "Windows-1252"), ("utf-8", "utf-16", "UTF-16"), ("latin1", "utf-8", "UTF-8")],
)
def test_a_false_declaration_is_refused_and_names_what_it_seems_to_be(
    tmp_path, declared, written, named
) -> None:
    found = reading.read([package(tmp_path / "p", TEXT.encode(written), declared)])

    assert found.export is None
    assert named in found.faults[0].found


def test_what_the_person_chose_is_used_instead(tmp_path) -> None:
    folder = package(tmp_path / "p", TEXT.encode("cp1252"))

    assert told(reading.read([folder], encoding="latin1")) == ["Müller", "Groß"]


def test_names_that_read_alike_are_alike(tmp_path) -> None:
    text = TEXT.replace("Müller", "\u00a0Mu\u0308ller ").replace("Groß", "Müller\u3000")

    assert set(told(reading.read([package(tmp_path / "p", text.encode())]))) == {"Müller"}
