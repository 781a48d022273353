"""Order: what stayed in its place, and so what moved."""

from __future__ import annotations

from collections.abc import Sequence


def stayed(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return the indices of the heaviest strictly increasing subsequence of `places`.

    Of the subsequences of most members it is one of most weight, so those that moved are as few as can
    be and the lightest of such. O(n log n): a Fenwick tree (1994) holds the best that ends at or below
    each place.
    """
    rank = {place: at for at, place in enumerate(sorted(set(places)), 1)}
    step = sum(weights) + 1  # one member outweighs all weights
    tree: list[tuple[int, int]] = [(0, -1)] * (len(places) + 1)
    before: list[int] = []
    for index, place in enumerate(places):
        at = rank[place] - 1
        total, last = 0, -1
        while at:
            if tree[at][0] > total:
                total, last = tree[at]
            at &= at - 1
        before.append(last)
        total += step + weights[index]
        at = rank[place]
        while at < len(tree):
            if total > tree[at][0]:
                tree[at] = (total, index)
            at += at & -at
    _, index = max(tree)
    kept = []
    while index >= 0:
        kept.append(index)
        index = before[index]
    return kept[::-1]
