"""The guides: what Whyscore tells of itself, for three readers, in their languages.

A guide is Markdown and lies in ``resources/guides``. Terminal and window show the same text. A link
in it names another guide; nothing else is linked, so that nobody is led out of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app import assets
from app.wording import rulebook_format
from app.wording.language import Language, current

_FORMAT = "<!-- every key of a rulebook -->"


class Topic(StrEnum):
    """The guides there are, by whom they are for."""

    CITIZEN = "citizen"
    JOURNALIST = "journalist"
    RULEBOOK = "rulebook"


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide.

    Attributes:
        topic: Whom it is for.
        title: Its heading.
        text: All of it, with its heading, in Markdown.
    """

    topic: Topic
    title: str
    text: str


def guide(topic: Topic, language: Language | None = None) -> Guide:
    """Return a guide.

    Args:
        topic: Whom it is for.
        language: In which language; the reader's where left out.
    """
    spoken = language or current()
    place = assets.folder("guides") / spoken.value / f"{topic.value}.md"
    text = place.read_text(encoding="utf-8")
    if _FORMAT in text:
        text = text.replace(_FORMAT, rulebook_format.reference(spoken))
    title = text.partition("\n")[0].removeprefix("#").strip()
    return Guide(topic, title, text)


def guides() -> tuple[Guide, ...]:
    """Return all guides in the reader's language."""
    return tuple(guide(topic) for topic in Topic)


def led_to(link: str) -> Topic | None:
    """Return the guide that a link names; ``None`` where it names none."""
    return Topic(link) if link in set(Topic) else None
