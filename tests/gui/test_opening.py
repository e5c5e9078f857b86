from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.domain.errors import UnreadableInput
from app.domain.records import OfficialScores, Records, Subject
from app.gui.kept import Chosen
from app.gui.opening import Opening, seconds_left
from app.gui.session import Session
from app.workflow.case import Objection
from tests.gui import engines
from tests.gui.waiting import WaitingTasks


class Doorway:
    def __init__(self) -> None:
        self.shown: list[tuple] = []

    def show_busy(self, busy) -> None:
        self.shown.append(("busy", busy))

    def show_trouble(self, trouble) -> None:
        self.shown.append(("trouble", trouble))

    def ask_password(self, file, *, again) -> None:
        self.shown.append(("password", file, again))

    def leave_doorway(self) -> None:
        self.shown.append(("left",))

    def show_preview(self, preview) -> None:
        self.shown.append(("preview", preview))

    def only_looking(self) -> None:
        self.shown.append(("looking",))


class Scene:
    """A doorway, its tasks and what it opens."""

    def __init__(self, opened=None) -> None:
        self.doorway, self.tasks = Doorway(), WaitingTasks()
        self.engine = engines.PersonEngine(opened)
        self.session = Session(self.tasks, lambda _case, _progress: "explained")
        self.opening = Opening(self.doorway, self.tasks, self.engine, self.session)

    def open(self) -> None:
        self.opening.open([Path("mei.zip")])
        self.tasks.run()


def all_of(preview, *, good_rows=False) -> Chosen:
    return Chosen(preview, np.zeros(len(preview.records), dtype=np.bool_), good_rows)


def test_a_good_file_is_shown_before_anything_is_done_with_it() -> None:
    scene = Scene()

    scene.open()

    assert scene.doorway.shown[-1][0] == "preview"
    assert scene.session.case is None


def test_only_looking_makes_the_case_of_what_was_shown() -> None:
    scene = Scene()
    scene.open()
    preview = scene.doorway.shown[-1][1]

    scene.opening.look(all_of(preview))
    scene.tasks.run()

    assert scene.session.case.export.subject.name == "Mei"
    assert ("looking",) in scene.doorway.shown


def test_a_record_left_out_is_not_in_the_case() -> None:
    scene = Scene()
    scene.open()
    chosen = all_of(scene.doorway.shown[-1][1])
    chosen.out[3] = True

    scene.opening.look(chosen)
    scene.tasks.run()

    assert len(scene.session.case.export.records) == len(chosen.preview.records) - 1


def test_the_sample_is_opened_without_asking() -> None:
    scene = Scene()

    scene.opening.open_sample()
    scene.tasks.run()

    assert scene.session.case is not None
    assert "preview" not in [shown[0] for shown in scene.doorway.shown]


def test_reading_says_how_far_it_is() -> None:
    scene = Scene()

    scene.open()

    busy = next(shown[1] for shown in reversed(scene.doorway.shown) if shown[0] == "busy")
    assert busy.share == pytest.approx(0.38)
    assert busy.count == "380,000 of 1,000,000"


def test_a_locked_file_asks_for_the_password_and_again_where_it_was_wrong() -> None:
    scene = Scene(engines.locked())

    scene.open()
    scene.opening.unlock("swordfish")
    scene.tasks.run()

    asked = [shown for shown in scene.doorway.shown if shown[0] == "password"]
    assert asked == [("password", "mei.zip", False), ("password", "mei.zip", True)]
    assert scene.engine.passwords == [None, "swordfish"]


def test_a_refused_file_says_what_is_wrong_and_offers_no_way_on() -> None:
    scene = Scene(engines.refused())

    scene.open()

    trouble = scene.doorway.shown[-1][1]
    assert trouble.heading == "mei.zip cannot be used"
    assert trouble.go_on == ""
    assert "Ask for the file again." in trouble.faults[0]
    assert scene.session.case is None


def test_a_file_with_a_bad_row_is_shown_with_what_is_wrong() -> None:
    scene = Scene(engines.with_a_bad_row())

    scene.open()

    shown, preview = scene.doorway.shown[-1]
    assert shown == "preview"
    assert preview.together.faults[0].line == 218
    assert scene.session.case is None


def test_a_valid_file_with_nothing_for_us_gets_an_answer_of_its_own() -> None:
    scene = Scene(engines.nothing_for_us())

    scene.open()

    trouble = scene.doorway.shown[-1][1]
    assert trouble.heading == "mei.zip is a valid file, and there is nothing in it for us"
    assert "12" in trouble.text


def test_stopping_leaves_the_person_who_was_open() -> None:
    scene = Scene()
    scene.opening.open_sample()
    scene.tasks.run()
    before = scene.session.case

    scene.opening.open([Path("other.zip")])
    scene.opening.stop()
    scene.tasks.run()

    assert scene.session.case is before
    assert scene.doorway.shown[-1] == ("left",)


def test_a_file_that_cannot_be_opened_is_told_with_its_name() -> None:
    scene = Scene()

    def read(*_all):
        raise UnreadableInput("There is no such file.")

    scene.engine.read = read
    scene.open()

    trouble = scene.doorway.shown[-1][1]
    assert trouble.heading == "mei.zip cannot be opened"
    assert trouble.text == "There is no such file."


def test_nothing_chosen_opens_nothing() -> None:
    scene = Scene()

    scene.opening.open([])

    assert scene.doorway.shown == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "about 1 second left"), (9.4, "about 9 seconds left"), (150, "about 2 minutes left")],
)
def test_the_time_left_is_said_in_whole_units(seconds, said) -> None:
    assert seconds_left(seconds) == said


def test_a_file_is_read_again_in_the_encoding_that_was_chosen(tmp_path) -> None:
    from app.gui.engine import Engine

    book = tmp_path / "people.vcf"
    book.write_bytes(b"BEGIN:VCARD\r\nFN:" + "Erdős".encode("cp1250") + b"\r\nEND:VCARD\r\n")
    scene = Scene()
    scene.opening._reads = Engine()

    scene.opening.open([book])
    scene.tasks.run()
    scene.opening.read_in("windows-1250")
    scene.tasks.run()

    (_kind, first), (_same, again) = [one for one in scene.doorway.shown if one[0] == "preview"]
    assert first.together.export.contacts.name.tolist() == ["Erdõs"]
    assert again.together.export.contacts.name.tolist() == ["Erdős"]
    assert (first.encoding, again.encoding) == ("", "windows-1250")


def test_a_text_that_is_refused_offers_another_encoding(tmp_path) -> None:
    from app.gui.engine import Engine

    bill = tmp_path / "bill.csv"
    bill.write_bytes("交易时间,交易对方,商品,收/支,金额(元)\n".encode("gb18030"))
    scene = Scene()
    scene.opening._reads = Engine()
    scene.opening.open([bill])
    scene.tasks.run()
    scene.opening.read_in("utf-8")
    scene.tasks.run()

    kind, trouble = scene.doorway.shown[-1]
    assert (kind, trouble.texts, trouble.encoding) == ("trouble", True, "utf-8")


def test_an_address_book_joins_whoever_is_open_with_what_was_done_to_them() -> None:
    scene = Scene()
    scene.open()
    opened = scene.engine.look_at(all_of(scene.doorway.shown[-1][1]))
    opened = opened.set_aside("fine-1", Objection.WRONG)
    card = replace(
        opened.export, records=Records.none(), official=OfficialScores.none(), subject=Subject()
    )
    contacts = engines.preview(engines.reading(replace(opened, export=card)))

    joined = scene.engine.look_at(all_of(contacts), opened)

    assert len(joined.export.records) == len(opened.export.records)
    assert joined.export.subject.name == "Mei"
    assert joined.aside_ids == {"fine-1"}
    assert joined.day == opened.day
