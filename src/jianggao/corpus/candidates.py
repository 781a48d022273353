"""Candidates: the phrases of all speeches taken together, before any is counted exactly or judged.

The table `phrases` has what each speech repeats and its whole clauses. A phrase that two speeches have
may be a formulation of the corpus; those that most have, and those that most of some year have, are taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jianggao.corpus.folder import Corpus as Folder
from jianggao.corpus.index import Progress, read
from jianggao.corpus.sql import sealed

SHORTEST, LONGEST = 4, 24
"""Code points of a candidate."""
LEAST = 2
"""Speeches that have it."""
MOST, MOST_OF_YEAR = 12_000, 1_500
"""Candidates that are taken of all, and of each year."""
PER_PART = """
INSERT INTO found
SELECT phrase, year, count(*), sum(count) FROM (
    SELECT p.id, phrase, sum(count) AS count, any_value(s.year) AS year
    FROM part AS p JOIN years AS s ON p.id = s.id
    WHERE length(phrase) BETWEEN $shortest AND $longest AND NOT list_contains($copies, p.id)
    GROUP BY p.id, phrase
) GROUP BY phrase, year
"""
CHOSEN = """
WITH totals AS (SELECT phrase, sum(speeches) AS speeches FROM found GROUP BY phrase HAVING sum(speeches) >= $least),
yearly AS (
    SELECT phrase, t.speeches, row_number() OVER (PARTITION BY year ORDER BY weight(f.speeches, phrase) DESC, phrase) AS rank
    FROM found AS f JOIN totals AS t USING (phrase) WHERE year IS NOT NULL
),
best AS (SELECT phrase, speeches FROM totals ORDER BY weight(speeches, phrase) DESC, phrase LIMIT $most)
SELECT phrase, max(speeches)::BIGINT AS speeches
FROM (SELECT * FROM best UNION ALL SELECT phrase, speeches FROM yearly WHERE rank <= $most_of_year)
GROUP BY phrase ORDER BY weight(max(speeches), phrase) DESC, phrase
"""


class Candidate(NamedTuple):
    """A phrase, and how many speeches are known to have it: at least so many."""

    text: str
    speeches: int


def candidates(folder: Folder, copies: Iterable[str] = (), progress: Progress | None = None) -> list[Candidate]:
    """Return the candidates of a corpus, the weightiest first; speeches whose id is in `copies` are passed over."""
    import pyarrow as pa

    with sealed() as connection:
        connection.execute("CREATE TABLE found (phrase VARCHAR, year INTEGER, speeches BIGINT, count BIGINT)")
        connection.execute("CREATE MACRO weight(speeches, phrase) AS log2(1 + speeches) * sqrt(length(phrase))")
        years = [read(folder, path, ("id", "year")) for path in folder.files("speeches")]
        connection.register("years", pa.concat_tables(years) if years else pa.table({"id": [""], "year": [0]}))
        given = {"shortest": SHORTEST, "longest": LONGEST, "copies": list(copies)}
        for done, path in enumerate(folder.files("phrases"), 1):
            connection.register("part", read(folder, path, ("id", "phrase", "count")))
            connection.execute(PER_PART, given)
            if progress is not None:
                progress(done, len(folder.files("phrases")))
        rows = connection.execute(CHOSEN, {"least": LEAST, "most": MOST, "most_of_year": MOST_OF_YEAR}).fetchall()
    return [Candidate(*row) for row in rows]
