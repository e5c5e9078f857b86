"""Tables and menus are in the order of the reader's language."""

from __future__ import annotations

import numpy as np
import pytest

from app.gui.pages.contacts.people_table import Column, PeopleTable
from app.gui.shared.ordering import in_order
from app.wording.language import Language, use

NAMES = ["Zebra", "Ärger", "arg", "Straße", "Strasse", "10 x", "9 x", "élan", "eland", "Ａbc"]


@pytest.fixture(params=list(Language))
def language(request):
    use(request.param)
    yield request.param
    use(Language.ENGLISH)


def ordered(values):
    return [values[place] for place in in_order(values)]


@pytest.mark.usefixtures("language")
def test_letters_stand_with_their_own_and_numbers_by_their_size():
    said = ordered(NAMES)

    assert said.index("9 x") < said.index("10 x")
    assert said.index("arg") < said.index("Ärger") < said.index("Zebra")
    assert said.index("eland") > said.index("élan")
    assert said.index("Ａbc") < said.index("arg")
    assert said.index("Strasse") + 1 == said.index("Straße")


def test_chinese_stands_in_the_order_of_its_sounds():
    use(Language.CHINESE)

    assert ordered(["张三", "李四", "王五", "阿宝"]) == ["阿宝", "李四", "王五", "张三"]
    use(Language.ENGLISH)


def test_many_texts_are_ordered_as_few_are_and_equal_ones_stay_as_they_stand():
    values = [f"text {place * 7919 % 3000}" for place in range(5000)]

    places = in_order(values)

    assert [int(values[place][5:]) for place in places] == sorted(int(one[5:]) for one in values)
    alike = [place for place in places if values[place] == values[0]]
    assert alike == sorted(alike)


def test_contacts_are_found_and_ordered_by_name():
    names = ("Zebra", "Müller Jan", "Muller Ann", "ＡＢＣ Ltd", "Ärger", "Jose\u0301 Ruiz")
    zeros = np.zeros(len(names))
    table = PeopleTable(names, names, zeros, zeros, zeros, zeros)

    def shown(search=""):
        return [names[row] for row in table.arranged(Column.NAME, descending=False, search=search)]

    assert shown()[-1] == "Zebra"
    assert shown("muller") == ["Muller Ann", "Müller Jan"]
    assert shown("jose") == ["Jose\u0301 Ruiz"]
    assert shown("abc ltd") == ["ＡＢＣ Ltd"]
