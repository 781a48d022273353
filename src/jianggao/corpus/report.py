"""What is in a corpus: numbers for `corpus info`."""

from __future__ import annotations

import os
from typing import Any

import pyarrow.parquet as pq

from jianggao.corpus.folder import Corpus
from jianggao.corpus.tables import SCHEMA, TABLES


def errors_in(corpus: Corpus) -> list[tuple[str, str]]:
    """Return id and message of every text that could not be read, by id."""
    found: list[tuple[str, str]] = []
    for path in corpus.files("errors"):
        rows = pq.read_table(path, columns=["id", "message"]).to_pydict()
        found += zip(rows["id"], rows["message"], strict=True)
    return sorted(found)


def info(corpus: Corpus) -> dict[str, Any]:
    """Return what is in a corpus and how it was built, as a tree."""
    tables = {}
    for table in TABLES:
        files = [pq.read_metadata(path) for path in corpus.files(table)]
        tables[table] = {"rows": sum(each.num_rows for each in files), "bytes": sum(map(_size, corpus.files(table)))}
    years: dict[int | None, int] = {}
    found_in: dict[str | None, int] = {}
    chars = 0
    for path in corpus.files("speeches"):
        rows = pq.read_table(path, columns=["year", "date_from", "chars"]).to_pydict()
        chars += sum(rows["chars"])
        for counts, column in ((years, rows["year"]), (found_in, rows["date_from"])):
            for value in column:
                counts[value] = counts.get(value, 0) + 1
    known = sorted(year for year in years if year is not None)
    return {
        "schema": SCHEMA,
        "program": corpus.about.get("program"),
        "engine": corpus.about.get("engine"),
        "chunks": len(corpus.files("speeches")),
        "chars": chars,
        "years": {str(year): years[year] for year in known} | ({"unknown": years[None]} if None in years else {}),
        "dates_from": {str(place): number for place, number in sorted(found_in.items(), key=str) if place is not None},
        "duplicates": corpus.about.get("duplicates"),
        "tables": tables,
    }


def _size(path: str) -> int:
    return os.path.getsize(path)
