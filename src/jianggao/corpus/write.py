"""Parquet parts, each whole or not there."""

from __future__ import annotations

import os
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq

from jianggao.corpus.folder import Corpus


def write_chunk(corpus: Corpus, chunk: str, tables: dict[str, pa.RecordBatch]) -> None:
    """Write the parts of a chunk; it is not in the corpus before it is committed."""
    for table, batch in tables.items():
        write_table(corpus.file(table, chunk), pa.Table.from_batches([batch]))


def write_table(path: str, table: pa.Table) -> None:
    """Write a Parquet file under another name and give it its own when it is whole."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        pq.write_table(table, temporary, compression="zstd")
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
