"""Parts: title, salutation and closing are there, nothing stands twice, no directive is empty or out of proportion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from jianggao.analysis.check.draft import Draft
from jianggao.model import Finding, Point
from jianggao.structure.frame import FrameRules
from jianggao.structure.paragraphs import Paragraph

FRAGMENT = 160
"""Code points; a shorter text is an excerpt, and is not asked for its parts."""
TITLE = 50
"""Code points of the longest line that is taken for the title of a second speech."""
WITHIN = 4
"""Paragraphs after a second title in which its date or salutation stands."""
OUT_OF_PROPORTION = 2.5
"""How many times as long as the next longest a directive must be to be called so."""
TOO_SHORT = 8
"""… or how many times as long as it the usual directive."""


def parts(draft: Draft) -> Iterator[Finding]:
    """Yield what is missing, doubled, empty or out of proportion."""
    second = _second_speech(draft)
    yield from _missing(draft)
    yield from _salutation(draft)
    if second is not None:
        yield second
    yield from _empty(draft)
    yield from _unequal(draft)


def _missing(draft: Draft) -> Iterator[Finding]:
    """Report the parts that a whole speech has; a report is given without turning to anyone."""
    speech, text = draft.speech, draft.text
    if len(text) < FRAGMENT or not draft.paragraphs or not speech.directives:
        return
    first, last = draft.paragraphs[0], draft.paragraphs[-1]
    if speech.title is None:
        yield draft.found("P201", first)
    report = speech.title is not None and re.search("报告|摘|要点|汇报|总结|说明", speech.title.text)
    if speech.salutation is None and not report and _unmarked_salutation(draft) is None:
        yield draft.found("P202", speech.opening.span if speech.opening else first)
    if speech.closing is None:
        end = speech.tail.span.start if speech.tail else last.end
        ending = [line for line in draft.paragraphs if line.start < end][-1]
        yield draft.found("P203", ending)


def _salutation(draft: Draft) -> Iterator[Finding]:
    """Report a salutation on a line of its own that does not end in ：; before a greeting it may take a comma."""
    salutation = draft.speech.salutation
    if salutation is None:
        line = _unmarked_salutation(draft)
        if line is not None:
            yield draft.found("P204", line, printed=draft.text[line.start : line.end].rstrip("，,。；、 "))
        return
    end = salutation.span.end
    feed = draft.text.find("\n", end)
    rest = draft.text[end : feed if feed >= 0 else len(draft.text)].strip()
    if not rest and salutation.text[-1] not in "：:！!":
        yield draft.found("P204", salutation.span, printed=salutation.text.rstrip("，,。；、 "))


def _unmarked_salutation(draft: Draft) -> Paragraph | None:
    """Return the line that opens the speech where it is a salutation but for its stop: `各位领导、同志们，`."""
    opening = draft.speech.opening
    if opening is None:
        return None
    line = next((line for line in draft.paragraphs if line.start >= opening.span.start), None)
    if line is None or line.end == opening.span.end or draft.text[line.end - 1] not in "，,。；、":
        return None
    return line if FrameRules.of(draft.rules).is_address(draft.text, Paragraph(line.start, line.end - 1)) else None


def _second_speech(draft: Draft) -> Finding | None:
    """Report where another speech begins, or the same one again: a title, then a date or a salutation."""
    text, lines, speech = draft.text, draft.paragraphs, draft.speech
    known = FrameRules.of(draft.rules)
    first = speech.title.text if speech.title else None
    since = speech.salutation or speech.byline or speech.title
    titles = [re.compile(rule.pattern) for rule in draft.rules["titles"]]
    dates = [rule for rule in draft.rules["bylines"] if rule.id == "byline-date"]
    for at, line in enumerate(lines):
        if line.end - line.start > TITLE or (since is not None and line.start < since.span.end):
            continue
        printed = text[line.start : line.end]
        if first is not None and printed == first:
            return draft.found("P206", line, line=draft.line(speech.title.span.start if speech.title else 0))
        if at == 0 or printed[-1] in "。，；：！？" or not any(title.fullmatch(printed) for title in titles):
            continue
        for after in lines[at + 1 : at + WITHIN]:
            begins = text[after.start : after.end]
            if any(rule.applies(begins) for rule in dates) or (_is_salutation(draft, known, after) and after.end < len(text)):
                return draft.found("P205", line)
    return None


def _is_salutation(draft: Draft, known: FrameRules, line: Paragraph) -> bool:
    return draft.text[line.end - 1] in "：:" and line.end - line.start <= TITLE and known.is_address(draft.text, line)


def _empty(draft: Draft) -> Iterator[Finding]:
    """Report a heading with nothing under it whose sisters have something under theirs."""
    for series in draft.series:
        own = [point for point in series.points if draft.begins_line(point)]
        empty = [point for point in own if _is_bare(draft, point)]
        if empty and 2 * len(empty) <= len(own):
            for point in empty:
                yield draft.found("P207", (point.span.start, point.span.end), heading=point.heading)


def _is_bare(draft: Draft, point: Point) -> bool:
    return not point.points and not point.text.strip("。；，、 \n") and "\n" not in draft.text[slice(*point.span)].strip()


def _unequal(draft: Draft) -> Iterator[Finding]:
    """Report a directive several times as long as any other, or a small part of the usual."""
    directives = [point for point in draft.speech.directives if draft.begins_line(point)]
    if len(directives) < 3 or len({point.family for point in directives}) > 1:
        return
    sizes = [point.span.end - point.span.start for point in directives]
    order, usual = sorted(sizes), median(sizes)
    for point, size in zip(directives, sizes, strict=True):
        if size == order[-1] and size >= OUT_OF_PROPORTION * order[-2]:
            yield draft.found("P208", point.mark_span, mark=point.mark.strip(), chars=size, usual=order[-2])
        elif size * TOO_SHORT <= usual and not _is_bare(draft, point):
            yield draft.found("P208", point.mark_span, mark=point.mark.strip(), chars=size, usual=int(usual))
