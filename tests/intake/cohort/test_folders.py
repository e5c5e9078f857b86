"""A folder of packages is a cohort: each package is somebody's."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.domain.cohort import CohortShape, Needs
from app.domain.errors import UnreadableInput
from app.intake.cohort import folder as folders
from app.intake.cohort.opening import open_cohort
from tests.intake.cohort import crowds
from tests.intake.cohort.cohort_making import PEOPLE, cohort, own_package
from tests.intake.package_making import package, zipped


def donated(folder: Path) -> Path:
    """Write three people's packages: a folder, a zip, and one that lies deeper."""
    own_package(folder / "one", "P-2", PEOPLE)
    zipped(own_package(folder.parent / "made", "P-1", PEOPLE), folder / "two.zip")
    own_package(folder / "more" / "three", "P-3", PEOPLE)
    return folder


def test_a_folder_of_packages_is_read_as_the_cohort_package_is(tmp_path: Path) -> None:
    opened = open_cohort(donated(tmp_path / "f"))
    parts, same = crowds.read(opened), crowds.read(open_cohort(cohort(tmp_path / "c")))

    assert (opened.shape, opened.people) == (CohortShape.FOLDER, 3)
    assert opened.attributes == ("region", "age")
    assert crowds.ids(parts) == crowds.ids(same)
    assert crowds.records(parts) == crowds.records(same)
    assert crowds.contacts(parts) == crowds.contacts(same)
    assert crowds.official(parts) == crowds.official(same)
    assert crowds.decisions(parts) == crowds.decisions(same)
    assert crowds.attribute(parts, "region") == crowds.attribute(same, "region")


def test_each_package_is_named_with_its_hash(tmp_path: Path) -> None:
    folder = donated(tmp_path / "f")
    inputs = {one.name: one.sha256 for one in open_cohort(folder).inputs}

    zip_hash = hashlib.sha256((folder / "two.zip").read_bytes()).hexdigest()
    descriptor = (folder / "more" / "three" / "datapackage.json").read_bytes()
    assert inputs["two.zip"] == zip_hash
    assert inputs["more/three"] == hashlib.sha256(descriptor).hexdigest()
    assert list(inputs) == ["more/three", "one", "two.zip"]


@pytest.mark.parametrize(
    ("name", "content", "column"),
    [
        ("broken.zip", b"PK\x03\x04 and no more", ""),
        ("bad/datapackage.json", b"{", ""),
        ("bad/datapackage.json", b'{"resources": 1}', "resources"),
    ],
)
def test_a_package_that_cannot_be_read_is_a_faulty_person(
    tmp_path: Path, name: str, content: bytes, column: str
) -> None:
    folder = donated(tmp_path / "f")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    opened = open_cohort(folder)
    parts = crowds.read(opened)
    (one,) = (one for crowd in parts for one in crowd.faulty)

    assert opened.people == 4 == len(crowds.ids(parts)) + 1
    assert one.id == one.file == name.partition("/")[0]
    assert one.column == column
    assert one.expected


def test_a_bad_row_puts_its_person_out(tmp_path: Path) -> None:
    folder = donated(tmp_path / "f")
    path = folder / "one" / "scores.csv"
    path.write_text(path.read_text() + "2016-13-01,600,2\n")
    parts = crowds.read(open_cohort(folder))

    assert crowds.faulty(parts) == {"P-2": ("scores", 3, "date")}
    assert crowds.ids(parts) == ["P-1", "P-3"]


def test_two_packages_of_one_person_become_one_person(tmp_path: Path) -> None:
    folder = donated(tmp_path / "f")
    own_package(folder / "later", "P-1", PEOPLE)
    opened = open_cohort(folder)

    assert opened.people == 3
    assert crowds.records(crowds.read(opened)) == crowds.records(
        crowds.read(open_cohort(cohort(tmp_path / "c")))
    )


def test_whose_package_does_not_say_is_named_by_it(tmp_path: Path) -> None:
    package(tmp_path / "f" / "anonymous", described={"whyscore": {}})

    assert crowds.ids(crowds.read(open_cohort(tmp_path / "f"))) == ["anonymous"]


def test_a_zip_of_something_else_is_a_faulty_person(tmp_path: Path) -> None:
    folder = donated(tmp_path / "f")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nEND:VCARD\n")
    zipped(tmp_path / "x", folder / "x.zip")

    assert list(crowds.faulty(crowds.read(open_cohort(folder)))) == ["x.zip"]


def test_other_files_are_told_and_not_read(tmp_path: Path) -> None:
    folder = donated(tmp_path / "f")
    (folder / "README.txt").write_text("Read me.")

    assert "1 file" in open_cohort(folder).notes[-1]


def test_people_are_cut_into_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_PART_PEOPLE", 1)
    opened = open_cohort(donated(tmp_path / "f"))

    assert [crowd.ids.tolist() for crowd in crowds.read(opened)] == [["P-1"], ["P-2"], ["P-3"]]


def test_a_group_can_say_what_came_of_it(tmp_path: Path) -> None:
    rows = [("P-1", "n", "1"), ("P-2", "n", "x"), ("P-3", "n", "0")]
    for person in ("P-1", "P-2", "P-3"):
        own_package(tmp_path / "f" / person, person, {**PEOPLE, "subjects": rows})
    (crowd,) = crowds.read(open_cohort(tmp_path / "f"), Needs(outcome="age"))

    assert crowd.outcomes["age"].tolist() == [1, 0]
    assert [one.id for one in crowd.faulty] == ["P-2"]


def test_a_folder_without_packages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    with pytest.raises(UnreadableInput, match="a cohort package, a folder of score packages"):
        open_cohort(tmp_path / "f")


def test_one_person_s_package_is_no_cohort(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="the export of one person"):
        open_cohort(own_package(tmp_path / "one", "P-1", PEOPLE))
