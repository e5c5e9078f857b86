from __future__ import annotations

import re

import pytest
from icalendar import Calendar

from tests.cli.conftest import BOOK, PHRASE

ACTIONS = """
[[action]]
id = "pay"
title = { en = "Pay the gas bill", de = "Gasrechnung zahlen", zh = "缴纳燃气费" }
kind = "bill.on_time.gas"
amount = 1
per = "month"
min = 0
max = 3
step = 1
effort = 2
stance = "act"

[[action]]
id = "late"
title = { en = "Pay late", de = "Zu spät zahlen", zh = "逾期缴费" }
kind = "bill.late.gas"
amount = 1
per = "once"
min = 0
max = 2
step = 1
effort = 1
stance = "refrain"

[[action]]
id = "part"
title = { en = "Ping gone", de = "Ping weg", zh = "平不在了" }
contact = { change = "drop", score = 640, closeness = 1 }
per = "once"
min = 0
max = 1
step = 1
effort = 1
stance = "ties"
"""


@pytest.fixture
def village(tmp_path):
    """Return the invented rulebook with actions and a lifetime."""
    file = tmp_path / "village-ahead.toml"
    lasting = BOOK.replace('half_life = "6 months"', 'lifetime = "3 months"')
    file.write_text(lasting + ACTIONS, encoding="utf-8")
    return file


def test_what_if_gives_the_line_beside_doing_nothing(whyscore, person, village, fits):
    words = ("--rulebook", village, "--do", "pay=2", "--by", "2016-05-10", "--json")
    document = whyscore("whatif", person, *words, status=0).document

    fits(document, "whatif")
    assert document["line"][0] == {
        "date": "2016-03-01",
        "score": document["line"][0]["nothing"],
        "nothing": document["line"][0]["nothing"],
    }
    # Paid on 2 March, 2 April and 2 May, twice each, at 7.4 points.
    assert document["score"] - document["nothing"] == pytest.approx(6 * 7.4)
    assert document["line"][-1]["date"] == "2016-05-10"
    assert document["perks"] == [{"id": "car", "won": "2016-04-02"}]


def test_the_score_ahead_is_what_explain_says_of_that_day(whyscore, person, village):
    words = ("--rulebook", village, "--json")
    ahead = whyscore("whatif", person, *words, "--by", "2016-06-01", status=0).document
    told = whyscore("explain", person, *words, "--at", "2016-06-01", status=0).document

    assert ahead["nothing"] == pytest.approx(told["to"]["score"], abs=1e-9)


def test_the_calendar_holds_what_runs_out_and_what_opens(whyscore, person, village, tmp_path):
    file = tmp_path / "coming.ics"
    words = ("--rulebook", village, "--do", "pay=2", "--by", "2016-06-10", "--ics", file)
    whyscore("whatif", person, *words, status=0)

    calendar = Calendar.from_ical(file.read_bytes())
    events = [(str(e["dtstart"].dt), str(e["summary"])) for e in calendar.walk("VEVENT")]
    assert events == [
        ("2016-04-02", "Opens: Rent a car without a deposit"),
        ("2016-05-15", "Bills late: one record runs out, +3"),
    ]
    assert file.stat().st_mode & 0o077 == 0
    assert b"secret words" not in file.read_bytes()


def test_a_plan_is_the_least_effort_and_what_if_confirms_it(whyscore, person, village, fits):
    words = ("--rulebook", village, "--by", "2016-05-10", "--json")
    plan = whyscore("plan", person, *words, "--target", "650", status=0)

    fits(plan.document, "plan")
    assert plan.document["status"] == "optimal"
    assert [one["id"] for one in plan.document["actions"]] == ["pay", "late"]
    done = [f"--do={one['id']}={one['units']:g}" for one in plan.document["actions"]]
    ahead = whyscore("whatif", person, *words, *done, status=0).document
    assert ahead["score"] == pytest.approx(plan.document["score"], abs=1e-6)
    assert ahead["published"] >= 650
    assert plan.document["safe"]["pay"][0] == plan.document["actions"][0]["units"]
    assert plan.document["effort"] == 2 * 3 * plan.document["actions"][0]["units"]


def test_no_plan_is_an_answer_of_its_own(whyscore, person, village, fits):
    words = ("--rulebook", village, "--by", "2016-04-10", "--target", "690", "--json")
    plan = whyscore("plan", person, *words, "--limit", "pay=1", status=1).document

    fits(plan, "plan")
    assert plan["reachable"] is False
    assert plan["status"] == "infeasible"
    assert plan["binding"][0] == "action:pay"
    assert plan["best"] < 690
    assert plan["earliest"] > "2016-04-10"


def test_ties_stay_off_the_table_unless_they_are_put_on_it(whyscore, person, village):
    words = ("--rulebook", village, "--by", "2016-04-10", "--target", "640", "--json")
    without = whyscore("plan", person, *words, status=0).document
    allowed = whyscore("plan", person, *words, "--allow", "ties", status=0).document

    assert "part" not in [one["id"] for one in without["actions"]]
    assert "part" in [one["id"] for one in allowed["actions"]]


def test_standard_output_holds_the_document_and_nothing_else(capfd, person, village):
    from app.front_door import main

    words = ["plan", person, "--rulebook", village, "--target", 690, "--by", "2016-04-10"]
    main([str(word) for word in (*words, "--json")])

    said = capfd.readouterr().out
    assert said.startswith("{\n")
    assert said.endswith("}\n")
    assert "HiGHS" not in said


def test_the_pressure_names_every_action_and_every_kind(whyscore, person, village, fits):
    document = whyscore("pressure", person, "--rulebook", village, "--json", status=0).document

    fits(document, "pressure")
    rates = {rate["id"]: rate for rate in document["rates"]}
    assert rates["pay"]["points"] == pytest.approx(7.4)
    assert rates["late"]["points"] == pytest.approx(-3.3)
    assert rates["late"]["days_of_waiting"] == 75  # 15 February and three months
    assert rates["part"]["stance"] == "ties"
    assert rates["part"]["kind"] is None
    assert rates["bill.late"]["stance"] is None
    assert {one["id"] for one in document["mechanics"]} == {"peers:friends"}


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_the_answers_look_as_agreed(whyscore, person, village, language, snapshot):
    words = ("--rulebook", village, "--lang", language)
    by = ("--by", "2016-05-10")

    assert whyscore("whatif", person, *words, *by, "--do", "pay=1", status=0).out == snapshot
    assert whyscore("plan", person, *words, *by, "--target", "650", status=0).out == snapshot
    assert whyscore("plan", person, *words, *by, "--target", "800", status=1).out == snapshot
    assert whyscore("pressure", person, *words, status=0).out == snapshot


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("whatif", "--by", "2016-02-01"), "2016-02-01"),
        (("whatif",), "--by"),
        (("whatif", "--by", "2099-01-01"), "2099-01-01"),
        (("whatif", "--by", "2016-05-01", "--do", "pay"), "--do"),
        (("whatif", "--by", "2016-05-01", "--do", "pay=nan"), "--do"),
        (("whatif", "--by", "2016-05-01", "--do", "pay=9"), "pay"),
        (("whatif", "--by", "2016-05-01", "--do", "pay=0.5"), "pay"),
        (("whatif", "--by", "2016-05-01", "--do", "fly=1"), "fly"),
        (("whatif", "--by", "2016-05-01", "--do", "pay=1", "--do", "pay=2"), "pay"),
        (("whatif", "--by", "2016-05-01", "--ics", "/nowhere/at/all.ics"), "--ics"),
        (("plan", "--by", "2016-05-01"), "--target"),
        (("plan", "--by", "2016-05-01", "--target", "7", "--allow", "lies"), "--allow"),
        (("plan", "--by", "2016-05-01", "--target", "7", "--not", "fly"), "fly"),
        (("plan", "--by", "2016-05-01", "--target", "7", "--limit", "pay=-1"), "pay"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(whyscore, person, village, words, named):
    answer = whyscore(words[0], person, "--rulebook", village, *words[1:], status=2)

    assert answer.err.count("\n") == 1
    assert named in answer.err
    assert answer.out == ""


ADVICE = re.compile(
    r"\b(unfriend|delete|silent|quiet|avoid|stop|should|must)\b"
    r"|\b(lösche|meide|schweige|solltest|musst|trenne)\b"
    r"|删除|拉黑|绝交|闭嘴|应该|不要|避免",
    re.IGNORECASE,
)


@pytest.mark.heavy
@pytest.mark.parametrize(
    "name", ["article-2016", "rongcheng-2019", "schufa-2026", "sesame-reported"]
)
@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_nothing_that_is_said_advises_silence_or_dropping_a_friend(
    whyscore, person, name, language
):
    from app.wording.language import text_of
    from app.workflow.rulebooks import find

    words = ("--rulebook", name, "--lang", language)
    by = ("--by", "2016-06-01")
    said = [
        whyscore("whatif", person, *words, *by).out,
        *(whyscore("plan", person, *words, *by, "--target", n).out for n in (640, 990)),
    ]
    prices = whyscore("pressure", person, *words).out
    held_apart = [one for one in find(name).actions if one.stance.value in {"speech", "ties"}]

    for text in (*said, prices):
        assert text
        assert not ADVICE.search(text), ADVICE.search(text)
    for action in held_apart:
        title = text_of(action.title)
        assert not any(title in text for text in said)
        # A price is told last, under its heading, after all that the rules pay and take for.
        heading = {"en": "The price of", "de": "Der Preis", "zh": "的价格"}[language]
        assert prices.index(heading) < prices.index(title)


@pytest.mark.parametrize("verb", ["whatif", "plan", "pressure"])
def test_a_person_in_the_store_gets_the_answer_of_the_file(
    whyscore, person, village, tmp_path, typed, verb
):
    store = tmp_path / "store"
    typed(PHRASE + "\n")
    words = ("--store", store, "--passphrase-stdin", "--json")
    name = whyscore("people", "add", person, *words, status=0).document["person"]
    asked = ["--rulebook", village, "--json"]
    if verb != "pressure":
        asked += ["--by", "2016-05-10"]
    if verb == "plan":
        asked += ["--target", "650"]

    typed(PHRASE + "\n")
    kept = whyscore(verb, "--person", name, *asked, *words[:3], status=0).document
    told = whyscore(verb, person, *asked, status=0).document

    assert {**kept, "inputs": []} == {**told, "inputs": []}
