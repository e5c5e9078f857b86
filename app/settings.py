"""What the reader has chosen for the program itself: language, theme, motion, size of text.

Settings are a frozen value, kept as a small TOML file in the folder that the system gives to
settings. They hold no secret and nothing about a person's score.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_config_path

from app.domain.errors import WhyscoreError
from app.domain.fault import Fault
from app.outputs.writing import PRIVATE_FOLDER, write_privately
from app.wording.language import Language, _

SMALLEST_TEXT, LARGEST_TEXT = 80, 200
"""How far the reader may shrink and enlarge the text. Unit: percent."""

LONGEST_WAIT = 1440
"""After so long at the latest the store is locked, where it is locked at all. Unit: minutes."""

_LONGEST_GEOMETRY = 1000  # characters; Qt's own has about a hundred
_MOST_SEEN = 100  # names; there are a handful of hints
_NAME = re.compile(r"[a-z-]{1,40}")
_BASE64 = re.compile(r"[A-Za-z0-9+/=]*")
_LONGEST_FILE = 16_384  # bytes; ours has a few lines, so anything longer is not ours
_MOST_SHOWN = 40  # characters of what stands there instead
_FOLLOW_SYSTEM = "auto"


class Theme(StrEnum):
    """The colours of the window."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Settings:
    """The reader's choices.

    Attributes:
        language: The language of the program; ``None`` follows the system.
        theme: The colours; ``auto`` follows the system.
        reduced_motion: True where nothing may move on its own.
        text_size: Size of the text against the system's, 80 to 200. Unit: percent.
        lock_after: The store is locked when nobody touched the window for so long; 0 never
            locks it. Unit: minutes.
        geometry: Where the window stood last, as the window itself writes it; empty before that.
        seen: Names of the hints and offers that the reader is through with.
    """

    language: Language | None = None
    theme: Theme = Theme.AUTO
    reduced_motion: bool = False
    text_size: int = 100
    lock_after: int = 15
    geometry: str = ""
    seen: tuple[str, ...] = ()


def place() -> Path:
    """Return where the settings are kept."""
    return user_config_path("whyscore", appauthor=False) / "settings.toml"


def work_place() -> Path:
    """Return where long work keeps what it has computed until it is done."""
    return user_cache_path("whyscore", appauthor=False) / "work"


def load(file: Path | None = None) -> tuple[Settings, tuple[Fault, ...]]:
    """Read the settings.

    A setting that cannot be used falls back to its default and is reported; the others count.

    Args:
        file: Where the settings are kept; the usual place where it is left out.

    Returns:
        The settings, and what was wrong with the file: nothing where there is no file yet.
    """
    file = file or place()
    try:
        if not file.exists():
            return Settings(), ()
        with file.open("rb") as opened:
            table = tomllib.loads(opened.read(_LONGEST_FILE).decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        return Settings(), (_unreadable(file, str(error)),)
    except UnicodeDecodeError:
        return Settings(), (_unreadable(file, _("text that is not UTF-8")),)
    except (RecursionError, ValueError):
        return Settings(), (_unreadable(file, _("numbers or nesting beyond all bounds")),)
    except OSError as error:
        return Settings(), (_unreadable(file, error.strerror or type(error).__name__),)
    return _checked(file.name, table)


def save(settings: Settings, file: Path | None = None) -> None:
    """Keep the settings: the whole file is written beside the old one, then takes its place.

    Args:
        settings: The reader's choices.
        file: Where to keep them; the usual place where it is left out.

    Raises:
        WhyscoreError: The settings cannot be written there; the old ones are untouched.
    """
    file = file or place()
    try:
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        write_privately(_as_toml(settings).encode(), file)
    except (OSError, WhyscoreError) as error:
        why = error if isinstance(error, OSError) else error.__cause__
        reason = getattr(why, "strerror", None) or type(why).__name__
        raise WhyscoreError(
            _("The settings could not be kept in {folder}: {reason}.").format(
                folder=file.parent, reason=reason
            )
        ) from error


def _as_toml(settings: Settings) -> str:
    """Say the settings as TOML. Every text is a word of ours, so none needs escaping."""
    return (
        f'language = "{settings.language or _FOLLOW_SYSTEM}"\n'
        f'theme = "{settings.theme}"\n'
        f"reduced_motion = {str(settings.reduced_motion).lower()}\n"
        f"text_size = {settings.text_size}\n"
        f"lock_after = {settings.lock_after}\n"
        f'geometry = "{settings.geometry}"\n'
        f"seen = {list(settings.seen)}\n".replace("'", '"')
    )


def _checked(name: str, table: dict[str, Any]) -> tuple[Settings, tuple[Fault, ...]]:
    settings = Settings()
    faults: list[Fault] = []
    for key, value in table.items():
        if key not in _READERS:
            expected = _("one of {names}").format(names=", ".join(_READERS))
            faults.append(_fault(name, key, key, expected))
            continue
        reader, expected = _READERS[key]
        try:
            settings = replace(settings, **{key: reader(value)})
        except (TypeError, ValueError):
            faults.append(_fault(name, key, value, expected))
    return settings, tuple(faults)


def _language(value: object) -> Language | None:
    return None if value == _FOLLOW_SYSTEM else Language(_text(value))


def _theme(value: object) -> Theme:
    return Theme(_text(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(type(value).__name__)
    return value


def _size(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(type(value).__name__)
    if not SMALLEST_TEXT <= value <= LARGEST_TEXT:
        raise ValueError(value)
    return value


def _minutes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(type(value).__name__)
    if not 0 <= value <= LONGEST_WAIT:
        raise ValueError(value)
    return value


def _geometry(value: object) -> str:
    text = _text(value)
    if len(text) > _LONGEST_GEOMETRY or not _BASE64.fullmatch(text):
        raise ValueError(len(text))
    return text


def _seen(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    names = tuple(_text(name) for name in value)
    if len(names) > _MOST_SEEN or not all(_NAME.fullmatch(name) for name in names):
        raise ValueError(len(names))
    return names


_READERS: dict[str, tuple[Callable[[object], Any], str]] = {
    "language": (_language, '"auto", "en", "zh", "de"'),
    "theme": (_theme, '"auto", "light", "dark", "contrast"'),
    "reduced_motion": (_truth, "true, false"),
    "text_size": (_size, f"{SMALLEST_TEXT} … {LARGEST_TEXT}"),
    "lock_after": (_minutes, f"0 … {LONGEST_WAIT}"),
    "geometry": (_geometry, "letters and figures"),
    "seen": (_seen, '["name", …]'),
}
if set(_READERS) != {field.name for field in fields(Settings)}:  # pragma: no cover
    raise AssertionError("every setting has a reader")


def _fault(name: str, key: str, found: object, expected: str) -> Fault:
    try:
        said = str(found)
    except ValueError:  # a number of thousands of digits
        said = type(found).__name__
    return Fault(
        file=name,
        column=key[:_MOST_SHOWN],
        found=said[:_MOST_SHOWN],
        expected=expected,
        remedy=_("Choose it again in the settings."),
    )


def _unreadable(file: Path, found: str) -> Fault:
    return Fault(
        file=file.name,
        found=found,
        expected=_("settings as Whyscore writes them"),
        remedy=_("The defaults are used. Save the settings again to mend the file."),
    )
