"""The terminal: what is said on standard output and on standard error, and how.

Standard output carries the answer, and nothing else: with ``--json`` one document. Progress and
remarks go to standard error. Colours are used on a terminal only; blue gives and orange takes,
and the sign always says so too.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from app.domain.document import as_json, as_line
from app.domain.intake import Notice
from app.domain.progress import Progress, Unwatched
from app.wording.language import MINUS
from app.wording.visible import visible, visible_lines

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment
    from rich.text import Text

GIVES, TAKES, FAINT, STRONG = "color(33)", "color(172)", "dim", "bold"
_NARROWEST, _WIDEST = 60, 110
_PLAIN = "whyscore-plain"
_IN_ASCII = {MINUS: "-", "–": "-", "…": "...", "“": '"', "”": '"', "’": "'", "·": "-"}


def speak_plainly() -> None:
    """Let a terminal that knows few characters show a hyphen for a minus, not an error."""
    codecs.register_error(_PLAIN, _plainly)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_PLAIN)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_IN_ASCII.get(character, "?") for character in lost), error.end


@dataclass(frozen=True, slots=True)
class Voice:
    """How a command speaks.

    Attributes:
        machine: True where standard output carries one JSON document.
        quiet: True where standard error carries errors only.
    """

    machine: bool = False
    quiet: bool = False

    def document(self, document: Mapping[str, object]) -> None:
        """Print the one document, in UTF-8 whatever the terminal speaks."""
        _print(as_json(document))

    def line(self, document: Mapping[str, object]) -> None:
        """Print one of several documents, each on a line of its own."""
        _print(as_line(document))

    def show(self, *parts: RenderableType) -> None:
        """Print an answer for a person."""
        console = _console(sys.stdout)
        if sys.stdout.isatty():
            for part in parts:
                console.print(part)
            return
        with console.capture() as capture:
            for part in parts:
                console.print(part)
        # Rich fills lines with spaces; a file should not hold them.
        sys.stdout.writelines(line.rstrip() + "\n" for line in capture.get().split("\n")[:-1])

    def remark(self, text: str) -> None:
        """Say on standard error what the reader should know and no program needs."""
        if not self.quiet:
            sys.stderr.write(visible(text) + "\n")

    def remarks(self, notices: Iterable[Notice]) -> None:
        """Say on standard error what should be known of a file."""
        for notice in notices:
            self.remark(notice.text)

    @contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """Show on standard error how far long work is; nothing where nobody watches."""
        if self.quiet or not sys.stderr.isatty():
            yield Unwatched()
            return
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        with Bar(*columns, console=_console(sys.stderr), transient=True) as bar:
            yield _Watched(bar, bar.add_task(what, total=None))


class _Watched:
    """Progress that is drawn as a bar."""

    def __init__(self, bar: object, task: object) -> None:
        self._bar = bar
        self._task = task

    def report(self, done: int, total: int) -> None:
        """Draw how far the work is."""
        self._bar.update(self._task, completed=done, total=total)  # type: ignore[attr-defined]


def _seen(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Pass on what Rich draws, every hidden character of a text as a box; styles are Rich's own."""
    from rich.segment import Segment

    for segment in segments:
        text = visible_lines(segment.text)
        # Controls are Rich's own: they move the bar of progress.
        same = segment.control or text == segment.text
        yield segment if same else Segment(text, segment.style)


def _print(text: str) -> None:
    """Print in UTF-8, whatever the terminal speaks."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        raw.write(text.encode("utf-8"))
        raw.flush()


def moved_style(moved: float) -> str:
    """Return the colour of points: blue gives, orange takes."""
    if moved == 0:
        return ""
    return GIVES if moved > 0 else TAKES


def moved_text(said: str, moved: float) -> Text:
    """Return points in their colour; the sign is in the words."""
    from rich.text import Text

    return Text(said, style=moved_style(moved))


def _console(stream: TextIO) -> Console:
    """Return a console that shows texts as they are: no markup, no emoji, no guessed colours."""
    from rich.console import Console

    class Plain(Console):
        """A console on which no text can do anything but be read."""

        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            return _seen(super().render(renderable, options))

    console = Plain(
        file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False, stderr=False
    )
    width = max(_NARROWEST, min(console.width, _WIDEST))
    console.width = width
    return console
