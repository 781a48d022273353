"""Phrases: what a speech says more than once, and its whole clauses — what formulations of a corpus are chosen from.

All speeches of a batch are counted together, a number for each word, by numpy: n-grams level by level, only
those growing on that stand twice in their speech. What comes out for a speech does not hang on the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from jianggao.analysis import words
from jianggao.analysis.slogans.coding import ENDS, stretches
from jianggao.analysis.slogans.shapes import Lexicon
from jianggao.model import Sections, Speech
from jianggao.rules import Rulebook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

SHORTEST, LONGEST = 4, 20
"""Code points of a phrase."""
QUOTES = frozenset("“”‘’「」『』")
BREAKS = ENDS - QUOTES
"""What ends a clause. Quotation marks do not: 坚定“四个自信” is one phrase."""
PAIRS = dict(zip("“‘「『", "”’」』", strict=True))


class Found(NamedTuple):
    """The phrases of a batch of speeches, in columns: row by row the speech, the phrase, the section, the count."""

    speech: list[int]
    phrase: list[str]
    section: list[str]
    counts: list[int]


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
    fits = (size >= SHORTEST) & (size <= LONGEST)
    order = np.sort(starts[fits] * (LONGEST + 1) + size[fits])
    starts, size = np.divmod(order[np.diff(order, prepend=-1) != 0], LONGEST + 1)  # each place once, in order
    owners = coded.owner[np.searchsorted(coded.stretches, starts, side="right") - 1]
    text = coded.text
    texts = [text[start:end] for start, end in zip(starts.tolist(), (starts + size).tolist(), strict=True)]
    counted = Counter(zip(owners.tolist(), texts, strict=True))
    of = [coded.owners[owner] for owner, _ in counted]
    return Found([speech for speech, _ in of], [phrase for _, phrase in counted], [name for _, name in of], [*counted.values()])


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
        self.owners = list(owners)
        """The speeches and the sections of each that are read for phrases."""
        self.owner: Numbers = np.array(owner, np.int64)
        """Which of them each stretch belongs to."""
        self.text = "\n".join(pieces)
        sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
        self.stretches: Numbers = np.cumsum(sizes + 1) - sizes - 1
        """Where each stretch begins in the text."""
        cut = words.cut(self.text) if self.text else []
        self.known: dict[str, int] = defaultdict(count(1).__next__, dict.fromkeys(BREAKS, 0))
        """The number of each word."""
        self.codes: Numbers = np.fromiter(map(self.known.__getitem__, cut), np.int64, len(cut))
        self.words = list(self.known)
        lengths = np.fromiter(map(len, cut), np.int64, len(cut))
        self.ends: Numbers = np.cumsum(lengths)
        """Where each word ends in the text."""
        self.starts: Numbers = self.ends - lengths
        speech_of = np.fromiter((speech for speech, _ in self.owners), np.int64, len(self.owners))
        sizes_in_words = np.diff(np.append(np.searchsorted(self.starts, self.stretches), len(cut)))
        self.speech: Numbers = np.repeat(speech_of[self.owner], sizes_in_words)
        """The speech of each word."""

    def clauses(self) -> Numbers:
        """Return the first word of each clause and the one behind its last."""
        word = np.concatenate(([0], self.codes != 0, [0])).astype(np.int8)
        change = np.diff(word)
        return np.stack((np.flatnonzero(change == 1), np.flatnonzero(change == -1)))

    def unquoted(self, firsts: Numbers, lasts: Numbers) -> tuple[Numbers, Numbers]:
        """Return where runs of words begin and end in the text, without the quotation marks around the whole of one.

        Those in which marks are not paired are left out.
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
        quoting = np.flatnonzero(opened + closed - 2 * around)
        starts, ends = self.starts[firsts], self.ends[lasts - 1]
        paired = np.ones(len(starts), bool)
        spans = zip(starts[quoting].tolist(), ends[quoting].tolist(), strict=True)
        paired[quoting] = [end - start <= LONGEST and _is_paired(self.text[start:end]) for start, end in spans]
        return starts[paired], ends[paired]

    def repeats(self, lexicon: Lexicon) -> tuple[Numbers, Numbers]:
        """Return the first word of each place of a closed repeat, trimmed, and the one behind its last."""
        starts, ends = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for places, size, first in self._closed():
            start, end = self._trimmed(first, first + size, lexicon)
            starts.append(places + start - first)
            ends.append(places + end - first)
        return np.concatenate(starts), np.concatenate(ends)

    def _closed(self) -> Iterator[tuple[Numbers, int, Numbers]]:
        """Yield, for each size, the places of the closed n-grams and beside each the first place of the same."""
        codes, total = self.codes, len(self.codes)
        if not total:
            return
        # a word's number and its speech's make one of a word in its speech
        key = codes * (int(self.speech[-1]) + 1) + self.speech
        level = _Level.of(np.flatnonzero(codes), key[codes != 0], total)
        size = 1
        while len(level.places) and size <= LONGEST:
            both = level.places[:-1][(np.diff(level.places) == 1)]
            grown = _Level.of(both, level.group[both] * (len(level.places) + 1) + level.group[both + 1], total)
            closed = (grown.counts[level.places] < level.counts[level.places]) & (
                grown.counts[level.places - 1] < level.counts[level.places]  # the place before the first has no count
            )
            if closed.any():
                places = level.places[closed]
                yield places, size, level.first[places]
            level, size = grown, size + 1

    def _trimmed(self, start: Numbers, end: Numbers, lexicon: Lexicon) -> tuple[Numbers, Numbers]:
        """Return n-grams without the loose words at their edges."""
        start, end = start.copy(), end.copy()
        open_end = np.append(self.codes, 0)[end] != 0
        for edge, step, loose, may in (
            (start, 1, lexicon.loose_starts, np.ones(len(start), bool)),
            (end, -1, lexicon.loose_ends, open_end),
        ):
            while may.any():
                at = np.flatnonzero(may & (end > start))
                codes = self.codes[edge[at] - (step < 0)]
                known, inverse = np.unique(codes, return_inverse=True)
                is_loose = np.fromiter((self._is_loose(code, loose) for code in known.tolist()), bool, len(known))[inverse]
                edge[at[is_loose]] += step
                may = np.zeros(len(start), bool)
                may[at[is_loose]] = True
        return start, end

    def _is_loose(self, code: int, loose: Any) -> bool:
        word = self.words[code + len(BREAKS) - 1]
        return word == "、" or word in loose


class _Level(NamedTuple):
    """The n-grams of one size that stand twice or more in their speech."""

    places: Numbers
    """Where they begin, in order."""
    group: Numbers
    """For each word of the text, the number of the n-gram there."""
    counts: Numbers
    """For each word of the text, how often the n-gram there stands; 0 where there is none. One more at the end."""
    first: Numbers
    """For each word of the text, the first place of the n-gram there."""

    @classmethod
    def of(cls, places: Numbers, keys: Numbers, total: int) -> _Level:
        """Return those of the n-grams at `places` whose keys come back."""
        # sorted with the place in the lower bits: several times as fast as sorting places by their keys
        bits = int(total).bit_length()
        if len(keys) and int(keys.max()).bit_length() + bits < 64:
            ordered, places = np.divmod(np.sort((keys << bits) | places), 1 << bits)
        else:
            order = np.argsort(keys, kind="stable")
            ordered, places = keys[order], places[order]
        new = np.empty(len(keys), bool)
        new[:1] = True
        np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
        group = np.cumsum(new) - 1
        heads = np.flatnonzero(new)
        counts = np.diff(np.append(heads, len(keys)))[group]
        again = counts > 1
        at = places[again]
        columns = [np.zeros(total + 1, np.int64) for _ in range(3)]
        for column, values in zip(columns, (group[again], counts[again], places[heads][group[again]]), strict=True):
            column[at] = values
        return cls(np.sort(at), *columns)
