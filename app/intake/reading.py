"""Reading a person's files, whatever format each is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.errors import UnreadableInput, UsageError
from app.domain.intake import Notice, Reading
from app.domain.progress import Progress, Unwatched
from app.domain.signatures import Signature, SignatureState
from app.intake import trusting
from app.intake.container import DESCRIPTOR, LockedFile, Source
from app.intake.descriptor import read_descriptor
from app.intake.formats import alipay, score_package, vcard, wechat
from app.intake.merging import merged
from app.intake.sniffing import Format, not_read, recognised
from app.intake.source import open_source
from app.wording.language import _, ngettext, number

FORMATS: tuple[Format, ...] = (score_package, alipay, wechat, vcard)
"""Every format that can be read; the first that fits reads the file."""


_MOST_UNREAD = 20  # files that are named one by one


def read(
    paths: Sequence[Path],
    *,
    password: str | None = None,
    encoding: str = "",
    trusted_keys: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read the files of one person, and put them together where there are several.

    What is wrong with a file is a fault in the reading, never an exception. Where a file is
    refused there is no export at all: never a half import.

    Args:
        paths: Folders, zips or other files, in the order they are to count; of two records
            with one id and different content the later file's wins.
        password: For zips that are locked. It is kept nowhere.
        encoding: The encoding that the person chose for every text; found where it is empty.
        trusted_keys: Public Ed25519 keys of 32 bytes that the person trusts, by their ids; those
            that are kept where it is left out.
        progress: Told how far it is; may stop the work.

    Raises:
        UsageError: No file is named, or there is no such encoding.
        Cancelled: The work was stopped.
    """
    if not paths:
        raise UsageError(_("Name a file to read."))
    watch = progress or Unwatched()
    keys = trusting.trusted(trusted_keys)
    readings = [_read_one(path, password, encoding, keys, watch) for path in paths]
    return readings[0] if len(readings) == 1 else merged(readings)


def _read_one(
    path: Path,
    password: str | None,
    encoding: str,
    trusted_keys: Mapping[str, bytes],
    progress: Progress,
) -> Reading:
    try:
        with open_source(path, password, encoding) as source:
            return _read_source(source, trusted_keys, progress)
    except UnreadableInput as error:
        return Reading(
            reader="",
            export=None,
            files=(path.name,),
            rows=0,
            kept=0,
            faults=error.faults,
            fault_count=len(error.faults),
            encrypted=isinstance(error, LockedFile),
        )


def _with_unread(source: Source, readings: Sequence[Reading]) -> Reading:
    """Return what all formats read in one source, and name each file that none of them reads."""
    reading = readings[0] if len(readings) == 1 else merged(readings)
    if len(readings) > 1:
        reading = replace(reading, files=(source.name,))
    export = reading.export
    names = source.names()
    if export is None or len(names) < 2 or source.has("[Content_Types].xml"):
        return reading
    used = {part.file for part in export.bills}.union(*(one.files for one in readings))
    unread = [name for name in names if name not in used]
    if not unread:
        return reading
    notices = tuple(Notice("file_not_read", not_read(source, name)) for name in unread)
    told = (*reading.notices, *notices[:_MOST_UNREAD], *_more_unread(len(unread) - _MOST_UNREAD))
    return replace(
        reading,
        export=replace(export, not_used=(*export.not_used, *unread)),
        notices=told,
    )


def _more_unread(count: int) -> tuple[Notice, ...]:
    if count <= 0:
        return ()
    text = ngettext("{count} more file was not read.", "{count} more files were not read.", count)
    return (Notice("file_not_read", text.format(count=number(count))),)


def _read_source(source: Source, trusted_keys: Mapping[str, bytes], progress: Progress) -> Reading:
    forms = recognised(source, FORMATS)
    if not source.has(DESCRIPTOR):
        read = _with_unread(source, [form.read(source, progress) for form in forms])
        return _signed(read, Signature(SignatureState.UNSIGNED))
    (form, *_others) = forms
    signed = trusting.checked(source, trusted_keys)
    reading = form.read(source, progress)
    if reading.export is None:
        return reading
    signed, told = trusting.notices(signed, read_descriptor(source))
    return _signed(replace(reading, notices=(*reading.notices, *told)), signed)


def _signed(reading: Reading, signed: Signature) -> Reading:
    """Return a reading that says who vouches for its file."""
    export = reading.export
    if export is None:
        return reading
    inputs = tuple(replace(one, signature=signed) for one in export.inputs)
    by = signed.key if signed.state is SignatureState.TRUSTED else None
    return replace(reading, export=replace(export, inputs=inputs, signed_by=by))
