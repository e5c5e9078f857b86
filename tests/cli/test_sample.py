from __future__ import annotations

import csv
import json

import pytest


def contents(folder):
    """Return every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_one_invented_person_is_a_package_that_reads_without_a_fault(whyscore, tmp_path, fits):
    out = tmp_path / "one"

    document = whyscore("sample", "--events", 300, "--seed", 5, "--out", out, "--json", status=0)

    fits(document.document, "sample")
    told = whyscore("explain", out, "--json", status=0).document
    fits(told, "explain")
    assert told["official"]["score"] is not None
    assert whyscore("verify", out, status=0).status == 0


def test_an_official_score_without_noise_is_the_mirrored_one(whyscore, tmp_path):
    out = tmp_path / "one"
    whyscore("sample", "--events", 500, "--seed", 8, "--out", out, status=0)

    line = whyscore(
        "history", out, "--from", "2015-06-06", "--to", "2016-03-06", "--json", status=0
    ).document["line"]

    assert all(point["official"] == point["published"] for point in line)


def test_the_same_seed_makes_the_same_people_file_for_file(whyscore, tmp_path):
    for name in ("a", "b"):
        words = ("--people", 7, "--events", 200, "--seed", 3, "--out", tmp_path / name)
        whyscore("sample", *words, status=0)
    whyscore(
        "sample", "--people", 7, "--events", 200, "--seed", 4, "--out", tmp_path / "c", status=0
    )

    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a") != contents(tmp_path / "c")


def test_a_cohort_has_as_many_people_and_records_as_asked_for(whyscore, tmp_path, fits):
    out = tmp_path / "many"
    words = ("--people", 30, "--events", 1234, "--noise", 5, "--out", out, "--json")

    document = whyscore("sample", *words, status=0).document

    fits(document, "sample")
    described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    rows = {}
    for resource in described["resources"]:
        with (out / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows[resource["name"]] = list(csv.DictReader(file))
    assert len(rows["subjects"]) == 30
    assert len(rows["records"]) == 1234
    people = {row["id"] for row in rows["subjects"]}
    for table in ("records", "contacts", "contact_scores", "scores"):
        assert next(iter(rows[table][0])) == "subject"
        assert {row["subject"] for row in rows[table]} <= people
    assert {row["date"][:4] for row in rows["records"]} >= {"2013", "2014", "2015"}
    assert all(350 <= float(row["score"]) <= 900 for row in rows["scores"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--people", "0"), "--people"),
        (("--events", "-1"), "--events"),
        (("--seed", "-1"), "--seed"),
        (("--noise", "-1"), "--noise"),
        (("--people", "many"), "--people"),
        (("--rulebook", "no-such-book"), "no-such-book"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_one_line_and_writes_nothing(
    whyscore, tmp_path, words, says
):
    answer = whyscore("sample", *words, "--out", tmp_path / "x", status=2)

    assert says in answer.err
    assert answer.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_exists_is_written_over(whyscore, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("mine", encoding="utf-8")

    answer = whyscore("sample", "--out", tmp_path / "mine", status=2)

    assert "--out" in answer.err
    assert contents(tmp_path / "mine") == {"diary.txt": b"mine"}


def scores_of(folder):
    """Return the official scores of a cohort by person and day, and their rulebook."""
    with (folder / "scores-0000.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["subject"], row["date"]): (float(row["score"]), row["rulebook"])
            for row in csv.DictReader(file)
        }


def sampled(whyscore, folder, *words):
    people = ("--people", 25, "--events", 2500, "--seed", 9)
    whyscore("sample", *people, *words, "--out", folder, status=0)
    return scores_of(folder)


def test_a_penalty_moves_one_group_by_its_points_and_nobody_else(whyscore, tmp_path):
    plain = sampled(whyscore, tmp_path / "plain")
    secret = sampled(whyscore, tmp_path / "secret", "--penalty", "region=Southwick:-12")

    with (tmp_path / "plain" / "subjects-0000.csv").open(encoding="utf-8", newline="") as file:
        region = {row["id"]: row["region"] for row in csv.DictReader(file)}
    assert {region[person] for person, _day in plain} > {"Southwick"}
    for (person, day), (score, _book) in plain.items():
        moved = -12 if region[person] == "Southwick" else 0
        assert secret[person, day][0] == max(score + moved, 350)


def test_a_rule_that_does_not_count_is_left_out_as_a_variant_would(whyscore, tmp_path):
    secret = sampled(whyscore, tmp_path / "secret", "--uncounted", "contacts")
    variant = sampled(whyscore, tmp_path / "variant", "--variant", "without-contacts")
    plain = sampled(whyscore, tmp_path / "plain")

    assert secret == variant
    assert secret != plain


def test_from_the_day_of_a_change_on_scores_follow_and_name_the_other_rules(whyscore, tmp_path):
    changed = sampled(whyscore, tmp_path / "changed", "--change", "2015-09-01=without-contacts")
    before = sampled(whyscore, tmp_path / "before")
    after = sampled(whyscore, tmp_path / "after", "--variant", "without-contacts")

    for (person, day), told in changed.items():
        late = day >= "2015-09-01"
        assert told[0] == (after if late else before)[person, day][0]
        assert (told[1] == "without-contacts") == late


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--penalty", "region"), "region=Southwick:-12"),
        (("--penalty", "height=tall:-12"), "region, age, gender"),
        (("--penalty", "region=Atlantis:-12"), "Southwick"),
        (("--uncounted", "tea"), "imported-goods"),
        (("--change", "soon=operator-account"), "2015-09-01"),
        (("--change", "2015-09-01=no-such"), "no-such"),
    ],
)
def test_a_plant_that_does_not_fit_says_what_there_is(whyscore, tmp_path, words, says):
    answer = whyscore("sample", "--people", 2, *words, "--out", tmp_path / "x", status=2)

    assert says in answer.err
    assert list(tmp_path.iterdir()) == []
