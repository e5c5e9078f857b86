"""The store before the reader, without a window: what is asked, kept, told and gone on with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.gui.keeping import Keeping
from app.gui.kept import Chosen, Door, Left
from app.gui.session import Session
from app.gui.upkeep import Upkeep
from app.workflow.case import Objection
from tests.gui import engines, people
from tests.gui.stores import MemoryStore
from tests.gui.waiting import WaitingTasks

WORD = "correct horse"


class House:
    def __init__(self) -> None:
        self.heard: list[tuple] = []

    def store_changed(self, state) -> None:
        self.heard.append(("state", state.door))

    def store_busy(self, busy) -> None:
        self.heard.append(("busy", busy.heading))

    def store_trouble(self, trouble) -> None:
        self.heard.append(("trouble", trouble.heading, trouble.text, trouble.go_on))

    def ask_passphrase(self, *, again, of="", lost=None) -> None:
        self.heard.append(("passphrase", again))
        self.asked, self.lost = of, lost

    def ask_new_key(self, _place, *, first, renew=False) -> None:
        self.heard.append(("new key", first))
        self.renew = renew

    def forget_folders(self) -> tuple[str, ...]:
        return ("The folders are forgotten.",)

    def ask_copy_key(self) -> None:
        self.heard.append(("copy key",))

    def leave_doorway(self) -> None:
        self.heard.append(("left doorway",))

    def person_taken(self, page) -> None:
        self.heard.append(("taken", page))

    def person_left(self) -> None:
        self.heard.append(("person left",))

    def tell(self, heading, text) -> None:
        self.heard.append(("told", heading, text))

    def of(self, what) -> list[tuple]:
        return [one for one in self.heard if one[0] == what]


class Scene:
    def __init__(self, store=None) -> None:
        self.store = store or MemoryStore(people.case())
        self.house, self.tasks = House(), WaitingTasks()
        self.session = Session(self.tasks, lambda _case, _progress: "explained")
        self.keeping = Keeping(self.house, self.tasks, self.store, self.session)
        self.upkeep = Upkeep(self.keeping)

    def begin(self, *, reopens=True):
        self.keeping.begin(reopens=reopens)
        self.tasks.run()
        return self

    def keep(self, *, out=(), person=None):
        preview = engines.preview(engines.reading(people.case()))
        left = np.zeros(len(preview.records), dtype=np.bool_)
        left[list(out)] = True
        self.keeping.keep(Chosen(preview, left, good_rows=False), person)
        self.tasks.run()
        return self

    @property
    def state(self):
        return self.keeping.state


def kept(*, passphrase=None, opened="2026-01-02T00:00:00+00:00", **place) -> MemoryStore:
    store = MemoryStore(people.case(), exists=True, passphrase=passphrase, **place)
    store.put("p1", "Mei", people.case(), Left(opened=opened, page="breakdown"))
    return store


def test_before_anything_is_kept_there_is_no_store_and_nothing_is_asked() -> None:
    scene = Scene().begin()

    assert scene.state.door is Door.NONE
    assert [one[0] for one in scene.house.heard] == ["state"]


def test_the_first_file_makes_the_store_by_the_keyring_without_a_question() -> None:
    scene = Scene().begin().keep(out=(2, 3))

    assert scene.state.door is Door.OPEN
    assert scene.store.did[0] == ("add", "p1", 2, False)
    assert scene.state.person == "p1"
    assert len(scene.session.case.export.records) == len(people.records()) - 2
    assert scene.house.of("new key") == []


def test_without_a_keyring_a_passphrase_is_asked_for_and_then_the_file_is_kept() -> None:
    scene = Scene(MemoryStore(people.case(), keyring="")).begin().keep()

    assert scene.house.of("new key") == [("new key", True)]
    assert scene.store.did == []
    scene.keeping.choose_key(WORD)
    scene.tasks.run()

    assert scene.store.passphrase == WORD
    assert scene.state.person == "p1"


def test_giving_the_passphrase_up_keeps_nothing() -> None:
    scene = Scene(MemoryStore(people.case(), keyring="")).begin().keep()

    scene.keeping.stop()
    scene.tasks.run()

    assert scene.store.did == []
    assert not scene.store.place.exists
    assert scene.house.heard[-1] == ("left doorway",)


def test_a_store_with_a_passphrase_asks_for_it_at_the_start_and_again_where_it_is_wrong() -> None:
    scene = Scene(kept(passphrase=WORD)).begin()
    assert scene.house.of("passphrase") == [("passphrase", False)]

    scene.keeping.unlock("wrong")
    scene.tasks.run()
    assert scene.house.of("passphrase")[-1] == ("passphrase", True)
    assert scene.state.people == ()

    scene.keeping.unlock(WORD)
    scene.tasks.run()
    assert scene.state.door is Door.OPEN


def test_the_person_opened_last_is_gone_on_with_on_the_page_they_were_left_at() -> None:
    scene = Scene(kept()).begin()

    assert scene.house.of("taken") == [("taken", "breakdown")]
    assert scene.state.person == "p1"


def test_files_named_at_the_start_come_before_the_person_opened_last() -> None:
    scene = Scene(kept()).begin(reopens=False)

    assert scene.state.door is Door.OPEN
    assert scene.session.case is None


def test_a_keyring_that_is_gone_is_told_nothing_is_lost_and_trying_again_opens() -> None:
    store = kept()
    store.fails["open"] = "The keyring is locked. Unlock it."
    scene = Scene(store).begin()
    assert scene.state.door is Door.SHUT
    assert scene.state.trouble == "The keyring is locked. Unlock it."

    scene.keeping.want_open()
    scene.tasks.run()
    assert scene.house.of("trouble")[-1][3] == "Try again"

    del store.fails["open"]
    scene.keeping.want_open()
    scene.tasks.run()
    assert [one.name for one in scene.state.people] == ["Mei"]


def test_a_record_set_aside_is_kept_and_undo_takes_it_back_in_the_store_too() -> None:
    scene = Scene(kept()).begin()

    scene.session.set_aside("fine-1", Objection.WRONG)
    scene.tasks.run()
    assert dict(scene.store.rows["p1"].case.aside) == {"fine-1": Objection.WRONG}

    scene.session.undo()
    scene.tasks.run()
    assert scene.store.rows["p1"].case.aside == {}

    scene.session.redo()
    scene.tasks.run()
    assert "fine-1" in scene.store.rows["p1"].case.aside


def test_two_changes_in_a_hurry_are_both_kept_in_order() -> None:
    scene = Scene(kept()).begin()

    scene.session.set_aside("fine-1", Objection.WRONG)
    scene.session.set_aside("post-1", Objection.NOT_MINE)
    scene.session.restore("fine-1")
    scene.tasks.run()

    assert dict(scene.store.rows["p1"].case.aside) == {"post-1": Objection.NOT_MINE}
    assert len(scene.store.rows["p1"].log) == 3


def test_another_day_is_no_change_of_the_data() -> None:
    scene = Scene(kept()).begin()

    scene.session.look_at(people.TODAY - 30)
    scene.session.undo()
    scene.tasks.run()

    assert scene.store.did == []


def test_a_change_from_before_the_person_was_opened_can_be_undone_and_redone() -> None:
    store = kept()
    store.change("p1", {"fine-1": Objection.WRONG}, ())
    scene = Scene(store).begin()
    assert scene.session.can_undo

    scene.session.undo()
    scene.tasks.run()
    assert scene.session.case.aside_ids == frozenset()
    assert not scene.session.can_undo
    assert scene.session.can_redo

    scene.session.redo()
    scene.tasks.run()
    assert scene.session.case.aside_ids == {"fine-1"}
    assert "fine-1" in store.rows["p1"].case.aside


def test_a_change_that_cannot_be_kept_is_told_and_what_is_kept_is_shown_again() -> None:
    store = kept()
    scene = Scene(store).begin()
    store.fails["change"] = "Another window is writing."

    scene.session.set_aside("fine-1", Objection.WRONG)
    scene.tasks.run()

    assert scene.house.of("told")[-1] == (
        "told",
        "This change was not kept",
        "Another window is writing.",
    )
    assert scene.session.case.aside_ids == frozenset()


def test_locking_takes_the_person_away_and_forgets_the_key() -> None:
    scene = Scene(kept()).begin()

    scene.keeping.lock()
    scene.tasks.run()

    assert scene.session.case is None
    assert scene.state.people == ()
    assert scene.state.door is Door.LOCKED
    assert not scene.store.is_open
    assert ("person left",) in scene.house.heard


def test_a_change_that_waits_when_the_window_closes_is_still_kept() -> None:
    scene = Scene(kept()).begin()
    scene.session.set_aside("fine-1", Objection.WRONG)
    scene.session.set_aside("post-1", Objection.WRONG)
    scene.tasks.waiting.pop("store").work(None)  # as a thread that ends while the window closes

    scene.keeping.finish()

    assert set(scene.store.rows["p1"].case.aside) == {"fine-1", "post-1"}
    assert not scene.store.is_open


def test_erasing_the_open_person_takes_them_away() -> None:
    scene = Scene(kept()).begin()

    scene.upkeep.erase("p1")
    scene.tasks.run()

    assert scene.session.case is None
    assert scene.state.people == ()
    assert "SSD" in scene.house.of("told")[-1][2]


def test_after_erasing_everything_there_is_no_store() -> None:
    scene = Scene(kept()).begin()

    scene.upkeep.erase(None)
    scene.tasks.run()

    assert scene.state.door is Door.NONE
    assert scene.session.case is None


@pytest.mark.parametrize("person", [None, "p1"])
def test_erasing_ends_in_one_message_that_says_what_went_and_what_stayed(person) -> None:
    scene = Scene(kept()).begin()
    scene.upkeep.files("p1", lambda _files: None)  # as the page asks all the time

    scene.upkeep.erase(person, ("a.whyscore",))
    scene.upkeep.files("p1", lambda _files: None)
    scene.tasks.run()

    ((_told, heading, text),) = scene.house.of("told")
    assert "erased" in heading
    assert "old.whyscore" in text
    assert "The folders are forgotten." in text
    assert not scene.house.of("trouble")
    assert scene.store.did[-1] == ("erase", person, ("a.whyscore",))


def test_a_store_that_cannot_be_opened_at_all_says_why_and_can_be_restored_over() -> None:
    store = kept()
    store.place = replace(store.place, trouble="The key file is damaged.")
    scene = Scene(store).begin()
    assert scene.state.door is Door.SHUT
    assert scene.state.trouble == "The key file is damaged."

    scene.keeping.want_open()
    scene.tasks.run()
    assert scene.house.of("told")[-1][2] == "The key file is damaged."

    store.place = replace(store.place, trouble="")
    store.passphrase = WORD
    scene.upkeep.want_restore(Path("b.whyscore"))
    scene.upkeep.passphrase_given(WORD)
    scene.tasks.run()
    assert scene.state.door is Door.OPEN


def test_an_older_backup_asks_for_its_own_passphrase_and_then_for_the_store_s() -> None:
    store = kept(passphrase=WORD)
    store.backup_word = "older word"
    scene = Scene(store).begin()

    scene.upkeep.want_restore(Path("b.whyscore"))
    assert scene.house.asked == "b.whyscore"
    scene.upkeep.passphrase_given("not that")
    scene.tasks.run()
    assert scene.house.of("passphrase")[-1] == ("passphrase", True)
    assert scene.house.asked == "b.whyscore"

    scene.upkeep.passphrase_given("older word")
    scene.tasks.run()
    assert scene.house.of("passphrase")[-1] == ("passphrase", False)
    assert scene.house.asked == ""
    scene.upkeep.passphrase_given("wrong")
    scene.tasks.run()
    assert scene.house.of("passphrase")[-1] == ("passphrase", True)
    assert scene.house.lost is not None

    scene.upkeep.passphrase_given(WORD)
    scene.tasks.run()
    assert ("restore", Path("b.whyscore")) in scene.store.did


def test_who_forgot_the_store_s_passphrase_puts_it_aside_for_the_backup() -> None:
    store = kept(passphrase=WORD)
    store.backup_word = "older word"
    scene = Scene(store).begin()
    scene.upkeep.want_restore(Path("b.whyscore"))
    scene.upkeep.passphrase_given("older word")
    scene.tasks.run()

    scene.house.lost()
    scene.tasks.run()

    assert ("restore", Path("b.whyscore")) in scene.store.did
    assert scene.state.door is Door.OPEN


@pytest.mark.parametrize(("word", "ticked"), [(WORD, True), (None, False)])
def test_changing_the_passphrase_offers_a_new_key_and_says_what_older_backups_open(
    word, ticked
) -> None:
    scene = Scene(kept(passphrase=word)).begin()
    scene.keeping.unlock(word)
    scene.tasks.run()

    scene.upkeep.want_new_key()
    scene.tasks.run()
    assert scene.house.renew is ticked

    scene.upkeep.key_chosen("another word", ticked)
    scene.tasks.run()
    assert ("change key", ticked) in scene.store.did
    text = scene.house.of("told")[-1][2]
    assert ("new key was drawn" in text) is ticked
    assert "older backup" in text or "before still open" in text


@pytest.mark.parametrize("word", [WORD, None])
def test_damage_is_told_at_opening_and_what_can_be_read_is_saved(word) -> None:
    store = kept(passphrase=word)
    store.damaged = "2 of 90 parts are damaged."
    scene = Scene(store).begin()
    scene.keeping.unlock(word)
    scene.tasks.run()
    assert "2 of 90 parts are damaged." in scene.house.of("told")[-1][2]
    assert scene.state.damage == "2 of 90 parts are damaged."

    scene.upkeep.salvage_all(Path("rescued.whyscore"))
    if word:
        scene.upkeep.passphrase_given(WORD)
    else:
        scene.upkeep.key_chosen("another")
    scene.tasks.run()
    given = (WORD, None) if word else (None, "another")
    assert ("salvage_back_up", Path("rescued.whyscore"), *given) in store.did

    scene.upkeep.export("p1", Path("mei.zip"))
    if word:
        scene.upkeep.passphrase_given(WORD)
    scene.tasks.run()
    assert ("salvage_export", "p1", Path("mei.zip"), word) in store.did


def test_a_backup_with_another_passphrase_asks_for_it() -> None:
    scene = Scene(kept(passphrase=WORD)).begin()

    scene.upkeep.want_restore(Path("b.whyscore"))
    scene.tasks.run()
    assert scene.house.of("passphrase")[-1] == ("passphrase", False)

    scene.upkeep.passphrase_given(WORD)
    scene.tasks.run()
    assert ("restore", Path("b.whyscore")) in scene.store.did


@pytest.mark.parametrize("act", ["back_up"])
def test_what_fails_is_told_with_its_reason(act) -> None:
    store = kept(passphrase=WORD)
    scene = Scene(store).begin()
    scene.keeping.unlock(WORD)
    scene.tasks.run()
    store.fails[act] = "The disk has no room left."

    scene.upkeep.back_up(Path("b.whyscore"))
    scene.tasks.run()

    assert scene.house.of("trouble")[-1][2] == "The disk has no room left."


def test_a_backup_of_a_store_of_the_keyring_gets_a_passphrase_of_its_own() -> None:
    scene = Scene(kept()).begin()

    scene.upkeep.back_up(Path("b.whyscore"))
    scene.tasks.run()
    assert scene.house.of("copy key") == [("copy key",)]
    scene.upkeep.key_chosen(WORD)
    scene.tasks.run()

    assert scene.store.did == [("back_up", Path("b.whyscore"), WORD)]


def test_only_looking_at_somebody_else_leaves_the_person_of_the_store_alone() -> None:
    scene = Scene(kept()).begin()

    scene.keeping.other_opened()
    scene.session.open(people.case())
    scene.session.set_aside("fine-1", Objection.WRONG)
    scene.tasks.run()

    assert scene.store.did == []
