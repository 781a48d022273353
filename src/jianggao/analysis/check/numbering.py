"""Numbering: promises kept, no number missing, repeated or out of order, one family and one form of mark."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jianggao.analysis.check.draft import Draft, Series
from jianggao.model import Edit, Finding, Point, Span
from jianggao.structure.marks import LINE, Marks
from jianggao.structure.numerals import mark_value

LEAD = 60
"""Code points before a series in which its promise stands."""
SENTENCE = "。！？；\n"
STOPS = "、，,．.：: \t　"
"""What ends a printed mark."""
ALWAYS = frozenset({"han-bracket", "arabic-bracket", "circled"})
"""Families whose mark takes no stop at all: there one is wrong however often."""
OFFICIAL = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}
"""The levels of GB/T 9704-2012 7.3.3, by the rank of a family."""
UNTITLED = 40
"""Code points of a heading without a number; a series may begin again under one."""
LEADS_OVER = re.compile("下面|以下|如下|接下来|下一步|[几两三四五六七八九十][个点项条]|同志们")
"""What a paragraph that leads over to a new series says."""
LONE = re.compile("一是(?!一)|第一，|其一，")
"""A mark inside a line that only a second one makes a series, where it stands after one of `BEFORE`."""
BEFORE = "。；：！？\n"
SECOND = {"一": "二[是要]|第二|再就是|另一|其次", "第": "第二|第2|其次|二是|再次|另一", "其": "其二|其次"}
"""What shows, after such a mark, that another follows in whatever form."""
FARTHEST = 3
"""How far beyond the last member a number may lie and still be meant for the series."""
WITHIN = 2000
"""Code points after a lone mark in which its second is looked for."""


def numbering(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with the numbers and marks of a draft."""
    strays = list(_stray(draft))
    yield from (stray.finding for stray in strays)
    yield from _announced(draft, Counter(stray.family for stray in strays))
    skipped: set[tuple[str, str]] = set()
    for series in draft.series:
        yield from _promised(draft, series)
        yield from _order(draft, series, strays)
        yield from _mixed(draft, series)
        yield from _punctuation(draft, series)
        yield from _level(draft, series, skipped)
        if len(series.points) == 1 and series.points[0].family != "adverb":
            yield draft.found("N110", series.points[0].mark_span, mark=series.points[0].mark.strip())
        first, parent = series.points[0], series.parent
        if parent is not None and first.family == parent.family and not _leads_over(draft, parent, first):
            yield from _restarted(draft, parent, first)
    for group, _ in draft.groups:
        for before, point in pairwise(group):
            if (
                point.number == 1
                and before.number > 1
                and point.family == before.family
                and not _leads_over(draft, before, point)
            ):
                yield from _restarted(draft, before, point)
    yield from _lone(draft, {stray.start for stray in strays})


def _keeps(count: int, points: tuple[Point, ...]) -> bool:
    return count in (len(points), points[-1].number)


def _announced(draft: Draft, strays: Counter[str]) -> Iterator[Finding]:
    """Compare the promise of the opening with the directives, and with a preview that keeps it."""
    opening, directives = draft.speech.opening, draft.speech.directives
    if opening is None or opening.announced is None or not directives:
        return
    announced = opening.announced
    series = [each.points for each in draft.series if each.parent is None]
    lost = strays[directives[0].family]
    if not any(_keeps(announced.count, points) or len(points) + lost == announced.count for points in [*series, directives]):
        first = next(each.points for each in draft.series if each.points[0] is directives[0])
        yield draft.found("N101", announced.span, count=announced.count, found=len(first))


def _promised(draft: Draft, series: Series) -> Iterator[Finding]:
    """Compare a series inside a point with the count that leads on to it: `三项工作：一是…；二是…`."""
    if series.parent is None or any(point.number != place for place, point in enumerate(series.points, 1)):
        return
    text, start = draft.text, series.points[0].span.start
    lead = text[max(0, start - LEAD, series.parent.span.start) : start].rstrip()
    if lead[-1:] not in ("：", ":"):
        return
    since = max(lead.rfind(stop) for stop in SENTENCE) + 1
    for rule in draft.rules["announcements"]:
        for match in re.finditer(rule.pattern, lead[since:-1]):
            last = match
        if re.search(rule.pattern, lead[since:-1]) is None:
            continue
        count = mark_value(last["count"])
        clause = lead[since + last.start() : -1]
        if count and count > 1 and "，" not in clause and not _keeps(count, series.points):
            at = max(0, start - LEAD, series.parent.span.start) + since + last.start()
            yield draft.found("N101", (at, at + len(clause)), count=count, found=len(series.points))


def _order(draft: Draft, series: Series, strays: Sequence[_Stray]) -> Iterator[Finding]:
    """Report a series that does not begin at 1, and each number that does not follow on the one before it."""
    first = series.points[0]
    if first.number != 1 and len(series.points) > 1:
        yield draft.found("N104", first.mark_span, mark=first.mark.strip(), expected=1)
    for place, (before, point) in enumerate(pairwise(series.points), 2):
        expected = before.number + 1
        if point.number in (expected, place) or point.family == "adverb":
            continue
        nearest = bisect(strays, point.span.start, key=lambda stray: stray.start) - 1
        if nearest >= 0 and strays[nearest].family == point.family and strays[nearest].start > before.span.start:
            continue  # what does not follow on is told of there
        mark = point.mark.strip()
        if point.number == before.number:
            yield draft.found("N103", point.mark_span, mark=mark, expected=expected, line=draft.line(before.span.start))
        elif point.number > expected:
            yield draft.found("N102", point.mark_span, mark=mark, expected=expected, before=before.mark.strip())
        else:
            yield draft.found("N104", point.mark_span, mark=mark, expected=expected)


def _restarted(draft: Draft, before: Point, point: Point) -> Iterator[Finding]:
    """Report a numbering at line starts that begins again with `point` where it should go on from `before`."""
    if draft.begins_line(point) and draft.begins_line(before):
        yield draft.found("N105", point.mark_span, mark=point.mark.strip(), line=draft.line(before.span.start))


def _leads_over(draft: Draft, before: Point, point: Point) -> bool:
    """Tell whether the last line before a point is a heading without a number, or leads on to a series."""
    lines = draft.text[before.span.start : point.span.start].rstrip().split("\n")
    last = lines[-1].strip()
    if len(lines) < 2:
        return False
    return (len(last) <= UNTITLED and last[-1:] not in "。；！？") or last[-1:] in "：:" or LEADS_OVER.search(last) is not None


def _mixed(draft: Draft, series: Series) -> Iterator[Finding]:
    """Report the members whose family is not that of most; 最后 may end any series, and 首先，其次 lead on to 第三，."""
    points = series.points
    families = Counter(point.family for point in points)
    if len(families) < 2 or families.keys() == {"adverb", "di"}:
        return
    most, _ = families.most_common(1)[0]
    usual = next(point for point in points if point.family == most)
    for point in points:
        if point.family != most and not (point.family == "adverb" and point is points[-1]):
            yield draft.found("N106", point.mark_span, mark=point.mark.strip(), usual=usual.mark.strip())


def _level(draft: Draft, series: Series, skipped: set[tuple[str, str]]) -> Iterator[Finding]:
    """Report, once for each pair of families, a series that skips a level of the official order."""
    if series.parent is None:
        return
    point, parent = series.points[0], series.parent
    over, under = draft.ranks.get(parent.family, 0), draft.ranks.get(point.family, 0)
    if over in OFFICIAL and under in OFFICIAL and under > over + 1 and (parent.family, point.family) not in skipped:
        skipped.add((parent.family, point.family))
        yield draft.found(
            "N107", point.mark_span, mark=point.mark.strip(), parent=parent.mark.strip(), expected=OFFICIAL[over + 1]
        )


def _punctuation(draft: Draft, series: Series) -> Iterator[Finding]:
    """Report marks with a stop that the standard does not give them.

    One that departs from its sisters is probably a slip; where all have it, it is custom, reported
    once. All are mended to the standard's form.
    """
    wrong = [(point, fix) for point in series.points if (fix := _mended(draft, point)) is not None]
    if not wrong:
        return
    slip = len(wrong) < len(series.points) or wrong[0][0].family in ALWAYS
    rule = "N108" if slip else "N109"
    together = 2 * len(wrong) > len(series.points)
    for point, edit in wrong[:1] if together else wrong:
        edits = [each for _, each in wrong] if together else [edit]
        printed = draft.text[point.mark_span.start : max(edit.span.end, point.mark_span.end)].strip()
        yield draft.found(
            rule,
            (point.mark_span.start, max(edit.span.end, point.mark_span.end)),
            edits,
            mark=printed,
            expected=printed.rstrip(STOPS) + edit.text,
        )


def _mended(draft: Draft, point: Point) -> Edit | None:
    """Return what gives a mark the stop of the standard; None where it has it."""
    text, (start, end) = draft.text, point.mark_span
    if point.family in ALWAYS and text[end : end + 1] in ("、", "，", "．", "."):
        end += 1
    printed = text[start:end].rstrip()
    if printed not in draft.stops_due:
        wrong = (rule for rule in draft.rules["mark_forms"] if re.fullmatch(rule.pattern, printed))
        draft.stops_due[printed] = next((rule.options.get("stop", "") for rule in wrong), None)
    stop = draft.stops_due[printed]
    if stop is None:
        return None
    bare = len(printed.rstrip(STOPS))
    return Edit(Span(start + bare, start + len(printed)), stop)


class _Stray(NamedTuple):
    """A mark that belongs to no series, and what is wrong with it."""

    family: str
    start: int
    finding: Finding


class _Last(NamedTuple):
    """The last member of a series, as far as its marks have been read."""

    number: int
    members: int
    start: int
    mark: str


def _stray(draft: Draft) -> Iterator[_Stray]:
    """Find the marks whose number keeps them out of the series they were meant for."""
    text = draft.text
    taken = {point.mark_span.start: point.number for group, _ in draft.groups for point in group}
    last: dict[tuple[str, bool], _Last] = {}
    paragraph = -1
    for mark in Marks.of(draft.rules).candidates(text, draft.paragraphs):
        if mark.paragraph != paragraph:
            paragraph = mark.paragraph
            last = {key: before for key, before in last.items() if key[1]}
        key = (mark.family, mark.place == LINE)
        before = last.get(key)
        printed = text[mark.start : mark.end].strip()
        number = taken.get(mark.start)
        if number is not None:
            last[key] = _Last(number, number, mark.start, printed)
            continue
        if mark.decoy or before is None or not 1 <= mark.number <= before.number + FARTHEST or mark.family == "adverb":
            continue
        expected = before.number + 1
        place = (mark.start, mark.end)
        if mark.number == before.number:
            line = draft.line(before.start)
            yield _Stray(mark.family, mark.start, draft.found("N103", place, mark=printed, expected=expected, line=line))
        elif mark.number > expected and mark.number != before.members + 1:
            found = draft.found("N102", place, mark=printed, expected=expected, before=before.mark)
            yield _Stray(mark.family, mark.start, found)
        elif mark.number < before.number:
            continue
        last[key] = _Last(mark.number, before.members + 1, mark.start, printed)


def _lone(draft: Draft, told: set[int]) -> Iterator[Finding]:
    """Report a mark inside the text that announces a series of which no second member follows."""
    text = draft.text
    marked = {span.start for span in draft.marks}
    for match in LONE.finditer(text):
        start = before = match.start()
        if start in marked or start in told:
            continue
        while before and text[before - 1] in " \t　":
            before -= 1
        if before and text[before - 1] not in BEFORE:
            continue
        rest = text[match.end() : match.end() + WITHIN]
        if not re.search(SECOND[text[start]], rest):
            yield draft.found("N110", (start, match.end()), mark=text[start : match.end()])
