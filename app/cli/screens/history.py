"""The scores over time on the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from app.cli.screens.parts import columns, faint, headed, set_in
from app.cli.terminal import STRONG, moved_text
from app.domain.explanation import History
from app.domain.rulebook import Rulebook
from app.domain.score import published_figure
from app.wording.language import _, number, points, short_day, text_of
from app.wording.visible import visible

_NOTHING = "–"


def history_screen(history: History, rulebook: Rulebook) -> Iterator[RenderableType]:
    """Yield the line of scores as a table: ours, its change, and the official one.

    Args:
        history: What was computed.
        rulebook: By which rules.
    """
    yield Text(_("Your score over time"), style=STRONG)
    yield faint(visible(text_of(rulebook.title)))
    yield Text("")
    table = headed(
        columns("left", "right", "right", "right"),
        (_("Date"), _("Score by this app"), _("Change"), _("Official figure")),
    )
    before = math.nan
    for day, published, official in zip(
        history.day.tolist(), history.published.tolist(), history.official.tolist(), strict=True
    ):
        change = published_figure(published - before, rulebook.decimals)
        table.add_row(
            short_day(day),
            _figure(published, rulebook.decimals),
            Text("")
            if math.isnan(change)
            else moved_text(points(change, rulebook.decimals), change),
            _figure(official, rulebook.decimals),
        )
        before = published
    yield set_in(table)
    yield Text("")
    yield faint(_("Computed by this app, not by the operator."))


def _figure(value: float, decimals: int) -> str:
    return _NOTHING if math.isnan(value) else number(value, decimals)
