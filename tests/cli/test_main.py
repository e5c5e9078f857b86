from __future__ import annotations

import json

import jsonschema
import pytest

from app import __version__, assets
from app.front_door import VERBS

EVERY = [
    *((verb,) for verb in sorted(VERBS)),
    *(("keys", verb) for verb in ("add", "list", "remove")),
    *(("rulebook", verb) for verb in ("list", "show", "check", "diff")),
    *(("people", verb) for verb in ("add", "list", "show", "aside", "put-back", "undo", "redo")),
    *(("people", verb) for verb in ("back-up", "restore", "export", "erase", "passphrase")),
]
GROUPS = {("keys",), ("people",), ("rulebook",)}


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_every_verb_has_help(whyscore, words, language):
    answer = whyscore(*words, "--help", "--lang", language, status=0)

    assert "--help" in answer.out
    assert answer.err == ""


def test_every_option_of_every_verb_is_explained():
    from app.cli.main import commands

    silent = [
        f"{verb} {option.name}"
        for verb, command in commands().items()
        for option in command.params
        if not getattr(option, "help", None)
    ]

    assert silent == []


@pytest.mark.parametrize("words", [w for w in EVERY if w not in GROUPS], ids=" ".join)
def test_every_verb_takes_json_language_and_quiet(whyscore, words):
    shown = whyscore(*words, "--help", status=0).out

    assert all(option in shown for option in ("--json", "--lang", "--quiet"))


def test_the_version_is_told(whyscore):
    assert whyscore("--version", status=0).out == f"whyscore {__version__}\n"


@pytest.mark.parametrize(
    "words", [("explaim",), ("--frobnicate",), ("explain",), ("explain", "a", "b")], ids=" ".join
)
def test_a_mistake_in_the_words_is_one_line_without_a_traceback(whyscore, words):
    answer = whyscore(*words, status=2)

    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_a_misspelt_verb_is_told_which_there_are(whyscore):
    answer = whyscore("explaim", status=2)

    assert all(verb in answer.err for verb in VERBS)


def test_a_file_that_is_not_there_is_one_line_that_names_it(whyscore, tmp_path):
    for verb in ("explain", "history", "verify"):
        answer = whyscore(verb, tmp_path / "gone.zip", status=2)
        assert answer.err.count("\n") == 1
        assert "gone.zip" in answer.err


@pytest.mark.parametrize(
    "path", sorted(assets.folder("schemas").glob("*.json")), ids=lambda p: p.name
)
def test_every_schema_is_one_and_lets_nothing_unknown_in(path):
    schema = json.loads(path.read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator.check_schema(schema)

    def objects(part):
        if isinstance(part, dict):
            if "properties" in part:
                yield part
            for value in part.values():
                yield from objects(value)
        elif isinstance(part, list):
            for value in part:
                yield from objects(value)

    found = list(objects(schema))
    assert found
    assert all(part["additionalProperties"] is False for part in found)
    assert {"whyscore", "rulebook", "inputs"} <= set(schema["required"])
