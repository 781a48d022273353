"""Candidates to outline: the best consistent nesting of numbered series.

No family of marks has a level of its own, and most places that look like a mark could be one, so
the outline is what costs least in all. Candidates are taken in reading order. A *state* is the
stack of series that are open; a candidate may continue a series of the stack (closing those above
it), open a series in the last point of one (closing the same), or be prose. Each choice has a price
(`structure.costs`), and the cheapest few states are kept: a beam search, linear in the number of
candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jianggao.structure import costs
from jianggao.structure.costs import Series
from jianggao.structure.marks import LINE, STRONG, Candidate
from jianggao.structure.paragraphs import Paragraph

WIDTH = 4
"""States kept after each candidate."""
SLACK = 4.0
"""How much dearer than the best a state may be and still be kept."""
DEEPEST = 9


class State(NamedTuple):
    """A reading of the text so far."""

    cost: float
    stack: tuple[Series, ...]
    last_paragraph: int
    """Of the last accepted mark; -1 before the first."""
    trail: Trail | None


Move = tuple[float, State, int | None, bool]
"""What a state may do with the next candidate: what it costs in all, the state, the depth of the series
that is continued or opened (None for prose), and whether one is opened. A plain tuple: most are dropped."""


class Trail(NamedTuple):
    """The accepted candidates, last first."""

    before: Trail | None
    candidate: Candidate
    number: int
    depth: int
    opens: bool


class Node(NamedTuple):
    """A numbered point of the outline and the series inside it."""

    candidate: Candidate
    number: int
    series: list[list[Node]]


class Breaks(NamedTuple):
    """What the outline asks about the unnumbered paragraphs between two marks.

    Both take the indices of the first paragraph and of the one after the last.
    """

    heading_between: Callable[[int, int], bool]
    """Is there a heading without a number, in a speech that has them above its series?"""
    turn_between: Callable[[int, int], bool]
    """Does a paragraph begin by turning to the audience (`同志们，`) or looking back (`以上四点意见，`)?"""


def outline(candidates: Iterable[Candidate], body: list[Paragraph], text: str, breaks: Breaks) -> list[list[Node]]:
    """Return the outermost series of the cheapest reading, each a list of nested nodes."""
    states = [State(0.0, (), -1, None)]
    for candidate in _plausible(list(candidates)):
        moves = [move for state in states for move in _moves(state, candidate, body, text, breaks)]
        if len(moves) > 1:
            moves.sort(key=_cost)
            limit = moves[0][0] + SLACK
            best: dict[tuple[Series, ...], State] = {}
            for move in moves:
                if move[0] > limit or len(best) == WIDTH:
                    break
                state = _made(move, candidate)
                best.setdefault(state.stack, state)
            states = list(best.values())
        else:
            states = [_made(moves[0], candidate)]
    final = min(states, key=lambda state: state.cost + costs.ending(state.stack))
    return _tree(final.trail)


def _cost(move: Move) -> float:
    return move[0]


def _made(move: Move, candidate: Candidate) -> State:
    cost, state, depth, opens = move
    if depth is None:
        return State(cost, state.stack, state.last_paragraph, state.trail)
    return _opened(state, candidate, depth, cost) if opens else _continued(state, candidate, depth, cost)


def _plausible(candidates: list[Candidate]) -> list[Candidate]:
    """Drop what has neither predecessor nor successor in its kin; strong headings stay."""
    kept: list[Candidate] = []
    seen: dict[str, set[int]] = {}
    for candidate in candidates:
        numbers = seen.get(candidate.kin or candidate.family)
        number = candidate.number
        strong = candidate.place == LINE and candidate.weight >= STRONG
        if number == 1 or strong or _continues(numbers, number):
            kept.append(candidate)
            if numbers is None:
                seen[candidate.kin or candidate.family] = {number}
            else:
                numbers.add(number)
    followed: set[str] = set()
    out: list[Candidate] = []
    for candidate in reversed(kept):
        kin = candidate.kin or candidate.family
        if candidate.number != 1:
            followed.add(kin)
        elif kin not in followed and not (candidate.place == LINE and candidate.weight >= STRONG):
            continue
        out.append(candidate)
    out.reverse()
    return out


def _continues(numbers: set[int] | None, number: int) -> bool:
    if not numbers:
        return False
    return number == 0 or number in numbers or number - 1 in numbers or number - 2 in numbers


def _moves(state: State, candidate: Candidate, body: list[Paragraph], text: str, breaks: Breaks) -> list[Move]:
    """Return the ways to take the candidate for a mark, and to take it for prose.

    Where it continues a series at no cost at all, no other way is looked at.
    """
    stack = state.stack
    moves: list[Move] = []
    for depth in range(len(stack) - 1, -1, -1):
        cost = costs.continuing(stack[depth], candidate)
        if cost is not None:
            moves.append((state.cost + cost + costs.ending(stack[depth + 1 :]), state, depth, False))
            if cost == 0.0:
                return moves
    number = candidate.number
    if number == 1 or (number and candidate.place == LINE and candidate.weight >= STRONG):
        where = [_where(state, candidate, depth, body, text, breaks) for depth in range(min(len(stack), DEEPEST) + 1)]
        whether = state.cost + costs.opening(candidate, text) - min(where)
        nesting = 0.0
        for depth, cost in enumerate(where):
            if depth:
                nesting += costs.nesting(stack[depth - 1], candidate)
            moves.append((whether + cost + nesting + costs.ending(stack[depth:]), state, depth, True))
    moves.append((state.cost + costs.skipping(candidate), state, None, False))
    return moves


def _where(state: State, candidate: Candidate, depth: int, body: list[Paragraph], text: str, breaks: Breaks) -> float:
    """Return what speaks against the last point of the series at `depth` - 1 as the place of a new series."""
    if not state.stack:
        return 0.0
    stack, closed = state.stack[:depth], state.stack[depth:]
    gap = _gap(state, candidate)
    if not closed:
        return costs.staying(stack[-1], candidate, gap, body, text)
    if not depth and gap > 0:
        since, until = state.last_paragraph + 1, candidate.paragraph + (candidate.place != LINE)
        if breaks.heading_between(since, until) or breaks.turn_between(since, until):
            return 0.0
    cost = costs.leaving(closed[0], candidate, gap, body, text)
    return cost if depth else cost + costs.rooting(closed[0], candidate)


def _continued(state: State, candidate: Candidate, depth: int, cost: float) -> State:
    series = state.stack[depth]
    gap = _gap(state, candidate)
    number = candidate.number or series.number + 1
    longer = Series(
        series.family, series.kin, series.rank, number, series.members + 1, series.place, candidate.place,
        series.bracket, candidate.paragraph, max(series.reach, gap),
    )  # fmt: skip
    trail = Trail(state.trail, candidate, number, depth, False)
    return State(cost, (*state.stack[:depth], longer), candidate.paragraph, trail)


def _gap(state: State, candidate: Candidate) -> int:
    """Count the unnumbered paragraphs since the last mark, the candidate's own included where inline."""
    if state.last_paragraph < 0:
        return 0
    between = candidate.paragraph - state.last_paragraph
    return max(between - 1, 0) if candidate.place == LINE else between


def _opened(state: State, candidate: Candidate, depth: int, cost: float) -> State:
    """Return the state after opening a series in the last point of the series at `depth` - 1."""
    stack = state.stack[:depth]
    gap = _gap(state, candidate)
    if stack and gap > stack[-1].reach:
        stack = (*stack[:-1], stack[-1]._replace(reach=gap))
    series = Series(
        candidate.family, candidate.kin, candidate.rank, candidate.number, 1, candidate.place, candidate.place,
        candidate.bracket, candidate.paragraph, 0,
    )  # fmt: skip
    trail = Trail(state.trail, candidate, candidate.number, depth, True)
    return State(cost, (*stack, series), candidate.paragraph, trail)


def _tree(trail: Trail | None) -> list[list[Node]]:
    steps: list[Trail] = []
    while trail is not None:
        steps.append(trail)
        trail = trail.before
    roots: list[list[Node]] = []
    stack: list[list[Node]] = []
    for step in reversed(steps):
        node = Node(step.candidate, step.number, [])
        if step.opens:
            series = [node]
            (stack[step.depth - 1][-1].series if step.depth else roots).append(series)
            stack[step.depth :] = [series]
        else:
            del stack[step.depth + 1 :]
            stack[step.depth].append(node)
    return roots
