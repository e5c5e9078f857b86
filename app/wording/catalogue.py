"""Keep the catalogues of translations in step with the sentences in the program.

Run ``python -m app.wording.catalogue --check`` to hear what is missing, and ``--update`` to write
new sentences into the catalogues and to compile them. Nothing of this runs in the program: it
reads the compiled catalogues only. Babel's own commands would stamp each file with the day and
so change it on every run; these files are the same bytes for the same sentences.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app import assets

DOMAIN = "whyscore"
TRANSLATED = ("de", "zh")
"""Languages that have a catalogue. English stands in the program."""

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "marked": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_CODE = [("**.py", "python")]
_TEMPLATES = [("**.j2", "jinja2")]
_UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_FIELD = re.compile(r"\{[^{}]*\}|%(?:\([a-z_]+\))?[-+0-9.]*[a-zA-Z%]")

Key = tuple[str, str]
"""A sentence's place in a catalogue: its context and its English text."""


class _UndatedCatalog(Catalog):
    """A catalogue whose header says only what a reader of catalogues needs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header without dates, names and versions, which would change by themselves."""
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def sentences(app: Path, templates: Path) -> Catalog:
    """Collect every sentence that the program can say.

    Args:
        app: Folder of the program.
        templates: Folder of the report templates.
    """
    catalog = Catalog()
    for folder, methods in ((app, _CODE), (templates, _TEMPLATES)):
        found = extract_from_dir(folder, methods, keywords=_KEYWORDS)
        for name, line, text, _comments, context in sorted(found, key=lambda entry: entry[:2]):
            catalog.add(text, context=context, locations=[(name, line)])
    return catalog


def updated(old: Catalog | None, wanted: Catalog, language: str) -> Catalog:
    """Return a catalogue of exactly the wanted sentences, keeping the translations it has.

    Args:
        old: The catalogue as it is; ``None`` where there is none yet.
        wanted: What the program can say.
        language: Code of the language, such as ``de``.
    """
    kept = {_key(message): message.string for message in old or () if message.id}
    new = _UndatedCatalog(locale=language, creation_date=_UNDATED, revision_date=_UNDATED)
    for message in wanted:
        if message.id:
            string = kept.get(_key(message))
            fitting = string if isinstance(string, tuple) == message.pluralizable else None
            if isinstance(fitting, tuple) and not any(fitting):
                fitting = None  # read back, an empty plural has as many forms as the language
            new.add(message.id, string=fitting, context=message.context)
    return new


def as_po(catalog: Catalog) -> bytes:
    """Return the catalogue as translators edit it: sorted, without lines of code."""
    file = io.BytesIO()
    write_po(file, catalog, sort_output=True, no_location=True, ignore_obsolete=True, width=100)
    text = file.getvalue().decode("utf-8")
    # The comment above the header carries a year.
    return text[text.index("msgid ") :].encode("utf-8")


def as_mo(catalog: Catalog) -> bytes:
    """Return the catalogue as the program reads it."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def faults(folder: Path, wanted: Catalog, language: str) -> Iterator[str]:
    """Say what is wrong with one language's catalogue, one line a fault.

    Args:
        folder: The folder of catalogues.
        wanted: What the program can say.
        language: Code of the language.
    """
    place = _place(folder, language)
    old = _read(place, language)
    if old is None:
        yield f"{place.name} ({language}): there is no such catalogue; run --update"
        return
    have = {_key(message): message for message in old if message.id}
    for message in wanted:
        if message.id and _key(message) not in have:
            yield f"{language}: not in the catalogue, run --update: {_quoted(message)}"
    asked = {_key(message) for message in wanted}
    for key, message in have.items():
        if key not in asked:
            yield f"{language}: nothing says this any more, run --update: {_quoted(message)}"
        yield from (f"{language}: {fault}: {_quoted(message)}" for fault in _untrue(message))
    compiled = place.with_suffix(".mo")
    fresh = as_mo(updated(old, wanted, language))
    if not compiled.exists() or compiled.read_bytes() != fresh:
        yield f"{compiled.name} ({language}): not compiled from {place.name}; run --update"


def update(folder: Path, wanted: Catalog, language: str) -> None:
    """Bring one language's catalogue in step and compile it."""
    place = _place(folder, language)
    new = updated(_read(place, language), wanted, language)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(as_po(new))
    place.with_suffix(".mo").write_bytes(as_mo(new))


def _untrue(message: Message) -> Iterator[str]:
    """Say what keeps a translation from standing for its English sentence."""
    strings = _forms(message.string)
    if message.fuzzy:
        yield "marked fuzzy"
    if not all(strings):
        yield "not translated"
        return
    # A singular may leave its number out ("one fault"); the last form names every field.
    allowed = [_fields(text) for text in _forms(message.id)]
    if _fields(strings[-1]) != allowed[-1]:
        yield "the fields in braces differ"
    elif any(_fields(string) not in allowed for string in strings):
        yield "the fields in braces of a singular differ"


def _forms(text: object) -> list[str]:
    """Return a message's texts: one, or one a plural form."""
    forms = text if isinstance(text, (list, tuple)) else (text,)
    return [str(form or "") for form in forms]


def _fields(text: str) -> list[str]:
    return sorted(_FIELD.findall(text))


def _key(message: Message) -> Key:
    text = message.id[0] if isinstance(message.id, tuple) else message.id
    return str(message.context or ""), str(text)


def _quoted(message: Message) -> str:
    return repr(_key(message)[1])


def _place(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _read(place: Path, language: str) -> Catalog | None:
    if not place.exists():
        return None
    with place.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check or update the catalogues; 1 where a check finds something."""
    parser = argparse.ArgumentParser(prog="python -m app.wording.catalogue")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="say what is not in step")
    what.add_argument("--update", action="store_true", help="bring the catalogues in step")
    chosen = parser.parse_args(arguments)
    app = Path(__file__).resolve().parent.parent
    wanted = sentences(app, assets.folder("templates"))
    folder = assets.folder("locale")
    found: list[str] = []
    for language in TRANSLATED:
        if chosen.update:
            update(folder, wanted, language)
        else:
            found.extend(faults(folder, wanted, language))
    sys.stdout.writelines(line + "\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
