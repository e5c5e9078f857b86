"""Stand-ins for what is around the breakdown: a screen, the worker, the session."""

from __future__ import annotations

from app.domain.progress import Unwatched
from app.gui.pages.breakdown.telling import Answer


class Screen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.sentence = self.count = self.notice = ""
        self.chart, self.selected, self.since = None, "", None
        self.card, self.crumbs, self.answer = None, (), Answer()
        self.table, self.shown, self.record = None, None, None
        self.clipboard = ""
        self.offered = self.from_best = False
        self.kind, self.asked, self.says = "", None, None

    def show_sentence(self, text):
        self.sentence = text

    def show_waterfall(self, chart, selected):
        self.chart, self.selected = chart, selected

    def show_baseline(self, since, *, best):
        self.since, self.from_best = since, best

    def offer_best(self, *, offered):
        self.offered = offered

    def show_factor(self, card):
        self.card = card

    def show_crumbs(self, crumbs, count):
        self.crumbs, self.count = [crumb.title for crumb in crumbs], count

    def show_records(self, table, shown, selected):
        self.table, self.shown, self.record, self.notice = table, shown, selected, ""

    def show_answer(self, answer):
        self.answer = answer

    def show_kind(self, text):
        self.kind = text

    def ask_kind(self, question):
        self.asked = question
        return self.says

    def show_waiting(self, text):
        self.notice = text

    def show_trouble(self, text):
        self.notice = text

    def put_on_clipboard(self, text):
        self.clipboard = text

    @property
    def ids(self):
        return [self.table.id_of(line) for line in self.shown.lines.tolist()]


class Later:
    """Keeps work until it is run; of one name only the newest."""

    def __init__(self) -> None:
        self.waiting = {}

    def start(self, name, work, *, succeeded, failed, **_watch):
        self.waiting.pop(name, None)
        self.waiting[name] = (work, succeeded, failed)

    def cancel(self, name):
        self.waiting.pop(name, None)

    def run(self):
        while self.waiting:
            work, succeeded, failed = self.waiting.pop(next(iter(self.waiting)))
            try:
                result = work(Unwatched())
            except Exception as error:  # noqa: BLE001 - as Tasks does
                failed(error)
            else:
                succeeded(result)


class Objections:
    def __init__(self) -> None:
        self.told = []

    def set_aside(self, record, objection):
        self.told.append((record, objection))

    def restore(self, record):
        self.told.append((record, None))

    def correct(self, correction):
        self.told.append(correction)


class AtOnce:
    """Does the work at once, so that nothing has to be waited for."""

    def start(self, _name, work, *, succeeded, failed, **_watch):
        try:
            result = work(Unwatched())
        except Exception as error:  # noqa: BLE001 - as Tasks does
            failed(error)
        else:
            succeeded(result)

    def cancel(self, name):
        pass
