"""Every reader of files that anybody may have written: what it is given, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app import settings
from app.domain.cohort import Needs
from app.domain.errors import RulebookError, UnreadableInput, UsageError, WhyscoreError
from app.domain.fault import Fault, RulebookFault
from app.domain.intake import Reading
from app.domain.signatures import SignatureState
from app.intake import reading, trusted_keys, verifying
from app.intake.cohort.opening import open_cohort
from app.intake.formats import score_package
from app.intake.signature import SIGNATURE
from app.rulebook.checking import findings
from app.rulebook.reading import read_rulebook
from app.store.archive import restore
from app.store.errors import StoreError
from app.store.key_file import KeyFile
from app.store.keys import KeyPlace, Unlock
from app.store.places import KEY_FILE
from tests.fuzz import corpus
from tests.fuzz.inputs import Given
from tests.fuzz.mutating import MOST_BYTES
from tests.intake.cohort import crowds
from tests.intake.test_hostile_bytes import sound
from tests.store.invented import PASSPHRASE


class Answer(StrEnum):
    """How a reader answered."""

    READ = "read"
    FAULTS = "faults"  # read, and some of it is wrong
    REFUSED = "refused"


@dataclass(frozen=True)
class Reader:
    """A reader and its good inputs.

    Attributes:
        corpus: Gives the good inputs.
        read: Reads what lies at a path. Whatever it raises is a finding.
    """

    corpus: Callable[[], tuple[Given, ...]]
    read: Callable[[Path], Answer]


def _read_file(path: Path) -> Answer:
    found = reading.read([path])
    sound(found)
    _check(found.faults, path)
    return _answered(found)


def _answered(found: Reading) -> Answer:
    if found.export is None:
        return Answer.REFUSED
    return Answer.FAULTS if found.faults else Answer.READ


def _read_package(path: Path) -> Answer:
    try:
        _check(verifying.verify(path).faults, path)
    except UnreadableInput as error:
        _check(error.faults, path)
        _check_words([str(error)])
    return _read_file(path)


def _read_bulk(path: Path) -> Answer:
    # So small a table is not left to DuckDB otherwise.
    before, score_package._BULK_FROM = score_package._BULK_FROM, 0
    try:
        return _read_file(path)
    finally:
        score_package._BULK_FROM = before


def _read_rulebook(path: Path) -> Answer:
    try:
        book = read_rulebook(path)
    except RulebookError as error:
        _check_places(error.faults, path)
        return Answer.REFUSED
    findings(book)  # nothing that is read may trouble the checks either
    return Answer.READ


def _read_settings(path: Path) -> Answer:
    found, faults = settings.load(path)
    _check(faults, path)
    settings.save(found, path)
    again, left = settings.load(path)
    assert (again, left) == (found, ()), "settings that do not read as they were saved"
    return Answer.FAULTS if faults else Answer.READ


def _read_keys(path: Path) -> Answer:
    held = trusted_keys.kept(path)
    _check_words([held.damaged.replace(str(path), path.name)])
    try:
        given = trusted_keys.read_key_file(path)
        new = path.with_name("kept.txt")
        trusted_keys.add(given, new)
        assert trusted_keys.kept(new).by_id == {key.id: key.public for key in given}
    except UsageError as error:
        _check_words([str(error).replace(str(path), path.name)])
        return Answer.REFUSED
    return Answer.FAULTS if held.damaged else Answer.READ


def _read_signed(path: Path) -> Answer:
    try:
        verified = verifying.verify(path, corpus.KEYS)
    except UnreadableInput as error:
        _check(error.faults, path)
        return Answer.REFUSED
    _check(verified.faults, path)
    found = reading.read([path], trusted_keys=corpus.KEYS)
    sound(found)
    if verified.good and verified.signature.state is SignatureState.TRUSTED:
        now = {one.name: one.read_bytes() for one in path.iterdir() if one.name != SIGNATURE}
        assert any(now.items() <= given.files.items() for given in corpus.signed()), (
            "a changed package that its signature fits"
        )
    return _answered(found)


def _read_key_file(path: Path) -> Answer:
    try:
        file = KeyFile.read(path)
        assert KeyFile.parsed(file.as_text().encode()) == file, "a key file that changes when kept"
        if file.place is KeyPlace.PASSPHRASE:  # the keyring is not asked: it is the developer's
            file.key(Unlock.by_passphrase(PASSPHRASE)).wipe()
    except StoreError as error:
        _check_words([str(error)])
        return Answer.REFUSED
    return Answer.READ


def _read_backup(path: Path) -> Answer:
    folder = path.with_name("store")
    unlock = Unlock.by_passphrase(PASSPHRASE)
    try:
        with restore(folder, path, unlock) as archive:
            archive.people()
    except StoreError as error:
        _check_words([str(error)])
        assert not (folder / KEY_FILE).exists(), "a refused back-up that left a store"
        return Answer.REFUSED
    return Answer.READ


def _read_cohort(path: Path) -> Answer:
    try:
        opened = open_cohort(path)
        roles = opened.roles
        needs = Needs(
            attributes=roles.attributes if roles else (), outcome=roles.outcome if roles else None
        )
        crowd = crowds.read(opened, needs)
    except WhyscoreError as error:
        _check(getattr(error, "faults", ()), path)
        _check_words([str(error)])
        return Answer.REFUSED
    return Answer.FAULTS if any(len(part.faulty) for part in crowd) else Answer.READ


def _check(faults: Iterable[Fault], path: Path) -> None:
    """See that each fault names its file, says what was expected, and shows nothing private."""
    folder = str(path.parent)
    for fault in faults:
        assert fault.file, "a fault without a file"
        assert fault.expected, "a fault that does not say what was expected"
        words = (fault.file, fault.table, fault.column, fault.found, fault.expected, fault.remedy)
        _check_words(words)
        assert not any(folder in word for word in words), "a fault that shows a folder"


def _check_places(faults: tuple[RulebookFault, ...], path: Path) -> None:
    """See that a refused rulebook has faults, each with its file and a line of it."""
    assert faults, "a refusal without a fault"
    with path.open("rb") as file:
        lines = file.read(MOST_BYTES).count(b"\n") + 1
    for fault in faults:
        assert fault.file == path.name, "a fault that does not name its file"
        assert 1 <= fault.line <= lines, f"a fault on line {fault.line} of {lines}"


def _check_words(words: Iterable[str]) -> None:
    for word in words:
        assert not any(private in word for private in corpus.PRIVATE), "an error that shows content"
        assert len(word) <= _LONGEST, f"an error of {len(word)} characters"


_LONGEST = 2_000  # characters; nobody reads a longer one

READERS: dict[str, Reader] = {
    "package": Reader(corpus.packages, _read_package),
    "records-in-bulk": Reader(corpus.records, _read_bulk),
    "zip": Reader(corpus.zips, _read_package),
    "tables": Reader(corpus.tables, _read_file),
    "alipay": Reader(corpus.alipay, _read_file),
    "wechat": Reader(corpus.wechat, _read_file),
    "vcard": Reader(corpus.cards, _read_file),
    "rulebook": Reader(corpus.rulebooks, _read_rulebook),
    "settings": Reader(corpus.settings, _read_settings),
    "keys": Reader(corpus.keys, _read_keys),
    "signature": Reader(corpus.signed, _read_signed),
    "key-file": Reader(corpus.key_files, _read_key_file),
    "back-up": Reader(corpus.backed_up, _read_backup),
    "cohort": Reader(corpus.cohorts, _read_cohort),
}
"""Every reader by its name."""
