"""Which text of one list became which of another: pairs, splits, mergers, and what moved.

Texts alike to the letter are paired first, in order. Of the rest those pairs are taken that are most
alike together, then what is left over is looked for in what its neighbours lost or gained. The order
of two lists given is of no account: both orders are worked out as one of them, and turned round.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from jianggao.analysis.diff.assignment import assignment
from jianggao.analysis.diff.order import stayed
from jianggao.analysis.diff.similarity import ONE, Bigrams, Grams, Weights

CLAUSE = re.compile(r"[^，。；：！？\n]+")
FEW_PAIRS = 400
"""Up to so many pairs are all weighed; of more, those that share rare bigrams."""
RAREST = 48
"""Bigrams of a text by which texts like it are looked for, the rarest that the other side has."""
COMMON = 32
"""A bigram in more texts than this brings nobody together."""
CANDIDATES = 8
"""Texts that are weighed against one, where not all are."""
NEARNESS = ONE // 100
"""What standing at the same place counts for: it decides between texts as good as equally alike."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on two texts are taken for versions of one. Shares are from 0 to 1.

    The values were set between what versions of one directive and what unrelated ones reach (docs/accuracy.md).
    """

    pair: float = 0.19
    """Likeness of two directives that are one: weighted Dice (1945) of heading and body. Those of one matter in
    the reports of two years have 0.2 and more, unrelated ones hardly 0.1, and up to 0.17 by words of the genre."""
    short: float = 2.0
    """Divided by the bigrams of the shorter one, what is asked beyond that: of a short directive a stock phrase
    (各级各部门要把) is a good part."""
    headed: float = 0.3
    """The same for directives whose headings are more alike than the whole: the mean of both likenesses."""
    sure: float = 0.4
    """Likeness from which a pair is made before leftovers are looked for: a weaker one must not take the other
    half of a directive that was split."""
    shared: int = 3
    """Bigrams that a pair shares at least: 加强队伍建设 and 加强作风建设 are two."""
    cover: float = 0.65
    """How much of a leftover directive's body stands in what another one lost or gained, for it to be split
    off or merged. The formulae of the genre (`党的领导、人民当家作主、依法治国`) bring unrelated ones to 0.6."""
    covered: int = 8
    """Bigrams that such a leftover and such a loss share at least."""
    phrase: float = 0.6
    """Likeness of two quotations or slogans that are one in other words."""


class Headed(NamedTuple):
    """A text as it is compared: without marks and nested marks."""

    heading: str
    body: str


@dataclass(slots=True)
class Group:
    """Texts of both lists that belong together; one against one, one against several, or one alone."""

    old: list[int] = field(default_factory=list)
    """Indices in the old list, the main one first."""
    new: list[int] = field(default_factory=list)
    moved: bool = False

    def mirrored(self) -> Group:
        """Return what the group is from new to old."""
        return Group(self.new, self.old, self.moved)


def align(old: Sequence[Headed], new: Sequence[Headed], thresholds: Thresholds) -> list[Group]:
    """Return every text of both lists in one group each."""
    if tuple(old) > tuple(new):
        return [group.mirrored() for group in align(new, old, thresholds)]
    return _Alignment(old, new, thresholds).groups()


def pairs(old: Sequence[str], new: Sequence[str], likeness: float) -> list[tuple[int, int]]:
    """Return which short text is which, in the same or in other words, without splits."""
    olds, news = ([Headed("", text) for text in side] for side in (old, new))
    never = 2.0  # more than a whole text can be covered
    groups = align(olds, news, Thresholds(pair=likeness, cover=never))
    return sorted((group.old[0], group.new[0]) for group in groups if group.old and group.new)


class _Alignment:
    """Two lists and the groups found so far."""

    def __init__(self, old: Sequence[Headed], new: Sequence[Headed], thresholds: Thresholds) -> None:
        self.old, self.new, self.thresholds = old, new, thresholds
        self.group_of_old: dict[int, Group] = {}
        self.group_of_new: dict[int, Group] = {}

    def groups(self) -> list[Group]:
        """Return all groups: of texts that belong together, and of those that are alone."""
        self._join_equal()
        if self._are_left():
            self._join_by_heading()
        if self._are_left():
            self._join_alike()
        joined = list({id(group): group for group in self.group_of_old.values()}.values())
        self._tell_moved(joined)
        lefts, rights = self._left_over()
        return [*joined, *(Group(old=[at]) for at in lefts), *(Group(new=[at]) for at in rights)]

    def _left_over(self) -> tuple[list[int], list[int]]:
        """Return the texts of either side that belong to no group yet."""
        lefts = [at for at in range(len(self.old)) if at not in self.group_of_old]
        return lefts, [at for at in range(len(self.new)) if at not in self.group_of_new]

    def _are_left(self) -> bool:
        return bool(self.old and self.new and any(self._left_over()))

    def _join(self, old: int, new: int) -> None:
        self.group_of_old[old] = self.group_of_new[new] = Group([old], [new])

    def _join_equal(self) -> None:
        places: dict[Headed, deque[int]] = defaultdict(deque)
        for at, text in enumerate(self.new):
            places[text].append(at)
        for at, text in enumerate(self.old):
            if places[text]:
                self._join(at, places[text].popleft())

    def _join_by_heading(self) -> None:
        """Join those that alone bear their heading and share clauses: no other could be more alike, and it costs little."""
        bearers: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
        for side, left_over, by_heading in zip((self.old, self.new), self._left_over(), bearers, strict=True):
            for at in left_over:
                by_heading[side[at].heading].append(at)
        for heading, olds in bearers[0].items():
            news = bearers[1].get(heading, ())
            if heading and len(olds) == len(news) == 1 and _share_clauses(self.old[olds[0]].body, self.new[news[0]].body):
                self._join(olds[0], news[0])

    def _join_alike(self) -> None:
        self.old_grams = [Grams.of(*text) for text in self.old]
        self.new_grams = [Grams.of(*text) for text in self.new]
        self.weights = Weights(self.old_grams, self.new_grams)
        leftovers_count = self.thresholds.cover <= 1
        self._join_pairs(self.thresholds.sure)
        if leftovers_count:
            self._join_leftovers()
        if self._join_pairs(0.0) and leftovers_count:
            self._join_leftovers()

    def _all(self, side: list[Grams], members: list[int]) -> Bigrams:
        first, *others = (side[at].whole for at in members)
        return first.union(*others) if others else first

    def _join_pairs(self, sure: float) -> bool:
        """Pair the texts that are most alike together (`assignment`), and at least as alike as `sure`; tell whether any are."""
        lefts, rights = self._left_over()
        edges: list[dict[int, int]] = [{} for _ in lefts]
        least, headed = (round(max(share, sure) * ONE) for share in (self.thresholds.pair, self.thresholds.headed))
        olds, news = [self.old_grams[at] for at in lefts], [self.new_grams[at] for at in rights]
        for left, right in _candidates([grams.whole for grams in olds], [grams.whole for grams in news]):
            old, new = olds[left], news[right]
            if len(old.whole & new.whole) < self.thresholds.shared:
                continue
            whole = self.weights.dice(old.whole, new.whole)
            mean = (whole + self.weights.dice(old.heading, new.heading)) // 2
            beyond = round(self.thresholds.short * ONE) // min(len(old.whole), len(new.whole))
            if whole >= least + beyond or mean >= headed:
                edges[left][right] = max(whole, mean) + self._nearness(lefts[left], rights[right])
        found = assignment(edges)
        for left, right in found.items():
            self._join(lefts[left], rights[right])
        return bool(found)

    def _nearness(self, old: int, new: int) -> int:
        area = len(self.old) * len(self.new)
        return NEARNESS * (area - abs(old * len(self.new) - new * len(self.old))) // area

    def _join_leftovers(self) -> None:
        """Join each text left over to the one whose loss or gain it is, the best covered first."""
        proposals = [(-self._coverage(old, new), old, new) for old, new in self._proposed()]
        heapify(proposals)
        least = -round(self.thresholds.cover * ONE)
        while proposals:
            before, old, new = heappop(proposals)
            now = -self._coverage(old, new)  # the less, the more others have joined
            if before < now <= least:
                heappush(proposals, (now, old, new))
            elif now <= least:
                self._attach(old, new)

    def _proposed(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of which one member or both are left over."""
        lefts, rights = self._left_over()
        olds, news = [grams.whole for grams in self.old_grams], [grams.whole for grams in self.new_grams]
        found = {(lefts[at], new) for at, new in _candidates([olds[left] for left in lefts], news)}
        found |= {(old, rights[at]) for old, at in _candidates(olds, [news[right] for right in rights])}
        yield from sorted(found)

    def _coverage(self, old: int, new: int) -> int:
        """Return how much of the one left over stands in what the other has lost or gained, 0 where it cannot be joined."""
        group, other = self.group_of_old.get(old), self.group_of_new.get(new)
        ours, theirs = self.old_grams[old], self.new_grams[new]
        if group is not None and other is not None:
            return 0
        if group is not None:
            return 0 if len(group.old) > 1 else self._covered(theirs, ours.whole - self._all(self.new_grams, group.new))
        if other is not None:
            return 0 if len(other.new) > 1 else self._covered(ours, theirs.whole - self._all(self.old_grams, other.old))
        return max(self._covered(ours, theirs.whole), self._covered(theirs, ours.whole))

    def _covered(self, part: Grams, leftover: Bigrams) -> int:
        if len(part.whole & leftover) < self.thresholds.covered:
            return 0
        return self.weights.coverage(part.body or part.whole, leftover)

    def _attach(self, old: int, new: int) -> None:
        group, other = self.group_of_old.get(old), self.group_of_new.get(new)
        if group is not None:
            group.new.append(new)
            self.group_of_new[new] = group
        elif other is not None:
            other.old.append(old)
            self.group_of_old[old] = other
        else:
            self._join(old, new)

    def _tell_moved(self, groups: list[Group]) -> None:
        """Mark the groups that left the order: as few as can be, and the shortest of such.

        A group of several stays where one of its members does.
        """
        places = [(old, -new, at) for at, group in enumerate(groups) for old in group.old for new in group.new]
        places.sort()  # of one old place the last new one first: no two of a group can follow on one another
        weights = [sum(map(len, (*self.old[old], *self.new[-new]))) for old, new, _ in places]
        kept = {places[index][2] for index in stayed([-new for _, new, _ in places], weights)}
        for at, group in enumerate(groups):
            group.moved = at not in kept


def _share_clauses(old: str, new: str) -> bool:
    """Tell whether most of the clauses of the shorter body stand in the other."""
    ours, theirs = set(CLAUSE.findall(old)), set(CLAUSE.findall(new))
    return 2 * len(ours & theirs) > min(len(ours), len(theirs))


def _candidates(old: Sequence[Bigrams], new: Sequence[Bigrams]) -> Iterator[tuple[int, int]]:
    """Yield the pairs worth weighing: all of few, else those that share the rarest bigrams, from either side."""
    if len(old) * len(new) <= FEW_PAIRS:
        yield from ((left, right) for left in range(len(old)) for right in range(len(new)))
        return
    found = {(left, right) for left, right in _sharing(old, new)}
    found |= {(left, right) for right, left in _sharing(new, old)}
    yield from sorted(found)


def _sharing(texts: Sequence[Bigrams], others: Sequence[Bigrams]) -> Iterator[tuple[int, int]]:
    """Yield each text with the few others that share most of its rarest bigrams, or that stand where it does."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, grams in enumerate(others):
        for gram in grams:
            places[gram].append(at)
    for at, grams in enumerate(texts):
        known = sorted((len(places[gram]), gram) for gram in grams if gram in places)[:RAREST]
        votes: Counter[int] = Counter()
        for count, gram in known:
            if count <= COMMON:
                votes.update(places[gram])
        here = at * len(others) // len(texts)
        yield at, here
        for other in sorted(votes, key=lambda other: (-votes[other], abs(other - here), other))[:CANDIDATES]:
            yield at, other
