"""Counting many phrases at once: how often each stands in which speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jianggao.corpus.forms import forms
from jianggao.corpus.packed import NUMBER
from jianggao.corpus.suffixes import Entry, Part, Range
from jianggao.corpus.texts import Texts

if TYPE_CHECKING:
    from jianggao.corpus.texts import Marks, Numbers


class Counts(NamedTuple):
    """How often phrases stand in speeches: a row for each phrase and each speech it stands in, in that order."""

    phrases: Numbers
    """The place of the phrase among those that were asked for."""
    speeches: Numbers
    """The number of the speech."""
    counts: Numbers

    def only(self, which: Marks | Numbers) -> Counts:
        """Return some of the rows."""
        return Counts(*(column[which] for column in self))

    def totals(self, size: int) -> tuple[Numbers, Numbers]:
        """Return of each of `size` phrases how often it stands, and in how many speeches."""
        return (
            np.bincount(self.phrases, self.counts, minlength=size).astype(np.int64),
            np.bincount(self.phrases, minlength=size),
        )


MOST_AT_ONCE = 1_000_000
"""Places of phrases that are looked at together."""


class PhrasePlaces(NamedTuple):
    """Places of phrases in the text of a part: the phrase of each, its half-open bytes, and the number of its speech."""

    which: Numbers
    starts: Numbers
    ends: Numbers
    speeches: Numbers


def count_phrases(texts: Texts, phrases: Sequence[str], *, scripts: bool = False) -> Counts:
    """Return how often each of `phrases` stands in each speech that counts; places that overlap count once."""
    return counted(texts, [found for _, found in phrase_places(texts, phrases, scripts=scripts)])


def counted(texts: Texts, found: Iterable[PhrasePlaces]) -> Counts:
    """Return how often phrases stand in each speech, of some of their places."""
    size = max(len(texts), 1)
    several = [np.unique(each.which * size + each.speeches, return_counts=True) for each in found]
    if not several:
        return Counts(*(np.empty(0, np.int64) for _ in Counts._fields))
    keys, counts = (np.concatenate(column) for column in zip(*several, strict=True))
    order = np.argsort(keys, kind="stable")  # a speech is in one part: no key comes twice
    return Counts(keys[order] // size, keys[order] % size, counts[order])


def phrase_places(texts: Texts, phrases: Sequence[str], *, scripts: bool = False) -> Iterator[tuple[Part, PhrasePlaces]]:
    """Yield the places of phrases in the speeches that count, part by part and at most so many at once."""
    pieces = [forms(phrase, scripts=scripts) for phrase in phrases]
    all_count = bool(texts.counted.all())
    for number, part in enumerate(texts.parts):
        ranges = ((at, each) for at, piece in enumerate(pieces) if piece for each in part.find(piece))
        for group in _groups(ranges):
            which, starts, ends = _apart(*_places(part, group))
            found = PhrasePlaces(which, starts, ends, texts.speeches_at(number, starts))
            yield part, found if all_count else PhrasePlaces(*(each[texts.counted[found.speeches]] for each in found))


def _groups(ranges: Iterable[tuple[int, Range]]) -> Iterator[list[tuple[int, Range]]]:
    """Yield ranges in groups that have a bounded number of places; those of a phrase stay together."""
    group: list[tuple[int, Range]] = []
    size = 0
    for at, each in ranges:
        if size >= MOST_AT_ONCE and at != group[-1][0]:
            yield group
            group, size = [], 0
        group.append((at, each))
        size += each.high - each.low
    if group:
        yield group


def _places(part: Part, ranges: Sequence[tuple[int, Range]]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the places that ranges of the suffix array stand for, by phrase and in order."""
    suffixes = np.frombuffer(part.suffixes, np.dtype(NUMBER))
    if len(ranges) == 1:  # one phrase written in one way, as nearly all are: a sort of numbers alone
        at, (low, high, depth) = ranges[0]
        starts = np.sort(suffixes[low:high]).astype(np.int64)
        return np.full(len(starts), at), starts, starts + depth
    sizes = [each.high - each.low for _, each in ranges]
    starts = np.concatenate([suffixes[each.low : each.high] for _, each in ranges]).astype(np.int64)
    which = np.repeat(np.array([at for at, _ in ranges], np.int64), sizes)
    ends = starts + np.repeat(np.array([each.depth for _, each in ranges], np.int64), sizes)
    order = np.lexsort((starts, which)) if ranges[0][0] != ranges[-1][0] else np.argsort(starts)
    return which[order], starts[order], ends[order]


def _apart(which: Numbers, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return the places without those that overlap one of the same phrase that is kept before them."""
    if not ((which[1:] == which[:-1]) & (starts[1:] < ends[:-1])).any():
        return which, starts, ends
    kept, last, end = [], -1, 0
    for at, (phrase, start, its_end) in enumerate(zip(which.tolist(), starts.tolist(), ends.tolist(), strict=True)):
        if phrase != last or start >= end:
            kept.append(at)
            last, end = phrase, its_end
    return which[kept], starts[kept], ends[kept]


def dispersion(counts: Numbers, sizes: Numbers, total: int) -> float:
    """Return how unevenly a phrase stands over speeches: 0 as their lengths would have it, towards 1 all in one.

    Gries's deviation of proportions, DP: half the sum of the differences between the share of each speech
    in the corpus and its share of the places (Gries, Dispersions and adjusted frequencies in corpora,
    2008). `counts` and `sizes` are of the speeches that have the phrase, `total` is the size of all.
    """
    if not total or not counts.sum():
        return 0.0
    shares = sizes / total
    return float((np.abs(counts / counts.sum() - shares).sum() + 1 - shares.sum()) / 2)


def day(entry: Entry) -> str:
    """Return when a speech was given: the day, or the year where no day is known; empty where neither is."""
    return entry.date or ("" if entry.year is None else str(entry.year))


def first_and_last(texts: Texts, speeches: Numbers) -> tuple[str, str]:
    """Return when the first and the last of some speeches were given; empty where no date is known."""
    dated = speeches[texts.years[speeches] > 0]
    if not len(dated):
        return "", ""
    order = dated[np.argsort(texts.ranks[dated], kind="stable")]
    return day(texts.entries[order[0]]), day(texts.entries[order[-1]])
