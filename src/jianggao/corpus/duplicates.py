"""Near-duplicates: the same speech from several sites, found by the signatures of all.

Signatures are cut into bands of four numbers; speeches that share a band are compared with the first of them
alone, so that a speech printed a thousand times costs a thousand comparisons. Two are the same where at least
80 % of their numbers are, which estimates that 80 % of their shingles are.
"""

from __future__ import annotations

import os

from jianggao.corpus.folder import Corpus

METHOD = "MinHash over shingles of 6 characters, 64 numbers, 16 bands; the same from an estimated resemblance of 0.8"
BANDS, ROWS, AGREE = 16, 4, 52
SIGNED = f"""
create table signed as select id, signature from read_parquet($files) where len(signature) = {BANDS * ROWS};
create table met (id varchar, first varchar)
"""
MEET = """
insert into met
  with banded as (select id, signature[$begin : $end] as numbers from signed),
  firsts as (select numbers, min(id) as first from banded group by numbers having count(*) > 1)
  select id, first from banded join firsts using (numbers) where id <> first
"""
"""One band: a query for each, so that the bands are not in memory together."""
PAIRS = f"""
select met.id, met.first from (select distinct id, first from met) met
  join signed a on a.id = met.id join signed b on b.id = met.first
  where len(list_filter(range(1, {BANDS * ROWS + 1}), lambda i: a.signature[i] = b.signature[i])) >= {AGREE}
  order by all
"""
MEMORY = 128 << 20
"""Bytes that DuckDB may have for it; what goes beyond is put on the disk."""


def find_duplicates(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Return for each speech that is the same as an earlier one the first of all that are, by pairs that are the same."""
    first: dict[str, str] = {}

    def root(id_: str) -> str:
        while (above := first.get(id_, id_)) != id_:
            first[id_] = first.get(above, above)
            id_ = above
        return id_

    for one, other in pairs:
        a, b = sorted((root(one), root(other)))
        if a != b:
            first[b] = a
    return {id_: root(id_) for id_ in sorted(first)}


def write_duplicates(corpus: Corpus, memory: int) -> int:
    """Find the near-duplicates of a corpus, write their table, and return how many there are."""
    import duckdb
    import pyarrow as pa

    from jianggao.corpus.tables import schema
    from jianggao.corpus.write import write_table

    files = corpus.files("speeches")
    found: dict[str, str] = {}
    if files:
        spill = os.path.join(corpus.path, ".spill")
        limit = f"{min(memory, MEMORY) >> 20}MB"
        with duckdb.connect(config={"memory_limit": limit, "temp_directory": spill, "threads": "1"}) as base:
            for statement in SIGNED.split(";"):
                base.execute(statement, {"files": files} if "$files" in statement else None)
            for band in range(BANDS):
                base.execute(MEET, {"begin": band * ROWS + 1, "end": (band + 1) * ROWS})
            found = find_duplicates(base.execute(PAIRS).fetchall())
        if os.path.isdir(spill):
            os.rmdir(spill)
    rows = pa.table([list(found), list(found.values())], schema=schema("duplicates"))
    write_table(os.path.join(corpus.path, "duplicates.parquet"), rows)
    return len(found)
