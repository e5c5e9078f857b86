"""What a machine-readable document begins with, and how it is written out."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

from app import __version__
from app.domain.hidden import HIDDEN
from app.domain.records import InputFile
from app.domain.rulebook import Rulebook
from app.domain.signatures import Signature

# What is below a blank is escaped already; line ends between the keys are ours.
_ESCAPED = {ord(one): json.dumps(one)[1:-1] for one in HIDDEN if one >= " "}
Value = object
Document = dict[str, Value]


def head(rulebook: Rulebook | None, inputs: Sequence[InputFile]) -> Document:
    """Return the keys that every document begins with.

    Args:
        rulebook: By which rules it was computed; ``None`` where no rules were asked.
        inputs: The files that the figures rest on.
    """
    return {
        "whyscore": __version__,
        "rulebook": None if rulebook is None else rulebook_identity(rulebook),
        "inputs": [
            {"name": file.name, "sha256": file.sha256, "signature": signature(file.signature)}
            for file in inputs
        ],
    }


def signature(signed: Signature | None) -> Document | None:
    """Return what a file's signature is worth; ``None`` where that is not known any more."""
    if signed is None:
        return None
    return {
        "state": signed.state.value,
        "key": signed.key or None,
        "uncovered": list(signed.uncovered),
    }


def rulebook_identity(rulebook: Rulebook) -> Document:
    """Return what tells a rulebook from every other; the hash is of the file, before variants."""
    return {"id": rulebook.id, "version": rulebook.version, "sha256": rulebook.sha256}


def figure(value: float | None) -> float | None:
    """Return a number as JSON can hold it: NaN and infinity are no numbers there."""
    if value is None or not math.isfinite(value):
        return None
    return float(value)


def as_json(document: Mapping[str, Value]) -> str:
    """Write a document out, one line for each of its keys: readable, and fast where it is long.

    Raises:
        ValueError: A number in it is not finite, which is a mistake of this program.
    """
    lines = (f"  {json.dumps(key)}: {_said(value)}" for key, value in document.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def as_line(document: Mapping[str, Value]) -> str:
    """Write a document on one line, for an answer of several documents.

    Raises:
        ValueError: A number in it is not finite, which is a mistake of this program.
    """
    return _said(document) + "\n"


def _said(value: Value) -> str:
    """Write a value out; characters that would steer a terminal are escaped, the others stand."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_ESCAPED)
