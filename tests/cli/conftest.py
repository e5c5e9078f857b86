"""An invented person, an invented rulebook, and a way to run ``whyscore`` and look at the answer."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jsonschema
import pytest

from app import assets
from app.front_door import main
from app.store.archive import Archive
from app.store.keys import Unlock
from app.store.wrapping import Cost

PHRASE = "nine lanterns over the quiet weir"
"""Opens the stores of the tests. No test touches a real keyring."""

BOOK = """
format = 1

[rulebook]
id = "village"
version = "3"
title = { en = "Village", de = "Dorf", zh = "村庄" }
about = { en = "Invented for tests." }
caution = { en = "Nobody uses this." }

[score]
floor = 350
ceiling = 900
base = { value = 600, low = 580, high = 620, basis = "assumed", source = "nobody" }
decimals = 0

[[source]]
id = "nobody"
title = "Invented"
publisher = "Tests"
date = "2016"

[[band]]
id = "low"
title = { en = "Low" }
from = 350

[[band]]
id = "good"
title = { en = "Good" }
from = 600

[[perk]]
id = "car"
title = { en = "Rent a car without a deposit" }
at = 650
above = false
basis = "reported"
source = "nobody"

[[perk]]
id = "visa"
title = { en = "A faster visa" }
basis = "reported"
source = "nobody"

[[factor]]
id = "bills"
title = { en = "Bills" }
basis = "assumed"
source = "nobody"

[[factor]]
id = "contacts"
title = { en = "Contacts" }
basis = "assumed"
source = "nobody"

[[rule]]
id = "paid"
factor = "bills"
title = { en = "Bills paid" }
reason = { en = "{count} {count:bill|bills} paid" }
kinds = ["bill.on_time.*"]
measure = "count"
points = { value = 7.4, low = 5, high = 9 }
basis = "assumed"
source = "nobody"

[[rule]]
id = "late"
factor = "bills"
title = { en = "Bills late" }
reason = { en = "{count} late {count:bill|bills}" }
kinds = ["bill.late.*"]
measure = "count"
points = -3.3
half_life = "6 months"
basis = "published"
source = "nobody"

[[rule]]
id = "friends"
factor = "contacts"
title = { en = "Contacts" }
reason = { en = "{count} contacts" }
measure = "contacts"
pivot = 600
points = 0.107
basis = "reported"
source = "nobody"

[[override]]
id = "open-default"
kinds = ["default.open"]
effect = "no_score"
title = { en = "A default is open" }

[[example]]
title = { en = "One bill" }
at = 2016-03-01
records = [ { date = 2016-02-01, kind = "bill.on_time.gas" } ]
score = 607.4

[[variant]]
id = "alone"
title = { en = "Without contacts" }
set = { "rule.friends.points" = 0 }
"""

RECORDS = [
    "id,date,kind,amount,text",
    "b1,2015-11-02,bill.on_time.gas,20,",
    "b2,2015-12-02,bill.on_time.gas,21,",
    "b3,2016-01-02,bill.on_time.gas,22,",
    "l1,2016-02-15,bill.late.gas,23,secret words",
    "p1,2016-02-16,post.photo,,",
]


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """The one document on standard output."""
        return json.loads(self.out)


@pytest.fixture
def whyscore(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Return a function that runs the command line as a person would."""

    def run(*words: object, status: int | None = None) -> Answer:
        ended = main([str(word) for word in words])
        said = capsys.readouterr()
        answer = Answer(ended, said.out, said.err)
        assert status is None or ended == status, said.err
        return answer

    return run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts words on standard input."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return the invented rulebook as a file."""
    file = tmp_path / "village.toml"
    file.write_text(BOOK, encoding="utf-8")
    return file


def make_package(folder: Path, records: list[str], **tables: list[str]) -> Path:
    """Write a score package without hashes."""
    folder.mkdir(parents=True)
    every = {"records": records, **tables}
    for name, lines in every.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "invented",
        "created": "2016-03-01T00:00:00+08:00",
        "whyscore": {"format": 1, "subject": {"id": "P-1", "name": "Mirabel Quillfeather"}},
        "resources": [
            {"name": name, "path": f"{name}.csv", "format": "csv", "encoding": "utf-8"}
            for name in every
        ],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """Return the package of an invented person."""
    return make_package(
        tmp_path / "person",
        RECORDS,
        contacts=["id,name,closeness", "c1,Ping,0.5", "c2,Bo,1", "c3,Lin,0.2"],
        contact_scores=["contact,date,score", "c1,2016-01-01,700", "c2,2016-01-01,640"],
        scores=["date,score", "2016-01-06,615", "2016-02-06,618"],
    )


@pytest.fixture
def on_store(whyscore, typed):
    """Return a function that runs a verb of ``people`` on the store of a folder."""

    def run(folder, name, *words, phrase=PHRASE, status=0):
        typed(phrase + "\n")
        options = ("--store", folder, "--passphrase-stdin")
        return whyscore("people", name, *words, *options, status=status)

    return run


@pytest.fixture
def newcomer(on_store, tmp_path):
    """Return the same for a folder that has no store yet."""
    return partial(on_store, tmp_path / "new")


@pytest.fixture
def people(on_store, tmp_path):
    """Return the same for an empty store whose passphrase is quick to try."""
    quick = Cost(memory=64, passes=1, lanes=1)
    Archive.make(tmp_path / "store", Unlock.by_passphrase(PHRASE), cost=quick).close()
    return partial(on_store, tmp_path / "store")


@pytest.fixture
def asked(whyscore, typed, tmp_path):
    """Return a function that asks a verb about a person in that store."""

    def run(verb, person, *words, phrase=PHRASE, status=0):
        typed(phrase + "\n")
        options = ("--store", tmp_path / "store", "--passphrase-stdin", "--json")
        return whyscore(verb, "--person", person, *words, *options, status=status)

    return run


def documents(answer):
    """Return the documents of an answer, one a line."""
    return [json.loads(line) for line in answer.out.splitlines()]


def added(people, *words):
    """Add files and return whose they are."""
    return documents(people("add", *words, "--json"))[0]["person"]


@pytest.fixture(scope="session")
def fits() -> Callable[[dict[str, object], str], None]:
    """Return a function that holds a document against its schema."""

    def check(document: dict[str, object], name: str) -> None:
        text = (assets.folder("schemas") / f"{name}.schema.json").read_text(encoding="utf-8")
        schema = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(document)

    return check
