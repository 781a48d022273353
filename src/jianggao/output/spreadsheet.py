"""Rows to CSV that Excel opens as it is meant: UTF-8 with a byte order mark, CRLF, and nothing that computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
COMPUTING = tuple("=+-@＝＋－＠\t\r")
"""First characters by which a spreadsheet may take a text for a formula."""

Cell = str | int | float


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([as_text(cell) for cell in header])
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def as_text(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(COMPUTING) else cell
