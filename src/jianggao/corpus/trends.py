"""The use of phrases over the years: absolute, and per 10,000 characters of what was said that year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from jianggao.corpus.counting import count_phrases
from jianggao.corpus.texts import Texts

PER = 10_000
"""Characters that a rate is told for."""


class Use(NamedTuple):
    """The use of a phrase in a year."""

    phrase: str
    year: int
    uses: int
    speeches: int
    """Speeches of the year that have the phrase."""
    of_speeches: int
    """All speeches of the year."""
    chars: int
    """Their characters, without white space."""
    rate: float
    """Uses per 10,000 characters."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The use of some phrases in each year that has speeches."""

    uses: tuple[Use, ...]
    """By phrase, then by year."""
    undated: int
    """Speeches without a date, which are left out."""


def trend(texts: Texts, phrases: Sequence[str], *, scripts: bool = False) -> Trend:
    """Return the use of phrases over the years, of each once; by either script where `scripts` asks for it."""
    phrases = list(dict.fromkeys(phrases))
    counts = count_phrases(texts, phrases, scripts=scripts)
    years = sorted({int(year) for year in texts.years[texts.counted]} - {0})
    place = np.searchsorted(years, texts.years)
    dated = texts.counted & (texts.years > 0)
    chars = np.bincount(place[dated], texts.chars[dated], minlength=len(years)).astype(int)
    speeches = np.bincount(place[dated], minlength=len(years))
    uses = []
    for at, phrase in enumerate(phrases):
        mine = counts.only((counts.phrases == at) & dated[counts.speeches])
        used = np.bincount(place[mine.speeches], mine.counts, minlength=len(years)).astype(int)
        having = np.bincount(place[mine.speeches], minlength=len(years))
        for year, row in zip(years, zip(used, having, speeches, chars, strict=True), strict=True):
            count, by, of, size = map(int, row)
            uses.append(Use(phrase, year, count, by, of, size, round(PER * count / size, 4) if size else 0.0))
    return Trend(tuple(uses), int(texts.counted.sum() - dated.sum()))
