"""Where requirements may stand: the stretches of a speech, and whether each looks back or sets out work."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianggao.analysis.tasks.actors import Actors
from jianggao.analysis.tasks.known import Hit, TaskRules
from jianggao.model import Part, Point, Span, Speech
from jianggao.results import Quote

HIDDEN = "\ufffc"
"""Stands for each character that no rule is to read: what is in quotation marks, titles or brackets."""
ASIDES = re.compile(r"（[^（()）\n]{1,40}[）)]|\([^（()）\n]{1,40}[）)]|《[^《》\n]{1,60}》|‘[^‘’\n]{1,80}’")
HEADING_LINE = re.compile("[ \t　*#]*([^\n。！？；，：]{2,30})[ \t　*]*$", re.MULTILINE)
CLOSED = "。！？，；\n”’"
"""What follows a quotation that is a sentence of its own, not a word in another one."""
NOBODY = Span(0, 0)
PLAIN, REVIEW, PLAN = "", "review", "plan"


@dataclass(slots=True)
class Place:
    """A point, or a part without points, as what is told there takes over from it."""

    heading: Span
    parent: Place | None
    body: bool = True
    """Text of its own follows the heading."""
    head: Span | None = None
    """Who is told in its heading, an empty span where nobody is; None as long as it was not read."""
    first: Span | None = None
    """Who is told in its first sentence, likewise."""


class Stretch(NamedTuple):
    """A stretch of the text that belongs to one point or part and holds no mark."""

    start: int
    end: int
    section: str
    place: Place
    heads: bool
    """It begins with the heading of its place."""
    mode: str
    asks: bool
    """A sentence that begins with a verb asks here."""
    quote: Quote | None = None


def masked(speech: Speech, quotes: Iterable[Quote]) -> tuple[str, list[Quote]]:
    """Return the clean text with what nobody is told in it hidden, and the quotations that are read by themselves.

    Hidden are terms, what others said that orders nothing or stands inside a sentence, titles and brackets,
    but for those in which a point begins.
    """
    text = speech.source.text
    tops = (top for _, part in speech.parts() for top in ((part,) if isinstance(part, Point) else part.points))
    marks = [point.span.start for top in tops for point in top.walk()]
    hidden: list[Span] = []
    own: list[Quote] = []
    for quote in quotes:
        start, end = quote.content_span
        embedded = quote.kind == "direct" and text[end - 1 : end] not in "。！？" and text[end + 1 : end + 2] not in CLOSED
        if quote.directive and not embedded:
            own.append(quote)
        elif quote.kind != "reported" and text[end - 1 : end] not in "。！":
            hidden.append(quote.content_span)
    for bracket in ASIDES.finditer(text):
        at = bisect_left(marks, bracket.start())
        if at == len(marks) or marks[at] >= bracket.end():
            hidden.append(Span(bracket.start() + 1, bracket.end() - 1))
    pieces, at = [], 0
    for start, end in sorted(hidden):
        if start >= at:
            pieces += [text[at:start], HIDDEN * (end - start)]
            at = end
    return "".join([*pieces, text[at:]]), own


class Layout:
    """The stretches of a speech in reading order."""

    def __init__(self, speech: Speech, text: str, hits: Sequence[Hit], known: TaskRules, actors: Actors) -> None:
        self.speech = speech
        self.text = text
        self.known = known
        self.actors = actors
        self.strong = [hit.start for hit in hits if not hit.demand.weak]
        self.mode = PLAIN
        """What the last unnumbered heading said."""

    def stretches(self) -> Iterator[Stretch]:
        """Yield the stretches of opening, directives and closing."""
        place = 0
        for kind, part in self.speech.parts():
            if isinstance(part, Point):
                place += 1
                mode = self._kind(part.heading) or self.mode
                asks = mode == PLAN or self._demands(part.span) or self._orders(part)
                yield from self._point(part, str(place), None, mode, asks)
            elif kind in ("opening", "closing"):
                yield from self._part(part, kind)

    def _part(self, part: Part, kind: str) -> Iterator[Stretch]:
        place = Place(NOBODY, None, False, NOBODY, NOBODY)  # what an opening tells is told in no directive
        for at, (start, end) in enumerate(self._between(part.span.start, part.span.end, part.points)):
            for line_start, line_end, mode in self._lines(start, end, self.mode):
                asks = mode == PLAN or self._demands(Span(line_start, line_end))
                yield Stretch(line_start, line_end, kind, place, False, mode, asks)
            if at < len(part.points):
                point = part.points[at]
                asks = kind == "closing" and self._demands(point.span)
                yield from self._point(point, kind, place, self.mode, asks)

    def _point(self, point: Point, section: str, parent: Place | None, mode: str, asks: bool) -> Iterator[Stretch]:
        mark = point.mark_span
        heading = point.heading_span
        body = point.body_span.end > point.body_span.start >= heading.end
        place = Place(heading, parent, body)
        begin = mark.end - 1 if point.mark.endswith("要") else mark.end
        for at, (start, end) in enumerate(self._between(begin, point.span.end, point.points)):
            heads = at == 0
            for line_start, line_end, line_mode in self._lines(start, end, mode, heads):
                yield Stretch(line_start, line_end, section, place, heads, line_mode, asks and line_mode != REVIEW)
                heads = False
            if at < len(point.points):
                nested = point.points[at]
                kind = self._kind(nested.heading, mode)
                yield from self._point(nested, section, place, kind, (asks or kind == PLAN) and kind != REVIEW)

    def _between(self, start: int, end: int, points: Sequence[Point]) -> Iterator[tuple[int, int]]:
        """Yield what stands before, between and after points: one stretch more than there are points."""
        for point in points:
            yield start, point.span.start
            start = point.span.end
        yield start, end

    def _lines(self, start: int, end: int, mode: str, heads: bool = False) -> Iterator[tuple[int, int, str]]:
        """Yield the lines of a stretch, each with what the unnumbered headings so far say of it."""
        while start < end:
            feed = self.text.find("\n", start, end)
            stop = end if feed < 0 else feed
            heading = None if heads or stop - start > 40 else HEADING_LINE.fullmatch(self.text, start, stop)
            kind = self._kind(heading[1]) if heading else PLAIN
            if kind:
                self.mode = mode = kind
            yield start, stop, mode
            start, heads = stop + 1, False

    def _kind(self, heading: str, mode: str = PLAIN) -> str:
        """Return what a heading says of its section: that it looks back, or sets out what is to be done.

        The last word tells; inside a section that looks back (`mode`) only that turns to what comes.
        """
        if mode == REVIEW:
            return PLAN if self.known.turn.search(heading) else REVIEW
        kind, last = mode, -1
        for found, pattern in ((PLAN, self.known.plan), (REVIEW, self.known.review)):
            for match in pattern.finditer(heading):
                if match.start() > last:
                    kind, last = found, match.start()
        return kind

    def _demands(self, span: Span) -> bool:
        at = bisect_left(self.strong, span.start)
        return at < len(self.strong) and self.strong[at] < span.end

    def _orders(self, point: Point) -> bool:
        start, end = point.heading_span
        at = self.known.lead.run(self.text, start, end)
        return self.known.is_imperative(self.text, at, end) or self.actors.told(at, end) is not None
