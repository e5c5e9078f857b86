"""Which encoding a text is in, and how that is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.intake.labels import label, label_sql
from app.intake.text import BILL_ENCODINGS, canonical, decide, decode, shown
from app.intake.text_files import recode, survey
from app.intake.text_guess import TextError

CASES = Path(__file__).parents[3] / "shared" / "cases"
ZH, DE = "编号;得分;城市\n1;500;北京\n2;510;广州\n", "id;score;ort\n1;500;Köln\n2;510;München\n"


def table(*names: str) -> str:
    return "id;score;ort\n" + "".join(f"P{at};{500 + at};{name}\n" for at, name in enumerate(names))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8", "utf-16-be"])
@pytest.mark.parametrize("text", [ZH, DE])
def test_unicode_of_any_width_is_read_without_a_word(text, encoding) -> None:
    found = decide(text.encode(encoding))

    assert (found.text, found.told) == (text, False)


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ("Köln", "München", "Würzburg")),
        ("cp1252", ("Gießen", "Neuß", "Roßlau")),
        ("cp1252", ("Besançon", "Nîmes", "Orléans")),
        ("cp1252", ("Córdoba", "A Coruña", "Málaga")),
        ("cp1252", ("Örebro", "Malmö", "Ålesund")),
        ("cp1252", ("Süd",)),
        ("cp1250", ("Łódź", "Kraków", "Wrocław")),
        ("cp1251", ("Москва", "Казань", "Пермь")),
        ("koi8-r", ("Москва", "Казань", "Пермь")),
        ("big5", ("臺北", "高雄", "臺南")),
        ("cp932", ("東京", "大阪", "名古屋")),
        ("cp949", ("서울", "부산", "대구")),
        ("cp1253", ("Αθήνα", "Θεσσαλονίκη", "Πάτρα")),
    ],
)
def test_old_encodings_are_read_by_their_letters_and_told(encoding, names) -> None:
    text = table(*names)
    found = decide(text.encode(encoding))

    assert (found.text, found.told) == (text, True)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "gb2312"])
def test_chinese_of_some_length_is_read_without_a_word(encoding) -> None:
    text = table("北京", "上海", "广州", "深圳", "乌鲁木齐")
    found = decide(text.encode(encoding))

    assert (found.text, found.encoding, found.told) == (text, "gb18030", False)


def test_capitals_before_ideographs_are_chinese() -> None:
    assert decide(table("A区", "B区", "T恤").encode("gbk")).encoding == "gb18030"


@pytest.mark.parametrize("word", ["Köln", "Süd", "Weiß", "Zoë", "Jörg", "é", "Ñuñoa", "Señor"])
def test_one_short_latin_word_is_never_chinese(word) -> None:
    assert decide(word.encode("cp1252")).text == word


@pytest.mark.parametrize("name", ["李明", "王", "张伟", "欧阳娜娜", "赵晓霞"])
def test_one_chinese_name_is_read_and_told(name) -> None:
    found = decide(name.encode("gb18030"))

    assert found.text == name
    assert found.told or len(name) > 3


@pytest.mark.parametrize(
    ("first", "second"), [("utf-8", "cp1252"), ("cp1252", "utf-8"), ("utf-8", "utf-8-broken")]
)
def test_two_encodings_in_one_file_are_told_with_the_line(first, second) -> None:
    broken = "Köln".encode()[:2] + b"ln\n"
    late = broken if second.endswith("broken") else "2;Köln\n".encode(second)
    data = "id;ort\n1;Köln\n".encode(first) + late

    with pytest.raises(TextError) as told:
        decide(data)
    assert (told.value.kind, told.value.line) == ("mixed", 3)


def test_chinese_and_german_in_one_file_are_told_with_the_line() -> None:
    data = "1;北京\n2;上海\n3;广州\n".encode("gbk") + "4;Köln\n5;Würzburg\n".encode("cp1252")

    with pytest.raises(TextError) as told:
        decide(data)
    assert (told.value.kind, told.value.line) == ("mixed", 4)


def test_what_the_person_chose_is_used_and_nothing_else() -> None:
    data = "Erdős".encode("cp1250")

    assert decide(data, chosen="CP1250").text == "Erdős"
    with pytest.raises(TextError, match="broken"):
        decide(data, chosen="utf-8")
    with pytest.raises(TextError, match="not_known"):
        decide(data, chosen="klingon")


@pytest.mark.parametrize(
    ("spelt", "text"),
    [
        ("ISO-8859-1", "Jörg"), ("latin1", "Jörg"), ("WINDOWS-1252", "“Jörg”"), ("CP1252", "Jörg"),
        ("iso8859-15", "Jörg"), ("BIG5", "王小明"), ("SHIFT_JIS", "田中太郎"), ("x-sjis", "さくら"),
        ("EUC-KR", "김철수"), ("KS_C_5601-1987", "김철수"), ("GBK", "李明"), ("GB2312", "李明"),
        ("KOI8-R", "Иван"), ("UTF8", "李明"), ("utf-16le", "李明"), ("Windows-1251", "Пётр"),
        ("ISO-8859-2", "Paweł"), ("macintosh", "Jörg"), ("ISO-8859-9", "Şahin"), ("EUC-JP", "東京"),
    ],
)  # fmt: skip
def test_a_declared_encoding_is_used_in_every_spelling(spelt, text) -> None:
    found = decide(text.encode(canonical(spelt)), declared=spelt)

    assert (found.text, found.told) == (text, False)


@pytest.mark.parametrize(
    "declared", ["ISO-8859-1", "GBK", "Shift_JIS", "windows-1251", "unheard-of"]
)
def test_utf_8_under_a_false_name_is_still_utf_8(declared) -> None:
    assert decide("Jörg Müller, 李明".encode(), declared=declared).text == "Jörg Müller, 李明"


def test_what_is_declared_and_does_not_fit_is_read_by_its_letters_and_told() -> None:
    found = decide("Jörg Müller".encode("cp1252"), declared="UTF-8")

    assert (found.text, found.told) == ("Jörg Müller", True)


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(TextError):
        decide(b"\x00\x01\x02\xff\xfe\x00\x07\x80\x81")


def test_a_bill_is_read_in_the_encodings_of_bills_only() -> None:
    assert decode("支出".encode("gb18030"), BILL_ENCODINGS).text == "支出"


def test_encodings_are_shown_by_the_names_that_people_know() -> None:
    assert [shown(one) for one in ("windows-1252", "cp932", "gbk", "utf-8", "utf-16-le")] == [
        "Windows-1252", "Shift-JIS", "GB18030", "UTF-8", "UTF-16-LE",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le"])
def test_a_long_file_is_surveyed_as_a_short_one_and_copied_in_utf_8(encoding) -> None:
    text = table(*["Köln", "Bonn", "München"] * 8_000)
    data = text.encode(encoding)
    found = survey(lambda: io.BytesIO(data))
    copy = io.BytesIO()
    recode(lambda: io.BytesIO(data), copy, found.encoding)

    assert copy.getvalue().decode() == text
    assert found.told is (encoding == "cp1252")


@pytest.mark.parametrize("late", ["Köln".encode("cp1252"), b"K\xff\xfe", b"K\xc3"])
def test_bytes_that_break_the_promise_late_are_told_with_the_line(late) -> None:
    data = table("Köln", *["Bonn"] * 30_000).encode() + late + b"\n"

    with pytest.raises(TextError) as told:
        survey(lambda: io.BytesIO(data))
    assert told.value.line == 30_003


def test_every_end_of_a_line_can_become_one() -> None:
    data = "a\r\nb\rc\nd\x85e\u2028f".encode()
    copy = io.BytesIO()
    recode(lambda: io.BytesIO(data), copy, "utf-8", one_break=True)

    assert copy.getvalue().decode() == "a\nb\nc\nd\x85e\u2028f"


def test_labels_that_read_alike_are_alike_here_and_in_sql() -> None:
    import duckdb

    spelt = ["\u3000Ko\u0308ln\xa0", "Köln", "\ufeffKöln\u200b "]
    query = f"SELECT {label_sql('$x')}"
    with duckdb.connect() as own:
        asked = [own.execute(query, {"x": one}).fetchone()[0] for one in spelt]

    assert {label(one) for one in spelt} == set(asked) == {"Köln"}


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")
@pytest.mark.parametrize(
    ("file", "places"),
    [
        ("cp1252", {"Köln", "München", "Würzburg"}),
        ("cp1252-sharp-s", {"Gießen", "Neuß", "Roßlau"}),
        ("big5", {"臺北", "高雄", "臺南"}),
        ("cp1251", {"Москва", "Казань", "Пермь"}),
        ("shift-jis", {"東京", "大阪", "名古屋"}),
        ("utf8-and-cp1252", {"Köln"}),
    ],
)
def test_the_tables_that_were_read_as_chinese_are_read_and_told(file, places) -> None:
    from app.workflow import auditing

    (path,) = CASES.glob(f"02-*/{file}.csv")
    found = auditing.preview(path)

    assert {row[2] for row in found.rows} == places
