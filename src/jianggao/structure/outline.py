"""Candidates to outline: the best consistent nesting of numbered series.

No family of marks has a level of its own, and most places that look like a mark could be one, so
the outline is what costs least in all. Candidates are taken in reading order. A *state* is the
stack of series that are open; a candidate may continue a series of the stack (closing those above
it), open a series in the last point of one (closing the same), or be prose. Each choice has a cost
from the table below, and the cheapest few states are kept: a beam search, linear in the number of
candidates. `spec/numbering.md` shows each rule beside an example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from jianggao.structure.marks import COMMA, LINE, STOP, Candidate
from jianggao.structure.paragraphs import Paragraph

# What each choice costs. Only their proportions matter; a misnumbered series must stay cheaper than
# a point lost, and prose taken for a point dearer than either.
OPEN = {LINE: 1.0, STOP: 1.4, COMMA: 1.8}
"""To open a series, by the place of its first mark."""
OPEN_LATE = 5.0
"""… whose first member is not 1."""
UNPROMISED = 1.5
"""… inside a line, of a weak family, where no count and no colon promises it."""
SINGLE, SINGLE_STRONG = 3.0, 1.5
"""A series that ends with one member; the second where its line could be nothing but a heading."""
KIN = 2.0
"""To continue with another family of the same kin: 第一 … 二是."""
WIDEST_GAP = 3
"""How far a series goes on at once, unless its line could be nothing but a heading."""
GAP, REPEAT = 4.0, 4.5
"""To continue over a missing number; with the same number again."""
INLINE_GAP = 0.5
"""… more, where the mark does not begin a line."""
OTHER_PLACE = 0.4
"""To continue at the start of a line what began inside one, or the other way about."""
OTHER_PARAGRAPH = 0.8
"""To continue inside a paragraph a series that began inside an earlier one."""
DECOY = 3.0
"""To take a known decoy for a mark."""
STOP_SKIP, COMMA_SKIP = 0.6, 0.7
"""To take for prose what follows a stop (times the family's weight) or a comma."""
BEYOND = 2.0
"""To open in a point from a paragraph that lies beyond what its sisters reach."""
BEYOND_INLINE = 3.0
"""To open in a point that was marked inside an earlier paragraph, whose text ended with it."""
LEAVE_BEYOND, LEAVE_INLINE, LEAVE_SISTERS, LEAVE_EARLY, LEAVE_AT_ONCE = 0.7, 0.3, 2.0, 2.5, 3.0
"""To leave a finished series for its parent: from a paragraph beyond it; after an inline one; for a
sister series of the same family; from a paragraph it may own; without any text between."""
SAME_LINE, SAME_INLINE, SAME_OTHER, SAME_BRACKET = 5.0, 4.0, 0.7, 0.2
"""To nest a family in itself: both at line starts, both inline, one of each, one inside a bracket."""
UPSIDE_DOWN = 3.0
"""To put a family above one that the official order (GB/T 9704-2012 7.3.3) places over it."""
ROOT, ROOT_AFTER_INLINE, ROOT_AFTER_TURN = 4.0, 0.5, 0.5
"""To begin the outermost numbering again: anywhere; after a series inside one paragraph; after a turn,
that is, under a heading without a number or after the speaker turned to the audience."""
ACROSS_TURN = 3.0
"""To open in a point that stands before such a turn."""

WIDTH = 4
"""States kept after each candidate."""
SLACK = 4.0
"""How much dearer than the best a state may be and still be kept."""
DEEPEST = 9
STRONG = 5.0
"""Weight from which a family at a line start is a heading even alone."""
WEAK = 2.0
"""Weight up to which a family needs a promise to count inside a line."""
PROMISE = "[有为][二两三四五六七八九][。：，]|(?<!第)[几二两三四五六七八九十0-9兩][ 　]?[个個点點项項條条步方类類种種大層层件]"
PROMISED_WITHIN = 40
"""Code points before a mark in which its promise stands."""
LONGEST_OWN_LINE = 60
"""Code points; a longer line is a sentence, not a heading with a line to itself."""


class Series(NamedTuple):
    """An open series on the stack of a state."""

    family: str
    kin: str
    rank: int
    number: int
    """Of its last member."""
    members: int
    place: int
    """Of its first member."""
    last_place: int
    bracket: int
    last_paragraph: int
    reach: int
    """The most unnumbered paragraphs seen after a mark of it: what its points may own."""
    strong: bool


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
    final = min(states, key=lambda state: state.cost + _singles(state.stack))
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


def _singles(closed: tuple[Series, ...]) -> float:
    cost = 0.0
    for series in closed:
        if series.members == 1:
            cost += SINGLE_STRONG if series.strong else SINGLE
    return cost


def _moves(state: State, candidate: Candidate, body: list[Paragraph], text: str, breaks: Breaks) -> list[Move]:
    """Return the ways to take the candidate for a mark, and to take it for prose.

    Where it continues a series at no cost at all, no other way is looked at.
    """
    stack = state.stack
    moves: list[Move] = []
    for depth in range(len(stack) - 1, -1, -1):
        cost = _continuing(stack[depth], candidate)
        if cost is not None:
            moves.append((state.cost + cost + _singles(stack[depth + 1 :]), state, depth, False))
            if cost == 0.0:
                return moves
    number = candidate.number
    if number == 1 or (number and candidate.place == LINE and candidate.weight >= STRONG):
        where = [_where(state, candidate, depth, body, text, breaks) for depth in range(min(len(stack), DEEPEST) + 1)]
        whether = state.cost + _opening(candidate, text) - min(where)
        nesting = 0.0
        for depth, cost in enumerate(where):
            if depth:
                nesting += _nesting(stack[depth - 1], candidate)
            moves.append((whether + cost + nesting + _singles(stack[depth:]), state, depth, True))
    moves.append((state.cost + _skipping(candidate), state, None, False))
    return moves


def _opening(candidate: Candidate, text: str) -> float:
    """Return what it costs that a series begins with the candidate, wherever it belongs."""
    cost = OPEN[candidate.place] + DECOY * candidate.decoy
    if candidate.number != 1:
        cost += OPEN_LATE
    if candidate.place != LINE and candidate.weight <= WEAK and not _promised(text, candidate.start):
        cost += UNPROMISED
    return cost


def _promised(text: str, start: int) -> bool:
    """Tell whether a count or a colon in the same paragraph promises the series that begins at `start`."""
    if text[start - 1] in "：:":
        return True
    since = max(0, start - PROMISED_WITHIN, text.rfind("\n", max(0, start - PROMISED_WITHIN), start))
    return re.search(PROMISE, text[since:start]) is not None


def _where(state: State, candidate: Candidate, depth: int, body: list[Paragraph], text: str, breaks: Breaks) -> float:
    """Return what speaks against the last point of the series at `depth` - 1 as the place of a new series."""
    if not state.stack:
        return 0.0
    stack, closed = state.stack[:depth], state.stack[depth:]
    gap = _gap(state, candidate)
    since, until = state.last_paragraph + 1, candidate.paragraph + (candidate.place != LINE)
    turned = gap > 0 and (breaks.heading_between(since, until) or breaks.turn_between(since, until))
    if turned and not depth:
        return ROOT_AFTER_TURN
    cost = ACROSS_TURN if turned else 0.0
    if not closed:
        return cost + _staying(stack[-1], candidate, gap, body, text)
    cost += _leaving(closed[0], candidate, gap, body, text)
    if not depth:
        first = closed[0]
        ended = first.place != LINE and first.last_paragraph < candidate.paragraph
        cost += ROOT_AFTER_INLINE if ended else ROOT
    return cost


def _skipping(candidate: Candidate) -> float:
    if candidate.decoy:
        return 0.0
    if candidate.place == LINE:
        return candidate.weight
    return STOP_SKIP * candidate.weight if candidate.place == STOP else COMMA_SKIP


def _continuing(series: Series, candidate: Candidate) -> float | None:
    """Return what it costs to continue `series` with the candidate; None where that cannot be."""
    if series.bracket != candidate.bracket:
        return None
    number, last = candidate.number, series.number
    inline = candidate.place != LINE
    if candidate.family == series.family:
        cost = 0.0
    elif candidate.kin and candidate.kin == series.kin:
        cost = KIN
    else:
        return None
    if number and number != last + 1:
        strong = not inline and candidate.weight >= STRONG
        if cost or number < last or not (strong or number - last <= WIDEST_GAP):
            return None
        cost = (REPEAT if number == last else GAP) + INLINE_GAP * inline
        if number == last and inline:
            return None
    if inline != (series.place != LINE):
        cost += OTHER_PLACE
    elif inline and candidate.paragraph != series.last_paragraph:
        cost += OTHER_PARAGRAPH
    return cost + DECOY * candidate.decoy


def _continued(state: State, candidate: Candidate, depth: int, cost: float) -> State:
    series = state.stack[depth]
    gap = _gap(state, candidate)
    number = candidate.number or series.number + 1
    longer = Series(
        series.family, series.kin, series.rank, number, series.members + 1, series.place, candidate.place,
        series.bracket, candidate.paragraph, max(series.reach, gap), series.strong,
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
    strong = candidate.place == LINE and candidate.weight >= STRONG
    series = Series(
        candidate.family, candidate.kin, candidate.rank, candidate.number, 1, candidate.place, candidate.place,
        candidate.bracket, candidate.paragraph, 0, strong,
    )  # fmt: skip
    trail = Trail(state.trail, candidate, candidate.number, depth, True)
    return State(cost, (*stack, series), candidate.paragraph, trail)


def _allowed(series: Series, body: list[Paragraph], text: str) -> int:
    """Return how many unnumbered paragraphs the last point of a series may own, going by its sisters."""
    if series.last_place != LINE:
        return 0
    line = body[series.last_paragraph]
    own = line.end - line.start <= LONGEST_OWN_LINE and text.find("。", line.start, line.end - 1) < 0
    return max(series.reach, 1 if own else 0)


def _leaving(series: Series, candidate: Candidate, gap: int, body: list[Paragraph], text: str) -> float:
    """Return what it costs that the candidate ends `series`, to open one beside it or above."""
    if series.last_place != LINE and candidate.paragraph > series.last_paragraph:
        return LEAVE_INLINE
    if gap == 0:
        return LEAVE_SISTERS if candidate.family == series.family else LEAVE_AT_ONCE
    return LEAVE_BEYOND if gap > _allowed(series, body, text) else LEAVE_EARLY


def _staying(series: Series, candidate: Candidate, gap: int, body: list[Paragraph], text: str) -> float:
    """Return what it costs to open a series in the last point of the innermost one."""
    if candidate.paragraph == series.last_paragraph:
        return 0.0
    if series.last_place != LINE:
        return BEYOND_INLINE
    return BEYOND if series.members > 1 and gap > _allowed(series, body, text) else 0.0


def _nesting(above: Series, candidate: Candidate) -> float:
    """Return what it costs to have the candidate's series somewhere inside `above`."""
    if above.family == candidate.family:
        if above.bracket != candidate.bracket:
            return SAME_BRACKET
        if (above.place == LINE) != (candidate.place == LINE):
            return SAME_OTHER
        return SAME_LINE if candidate.place == LINE else SAME_INLINE
    return UPSIDE_DOWN if candidate.rank and above.rank > candidate.rank else 0.0


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
