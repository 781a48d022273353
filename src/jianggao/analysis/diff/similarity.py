"""How alike two texts are: the bigrams they share, rare ones counting for more than common ones.

Dice's coefficient (1945) over character bigrams. What all the directives of a speech say (`各级各部门要`,
`抓好落实`) tells none of them from another: a bigram weighs the less the more of them it stands in.
Weights and similarities are whole numbers, so that no order of summing changes them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log
from operator import add
from typing import NamedTuple

ONE = 1_000_000
"""A similarity of 1: the same bigrams on both sides."""
NOT_WORD = re.compile(r"\W+")
WEIGHT_SCALE = 1000
BASE = 0.03
"""The weight of a bigram that every text has, where one that a tenth of them have weighs 2.3."""

Bigrams = frozenset[str]


def bigrams(text: str) -> Bigrams:
    """Return the character bigrams of a text without its white space and punctuation; one character is itself."""
    bare = NOT_WORD.sub("", text)
    return frozenset(map(add, bare, bare[1:])) if len(bare) > 1 else frozenset(bare)


class Grams(NamedTuple):
    """The bigrams of a text that has a heading."""

    heading: Bigrams
    whole: Bigrams
    """Of heading and body together."""

    @property
    def body(self) -> Bigrams:
        """Those the heading does not have."""
        return self.whole - self.heading

    @classmethod
    def of(cls, heading: str, body: str) -> Grams:
        """Return the bigrams of a heading and of all that stands under it."""
        headed = bigrams(heading)
        return cls(headed, headed | bigrams(body))


class Weights:
    """What each bigram weighs, by how many texts of either side it stands in."""

    def __init__(self, old: Sequence[Grams], new: Sequence[Grams]) -> None:
        texts = max(len(old), len(new))
        ours, theirs = (Counter(chain.from_iterable(each.whole for each in side)) for side in (old, new))
        by_count = [0, *(round(WEIGHT_SCALE * (BASE + log(texts / count))) for count in range(1, texts + 1))]
        self.of = {gram: by_count[count] for gram, count in ours.items()}
        for gram, count in theirs.items():
            if count > ours.get(gram, 0):
                self.of[gram] = by_count[count]
        self._totals: dict[Bigrams, int] = {}

    def total(self, grams: Iterable[str]) -> int:
        """Return the weight of bigrams together."""
        return sum(map(self.of.__getitem__, grams))

    def dice(self, old: Bigrams, new: Bigrams) -> int:
        """Return how alike two sets are, from 0 to `ONE`; two empty ones are not."""
        shared = self.total(old & new)
        return 2 * shared * ONE // (self._whole(old) + self._whole(new)) if shared else 0

    def _whole(self, grams: Bigrams) -> int:
        """Return the weight of a set that is compared with many."""
        found = self._totals.get(grams)
        if found is None:
            found = self._totals[grams] = self.total(grams)
        return found

    def coverage(self, part: Bigrams, whole: Bigrams) -> int:
        """Return how much of `part` stands in `whole`, from 0 to `ONE`."""
        shared = self.total(part & whole)
        return shared * ONE // self.total(part) if shared else 0
