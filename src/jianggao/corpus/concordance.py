"""Keyword in context over a corpus: every place of some phrases, where it stands, and what is around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from jianggao.corpus.counting import day, phrase_places
from jianggao.corpus.suffixes import Part, SpeechText
from jianggao.corpus.texts import Places, Texts

WIDTH = 24
"""Code points of context on each side."""
PARTS = ("title", "byline", "salutation", "opening", "closing", "tail")
WHERE = ("headings", "directives", "quotes", *PARTS)
"""Where a phrase can be searched for."""


class Hit(NamedTuple):
    """A place of a phrase; `start` and `end` are half-open code points of the original, the others are what is read there."""

    id: str
    """The speech."""
    date: str
    """The day, or the year where no day is known; empty where neither is."""
    author: str
    title: str
    section: str
    """The part or the place of the directive, as in the tables."""
    heading: str
    """The mark and heading of the directive."""
    line: int
    """In the original, from 1, as `column`."""
    column: int
    before: str
    """What stands before it in its paragraph, at most so wide."""
    text: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Concordance:
    """The places of some phrases."""

    phrases: tuple[str, ...]
    count: int
    """Of all places."""
    speeches: int
    """Of the speeches that they stand in."""
    hits: tuple[Hit, ...]
    """The first of them by date, or all."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, and where."""

    phrases: Sequence[str]
    every: bool = False
    """Only in speeches in which each of the phrases stands."""
    regex: bool = False
    """The phrases are regular expressions (RE2)."""
    scripts: bool = False
    """In the simplified and the traditional script alike."""
    where: Sequence[str] = ()
    """Some of `WHERE`; everywhere where it is empty."""
    source: str = ""
    """In quotations alone, of a source with this in its name."""

    def places(self, texts: Texts) -> Places:
        """Return the places, each once, in order."""
        each = [self._kept(texts, self._found(texts, phrase)) for phrase in self.phrases]
        if len(each) == 1:
            return each[0]
        joined = Places.joined(each)
        if self.every and each:
            common = np.ones(len(texts), bool)
            for found in each:
                common &= np.bincount(found.speeches, minlength=len(texts)) > 0
            joined = joined.only(common[joined.speeches])
        order = np.lexsort((joined.ends, joined.starts, joined.speeches))
        joined = joined.only(order)
        again = (np.diff(joined.speeches) == 0) & (np.diff(joined.starts) == 0) & (np.diff(joined.ends) == 0)
        return joined.only(np.concatenate(([True], ~again))) if len(joined) else joined

    def _found(self, texts: Texts, phrase: str) -> Places:
        if not self.regex:
            found = [each for _, each in phrase_places(texts, [phrase], scripts=self.scripts)]
            return Places.joined([Places(each.starts, each.ends, each.speeches) for each in found])
        from jianggao.corpus.regexes import regex_places

        return regex_places(texts, phrase)

    def _kept(self, texts: Texts, found: Places) -> Places:
        """Return the places that are where they are searched for."""
        if self.source:
            found = found.only(texts.within(found, "quote", holding=self.source))
        if not self.where:
            return found
        inside = np.zeros(len(found), bool)
        for where in self.where:
            if where == "headings":
                inside |= texts.within(found, "heading")
            elif where == "quotes":
                inside |= texts.within(found, "quote")
            elif where == "directives":
                inside |= ~texts.within(found, "section", ("head", *PARTS)) & texts.within(found, "section")
            else:
                inside |= texts.within(found, "section", (where,))
        return found.only(inside)


def concordance(texts: Texts, search: Search, *, top: int | None = None, width: int = WIDTH) -> Concordance:
    """Return the places of what is searched for: all counted, the first `top` of them shown, in the order of dates."""
    found = search.places(texts)
    shown, speeches = texts.earliest(found, top)
    return Concordance(tuple(search.phrases), len(found), speeches, tuple(_hits(texts, shown, width)))


def _hits(texts: Texts, found: Places, width: int) -> Iterator[Hit]:
    rows = zip(*(column.tolist() for column in found), strict=True)
    for number, places in groupby(rows, key=itemgetter(2)):
        part, speech = texts.speech(number)
        for start, end, _ in places:
            yield _hit(part, speech, start, end, width)


def _hit(part: Part, speech: SpeechText, first: int, last: int, width: int) -> Hit:
    entry = speech.entry
    start, end = speech.offset(first), speech.offset(last)
    low, high = speech.paragraph(start, end)
    section = part.section_at(first)
    return Hit(
        entry.id,
        day(entry),
        entry.author,
        entry.title,
        section.name if section else "",
        section.label if section else "",
        *speech.place(start),
        speech.read(max(low, start - width), start),
        speech.read(start, end),
        speech.read(end, min(high, end + width)),
        *speech.original(start, end),
    )
