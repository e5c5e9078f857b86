"""Address books become contacts: every card is kept, left out for a reason, or a fault."""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake import card_names, reading
from app.intake.card_lines import cards_in, properties
from app.intake.card_values import Decoding
from app.workflow.importing import Answer, preview
from app.workflow.reading import convert
from tests.intake.package_making import records_only
from tests.intake.test_hostile_bytes import CHANGES, mutated, sound


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(tmp_path: Path, text: str | bytes, name: str = "people.vcf"):
    data = text if isinstance(text, bytes) else text.encode()
    (tmp_path / name).write_bytes(data)
    return reading.read([tmp_path / name])


def names(found) -> list[str]:
    return sorted(found.export.contacts.name.tolist())


def test_each_card_becomes_a_contact_whose_score_nobody_knows(tmp_path) -> None:
    found = read(tmp_path, card("FN:Ana Beck", "UID:u-1") + card("FN:Bo", "UID:u-2"))

    contacts = found.export.contacts
    assert (found.reader, found.rows, found.kept, found.fault_count) == ("vcard", 2, 2, 0)
    assert contacts.id.tolist() == ["u-1", "u-2"]
    assert contacts.name.tolist() == ["Ana Beck", "Bo"]
    assert contacts.closeness.tolist() == [1.0, 1.0]
    assert len(contacts.score) == 0


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ana", "N:Beck;Ana;;;", "ORG:Firm"], "Ana"),
        (["N:Beck;Ana;Maria;Dr.;"], "Dr. Ana Maria Beck"),
        (["N:王;小明;;;"], "王小明"),
        (["FN:", "ORG:Firm;Sales"], "Firm Sales"),
        (["TEL;TYPE=CELL:+49 30 1"], "+49 30 1"),
        (["TEL;VALUE=uri:tel:+49-30-1"], "+49-30-1"),
        (["EMAIL:ana@example.org"], "ana@example.org"),
        (["item1.FN:Grouped"], "Grouped"),
        (["FN;LANGUAGE=de:Ana\\, Beck"], "Ana, Beck"),
        (["FN:A long na", " me that is folded"], "A long name that is folded"),
    ],
)
def test_a_card_is_called_by_the_best_that_it_says(tmp_path, lines, name) -> None:
    assert names(read(tmp_path, card(*lines))) == [name]


def test_a_phone_of_old_writes_chinese_as_quoted_printable_with_soft_breaks(tmp_path) -> None:
    text = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=",
        "=E5=B0=8F=E6=98=8E;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=E5=B0=",
        "=8F=E6=98=8E",
        "TEL;CELL;PREF:13800000000",
        version="2.1",
    )

    assert names(read(tmp_path, text)) == ["王小明"]


def test_a_card_that_names_the_wrong_encoding_is_read_all_the_same(tmp_path) -> None:
    quoted = "".join(f"={byte:02X}" for byte in "王小明".encode("gb18030"))

    found = read(tmp_path, card(f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted}"))

    assert names(found) == ["王小明"]


def test_cards_of_two_encodings_in_one_file_are_both_read(tmp_path) -> None:
    data = card("FN:王小明").encode("gb18030") + card("FN:Zoë").encode()

    assert names(read(tmp_path, data)) == ["Zoë", "王小明"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood(tmp_path, encoding) -> None:
    assert names(read(tmp_path, card("FN:王").encode(encoding))) == ["王"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end_is_understood(tmp_path, ending) -> None:
    text = (card("FN:Ana") + card("FN:Bo")).replace("\r\n", ending)

    assert names(read(tmp_path, text)) == ["Ana", "Bo"]


@pytest.mark.parametrize(
    "photo",
    [
        ["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRgAB", " AQAAAQAB"],
        ["PHOTO;JPEG;ENCODING=BASE64:", " /9j/4AAQSkZJRgAB", " AQ==", ""],
        ["PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", "SkZJRgABAQAAAQAB", "AQ==", ""],
        ["PHOTO;ENCODING=b:/9j/not base 64 at all!"],
    ],
)
def test_a_photo_is_passed_over_however_it_is_folded(tmp_path, photo) -> None:
    found = read(tmp_path, card(*photo, "FN:Ana", version="2.1"))

    assert names(found) == ["Ana"]
    assert found.export.not_used == ("vcard.photo",)


def test_the_secretary_within_a_card_is_no_contact(tmp_path) -> None:
    agent = ["AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Secretary", "END:VCARD"]

    found = read(tmp_path, card("FN:Boss", *agent, "TEL:1", version="2.1"))

    assert (found.rows, names(found)) == (1, ["Boss"])


def test_a_card_without_its_end_is_a_fault_and_the_others_are_kept(tmp_path) -> None:
    text = card("FN:Ana") + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut\r\n" + card("FN:Bo")

    found = read(tmp_path, text)

    assert (found.rows, found.kept, found.rows_out) == (3, 2, 1)
    assert names(found) == ["Ana", "Bo"]
    assert [fault.line for fault in found.faults] == [5]


def test_a_file_cut_in_its_last_card_says_on_which_line(tmp_path) -> None:
    found = read(tmp_path, card("FN:Ana") + "BEGIN:VCARD\r\nFN:Cu")

    assert [(fault.line, fault.refuses) for fault in found.faults] == [(5, False)]
    assert names(found) == ["Ana"]


def test_letters_that_no_encoding_explains_are_a_fault_that_shows_none_of_them(tmp_path) -> None:
    found = read(tmp_path, card("FN:Ana").encode() + card("FN:?").replace("?", "\x00").encode())

    (fault,) = found.faults
    assert (fault.line, fault.column, names(found)) == (7, "FN", ["Ana"])
    assert "\x00" not in fault.found


def test_two_cards_of_one_contact_are_put_together_and_that_is_told(tmp_path) -> None:
    found = read(tmp_path, card("FN:Ana", "UID:u-1") + card("FN:Ana Beck", "UID:u-1"))

    assert (found.rows, found.kept, names(found)) == (2, 1, ["Ana Beck"])
    assert [(left.code, left.count) for left in found.left_out] == [("same_card", 1)]
    assert any(notice.code == "cards_merged" for notice in found.notices)


def test_an_id_does_not_depend_on_where_a_card_stands(tmp_path) -> None:
    ana, bo = card("FN:Ana", "TEL:030 1"), card("FN:Bo", "TEL:030 2")

    once, again = read(tmp_path, ana + bo, "a.vcf"), read(tmp_path, bo + ana, "b.vcf")

    assert once.export.contacts.id.tolist() == again.export.contacts.id.tolist()


def test_two_of_one_name_with_two_numbers_are_two_people(tmp_path) -> None:
    found = read(tmp_path, card("FN:Li Na", "TEL:1") + card("FN:Li Na", "TEL:2"))

    assert names(found) == ["Li Na", "Li Na"]


def test_cards_about_nobody_and_lists_of_cards_are_left_out_with_a_reason(tmp_path) -> None:
    text = card("NOTE:nothing") + card("FN:Friends", "KIND:group", version="4.0") + card("FN:Ana")

    found = read(tmp_path, text)

    assert (found.rows, found.kept) == (3, 1)
    assert {left.code: left.count for left in found.left_out} == {"nameless": 1, "group": 1}


def test_nothing_but_the_name_of_a_card_is_kept(tmp_path) -> None:
    text = card("FN:Ana", "TEL:0305550101", "EMAIL:a@example.org", "NOTE:secret", "BDAY:19700101")

    found = read(tmp_path, text)
    convert([tmp_path / "people.vcf"], tmp_path / "out", good_rows=True)
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())

    assert found.export.not_used == ("vcard.bday", "vcard.email", "vcard.note", "vcard.tel")
    assert "names_only" in {notice.code for notice in found.notices}
    assert b"Ana" in written
    for secret in (b"0305550101", b"a@example.org", b"secret", b"19700101"):
        assert secret not in written


def test_a_folder_or_zip_of_cards_is_one_address_book(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as packed:
        packed.writestr("a.vcf", card("FN:Ana"))
        packed.writestr("b.vcf", card("FN:Bo"))

    found = reading.read([tmp_path / "book.zip"])

    assert (found.files, names(found)) == (("a.vcf", "b.vcf"), ["Ana", "Bo"])


def test_records_and_an_address_book_together_are_one_person(tmp_path) -> None:
    package = records_only(tmp_path / "p", "id,date,kind\nr1,2016-01-01,bill.late\n")
    (tmp_path / "people.vcf").write_text(card("FN:Ana") + card("FN:Bo"))

    found = reading.read([package, tmp_path / "people.vcf"])

    assert found.export is not None
    assert (found.reader, found.rows, found.kept) == ("score-package+vcard", 3, 3)
    assert len(found.export.records) == 1
    assert names(found) == ["Ana", "Bo"]
    assert found.export.default_day is not None


def test_an_address_book_can_be_stored_as_it_is(tmp_path) -> None:
    (tmp_path / "people.vcf").write_text(card("FN:Ana"))

    assert preview([tmp_path / "people.vcf"]).answer is Answer.GOOD


def test_a_converted_address_book_reads_as_it_was(tmp_path) -> None:
    (tmp_path / "people.vcf").write_text(card("FN:=Ana", "UID:u-1") + card("FN:王", "UID:u-2"))

    first = convert([tmp_path / "people.vcf"], tmp_path / "out.zip")
    again = reading.read([tmp_path / "out.zip"])

    assert again.fault_count == 0
    for column in ("id", "name", "closeness", "since", "until"):
        before, after = (getattr(one.export.contacts, column) for one in (first, again))
        assert before.tolist() == after.tolist()


@pytest.mark.parametrize("text", ["<b>Ana</b>", "\u202egnp.exe", "\x1b[2J", "x" * 1_000_000])
def test_hostile_names_are_kept_as_they_are(tmp_path, text) -> None:
    assert names(read(tmp_path, card(f"FN:{text}"))) == [text]


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf"))
_WORDS = st.text(_LETTERS, max_size=12)


def _escaped(text: str) -> str:
    for letter in "\\;,":
        text = text.replace(letter, "\\" + letter)
    return text


@pytest.mark.heavy
@settings(max_examples=200)
@given(fn=_WORDS, parts=st.lists(_WORDS, min_size=5, max_size=5), uid=_WORDS)
def test_what_is_read_by_hand_is_what_the_library_reads(fn, parts, uid) -> None:
    listed = ";".join(map(_escaped, parts))
    text = card(f"FN:{_escaped(fn)}", f"N:{listed}", f"UID:{uid}", "TEL:1")
    (only,) = cards_in(text.encode())
    decoding = Decoding.of([only], "")
    wanted = list(card_names._readable(list(properties(only)), decoding))

    by_library = card_names.by_library(wanted)

    assert by_library is not None
    assert (by_library.name, by_library.reach) == (fn or by_library.name, "1")
    assert card_names.by_hand(wanted).name == by_library.name
    assert card_names.by_hand(wanted).reach == by_library.reach


@settings(max_examples=300)
@given(CHANGES)
def test_an_address_book_with_changed_bytes_still_ends_in_a_reading(changes) -> None:
    whole = (
        card("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=", "=E5=B0=8F;;;", "TEL:1")
        + card("FN:Ana", "PHOTO;ENCODING=b:AAAA", " BBBB", "UID:u-1")
        + card("FN:Bo", "ORG:Firm;Sales", 'X-A;TYPE="a,b":c')
    ).encode()  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.vcf"
        path.write_bytes(mutated(whole, changes))
        sound(reading.read([path]))


def test_thousands_of_cards_are_read_as_a_few_are(tmp_path) -> None:
    few = [card(f"N:Fam{at};Giv{at};;;", f"TEL:{at}") for at in range(20)]
    many = [card(f"N:Fam{at};Giv{at};;;", f"TEL:{at}") for at in range(3_100)]

    some, all_of_them = (
        read(tmp_path, "".join(few), "a.vcf"),
        read(tmp_path, "".join(many), "b.vcf"),
    )

    assert all_of_them.kept == 3_100
    named = dict(zip(all_of_them.export.contacts.id, all_of_them.export.contacts.name, strict=True))
    for contact, name in zip(some.export.contacts.id, some.export.contacts.name, strict=True):
        assert named[contact] == name


def test_of_thousands_of_bad_cards_all_are_counted_and_the_first_are_told(tmp_path) -> None:
    found = read(tmp_path, "BEGIN:VCARD\n" * 500)

    assert (found.rows, found.fault_count, len(found.faults)) == (500, 500, 100)
    assert [fault.line for fault in found.faults[:3]] == [1, 2, 3]
