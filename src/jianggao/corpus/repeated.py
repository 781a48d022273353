"""What the speeches of a corpus repeat, over all of it, by year or by author; what came with a year and what went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jianggao.analysis.slogans.find import LONGEST_WEIGHED, OFTENER, PIECE
from jianggao.corpus.counting import Counts, dispersion, first_and_last
from jianggao.corpus.formulations import Formulation, Formulations
from jianggao.corpus.suffixes import Entry
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
    names, groups = _groups(texts, by)
    order = np.argsort(groups[found.counts.speeches], kind="stable")
    edges = np.searchsorted(groups[found.counts.speeches][order], range(len(names) + 1))
    chars = np.bincount(groups[groups >= 0], texts.chars[groups >= 0], minlength=len(names))
    rows: list[Repetition] = []
    for number, name in enumerate(names):
        counts = found.counts.only(order[edges[number] : edges[number + 1]])
        rows += _ranked(texts, found.known, counts, name, int(chars[number]), kinds, top, least)
    counted = int((groups >= 0).sum())
    return Repeated(tuple(rows), counted, int(texts.counted.sum()) - counted)


def came(texts: Texts, found: Formulations, year: int, **options: int | None) -> Repeated:
    """Return the formulations that are first used in `year`; the options are those of `repeated`.

    `JianggaoError` is raised where the corpus has no speech of an earlier year, or none of this one.
    """
    _known_years(texts, year, itself=True)
    first, _ = _range_of_years(texts, found)
    return _chosen(texts, found, first == year, **options)


def went(texts: Texts, found: Formulations, year: int, **options: int | None) -> Repeated:
    """Return the formulations last used in the year with speeches before `year`, and not from it on; else as `came`."""
    known = _known_years(texts, year, itself=False)
    _, last = _range_of_years(texts, found)
    return _chosen(texts, found, last == max(at for at in known if at < year), **options)


def _known_years(texts: Texts, year: int, *, itself: bool) -> list[int]:
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


def _chosen(texts: Texts, found: Formulations, which: Marks, *, top: int | None = None, least: int | None = 2) -> Repeated:
    dated = texts.counted & (texts.years > 0)
    counts = found.counts.only(which[found.counts.phrases] & dated[found.counts.speeches])
    rows = tuple(_ranked(texts, found.known, counts, "", int(texts.chars[dated].sum()), ("slogan",), top, least or 1))
    return Repeated(rows, int(dated.sum()), int(texts.counted.sum() - dated.sum()))


def _groups(texts: Texts, by: str) -> tuple[list[str], Numbers]:
    """Return the names of the groups, in order, and which one each speech belongs to; -1 for one that does not count."""
    if not by:
        return [""], np.where(texts.counted, 0, -1)
    group_of = {"year": _year, "author": _author, "folder": _folder}[by]
    named = [group_of(entry) if counted else "" for entry, counted in zip(texts.entries, texts.counted, strict=True)]
    names = sorted({*named} - {""})
    places = {name: place for place, name in enumerate(names)}
    return names, np.array([places.get(name, -1) for name in named], np.int64)


def _year(entry: Entry) -> str:
    return "" if entry.year is None else str(entry.year)


def _author(entry: Entry) -> str:
    return entry.author


def _folder(entry: Entry) -> str:
    return entry.id.rpartition("/")[0]


def _ranked(
    texts: Texts,
    known: Sequence[Formulation],
    counts: Counts,
    group: str,
    chars: int,
    kinds: Sequence[str],
    top: int | None,
    least: int,
) -> Iterator[Repetition]:
    """Yield the weightiest formulations of some speeches, by their counts in those, which have `chars` characters."""
    uses, speeches = counts.totals(len(known))
    wanted = (at for at in np.flatnonzero(speeches >= least).tolist() if _kind(known[at]) in kinds)
    ranked = sorted((-_weight(known[at], int(speeches[at])), known[at].text, at) for at in wanted)
    edges = np.searchsorted(counts.phrases, range(len(known) + 1))
    for weight, text, at in _folded(ranked, speeches, top):
        mine = slice(edges[at], edges[at + 1])
        its_speeches, its_counts = counts.speeches[mine], counts.counts[mine]
        yield Repetition(
            group,
            text,
            known[at].shape,
            int(uses[at]),
            int(speeches[at]),
            round(dispersion(its_counts, texts.chars[its_speeches], chars), 3),
            *first_and_last(texts, its_speeches),
            round(-weight, 2),
        )


def _kind(known: Formulation) -> str:
    return "term" if known.shape == "term" else "slogan"


def _weight(known: Formulation, speeches: int) -> float:
    return log2(1 + speeches) * sqrt(min(len(known.text), LONGEST_WEIGHED)) * known.factor


def _folded(ranked: Sequence[tuple[float, str, int]], speeches: Numbers, top: int | None) -> Iterator[tuple[float, str, int]]:
    """Yield the first `top` phrases, without those that are a piece or a small change of one that is weightier."""
    kept: list[tuple[str, int]] = []
    for weight, text, at in ranked:
        if top is not None and len(kept) >= top:
            return
        if not any(_is_variant(text, chief, speeches[at] / speeches[place]) for chief, place in kept):
            kept.append((text, at))
            yield weight, text, at


def _is_variant(text: str, chief: str, oftener: float) -> bool:
    """Tell whether a phrase is a piece of a weightier one and not much more frequent, or holds it and little more."""
    if text in chief:
        return len(text) >= PIECE * len(chief) or oftener <= OFTENER
    return chief in text and len(chief) >= PIECE * len(text)
