"""Regular expressions over the folded texts, with RE2: whatever the pattern, the time is linear in the text.

DuckDB brings the engine (Cox, Regular expression matching in the wild, 2010). It returns no places, so it
sets a control character, which no folded text has, before and behind each match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jianggao.corpus.sql import sealed
from jianggao.corpus.texts import Places, Texts, column
from jianggao.errors import JianggaoError

if TYPE_CHECKING:
    import pyarrow as pa

    from jianggao.corpus.texts import Numbers

MARK = "\x1e"
QUERY = f"""
SELECT part, speech // 2, regexp_replace(text, $pattern, chr({ord(MARK)}) || '\\0' || chr({ord(MARK)}), 'g')
FROM texts WHERE speech % 2 = 0 AND regexp_matches(text, $pattern)
"""


def regex_places(texts: Texts, pattern: str) -> Places:
    """Return the places of what matches `pattern` in each speech, apart from matches of nothing.

    `JianggaoError` is raised for what RE2 does not take for a pattern.
    """
    import duckdb

    with sealed() as connection:
        connection.register("texts", _table(texts))
        try:
            marked = connection.sql(QUERY, params={"pattern": pattern}).to_arrow_table()
        except duckdb.Error as error:
            reason = str(error).partition("\n")[0].partition("Error: ")[2]
            raise JianggaoError("corpus-regex", pattern=pattern, reason=reason or error) from None
    columns = [_matches(batch) for batch in marked.to_batches()]
    parts, speeches, starts, ends = np.concatenate(columns, axis=1) if columns else np.empty((4, 0), np.int64)
    order = np.lexsort((starts, speeches, parts))
    edges = np.searchsorted(parts[order], range(len(texts.parts) + 1))
    found = []
    for number, part in enumerate(texts.parts):
        mine = order[edges[number] : edges[number + 1]]
        begins = column(part, "starts")[speeches[mine]]
        found.append(texts.in_part(number, begins + starts[mine], begins + ends[mine]))
    return Places.joined(found)


def _matches(batch: pa.RecordBatch) -> Numbers:
    """Return what stands between pairs of marks: part, speech, and half-open bytes of the speech without marks, a row each."""
    _, edges, letters = batch.column(2).buffers()
    first = batch.column(2).offset
    offsets = np.frombuffer(edges, np.int32)[first : first + batch.num_rows + 1].astype(np.int64)
    marks = np.flatnonzero(np.frombuffer(letters, np.uint8)[: offsets[-1]] == ord(MARK))
    marks = marks[marks >= offsets[0]]
    row = np.searchsorted(offsets, marks, "right") - 1
    before = np.arange(len(marks)) - np.searchsorted(marks, offsets)[row]
    places = marks - offsets[row] - before
    starts, ends, row = places[::2], places[1::2], row[::2]
    some = ends > starts
    which = (batch.column(at).to_numpy()[row[some]] for at in (0, 1))
    return np.array([*which, starts[some], ends[some]], np.int64)


def _table(texts: Texts) -> pa.Table:
    """Return the folded texts as an Arrow table that reads them where they are mapped."""
    import pyarrow as pa

    tables = []
    for number, part in enumerate(texts.parts):
        starts = np.frombuffer(part.starts, np.int32)
        edges = np.empty(2 * part.size + 1, np.int32)
        edges[::2], edges[1::2] = starts, starts[1:] - 1  # every other text is the line feed behind a speech
        read = pa.StringArray.from_buffers(2 * part.size, pa.py_buffer(edges), pa.py_buffer(part.text))
        numbers = (pa.array(np.full(2 * part.size, number)), pa.array(np.arange(2 * part.size)))
        tables.append(pa.table({"part": numbers[0], "speech": numbers[1], "text": read}))
    return pa.concat_tables(tables) if tables else pa.table({"part": [0], "speech": [1], "text": [""]})
