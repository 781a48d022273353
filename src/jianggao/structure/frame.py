"""The parts after the directives, and which series are the directives.

The tail is read from the last line up. Of the outermost series one or more are the directives; one
that stands before them in the opening, or after the speaker has turned to the audience for the last
time, belongs to the opening or the closing. The closing begins where, after the last directive, the
speaker addresses the audience again, looks back, or calls to action.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from jianggao.model import Announcement, Source, Span
from jianggao.rules import Rule, Rulebook
from jianggao.structure.costs import PROMISED_WITHIN
from jianggao.structure.head import chain_end
from jianggao.structure.marks import LINE
from jianggao.structure.numerals import mark_value
from jianggao.structure.outline import Breaks, Node
from jianggao.structure.paragraphs import BLANK, Paragraph

LONGEST_TAIL_LINE = 220
SHORT_SENTENCE = 60
"""Code points; a longer line that ends like a sentence is one, and not of the tail."""
SENTENCE_STOPS = "。！？；"
LONGEST_SIGNATURE = 32
TAIL_HALF = 2
"""A rule across the page opens the tail only in the last half of the lines."""
INLINE_TAIL = 160
"""Code points at the end of the last paragraph in which an agency's line is looked for."""
LONGEST_HEADING = 40
"""Code points of a heading without a number."""
MOST_BEFORE_SERIES = 60
"""Paragraphs before the first series in which a heading without a number is looked for."""
MOST_CLOSING = 4
"""A closing is at most one part in so many of the speech; a longer one begins at a later cue."""
SHORT_CLOSING = 400
"""Code points; a closing of this length is never too long."""
ANNOUNCED_IN = 600
"""Code points at the end of the opening in which a promise of points is looked for."""
LOOKED_AT = 400
"""Code points of a paragraph in which a cue is looked for."""
LOOKED_AT_LAST = 60
"""… and at its end, for rules that are searched."""
ADDRESS_STOPS = "！!，,：: "
CLAUSE = "。，；：！？,;:\n"


class FrameRules:
    """The rules for announcements, closings and tails of a rulebook, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        self.term = re.compile(rules.any_of("addresses"))
        self.turns = [rule for rule in rules["closings"] if rule.options.get("turns")]
        self.calls = [rule for rule in rules["closings"] if not (rule.options.get("last") or rule.options.get("searched"))]
        self.last_calls = [rule for rule in rules["closings"] if rule.options.get("last")]
        self.announcements = rules["announcements"]
        self.agenda = re.compile(f"(?:{rules.any_of('agendas')})$")
        self.tails = rules.any_of("tails")
        self.inline_tails = [rule for rule in rules["tails"] if rule.options.get("inline")]
        self.tail_opener = re.compile(rules.any_of("tail_openers"))
        self.dates = [rule for rule in rules["tails"] if rule.id == "tail-date"]

    def is_address(self, text: str, line: Paragraph) -> bool:
        """Tell whether a paragraph begins by turning to the audience: terms of address and a stop."""
        end = chain_end(self.term, text, *line)
        return end is not None and (end == line.end or text[end] in ADDRESS_STOPS)

    def is_agenda(self, text: str, line: Paragraph, series: list[Node]) -> bool:
        """Tell whether a series inside a paragraph lists what is on the agenda, and so asks nothing of anybody."""
        mark = series[0].candidate
        before = text[max(line.start, mark.start - PROMISED_WITHIN) : mark.start].rstrip(BLANK)
        return mark.place != LINE and self.agenda.search(before) is not None

    def addresses_inside(self, text: str, start: int, end: int) -> list[int]:
        """Return where, after the end of a sentence, the speaker turns to the audience."""
        found = []
        for sentence in re.finditer("(?<=[。！？”])[ \t　]*", text[start:end]):
            at = start + sentence.end()
            stop = chain_end(self.term, text, at, end)
            if stop is not None and text[stop : stop + 1] in ("！", "!", "，", ","):
                found.append(at)
        return found

    @classmethod
    def of(cls, rules: Rulebook) -> FrameRules:
        """Return the compiled rules, compiling them at the first call."""
        if "frame" not in rules.compiled:
            rules.compiled["frame"] = cls(rules)
        found: FrameRules = rules.compiled["frame"]
        return found


class Frame(NamedTuple):
    """The outermost series by the part they belong to, and where the parts after them begin."""

    opening: list[list[Node]]
    directives: list[list[Node]]
    closing: list[list[Node]]
    closing_start: int | None


def find_tail(text: str, lines: list[Paragraph], rules: Rulebook) -> tuple[int, int | None]:
    """Return the index of the first line of the tail, and its offset where it begins inside a line."""
    known = FrameRules.of(rules)
    first = len(lines)

    def is_tail(line: Paragraph) -> bool:
        printed = text[line.start : line.end]
        if len(printed) > (SHORT_SENTENCE if printed[-1] in SENTENCE_STOPS else LONGEST_TAIL_LINE):
            return False
        return re.match(known.tails, printed) is not None

    while first > 1:
        if is_tail(lines[first - 1]) or (first < len(lines) and _is_signature(text, lines, first, known)):
            first -= 1
        else:
            break
    for at in range(len(lines) - len(lines) // TAIL_HALF, first):
        if known.tail_opener.match(text, lines[at].start, lines[at].end):
            first = at
            break
    if first <= 0:
        return len(lines), None
    last = lines[first - 1]
    if text[last.end - 1] in SENTENCE_STOPS:
        return first, None
    since = max(last.start, last.end - INLINE_TAIL)
    for sentence in re.finditer("(?<=[。！？”）])[ \t　]*", text[since : last.end]):
        at = since + sentence.end()
        if since < at < last.end and any(rule.applies(text[at : last.end]) for rule in known.inline_tails):
            return first, at
    return first, None


def _is_signature(text: str, lines: list[Paragraph], first: int, known: FrameRules) -> bool:
    """Tell whether the line above a date is the body or person that signs."""
    line = lines[first - 1]
    below = text[lines[first].start : lines[first].end]
    printed = text[line.start : line.end]
    return (
        (any(rule.applies(below) for rule in known.dates) or len(below) <= LONGEST_SIGNATURE)
        and len(printed) <= LONGEST_SIGNATURE
        and not any(char in "。，；：！？、" for char in printed)
    )


def find_breaks(text: str, body: list[Paragraph], first_mark: int | None, rules: Rulebook) -> Breaks:
    """Return what the outline asks about unnumbered paragraphs.

    `first_mark` is the paragraph of the first mark that begins a line.
    """
    known = FrameRules.of(rules)

    @cache
    def is_heading(at: int) -> bool:
        start, end = body[at]
        return (
            end - start <= LONGEST_HEADING
            and text[end - 1] not in "。，；：！？…、,;:!?"
            and not text.startswith(("—", "-", "（", "("), start)
            and not known.is_address(text, body[at])
        )

    @cache
    def is_turn(at: int) -> bool:
        return known.is_address(text, body[at]) or _applies(known.turns, text, body[at])

    above_series = first_mark is not None and any(map(is_heading, range(min(first_mark, MOST_BEFORE_SERIES))))

    @cache
    def heading_between(since: int, until: int) -> bool:
        return above_series and any(map(is_heading, range(since, until)))

    @cache
    def turn_between(since: int, until: int) -> bool:
        return any(map(is_turn, range(since, until)))

    return Breaks(heading_between, turn_between)


def find_frame(text: str, body: list[Paragraph], roots: list[list[Node]], breaks: Breaks, rules: Rulebook) -> Frame:
    """Sort the outermost series by part, and find where the closing begins."""
    known = FrameRules.of(rules)
    agenda = 0
    while agenda < len(roots) and known.is_agenda(text, body[roots[agenda][0].candidate.paragraph], roots[agenda]):
        agenda += 1
    opening, directives, closing = _sorted(text, body, roots[agenda:], breaks)
    opening = roots[:agenda] + opening
    last = last_paragraph(directives[-1]) if directives else -1
    start = _closing_start(text, body, directives, last, known)
    if closing and (start is None or start > closing[0][0].candidate.start):
        first = closing[0][0].candidate.paragraph
        turned = next((at for at in range(last + 1, first + 1) if breaks.turn_between(at, at + 1)), first)
        start = body[turned].start
    return Frame(opening, directives, closing, start)


def last_paragraph(series: list[Node]) -> int:
    """Return the paragraph of the last mark in a series, nested ones included."""
    node = series[-1]
    while node.series:
        node = node.series[-1][-1]
    return node.candidate.paragraph


def _sorted(
    text: str, body: list[Paragraph], roots: list[list[Node]], breaks: Breaks
) -> tuple[list[list[Node]], list[list[Node]], list[list[Node]]]:
    """Tell the directives from the series of the opening and of the closing.

    The longest series that no other stands above in the official order is one of the directives. A series
    before them is the opening's, one after a turn to the audience the closing's, one between them a series
    of the point before it; but under headings without a number each has its own, and all are directives.
    """
    if len(roots) < 2:
        return [], roots, []
    lines = [at for at, series in enumerate(roots) if series[0].candidate.place == LINE]
    highest = min((rank for at in lines if (rank := roots[at][0].candidate.rank)), default=0)
    lines = [at for at in lines if roots[at][0].candidate.rank <= highest]
    starts = [series[0].candidate.start for series in roots] + [body[-1].end]
    longest = max(lines or range(len(roots)), key=lambda at: starts[at + 1] - starts[at])
    main = roots[longest]

    def is_akin(series: list[Node]) -> bool:
        if main[0].candidate.place != LINE:
            return series[0].candidate.place != LINE
        return series[0].candidate.place == LINE and series[0].candidate.family == main[0].candidate.family

    def is_apart(at: int) -> bool:
        """Tell whether a heading without a number stands between a series and the next."""
        return breaks.heading_between(last_paragraph(roots[at]) + 1, roots[at + 1][0].candidate.paragraph)

    own = [at for at in range(len(roots)) if at == longest or is_akin(roots[at])]
    if not is_akin(main):
        own = [longest]
    first, last = own[0], own[-1]
    while first and is_apart(first - 1):
        first -= 1
    while last + 1 < len(roots) and is_apart(last):
        last += 1
    opening = roots[:first]
    directives: list[list[Node]] = []
    closing: list[list[Node]] = []
    for at in range(first, len(roots)):
        series = roots[at]
        since = last_paragraph(directives[-1]) + 1 if directives else 0
        turned = bool(directives) and breaks.turn_between(since, series[0].candidate.paragraph + 1)
        inline = series[0].candidate.place != LINE and main[0].candidate.place == LINE
        if at > last and turned:
            closing.append(series)
        elif directives and inline and not is_apart(at - 1):
            if at > last:  # one between two parts belongs to neither, and its text stays where it is
                directives[-1][-1].series.append(series)
        else:
            directives.append(series)
    return opening, directives, closing


def _closing_start(text: str, body: list[Paragraph], directives: list[list[Node]], last: int, known: FrameRules) -> int | None:
    """Return where the closing begins: at the first cue after the last mark.

    Where that would make the closing too long a part of the speech, it is a later cue.
    """
    if not body:
        return None
    total = body[-1].end - body[0].start
    own = 0
    if directives:
        line = body[last]
        own_line = line.end - line.start <= LONGEST_HEADING * 2 and text.find("。", line.start, line.end - 1) < 0
        own = int(own_line and _have_bodies(directives[-1]))
    addresses: list[int] = []
    calls: list[int] = []
    for at in range(max(last + 1, 1), len(body)):
        addressed = known.is_address(text, body[at])
        called = (
            not addressed and at > last + own and (directives or 2 * at > len(body)) and _applies(known.calls, text, body[at])
        )
        if addressed or called:
            (addresses if addressed else calls).append(body[at].start)
    cues = sorted(addresses + calls) if directives else addresses[-1:] or calls
    if not cues:
        since = directives[-1][-1].candidate.end if directives else body[0].start
        node = directives[-1][-1] if directives else None
        while node is not None and node.series:
            node = node.series[-1][-1]
            since = node.candidate.end
        line = body[-1]
        inside = known.addresses_inside(text, max(line.start, since), line.end)
        cues = inside if directives else inside[-1:]
    unnumbered = directives and len(body) - 1 > last + own
    if not cues and unnumbered and _applies(known.last_calls, text, body[-1]):
        cues = [body[-1].start]
    if not cues:
        return None
    longest = max(total // MOST_CLOSING, SHORT_CLOSING)
    short = [start for start in cues if body[-1].end - start <= longest]
    return short[0] if short else cues[-1]


def _applies(rules: list[Rule], text: str, line: Paragraph) -> bool:
    """Tell whether one of the rules applies to a paragraph, its first words and last ones alone being long enough."""
    printed = text[line.start : min(line.end, line.start + LOOKED_AT)]
    ending = text[max(line.start, line.end - LOOKED_AT_LAST) : line.end]
    return any(
        re.search(rule.pattern, ending) is not None if rule.options.get("searched") else rule.applies(printed) for rule in rules
    )


def _have_bodies(series: list[Node]) -> bool:
    """Tell whether text follows the headings of the series that holds the last mark."""
    while series[-1].series:
        series = series[-1].series[-1]
    pairs = pairwise(series)
    return len(series) == 1 or any(after.candidate.paragraph - last_paragraph([before]) > 1 for before, after in pairs)


def find_announcement(source: Source, start: int, end: int, members: int, rules: Rulebook) -> Announcement | None:
    """Return the clause between two offsets that promises points, best the one that keeps its word."""
    text = source.text
    known = FrameRules.of(rules)
    found: list[tuple[bool, bool, Announcement]] = []
    first = max(start, end - ANNOUNCED_IN)
    for rule in known.announcements:
        for match in re.finditer(rule.pattern, text[first:end]):
            count = mark_value(match["count"])
            left, right = first + match.start(), first + match.end()
            while left > start and text[left - 1] not in CLAUSE:
                left -= 1
            while text[left] in BLANK:
                left += 1
            told = re.search(rule.options.get("promised", ""), text[left : first + match.start()]) is not None
            if not count or not (told or count == members):
                continue
            while right < end and text[right] not in CLAUSE:
                right += 1
            found.append((count == members, told, Announcement(source, Span(left, right), count)))
    return max(found, key=lambda row: (row[0] and row[1], row[1], row[2].span))[2] if found else None
