"""Where requirements may stand: the stretches of a speech, and whether each looks back or sets out work."""

from __future__ import annotations

import re
import sys
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
TITLE_LINE = re.compile("[ \t　*#]*[^\n。！？；：!?;:]{2,40}(?<![，,、])[ \t　*]*")
LINE = re.compile("[\\s\u3000]*\n([^\n]+)")
LONG_LINE = 40
"""Code points of a line that is a paragraph, whatever the width at which a text may be wrapped."""
NEVER = sys.maxsize
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
    end: int = 0
    """Where its text ends."""
    titled: bool = False
    """Its heading stands on a line of its own: it is a title, and what is asked under it is asked there."""


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
                asks = part.span.start if mode == PLAN or self._orders(part) else self._first_demand(part.span)
                yield from self._point(part, str(place), None, mode, asks)
            elif kind in ("opening", "closing"):
                yield from self._part(part, kind)

    def _part(self, part: Part, kind: str) -> Iterator[Stretch]:
        place = Place(NOBODY, None, False, NOBODY, NOBODY)  # what an opening tells is told in no directive
        for at, (start, end) in enumerate(self._between(part.span.start, part.span.end, part.points)):
            for line_start, line_end, mode in self._lines(start, end, self.mode):
                title = self._title(line_start, line_end, end, place)
                asks = mode == PLAN or self._first_demand(Span(line_start, line_end)) < NEVER
                yield Stretch(line_start, line_end, kind, title or place, title is not None, mode, asks)
            if at < len(part.points):
                point = part.points[at]
                begin = self._first_demand(point.span) if kind == "closing" else NEVER
                yield from self._point(point, kind, place, self.mode, begin)

    def _point(self, point: Point, section: str, parent: Place | None, mode: str, asks: int) -> Iterator[Stretch]:
        """Yield the stretches of a point, in which verbs alone ask from `asks` on."""
        mark = point.mark_span
        heading = point.heading_span
        body = point.body_span.end > point.body_span.start >= heading.end
        titled = body and self.text[heading.end : heading.end + 1] == "\n"
        place = Place(heading, parent, body, end=point.span.end, titled=titled)
        begin = mark.end - 1 if point.mark.endswith("要") else mark.end
        for at, (start, end) in enumerate(self._between(begin, point.span.end, point.points)):
            heads = at == 0
            for line_start, line_end, line_mode in self._lines(start, end, mode, heads):
                title = None if heads else self._title(line_start, line_end, end, place)
                asking = asks < line_end and line_mode != REVIEW
                yield Stretch(line_start, line_end, section, title or place, heads or title is not None, line_mode, asking)
                heads = False
            if at < len(point.points):
                nested = point.points[at]
                kind = self._kind(nested.heading, mode)
                begin = nested.span.start if kind == PLAN or (asks < NEVER and self._orders(nested)) else asks
                yield from self._point(nested, section, place, kind, NEVER if kind == REVIEW else min(asks, begin))

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

    def _title(self, start: int, end: int, limit: int, parent: Place) -> Place | None:
        """Return the place of a line that is an unnumbered heading: short, without a stop, before a paragraph.

        A short line may stand between: who wrote it.
        """
        if not self._is_title(start, end) or not self._follows_a_stop(start):
            return None
        for _ in range(2):
            line = LINE.match(self.text, end, limit)
            if line is None:
                return None
            if line.end() - line.start(1) > LONG_LINE:
                return Place(Span(start, end), parent, end=limit, titled=True)
            if not self._is_title(*line.span(1)):
                return None
            end = line.end()
        return None

    def _is_title(self, start: int, end: int) -> bool:
        return end - start <= LONG_LINE and TITLE_LINE.fullmatch(self.text, start, end) is not None

    def _follows_a_stop(self, at: int) -> bool:
        """Tell whether what stands before a line is the end of a sentence, and not the line above of a wrapped one."""
        while at and self.text[at - 1] in "\n \t　":
            at -= 1
        return at == 0 or self.text[at - 1] in CLOSED

    def _first_demand(self, span: Span) -> int:
        """Return where the first word that asks for certain stands, `NEVER` where there is none."""
        at = bisect_left(self.strong, span.start)
        return self.strong[at] if at < len(self.strong) and self.strong[at] < span.end else NEVER

    def _orders(self, point: Point) -> bool:
        start, end = point.heading_span
        at = self.known.lead.run(self.text, start, end)
        return self.known.is_imperative(self.text, at, end) or self.actors.told(at, end) is not None
