"""All texts of a corpus together: its speeches numbered through its parts, and the places of a phrase in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jianggao.corpus.packed import NUMBER
from jianggao.corpus.suffixes import Entry, Part, SpeechText

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Marks = NDArray[np.bool_]

FARTHEST_NESTED = 8
"""Zones of a kind that are looked at back from a place: quotations stand in quotations, but not that deep."""
UNDATED = "~"
"""What a speech without a date is sorted by: behind all others."""


class Places(NamedTuple):
    """Places in the texts of the parts, in order of part and place, a column each."""

    starts: Numbers
    """Where each begins in the text of its part, in bytes."""
    ends: Numbers
    speeches: Numbers
    """The number of the speech that each stands in."""

    def __len__(self) -> int:
        return len(self.starts)

    def only(self, which: Marks | Numbers) -> Places:
        """Return some of the places."""
        return Places(*(column[which] for column in self))

    @staticmethod
    def joined(several: Sequence[Places]) -> Places:
        """Return the places of several, one after the other."""
        if not several:
            return Places(*(np.empty(0, np.int64) for _ in range(3)))
        return Places(*(np.concatenate(columns) for columns in zip(*several, strict=True)))


class Texts:
    """The parts of a text index taken together."""

    def __init__(self, parts: Sequence[Part], copies: frozenset[str] = frozenset()) -> None:
        """Take the parts; speeches whose id is in `copies` are in none of the answers."""
        self.parts = parts
        self.firsts = list(accumulate((part.size for part in parts), initial=0))
        """The number of the first speech of each part, and of all speeches."""
        self._copies = copies

    def __len__(self) -> int:
        return self.firsts[-1]

    @cached_property
    def entries(self) -> list[Entry]:
        """What is known of each speech."""
        return [entry for part in self.parts for entry in part.entries]

    @cached_property
    def counted(self) -> Marks:
        """Which speeches count: all but copies."""
        if not self._copies:
            return np.ones(len(self), bool)
        return np.array([entry.id not in self._copies for entry in self.entries], bool)

    @cached_property
    def ranks(self) -> Numbers:
        """The rank of each speech by date, then by name; speeches without a date come last."""
        keys = [(entry.date or (str(entry.year) if entry.year is not None else UNDATED), entry.id) for entry in self.entries]
        ranks = np.empty(len(keys), np.int64)
        ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
        return ranks

    @cached_property
    def years(self) -> Numbers:
        """The year of each speech, 0 where it is not known."""
        return np.array([entry.year or 0 for entry in self.entries], np.int64)

    @cached_property
    def chars(self) -> Numbers:
        """The number of characters of each speech, without white space."""
        return np.concatenate([column(part, "chars") for part in self.parts] or [np.empty(0, np.int64)])

    def in_part(self, number: int, starts: Numbers, ends: Numbers) -> Places:
        """Return the places in the text of a part with their speeches; those in copies are left out."""
        found = Places(starts, ends, self.speeches_at(number, starts))
        return found.only(self.counted[found.speeches]) if self._copies else found

    def speeches_at(self, number: int, starts: Numbers) -> Numbers:
        """Return the speech that each of some places in the text of a part belongs to."""
        return np.searchsorted(self._begins[number], starts, "right") - 1 + self.firsts[number]

    @cached_property
    def _begins(self) -> list[Numbers]:
        """Where each speech begins in the text of its part."""
        return [column(part, "starts") for part in self.parts]

    def by_part(self, found: Places) -> Iterable[tuple[int, Places]]:
        """Yield the number of each part that has some of the places, and those."""
        edges = np.searchsorted(found.speeches, self.firsts)
        for number in range(len(self.parts)):
            if edges[number] < edges[number + 1]:
                yield number, Places(*(column[edges[number] : edges[number + 1]] for column in found))

    def within(self, found: Places, kind: str, names: Iterable[str] | None = None, holding: str = "") -> Marks:
        """Tell which places stand inside a zone of a kind, of any name or of one of `names`, that has `holding` in it."""
        wanted = None if names is None else set(names)
        inside = [np.zeros(0, bool)]
        for number, places in self.by_part(found):
            part = self.parts[number]
            starts, ends, named = (column(part, f"{kind}_{name}") for name in ("start", "end", "name"))
            if wanted is not None or holding:
                chosen = [at for at, name in enumerate(part.strings) if (wanted is None or name in wanted) and holding in name]
                rows = np.isin(named, chosen)
                starts, ends = starts[rows], ends[rows]
            inside.append(_inside(places, starts, ends))
        return np.concatenate(inside)

    def speech(self, number: int) -> tuple[Part, SpeechText]:
        """Return the part that has a speech, and its text."""
        at = bisect_right(self.firsts, number) - 1
        return self.parts[at], self.parts[at].speech(number - self.firsts[at])

    def earliest(self, found: Places, top: int | None) -> tuple[Places, int]:
        """Return the first `top` of the places, or all, by the dates of their speeches, and how many speeches have any."""
        firsts = np.flatnonzero(np.diff(found.speeches, prepend=-1))
        counts = np.diff(firsts, append=len(found))
        order = np.argsort(self.ranks[found.speeches[firsts]])
        firsts, counts = firsts[order], counts[order]
        before = np.cumsum(counts) - counts
        if top is not None:
            firsts, counts, before = (each[before < top] for each in (firsts, counts, before))
        places = np.repeat(firsts - before, counts) + np.arange(counts.sum())
        return found.only(places[:top]), len(order)


def column(part: Part, name: str) -> Numbers:
    """Return a column of a part."""
    return np.frombuffer(part.numbers(name), np.dtype(NUMBER)).astype(np.int64)


def _inside(places: Places, starts: Numbers, ends: Numbers) -> Marks:
    """Tell which places stand inside one of the stretches, which are in the order of their beginnings."""
    row = np.searchsorted(starts, places.starts, "right") - 1
    inside = np.zeros(len(places), bool)
    for back in range(FARTHEST_NESTED):
        here = row - back
        known = here >= 0
        inside[known] |= ends[here[known]] >= places.ends[known]
    return inside
