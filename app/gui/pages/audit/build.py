"""Joins the page with its presenter.

The core is imported with the first question: showing the window must not wait for it.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer

from app.gui.pages.audit.core import core
from app.gui.pages.audit.desk import Desk, Step
from app.gui.pages.audit.presenter import AuditPresenter
from app.gui.pages.audit.screen import Asks, Books, Places
from app.gui.pages.audit.view import AuditView
from app.gui.starts import Starts


def build_audit(tasks: Starts, books: Books, places: Places, desk: Desk) -> AuditView:
    """Return the page, ready to be placed in the window."""
    return joined(tasks, core(), books, places, desk)


def joined(tasks: Starts, asks: Asks, books: Books, places: Places, desk: Desk) -> AuditView:
    """Return the page, its presenter asking ``asks``."""
    view = AuditView()
    presenter = AuditPresenter(view, tasks, asks, books, places, desk)
    people = view.choosing.people
    people.file_wanted.connect(presenter.choose_file)
    people.folder_wanted.connect(presenter.choose_folder)
    people.sample_wanted.connect(presenter.try_sample)
    people.encoding.picked.connect(presenter.read_in)
    view.files_dropped.connect(presenter.choose)
    view.choosing.mapper.mapped.connect(presenter.map_columns)
    view.choosing.mapper.reading.picked.connect(presenter.read_otherwise)
    view.choosing.changed.connect(presenter.change)
    view.choosing.rulebook_file_wanted.connect(presenter.load_book)
    view.recompute_wanted.connect(presenter.recompute)
    view.step_wanted.connect(presenter.show_step)
    view.running.card.stopped.connect(presenter.stop)
    view.running.card.went_on.connect(presenter.recompute)
    view.running.card.left.connect(lambda: presenter.show_step(int(Step.CHOOSE)))
    view.pack.save_wanted.connect(presenter.save_pack)
    view.findings.rulebook_wanted.connect(presenter.save_rulebook)
    view.pack.open_wanted.connect(presenter.open_folder)
    view.keep(presenter)
    # In a turn of its own: made and filled at once, the page would be felt.
    QTimer.singleShot(0, view, presenter.start)
    return view
