"""``whyscore help``: the guides on the terminal, and the worked audit in one of them."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from app.wording import guides, language
from app.wording.guides import Topic
from app.wording.language import Language

COMMANDS = re.compile(r"```\n(.*?)```", re.DOTALL)
ROWS = re.compile(r"^\| (.+) \|$", re.MULTILINE)


def test_without_a_topic_the_guides_are_listed(whyscore, fits) -> None:
    shown = whyscore("help", status=0)
    told = whyscore("help", "--json", status=0).document

    for topic in Topic:
        assert f"whyscore help {topic.value}" in shown.out
    assert [one["topic"] for one in told["guides"]] == [topic.value for topic in Topic]
    fits(told, "help")


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("said_in", Language)
def test_a_guide_is_shown_in_the_language_that_is_asked_for(whyscore, fits, topic, said_in) -> None:
    shown = whyscore("help", topic.value, "--lang", said_in.value, status=0).out
    told = whyscore("help", topic.value, "--lang", said_in.value, "--json", status=0).document

    language.use(said_in)
    title = guides.title(topic)
    assert shown.splitlines()[0].strip() == title
    assert "**" not in shown
    assert "](" not in shown
    assert [(one["topic"], one["title"]) for one in told["guides"]] == [(topic.value, title)]
    assert told["guides"][0]["markdown"] == guides.guide(topic).text
    fits(told, "help")


def test_a_guide_that_there_is_none_of_is_told_in_one_line(whyscore) -> None:
    answer = whyscore("help", "explain", status=2)

    assert answer.out == ""
    assert "citizen, journalist, rulebook" in answer.err
    assert answer.err.count("\n") == 1


def words_of(command: str) -> list[str]:
    return shlex.split(command.replace("\\\n", " "))[1:]


def test_who_makes_the_worked_audit_again_gets_its_figures(
    whyscore, tmp_path, monkeypatch, fits
) -> None:
    monkeypatch.chdir(tmp_path)
    text = guides.guide(Topic.JOURNALIST).text
    sample, audit = COMMANDS.findall(text)
    claims_now, claims_before, regions = (
        [row.split(" | ") for row in table] for table in _tables(text)
    )

    whyscore(*words_of(sample), status=0)
    now = whyscore(*words_of(audit), "--workers", "1", "--json", status=0).document
    before = [*words_of(audit)[:-2], "--at", "2015-08-31", "--workers", "1", "--json"]
    earlier = whyscore(*before, status=0).document
    own = ["audit", "cohort", "--variant", "operator-account", "--group", "region"]
    account = whyscore(*own, "--workers", "1", "--json", status=0).document

    assert [_claim(one) for one in now["claims"]] == [row[1:] for row in claims_now]
    assert [_claim(one) for one in earlier["claims"]] == [row[1:] for row in claims_before]
    assert [_group(one) for one in _groups(now)] == regions
    assert _split(now) in " ".join(text.split())
    southwick = next(one for one in _groups(account) if one["group"] == "Southwick")
    others = [one for one in _groups(account) if one["group"] != "Southwick"]
    assert round(southwick["residual"]["mean"], 1) == -11.9
    assert all(abs(one["residual"]["mean"]) < 0.25 for one in others)
    fits(json.loads(json.dumps(now)), "audit")


def _tables(text: str) -> list[list[str]]:
    """Return the rows of each table, without its heading."""
    tables: list[list[str]] = []
    for row in ROWS.findall(text):
        if row.startswith("---"):
            tables.append([])
        elif tables and not row.startswith(("The claim", "Region")):
            tables[-1].append(row)
    return tables


def _split(document) -> str:
    """Say the gap between the two regions as the guide does."""
    wanted = ["Eastholm", "Southwick"]
    gap = next(one for one in document["gaps"] if one["groups"] == wanted)
    low, high = gap["intervals"]["unexplained"]
    return (
        f"behaviour {_signed(gap['behaviour'])}, contacts {_signed(gap['contacts'])}, "
        f"rules {_signed(gap['rules'])}, **unexplained {_signed(gap['unexplained'])}** "
        f"({low:.1f} to {high:.1f})"
    )


def _claim(one) -> list[str]:
    low, high = _plain(one["low"]), _plain(one["high"])
    return [_plain(one["effect"]), f"{low} to {high}", one["verdict"].replace("_", " ")]


def _groups(document):
    return [one for one in document["groups"] if one["attribute"] == "region"]


def _group(one) -> list[str]:
    return [
        one["group"],
        str(one["n"]),
        f"{one['mean']:.1f}",
        _signed(one["residual"]["mean"]),
    ]


def _plain(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _signed(value: float) -> str:
    said = f"{round(value, 1) + 0.0:+.1f}"  # no minus before nothing
    return "0.0" if said == "+0.0" else said.replace("-", "−")
