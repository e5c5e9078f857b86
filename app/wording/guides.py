"""The guides: what Whyscore tells of itself, for three readers, in their languages.

A guide is Markdown and lies in ``resources/guides``. Terminal and window show the same text. A link
in it names another guide; nothing else is linked, so that nobody is led out of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

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


def guide(topic: Topic) -> Guide:
    """Return a guide in the reader's language."""
    return _guide(topic, current())


def title(topic: Topic) -> str:
    """Return the heading of a guide in the reader's language."""
    return _heading(_written(topic, current()))


def led_to(link: str) -> Topic | None:
    """Return the guide that a link names; ``None`` where it names none."""
    return Topic(link) if link in set(Topic) else None


@cache
def _guide(topic: Topic, language: Language) -> Guide:
    text = _written(topic, language)
    if _FORMAT in text:
        text = text.replace(_FORMAT, rulebook_format.reference(language))
    return Guide(topic, _heading(text), text)


@cache
def _written(topic: Topic, language: Language) -> str:
    place = assets.folder("guides") / language.value / f"{topic.value}.md"
    return place.read_text(encoding="utf-8")


def _heading(text: str) -> str:
    return text.partition("\n")[0].removeprefix("#").strip()
