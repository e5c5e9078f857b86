"""The rows of a payment app's bill, kept beside the records that they became."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class BillPart:
    """One table of a bill: every row that could be read, as its cells stand.

    A refund often stands in another bill than its purchase, and a later bill tells a payment
    anew. So what a bill comes to is worked out from the rows of all bills of a person, whether
    they come in a folder, as several files, or a month later.

    Attributes:
        reader: Id of the payment app's format, such as ``alipay``.
        file: Name of the file.
        table: Name of the sheet; empty for a text.
        made: When the bill was made, 0 where it does not say. Unit: seconds since 1970-01-01, in
            the app's own time.
        columns: Names of the columns that are kept.
        lines: Line or row of each row in its file, from 1.
        cells: The cells of each row, in the order of ``columns``.
        records: Id of the record that each row became; empty where it became none.
        out: Which rows the reader left out.
        bears: True where a row may change what another bill comes to: a refund, a payment that
            was closed.
        stored: True where the part comes out of the store.
    """

    reader: str
    file: str
    table: str
    made: int
    columns: tuple[str, ...]
    lines: tuple[int, ...] = field(repr=False)
    cells: tuple[tuple[str, ...], ...] = field(repr=False)
    records: tuple[str, ...] = field(repr=False)
    out: frozenset[int] = frozenset()
    bears: bool = False
    stored: bool = False
