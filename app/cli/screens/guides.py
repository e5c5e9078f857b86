"""On the terminal: a guide, or which there are."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import Markdown
from rich.theme import Theme

from app.cli.screens.parts import columns, faint, heading, set_in
from app.wording.guides import Guide, Topic, title
from app.wording.language import _

# Rich paints headings and code; here a colour means points, and these are none.
_QUIET = Theme(
    {
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.h3": "bold",
        "markdown.code": "bold",
        "markdown.code_block": "none",
        "markdown.item.bullet": "none",
        "markdown.item.number": "none",
        "markdown.list": "none",
        "markdown.link": "none",
        "markdown.link_url": "dim",
        "markdown.block_quote": "none",
        "markdown.table.header": "dim",
        "markdown.table.border": "dim",
    }
)


class _Page:
    """A guide as it is set on the terminal."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Set the text, without Rich's own colours."""
        page = Markdown(self._text, code_theme="bw", hyperlinks=False)
        with console.use_theme(_QUIET):
            yield from console.render(page, options)


def guide_screen(guide: Guide) -> RenderableType:
    """Return a guide, whole."""
    return _Page(guide.text)


def guide_list() -> Iterator[RenderableType]:
    """Yield which guides there are, and how to read one."""
    yield heading(_("Guides"))
    table = columns("left", "wide")
    for topic in Topic:
        table.add_row(f"whyscore help {topic.value}", title(topic))
    yield set_in(table)
    yield faint(_("What a verb takes: whyscore VERB --help"))
