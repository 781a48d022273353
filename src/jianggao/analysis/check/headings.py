"""Headings of one series: built alike, ended alike, and each said once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jianggao.analysis.check.draft import Draft
from jianggao.model import Finding, Point

CLAUSE = re.compile("[，,、：:；;“”《》 　]+")
SHORTEST = 4
"""Code points of a heading that can be told to be said twice."""
MOST = 40
"""Headings of a series that could be built on one pattern."""
LONGEST = 30
"""Code points of a heading that is built on a pattern; a longer one is a sentence."""
FRAME = "再更得在以"
"""Characters on which such patterns turn: one of them alone is no chance."""
EDGE = 4
"""Characters at either edge of a clause whose place is compared."""

Place = tuple[int, str]
Lengths = tuple[int, ...]


def headings(draft: Draft) -> Iterator[Finding]:
    """Yield the headings that do not go with their sisters."""
    for series in draft.series:
        lines = [point for point in series.points if draft.begins_line(point) and point.heading]
        if len(lines) < 2:
            continue
        yield from _endings(draft, lines)
        yield from _alike(draft, lines)
        yield from _parallel(draft, lines)


def _ending(draft: Draft, point: Point) -> str | None:
    """Return the stop after a heading that has its line to itself; None for a run-in heading."""
    text, end = draft.text, point.heading_span.end
    feed = text.find("\n", end)
    rest = text[end : feed if feed >= 0 else len(text)].strip(" \t　")
    return rest if rest in ("", "。", "；", "：", "！") else None


def _endings(draft: Draft, lines: list[Point]) -> Iterator[Finding]:
    """Report headings on lines of their own that end in 。 where the others do not."""
    own = [(point, ending) for point in lines if (ending := _ending(draft, point)) is not None]
    bare = sum(ending == "" for _, ending in own)
    stopped = [point for point, ending in own if ending == "。"]
    if len(own) == len(lines) and stopped and bare >= len(stopped):
        for point in stopped:
            at = point.heading_span.end
            yield draft.found("H302", (point.heading_span.start, draft.text.index("。", at) + 1), heading=point.heading)


def _alike(draft: Draft, lines: list[Point]) -> Iterator[Finding]:
    """Report each of several headings that are the same to the letter, with the line of another."""
    by_text: dict[str, list[Point]] = {}
    for point in lines:
        by_text.setdefault(point.heading, []).append(point)
    for heading, points in by_text.items():
        if len(points) > 1 and len(heading) >= SHORTEST:
            for at, point in enumerate(points):
                other = points[at - 1] if at else points[1]
                yield draft.found("H303", point.heading_span, heading=heading, line=draft.line(other.span.start))


def _parallel(draft: Draft, lines: list[Point]) -> Iterator[Finding]:
    """Report the one heading that lacks the pattern which all the others share.

    A pattern is the same characters at the same places of the first clause (`＿再＿＿`, `在＿处`)
    or clauses of the same lengths.
    """
    if not 3 <= len(lines) <= MOST or any(len(point.heading) > LONGEST for point in lines):
        return
    shapes = [_shape(point.heading) for point in lines]
    lengths = [tuple(map(len, CLAUSE.split(point.heading))) for point in lines]
    counted = Counter(place for shape in shapes for place in shape)
    alike = Counter(lengths)
    for at, (point, shape, length) in enumerate(zip(lines, shapes, lengths, strict=True)):
        lacks = {place for place, times in counted.items() if times == len(lines) - 1 and place not in shape}
        others = alike - Counter([length])
        if _is_odd(lacks, any(counted[place] == len(lines) for place in shape), length, others):
            yield draft.found("H301", point.heading_span, heading=point.heading, pattern=_pattern(lines[at - 1].heading, lacks))
            return


def _is_odd(lacks: set[Place], has: bool, length: Lengths, others: Counter[Lengths]) -> bool:
    """Tell whether a heading falls out of its sisters: by what it lacks of their pattern, has of it, and how long it is."""
    same, other = len(others) == 1, length not in others
    if has or (not lacks and not same):
        return False
    if others.total() == 2:
        return same and other and len(lacks) > 1
    if same and abs(sum(length) - sum(next(iter(others)))) > 2:
        return True
    framed = any(char in FRAME for _, char in lacks)
    return bool(lacks) and (framed or (other and (same or len(lacks) > 1)))


def _shape(heading: str) -> set[Place]:
    """Return the characters at the edges of the first clause by their place, from its start or, negative, its end."""
    clause = CLAUSE.split(heading)[0]
    start = {(place, char) for place, char in enumerate(clause[:EDGE])}
    end = {(-place, char) for place, char in enumerate(reversed(clause[-EDGE:]), 1)}
    return {(place, char) for place, char in start | end if not char.isdecimal()}


def _pattern(heading: str, shared: set[Place]) -> str:
    """Return a heading with a slot for what its sisters do not share: `＿再＿＿`."""
    clauses = CLAUSE.split(heading)
    first = clauses[0]
    kept = {place if place >= 0 else len(first) + place for place, _ in shared}
    slots = "".join(char if at in kept else "＿" for at, char in enumerate(first))
    return "，".join([re.sub("＿{5,}", "＿＿＿＿", slots), *("＿" * len(clause) for clause in clauses[1:])])
