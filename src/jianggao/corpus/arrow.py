"""Rows as Arrow tables, and those as Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    import pyarrow as pa


def as_arrow(rows: Sequence[Any], row: type) -> pa.Table:
    """Return rows, named tuples of the type `row`, as an Arrow table: columns of `string`, `int64` and `float64`."""
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    fields = [pa.field(name, types[kind]) for name, kind in get_type_hints(row).items()]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)], pa.schema(fields))


def parquet(table: pa.Table) -> bytes:
    """Return an Arrow table as the bytes of a Parquet file."""
    import io

    import pyarrow.parquet as pq

    written = io.BytesIO()
    pq.write_table(table, written, compression="zstd")
    return written.getvalue()
