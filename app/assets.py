"""Where the resources lie: rulebooks, samples, schemas, icons, catalogues.

The only module that knows. The same names lead there from a checkout, from an installed
wheel (which carries the resources inside ``app``) and from a bundle made by PyInstaller.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from app.domain.errors import WhyscoreError

_APP = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Return the folder that holds all resources.

    Raises:
        WhyscoreError: There is none, because the installation is not complete.
    """
    for place in _places():
        if place.is_dir():
            return place
    raise WhyscoreError(
        "Whyscore's own files (rulebooks, samples) are missing: the installation is not complete. "
        "Install Whyscore again."
    )


def _places() -> tuple[Path, ...]:
    """List where resources may lie: in a bundle, in a wheel, in a checkout."""
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's starter
    bundled = (Path(bundle) / "resources", Path(bundle) / "app" / "_resources") if bundle else ()
    return (*bundled, _APP / "_resources", _APP.parent / "resources")


def folder(name: str) -> Path:
    """Return a folder of resources by its name, such as ``rulebooks`` or ``locale``."""
    return root() / name


def rulebook_files() -> tuple[Path, ...]:
    """List the rulebooks that Whyscore brings along: a file each, named after the rulebook's id."""
    return tuple(sorted(folder("rulebooks").glob("*.toml")))


def sample_person() -> Path:
    """Return the package of the invented person that Whyscore opens to show itself."""
    return folder("samples") / "mei"
