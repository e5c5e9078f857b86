"""The command line: from the words after ``whyscore`` to the verb that they name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import EnumType
from typing import Annotated, Any

import typer

from app import __version__
from app.cli.exits import Exit, is_stop
from app.cli.options import Lang
from app.cli.terminal import speak_plainly
from app.domain.errors import UsageError
from app.domain.lent import Lent
from app.settings import load
from app.wording import language
from app.wording.language import Language, _, marked

_STOPPED = 130  # what Typer makes of Ctrl-C


def run(argv: Sequence[str], lent: Lent | None = None) -> int:
    """Do what the words ask for.

    Args:
        argv: The words after ``whyscore``.
        lent: What the terminal borrows from the window.

    Returns:
        The exit status, see ``Exit``.

    Raises:
        WhyscoreError: Bad input or usage; the front door says it in one line.
    """
    speak_plainly()
    language.use(_asked_language(argv))
    command = _translated(typer.main.get_command(_app()))
    _check_verbs(command, argv)
    try:
        status = command.main(
            args=list(argv), prog_name="whyscore", standalone_mode=False, obj=lent or Lent()
        )
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as fault:
        raise UsageError(_usage(fault)) from fault
    except RuntimeError as error:
        if is_stop(error):
            raise KeyboardInterrupt from None
        raise
    if status == _STOPPED:
        raise KeyboardInterrupt
    return Exit(status or Exit.DONE)


def _app() -> typer.Typer:
    """Return the commands, put together anew: the language may be another than last time."""
    from app.cli import (
        audit,
        convert,
        doctor,
        explain,
        guides,
        history,
        keys,
        people,
        plan,
        pressure,
        rulebook,
        sample,
        verify,
        whatif,
    )

    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=marked(
            "See why your score is what it is, what would change it, and whether it was done right. "
            "Without a verb, Whyscore opens its window."
        ),
    )
    app.callback()(_whyscore)
    for verb in (
        explain,
        history,
        whatif,
        plan,
        pressure,
        audit,
        convert,
        verify,
        sample,
        doctor,
        guides,
    ):
        app.command(name=verb.NAME, help=verb.HELP)(verb.command)
    app.add_typer(people.app(), name=people.NAME, help=people.HELP)
    app.add_typer(keys.app(), name=keys.NAME, help=keys.HELP)
    app.add_typer(rulebook.app(), name=rulebook.NAME, help=rulebook.HELP)
    return app


def _whyscore(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_say_version,
            help=marked("Print the version and stop."),
        ),
    ] = False,
    lang: Lang = None,
) -> None:
    """Do nothing: the verb does it."""


def _say_version(asked: bool) -> None:  # noqa: FBT001 - called by Typer
    if asked:
        typer.echo(f"whyscore {__version__}")
        raise typer.Exit


def _asked_language(argv: Sequence[str]) -> Language:
    """Return the language of the answer: as asked, else as set, else the system's.

    It is looked for before the words are understood, so that a mistake in them is told in the
    reader's language too.
    """
    for place, word in enumerate(argv):
        name, equals, value = word.partition("=")
        if name == "--lang":
            said = value if equals else next(iter(argv[place + 1 : place + 2]), "")
            if said in set(Language):
                return Language(said)
    settings, _faults = load()
    return settings.language or language.system_language()


def _translated(command: Any) -> Any:
    """Say the help of a command, its options and its verbs in the reader's language."""
    command.help = _(command.help) if command.help else command.help
    for parameter in command.params:
        if said := getattr(parameter, "help", None):
            parameter.help = _(said)
    for verb in getattr(command, "commands", {}).values():
        _translated(verb)
    return command


def commands() -> dict[str, Any]:
    """Return every verb that can be run, by its words, as Typer holds it."""
    found: dict[str, Any] = {}
    waiting = list(typer.main.get_command(_app()).commands.items())  # type: ignore[attr-defined]
    for words, command in waiting:
        beneath = getattr(command, "commands", None)
        if beneath is None:
            found[words] = command
        else:
            waiting.extend((f"{words} {name}", verb) for name, verb in beneath.items())
    return found


def _check_verbs(command: Any, argv: Sequence[str]) -> None:
    """Refuse a verb that there is none of, and say which there are."""
    for word in (*argv, ""):
        verbs = getattr(command, "commands", None)
        if verbs is None or word.startswith("-"):
            return
        if word not in verbs:
            listed = ", ".join(verbs)
            raise UsageError(
                _("There is no verb “{verb}”. There are: {verbs}.").format(verb=word, verbs=listed)
                if word
                else _("A verb is missing. There are: {verbs}.").format(verbs=listed)
            )
        command = verbs[word]


def _usage(fault: typer.TyperException) -> str:
    """Say in one line what is wrong with the words, and where."""
    named = getattr(fault, "param", None)
    hint = "" if named is None else str(named.get_error_hint()).replace("'", "")
    help_hint = _("“whyscore --help” lists what there is.")
    match type(fault).__name__:
        case "NoSuchOption":
            option = getattr(fault, "option_name", "?")
            said = _("There is no option {option}.").format(option=option)
        case "MissingParameter":
            said = _("{option} is missing.").format(option=hint)
        case "BadParameter":
            return _misfit(
                hint, getattr(getattr(named, "type_descriptor", None), "annotation", None)
            )
        case _:
            said = fault.format_message()
    return f"{said} {help_hint}"


def _misfit(option: str, wanted: object) -> str:
    """Say what a value should be, by what the option takes."""
    if isinstance(wanted, EnumType):
        choices = ", ".join(str(one.value) for one in wanted)  # type: ignore[var-annotated]
        return _("{option}: this value does not fit. Choose one of: {choices}.").format(
            option=option, choices=choices
        )
    if wanted is int:
        return _("{option}: this is not a whole number.").format(option=option)
    return _("{option}: this value does not fit.").format(option=option)
