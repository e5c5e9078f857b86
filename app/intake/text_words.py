"""What a person is told of a text's encoding: what was guessed, and why a file was refused."""

from __future__ import annotations

from app.domain.errors import UnreadableInput
from app.domain.intake import Notice, ReadAs
from app.intake.refusing import refused
from app.intake.text import canonical, shown
from app.intake.text_guess import TextError
from app.wording.language import _


def read_as(file: str, encoding: str) -> Notice:
    """Return the notice that a file's encoding was guessed."""
    text = _(
        "{file} was read as {encoding}, as its letters suggest; nothing in it names its encoding. "
        "If names look wrong, choose another one, in the preview or with --encoding."
    )
    named = shown(encoding) if canonical(encoding) else encoding
    return Notice("encoding_guessed", text.format(file=file, encoding=named))


def table_read_as(file: str, encoding: str, *, chosen: bool) -> ReadAs:
    """Return the encoding that a bill was read in: one of those that bills are written in."""
    return ReadAs(file, shown(encoding), "chosen" if chosen else "whole")


def found_and_remedy(fault: TextError) -> tuple[str, str]:
    """Return what is wrong with a text's encoding, and what the person can do."""
    choose = _(
        "Choose its encoding, in the window or with --encoding, or save the file again as UTF-8."
    )
    if fault.kind == "mixed":
        found = _("text in two encodings, which change here")
        return found, _("Save both parts in one encoding, such as UTF-8, and put them together.")
    if fault.kind == "undecided":
        return _("letters whose encoding cannot be told"), choose
    if fault.kind == "not_known":
        return _("an encoding that is not known"), choose
    if fault.kind == "broken" and fault.encoding:
        found = _("bytes that are no text in {encoding}").format(encoding=shown(fault.encoding))
        return found, choose
    return _("bytes that are no text"), _("Choose the file as you received it.")


def text_refused(file: str, fault: TextError, *, table: str = "") -> UnreadableInput:
    """Return the refusal of a file whose encoding cannot be used.

    Args:
        file: The file as the person knows it.
        fault: What is wrong with its encoding.
        table: Table within the file.
    """
    found, remedy = found_and_remedy(fault)
    return refused(file, found, _("text in one encoding"), remedy, table=table, line=fault.line)
