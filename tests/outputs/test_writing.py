"""What is written stands there whole, for its owner only, or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from app.domain.errors import WhyscoreError
from app.outputs.writing import made_whole, write_privately

POSIX = pytest.mark.skipif(os.name != "posix", reason="other systems keep no such modes")


@pytest.fixture
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


@POSIX
@pytest.mark.parametrize("umask", [0o000, 0o022], indirect=True)
@pytest.mark.usefixtures("umask")
def test_files_and_folders_are_for_their_owner_only(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "old.txt").write_bytes(b"old")
    (tmp_path / "old.txt").chmod(0o666)
    write_privately(b"new", tmp_path / "old.txt")
    with made_whole(tmp_path / "folder") as place:
        (place / "within").mkdir(parents=True)
        (place / "within" / "a").write_bytes(b"1")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {"old.txt": 0o600, "folder": 0o700, "within": 0o700, "a": 0o600}
    assert (tmp_path / "old.txt").read_bytes() == b"new"
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_work_that_ends_early_changes_nothing(tmp_path):
    target = tmp_path / "page.html"
    target.write_bytes(b"old")

    def work():
        with made_whole(target) as place:
            place.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert target.read_bytes() == b"old"


def test_a_place_that_takes_nothing_is_told_by_its_name(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "one").write_bytes(b"")
    for target in (tmp_path / "no" / "page.html", tmp_path / "full"):
        with pytest.raises(WhyscoreError, match=f"^{target.name} could not be written: "):
            write_privately(b"", target)


def test_what_cannot_be_read_meanwhile_is_not_blamed_on_the_target(tmp_path):
    def work():
        with made_whole(tmp_path / "page"):
            (tmp_path / "not-there").read_bytes()

    with pytest.raises(FileNotFoundError):
        work()
    assert list(tmp_path.iterdir()) == []
