"""Folders, files and zips from anywhere: opened alike, and refused before they do harm."""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import pyzipper

from app.domain.errors import UnreadableInput
from app.intake import container, reading, zipped
from app.intake.container import FileSource, FolderSource
from app.intake.source import LockedFile, open_source
from tests.intake.package_making import package, records_only, written
from tests.intake.package_making import zipped as zip_of

RIGHT, WRONG = "123456", "654321"


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def refused(path: Path, password: str | None = None) -> str:
    with pytest.raises(UnreadableInput) as caught:
        open_source(path, password)
    assert caught.value.faults[0].refuses
    found = reading.read([path], password=password)
    assert found.export is None
    return caught.value.faults[0].found


def old_lock(data: bytes, name: str, password: bytes) -> bytes:
    """Lock one stored member the old way (ZipCrypto), as no library writes it any more."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [crc_entry(n) for n in range(256)]

    def turn(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for byte in password:
        turn(byte)
    crc = zlib.crc32(data)
    locked = bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + data:
        half = keys[2] | 2
        locked.append(byte ^ (((half * (half ^ 1)) >> 8) & 0xFF))
        turn(byte)
    raw = name.encode()
    head = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0, 33, crc, len(locked), len(data), len(raw), 0)
    local = b"PK\x03\x04" + head + raw + bytes(locked)
    entry = b"PK\x01\x02" + b"\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    return local + entry + end


def crc_entry(number: int) -> int:
    for _bit in range(8):
        number = (number >> 1) ^ 0xEDB88320 if number & 1 else number >> 1
    return number


def test_a_folder_a_file_and_a_zip_are_opened_alike(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    (folder / "events").mkdir(parents=True)
    (folder / "events" / "a.csv").write_bytes(b"abc")
    (folder / ".DS_Store").write_bytes(b"x")
    archive = packed(tmp_path / "p.zip", {"events/a.csv": b"abc", "b.csv": b""})
    for source in (open_source(folder), open_source(archive)):
        with source:
            assert "events/a.csv" in source.names()
            assert source.has("events/a.csv")
            assert not source.has("gone.csv")
            assert source.size("events/a.csv") == 3
            assert source.sha256("events/a.csv") == hashlib.sha256(b"abc").hexdigest()
            with source.open("events/a.csv") as file:
                assert file.read() == b"abc"
            with source.local("events/a.csv") as place:
                assert place.read_bytes() == b"abc"
            with pytest.raises(UnreadableInput):
                source.open("gone.csv")
    with open_source(folder / "events" / "a.csv") as one:
        assert one.names() == ("a.csv",)
        assert one.size("a.csv") == 3
        with one.local("a.csv") as place:
            assert place.read_bytes() == b"abc"
        assert one.input_file().sha256 == one.sha256("a.csv")
        with pytest.raises(UnreadableInput):
            one.open("b.csv")


def test_a_copy_on_a_disk_stands_in_where_memory_has_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "_MOST_IN_MEMORY", 0)
    with open_source(packed(tmp_path / "p.zip", {"a.csv": b"abc"})) as source:
        with source.local("a.csv") as place:
            assert place.read_bytes() == b"abc"
        assert not place.exists()


def test_one_folder_around_everything_and_litter_are_taken_off(tmp_path: Path) -> None:
    members = {"out/": b"", "out/a.csv": b"", "__MACOSX/out/._a.csv": b"x", "out/.DS_Store": b""}
    with open_source(packed(tmp_path / "p.zip", members)) as source:
        assert source.names() == ("a.csv",)


def test_the_hash_of_a_zip_is_its_own_and_that_of_a_folder_its_descriptors(tmp_path: Path) -> None:
    folder = package(tmp_path / "p")
    archive = zip_of(folder, tmp_path / "p.zip")

    with open_source(archive) as source:
        assert source.input_file().sha256 == hashlib.sha256(archive.read_bytes()).hexdigest()
    with open_source(folder) as source:
        descriptor = (folder / "datapackage.json").read_bytes()
        assert source.input_file().sha256 == hashlib.sha256(descriptor).hexdigest()
    (tmp_path / "plain").mkdir()
    assert open_source(tmp_path / "plain").input_file().sha256 == ""


def test_names_of_old_chinese_zips_are_read_as_meant(tmp_path: Path) -> None:
    name = "账单.csv"
    archive = packed(tmp_path / "p.zip", {"aaaaaaaa": b"abc"})
    data = archive.read_bytes().replace(b"aaaaaaaa", name.encode("gb18030"))
    archive.write_bytes(data)

    with open_source(archive) as source:
        assert source.names() == (name,)
        assert source.open(name).read() == b"abc"


@pytest.mark.parametrize(
    "name",
    ["../x.csv", "a/../../x.csv", "/etc/x.csv", "..\\x.csv", "C:\\x.csv", "c:/x.csv", "a/../b"],
)
def test_a_zip_whose_names_lead_outside_is_refused(tmp_path: Path, name: str) -> None:
    assert "outside" in refused(packed(tmp_path / "p.zip", {"datapackage.json": b"{}", name: b""}))


@pytest.mark.parametrize("path", ["../x.csv", "/etc/passwd", "C:/x.csv", "https://x.org/x.csv"])
def test_a_descriptor_whose_paths_lead_outside_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "x.csv").write_text("id,date,kind\n")
    for name in ("records", "unknown"):
        document = {"resources": [{"name": name, "path": path}, {"name": "scores"}]}
        found = reading.read([written(tmp_path / "p", document, {})])
        assert "outside" in found.faults[0].found


def test_a_link_is_refused_in_a_zip_and_in_a_folder(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("records.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(member, "/etc/passwd")
    assert "link" in refused(tmp_path / "p.zip")

    (tmp_path / "secret.csv").write_text("id,date,kind\n")
    folder = records_only(tmp_path / "p", "")
    (folder / "records.csv").unlink()
    (folder / "records.csv").symlink_to(tmp_path / "secret.csv")
    found = reading.read([folder])
    assert found.export is None
    assert "link" in found.faults[0].found


def test_a_linked_folder_inside_a_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "r.csv").write_text("id,date,kind\n")
    folder = written(tmp_path / "p", {"resources": [{"name": "records", "path": "in/r.csv"}]}, {})
    (folder / "in").symlink_to(tmp_path / "far")

    assert "link" in reading.read([folder]).faults[0].found
    assert FolderSource(folder).names() == ("datapackage.json",)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    assert "unpacks to" in refused(packed(tmp_path / "p.zip", {"a.csv": bytes(10_000_000)}))


def test_a_bomb_of_four_gibibytes_is_refused_by_its_list(tmp_path: Path) -> None:
    archive = packed(tmp_path / "p.zip", {"a.csv": b"abc"}, zipfile.ZIP_STORED)
    data = archive.read_bytes()
    at = data.index(b"PK\x01\x02") + 24
    archive.write_bytes(data[:at] + struct.pack("<I", 0xFFFFFFF0) + data[at + 4 :])

    assert "unpacks to 4294967280 bytes" in refused(archive)


def test_members_that_overlap_are_counted_each(tmp_path: Path) -> None:
    archive = packed(tmp_path / "p.zip", {"a": b"0" * 100_000})
    data = archive.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry[:46] + bytes([97 + n]) for n in range(26))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 26, 26, len(entries), start, 0)
    archive.write_bytes(data[:start] + entries + tail)

    assert "unpacks to" in refused(archive)


@pytest.mark.parametrize("said", [2, 5])
def test_a_list_that_lies_about_a_size_is_found_out_while_reading(
    tmp_path: Path, said: int
) -> None:
    archive = packed(tmp_path / "p.zip", {"datapackage.json": b'{"a'}, zipfile.ZIP_STORED)
    data = bytearray(archive.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", said)
    archive.write_bytes(data)

    found = reading.read([archive])
    assert found.export is None
    assert "damaged" in found.faults[0].found


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(tmp_path / "p.zip", {f"{n}": b"" for n in range(10_001)})
    assert "more than 10000 files" in refused(archive)

    (tmp_path / "p").mkdir()
    for name in ("a", "b"):
        (tmp_path / "p" / name).touch()
    monkeypatch.setattr(container, "MOST_FILES", 1)
    with pytest.raises(UnreadableInput):
        open_source(tmp_path / "p").names()


def test_a_list_of_members_beyond_all_bounds_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "_LONGEST_LIST", 100)

    assert "files" in refused(packed(tmp_path / "p.zip", {f"{n}": b"" for n in range(10)}))


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("a.csv", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", b"2")

    assert "two files of one name" in refused(tmp_path / "p.zip")


def test_uncommon_methods_of_packing_are_refused(tmp_path: Path) -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "method" in refused(packed(tmp_path / "p.zip", {"a.csv": b"abc"}, method))


def test_a_zip_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = zip_of(package(tmp_path / "p"), tmp_path / "p.zip").read_bytes()
    for length in range(4, len(whole), 97):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert "damaged" in refused(tmp_path / "cut.zip")


def test_a_zip_damaged_within_is_refused(tmp_path: Path) -> None:
    archive = zip_of(package(tmp_path / "p"), tmp_path / "p.zip")
    data = bytearray(archive.read_bytes())
    at = data.index(b"contacts.csv") + 20
    data[at : at + 4] = b"\xff\xff\xff\xff"
    archive.write_bytes(data)
    found = reading.read([archive])

    assert found.export is None
    assert "damaged" in found.faults[0].found


def test_a_damaged_local_header_is_refused(tmp_path: Path) -> None:
    archive = zip_of(package(tmp_path / "p"), tmp_path / "p.zip")
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\x03\x04", 10)] = 0
    archive.write_bytes(data)

    assert "damaged" in reading.read([archive]).faults[0].found


@pytest.mark.parametrize("lock", ["old", "new"])
def test_a_locked_zip_asks_for_its_password(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "p.zip"
    records = b'{"resources": [{"name": "scores", "path": "s.csv"}]}'
    if lock == "old":
        path.write_bytes(old_lock(records, "datapackage.json", RIGHT.encode()))
    else:
        with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as archive:
            archive.setpassword(RIGHT.encode())
            archive.writestr("datapackage.json", records)
            archive.writestr("s.csv", "date,score\n2016-01-01,650\n")

    none = reading.read([path])
    wrong = reading.read([path], password=WRONG)
    right = reading.read([path], password=RIGHT)
    assert none.encrypted
    assert none.export is None
    assert none.faults[0].refuses
    assert none.faults[0].found == "a locked file"
    assert wrong.encrypted
    assert "wrong password" in wrong.faults[0].found
    assert not right.encrypted
    if lock == "new":
        assert right.kept == 1
    else:
        assert right.faults[0].table == "scores"


def test_a_wrong_password_that_passes_the_first_check_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(old_lock(b"x" * 1_000, "a.csv", b"1"))
    found = set()
    for number in range(2, 600):
        try:
            open_source(path, str(number)).close()
        except LockedFile as error:
            found.add(error.faults[0].found)

    assert found == {"a wrong password", "a wrong password, or a damaged file"}


def test_a_file_named_zip_that_is_none_is_just_a_file(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(b"hello")

    assert isinstance(open_source(tmp_path / "p.zip"), FileSource)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")

    def forbidden(*_arguments: object, **_keywords: object) -> io.BytesIO:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbidden)
    assert "does not let you read" in reading.read([path]).faults[0].found
