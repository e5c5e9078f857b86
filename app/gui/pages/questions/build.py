"""Joins the page with its presenter.

The core is imported with the first question: showing the window must not wait for it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from app.domain.calendar import day_of
from app.domain.records import Export
from app.domain.rulebook import Rulebook
from app.gui.kept import Chosen, ToKeep
from app.gui.pages.questions.content import Asked, Sheet
from app.gui.pages.questions.presenter import QuestionsPresenter, ShowsAnswers
from app.gui.pages.questions.view import QuestionsView
from app.gui.session import Session
from app.gui.shared.page import Page
from app.gui.starts import Starts

if TYPE_CHECKING:
    from app.workflow.answering import Restored, Tally
    from app.workflow.importing import Preview
    from app.workflow.questionnaire import Given


class Scorer:
    """Makes questions and scores answers."""

    def books(self) -> tuple[Rulebook, ...]:
        """Return the rulebooks that come along."""
        from app.workflow import rulebooks

        return rulebooks.shipped()

    def asked(self, book: Rulebook, day: int) -> Asked:
        """Return a rulebook's questions with what each choice is worth."""
        from app.workflow.answering import worth
        from app.workflow.paper_copy import in_paper_copy
        from app.workflow.questionnaire import Given, questions

        made = questions(book)
        worths = {
            (one.id, place): worth(book, one, Given(choice=place), day)
            for one in made
            for place in range(len(one.choices))
        }
        return Asked(book, made, worths, in_paper_copy(book.id))

    def tally(self, asked: Asked, answers: dict[str, Given], day: int) -> Tally:
        """Score answers."""
        from app.workflow.answering import tally

        return tally(asked.book, answers, day)

    def preview(self, book: Rulebook, sheet: Sheet, what: str) -> Preview:
        """Return the answers as what can be kept."""
        from app.workflow.answering import export_of, preview_of

        day = self.today() if sheet.day is None else sheet.day
        return preview_of(export_of(book, sheet.answers, day, sheet.name, sheet.before), what)

    def restored(self, export: Export) -> Restored | None:
        """Read answers back from a person's records."""
        from app.workflow.answering import restored

        return restored(export)

    def class_of(self, asked: Asked, place: int, given: Given, day: int) -> int | None:
        """Return the class that a typed day falls into."""
        from app.workflow.questionnaire import class_of

        return class_of(asked.questions[place], given, day)

    def today(self) -> int:
        """Return today, where the reader is."""
        return day_of(dt.datetime.now().astimezone().date())


def build_questions(
    tasks: Starts,
    session: Session,
    show_preview: ShowsAnswers,
    sheet: Sheet | None = None,
) -> Page:
    """Return the page, ready to be placed in the window.

    Args:
        tasks: Works off the window's thread.
        session: The person before the reader, whose answers are taken up where there are some.
        show_preview: Shows what the answers come to, to be kept or only looked at.
        sheet: The answers so far; new ones where it is left out.
    """
    view = QuestionsView()
    own = Sheet() if sheet is None else sheet
    presenter = QuestionsPresenter(view, tasks, Scorer(), own, show_preview)
    view.shower = lambda case, _explanation: presenter.person_shown(case.export)
    view.book_chosen.connect(presenter.use)
    view.day_chosen.connect(presenter.look_at)
    view.card.chosen.connect(presenter.choose)
    view.card.number_put.connect(presenter.put_number)
    view.card.average_put.connect(presenter.put_average)
    view.card.day_typed.connect(lambda text: view.card.show_day_fault(not presenter.put_day(text)))
    view.card.skipped.connect(presenter.skip)
    view.card.stepped.connect(presenter.step)
    view.all.place_chosen.connect(presenter.go)
    view.total.see_wanted.connect(presenter.see)
    view.keep(presenter)
    if session.case is not None:
        presenter.person_shown(session.case.export)
    presenter.begin()
    return view


def ready_to_keep(sheet: Sheet) -> ToKeep:
    """Return a sheet of answers as what can be kept; it is worked out when it is wanted."""
    from app.wording import questions as words

    def chosen() -> Chosen:
        from app.workflow import rulebooks

        preview = Scorer().preview(rulebooks.find(sheet.book), sheet, words.own_answers())
        return Chosen(preview, np.zeros(len(preview.records), np.bool_), good_rows=False)

    return ToKeep((chosen,), count=len(sheet.answers))
