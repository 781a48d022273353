"""What every family of checks is given: the speech, its quotations, and a way to report a place."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jianggao.model import Edit, Finding, Point, Span, Speech
from jianggao.results import Quote
from jianggao.rules import Rule, Rulebook
from jianggao.rules.checks import severity_of
from jianggao.structure.paragraphs import Paragraph, paragraphs

AROUND = 1
"""Characters on either side of a match in which an exception of its rule is looked for."""
HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
"""A Chinese character, for patterns."""


class Series(NamedTuple):
    """Numbered points that count on from one another, and the point they stand in (None: the speech)."""

    points: tuple[Point, ...]
    parent: Point | None


class Draft:
    """A speech under check."""

    def __init__(self, speech: Speech, quotes: Sequence[Quote], rules: Rulebook) -> None:
        self.speech = speech
        self.source = speech.source
        self.text = speech.source.text
        self.quotes = quotes
        self.rules = rules
        self.paragraphs: list[Paragraph] = paragraphs(self.text)
        self.line_starts = {line.start for line in self.paragraphs}
        self.groups: list[tuple[tuple[Point, ...], Point | None]] = [*_groups(speech)]
        self.series: list[Series] = [Series(points, parent) for group, parent in self.groups for points in series_in(group)]
        self.ranks: dict[str, int] = {rule.id: rule.options.get("rank", 0) for rule in rules["marks"]}
        self.marks: list[Span] = sorted(point.mark_span for group, _ in self.groups for point in group)
        self.stops_due: dict[str, str | None] = {}
        """What the marks seen so far should end in, by how they are printed; None for one that is right."""

    def found(self, rule: str, span: tuple[int, int], edits: Iterable[Edit] = (), **fields: object) -> Finding:
        """Return a finding at a clean span; its edits are of clean spans too."""
        start, end = span
        return Finding(
            rule,
            severity_of(rule),
            self.source.original_span(Span(start, end)),
            self.text[start:end],
            tuple(fields.items()),
            tuple(Edit(self.source.original_span(edit.span), edit.text) for edit in edits),
        )

    def matches(self, set_name: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield each place where a rule of a set matches; a rule that has hints, none of them in the text, is not tried."""
        for rule in self.rules[set_name]:
            hints = rule.options.get("hints")
            # a single character is looked up ten times as fast as two
            if hints is not None and not any(hint[0] in self.text and hint in self.text for hint in hints):
                continue
            barred = rule.options.get("except")
            for match in re.finditer(rule.pattern, self.text):
                around = self.text[max(0, match.start() - AROUND) : match.end() + AROUND]
                if barred is None or re.search(barred, around) is None:
                    yield rule, match

    def begins_line(self, point: Point) -> bool:
        """Tell whether a mark begins its line, at a cost that the length of the line does not raise."""
        return point.span.start in self.line_starts

    def line(self, offset: int) -> int:
        """Return the line of the original that a clean offset stands in, from 1."""
        return self.source.place(self.source.original_span(Span(offset, offset + 1)).start)[0]


def _groups(speech: Speech) -> Iterator[tuple[tuple[Point, ...], Point | None]]:
    """Yield the points of every place that has some, with the point they stand in."""
    waiting: deque[tuple[tuple[Point, ...], Point | None]] = deque([(speech.directives, None)])
    for part in (speech.opening, speech.closing):
        if part is not None:
            waiting.append((part.points, None))
    while waiting:
        group, parent = waiting.popleft()
        if group:
            yield group, parent
            waiting += [(point.points, point) for point in group]


def series_in(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Return the series that stand one after the other: a new one begins at every 1 but a repeated one."""
    found: list[list[Point]] = []
    for point in points:
        last = found[-1][-1] if found else None
        if last is None or (point.number == 1 and not (last.number == 1 and last.family == point.family)):
            found.append([])
        found[-1].append(point)
    return [tuple(series) for series in found]
