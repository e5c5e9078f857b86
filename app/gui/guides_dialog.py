"""The guides in a window of their own, to be read beside the work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.gui import theme
from app.gui.shared.flow import Flow
from app.gui.shared.search_field import SearchField
from app.gui.shared.words import Words
from app.wording import guides
from app.wording.guides import Topic
from app.wording.language import _
from app.wording.searching import places

_HEADINGS = {1: "title", 2: "section", 3: "body"}
_LINE = 130.0  # percent of the letters' own height


class GuidePage(QTextBrowser):
    """A guide to read. It opens no file and no address: a link leads to another guide or nowhere."""

    guide_wanted = Signal(object)  # Topic

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setObjectName("guide")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.anchorClicked.connect(self._lead)

    def tell(self, text: str) -> None:
        """Show a guide from its beginning."""
        look = theme.current()
        # Put together before it is shown: each change of one that is shown sets it all anew.
        document = QTextDocument(self)  # the page then takes the old one away
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(look.px(12))
        document.setIndentWidth(look.px(20))
        document.setDefaultFont(look.font("body"))
        document.setMarkdown(text)
        block = document.begin()
        while block.isValid():
            _set(block)
            block = block.next()
        self.setFont(look.font("body"))
        self.setDocument(document)

    def find_next(self, text: str, *, anew: bool) -> bool:
        """Go to the next place that says this, or to the first one; say whether there is one."""
        if not text:
            return True
        page = self.toPlainText()
        found = [(_units(page[:start]), _units(page[start : start + length]))
                 for start, length in places(page, text)]  # fmt: skip
        if not found:
            return False
        cursor = self.textCursor()
        behind = -1 if anew else cursor.selectionStart()
        start, length = next((one for one in found if one[0] > behind), found[0])
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Load nothing: a guide is text."""
        del kind, name
        return None

    def _lead(self, link: QUrl) -> None:
        topic = guides.led_to(link.toString())
        if topic is not None:
            self.guide_wanted.emit(topic)


def _units(text: str) -> int:
    """Return how many places a text takes in Qt's own count."""
    return len(text.encode("utf-16-le")) // 2


def _set(block: QTextBlock) -> None:
    """Give a paragraph the sizes of the house; Qt's own headings are larger."""
    look = theme.current()
    cursor = QTextCursor(block)
    shape = cursor.blockFormat()
    level = shape.headingLevel()
    if level:
        form = QTextCharFormat()  # not the paragraph's own: it holds Qt's steps of size
        form.setFont(look.font(_HEADINGS.get(level, "body"), QFont.Weight.DemiBold.value))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)
        shape.setTopMargin(look.px(16))
        shape.setBottomMargin(look.px(4))
    else:
        shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setNonBreakableLines(False)  # a command wraps, where it would lead sideways
    cursor.setBlockFormat(shape)


class GuidesDialog(QDialog):
    """Shows one guide at a time; a list above leads to the others."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        look = theme.current()
        theme.dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choice = QComboBox()
        self._choice.setObjectName("guides")
        self._search = SearchField("")
        self._missing = Words("", "caption", "ink2")
        self._page = GuidePage()
        self._close = QPushButton()
        for widget in (self._choice, self._close):
            widget.setFont(look.font("body"))
        above = Flow(look.px(8), look.px(8))
        for part in (self._choice, self._search, self._missing):
            above.addWidget(part)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.size("margin")] * 4)
        column.setSpacing(look.px(12))
        column.addLayout(above)
        column.addWidget(self._page, 1)
        column.addLayout(below)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        self._page.guide_wanted.connect(self.show_guide)
        self._search.textEdited.connect(lambda text: self._seek(text, anew=True))
        self._search.returnPressed.connect(lambda: self._seek(self._search.text(), anew=False))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._search.setFocus)
        self.speak()
        self._choice.currentIndexChanged.connect(lambda _at: self._tell())
        room = window.size()
        self.resize(
            min(look.px(760), room.width() - look.px(16)),
            min(look.px(680), room.height() - look.px(16)),
        )
        self._page.setFocus()

    @property
    def topic(self) -> Topic:
        """The guide that is shown."""
        return Topic(self._choice.currentData())

    def show_guide(self, topic: Topic) -> None:
        """Show this guide."""
        self._choice.setCurrentIndex(list(Topic).index(topic))

    def speak(self) -> None:
        """Say everything in the reader's language, which may be another than before."""
        self.setWindowTitle(_("Guides"))
        self._choice.setAccessibleName(_("Guides"))
        self._search.setPlaceholderText(_("Search this guide"))
        self._search.setAccessibleName(_("Search this guide"))
        self._close.setText(_("Close"))
        was = max(self._choice.currentIndex(), 0)
        self._choice.blockSignals(True)
        self._choice.clear()
        for topic in Topic:
            self._choice.addItem(guides.title(topic), topic.value)
        self._choice.setCurrentIndex(was)
        self._choice.blockSignals(False)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Set the guide anew in another look, where the reader was."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_page"):
            theme.dress(self)
            bar = self._page.verticalScrollBar()
            place = bar.value()
            self._tell()
            bar.setValue(place)

    def _tell(self) -> None:
        guide = guides.guide(self.topic)
        self._page.setAccessibleName(guide.title)
        self._page.tell(guide.text)
        self._say_missing("")

    def _seek(self, text: str, *, anew: bool) -> None:
        found = self._page.find_next(text, anew=anew)
        self._say_missing("" if found else _("The guide does not say this."))

    def _say_missing(self, text: str) -> None:
        self._missing.setText(text)
        self._missing.setVisible(bool(text))  # empty, it would still take a line
