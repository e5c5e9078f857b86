"""No output takes the place of what must stay, and what is written is for its owner only."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app import assets, settings
from tests.cli.conftest import PHRASE, added


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def crowd(tmp_path):
    """Return a table of many people."""
    file = tmp_path / "crowd.csv"
    rows = [f"{n},{300 + n},A" for n in range(60)]
    file.write_text("\n".join(["id,score,g", *rows]) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def refused(whyscore, typed, tmp_path):
    """Return a function that runs a verb which must refuse its output and leave all as it was."""

    def run(*words, because):
        before = content(tmp_path)
        typed(PHRASE + "\n")
        answer = whyscore(*words, status=2)
        assert answer.err.count("\n") == 1
        assert because in answer.err
        assert content(tmp_path) == before

    return run


ONE_OF_THEM = "is one of the files to read"


@pytest.mark.parametrize("option", ["--html", "--pdf"])
@pytest.mark.parametrize("name", ["records.csv", "datapackage.json", "", "../person/records.csv"])
def test_no_page_takes_the_place_of_what_it_is_about(refused, person, book, option, name):
    refused("explain", person, "--rulebook", book, option, person / name, because=ONE_OF_THEM)


def test_the_folder_of_a_descriptor_is_read_too(refused, person, book):
    words = ("explain", person / "datapackage.json", "--rulebook", book)
    refused(*words, "--html", person / "records.csv", because=ONE_OF_THEM)


def test_another_spelling_of_an_input_is_that_input(refused, whyscore, person, book, tmp_path):
    package = tmp_path / "Café.zip"
    whyscore("convert", person, "--out", package, status=0)
    for name in ("CAFÉ.ZIP", "Cafe\u0301.zip", "café.zip"):
        refused(
            "explain", package, "--rulebook", book, "--html", tmp_path / name, because=ONE_OF_THEM
        )


@pytest.mark.parametrize("how", ["symlink", "hard link"])
def test_a_link_to_an_input_is_that_input(refused, person, book, tmp_path, how):
    link = tmp_path / "page.html"
    if how == "symlink":
        link.symlink_to(person / "records.csv")
    else:
        os.link(person / "records.csv", link)

    refused("explain", person, "--rulebook", book, "--html", link, because=ONE_OF_THEM)


def test_rulebooks_and_earlier_files_stay(refused, person, book, tmp_path):
    other = tmp_path / "other.toml"
    other.write_bytes(book.read_bytes())
    words = ("explain", person, "--rulebook", book)

    refused(*words, "--html", book, because=ONE_OF_THEM)
    refused(*words, "--since-rulebook", other, "--pdf", other, because=ONE_OF_THEM)
    refused(*words, "--since-export", person, "--pdf", person / "scores.csv", because=ONE_OF_THEM)
    refused("whatif", person, "--rulebook", book, "--by", "2016-09-01", "--ics", book, because=ONE_OF_THEM)  # fmt: skip


@pytest.mark.parametrize("option", ["--out", "--fit", "--salt-file"])
def test_no_pack_takes_the_place_of_the_table_it_proves(refused, crowd, book, option):
    words = ("audit", crowd, "--score", "score", "--group", "g", "--rulebook", book)
    refused(*words, option, crowd, because=ONE_OF_THEM)
    refused(*words, option, book, because=ONE_OF_THEM)


def test_an_audit_does_not_work_in_the_folder_that_it_reads(refused, person, book):
    refused("audit", person, "--rulebook", book, "--work", person, because=ONE_OF_THEM)


def test_two_outputs_are_two_files(refused, person, book, tmp_path):
    both = ("--html", tmp_path / "page", "--pdf", tmp_path / "x" / ".." / "page")
    (tmp_path / "x").mkdir()
    refused("explain", person, "--rulebook", book, *both, because="by --html already")


def test_no_output_takes_the_place_of_the_settings_or_of_what_comes_along(refused, person, book):
    own = settings.place()
    own.parent.mkdir(parents=True, exist_ok=True)
    (own.parent / "trusted-keys.toml").write_text("", encoding="utf-8")
    words = ("explain", person, "--rulebook", book, "--html")
    for kept in (own, own.parent / "trusted-keys.toml", assets.rulebook_files()[0]):
        refused(*words, kept, because="own files")


def test_a_folder_or_a_device_is_no_page(refused, person, book, tmp_path):
    (tmp_path / "empty").mkdir()
    refused("explain", person, "--rulebook", book, "--html", tmp_path / "empty", because="a folder")
    if os.name == "posix":
        refused("explain", person, "--rulebook", book, "--html", os.devnull, because="is no file")


def test_the_store_stays(refused, people, person, book, tmp_path):
    who = added(people, person)
    folder = tmp_path / "store"
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    os.link(folder / "store.key.toml", tmp_path / "linked")
    own = ("--store", folder, "--passphrase-stdin")
    data = next(folder.glob("store-*.db"))
    there = (folder / "store.key.toml", data, folder / "notes.txt")
    for target in there:
        refused("people", "back-up", target, *own, because="store")
    for target in (*there, tmp_path / "linked"):
        refused("people", "export", who, "--out", target, *own, because="belongs to")
        refused("explain", "--person", who, *own, "--html", target, because="belongs to")
    for target in there:
        refused("explain", person, "--rulebook", book, "--html", target, because="belongs to")
        refused("convert", person, "--out", target, because="belongs to the encrypted store")
    refused("convert", person, "--out", folder / "store-0123456789ab.db", because="belongs to")
    refused("sample", "--out", folder, because="belongs to the encrypted store")
    assert len(added(people, person)) == len(who)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask():
    """Let others read and write whatever is made without care."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="other systems keep no such modes")
@pytest.mark.usefixtures("open_umask")
def test_what_holds_a_person_is_for_its_owner_only(whyscore, people, person, book, tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    who = added(people, person)
    people("export", who, "--out", made / "e.zip")
    people("export", who, "--out", made / "folder")
    people("back-up", made / "copy.whyscore")
    whyscore("convert", person, "--out", made / "c.zip", status=0)
    words = (person, "--rulebook", book)
    whyscore("explain", *words, "--html", made / "p.html", "--pdf", made / "p.pdf", status=0)
    whyscore("whatif", *words, "--by", "2016-09-01", "--ics", made / "c.ics", status=0)

    found = list(made.rglob("*"))
    assert {mode(path) for path in found if path.is_file()} == {0o600}
    assert {mode(path) for path in found if path.is_dir()} == {0o700}
    assert {path.name for path in found if path.parent == made} == {
        "e.zip", "folder", "copy.whyscore", "c.zip", "p.html", "p.pdf", "c.ics",
    }  # fmt: skip
