"""Whose signatures are believed, by every verb, and for how much of a package."""

from __future__ import annotations

import base64
import hashlib
import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.intake import trusted_keys
from tests.cli.test_files import hashed

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = base64.b64encode(SECRET.public_key().public_bytes_raw()).decode()


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a place for the trusted keys that is this test's own."""
    place = tmp_path / "config" / "trusted-keys.txt"
    monkeypatch.setattr(trusted_keys, "place", lambda: place)
    return place


def sign(package: Path) -> None:
    signature = SECRET.sign((package / "datapackage.json").read_bytes())
    text = f"bureau\n{base64.b64encode(signature).decode()}\n"
    (package / "datapackage.json.sig").write_text(text, encoding="ascii")


def described(package: Path, change) -> None:
    file = package / "datapackage.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    for resource in document["resources"]:
        change(resource, (package / resource["path"]).read_bytes())
    file.write_text(json.dumps(document), encoding="utf-8")


def test_a_key_is_added_listed_and_removed(whyscore, keys, fits) -> None:
    added = whyscore("keys", "add", f"bureau {PUBLIC}", "--json", status=0)
    fits(added.document, "keys")
    assert [key["id"] for key in added.document["keys"]] == ["bureau"]
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    again = whyscore("keys", "add", "--name", "bureau", PUBLIC, status=0)
    assert "trusted already" in again.err
    listed = whyscore("keys", "list", "--json", status=0).document
    fits(listed, "keys")
    assert listed["keys"][0]["key"] == PUBLIC
    assert "bureau" in whyscore("keys", "list", status=0).out

    gone = whyscore("keys", "remove", "bureau", "--json", status=0)
    fits(gone.document, "keys")
    assert whyscore("keys", "list", "--json", status=0).document["keys"] == []
    assert whyscore("keys", "remove", "bureau", status=2).err.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [f"bureau\n{PUBLIC}\n", f"\ufeffbureau {PUBLIC}\r\n", f"the old bureau\t{PUBLIC}\n", PUBLIC],
)
def test_a_key_file_is_read_as_people_write_it(whyscore, tmp_path, text) -> None:
    file = tmp_path / "a key.txt"
    file.write_text(text, encoding="utf-8")

    whyscore("keys", "add", file, "--name", "bureau", status=0)

    listed = whyscore("keys", "list", "--json", status=0).document["keys"]
    assert [(key["id"], key["key"]) for key in listed] == [("bureau", PUBLIC)]


def test_another_key_of_the_same_name_is_refused(whyscore, keys) -> None:
    whyscore("keys", "add", "bureau", PUBLIC, status=0)
    other = base64.b64encode(bytes(32)).decode()

    assert "Remove that one first" in whyscore("keys", "add", "bureau", other, status=2).err
    assert keys.read_text(encoding="utf-8") == f"bureau {PUBLIC}\n"


@pytest.mark.parametrize(
    "damage", [b"\xff\xfe no key\n", b"bureau\n", b"x" * 70_000, b"a b\x1b c\n"]
)
def test_a_damaged_file_of_keys_is_told_and_not_written_over(
    whyscore, keys, person, damage
) -> None:
    whyscore("keys", "add", "bureau", PUBLIC, status=0)
    keys.write_bytes(keys.read_bytes() + damage)
    before = keys.read_bytes()

    answer = whyscore("keys", "list", status=1)
    assert "bureau" in answer.out
    assert "cannot be read whole" in answer.err
    assert "cannot be read whole" in whyscore("keys", "add", "x", PUBLIC, status=2).err
    assert keys.read_bytes() == before
    whyscore("explain", person, status=0)  # what can be read counts


def verbs(package: Path, tmp_path: Path) -> list[tuple[object, ...]]:
    """Return a call of every verb that reads a package."""
    store = ("--store", tmp_path / "store", "--passphrase-stdin")
    return [
        ("explain", package),
        ("history", package),
        ("whatif", package, "--by", "2017-01-01"),
        ("pressure", package),
        ("plan", package, "--target", "700", "--by", "2017-01-01"),
        ("convert", package, "--out", tmp_path / "out.zip"),
        ("people", "add", package, *store),
    ]


def test_every_verb_refuses_a_signature_that_does_not_fit(
    whyscore, person, tmp_path, typed
) -> None:
    sign(hashed(person))
    descriptor = person / "datapackage.json"
    descriptor.write_bytes(descriptor.read_bytes() + b" ")
    whyscore("keys", "add", "bureau", PUBLIC, status=0)

    for words in verbs(person, tmp_path):
        typed("nine lanterns over the weir\n")
        answer = whyscore(*words, status=2)
        assert "a signature that does not fit" in answer.err, words
    assert not (tmp_path / "out.zip").exists()
    assert not (tmp_path / "store").exists()
    assert whyscore("verify", person, "--json", status=1).document["signature"]["state"] == "bad"


def without(resource, _data):
    del resource["hash"]


def by(algorithm):
    def change(resource, data):
        digest = hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()
        resource["hash"] = digest if algorithm == "md5" else f"{algorithm}:{digest}"

    return change


def size_only(resource, data):
    del resource["hash"]
    resource["bytes"] = len(data)


@pytest.mark.parametrize("change", [without, by("md5"), by("sha1"), size_only])
@pytest.mark.parametrize("trusted", [True, False])
def test_a_signature_does_not_count_for_tables_without_a_hash_that_holds(
    whyscore, person, change, trusted, fits
) -> None:
    described(hashed(person), change)
    sign(person)
    if trusted:
        whyscore("keys", "add", "bureau", PUBLIC, status=0)

    answer = whyscore("verify", person, "--json", status=1)
    fits(answer.document, "verify")
    state = "partial" if trusted else "unknown_key"
    assert answer.document["signature"]["state"] == state
    assert "records" in answer.document["signature"]["uncovered"]
    told = whyscore("verify", person, status=1).out
    assert "covers the descriptor only" in " ".join(told.split())
    assert "Nothing speaks against" not in told
    document = whyscore("explain", person, "--json", status=0).document
    assert document["inputs"][0]["signature"]["state"] == state
    assert "signature_partial" in [warning["code"] for warning in document["warnings"]]


def test_one_table_without_a_hash_is_named(whyscore, person) -> None:
    def all_but_records(resource, data):
        if resource["name"] == "records":
            without(resource, data)

    described(hashed(person), all_but_records)
    sign(person)
    whyscore("keys", "add", "bureau", PUBLIC, status=0)

    assert "Not covered: records." in whyscore("verify", person, status=1).out
    assert "Not covered: records." in whyscore("explain", person, status=0).out


def test_who_vouches_for_a_package_is_said_wherever_it_is_read(whyscore, person, tmp_path) -> None:
    sign(hashed(person))
    assert "a key that you have not trusted" in whyscore("explain", person, status=0).out
    whyscore("keys", "add", "bureau", PUBLIC, status=0)
    trusted = whyscore("explain", person, status=0).out
    assert "signed by bureau, whom you" in " ".join(trusted.split())
    whyscore("verify", person, status=0)

    (person / "datapackage.json.sig").unlink()

    for words in (("explain", person), ("convert", person, "--out", tmp_path / "out")):
        assert "unsigned" in whyscore(*words, status=0).out, words
    for words in verbs(person, tmp_path)[:5]:
        document = json.loads(whyscore(*words, "--json", status=None).out)
        assert document["inputs"][0]["signature"]["state"] == "unsigned", words


def test_an_md5_alone_is_told_not_to_count(whyscore, person, fits) -> None:
    described(hashed(person), by("md5"))

    answer = whyscore("verify", person, "--json", status=0)

    fits(answer.document, "verify")
    assert {table["state"] for table in answer.document["tables"]} == {"weak"}
    assert "does not count" in " ".join(whyscore("verify", person, status=0).out.split())


def test_a_table_without_a_hash_is_read_when_it_is_verified(whyscore, person, fits) -> None:
    records = person / "records.csv"
    text = records.read_text(encoding="utf-8")
    for damaged in (text.replace("2016-", "2016/13-", 1), "\0\0\0\0", "no,header\n1,2\n"):
        records.write_text(damaged, encoding="utf-8")
        answer = whyscore("verify", person, "--json", status=1)
        fits(answer.document, "verify")
        assert answer.document["faults"][0]["table"] == "records"
        assert "Not all of this package can be read" in whyscore("verify", person, status=1).out


def test_the_signed_case_that_failed_is_refused_now(whyscore, shared) -> None:
    case = shared / "cases" / "41-signed-without-hashes"
    if not case.is_dir():
        pytest.skip("the case is not among the shared samples")
    whyscore("verify", case / "nohash", "--trust", case / "key.txt", status=1)
    whyscore("keys", "add", case / "key.txt", status=0)
    whyscore("explain", case / "baddesc", status=2)
