"""No byte of a file or of its name can do anything to a terminal but be read."""

from __future__ import annotations

import json
import os
import re

import pytest

from app.domain.document import as_json, as_line
from app.domain.hidden import HIDDEN
from app.front_door import VERBS
from tests.cli.conftest import BOOK, PHRASE, make_package

EVIL = "\x1b]52;c;cHduZWQ=\a\x1b[2J\x9b31m\u202elive\u2066x\x7f"
STEERS = re.compile("[" + "".join(re.escape(one) for one in sorted(HIDDEN - set("\n"))) + "]")


@pytest.fixture
def hostile(tmp_path):
    """Return a folder of files whose names and contents would steer a terminal."""
    folder = tmp_path / f"a{EVIL.replace('/', '')}"
    rows = [
        "id,date,kind,amount,text",
        f"b1{EVIL},2015-11-02,bill.on_time.gas,20,{EVIL}",
        f"b2,2015-12-02,odd{EVIL},21,",
    ]
    tables = {
        "contacts": ["id,name,closeness", f"c1,Ping{EVIL},0.5"],
        "contact_scores": ["contact,date,score", "c1,2016-01-01,700"],
        "scores": ["date,score,note", f"2016-01-06,615,{EVIL}"],
    }
    package = make_package(folder / f"p{EVIL}", rows, **tables)
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["whyscore"]["subject"]["name"] = f"Mira{EVIL}"
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    said = json.dumps(EVIL)[1:-1]  # TOML takes the escapes of JSON
    book = folder / f"book{EVIL}.toml"
    text = BOOK.replace('{ en = "', '{ en = "' + said).replace('de = "', 'de = "' + said)
    book.write_text(text, encoding="utf-8")
    crowd = folder / f"crowd{EVIL}.csv"
    lines = [f"{n},{300 + n},A{EVIL if n % 2 else ''}" for n in range(60)]
    crowd.write_text("\n".join([f"id,score,g{EVIL}", *lines]) + "\n", encoding="utf-8")
    bad = folder / f"bad{EVIL}.toml"
    bad.write_text(f'format = 1\n"{said}" = 1\n', encoding="utf-8")
    return package, book, crowd, bad


def seen(answer):
    for stream in (answer.out, answer.err):
        assert not STEERS.search(stream), STEERS.findall(stream)
    return answer


def words_of(verb, package, book, crowd, bad, out):
    own = ("--rulebook", book)
    ahead = (*own, "--by", "2016-09-01")
    return {
        "audit": [
            (crowd, "--score", "score", "--group", f"g{EVIL}"),
            (crowd, "--score", "score", "--group", EVIL),
            (f"{EVIL}.zip",),
        ],
        "convert": [(package, "--out", out / f"o{EVIL}.zip"), (crowd, "--out", out / "x.zip")],
        "doctor": [(EVIL,)],
        "explain": [
            (package, *own),
            (package, "--rulebook", bad),
            (package, "--rulebook", EVIL),
            (package, *own, "--aside", EVIL),
            (package, *own, "--at", EVIL),
            (package, *own, f"--{EVIL}"),
            (package, *own, "--html", out / EVIL / "x"),
        ],
        "help": [(EVIL,), ("--lang", EVIL)],
        "history": [(package, *own), (package, *own, "--every", EVIL)],
        "keys": [("add", bad), ("add", EVIL), ("remove", EVIL), ("list",)],
        "people": [(EVIL,), ("list", "--store", out / EVIL)],
        "plan": [
            (package, *ahead, "--target", "605"),
            (package, *ahead, "--target", "605", "--limit", EVIL),
        ],
        "pressure": [(package, *own)],
        "rulebook": [
            ("show", book),
            ("check", book),
            ("check", bad),
            ("diff", book, "article-2016"),
        ],
        "sample": [("--out", out / EVIL / "x"), ("--out", out / "s", "--penalty", EVIL)],
        "verify": [(package,), (crowd,), (package, "--trust", book)],
        "whatif": [(package, *ahead, "--do", f"x{EVIL}=1"), (package, *ahead)],
    }[verb]


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_no_verb_lets_a_file_or_its_name_steer_the_terminal(whyscore, hostile, tmp_path, verb):
    for words in words_of(verb, *hostile, tmp_path):
        answer = seen(whyscore(verb, *words))
        assert answer.status in {0, 1, 2}
        assert "Whyscore itself made a mistake" not in answer.err
        for document in seen(whyscore(verb, *words, "--json")).out.splitlines():
            assert document.isprintable()


def test_people_of_the_store_steer_no_terminal(people, hostile, typed):
    package, *_files = hostile
    typed(PHRASE)
    seen(people("add", package))
    seen(people("add", package, "--json"))
    listed = seen(people("list", "--json"))
    who = json.loads(listed.out)["people"][0]["id"]
    seen(people("list"))
    assert "Mira" in seen(people("show", who)).out
    seen(people("export", "x\x1b[2J", "--out", package.parent / "o.zip", status=2))


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_text_is_told_all_the_same(whyscore, tmp_path):
    name = os.fsencode(tmp_path) + b"/letter\xff.csv"
    with open(name, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"a,b\n1,2\n")

    for words in ((), ("--json",)):
        answer = whyscore("explain", os.fsdecode(name), *words, status=2)
        assert "letter\ufffd.csv" in answer.err


@pytest.mark.parametrize("write", [as_json, as_line])
def test_documents_escape_what_cannot_be_seen_and_keep_all_else(write):
    text = "x".join(sorted(HIDDEN)) + "Zoë 王 \u200d \U0001f600"

    written = write({"text": text})

    assert json.loads(written) == {"text": text}
    assert not STEERS.search(written)
    assert "Zoë 王" in written
