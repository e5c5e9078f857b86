"""What a verb asks of the files that it writes beside its answer, before any work is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.domain.errors import UsageError
from app.wording.language import _


def check_targets(
    targets: Mapping[str, Path | None],
    reads: Iterable[Path | str | None] = (),
    *,
    store: Path | None = None,
    into_folder: bool = False,
    backup: bool = False,
) -> None:
    """Refuse what must not be written.

    Args:
        targets: What is written, by the option or argument that names it.
        reads: What the verb reads: files, folders, and references that may be files.
        store: The store's folder, where the reader named one.
        into_folder: Whether a target may be a folder.
        backup: Whether a back-up is written, of which the store itself decides where it may be.

    Raises:
        UsageError: A folder is not there, or a target is a file that is read, part of the store,
            one of our own files, or the same as another target.
    """
    from app.workflow import guarding

    read = [Path(one) for one in reads if one]
    stores = () if store is None else (store,)
    written: dict[str, Path] = {}
    for option, target in targets.items():
        if target is None:
            continue
        if not target.parent.is_dir():
            raise UsageError(
                _("{option}: there is no folder {folder}.").format(
                    option=option, folder=target.parent
                )
            )
        if why := guarding.why_not(target, read, stores, backup=backup):
            raise UsageError(_("{option}: {why}").format(option=option, why=why))
        if target.is_dir() and not into_folder:
            raise UsageError(
                _("{option}: {file} is a folder. Name a file.").format(option=option, file=target)
            )
        for other, known in written.items():
            if guarding.same(target, known):
                raise UsageError(
                    _("{option}: {file} is written by {other} already.").format(
                        option=option, file=target, other=other
                    )
                )
        written[option] = target


def check_folder(option: str, folder: Path | None, reads: Iterable[Path | str | None] = ()) -> None:
    """Refuse a folder to work in that is read, or is a store's.

    Raises:
        UsageError: It is.
    """
    from app.workflow import guarding

    if folder is not None and (
        why := guarding.why_not(folder, [Path(one) for one in reads if one])
    ):
        raise UsageError(_("{option}: {why}").format(option=option, why=why))
