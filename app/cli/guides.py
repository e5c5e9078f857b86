"""``whyscore help``: the guides, on the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.asking import Speech, spread
from app.cli.exits import Exit
from app.domain.document import head
from app.domain.errors import UsageError
from app.wording import guides
from app.wording.guides import Topic
from app.wording.language import _, marked

NAME = "help"
HELP = marked("Read a guide: for citizens, for journalists, for who writes rulebooks.")


@spread
def command(
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="TOPIC",
            help=marked("Which guide: citizen, journalist or rulebook. Without it: a list."),
        ),
    ] = None,
    *,
    speech: Speech,
) -> Exit:
    """Show one guide, or say which there are."""
    chosen = None if topic is None else _chosen(topic)
    voice = speech.voice
    if voice.machine:
        told = tuple(Topic) if chosen is None else (chosen,)
        voice.document({**head(None, ()), "guides": [_document(one, chosen) for one in told]})
        return Exit.DONE
    from app.cli.screens.guides import guide_list, guide_screen

    voice.show(*(guide_list() if chosen is None else (guide_screen(guides.guide(chosen)),)))
    return Exit.DONE


def _chosen(word: str) -> Topic:
    topic = guides.led_to(word)
    if topic is None:
        raise UsageError(
            _(
                "There is no guide “{topic}”. There are: {topics}. "
                "What a verb takes: whyscore VERB --help"
            ).format(topic=word, topics=", ".join(Topic))
        )
    return topic


def _document(topic: Topic, chosen: Topic | None) -> dict[str, object]:
    return {
        "topic": topic.value,
        "title": guides.title(topic),
        "markdown": guides.guide(topic).text if topic is chosen else None,
    }
