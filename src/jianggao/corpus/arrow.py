"""Rows as Arrow tables, and those as Parquet; pieces of a text as an Arrow array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


def as_arrow(rows: Sequence[Any], row: type) -> pa.Table:
    """Return rows, named tuples of the type `row`, as an Arrow table: columns of `string`, `int64` and `float64`."""
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    fields = [pa.field(name, types[kind]) for name, kind in get_type_hints(row).items()]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)], pa.schema(fields))


def slices(text: str, starts: Numbers, ends: Numbers) -> pa.StringArray:
    """Return pieces of a text, half-open spans of code points, as Arrow strings, without making a Python string of each."""
    import numpy as np
    import pyarrow as pa

    chars = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    sizes = 1 + (chars >= 0x80) + (chars >= 0x800) + (chars >= 0x10000)
    at = np.append(0, np.cumsum(sizes))
    starts, ends = at[starts], at[ends]
    offsets = np.append(0, np.cumsum(ends - starts)).astype(np.int32)
    data = np.frombuffer(text.encode(), np.uint8)
    chosen = data[np.repeat((starts - offsets[:-1]).astype(np.int32), ends - starts) + np.arange(offsets[-1], dtype=np.int32)]
    return pa.StringArray.from_buffers(len(starts), pa.py_buffer(offsets), pa.py_buffer(chosen))


def parquet(table: pa.Table) -> bytes:
    """Return an Arrow table as the bytes of a Parquet file."""
    import io

    import pyarrow.parquet as pq

    written = io.BytesIO()
    pq.write_table(table, written, compression="zstd")
    return written.getvalue()
