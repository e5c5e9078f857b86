from __future__ import annotations

import gettext
import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app import assets
from app.wording import catalogue
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def program():
    """Return every sentence that Whyscore can say."""
    return catalogue.sentences(ROOT / "app", assets.folder("templates"))


@pytest.fixture
def wanted():
    """Return three sentences: plain, with fields, with plural forms."""
    catalog = Catalog()
    catalog.add("Your score")
    catalog.add("{count} of {total}")
    catalog.add(("{count} rule", "{count} rules"))
    return catalog


def translate(folder, german):
    """Write a German catalogue with these translations, and compile it."""
    place = folder / "de" / "LC_MESSAGES" / "whyscore.po"
    catalog = read_po(io.BytesIO(place.read_bytes()), locale="de")
    for message in catalog:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            message.string = german[key]
    place.write_bytes(catalogue.as_po(catalog))


GERMAN = {
    "Your score": "Dein Score",
    "{count} of {total}": "{count} von {total}",
    "{count} rule": ("{count} Regel", "{count} Regeln"),
}


def test_a_translated_catalogue_has_no_fault_and_speaks(tmp_path, wanted):
    catalogue.update(tmp_path, wanted, "de")
    translate(tmp_path, GERMAN)
    catalogue.update(tmp_path, wanted, "de")

    assert list(catalogue.faults(tmp_path, wanted, "de")) == []
    spoken = gettext.translation("whyscore", tmp_path, ["de"])
    assert spoken.gettext("Your score") == "Dein Score"
    assert spoken.ngettext("{count} rule", "{count} rules", 2) == "{count} Regeln"


def test_updating_twice_changes_no_byte(tmp_path, wanted):
    catalogue.update(tmp_path, wanted, "de")
    translate(tmp_path, GERMAN)
    seen = []
    for _time in range(2):
        catalogue.update(tmp_path, wanted, "de")
        files = sorted((tmp_path / "de" / "LC_MESSAGES").iterdir())
        seen.append([file.read_bytes() for file in files])

    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("key", "german", "says"),
    [
        ("Your score", "", "not translated"),
        ("{count} of {total}", "{count} von {summe}", "fields in braces differ"),
        ("{count} rule", ("{count} Regel", ""), "not translated"),
        ("{count} rule", ("eine Regel {x}", "{count} Regeln"), "fields in braces of a singular"),
    ],
)
def test_a_translation_that_cannot_stand_is_reported(tmp_path, wanted, key, german, says):
    catalogue.update(tmp_path, wanted, "de")
    translate(tmp_path, {**GERMAN, key: german})
    catalogue.update(tmp_path, wanted, "de")

    (fault,) = catalogue.faults(tmp_path, wanted, "de")

    assert says in fault
    assert repr(key) in fault


def test_a_fuzzy_translation_is_reported(tmp_path, wanted):
    catalogue.update(tmp_path, wanted, "de")
    translate(tmp_path, GERMAN)
    place = tmp_path / "de" / "LC_MESSAGES" / "whyscore.po"
    text = place.read_text(encoding="utf-8")
    fuzzy = text.replace('msgid "Your score"', '#, fuzzy\nmsgid "Your score"')
    place.write_text(fuzzy, encoding="utf-8")

    assert any("fuzzy" in fault for fault in catalogue.faults(tmp_path, wanted, "de"))


def test_what_is_new_stale_or_not_compiled_is_reported(tmp_path, wanted):
    assert "no such catalogue" in next(catalogue.faults(tmp_path, wanted, "de"))
    catalogue.update(tmp_path, wanted, "de")
    translate(tmp_path, GERMAN)
    catalogue.update(tmp_path, wanted, "de")
    other = Catalog()
    other.add("Your score")
    other.add("A new sentence")

    found = list(catalogue.faults(tmp_path, other, "de"))

    assert any("not in the catalogue" in fault for fault in found)
    assert any("nothing says this any more" in fault for fault in found)
    assert any("not compiled" in fault for fault in found)


def test_sentences_of_the_program_and_of_the_templates_are_found(program):
    assert "Computed by this app, not by the operator." in program
    assert "How it adds up" in program
    assert "Print the version and stop." in program


@pytest.mark.parametrize("language", catalogue.TRANSLATED)
def test_every_sentence_of_the_program_is_translated(program, language):
    assert list(catalogue.faults(assets.folder("locale"), program, language)) == []


@pytest.mark.heavy
def test_the_command_brings_in_step_and_then_finds_nothing(tmp_path, monkeypatch, capsys):
    real = assets.folder
    places = {"locale": tmp_path, "templates": real("templates")}
    monkeypatch.setattr(catalogue.assets, "folder", lambda name: places[name])

    assert catalogue.main(["--check"]) == 1
    assert "no such catalogue" in capsys.readouterr().out
    assert catalogue.main(["--update"]) == 0
    assert catalogue.main(["--check"]) == 1
    told = capsys.readouterr().out
    assert "not translated" in told
    assert "run --update" not in told
