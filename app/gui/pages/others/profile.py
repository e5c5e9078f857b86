"""What the preview of the public profile shows. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.explanation import Explanation
from app.domain.rulebook import Rulebook
from app.wording import others as words
from app.wording.language import _, text_of
from app.wording.notes import Note, official_compares, score_is_guess, score_note
from app.wording.visible import visible
from app.workflow.case import Case


@dataclass(frozen=True, slots=True)
class ProfileContent:
    """The card as others would see it.

    Attributes:
        name: The person's name; empty where the file has none.
        figure: The score as it is said.
        guess: Whether the figure is a guess.
        note: What the figure rests on, where it is ours.
        band: What the rulebook calls such a score.
        caption: Whose figure it is, and of which day.
        spoken: The figure with its band, for a screen reader.
    """

    name: str
    figure: str
    guess: bool
    note: Note | None
    band: str
    caption: str
    spoken: str


def profile(case: Case, explanation: Explanation) -> ProfileContent:
    """Fill the preview: with the operator's figure, which is the one that others see."""
    book, official = case.rulebook, explanation.official
    name = visible(case.export.subject.name)
    if official is not None:
        figure = words.figure(official.score, book.decimals)
        compares = official_compares(explanation)
        band = _band(book, official.score) if compares else _("a score by another rulebook")
        caption = words.preview_caption(official.day)
        return ProfileContent(name, figure, False, None, band, caption, f"{figure}, {band}")
    published = explanation.to.score.published
    if published is None:
        return ProfileContent(name, "–", False, None, _("no score"), "", _("no score"))
    figure = words.figure(published, book.decimals)
    guess = score_is_guess(book)
    band = next((text_of(b.title) for b in book.bands if b.id == explanation.to.score.band), "")
    spoken = _("{figure}, guess").format(figure=figure) if guess else figure
    return ProfileContent(
        name,
        figure,
        guess,
        score_note(book, explanation),
        band,
        words.preview_caption(None),
        f"{spoken}, {band}" if band else spoken,
    )


def _band(book: Rulebook, score: float) -> str:
    held = [band for band in book.bands if band.start <= score]
    return text_of(held[-1].title) if held else ""
