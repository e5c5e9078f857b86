"""What is asked before work that is kept nowhere goes."""

from __future__ import annotations

from app.wording.language import _, ngettext, number
from app.wording.sentences import together
from app.wording.visible import visible


def somebody() -> str:
    """Name a person whose file says no name."""
    return _("One person")


def replacing(name: str, aside: int, plans: int) -> tuple[str, str]:
    """Say who is lost where something else is opened: a heading, and what it means."""
    heading = _("{name} is not kept").format(name=visible(name))
    return heading, together(
        _("If you go on, what you see now is forgotten. The file that you opened stays."),
        *_lost(aside, plans),
    )


def closing(
    name: str, aside: int, plans: int, answers: int, *, locking: bool = False
) -> tuple[str, str]:
    """Say what is lost where the window closes: a heading, and what it means.

    Args:
        name: Who is open and not kept; empty where nobody is.
        aside: Records of theirs that were set aside.
        plans: Plans that were saved with them.
        answers: Questions that were answered, and not handed on.
        locking: Whether the window is only locked.
    """
    answered = ngettext(
        "{count} answer of yours is kept nowhere.",
        "{count} answers of yours are kept nowhere.",
        answers,
    ).format(count=number(answers))
    if not name:
        end = (
            _("Locking forgets them.")
            if locking
            else _("They are forgotten when the window closes.")
        )
        return _("Your answers are not kept"), together(answered, end)
    heading = _("{name} is not kept").format(name=visible(name))
    return heading, together(
        _("Locking forgets what you see now. The file that you opened stays.")
        if locking
        else _(
            "When the window closes, what you see is forgotten. The file that you opened stays."
        ),
        *_lost(aside, plans),
        *([answered] if answers else []),
    )


def keep() -> str:
    """Name the way that keeps it."""
    return _("Keep it, locked on this computer")


def forget() -> str:
    """Name the way that lets it go."""
    return _("Go on and forget it")


def keep_person(name: str) -> str:
    """Name what keeps the person who is open."""
    return _("Keep {name}, locked on this computer …").format(name=visible(name))


def joined(name: str) -> str:
    """Name the person who is open and not kept, where a file can be added to them."""
    return _("{name}, who is open").format(name=visible(name))


def two_files() -> tuple[str, str]:
    """Ask what to do with a file that comes while another one is looked through."""
    return _("Another file is before you"), _(
        "You have neither kept it nor looked at it yet. Are both about one person?"
    )


def read_together() -> str:
    """Name the way that reads both files as one person's."""
    return _("Read both as one person’s")


def only_the_new() -> str:
    """Name the way that lets the first file be."""
    return _("Open only the new one")


def _lost(aside: int, plans: int) -> list[str]:
    lost = []
    if aside:
        lost.append(
            ngettext(
                "{count} record that you set aside counts again then.",
                "{count} records that you set aside count again then.",
                aside,
            ).format(count=number(aside))
        )
    if plans:
        lost.append(
            ngettext(
                "{count} plan that you saved goes.",
                "{count} plans that you saved go.",
                plans,
            ).format(count=number(plans))
        )
    return lost
