"""Parquet parts, each whole or not there; and parts without what has been taken away."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Mapping
from contextlib import suppress

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jianggao.corpus.folder import Corpus, part
from jianggao.corpus.tables import TABLES


def write_chunk(folder: str, chunk: str, tables: Mapping[str, pa.RecordBatch]) -> None:
    """Write the parts of a chunk; it is not in the corpus before it is committed."""
    for table, batch in tables.items():
        write_table(part(folder, table, chunk), pa.Table.from_batches([batch]))


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


def without(corpus: Corpus, chunk: str, ids: Collection[str]) -> str | None:
    """Write a chunk once more without some speeches and return its new name; None where nothing is left of it."""
    gone = pa.array(sorted(ids), pa.string())
    name = hashlib.sha256("\0".join([chunk, *sorted(ids)]).encode()).hexdigest()[:16]
    left = 0
    for table in TABLES:
        rows = pq.read_table(corpus.file(table, chunk))
        rows = rows.filter(pc.invert(pc.is_in(rows.column("id"), gone)))
        left += len(rows) if table in ("speeches", "errors") else 0
        write_table(corpus.file(table, name), rows)
    return name if left else None


def sweep(corpus: Corpus) -> None:
    """Delete files in the tables' folders that are not of the corpus: of chunks taken away, and of builds killed."""
    for table in TABLES:
        folder = os.path.join(corpus.path, table)
        kept = {os.path.basename(path) for path in corpus.files(table)}
        with suppress(OSError):
            for name in os.listdir(folder):
                if name not in kept and name.endswith((".parquet", ".tmp")):
                    os.unlink(os.path.join(folder, name))
