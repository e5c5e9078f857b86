"""Plain values and the arrays in them as one file: nothing in it can do anything but be read."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

_MARK = b"whyscore part 1\n"
_SIZE = struct.Struct("<Q")
_NUMBERS = "biuf"  # kinds of numpy's that are kept as bytes


class NotWhole(Exception):  # noqa: N818 - reads as what it is
    """The file is not one of ours, or was not written to its end."""


def write(value: object, path: Path) -> None:
    """Write a value: numbers, texts, tuples, mappings, arrays, and dataclasses made of these.

    The file stands there whole or not at all.

    Args:
        value: What is to be kept.
        path: Where; a file that stands there is replaced.
    """
    arrays: list[NDArray[Any]] = []
    head = json.dumps(_said(value, arrays), ensure_ascii=False, separators=(",", ":"))
    raw = head.encode("utf-8")
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(_MARK)
        file.write(_SIZE.pack(len(raw)))
        file.write(raw)
        for array in arrays:
            file.write(np.ascontiguousarray(array).data.cast("B") if array.size else b"")
        file.write(_MARK)
    beside.replace(path)


def read(path: Path, types: Iterable[type]) -> Any:
    """Read what ``write`` wrote.

    Args:
        path: The file.
        types: The dataclasses that may occur in it.

    Raises:
        NotWhole: It is not such a file, or was not written to its end.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        try:
            head = _head(file)
            made = _made(head, file, {one.__name__: one for one in types})
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise NotWhole(path.name) from error
        if file.read(len(_MARK) + 1) != _MARK:
            raise NotWhole(path.name)
    return made


def _head(file: BinaryIO) -> Any:
    if file.read(len(_MARK)) != _MARK:
        raise ValueError
    (size,) = _SIZE.unpack(file.read(_SIZE.size))
    if size > os.fstat(file.fileno()).st_size:
        raise ValueError
    return json.loads(file.read(size))


def _said(value: Any, arrays: list[NDArray[Any]]) -> Any:
    """Return the value as JSON; its arrays of numbers are put into ``arrays``, in their order."""
    value = value.item() if isinstance(value, np.generic) else value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in _NUMBERS:
            return {"texts": value.tolist()}
        arrays.append(value)
        return {"array": value.dtype.str, "shape": value.shape}
    if is_dataclass(value):
        inside = {one.name: _said(getattr(value, one.name), arrays) for one in fields(value)}
        return {"is": type(value).__name__, "of": inside}
    if isinstance(value, Mapping):
        pairs = [[_said(key, arrays), _said(one, arrays)] for key, one in value.items()]
        return {"pairs": pairs}
    if isinstance(value, tuple | list):
        return [_said(one, arrays) for one in value]
    raise TypeError(type(value).__name__)


def _made(said: Any, file: BinaryIO, types: Mapping[str, type]) -> Any:
    if isinstance(said, list):
        return tuple(_made(one, file, types) for one in said)
    if not isinstance(said, dict):
        return said
    if "array" in said:
        return _array(file, np.dtype(said["array"]), tuple(said["shape"]))
    if "texts" in said:
        return np.array([*said["texts"], None], dtype=object)[:-1]
    if "pairs" in said:
        return {_made(k, file, types): _made(one, file, types) for k, one in said["pairs"]}
    inside = {name: _made(one, file, types) for name, one in said["of"].items()}
    return types[said["is"]](**inside)


def _array(file: BinaryIO, kind: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    count = int(np.prod(shape, dtype=np.int64))
    # Not numpy's fromfile: it reads past Python's own buffer of the file.
    array = np.empty(count, kind)
    if count and file.readinto(array.data.cast("B")) != array.nbytes:  # type: ignore[attr-defined]
        raise ValueError
    return array.reshape(shape)
