"""Columns out of DuckDB block by block, without a copy: Arrow's C stream interface.

DuckDB's own way into NumPy copies every column twice. Here a block's columns are looked at where
DuckDB put them, and are gone when the next block comes.

Source:
    The Arrow C data interface and C stream interface, https://arrow.apache.org/docs/format/.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import duckdb

Block = dict[str, NDArray[Any]]
"""Columns of some rows by name, each of shape ``(n,)``; not to be kept."""

_CAPSULE = b"arrow_array_stream"
_FORMATS = {
    b"C": np.uint8,
    b"S": np.uint16,
    b"I": np.uint32,
    b"L": np.uint64,
    b"i": np.int32,
    b"l": np.int64,
    b"g": np.float64,
    b"tdD": np.int32,
}


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


class _Stream(ctypes.Structure):
    pass


_SchemaPointer = ctypes.POINTER(_Schema)
_ArrayPointer = ctypes.POINTER(_Array)
_StreamPointer = ctypes.POINTER(_Stream)
_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(_SchemaPointer)),
    ("dictionary", _SchemaPointer),
    ("release", ctypes.CFUNCTYPE(None, _SchemaPointer)),
    ("private_data", ctypes.c_void_p),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(_ArrayPointer)),
    ("dictionary", _ArrayPointer),
    ("release", ctypes.CFUNCTYPE(None, _ArrayPointer)),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, _StreamPointer, _SchemaPointer)),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, _StreamPointer, _ArrayPointer)),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, _StreamPointer)),
    ("release", ctypes.CFUNCTYPE(None, _StreamPointer)),
    ("private_data", ctypes.c_void_p),
]
_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]


def blocks(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Block]:
    """Yield what a query gives, a block of rows after the other.

    Args:
        connection: Where to ask.
        query: Gives columns of numbers and dates only, and no null. A date comes as the number
            of days since 1970-01-01.

    Raises:
        duckdb.Error: The query fails, at once or at a later row.
    """
    import duckdb

    capsule = connection.sql(query).__arrow_c_stream__()
    stream = _Stream.from_address(_pointer_of(capsule, _CAPSULE))
    columns = _columns(stream)
    while True:
        array = _Array()
        if stream.get_next(ctypes.byref(stream), ctypes.byref(array)):
            told = stream.get_last_error(ctypes.byref(stream)) or b""
            raise duckdb.Error(told.decode(errors="replace"))
        if not array.release:
            return
        try:
            yield _block(array, columns)
        finally:
            array.release(ctypes.byref(array))


def _columns(stream: _Stream) -> list[tuple[str, Any]]:
    """Return the name and type of each column."""
    schema = _Schema()
    if stream.get_schema(ctypes.byref(stream), ctypes.byref(schema)):
        raise AssertionError(_CAPSULE)
    found = []
    for at in range(schema.n_children):
        column = schema.children[at].contents
        found.append((column.name.decode(), _FORMATS[column.format]))
    schema.release(ctypes.byref(schema))
    return found


def _block(array: _Array, columns: Sequence[tuple[str, Any]]) -> Block:
    return {
        name: _seen(array.children[at].contents, np.dtype(type_))
        for at, (name, type_) in enumerate(columns)
    }


def _seen(column: _Array, type_: np.dtype[Any]) -> NDArray[Any]:
    """Return a column where it lies."""
    if column.null_count > 0:
        raise AssertionError(_CAPSULE)
    if not column.length:
        return np.empty(0, dtype=type_)
    size = type_.itemsize
    start = column.buffers[1] + column.offset * size
    memory = (ctypes.c_char * (column.length * size)).from_address(start)
    return np.frombuffer(memory, dtype=type_)
