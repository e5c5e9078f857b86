"""The people in the store on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from app.cli.screens.conversion import conversion_screen
from app.cli.screens.parts import columns, faint, headed, heading, paragraph, set_in
from app.cli.terminal import STRONG
from app.wording.language import _, ngettext, number, short_day
from app.wording.visible import visible
from app.workflow.case import Objection

if TYPE_CHECKING:
    from app.workflow.importing import Receipt
    from app.workflow.people import Change, Disagreement, Person, PersonSummary

_SHORT_HASH = 12  # characters of a hash that tell two files apart


def list_screen(people: Sequence[PersonSummary]) -> Iterator[RenderableType]:
    """Yield the people in the store as a table."""
    if not people:
        yield paragraph(_("Nobody is in the store yet. “whyscore people add EXPORT” adds someone."))
        return
    table = headed(
        columns("left", "wide", "right", "right", "right", "right"),
        (_("Id"), _("Name"), _("Records"), _("Contacts"), _("Official scores"), _("Imports")),
    )
    for person in people:
        counts = (person.records, person.contacts, person.scores, person.imports)
        table.add_row(person.id, visible(person.name), *map(number, counts))
    yield table


def show_screen(person: Person) -> Iterator[RenderableType]:
    """Yield one person: what there is, where it came from, what is set aside."""
    summary = person.summary
    yield Text(visible(summary.name) or summary.id, style=STRONG)
    yield faint(summary.id)
    yield Text("")
    table = columns("right", "wide")
    table.add_row(number(summary.records), ngettext("record", "records", summary.records))
    table.add_row(number(summary.contacts), ngettext("contact", "contacts", summary.contacts))
    scores = ngettext("official score", "official scores", summary.scores)
    table.add_row(number(summary.scores), scores)
    yield set_in(table)
    if person.imports:
        yield heading(_("Imports"))
        came = headed(
            columns("left", "wide", "right", "right", "left"),
            (_("Date"), _("File"), _("Rows"), _("Kept"), _("SHA-256")),
        )
        for entry in person.imports:
            rows = (number(entry.rows), number(entry.kept))
            for file in entry.files:
                name = visible(file.name)
                said = _("{file} (undone)").format(file=name) if entry.undone else name
                came.add_row(entry.when[:10], said, *rows, file.sha256[:_SHORT_HASH])
        yield set_in(came)
    if person.disagreements:
        yield heading(_("Changed after the fact"))
        for change in person.disagreements:
            yield paragraph(changed_score(change))
    if person.aside:
        yield heading(_("Set aside"))
        out = columns("left", "wide")
        for record, why in person.aside.items():
            out.add_row(visible(record), objection(why))
        yield set_in(out)


def receipt_screen(receipt: Receipt, *, every_left_out: bool = False) -> Iterator[RenderableType]:
    """Yield what became of one file that was imported, or could have been."""
    yield from conversion_screen(receipt.reading, every_left_out=every_left_out)
    if receipt.person is None:
        return
    yield heading(_("In the store"))
    if receipt.already:
        yield paragraph(_("All of this file was in the store already. Nothing was changed."))
    else:
        table = columns("right", "wide")
        table.add_row(number(receipt.added), _("records that are new"))
        table.add_row(number(receipt.updated), _("records that are told anew"))
        table.add_row(number(receipt.same), _("records that were there"))
        if receipt.withdrawn:
            table.add_row(number(receipt.withdrawn), _("purchases that count no more"))
        yield set_in(table)
    for change in receipt.disagreements:
        yield paragraph(changed_score(change))
    yield paragraph(_("Person: {id}").format(id=receipt.person))


def changed_score(change: Disagreement) -> str:
    """Say that two exports disagree about one official score of the past."""
    return _(
        "The official score of {day} was changed after the fact: an earlier file says {was}, "
        "this one says {now}."
    ).format(day=short_day(change.day), was=_figure(change.was), now=_figure(change.now))


def change_words(change: Change) -> str:
    """Say what a change was, for undo and redo: ``record r7 set aside``."""
    what = visible(change.what)
    match change.kind:
        case "import":
            return _("import {number}").format(number=what)
        case "set_aside":
            return _("record {id} set aside").format(id=what)
        case "put_back":
            return _("record {id} put back").format(id=what)
        case "rename":
            return _("the name of the person")
        case "correct_kind":
            return _("the kind given to {name}").format(name=what)
        case _:
            return _("the scenario “{name}”").format(name=what)


def objection(why: Objection) -> str:
    """Say why a record is set aside."""
    match why:
        case Objection.WRONG:
            return _("wrong")
        case Objection.NOT_MINE:
            return _("not mine")


def _figure(score: float) -> str:
    return number(score) if float(score).is_integer() else number(score, 2)
