"""Write what ships: the bill of materials (CycloneDX), and every part's licence with its text.

    python packaging/notices.py LOCK OUT

The lock says which parts ship. They are looked up in the environment that runs this.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

_NAMED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)")
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)
_RULE = "=" * 78


def shipped(lock: Path) -> list[metadata.Distribution]:
    """Return the parts that the lock names and that this system needs, by name."""
    found = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        match = _NAMED.match(line)
        if match is None:
            continue
        try:
            found.append(metadata.distribution(match[1]))
        except metadata.PackageNotFoundError:
            continue  # for another system, or another version of Python
    return sorted(found, key=lambda one: one.metadata["Name"].lower())


def licence_of(part: metadata.Distribution) -> str:
    """Return under what licence a part says that it stands."""
    told = part.metadata.get("License-Expression") or ""
    named = [
        said.removeprefix("License :: ").removeprefix("OSI Approved :: ")
        for said in part.metadata.get_all("Classifier") or ()
        if said.startswith("License :: ")
    ]
    short = (part.metadata.get("License") or "").strip().splitlines()
    return told or "; ".join(named) or (short[0] if short else "see its text")


def texts_of(part: metadata.Distribution) -> list[str]:
    """Return the texts of a part's licence files."""
    texts = []
    for file in sorted(part.files or (), key=str):
        if ".dist-info" in str(file) and _TEXTS.search(file.name):
            path = Path(str(file.locate()))
            if path.is_file():
                texts.append(path.read_text(encoding="utf-8", errors="replace").strip())
    return texts


def write_licences(parts: list[metadata.Distribution], out: Path) -> None:
    """Write one file: a list first, then every text."""
    lines = ["Whyscore ships with these parts. Python itself: PSF licence.", ""]
    lines += [f"{one.metadata['Name']} {one.version}: {licence_of(one)}" for one in parts]
    for one in parts:
        for text in texts_of(one):
            lines += ["", _RULE, f"{one.metadata['Name']} {one.version}", _RULE, "", text]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def write_materials(lock: Path, out: Path) -> None:
    """Write the bill of materials, the same bytes for the same lock."""
    subprocess.run(  # noqa: S603 - our own interpreter
        [
            sys.executable,
            "-m",
            "cyclonedx_py",
            "requirements",
            str(lock),
            "--output-reproducible",
            "--of",
            "JSON",
            "-o",
            str(out),
        ],
        check=True,
    )


def main() -> None:
    """Write both files."""
    lock, out = Path(sys.argv[1]), Path(sys.argv[2])
    write_licences(shipped(lock), out / "LICENCES.txt")
    write_materials(lock, out / "sbom.cdx.json")


if __name__ == "__main__":
    main()
