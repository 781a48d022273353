"""Phrases: what a speech says more than once, and its whole clauses — what formulations of a corpus are chosen from.

All speeches of a batch are counted together, a number for each word, by numpy: n-grams level by level, only
those growing on that stand twice in their speech. What comes out for a speech does not hang on the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from jianggao.analysis import words
from jianggao.analysis.slogans.coding import ENDS, stretches
from jianggao.analysis.slogans.shapes import Lexicon, Words
from jianggao.corpus.arrow import slices
from jianggao.model import Sections, Speech
from jianggao.rules import Rulebook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Marks = NDArray[np.bool_]

SHORTEST, LONGEST = 4, 20
"""Code points of a phrase."""
QUOTES = frozenset("“”‘’「」『』")
BREAKS = ENDS - QUOTES
"""What ends a clause. Quotation marks do not: 坚定“四个自信” is one phrase."""
PAIRS = dict(zip("“‘「『", "”’」』", strict=True))


class Found(NamedTuple):
    """The phrases of a batch of speeches, in columns: row by row the speech, the phrase, the section, the count."""

    speech: Numbers
    phrase: pa.StringArray
    section: pa.StringArray
    counts: Numbers


def phrases(speeches: Sequence[Speech], rules: Rulebook) -> Found:
    """Return the phrases of each speech, in the order of the speeches and of the places they first stand at.

    A phrase stands within a clause of the body, cut at word boundaries, and has 4 to 20 code points. It is
    a closed n-gram of words that stands twice or more in its speech (closed: no longer one stands at all its
    places), rid of loose words at its edges (`loose_starts`, `loose_ends` of the rules; those at its end only
    where it does not end a clause at its first place), or it is a whole clause. Quotation marks in it are
    paired; a pair around the whole is left out. Each place counts once.
    """
    coded = _Coded(speeches)
    firsts, lasts = (np.concatenate(pair) for pair in zip(coded.repeats(Lexicon.of(rules)), coded.clauses(), strict=True))
    starts, ends = coded.unquoted(firsts, lasts)
    size = ends - starts
    fits = size >= SHORTEST
    order = np.sort(starts[fits] * (LONGEST + 1) + size[fits])
    starts, size = np.divmod(order[np.diff(order, prepend=-1) != 0], LONGEST + 1)  # each place once, in order
    owners = coded.owner[np.searchsorted(coded.stretches, starts, side="right") - 1]
    texts = slices(coded.text, starts, starts + size).dictionary_encode()
    numbers = texts.indices.to_numpy().astype(np.int64)
    rows, counts = _counted(owners * max(1, len(texts.dictionary)) + numbers)
    of = owners[rows]
    phrase = texts.dictionary.take(pa.array(numbers[rows]))
    return Found(coded.speech_of[of], phrase, coded.section_of.take(pa.array(of)), counts)


def _counted(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Return where each key stands first, in order, and how often it stands."""
    ordered, places = _sorted(keys, np.arange(len(keys)))
    heads = np.flatnonzero(np.diff(ordered, prepend=-1) != 0)
    firsts, counts = places[heads], np.diff(np.append(heads, len(keys)))
    order = np.argsort(firsts)
    return firsts[order], counts[order]


def _sorted(keys: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    """Return keys in order and their places, which are in order for each key."""
    bits = (int(places.max()) if len(places) else 0).bit_length()
    if len(keys) and int(keys.max()).bit_length() + bits < 64:
        # with the place in the lower bits: several times as fast as sorting places by their keys
        packed = np.sort((keys << bits) | places)
        return packed >> bits, packed & ((1 << bits) - 1)
    order = np.argsort(keys, kind="stable")
    return keys[order], places[order]


def _is_paired(phrase: str) -> bool:
    """Tell whether each quotation mark in a phrase has its other half."""
    awaited: list[str] = []
    for char in phrase:
        if char in PAIRS:
            awaited.append(PAIRS[char])
        elif char in QUOTES and (not awaited or awaited.pop() != char):
            return False
    return not awaited


class _Coded:
    """The bodies of a batch of speeches as one text, and its words as numbers; 0 is a break."""

    def __init__(self, speeches: Sequence[Speech]) -> None:
        pieces: list[str] = []
        owners: dict[tuple[int, str], int] = defaultdict(count().__next__)
        owner = []
        for number, speech in enumerate(speeches):
            sections = Sections(speech)
            for start, end in stretches(speech):
                pieces.append(speech.source.text[start:end])
                owner.append(owners[number, sections.at(start)])
        # the sections of the speeches, by their numbers: the speech and the name of each
        self.speech_of: Numbers = np.fromiter((speech for speech, _ in owners), np.int64, len(owners))
        self.section_of = pa.array([name for _, name in owners], pa.string())
        self.owner: Numbers = np.array(owner, np.int64)
        """Which section each stretch belongs to."""
        self.text = "\n".join(pieces)
        sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
        self.stretches: Numbers = np.cumsum(sizes + 1) - sizes - 1
        """Where each stretch begins in the text."""
        cut = words.cut(self.text) if self.text else []
        self.known: dict[str, int] = defaultdict(count(1).__next__, dict.fromkeys(BREAKS, 0))
        """The number of each word."""
        self.codes: Numbers = np.fromiter(map(self.known.__getitem__, cut), np.int64, len(cut))
        self.words = list(self.known)
        sizes_of = np.fromiter((1, *map(len, self.words[len(BREAKS) :])), np.int64, len(self.words) - len(BREAKS) + 1)
        lengths = sizes_of[self.codes]
        self.ends: Numbers = np.cumsum(lengths)
        """Where each word ends in the text."""
        self.starts: Numbers = self.ends - lengths
        sizes_in_words = np.diff(np.append(np.searchsorted(self.starts, self.stretches), len(cut)))
        self.speech: Numbers = np.repeat(self.speech_of[self.owner], sizes_in_words)
        """The speech of each word."""

    def clauses(self) -> Numbers:
        """Return the first word of each clause and the one behind its last."""
        word = np.concatenate(([0], self.codes != 0, [0])).astype(np.int8)
        change = np.diff(word)
        return np.stack((np.flatnonzero(change == 1), np.flatnonzero(change == -1)))

    def unquoted(self, firsts: Numbers, lasts: Numbers) -> tuple[Numbers, Numbers]:
        """Return where runs of words begin and end in the text, without the quotation marks around the whole of one.

        Those in which marks are not paired are left out, and those that are too long.
        """
        kept = lasts > firsts
        firsts, lasts = firsts[kept], lasts[kept]
        opening, closing = (
            np.append(0, np.cumsum(np.isin(self.codes, [self.known[mark] for mark in marks])))
            for marks in (PAIRS, PAIRS.values())
        )
        opened, closed = opening[lasts] - opening[firsts], closing[lasts] - closing[firsts]
        # one pair, and it is the edges: the first word opens it and the last one closes it
        around = (opened == 1) & (closed == 1) & (opening[firsts + 1] > opening[firsts]) & (closing[lasts] > closing[lasts - 1])
        firsts, lasts = firsts + around, lasts - around
        starts, ends = self.starts[firsts], self.ends[lasts - 1]
        kept = ends - starts <= LONGEST
        quoting = np.flatnonzero(kept & (opened + closed - 2 * around > 0))
        spans = zip(starts[quoting].tolist(), ends[quoting].tolist(), strict=True)
        kept[quoting] = [_is_paired(self.text[start:end]) for start, end in spans]
        return starts[kept], ends[kept]

    def repeats(self, lexicon: Lexicon) -> tuple[Numbers, Numbers]:
        """Return the first word of each place of a closed repeat, trimmed, and the one behind its last."""
        loose = self._loose(lexicon.loose_starts), self._loose(lexicon.loose_ends)
        starts, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for places, size, first in self._closed():
            start, end = self._trimmed(first, first + size, *loose)
            starts.append(places + start - first)
            ends.append(places + end - first)
        return np.concatenate(starts), np.concatenate(ends)

    def _closed(self) -> Iterator[tuple[Numbers, int, Numbers]]:
        """Yield, for each size, the places of the closed n-grams and beside each the first place of the same."""
        codes, total = self.codes, len(self.codes)
        if not total:
            return
        words = np.flatnonzero(codes)
        level = _Level.of_words(words, self.speech[words] * (int(codes.max()) + 1) + codes[words])
        size = 1
        while len(level.places) and size <= LONGEST:
            # grown by the word behind it: an n-gram is two of the same size side by side
            left = np.flatnonzero(np.diff(level.places) == 1)
            grown = _Level.of(level.places[left], level.group[left] * (int(level.group.max()) + 1) + level.group[left + 1])
            longer = np.zeros(len(level.places) + 1, np.int64)  # how often it stands, grown to the right; the last is nobody's
            longer[np.searchsorted(level.places, grown.places)] = grown.counts
            closed = (longer[:-1] < level.counts) & (np.roll(longer, 1)[:-1] < level.counts)
            if closed.any():
                yield level.places[closed], size, level.first[closed]
            level, size = grown, size + 1

    def _trimmed(self, start: Numbers, end: Numbers, loose_starts: Marks, loose_ends: Marks) -> tuple[Numbers, Numbers]:
        """Return n-grams without the loose words at their edges."""
        start, end = start.copy(), end.copy()
        open_end = np.flatnonzero(np.append(self.codes, 0)[end])
        for edge, step, loose, at in (start, 1, loose_starts, np.arange(len(start))), (end, -1, loose_ends, open_end):
            while len(at):
                at = at[end[at] > start[at]]
                at = at[loose[self.codes[edge[at] - (step < 0)]]]
                edge[at] += step
        return start, end

    def _loose(self, words: Words) -> Marks:
        """Tell of each number of a word whether it is loose; a break is not."""
        known = self.words[len(BREAKS) :]
        return np.fromiter((False, *(word == "、" or word in words for word in known)), bool, len(known) + 1)


class _Level(NamedTuple):
    """The n-grams of one size that stand twice or more in their speech: all their places, in order."""

    places: Numbers
    """Where each begins: a word of the text."""
    group: Numbers
    """Its number: the same for n-grams that are the same."""
    counts: Numbers
    """How often it stands."""
    first: Numbers
    """Where it stands first."""

    @classmethod
    def of_words(cls, places: Numbers, keys: Numbers) -> _Level:
        """Return as `of` does what comes back, by keys that are few enough for a place in memory each."""
        counts = np.bincount(keys)
        again = np.flatnonzero(counts[keys] > 1)
        keys, places = keys[again], places[again]
        first = np.zeros(len(counts), np.int64)
        first[keys[::-1]] = places[::-1]
        return cls(places, keys, counts[keys], first[keys])

    @classmethod
    def of(cls, places: Numbers, keys: Numbers) -> _Level:
        """Return those of the n-grams at `places` whose keys come back."""
        ordered, order = _sorted(keys, np.arange(len(keys)))
        new = np.empty(len(keys), bool)
        new[:1] = True
        np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
        heads = np.flatnonzero(new)
        counts = np.diff(np.append(heads, len(keys)))
        group = np.empty(len(keys), np.int64)
        group[order] = np.cumsum(new) - 1
        counts_here = counts[group]
        again = np.flatnonzero(counts_here > 1)
        group = group[again]
        return cls(places[again], group, counts_here[again], places[order[heads]][group])
