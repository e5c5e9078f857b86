from __future__ import annotations

import base64
import hashlib
import json

import pytest

from tests.cli.conftest import RECORDS, make_package


def hashed(package):
    """Write the hash of each table into a package's descriptor."""
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        data = (package / resource["path"]).read_bytes()
        resource["hash"] = "sha256:" + hashlib.sha256(data).hexdigest()
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def test_a_package_without_hashes_and_signature_is_good_and_told_to_be_unsigned(
    whyscore, person, fits
):
    document = whyscore("verify", person, "--json", status=0).document

    fits(document, "verify")
    assert document["good"] is True
    assert {table["state"] for table in document["tables"]} == {"none"}
    assert document["signature"] == {"state": "unsigned", "key": None, "uncovered": []}
    assert "unsigned" in whyscore("verify", person, status=0).out


def test_a_table_that_was_changed_is_a_no(whyscore, person, fits):
    hashed(person)
    assert whyscore("verify", person, "--json", status=0).document["good"] is True

    with (person / "records.csv").open("a", encoding="utf-8") as file:
        file.write("b9,2016-02-02,bill.on_time.gas,1,\n")

    answer = whyscore("verify", person, "--json", status=1)
    fits(answer.document, "verify")
    states = {table["table"]: table["state"] for table in answer.document["tables"]}
    assert states["records"] == "wrong"
    assert "not as it was issued" in whyscore("verify", person, status=1).out


def test_a_signature_is_right_by_a_trusted_key_only(whyscore, person, tmp_path, fits):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    descriptor = hashed(person) / "datapackage.json"
    signature = base64.b64encode(secret.sign(descriptor.read_bytes())).decode()
    (person / "datapackage.json.sig").write_text(f"bureau-1\n{signature}\n", encoding="ascii")
    key = tmp_path / "bureau.key"
    public = base64.b64encode(secret.public_key().public_bytes_raw()).decode()
    key.write_text(f"bureau-1\n{public}\n", encoding="ascii")

    unknown = whyscore("verify", person, "--json", status=0).document
    trusted = whyscore("verify", person, "--trust", key, "--json", status=0).document
    fits(unknown, "verify")
    fits(trusted, "verify")
    assert unknown["signature"] == {"state": "unknown_key", "key": "bureau-1", "uncovered": []}
    assert trusted["signature"] == {"state": "trusted", "key": "bureau-1", "uncovered": []}

    descriptor.write_bytes(descriptor.read_bytes() + b"\n")
    bad = whyscore("verify", person, "--trust", key, "--json", status=1).document
    fits(bad, "verify")
    assert bad["signature"]["state"] == "bad"


@pytest.mark.parametrize("text", ["", "only-an-id", "id !!!", "id " + "QUJD", "a b c"])
def test_a_file_that_holds_no_key_is_refused(whyscore, person, tmp_path, text):
    key = tmp_path / "no.key"
    key.write_text(text, encoding="utf-8")

    answer = whyscore("verify", person, "--trust", key, status=2)

    assert "--trust" in answer.err
    assert answer.err.count("\n") == 1


def test_what_is_no_package_cannot_be_verified(whyscore, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear bureau", encoding="utf-8")

    for path in (file, tmp_path / "nothing.zip"):
        answer = whyscore("verify", path, status=2)
        assert answer.err.count("\n") == 1
        assert path.name in answer.err


def test_a_file_converts_to_a_package_with_the_same_score(whyscore, person, book, tmp_path, fits):
    out = tmp_path / "new.zip"

    document = whyscore("convert", person, "--out", out, "--json", status=0).document

    fits(document, "convert")
    assert document["rows"] == document["kept"]
    words = ("--rulebook", book, "--json")
    assert (
        whyscore("explain", out, *words, status=0).document["to"]
        == whyscore("explain", person, *words, status=0).document["to"]
    )
    assert "rows in the file" in whyscore("convert", person, "--out", out, status=0).out


def test_faults_are_a_no_and_nothing_is_written(whyscore, tmp_path, fits):
    rows = [*RECORDS, "x1,2016-13-01,bill.late.gas,,"]
    package, out = make_package(tmp_path / "faulty", rows), tmp_path / "new.zip"

    answer = whyscore("convert", package, "--out", out, "--json", status=1)

    fits(answer.document, "convert")
    assert answer.document["faults"][0]["line"] == 7
    assert "Nothing was written" in answer.err
    assert not out.exists()


def test_the_good_rows_are_written_where_the_reader_says_so(whyscore, tmp_path):
    rows = [*RECORDS, "x1,2016-13-01,bill.late.gas,,"]
    package, out = make_package(tmp_path / "faulty", rows), tmp_path / "new.zip"

    whyscore("convert", package, "--out", out, "--good-rows", status=0)

    assert out.exists()


def test_a_target_that_cannot_be_is_refused_before_anything_is_read(whyscore, person, tmp_path):
    for target in (tmp_path / "no" / "folder.zip", person):
        answer = whyscore("convert", person, "--out", target, status=2)
        assert "--out" in answer.err
        assert answer.err.count("\n") == 1


def test_what_cannot_be_read_is_refused(whyscore, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear bureau", encoding="utf-8")

    answer = whyscore("convert", file, "--out", tmp_path / "new.zip", status=2)

    assert "letter.txt" in answer.err
    assert answer.err.count("\n") == 1


def test_a_password_is_read_from_standard_input_only(whyscore, person, tmp_path, typed, book):
    import pyzipper

    locked = tmp_path / "locked.zip"
    with pyzipper.AESZipFile(
        locked, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as file:
        file.setpassword(b"opensesame")
        for path in person.iterdir():
            file.writestr(path.name, path.read_bytes())

    refused = whyscore("explain", locked, "--rulebook", book, status=2)
    assert "locked.zip" in refused.err
    typed("opensesame\n")
    whyscore("explain", locked, "--rulebook", book, "--password-stdin", "--json", status=0)
    typed("wrong\n")
    wrong = whyscore("explain", locked, "--rulebook", book, "--password-stdin", status=2)
    assert "wrong\n" not in wrong.err
    typed("")
    whyscore("explain", locked, "--rulebook", book, "--password-stdin", status=2)
