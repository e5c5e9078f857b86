"""The audit of many people: four steps on one page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.cohort import ColumnRoles, TablePreview, TableReading
from app.domain.explanation import Explanation
from app.domain.intake import ReadAs
from app.gui import theme
from app.gui.opening import Busy
from app.gui.pages.audit.choose_panel import ChoosePanel
from app.gui.pages.audit.desk import Choices, Ran, Step
from app.gui.pages.audit.findings_panel import FindingsPanel
from app.gui.pages.audit.pack_panel import PackPanel
from app.gui.pages.audit.running_panel import RunningPanel
from app.gui.pages.audit.shown import Facts, Offered, StepShown
from app.gui.pages.audit.steps_bar import StepsBar
from app.gui.shared.flow import flowing
from app.gui.shared.icons import icon
from app.gui.shared.own_header import OwnHeader
from app.gui.shared.page import Breadth, Exportable, Page
from app.wording.language import _
from app.workflow.case import Case


class AuditView(Page):
    """Shows the steps of an audit and tells what the reader does.

    It decides nothing and computes nothing: see ``presenter.py``.
    """

    files_dropped = Signal(object)  # paths
    step_wanted = Signal(int)
    recompute_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Audit"), parent)
        look = theme.current()
        self._own: OwnHeader | None = None
        self._step: Step | None = None  # until the presenter says which
        self.settings = QPushButton(" " + _("Settings"))
        self.settings.setAccessibleName(_("Settings"))
        self.settings.setIconSize(QSize(look.size("icon"), look.size("icon")))
        self.settings.setFont(look.font("body"))
        self.settings.clicked.connect(lambda: self.step_wanted.emit(int(Step.CHOOSE)))
        self.primary = QPushButton()
        self.primary.setProperty("primary", "true")
        self.primary.setFont(look.font("body", 500))
        self.primary.clicked.connect(self._go_on)
        self._buttons = flowing(look.px(8), look.px(8), self.settings, self.primary)
        self._buttons.setSizePolicy(
            self._buttons.sizePolicy().Policy.Maximum, self._buttons.sizePolicy().Policy.Maximum
        )
        self._lines_beside = QHBoxLayout()
        self._lines_beside.setSpacing(look.px(16))
        self.steps = StepsBar()
        self.steps.wanted.connect(self.step_wanted)
        self.choosing, self.running = ChoosePanel(), RunningPanel()
        self.findings, self.pack = FindingsPanel(), PackPanel()
        self._panels: dict[Step, QWidget] = {
            Step.CHOOSE: self.choosing,
            Step.RECOMPUTE: self.running,
            Step.FINDINGS: self.findings,
            Step.PACK: self.pack,
        }
        self._put_beside(self._lines_beside)
        self._column.insertLayout(0, self._lines_beside)
        self._lines_beside.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop)
        self.cards.addWidget(self.steps)
        for panel in self._panels.values():
            panel.hide()
            self.cards.addWidget(panel, 1)
        self._draw()

    def show_case(self, case: Case, explanation: Explanation) -> None:
        """Do nothing: this page is about nobody in particular."""

    def own_header(self) -> OwnHeader | None:
        """Say what stands in the header on this page."""
        return self._own

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take what was dropped on the window while this page is shown."""
        self.files_dropped.emit(tuple(paths))
        return True

    def show_over(self, *, over: bool) -> bool:
        """Show that files hang over the window, or no longer do."""
        self.choosing.people.show_drop(over=over)
        return True

    def arrange(self, breadth: Breadth) -> None:
        """Lay the cards out for the room there is."""
        super().arrange(breadth)
        way = self._lines_beside.Direction
        narrow = breadth is Breadth.NARROW
        self._lines_beside.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.choosing.arrange(breadth)
        self.findings.arrange(breadth)

    def settled(self) -> bool:
        """Say whether every card is there."""
        if self._step is None:
            return False
        if self._step is Step.CHOOSE:
            return self.choosing.settled()
        return self._step is not Step.FINDINGS or self.findings.settled()

    def exports(self) -> tuple[Exportable, ...]:
        """List what can be saved of the findings."""
        return self.findings.exports() if self._step is Step.FINDINGS else ()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in another look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "settings"):
            self._draw()

    # What the presenter shows

    def show_sentence(self, text: str) -> None:
        """Show the one line under the title."""
        self.sentence.setText(text)

    def show_step(self, steps: tuple[StepShown, ...], here: Step, *, ready: bool) -> None:
        """Show a step, and how all of them stand."""
        self._step = here
        self.steps.show_steps(steps, here)
        for step, panel in self._panels.items():
            panel.setVisible(step is here)
        self.settings.setVisible(here in {Step.FINDINGS, Step.PACK})
        self.primary.setVisible(here is not Step.RECOMPUTE)
        texts = {
            Step.CHOOSE: _("Recompute"),
            Step.FINDINGS: _("Make the evidence pack"),
            Step.PACK: _("Back to the findings"),
        }
        self.primary.setText(texts.get(here, ""))
        self.primary.setEnabled(here is not Step.CHOOSE or ready)
        if (flow := self._buttons.layout()) is not None:
            flow.invalidate()  # it has the width of the words before
        self._buttons.updateGeometry()

    def show_header(self, header: OwnHeader) -> None:
        """Say and offer this in the header."""
        self._own = header
        self.header_changed.emit()

    def show_opened(self, facts: Facts, notes: str) -> None:
        """Show what was found in what was chosen."""
        self.choosing.people.show_facts(facts, notes)

    def show_under_way(self, text: str) -> None:
        """Say what is under way with what was chosen."""
        self.choosing.people.show_under_way(text)

    def show_encoding(self, texts: Sequence[ReadAs], chosen: str, *, offered: bool) -> None:
        """Show in which encoding a table was read, and offer another, where that may help."""
        people = self.choosing.people
        people.encoding.show_read(texts, chosen)
        people.encoding.setVisible(offered)

    def show_table(
        self, preview: TablePreview | None, roles: ColumnRoles | None, chosen: TableReading
    ) -> None:
        """Show the first rows of a table, so that its columns can be named."""
        self.choosing.mapper.setVisible(preview is not None)
        if preview is not None:
            self.choosing.mapper.show_table(preview, roles, chosen)

    def show_choices(self, choices: Choices, offered: Offered) -> None:
        """Show the settings, and what there is to choose from."""
        self.choosing.show_choices(choices, offered)

    def show_busy(self, busy: Busy, text: str) -> None:
        """Show how far the recomputing is."""
        self.running.card.show_busy(busy, text)

    def show_stopped(self, heading: str, text: str) -> None:
        """Say that it was stopped."""
        self.running.card.show_stopped(heading, text)

    def show_failed(self, heading: str, text: str) -> None:
        """Say why it cannot be done."""
        self.running.card.show_trouble(heading, text)

    def show_found(self, ran: Ran, limits: tuple[str, ...]) -> None:
        """Show what was found, and what that cannot show."""
        self.findings.show_found(ran, limits)

    def show_writing(self, share: float) -> None:
        """Show how far the writing of the pack is."""
        self.pack.show_writing(share)

    def show_written(self, text: str) -> None:
        """Say where the pack lies."""
        self.pack.show_written(text)

    def show_unwritten(self, text: str) -> None:
        """Say why no pack was written."""
        self.pack.show_trouble(text)

    def _go_on(self) -> None:
        match self._step:
            case Step.CHOOSE:
                self.recompute_wanted.emit()
            case Step.FINDINGS:
                self.step_wanted.emit(int(Step.PACK))
            case _:
                self.step_wanted.emit(int(Step.FINDINGS))

    def _draw(self) -> None:
        self.settings.setIcon(icon("gear-six", "ink2"))
