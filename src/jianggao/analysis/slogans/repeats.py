"""Maximal repeats: the strings that come back, each as long as it can be.

A repeat is maximal where no character before it or behind it is the same at all its places (Gusfield,
Algorithms on Strings, Trees, and Sequences, 1997, 7.12.1): so no repeat is a mere piece of a longer one
that stands at the same places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from operator import add

from jianggao.analysis.slogans.coding import BREAK

LONGEST = 40
"""Words; a repeat longer than that is a text printed twice, and no formulation."""


def never(code: str) -> bool:
    """Return False: no single character is a repeat."""
    return False


def maximal_repeats(string: str, least: int = 2, alone: Callable[[str], bool] = never) -> Iterator[tuple[int, list[int]]]:
    """Yield the size and the places, in order, of the maximal repeats that stand `least` times or more.

    Repeats have two characters or more, or one for which `alone` is true; they do not reach over a `BREAK`.
    The cost is linear: each place is looked at once for each character of the longest repeat that begins
    there.
    """
    places_of: dict[str, list[int]] = {}
    counted = Counter(map(add, string, string[1:]))
    common = {pair for pair, count in counted.items() if count >= least and BREAK not in pair}
    for at, pair in enumerate(map(add, string, string[1:])):
        if pair in common:
            if pair in places_of:
                places_of[pair].append(at)
            else:
                places_of[pair] = [at]
    growing = [(2, places) for places in places_of.values()]
    yield from _single(string, least, alone)
    before = BREAK + string
    string += BREAK
    while growing:
        size, places = growing.pop()
        if len(places) == least == 2:  # most are pairs: they end where the two go apart
            one, other = places
            while string[one + size] == string[other + size] != BREAK and size < LONGEST:
                size += 1
            if size < LONGEST and (before[one] == BREAK or before[one] != before[other]):
                yield size, places
            continue
        following: dict[str, list[int]] = {}
        for at in places:
            code = string[at + size]
            if code in following:
                following[code].append(at)
            else:
                following[code] = [at]
        ended = following.pop(BREAK, None) is not None
        if ended or len(following) > 1:
            code = before[places[0]]
            if code == BREAK or any(before[at] != code for at in places):
                yield size, places
        if size < LONGEST:
            size += 1
            growing += [(size, longer) for longer in following.values() if len(longer) >= least]


def _single(string: str, least: int, alone: Callable[[str], bool]) -> Iterator[tuple[int, list[int]]]:
    """Yield the single characters that come back and for which `alone` is true."""
    counted = Counter(string)
    counted.pop(BREAK, None)
    places: dict[str, list[int]] = {code: [] for code, count in counted.items() if count >= least and alone(code)}
    if places:
        for at, code in enumerate(string):
            if code in places:
                places[code].append(at)
        for found in places.values():
            yield 1, found
