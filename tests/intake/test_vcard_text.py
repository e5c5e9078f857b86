"""Names in an address book: every encoding, every way to fold and to write bytes, every order."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake import reading
from tests.intake.test_vcards import names, read

CASES = Path(__file__).parents[3] / "shared" / "cases"


def card(*lines: bytes) -> bytes:
    return b"\r\n".join([b"BEGIN:VCARD", b"VERSION:2.1", *lines, b"END:VCARD", b""])


def told(found) -> bool:
    return "encoding_guessed" in {notice.code for notice in found.notices}


@pytest.mark.parametrize(
    ("charset", "encoding", "name"),
    [
        ("ISO-8859-1", "latin-1", "Jörg Müller"), ("latin1", "latin-1", "Zoë Grün"),
        ("WINDOWS-1252", "cp1252", "Käthe Größe"), ("CP1252", "cp1252", "Œuvré"),
        ("BIG5", "big5", "王小明"), ("SHIFT_JIS", "cp932", "田中太郎"), ("EUC-KR", "cp949", "김철수"),
        ("KS_C_5601-1987", "cp949", "박지성"), ("GBK", "gbk", "李明"), ("GB2312", "gbk", "王芳"),
        ("KOI8-R", "koi8-r", "Иван Петров"), ("windows-1251", "cp1251", "Анна Смирнова"),
        ("ISO-8859-2", "iso-8859-2", "Paweł Wójcik"), ('"ISO-8859-15"', "iso-8859-15", "Cœur"),
        ("UTF8", "utf-8", "Łukasz"), ("ISO-2022-JP", "iso2022_jp", "東京花子"),
        ("ISO-8859-9", "iso-8859-9", "Işık Şahin"), ("x-mac-roman", "mac-roman", "Björn"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("written", ["8bit", "quoted", "base64"])
def test_a_declared_charset_is_used_however_the_value_is_written(
    tmp_path, charset, encoding, name, written
) -> None:
    data = name.encode(encoding)
    how, value = {
        "8bit": (b"ENCODING=8BIT", data),
        "quoted": (b"encoding=quoted-printable", quopri.encodestring(data, quotetabs=True)),
        "base64": (b"ENCODING=b", base64.b64encode(data)),
    }[written]
    if b"\n" in value:
        pytest.skip("folded by the encoder")
    found = read(tmp_path, card(b"FN;CHARSET=" + charset.encode() + b";" + how + b":" + value))

    assert (names(found), found.fault_count, told(found)) == ([name], 0, False)


@pytest.mark.parametrize(
    "line",
    [
        b"fn;quoted-printable:J=C3=B6rg", b"FN;QUOTED-PRINTABLE:J=C3=B6rg",
        b"FN;Encoding=Quoted-Printable:J=c3=b6rg", b'FN;ENCODING="QUOTED-PRINTABLE":J=C3=B6rg',
        b"FN;BASE64:SsO2cmc=", b"FN;ENCODING=BASE64:SsO2cmc=", b"FN;encoding=b:SsO2cmc",
        b"FN;ENCODING=B;CHARSET=UTF-8:SsO2\r\n cmc=", b"item1.FN;base64:\r\n SsO2cmc=",
        b"FN;CHARSET=UTF-8:=4A=C3=B6=72=67", b"FN:=?UTF-8?Q?J=C3=B6rg?=", b"FN:=?utf-8?B?SsO2cmc=?=",
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=\r\n=B6rg",
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=\r\n =B6rg",
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3= \r\n=B6rg",
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=",
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=\r\nTEL;CELL:1",
        b"FN:J\xc3\r\n \xb6rg", b"FN:J\xc3\n\t\xb6rg", b"FN;ENCODING=BASE64:J\xc3\xb6rg",
        b"FN;CHARSET=ISO-8859-1:J\xc3\xb6rg", b"FN;CHARSET=UTF-8:J\xf6rg", b"FN:Jo\xcc\x88rg ",
    ],
)  # fmt: skip
def test_one_name_in_any_spelling_is_one_name(tmp_path, line) -> None:
    found = read(tmp_path, card(line))

    assert (names(found), found.fault_count) == (["Jörg"], 0)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b"=E6=9D=8E=\r\n =E6=98=8E", "李明"),
        (b"J=C3=B6rg=\r\n M=C3=BCller", "Jörg Müller"),
        (b"=D0=98=D0=B2=D0=B0=D0=BD=\r\n =D0=9F=D0=B5=D1=82", "Иван Пет"),
    ],
)
def test_a_blank_after_a_soft_break_is_a_blank_only_where_the_script_has_any(
    tmp_path, value, name
) -> None:
    found = read(tmp_path, card(b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + value))

    assert names(found) == [name]


def test_bad_bytes_in_what_is_not_read_cost_nothing(tmp_path) -> None:
    bad = b"\xff\xfe\x80 \xc3"
    found = read(
        tmp_path,
        card(b"NOTE:" + bad, b"FN:Ana", b"ORG:" + bad, b"N:" + bad, b"ADR:;" + bad, b"X-" + bad)
        + card(b"FN:" + bad + b"\x00", b"N:Beck;Bo"),
    )

    assert (names(found), found.fault_count) == (["Ana", "Bo Beck"], 0)


@pytest.mark.parametrize(
    ("encoding", "people"),
    [
        ("cp1252", ["Jörg Müller", "Günther Weiß", "Käthe Größe", "Zoé Lefèvre"]),
        ("cp1252", ["Jörg"]),
        ("gb18030", ["李明", "王芳", "张伟"]),
        ("cp1251", ["Иван Петров", "Анна Смирнова"]),
        ("cp932", ["田中太郎", "鈴木花子"]),
        ("cp949", ["김철수", "박지성"]),
        ("big5", ["王小明", "陳美玲"]),
        ("cp1250", ["Paweł Wójcik", "Łukasz"]),
    ],
)
def test_names_without_a_charset_are_read_together_and_told(tmp_path, encoding, people) -> None:
    found = read(tmp_path, b"".join(card(b"FN:" + one.encode(encoding)) for one in people))

    assert names(found) == sorted(people)
    assert told(found) or encoding == "gb18030"
    assert found.texts[0].encoding != "UTF-8"


def test_what_the_person_chose_is_used_for_every_name(tmp_path) -> None:
    (tmp_path / "a.vcf").write_bytes(card(b"FN:" + "Erdős Šimon".encode("cp1250")))
    found = reading.read([tmp_path / "a.vcf"], encoding="windows-1250")

    assert (names(found), found.texts[0].way, told(found)) == (["Erdős Šimon"], "chosen", False)


def test_a_name_that_cannot_be_told_is_a_fault_that_names_the_way_out(tmp_path) -> None:
    found = read(tmp_path, card(b"FN:" + "高雄".encode("big5")) + card(b"FN:Ana"))

    (fault,) = found.faults
    assert (fault.line, fault.column, names(found)) == (3, "FN", ["Ana"])
    assert "--encoding" in fault.remedy


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("N:김;철수", "김철수"), ("N:田中;太郎", "田中太郎"), ("N:やまだ;たろう", "やまだたろう"),
        ("N:王;小明;;;", "王小明"), ("N:Nguyễn;An;Văn", "Nguyễn Văn An"), ("N:Lê;Minh", "Lê Minh"),
        ("N:Trần;Thu Hà", "Trần Thu Hà"), ("N:Erdős;Pál", "Erdős Pál"), ("N:Müller;Jörg", "Jörg Müller"),
        ("N;LANGUAGE=hu:Nagy;Anna", "Nagy Anna"), ("N;LANGUAGE=ko-KR:Kim;Min", "Kim Min"),
        ("N:Löwe;Zoë;;Dr.;", "Dr. Zoë Löwe"), ("N:Wang;Wei", "Wei Wang"),
    ],
)  # fmt: skip
def test_a_name_stands_in_the_order_of_its_language(tmp_path, line, name) -> None:
    assert names(read(tmp_path, card(line.encode()))) == [name]


_SCRIPTS = {
    "latin-1": "äöüéèñçåøßABCdefgh ", "cp1251": "абвгдежзиклмнопрстуфхАБВ ",
    "gb18030": "王李张刘陈杨明小芳伟娜静丽强", "cp932": "田中山川花子太郎さくらあいう",
    "cp949": "김이박최정민준서연지우", "big5": "王李張劉陳楊明小芳偉",
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_declared_name_is_never_another_one(tmp_path_factory, data) -> None:
    encoding = data.draw(st.sampled_from(sorted(_SCRIPTS)))
    name = data.draw(st.text(_SCRIPTS[encoding], min_size=1, max_size=8)).strip() or "Ana"
    line = b"FN;CHARSET=" + encoding.encode() + b":" + name.encode(encoding)

    assert names(read(tmp_path_factory.mktemp("v"), card(line))) == [" ".join(name.split())]


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")
@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("03-*/8bit-latin1", ["Jörg"]), ("03-*/big5-8bit", ["王小明"]),
        ("03-*/charset-latin1", ["Günther Weiß", "Jörg Müller", "Käthe Größe", "Zoé Lefèvre"]),
        ("03-*/outlook-cp1252", ["Günther Weiß", "Jörg Müller", "Käthe Größe", "Zoé Lefèvre"]),
        ("03-*/euckr-8bit", ["김철수"]), ("03-*/latin1-single", ["Jörg Müller"]),
        ("04-*/fold-mid-utf8", ["李明"]), ("04-*/note-folded-de", ["Jörg Müller"]),
        ("04-*/note-folded-fr", ["Ann"]), ("04-*/note-zh0", ["李明"]), ("04-*/note-zh2", ["李明"]),
        ("05-*/b64-name", ["李明"]), ("05-*/bare-b64", ["李明"]), ("05-*/bare-qp-lower", ["Ann Bär"]),
        ("05-*/thunderbird", ["Dümmy Gruppe"]), ("20-*/vcard-big5-declared", ["陳小美"]),
        ("20-*/vcard-cp1252-declared", ["Jörg Müller"]), ("20-*/vcard-unused-bad-byte", ["小美"]),
        ("20-*/vcard-latin1-declared", ["Jörg Mülleräß", "Zoë Grün"]),
        ("20-*/vcard-qp-nocharset", ["Jörg Müller"]),
    ],
)  # fmt: skip
def test_the_address_books_that_failed_are_read(case, expected) -> None:
    (path,) = CASES.glob(f"{case}.vcf")

    assert names(reading.read([path])) == expected


def test_an_encoding_that_cannot_be_told_is_not_called_utf_8(tmp_path) -> None:
    found = read(tmp_path, card(b"FN:" + "高雄".encode("big5")))

    assert [one.encoding for one in found.texts] == [""]
