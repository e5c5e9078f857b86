"""What letters tell of an encoding: of short words most, and never a wrong one in silence."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.intake.text import decide
from app.intake.text_costs import candidates
from app.intake.text_guess import TextError
from app.intake.zipped import _said_name

SHORT = {
    "cp1252": "Köln Jörg Süd Weiß Größe Besançon Zoé François Amélie Søren Åsa Öz Añó Ñuñoa Réunion "
    "naïve Zürich MÜNCHEN Sør-Trøndelag Gießen Málaga Córdoba João São Ålesund É Ö",
    "cp1250": "Łódź Paweł Dvořák Łukasz Erdős Żółć Čapek",
    "cp1254": "Şahin Işık",
    "cp1251": "Москва Иван Пётр Дмитрий Смирнов Київ ГАЗПРОМ",
    "koi8-r": "Москва Иван Анна",
    "cp1253": "Αθήνα Θεσσαλονίκη",
    "big5": "王小明 台北 陳小美 高雄",
    "cp932": "田中太郎 東京 山田花子 さくら タロウ",
    "cp949": "김철수 서울 박지성 이",
    "gb18030": "李明 张伟 小美 王 欧阳娜娜 陈晓 杨幂 刘翔 佟丽娅 北京 乌鲁木齐",
    "euc-jp": "東京 さくら",
}
"""Words alone in a file: as short as a name."""


def outcomes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"right": [], "told": [], "refused": [], "silent": []}
    for encoding, words in SHORT.items():
        for word in words.split():
            try:
                decoded = decide(word.encode(encoding))
            except TextError:
                found["refused"].append(word)
                continue
            wrong = "told" if decoded.told else "silent"
            found["right" if decoded.text == word else wrong].append(word)
    return found


def test_of_single_words_four_in_five_are_read_right_and_none_wrong_in_silence() -> None:
    found = outcomes()
    count = sum(map(len, found.values()))

    assert count >= 60
    assert found["silent"] == []
    assert len(found["right"]) / count >= 0.8


ALPHABETS = {
    "cp1252": "abcdefghijklmnopqrstuvwxyzäöüßéèàçñ",
    "cp1251": "абвгдежзиклмнопрстуфхцчшыья",
    "gb18030": "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭北京上海广州深圳天津重庆成都武汉",
    "big5": "李王張劉陳楊趙黃周吳徐孫胡朱高林何郭臺北高雄新竹臺中臺南花蓮",
    "cp932": "田中山川佐藤鈴木高橋東京大阪さくらあいうえおタナカ",
    "cp949": "김이박최정강조윤장임서울부산대구인천광주민준서연",
    "utf-8": "äöüßéабвгд李王张さくら김이박",
}


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_text_comes_back_as_it_was_or_its_encoding_is_doubted(data) -> None:
    encoding = data.draw(st.sampled_from(sorted(ALPHABETS)))
    word = st.text(ALPHABETS[encoding], min_size=1, max_size=6)
    rows = data.draw(st.lists(word, min_size=1, max_size=12))
    text = "".join(f"{at};{row}\n" for at, row in enumerate(rows))
    try:
        found = decide(text.encode(encoding))
    except TextError:
        return

    assert found.text == text or found.told


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_text_or_a_fault_and_what_is_read_is_what_stands_there(data) -> None:
    try:
        found = decide(data)
    except TextError:
        return

    if found.way != "mark" and found.encoding != "iso2022_jp":
        assert found.text.encode(found.encoding) == data


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("支付宝交易明细.csv", "gbk"),
        ("Köln.csv", "cp437"),
        ("Übersicht.csv", "cp850"),
        ("账单", "utf-8"),
    ],
)
def test_a_name_in_an_old_zip_is_read_as_it_was_meant(name, encoding) -> None:
    member = zipfile.ZipInfo(name.encode(encoding).decode("cp437"))

    assert _said_name(member) == name


def test_a_word_of_a_megabyte_is_looked_at_in_its_beginning_only() -> None:
    found = decide("北京上海广州深圳".encode("gbk") * 60_000)

    assert (found.encoding, found.told) == ("gb18030", False)


@pytest.mark.parametrize("one", candidates(), ids=lambda one: one.encoding)
def test_every_candidate_is_an_encoding_that_can_decode(one) -> None:
    assert one.text(b"abc") == "abc"
