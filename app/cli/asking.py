"""The options that verbs share, each list of them defined once.

A verb takes such a list as one argument, and ``spread`` shows its options to Typer one by one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from app.cli.exits import Exit
from app.cli.options import (
    Aside,
    At,
    EncodingName,
    GoodRows,
    Json,
    KindsGiven,
    Lang,
    PasswordStdin,
    Quiet,
    RulebookName,
    VariantName,
    a_day,
    paired_kinds,
)
from app.cli.store import MaybeExport, PassphraseStdin, PersonOption, StoreFolder, data_of
from app.cli.terminal import Voice
from app.domain.intake import Notice
from app.domain.records import Export

if TYPE_CHECKING:
    from app.workflow.explaining import Question

Command = Callable[..., Exit]


@dataclass(frozen=True, slots=True)
class Speech:
    """How a verb answers. The language is read before the words are understood."""

    json: Json = False
    lang: Lang = None
    quiet: Quiet = False

    @property
    def voice(self) -> Voice:
        """The voice that answers so."""
        return Voice(machine=self.json, quiet=self.quiet)


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose score it is: a file, or a person in the store; by which rules, and on which day."""

    export: MaybeExport = None
    person: PersonOption = None
    store: StoreFolder = None
    passphrase_stdin: PassphraseStdin = False
    rulebook: RulebookName = None
    variant: VariantName = None
    at: At = None
    aside: Aside = None
    kind: KindsGiven = None
    good_rows: GoodRows = False
    password_stdin: PasswordStdin = False
    encoding: EncodingName = None

    @property
    def day(self) -> int | None:
        """The day that was asked for; ``None`` for the file's own.

        Raises:
            UsageError: It is no date.
        """
        return a_day(self.at, "--at")

    @property
    def reads(self) -> tuple[Path | str | None, ...]:
        """The files that are read; the rulebook may be named by its id."""
        return self.export, self.rulebook

    def opened(self, voice: Voice) -> tuple[Export, frozenset[str], tuple[Notice, ...]]:
        """Return the data, what is set aside in the store, and what should be known; see ``data_of``."""
        data, aside, notices = data_of(
            self.export,
            self.person,
            voice,
            store=self.store,
            passphrase_stdin=self.passphrase_stdin,
            password_stdin=self.password_stdin,
            good_rows=self.good_rows,
            encoding=self.encoding,
        )
        if pairs := paired_kinds(self.kind):
            from app.workflow import kinds

            given = kinds.given(data.records, pairs)
            data = replace(data, records=given.applied(data.records))
        return data, aside, notices

    def asked(self, voice: Voice) -> tuple[Export, Question]:
        """Open the data, say what should be known of them, and complete the question.

        Raises:
            WhyscoreError: The data, the rulebook or the day cannot be used.
        """
        from app.workflow import explaining

        day = self.day
        data, set_aside, notices = self.opened(voice)
        voice.remarks(notices)
        question = explaining.question(
            data,
            rulebook=self.rulebook,
            variant=self.variant,
            day=day,
            aside=set_aside.union(self.aside or ()),
        )
        return data, question


def spread(command: Command) -> Command:
    """Show the options of a verb's lists to Typer one by one.

    Args:
        command: Takes lists of options, such as ``Whom``, beside options of its own.

    Returns:
        A command with the options of each list where the list stands.
    """
    hints = get_type_hints(command, include_extras=True)
    own = inspect.signature(command).parameters
    lists = {name: hints[name] for name in own if is_dataclass(hints[name])}
    shown: dict[str, inspect.Parameter] = {}
    for name, parameter in own.items():
        for one in _options(lists[name]) if name in lists else (parameter,):
            shown[one.name] = one.replace(
                kind=inspect.Parameter.KEYWORD_ONLY,
                annotation=hints[name] if one is parameter else one.annotation,
            )

    @wraps(command)
    def run(**given: Any) -> Exit:
        filled = {
            name: shape(**{field.name: given.pop(field.name) for field in fields(shape)})
            for name, shape in lists.items()
        }
        return command(**given, **filled)

    run.__signature__ = inspect.Signature(list(shown.values()))  # type: ignore[attr-defined]
    run.__annotations__ = {name: one.annotation for name, one in shown.items()}
    return run


def _options(shape: Any) -> tuple[inspect.Parameter, ...]:
    """Return the options of a list, with the defaults that stand in it."""
    hints = get_type_hints(shape, include_extras=True)
    return tuple(
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_default(field),
            annotation=hints[field.name],
        )
        for field in fields(shape)
    )


def _default(field: Field[Any]) -> Any:
    return inspect.Parameter.empty if field.default is MISSING else field.default
