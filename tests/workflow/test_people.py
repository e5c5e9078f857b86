from __future__ import annotations

import pytest

from app.domain.calendar import iso
from app.domain.errors import UnreadableInput, UsageError
from app.domain.progress import Cancelled
from app.store.archive import Archive
from app.store.errors import NoStore, NoSuchPerson, OtherPerson
from app.store.wrapping import Cost
from app.workflow import explaining, people, reading
from app.workflow.people import KeyPlace, Unlock, key_place, open_store
from tests.cli.conftest import PHRASE, RECORDS, make_package

UNLOCK = Unlock.by_passphrase(PHRASE)
MORE = [RECORDS[0], "n1,2016-02-20,post.photo,,"]


@pytest.fixture
def place(tmp_path):
    """Return the folder of an empty store whose passphrase is quick to try."""
    folder = tmp_path / "store"
    Archive.make(folder, UNLOCK, cost=Cost(memory=64, passes=1, lanes=1)).close()
    return folder


@pytest.fixture
def store(place):
    """Return that store, open."""
    opened = open_store(place, UNLOCK)
    yield opened
    opened.lock()


@pytest.fixture
def package(tmp_path):
    """Return a function that writes an invented person's package."""

    def make(name, rows=RECORDS, subject='"id": "P-1", ', **tables):
        folder = make_package(tmp_path / name, rows, **tables)
        descriptor = folder / "datapackage.json"
        text = descriptor.read_text(encoding="utf-8").replace('"id": "P-1", ', subject)
        descriptor.write_text(text, encoding="utf-8")
        return folder

    return make


class StopsAfter:
    """Progress that is stopped after some reports."""

    def __init__(self, reports):
        self.left = reports

    def report(self, done, total):
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def scored(export, rulebook=None):
    """Return every figure of an explanation."""
    asked = explaining.question(export, rulebook=rulebook)
    told = explaining.explain(export, asked)
    return (
        told.to.score.sum,
        told.factors,
        told.rules,
        told.shares.points.tolist(),
        told.contact_shares.if_gone.tolist(),
        told.official,
        told.range,
        told.perks,
        told.reasons,
        told.inputs,
        told.notices,
    )


def test_a_folder_without_a_store_says_so_unless_one_is_to_be_made(tmp_path):
    assert key_place(tmp_path / "none") is None
    with pytest.raises(NoStore):
        open_store(tmp_path / "none", UNLOCK, make=False)
    assert not (tmp_path / "none").exists()

    made = open_store(tmp_path / "new", UNLOCK)
    assert (made.list(), made.place, made.folder) == ((), KeyPlace.PASSPHRASE, tmp_path / "new")
    made.lock()
    made.lock()
    assert key_place(tmp_path / "new") is KeyPlace.PASSPHRASE


def test_the_files_can_be_changed_after_the_preview_without_harm(store, package):
    file = package("one")
    shown = store.preview([file])
    (file / "records.csv").write_text("gone", encoding="utf-8")

    (receipt,) = store.add(shown)

    assert receipt.person == store.list()[0].id
    assert receipt.added == 5


def test_faults_stop_an_import_unless_the_reader_goes_on(store, package):
    file = package("faulty", [*RECORDS, "x1,2016-13-01,bill.late.gas,,"])

    with pytest.raises(UnreadableInput):
        store.add([file])
    assert store.list() == ()
    (receipt,) = store.add([file], good_rows=True)
    assert receipt.added == 5


def test_a_fault_that_costs_no_row_stops_nothing(store, package):
    rows = ["id,date,kind,until", "k1,2016-01-05,loan.instalment,2015-01-01"]

    (receipt,) = store.add([package("one", rows)])

    assert receipt.reading.fault_count == 1
    assert receipt.added == 1


def test_receipts_stand_in_the_order_in_which_the_files_were_named(store, package):
    early, late = package("early"), package("late", MORE)
    descriptor = early / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace("2016-03-01", "2015-03-01"))

    receipts = store.add([late, package("empty", ["id,date,kind"]), early])

    assert [receipt.reading.files for receipt in receipts] == [("late",), ("empty",), ("early",)]
    assert [receipt.added for receipt in receipts] == [1, 0, 5]
    assert receipts[1].person is None
    imports = store.show(receipts[0].person).imports
    assert [entry.files[0].name for entry in imports] == ["early", "late"]


def test_of_two_files_at_once_the_one_made_later_is_believed(store, package):
    early = package("early", scores=["date,score", "2016-01-06,615"])
    late = package("late", scores=["date,score", "2016-01-06,700"])
    descriptor = early / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace("2016-03-01", "2016-02-01"))

    found = store.add([late, early])

    (changed,) = found[0].disagreements
    assert (iso(changed.day), changed.was, changed.now) == ("2016-01-06", 615, 700)
    assert store.case(found[0].person).export.official.score.tolist() == [700]
    assert store.show(found[0].person).disagreements == (changed,)


def test_a_file_that_names_nobody_joins_the_person_that_another_file_names(store, package):
    (known,) = store.add([package("one")])

    found = store.add([package("nobody", MORE, subject=""), package("again", RECORDS[:2])])

    assert {receipt.person for receipt in found} == {known.person}
    assert len(store.list()) == 1


def test_another_person_s_file_is_not_added_to_a_person(store, package):
    (known,) = store.add([package("one")])

    with pytest.raises(OtherPerson):
        store.add([package("two", MORE, subject='"id": "P-2", ')], person=known.person)
    with pytest.raises(NoSuchPerson):
        store.add([package("three", MORE)], person="p99")
    assert store.list()[0].records == 5


def test_an_import_that_is_stopped_leaves_nothing(store, package):
    shown = store.preview([package("one"), package("two", MORE)])
    steps = StopsAfter(10_000)
    store.add(shown, progress=steps)
    needed = 10_000 - steps.left
    (name,) = (one.id for one in store.list())
    store.erase(name)

    for reports in range(needed):
        with pytest.raises(Cancelled):
            store.add(shown, progress=StopsAfter(reports))
        assert store.list() == ()


def test_two_previews_of_one_file_make_one_person(store, package):
    file = package("one", subject="")
    first, second = store.preview([file]), store.preview([file])

    (one,), (two,) = store.add(first), store.add(second)

    assert one.person == two.person
    assert (two.added, two.updated, two.same) == (0, 0, 5)
    assert store.list()[0].imports == 1


def test_a_case_is_the_file_to_the_last_digit(store):
    paths = [reading.sample_person()]
    read = reading.read(paths).export

    (receipt,) = store.add(paths)

    kept = store.case(receipt.person).export
    assert scored(kept) == scored(read)
    assert kept.subject == read.subject
    assert kept.decisions == read.decisions
    assert kept.lookups == read.lookups


@pytest.mark.parametrize("name", [f"{number:02}" for number in range(0, 70, 7)])
def test_a_conformance_case_scores_the_same_out_of_the_store(store, shared, name):
    case = shared / "conformance" / name
    read = reading.read([case / "package"]).export

    (receipt,) = store.add([case / "package"])

    book = str(case / "rulebook.toml")
    assert scored(store.case(receipt.person).export, book) == scored(read, book)


def test_bills_and_a_package_become_one_person(store, shared, package):
    bills = sorted((shared / "samples" / "wechat").iterdir())
    whole = reading.read([*bills, package("one")])

    receipts = store.add([*bills, package("two")], good_rows=True)

    assert len({receipt.person for receipt in receipts}) == 1
    kept = store.case(receipts[0].person).export
    assert kept.records.id.tolist() == whole.export.records.id.tolist()
    assert kept.records.amount.tolist() == pytest.approx(
        whole.export.records.amount.tolist(), nan_ok=True
    )


def test_a_record_that_is_set_aside_stays_so_after_a_restart(store, place, package):
    (receipt,) = store.add([package("one")])
    store.set_aside(receipt.person, "l1", people.Objection.NOT_MINE)
    store.lock()

    again = open_store(place, UNLOCK)
    assert again.case(receipt.person).aside == {"l1": people.Objection.NOT_MINE}
    with pytest.raises(UsageError):
        again.set_aside(receipt.person, "nowhere", people.Objection.WRONG)
    again.put_back(receipt.person, "l1")
    assert again.case(receipt.person).aside == {}
    again.lock()


def test_a_record_that_went_with_its_import_is_not_set_aside_in_a_case(store, package):
    (receipt,) = store.add([package("one")])
    store.add([package("two", MORE)])
    assert store.undo(receipt.person).kind == "import"

    assert store.case(receipt.person).export.records.row_by_id.keys() == {
        "b1", "b2", "b3", "l1", "p1",
    }  # fmt: skip
    assert store.redo(receipt.person).kind == "import"
    store.set_aside(receipt.person, "n1", people.Objection.WRONG)
    assert [one.kind for one in store.show(receipt.person).changes][-1] == "set_aside"


def test_a_name_of_the_reader_s_own_is_kept_and_can_be_taken_back(store, package):
    (receipt,) = store.add([package("one")])

    store.rename(receipt.person, "Auntie")
    assert store.list()[0].name == "Auntie"
    store.undo(receipt.person)
    assert store.list()[0].name == "Mirabel Quillfeather"


def test_a_person_who_is_erased_is_gone_from_the_store(store, package):
    (receipt,) = store.add([package("one")])

    store.erase(receipt.person)

    assert store.list() == ()
    with pytest.raises(NoSuchPerson):
        store.case(receipt.person)
