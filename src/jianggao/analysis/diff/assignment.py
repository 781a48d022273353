"""Optimal assignment: the pairs of the largest total weight, each member in one pair at most.

The Hungarian method (Kuhn 1955) as successive shortest paths with potentials (Edmonds and Karp
1972), over the edges there are and not over a full matrix: a member whose best partner is free
costs its own edges alone, and only those that compete for a partner are weighed against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple


def assignment(edges: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Return the heaviest pairs, from left to right member.

    `edges[left]` has the positive weight of each possible `right`. Staying alone weighs nothing.
    """
    left_price = [max(row.values(), default=0) for row in edges]
    right_price: dict[int, int] = {}
    taken: dict[int, int] = {}  # right member: the left one it goes to
    pairs: dict[int, int] = {}
    for first in range(len(edges)):
        path = _shortest(first, edges, left_price, right_price, taken)
        for left, cost in path.left.items():
            left_price[left] -= path.cost - cost
        for right, cost in path.right.items():
            right_price[right] = right_price.get(right, 0) + path.cost - cost
        if path.gives_up == first:
            continue
        free = path.end if path.gives_up is None else pairs.pop(path.gives_up)
        while True:
            left = path.came_from[free]
            before = pairs.get(left, -1)
            pairs[left], taken[free] = free, left
            if left == first:
                break
            free = before
    return pairs


class _Path(NamedTuple):
    """The cheapest way to place a left member: at the end a free right one, or a left one that stays alone."""

    cost: int
    end: int
    gives_up: int | None
    left: dict[int, int]
    """What it costs to come to each left member passed on the way."""
    right: dict[int, int]
    came_from: dict[int, int]
    """Of a right member: the left one before it."""


def _shortest(
    first: int,
    edges: Sequence[Mapping[int, int]],
    left_price: Sequence[int],
    right_price: Mapping[int, int],
    taken: Mapping[int, int],
) -> _Path:
    """Return the shortest path from `first` (Dijkstra 1959).

    An edge costs `left_price + right_price - weight`, which is never below 0, and 0 in a pair.
    """
    left, cost = first, 0
    passed, settled, came_from, costs = {first: 0}, dict[int, int](), dict[int, int](), dict[int, int]()
    heap: list[tuple[int, int]] = []
    best, gives_up = left_price[first], first
    while True:
        base = cost + left_price[left]
        if base < best:
            best, gives_up = base, left
        for right, weight in edges[left].items():
            reached = base + right_price.get(right, 0) - weight
            if reached <= best and reached < costs.get(right, best + 1):
                costs[right], came_from[right] = reached, left
                heappush(heap, (reached, right))
        while heap and heap[0][1] in settled:
            heappop(heap)
        if not heap or heap[0][0] > best:
            return _Path(best, -1, gives_up, passed, settled, came_from)
        cost, right = heappop(heap)
        if right not in taken:
            return _Path(cost, right, None, passed, settled, came_from)
        settled[right] = cost
        left = taken[right]
        passed[left] = cost
