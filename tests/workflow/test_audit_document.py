from __future__ import annotations

import json

import jsonschema
import pytest

from app import assets
from app.domain.document import as_json
from app.domain.findings import Suppressed
from app.domain.suppression import ALONE, told_suppressed
from app.workflow.audit_document import audit_document
from tests.making.audit import FINDINGS, question


@pytest.fixture(scope="module")
def document():
    return json.loads(as_json(audit_document(FINDINGS, question(), ())))


def test_the_document_fits_its_schema(document):
    schema = json.loads((assets.folder("schemas") / "audit.schema.json").read_text("utf-8"))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


def test_a_claim_carries_its_effect_and_interval_beside_each_other(document):
    claim = document["claims"][0]

    assert (claim["effect"], claim["low"], claim["high"]) == (1.02, 0.94, 1.1)
    assert claim["verdict"] == "contradicted"
    assert document["claims"][2]["effect"] is None


def test_a_rate_below_a_threshold_stands_under_the_threshold_as_it_was_asked(document):
    assert document["groups"][1]["below"]["650"] == {
        "rate": 0.59,
        "low": pytest.approx(0.57),
        "high": pytest.approx(0.61),
    }


def test_the_parts_of_a_gap_are_its_whole(document):
    gap = document["gaps"][0]
    parts = [gap[name] for name in ("behaviour", "contacts", "rules", "unexplained")]

    assert sum(parts) == pytest.approx(gap["gap"])
    assert gap["intervals"]["behaviour"] == [-22, -18]


def test_a_rate_of_nobody_is_null(document):
    assert document["outcomes"][1]["fpr"] is None
    assert document["outcomes"][1]["fnr"]["rate"] == pytest.approx(1 / 3)


def test_a_column_that_tells_everybody_apart_does_not_become_a_list_of_people():
    people = [Suppressed("name", f"Ulla {place}", 1) for place in range(60)]

    assert told_suppressed([*people, Suppressed("region", "Foula", 3)]) == (
        Suppressed("region", "Foula", 3),
        Suppressed("name", ALONE, 60),
    )


def test_a_few_small_groups_are_listed_by_name():
    few = (Suppressed("region", "Foula", 1), Suppressed("region", "Fair Isle", 3))

    assert told_suppressed(few) == few
