"""`Source` to `Speech` in five lines; and the points' headings and bodies."""

from __future__ import annotations

import re
from typing import NamedTuple

from jianggao.model import Part, Point, Source, Span, Speech
from jianggao.reading.source import source_from_text
from jianggao.rules import Rulebook, rulebook
from jianggao.structure.frame import (
    Frame,
    find_announcement,
    find_breaks,
    find_frame,
    find_tail,
    last_paragraph,
)
from jianggao.structure.head import Head, find_head
from jianggao.structure.marks import LINE, STRONG, Candidate, Marks
from jianggao.structure.outline import Breaks, Node, outline
from jianggao.structure.paragraphs import BLANK, Paragraph, paragraphs

CLOSING_BRACKET = re.compile("[）)]")
LINE_END = re.compile(r"(?<=[\u4e00-\u9fff”》）])[ 　]+(?=\S)")
"""White space behind a word of the heading, in a text without line breaks."""
SENTENCE_STOP = re.compile("[。！？；]")
LONGEST_HEADING = 60
"""Code points; a longer heading is a sentence, and is cut at its first comma."""
AFTER_MARK = BLANK + "：:，、,"
AFTER_HEADING = "，,：:、；;。 \t　（(*"
AFTER_STOP = "”’」』）)*"


def parse(text: str, *, name: str = "", rules: Rulebook | None = None) -> Speech:
    """Return the speech that `text` is.

    Total: every `str` gives a speech, and its tiles are the text to the letter. `rules` are those
    that come with the program unless others are given.
    """
    return parse_source(source_from_text(text, name=name, rules=rules), rules=rules)


def parse_source(source: Source, *, rules: Rulebook | None = None) -> Speech:
    """Return the speech of a text that was read. Never raises, whatever the text."""
    rules = rules or rulebook()
    lines = paragraphs(source.text)
    head, body, tail = _outer_parts(source.text, lines, rules)
    marks = list(Marks.of(rules).candidates(source.text, body))
    breaks = find_breaks(source.text, body, next((m.paragraph for m in marks if m.place == LINE), None), rules)
    frame = find_frame(source.text, body, outline(marks, body, source.text, breaks), breaks, rules)
    return _speech(source, head, body, tail, frame, breaks, rules)


def _outer_parts(text: str, lines: list[Paragraph], rules: Rulebook) -> tuple[Head, list[Paragraph], Span | None]:
    """Return the parts before the opening, the body between, and the tail."""
    head = find_head(text, lines, rules)
    body = head.body
    first, inside = find_tail(text, body, rules)
    start = inside if inside is not None else body[first].start if first < len(body) else None
    if start is None:
        return head, body, None
    tail = Span(start, body[-1].end)
    body = body[:first]
    if inside is not None:
        body = [*body[:-1], Paragraph(body[-1].start, _rtrim(text, body[-1].start, inside))]
    return head, body, tail


class _Builder(NamedTuple):
    """What making points out of nodes needs to know."""

    source: Source
    body: list[Paragraph]

    def points(self, series: list[Node], end: int) -> list[Point]:
        """Return the points of a series that ends at `end`."""
        made = []
        for at, node in enumerate(series):
            stop = series[at + 1].candidate.start if at + 1 < len(series) else end
            made.append(self.point(node, stop))
        return made

    def point(self, node: Node, end: int) -> Point:
        """Return the point of a node whose text ends before `end`."""
        text = self.source.text
        mark = node.candidate
        end = max(_rtrim(text, mark.end, end), mark.end)
        line_end = min(self.body[mark.paragraph].end, end)
        nested = node.series[0][0].candidate.start if node.series else end
        start, heading_end, body_start = _heading(text, mark.end, line_end, min(nested, end), _was_line(text, mark))
        points: list[Point] = []
        for at, series in enumerate(node.series):
            upto = end
            if at + 1 < len(node.series):
                upto = self._before(series, node.series[at + 1])
            elif mark.place == LINE or series[-1].candidate.paragraph == mark.paragraph:
                upto = min(end, self._reach(series, end))
            points += self.points(series, upto)
        return Point(
            self.source,
            node.number,
            mark.family,
            Span(mark.start, mark.end),
            Span(start, heading_end),
            Span(body_start, end) if body_start < end else Span(end, end),
            Span(mark.start, end),
            tuple(points),
        )

    def aside(self, several: list[list[Node]], end: int) -> list[Point]:
        """Return the points of the series of an opening or a closing that ends at `end`."""
        made: list[Point] = []
        for at, series in enumerate(several):
            upto = several[at + 1][0].candidate.start if at + 1 < len(several) else end
            made += self.points(series, min(upto, self._reach(series, upto)))
        return made

    def _reach(self, series: list[Node], end: int) -> int:
        """Return where the last point of an inline series ends: with its paragraph, or with its bracket."""
        last = series[-1].candidate
        if last.place == LINE:
            return end
        paragraph_end = self.body[last_paragraph(series)].end
        if last.bracket < 0:
            return paragraph_end
        closed = CLOSING_BRACKET.search(self.source.text, last.end, paragraph_end)
        return closed.start() if closed else paragraph_end

    def _before(self, series: list[Node], following: list[Node]) -> int:
        """Return where a series ends that is followed by another in the same point.

        That is before the unnumbered paragraphs that lead over to the other.
        """
        last, first = last_paragraph(series), following[0].candidate.paragraph
        if last >= first:
            return following[0].candidate.start
        line = self.body[last]
        own = line.end - line.start <= LONGEST_HEADING and self.source.text[line.end - 1] not in "；，"
        reach = last + int(own and series[-1].candidate.place == LINE)
        return self.body[min(reach, max(first - 1, last))].end


def _speech(
    source: Source,
    head: Head,
    body: list[Paragraph],
    tail: Span | None,
    frame: Frame,
    breaks: Breaks,
    rules: Rulebook,
) -> Speech:
    text = source.text
    build = _Builder(source, body)
    end = body[-1].end if body else 0
    closing_start = frame.closing_start if frame.closing_start is not None else end
    directives: list[Point] = []
    series_list = frame.directives
    for at, series in enumerate(series_list):
        upto = series_list[at + 1][0].candidate.start if at + 1 < len(series_list) else closing_start
        directives += build.points(series, upto)
    opening = None
    if body:
        upto = directives[0].span.start if directives else closing_start
        span = Span(body[0].start, _rtrim(text, body[0].start, upto))
        if span.end > span.start:
            points = build.aside(frame.opening, span.end)
            announced = find_announcement(source, *span, len(series_list[0]) if series_list else 0, rules)
            opening = Part(source, span, announced, tuple(points))
    closing = None
    if frame.closing_start is not None:
        points = build.aside(frame.closing, end)
        closing = Part(source, Span(frame.closing_start, end), None, tuple(points))
    return Speech(
        source,
        head=_part(source, head.head),
        title=_part(source, head.title),
        byline=_part(source, head.byline),
        salutation=_part(source, head.salutation),
        opening=opening,
        directives=tuple(directives),
        closing=closing,
        tail=_part(source, tail),
    )


def _part(source: Source, span: Span | None) -> Part | None:
    return Part(source, span) if span is not None else None


def _was_line(text: str, mark: Candidate) -> bool:
    """Tell whether a mark inside a line began one before the page's line breaks became spaces."""
    return mark.place != LINE and mark.weight >= STRONG and text[mark.start - 1] in BLANK


def _heading(text: str, mark_end: int, line_end: int, nested: int, was_line: bool) -> tuple[int, int, int]:
    """Return start and end of a heading, and where the body begins.

    The heading ends at the first `。！？；`, at the line's end, or before the next mark; one of more
    than 60 characters is a sentence: it ends at its first comma, and the body is the whole of it.
    """
    start = mark_end
    while start < line_end and text[start] in AFTER_MARK:
        start += 1
    limit = min(line_end, nested)
    stop = SENTENCE_STOP.search(text, start, limit)
    end = stop.start() if stop else limit
    if was_line and (space := LINE_END.search(text, start, end)):
        return start, space.start(), space.end()
    body = end
    while end > start and text[end - 1] in AFTER_HEADING:
        end -= 1
    if end - start > LONGEST_HEADING:
        comma = text.find("，", start, end)
        if comma > 0:
            return start, comma, start
    if stop:
        body = stop.end()
        while body < line_end and text[body] in AFTER_STOP:
            body += 1
    while body < nested and text[body] in BLANK + "\n":
        body += 1
    return start, end, body


def _rtrim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in BLANK + "\n":
        end -= 1
    return end
