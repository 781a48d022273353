"""What stands around phrases at all their places: whether they begin and end clauses, and what goes on behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jianggao.analysis.slogans.coding import ENDS, OPENING
from jianggao.analysis.slogans.find import BEFORE_NEW, ENDS_WELL, TERM_ENDS
from jianggao.analysis.slogans.shapes import Lexicon
from jianggao.corpus.folding import BARRIER
from jianggao.corpus.suffixes import Part

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jianggao.corpus.texts import Numbers

    Letters = NDArray[np.uint8]

PAIR = 21
"""Bits of a code point; two of them are one number."""


class Contexts(NamedTuple):
    """For each of some phrases, at how many of its places something holds."""

    places: Numbers
    begun: Numbers
    """It begins a clause."""
    ended: Numbers
    """It ends one."""
    quoted: Numbers
    """It stands right behind an opening quotation mark."""
    whole: Numbers
    """It ends as a term does: a clause ends, or `、`, 等, 的 or the like follows."""
    listed: Numbers
    """`、` follows."""
    headed: Numbers
    """A noun that makes it a part of a name follows: 情况, 机制."""
    well: NDArray[np.float64]
    """The sum of how far what follows shows that it was whole (`ENDS_WELL`)."""


class Surroundings:
    """The classes of characters that a lexicon tells contexts by, as numbers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.ends = _codes([*ENDS, BARRIER, "\0"])
        self.opening = _codes(OPENING)
        self.term_ends = _codes(char for char in TERM_ENDS if char)
        well = {ord(word): value for word, value in ENDS_WELL.items() if len(word) == 1}
        self.well_codes = np.array(sorted(well), np.int64)
        self.well_values = np.array([well[code] for code in sorted(well)])
        self.heads = _pairs(lexicon.heads.listed)
        self.intensifiers = _pairs(lexicon.intensifiers.listed)

    def measure(self, part: Part, which: Numbers, starts: Numbers, ends: Numbers, size: int) -> Contexts:
        """Return the contexts of `size` phrases at places in the text of a part; `which` is the phrase of each place."""
        text = np.frombuffer(part.text, np.uint8)
        before, (after, following) = _before(text, starts), _decoded(text, ends)
        second, _ = _decoded(text, np.minimum(following, len(text) - 1))
        pair = after << PAIR | second
        ended = np.isin(after, self.ends)
        at = np.minimum(np.searchsorted(self.well_codes, after), len(self.well_codes) - 1)
        well = np.where(self.well_codes[at] == after, self.well_values[at], 0.0)
        well = np.where(ended, 1.0, np.maximum(well, BEFORE_NEW * np.isin(pair, self.intensifiers)))

        def summed(values: Numbers | NDArray[np.bool_]) -> Numbers:
            return np.bincount(which, values, minlength=size).astype(np.int64)

        return Contexts(
            np.bincount(which, minlength=size),
            summed(np.isin(before, self.ends)),
            summed(ended),
            summed(np.isin(before, self.opening)),
            summed(ended | np.isin(after, self.term_ends)),
            summed(after == ord("、")),
            summed(np.isin(pair, self.heads)),
            np.bincount(which, well, minlength=size).astype(np.float64),
        )


def together(several: Iterable[Contexts]) -> Contexts:
    """Return the sums of contexts of the same phrases."""
    return Contexts(*(np.sum(column, axis=0) for column in zip(*several, strict=True)))


def _codes(chars: Iterable[str]) -> Numbers:
    return np.array([ord(char) for char in chars], np.int64)


def _pairs(words: Iterable[str]) -> Numbers:
    return np.array([ord(word[0]) << PAIR | ord(word[1]) for word in words if len(word) == 2], np.int64)


def _decoded(text: Letters, at: Numbers) -> tuple[Numbers, Numbers]:
    """Return the code points of the characters that begin at places of a text in UTF-8, and where the next ones begin."""
    first, *more = (text[np.minimum(at + ahead, len(text) - 1)].astype(np.int64) for ahead in range(4))
    second, third, fourth = (each & 0x3F for each in more)
    two = (first & 0x1F) << 6 | second
    three = (first & 0x0F) << 12 | second << 6 | third
    four = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
    size = 1 + (first >= 0xC0) + (first >= 0xE0) + (first >= 0xF0)
    return np.select([size == 1, size == 2, size == 3], [first, two, three], four), at + size


def _before(text: Letters, at: Numbers) -> Numbers:
    """Return the code points of the characters that stand before places of a text; a line feed before the first."""
    place = at - 1
    for _ in range(3):
        place = np.where((place > 0) & ((text[place] & 0xC0) == 0x80), place - 1, place)
    found, _ = _decoded(text, np.maximum(place, 0))
    return np.where(at == 0, ord(BARRIER), found)
