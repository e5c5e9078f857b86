"""Screens that remember, rulebooks at hand, and a core whose answers are known."""

from __future__ import annotations

from pathlib import Path

from app.gui.pages.audit.desk import Choices, Desk
from app.gui.pages.audit.presenter import AuditPresenter
from app.gui.pages.audit.screen import Asks
from app.workflow import rulebooks
from tests.gui.pages.audit import found
from tests.gui.waiting import WaitingTasks

TRIED = Choices(claims=("contacts",), thresholds=(620.0,))


class Screen:
    """Remembers what it was last told to show."""

    def __init__(self) -> None:
        self.sentence = self.under_way = self.written = self.unwritten = ""
        self.steps, self.here, self.ready = (), None, False
        self.header = self.preview = self.roles = self.offered = self.choices = None
        self.facts, self.notes = (), ""
        self.busy: list[object] = []
        self.stopped = self.failed = ("", "")
        self.ran, self.limits = None, ()
        self.writing: list[float] = []

    def show_sentence(self, text):
        self.sentence = text

    def show_step(self, steps, here, *, ready):
        self.steps, self.here, self.ready = steps, here, ready

    def show_header(self, header):
        self.header = header

    def show_opened(self, facts, notes):
        self.facts, self.notes = facts, notes

    def show_under_way(self, text):
        self.under_way = text

    def show_table(self, preview, roles, _chosen):
        self.preview, self.roles = preview, roles

    def show_choices(self, choices, offered):
        self.choices, self.offered = choices, offered

    def show_busy(self, busy, text):
        self.busy.append((busy, text))

    def show_stopped(self, heading, text):
        self.stopped = heading, text

    def show_failed(self, heading, text):
        self.failed = heading, text

    def show_found(self, ran, limits):
        self.ran, self.limits = ran, limits

    def show_encoding(self, texts, chosen, *, offered):
        self.encoding = (tuple(texts), chosen, offered)

    def show_writing(self, share):
        self.writing.append(share)

    def show_written(self, text):
        self.written = text

    def show_unwritten(self, text):
        self.unwritten = text


class Books:
    """Offers the shipped rulebooks at once."""

    def __init__(self) -> None:
        self.shipped = rulebooks.shipped()

    def offer(self, header):
        header.show_books(self.shipped)

    def file_of(self, book):
        return book.id


class Places:
    """Answers every dialog with what the test says."""

    def __init__(self) -> None:
        self.file = self.folder = self.rulebook = self.target = None
        self.told: list[tuple[str, str]] = []
        self.shown: list[Path] = []

    def cohort_file(self):
        return self.file

    def folder_of(self, heading):
        del heading
        return self.folder

    def rulebook_to_load(self):
        return self.rulebook

    def place_for(self, heading, name, kinds):
        del heading, name, kinds
        return self.target

    def tell(self, heading, text):
        self.told.append((heading, text))

    def show_in_folder(self, path):
        self.shown.append(path)


class Core:
    """A core that answers what it is told to, and writes down what it was asked."""

    def __init__(self) -> None:
        self.preview = None
        self.cohort = found.cohort()
        self.findings = found.findings()
        self.opened: list[tuple[Path, object]] = []
        self.encodings: list[str] = []
        self.readings: list[object] = []
        self.questions: list[object] = []
        self.packs: list[tuple[object, Path, bool]] = []
        self.closed: list[object] = []
        self.fitted: list[tuple[object, Path]] = []
        self.trouble: Exception | None = None
        self.reports = ((0, 100), (40, 100), (100, 100))

    def asks(self) -> Asks:
        return Asks(
            lambda _path, _encoding, _reading: self.preview,
            self._open,
            lambda _progress: Path("invented"),
            TRIED,
            lambda choice: rulebooks.find(*choice),
            self._run,
            self._pack,
            lambda handle, target: self.fitted.append((handle, target)),
            self.closed.append,
        )

    def _open(self, path, roles, progress, encoding, reading):
        del progress
        self.opened.append((path, roles))
        self.encodings.append(encoding)
        self.readings.append(reading)
        if self.trouble:
            raise self.trouble
        return self.cohort

    def _run(self, cohort, question, progress):
        self.questions.append(question)
        if self.trouble:
            raise self.trouble
        for done, total in self.reports:
            progress.report(done, total)
        return self.findings, cohort

    def _pack(self, handle, target, as_they_are, progress):
        progress.report(1, 2)
        if self.trouble:
            raise self.trouble
        self.packs.append((handle, target, as_they_are))
        return target


class Stage:
    """A presenter with everything around it."""

    def __init__(self, desk: Desk | None = None) -> None:
        self.screen, self.tasks, self.core = Screen(), WaitingTasks(), Core()
        self.places, self.desk = Places(), desk or Desk()
        self.presenter = AuditPresenter(
            self.screen, self.tasks, self.core.asks(), Books(), self.places, self.desk
        )
        self.presenter.start()

    def opened(self) -> Stage:
        self.presenter.choose((Path("cohort"),))
        self.tasks.run()
        return self

    def found(self) -> Stage:
        self.opened()
        self.presenter.recompute()
        self.tasks.run()
        return self
