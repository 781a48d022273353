"""Texts gathered to chunks: batches of a size that a worker holds with ease."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow as pa

from jianggao.corpus.sources import Item
from jianggao.corpus.tables import INPUT, TABLES, input_schema, schema
from jianggao.errors import JianggaoError

MOST_TEXTS = 256
MOST_BYTES = 4 << 20
"""Of the texts of a chunk, about: the last one may go beyond."""


class Chunk(NamedTuple):
    """A batch of texts and the name under which its tables are kept: a hash of the names and fingerprints of its texts."""

    name: str
    batch: pa.RecordBatch

    @classmethod
    def of(cls, batch: pa.RecordBatch) -> Chunk:
        """Return the chunk that a batch is."""
        return cls(chunk_name(batch.column("id").to_pylist(), batch.column("fingerprint").to_pylist()), batch)


def chunk_name(ids: Iterable[str], fingerprints: Iterable[str]) -> str:
    """Return the name of a chunk of texts."""
    named = "\0".join(f"{id_}\0{fingerprint}" for id_, fingerprint in zip(ids, fingerprints, strict=True))
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def fingerprint(item: Item, settings: str) -> str:
    """Return the hash of a text, of what is known of it, and of how it is read."""
    content = item.data if item.data is not None else (item.text or "").encode()
    known = "\0".join(map(str, (settings, item.id, item.name, item.title, item.author, item.date, item.error)))
    return hashlib.sha256(known.encode("utf-8", "surrogatepass") + b"\0" + content).hexdigest()[:16]


def batch_of(rows: list[tuple[Item, str]]) -> pa.RecordBatch:
    """Return texts and their fingerprints as a batch to analyse."""
    columns = {each.name: [getattr(item, each.name, None) for item, _ in rows] for each in INPUT}
    columns["fingerprint"] = [printed for _, printed in rows]
    wanted = input_schema()
    return pa.RecordBatch.from_arrays([pa.array(columns[field.name], field.type) for field in wanted], schema=wanted)


def gathered(rows: Iterable[tuple[Item, str]]) -> Iterator[pa.RecordBatch]:
    """Yield texts and their fingerprints in batches."""
    held: list[tuple[Item, str]] = []
    size = 0
    for item, printed in rows:
        held.append((item, printed))
        size += item.size
        if len(held) == MOST_TEXTS or size >= MOST_BYTES:
            yield batch_of(held)
            held, size = [], 0
    if held:
        yield batch_of(held)


def errors_of(rows: list[tuple[str, str, str, JianggaoError]]) -> dict[str, pa.RecordBatch]:
    """Return the tables of texts that could not be read: of each the id, the source, the fingerprint, the error."""
    columns = [
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        [row[3].code for row in rows],
        [row[3].say("en") for row in rows],
    ]
    wanted = schema("errors")
    arrays = [pa.array(column, field.type) for column, field in zip(columns, wanted, strict=True)]
    return {table: _empty(table) for table in TABLES} | {"errors": pa.RecordBatch.from_arrays(arrays, schema=wanted)}


def _empty(table: str) -> pa.RecordBatch:
    wanted = schema(table)
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in wanted], schema=wanted)
