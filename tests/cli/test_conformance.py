"""What ``explain --json`` prints for the conformance cases, held against their figures."""

from __future__ import annotations

import json

import pytest

CLOSE = 1e-6


def close(found, expected):
    """Whether two figures agree, or are both missing."""
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= CLOSE


def words_of(case, asked):
    """Return the words that ask a case's question."""
    words = ["explain", case / "package", "--rulebook", case / "rulebook.toml", "--top", 0]
    words += ["--json", "--quiet", "--at", asked["at"]]
    for option in ("since", "variant"):
        words += [f"--{option}", asked[option]] if asked[option] else []
    if asked["since_rulebook"]:
        words += ["--since-rulebook", case / asked["since_rulebook"]]
    for name in asked["aside"]:
        words += ["--aside", name]
    return words


@pytest.mark.parametrize("number", range(70))
def test_the_document_agrees_with_an_independent_program(whyscore, shared, fits, number):
    case = shared / "conformance" / f"{number:02}"
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))

    document = whyscore(*words_of(case, expected["arguments"]), status=0).document

    fits(document, "explain")
    assert close(document["to"]["score"], expected["to"])
    assert close(document["from"]["score"], expected["from"])
    assert close(document["rules_changed"], expected["rules_changed"])
    for key in ("factors", "rules"):
        found = {one["id"]: one for one in document[key]}
        for name, figures in expected[key].items():
            for field, figure in figures.items():
                assert close(found[name][field], figure), (name, field)
    shares = {f"{one['rule']}/{one['id']}": one["points"] for one in document["records"]}
    for name in {*shares, *expected["records"]}:
        assert close(shares.get(name, 0.0), expected["records"].get(name, 0.0)), name
    gone = {one["id"]: one["if_gone"] for one in document["contacts"]}
    for name, figure in expected["if_gone"].items():
        assert close(gone[name], figure), name
