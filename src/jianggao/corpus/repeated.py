"""What the speeches of a corpus repeat, over all of it, by year or by author; what came with a year and what went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jianggao.analysis.slogans.find import LONGEST_WEIGHED, OFTENER, PIECE
from jianggao.corpus.counting import dispersion, first_and_last
from jianggao.corpus.formulations import Formulation, Formulations
from jianggao.corpus.texts import Texts
from jianggao.errors import JianggaoError

if TYPE_CHECKING:
    from jianggao.corpus.texts import Marks, Numbers

KINDS = ("slogan", "term")
GROUPINGS = ("year", "author", "folder")


class Repetition(NamedTuple):
    """A formulation and its use, in the corpus or in a group of its speeches."""

    group: str
    """The year, the author or the folder; empty for all speeches."""
    text: str
    shape: str
    """Why it is a slogan: `call`, `list`, `campaign`, `number`, `clause` or `expression`; else `term`."""
    uses: int
    """How often it stands there."""
    speeches: int
    """The number of speeches that have it: its document frequency."""
    dispersion: float
    """Gries's DP over the speeches of the group: 0 spread as the text is, towards 1 all in one."""
    first: str
    """When it was first used: the day, or the year where no day is known; empty where neither is."""
    last: str
    weight: float
    """What it was ranked by: `log2(1 + speeches) × √length`, less for shapes and edges that tell less."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Repetitions, the weightiest first in each group."""

    rows: tuple[Repetition, ...]
    speeches: int
    """Speeches that were counted."""
    left_out: int
    """Speeches that were not, since their date, or whatever they are grouped by, is not known."""


def repeated(
    texts: Texts,
    found: Formulations,
    *,
    by: str = "",
    kinds: Sequence[str] = ("slogan",),
    top: int | None = None,
    least: int = 2,
) -> Repeated:
    """Return what is repeated: in each group at most `top` formulations, each in at least `least` speeches of it.

    `by` is one of `GROUPINGS` or empty; `kinds` are some of `KINDS`.
    """
    groups = _groups(texts, by)
    rows = [row for name, which in groups for row in _ranked(texts, found, name, which, kinds, top, least)]
    counted = sum(int(which.sum()) for _, which in groups)
    return Repeated(tuple(rows), counted, int(texts.counted.sum()) - counted)


def came(texts: Texts, found: Formulations, year: int, **options: int | None) -> Repeated:
    """Return the formulations that are first used in `year`; the options are those of `repeated`.

    `JianggaoError` is raised where the corpus has no speech of an earlier year, or none of this one.
    """
    known = _known_years(texts, year, earlier=True, itself=True)
    first, _ = _range_of_years(texts, found)
    return _chosen(texts, found, known, first == year, **options)


def went(texts: Texts, found: Formulations, year: int, **options: int | None) -> Repeated:
    """Return the formulations last used in the year with speeches before `year`, and not from it on; else as `came`."""
    known = _known_years(texts, year, earlier=True, itself=False)
    _, last = _range_of_years(texts, found)
    return _chosen(texts, found, known, last == max(at for at in known if at < year), **options)


def _known_years(texts: Texts, year: int, *, earlier: bool, itself: bool) -> list[int]:
    known = sorted({int(each) for each in texts.years[texts.counted]} - {0})
    if not any(each < year for each in known) or (itself and year not in known) or not any(each >= year for each in known):
        said = f"{known[0]}–{known[-1]}" if known else "–"
        raise JianggaoError("corpus-year", year=year, known=said)
    return known


def _range_of_years(texts: Texts, found: Formulations) -> tuple[Numbers, Numbers]:
    """Return the first and the last year of each formulation, 0 where no speech that has it has a year."""
    size = len(found.known)
    first, last = np.full(size, 9999), np.zeros(size, np.int64)
    years = texts.years[found.counts.speeches]
    dated = found.counts.only((years > 0) & texts.counted[found.counts.speeches])
    years = texts.years[dated.speeches]
    np.minimum.at(first, dated.phrases, years)
    np.maximum.at(last, dated.phrases, years)
    return first, last


def _chosen(
    texts: Texts, found: Formulations, known: Sequence[int], which: Marks, *, top: int | None = None, least: int | None = 2
) -> Repeated:
    dated = texts.counted & (texts.years > 0)
    chosen = Formulations(found.known, found.counts.only(which[found.counts.phrases]))
    rows = tuple(_ranked(texts, chosen, "", dated, ("slogan",), top, least or 1))
    return Repeated(rows, int(dated.sum()), int(texts.counted.sum() - dated.sum()))


def _groups(texts: Texts, by: str) -> list[tuple[str, Marks]]:
    """Return the groups of speeches by name, in order; those that count and belong to one."""
    if not by:
        return [("", texts.counted)]
    names = np.array([_group_of(texts, number, by) for number in range(len(texts))], object)
    return [(name, texts.counted & (names == name)) for name in sorted(set(names[texts.counted]) - {""})]


def _group_of(texts: Texts, number: int, by: str) -> str:
    entry = texts.entries[number]
    if by == "year":
        return "" if entry.year is None else str(entry.year)
    return entry.author if by == "author" else entry.id.rpartition("/")[0]


def _ranked(
    texts: Texts, found: Formulations, group: str, which: Marks, kinds: Sequence[str], top: int | None, least: int
) -> Iterator[Repetition]:
    """Yield the weightiest formulations of some speeches."""
    counts = found.counts.only(which[found.counts.speeches])
    places, speeches = counts.totals(len(found.known))
    ranked = sorted(
        ((_weight(known, int(speeches[at])), at) for at, known in enumerate(found.known) if speeches[at] >= least),
        key=lambda each: (-each[0], found.known[each[1]].text),
    )
    chosen = ((weight, at) for weight, at in ranked if ("term" if found.known[at].shape == "term" else "slogan") in kinds)
    edges = np.searchsorted(counts.phrases, range(len(found.known) + 1))
    total = int(texts.chars[which].sum())
    for weight, at in _folded(chosen, found.known, speeches, top):
        mine = slice(edges[at], edges[at + 1])
        its_speeches, its_counts = counts.speeches[mine], counts.counts[mine]
        yield Repetition(
            group,
            found.known[at].text,
            found.known[at].shape,
            int(places[at]),
            int(speeches[at]),
            round(dispersion(its_counts, texts.chars[its_speeches], total), 3),
            *first_and_last(texts, its_speeches),
            round(weight, 2),
        )


def _weight(known: Formulation, speeches: int) -> float:
    return log2(1 + speeches) * sqrt(min(len(known.text), LONGEST_WEIGHED)) * known.factor


def _folded(
    ranked: Iterator[tuple[float, int]], known: Sequence[Formulation], speeches: Numbers, top: int | None
) -> Iterator[tuple[float, int]]:
    """Yield the first `top` phrases, without those that are a piece or a small change of one that is weightier."""
    kept: list[int] = []
    for weight, at in ranked:
        if top is not None and len(kept) >= top:
            return
        if not any(_is_variant(known[at].text, known[chief].text, speeches[at] / speeches[chief]) for chief in kept):
            kept.append(at)
            yield weight, at


def _is_variant(text: str, chief: str, oftener: float) -> bool:
    """Tell whether a phrase is a piece of a weightier one and not much more frequent, or holds it and little more."""
    if text in chief:
        return len(text) >= PIECE * len(chief) or oftener <= OFTENER
    return chief in text and len(chief) >= PIECE * len(text)
