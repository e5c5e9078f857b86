from __future__ import annotations

import os
import stat
import subprocess
import sys
import time

import pytest

from app.audit import workplace
from app.domain.errors import WhyscoreError

pytestmark = pytest.mark.timeout(60)


def test_the_folder_is_its_owners_alone(tmp_path) -> None:
    taken = workplace.take(tmp_path / "work", "an audit")

    assert stat.S_IMODE(taken.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "work").stat().st_mode) == 0o700


def test_what_was_left_is_there_for_the_same_audit_and_for_no_other(tmp_path) -> None:
    left = workplace.take(tmp_path, "an audit")
    left.part(3).write_text("computed")
    salt = left.salt()
    left.leave()

    again, other = workplace.take(tmp_path, "an audit"), workplace.take(tmp_path, "another")

    assert again.part(3).read_text() == "computed"
    assert again.salt() == salt
    assert not other.part(3).exists()
    assert other.salt() != salt


def test_the_same_audit_twice_at_once_works_in_two_folders(tmp_path) -> None:
    first = workplace.take(tmp_path, "an audit")
    second = workplace.take(tmp_path, "an audit")

    assert first.folder != second.folder
    second.erase()
    assert first.folder.is_dir()
    assert not second.folder.exists()


def test_a_folder_whose_program_was_killed_is_free_again(tmp_path) -> None:
    program = (
        "import os, sys, pathlib; from app.audit import workplace\n"
        "taken = workplace.take(pathlib.Path(sys.argv[1]), 'an audit')\n"
        "taken.part(0).write_text('computed'); os.kill(os.getpid(), 9)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=env, check=False, timeout=50)

    assert workplace.take(tmp_path, "an audit").part(0).read_text() == "computed"


def test_what_is_erased_is_gone_and_may_be_erased_again(tmp_path) -> None:
    taken = workplace.take(tmp_path, "an audit")
    taken.part(0).write_text("computed")

    taken.erase()
    taken.erase()

    assert list(tmp_path.iterdir()) == []


def test_what_nobody_took_up_again_for_a_week_is_erased_by_the_next_audit(tmp_path) -> None:
    old, new = workplace.take(tmp_path, "old"), workplace.take(tmp_path, "new")
    under_way = workplace.take(tmp_path, "under way")
    old.leave()
    new.leave()
    week_ago = time.time() - 8 * 86_400
    for folder in (old.folder, under_way.folder):
        os.utime(folder, (week_ago, week_ago))

    workplace.take(tmp_path, "another")

    assert not old.folder.exists()
    assert new.folder.exists()
    assert under_way.folder.exists()


def test_all_that_stopped_audits_left_can_be_erased_at_once(tmp_path) -> None:
    stopped, under_way = workplace.take(tmp_path, "stopped"), workplace.take(tmp_path, "under way")
    stopped.leave()

    workplace.erase_all(tmp_path)

    assert list(tmp_path.iterdir()) == [under_way.folder]


def test_a_place_where_nothing_can_be_kept_is_said_in_one_line(tmp_path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(WhyscoreError, match="cannot be kept in"):
        workplace.take(tmp_path / "file" / "work", "an audit")
