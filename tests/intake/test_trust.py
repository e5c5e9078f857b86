"""Signatures and hashes: what can be trusted, and what is refused."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.errors import UnreadableInput, UsageError
from app.intake import reading
from app.intake.integrity import HashState
from app.intake.signature import SignatureState, sign
from app.intake.verifying import verify
from tests.intake.package_making import package, zipped

PRIVATE = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
KEYS = {"bureau-2016": PUBLIC}


def signed(folder: Path, key: str = "bureau-2016") -> Path:
    path = package(folder)
    document = (path / "datapackage.json").read_bytes()
    (path / "datapackage.json.sig").write_bytes(sign(document, key, PRIVATE))
    return path


def test_a_package_signed_by_a_trusted_key_says_by_whom(tmp_path: Path) -> None:
    path = signed(tmp_path / "p")
    for place in (path, zipped(path, tmp_path / "p.zip")):
        found = reading.read([place], trusted_keys=KEYS)
        assert found.export is not None
        assert found.export.signed_by == "bureau-2016"
        verified = verify(place, KEYS)
        assert verified.good
        assert verified.signature.state is SignatureState.TRUSTED


def test_a_key_that_nobody_trusts_is_told(tmp_path: Path) -> None:
    path = signed(tmp_path / "p")
    found = reading.read([path])

    assert found.export is not None
    assert found.export.signed_by is None
    assert [notice.code for notice in found.notices] == ["unknown_key"]
    assert verify(path).signature.state is SignatureState.UNKNOWN_KEY
    assert verify(path).signature.key == "bureau-2016"


def test_an_unsigned_package_is_allowed(tmp_path: Path) -> None:
    path = package(tmp_path / "p")

    assert verify(path, KEYS).signature.state is SignatureState.UNSIGNED
    assert verify(path, KEYS).good


def test_a_descriptor_changed_after_it_was_signed_is_refused(tmp_path: Path) -> None:
    path = signed(tmp_path / "p")
    descriptor = path / "datapackage.json"
    descriptor.write_bytes(descriptor.read_bytes() + b" ")
    found = reading.read([path], trusted_keys=KEYS)

    assert found.export is None
    assert found.faults[0].table == "datapackage.json.sig"
    verified = verify(path, KEYS)
    assert not verified.good
    assert verified.signature.state is SignatureState.BAD


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"bureau-2016\n",
        b"bureau-2016\n!!!!\n",
        b"bureau-2016\n" + base64.b64encode(bytes(63)),
        b"bureau-2016\n" + base64.b64encode(bytes(64)) + b"\nmore\n",
        b"\xff\n" + base64.b64encode(bytes(64)),
        b"bureau-2016\n" + base64.b64encode(bytes(64)),
        b"x" * 5_000 + b"\n" + base64.b64encode(bytes(64)),
    ],
)
def test_a_signature_that_is_none_is_refused(tmp_path: Path, text: bytes) -> None:
    path = package(tmp_path / "p")
    (path / "datapackage.json.sig").write_bytes(text)

    assert reading.read([path], trusted_keys=KEYS).export is None
    assert verify(path, KEYS).signature.state is SignatureState.BAD


def test_a_trusted_key_of_a_wrong_length_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        verify(signed(tmp_path / "p"), {"bureau-2016": b"short"})


def test_verifying_tells_of_every_table(tmp_path: Path) -> None:
    path = package(tmp_path / "p")
    (path / "scores.csv").write_text("date,score\n")
    (path / "lookups.csv").unlink()
    verified = verify(path)

    assert {table.table: table.state for table in verified.tables} == {
        "records": HashState.RIGHT,
        "contacts": HashState.RIGHT,
        "contact_scores": HashState.RIGHT,
        "scores": HashState.WRONG,
        "lookups": HashState.MISSING,
        "decisions": HashState.RIGHT,
    }
    assert [fault.table for fault in verified.faults] == ["scores", "lookups"]
    assert verified.file.name == "p"


def test_only_a_package_can_be_verified(tmp_path: Path) -> None:
    (tmp_path / "bill.csv").write_text("x\n")

    with pytest.raises(UnreadableInput):
        verify(tmp_path / "bill.csv")


def test_a_signed_package_that_cannot_be_read_is_still_refused(tmp_path: Path) -> None:
    path = signed(tmp_path / "p")
    (path / "records.csv").write_text("")

    assert reading.read([path], trusted_keys=KEYS).export is None
