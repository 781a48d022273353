"""Which directives of one year live on in another: those of all speeches, compared by their headings.

Two headings are alike as their character bigrams are, rare ones counting for more (`analysis.diff.similarity`,
after Dice 1945). Unlike the directives of two speeches, which are paired one to one, each looks for the one it
is most like, whoever else is like that: several bodies may take up the same directive, and many words of
one may come to be a single one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianggao.analysis.diff import Thresholds
from jianggao.analysis.diff.similarity import ONE, Bigrams, Grams, Weights, bigrams
from jianggao.corpus.folder import Corpus as Folder
from jianggao.corpus.sql import dataset, sealed
from jianggao.errors import JianggaoError

KINDS = ("same", "reworded", "removed", "added")
ALIKE = round(Thresholds().headed * ONE)
"""Likeness from which a heading is another in other words."""
SHARED = 3
"""Bigrams that they share at least: 加强队伍建设 and 加强作风建设 are two."""
RAREST = 8
"""Bigrams of a heading by which headings like it are looked for: the rarest that the other year has."""
COMMON = 100
"""Headings that one bigram brings to be weighed at most."""
WEIGHED = 8
"""Headings that are weighed against one."""
LONGEST = 60
"""Code points of a heading, or of the text that stands for it where a directive has none."""
NOT_WORD = re.compile(r"\W+")
QUERY = """
SELECT s.year, p.id, p.{column}
FROM points AS p JOIN (SELECT id, year FROM speeches WHERE year IN ($old, $new)) AS s ON p.id = s.id
WHERE p.level <= $depth AND (p.heading = '') = $bare
AND regexp_full_match(p.section, '[0-9]+') AND NOT list_contains($copies, p.id)
ORDER BY s.year, p.id, p.point
"""


class Continuity(NamedTuple):
    """What became of a directive of one year in another; a side it does not stand on is empty."""

    kind: str
    """One of `KINDS`."""
    old: str
    """Its heading in the earlier year, or the first words of one without a heading."""
    old_speeches: int
    new: str
    """The heading that is most like it in the later year."""
    new_speeches: int
    similarity: float
    """From 0 to 1."""
    old_id: str
    """A speech that has it."""
    new_id: str


@dataclass(frozen=True, slots=True)
class Continuities:
    """The directives of two years: those that live on, those that do not, and new ones; in each the commonest first."""

    rows: tuple[Continuity, ...]
    old: int
    """Different directives of the earlier year."""
    new: int


class _Directive(NamedTuple):
    """A directive that speeches of a year have, whatever their punctuation."""

    text: str
    grams: Bigrams
    ids: list[str]


def continuity(folder: Folder, old: int, new: int, *, depth: int = 1, copies: Sequence[str] = ()) -> Continuities:
    """Return which directives of the year `old` live on in the year `new`; points down to `depth` are compared.

    `JianggaoError` is raised where no speech of one of the years has a directive.
    """
    ours, theirs = _directives(folder, old, new, depth, copies)
    for year, side in ((old, ours), (new, theirs)):
        if not side:
            raise JianggaoError("corpus-no-directives", year=year)
    rows, found = [], set()
    for key, place, likeness in _nearest(ours, theirs):
        mine = ours[key]
        if place is None:
            rows.append(Continuity("removed", mine.text, _speeches(mine), "", 0, 0.0, mine.ids[0], ""))
            continue
        other = theirs[place]
        found.add(place)
        kind = "same" if key == place else "reworded"
        sides = (mine.text, _speeches(mine), other.text, _speeches(other))
        rows.append(Continuity(kind, *sides, round(likeness / ONE, 2), mine.ids[0], other.ids[0]))
    rows += [
        Continuity("added", "", 0, each.text, _speeches(each), 0.0, "", each.ids[0])
        for key, each in theirs.items()
        if key not in found
    ]
    rows.sort(key=lambda row: (KINDS.index(row.kind), -row.old_speeches, -row.new_speeches, -row.similarity, row.old, row.new))
    return Continuities(tuple(rows), len(ours), len(theirs))


def _speeches(directive: _Directive) -> int:
    return len(set(directive.ids))


def _directives(
    folder: Folder, old: int, new: int, depth: int, copies: Sequence[str]
) -> tuple[dict[str, _Directive], dict[str, _Directive]]:
    """Return the directives of both years by what they say, punctuation aside."""
    with sealed() as connection:
        for table in ("points", "speeches"):
            connection.register(table, dataset(folder, table))
        given = {"old": old, "new": new, "depth": depth, "copies": list(copies)}
        rows = connection.execute(QUERY.format(column="heading"), {**given, "bare": False}).fetchall()
        rows += connection.execute(QUERY.format(column="text"), {**given, "bare": True}).fetchall()
    sides: dict[int, dict[str, _Directive]] = {old: {}, new: {}}
    for year, speech, heading in rows:
        words = " ".join(heading.split())[:LONGEST]
        key = NOT_WORD.sub("", words)
        if key:
            sides[year].setdefault(key, _Directive(words, bigrams(words), [])).ids.append(speech)
    return sides[old], sides[new]


def _nearest(ours: dict[str, _Directive], theirs: dict[str, _Directive]) -> Iterator[tuple[str, str | None, int]]:
    """Yield each directive of ours, the one of theirs it lives on in, None where it does not, and how alike they are."""
    sides = [[Grams(each.grams, each.grams) for each in side.values()] for side in (ours, theirs)]
    weights = Weights(*sides)
    keys = list(theirs)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(theirs.values()):
        for gram in each.grams:
            having[gram].append(at)
    for key, mine in ours.items():
        if key in theirs:
            yield key, key, ONE
            continue
        known = sorted((gram for gram in mine.grams if gram in having), key=lambda gram: (len(having[gram]), gram))
        shared = Counter(at for gram in known[:RAREST] for at in having[gram][:COMMON])
        best = max(
            ((weights.dice(mine.grams, theirs[keys[at]].grams), -at) for at, _ in shared.most_common(WEIGHED)), default=(0, 0)
        )
        likeness, place = best[0], keys[-best[1]] if keys else ""
        if likeness >= ALIKE and len(mine.grams & theirs[place].grams) >= SHARED:
            yield key, place, likeness
        else:
            yield key, None, likeness
