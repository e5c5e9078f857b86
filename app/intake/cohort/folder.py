"""A folder of score packages: each is one person's, or the later export of somebody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.domain.cohort import Cohort, CohortPart, CohortShape, Needs
from app.domain.crowd import Crowd, FaultyPerson, Labels
from app.domain.errors import UnreadableInput
from app.domain.intake import Reading
from app.domain.records import Export, InputFile
from app.domain.signatures import SignatureState
from app.intake import reading, signature
from app.intake.cohort.meanings import outcome_of
from app.intake.cohort.subjects import labels
from app.intake.container import DESCRIPTOR, Source, is_litter
from app.intake.descriptor import Descriptor, read_descriptor
from app.intake.formats import score_package
from app.intake.source import open_source
from app.intake.zipped import looks_zipped
from app.mirror.packing import REGION, crowd_of, only
from app.wording.language import _, ngettext, number

DEEPEST = 2
"""Packages lie in the folder itself or in a folder within it."""

_PART_BYTES = 64 << 20
_PART_PEOPLE = 2_000


@dataclass(frozen=True, slots=True)
class _Found:
    """A package as its descriptor has it; without one where that cannot be read."""

    name: str
    size: int
    input: InputFile
    descriptor: Descriptor | None

    @property
    def person(self) -> str:
        """Whose it is; the package's own name where it does not say."""
        said = self.descriptor.subject.id if self.descriptor else ""
        return said or self.name


def packages_in(path: Path) -> list[Path]:
    """Return the packages in a folder, in the order of their names."""
    return sorted(_walk(path, DEEPEST))


def open_folder(path: Path, trusted_keys: Mapping[str, bytes]) -> Cohort | None:
    """Open a folder of single packages; ``None`` where it holds none.

    Args:
        path: The folder.
        trusted_keys: Keys, by id, that the packages' signatures are checked against.
    """
    places = packages_in(path)
    if not places:
        return None
    found = [_looked_over(path, place, trusted_keys) for place in places]
    people: dict[str, list[_Found]] = {}
    for one in found:
        people.setdefault(one.person, []).append(one)
    known = [one.descriptor for one in found if one.descriptor is not None]
    created = [one.created for one in known if one.created is not None]
    subjects = [one.subject for one in known]
    attributes = dict.fromkeys(name for one in subjects for name, _value in one.groups)
    if any(one.region for one in subjects):
        attributes = {REGION: None, **attributes}
    rulebooks = {(one.rulebook, one.rulebook_version) for one in known if one.rulebook}
    rulebook, version = rulebooks.pop() if len(rulebooks) == 1 else (None, None)
    latest = (
        max(created)
        if created and len(created) == len(known)
        else _latest_day(path, found, trusted_keys)
    )
    return Cohort(
        path=str(path),
        name=path.name,
        shape=CohortShape.FOLDER,
        inputs=tuple(one.input for one in found),
        people=len(people),
        rows={},
        attributes=tuple(attributes),
        parts=tuple(_parts(people)),
        rulebook=rulebook,
        rulebook_version=version,
        created=max(created, default=None),
        default_day=latest,
        trusted_keys=tuple(trusted_keys.items()),
        notes=(*_vouched(found), *_notes(path, places)),
    )


def read_packages(cohort: Cohort, part: CohortPart, needs: Needs) -> Crowd:
    """Read the packages of some people; whoever's cannot be read whole is out."""
    exports: list[Export] = []
    ids: list[str] = []
    faulty: list[FaultyPerson] = []
    root = Path(cohort.path)
    keys = dict(cohort.trusted_keys)
    for names in part.packages:
        read = reading.read([root / name for name in names], trusted_keys=keys)
        person = _looked_over(root, root / names[0], keys).person
        if read.export is None or read.faults or not _is_package(read):
            faulty.append(_faulty(person, read, names))
            continue
        exports.append(read.export)
        ids.append(person)
    return _asked(replace(crowd_of(exports, ids), faulty=tuple(faulty)), needs)


def _asked(crowd: Crowd, needs: Needs) -> Crowd:
    """Return the crowd with the columns that are needed; whose outcome is none is out."""
    attributes = {
        name: _stated(crowd.attributes[name])
        for name in needs.attributes
        if name in crowd.attributes
    }
    told = crowd.attributes.get(needs.outcome or "")
    if told is None:
        return replace(crowd, attributes=attributes)
    names = np.array([*told.names, ""], dtype=object)
    figures, wrong = outcome_of(names[told.code])
    column = needs.outcome or ""
    faulty = [
        FaultyPerson(str(person), str(person), "", None, column, _("1 or 0, yes or no, or nothing"))
        for person in crowd.ids[wrong]
    ]
    crowd = replace(
        crowd,
        attributes=attributes,
        outcomes={column: figures},
        faulty=(*crowd.faulty, *faulty),
    )
    return only(crowd, ~wrong) if faulty else crowd


def _stated(of: Labels) -> Labels:
    """Return labels as every reader has them, without blanks around them."""
    return labels(np.array([*of.names, ""], dtype=object)[of.code])


def _walk(path: Path, depth: int) -> Iterator[Path]:
    for place in sorted(path.iterdir()):
        if place.is_symlink() or is_litter(place.name):
            continue
        if place.is_dir():
            if (place / DESCRIPTOR).is_file():
                yield place
            elif depth > 1:
                yield from _walk(place, depth - 1)
        elif looks_zipped(place):
            yield place


def _looked_over(root: Path, place: Path, keys: Mapping[str, bytes]) -> _Found:
    name = place.relative_to(root).as_posix()
    try:
        with open_source(place) as source:
            size = sum(source.size(file) for file in source.names())
            described = _described(source)
            signed = signature.verify(source, keys)
            if described is not None:
                signed = signature.covering(signed, described)
            digest = InputFile(name, source.input_file().sha256, signed)
            return _Found(name, size, digest, described)
    except UnreadableInput:
        return _Found(name, 0, InputFile(name, ""), None)  # its part says what is wrong with it


def _described(source: Source) -> Descriptor | None:
    try:
        return read_descriptor(source) if source.has(DESCRIPTOR) else None
    except UnreadableInput:
        return None  # its part says what is wrong with it


def _parts(people: dict[str, list[_Found]]) -> Iterator[CohortPart]:
    held: list[tuple[str, ...]] = []
    size, number = 0, 0
    for person in sorted(people):
        held.append(tuple(one.name for one in people[person]))
        size += sum(one.size for one in people[person])
        if size >= _PART_BYTES or len(held) >= _PART_PEOPLE:
            yield CohortPart(number, len(held), packages=tuple(held))
            held, size, number = [], 0, number + 1
    if held:
        yield CohortPart(number, len(held), packages=tuple(held))


def _latest_day(root: Path, found: Sequence[_Found], keys: Mapping[str, bytes]) -> int | None:
    """Return the latest day of packages of which some do not say when they were made."""
    days = [one.descriptor.created for one in found if one.descriptor is not None]
    for one in found:
        if one.descriptor is not None and one.descriptor.created is None:
            export = reading.read([root / one.name], trusted_keys=keys).export
            days.append(None if export is None else export.default_day)
    return max((day for day in days if day is not None), default=None)


def _vouched(found: Sequence[_Found]) -> Iterator[str]:
    """Say how many of the packages are signed, and by whom it is not known."""
    counts = Counter(one.input.signature.state for one in found if one.input.signature is not None)
    states = (SignatureState.TRUSTED, SignatureState.PARTIAL, SignatureState.UNKNOWN_KEY)
    trusted, partial, unknown = (counts[state] for state in states)
    total = len(found)
    if trusted == total:
        yield _("All packages are signed by keys that you trust.")
        return
    if unsigned := counts[SignatureState.UNSIGNED]:
        yield _(
            "Packages that are unsigned, so that nobody vouches for them: {count} of {total}."
        ).format(count=number(unsigned), total=number(total))
    if unknown:
        yield _("Packages signed by a key that you have not trusted: {count} of {total}.").format(
            count=number(unknown), total=number(total)
        )
    if partial:
        yield _("Packages whose signature does not cover every table: {count} of {total}.").format(
            count=number(partial), total=number(total)
        )
    if bad := counts[SignatureState.BAD]:
        yield _("Packages refused for a signature that does not fit: {count} of {total}.").format(
            count=number(bad), total=number(total)
        )


def _notes(root: Path, places: Sequence[Path]) -> tuple[str, ...]:
    others = [
        place
        for place in root.iterdir()
        if place.is_file() and place not in places and not is_litter(place.name)
    ]
    if not others:
        return ()
    said = ngettext(
        "{count} file in the folder is no package and was not read.",
        "{count} files in the folder are no packages and were not read.",
        len(others),
    )
    return (said.format(count=len(others)),)


def _is_package(read: Reading) -> bool:
    return set(read.reader.split("+")) == {score_package.NAME}


def _faulty(person: str, read: Reading, names: Sequence[str]) -> FaultyPerson:
    if not read.faults:
        return FaultyPerson(person, names[0], "", None, "", _("a score package"))
    fault = read.faults[0]
    # A file is named after its package, without the folders around that.
    file = names[0] if len(names) == 1 else fault.file
    return FaultyPerson(person, file, fault.table, fault.line, fault.column, fault.expected)
