"""What the clean text leaves out: the publisher's markers, and the line breaks of hard wrapping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jianggao.model import Cut, Span
from jianggao.rules import Rulebook

BLANK = " \t\u3000\xa0\ufeff"
UNSEEN = "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without a width: soft hyphens, joiners, marks of direction. Editors and sites strew them into words."""
LEAST_LINES = 6
"""A text of fewer lines is never taken for hard-wrapped."""
WIDEST_WRAP = 120
"""Cells; a line wider than this was not wrapped by a terminal, a mailer or a bulletin."""
NARROWEST_WRAP = 24
FULL_SHARE = 0.5
"""Share of the lines that reach the right margin in a hard-wrapped text."""
MARGIN = 4
"""Cells a line may fall short of the margin and still be full: a mark may not begin a line."""
SENTENCE_END = "。！？…”」』）：；!?:;"


class _Markers:
    """The marker rules of a rulebook, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        self.pattern = re.compile("|".join(f"(?P<m{i}>{rule.pattern})" for i, rule in enumerate(rules["markers"])) or "(?!)")
        self.forms = {f"m{i}": rule.id for i, rule in enumerate(rules["markers"])}
        self.hints = {hint for rule in rules["markers"] for hint in rule.options.get("hints", ())}
        self.unhinted = any("hints" not in rule.options for rule in rules["markers"])

    def lines(self, text: str) -> Iterator[Span]:
        """Yield the lines that hold a hint, in order; every line where a rule has no hints."""
        if self.unhinted:
            yield from (Span(*match.span()) for match in re.finditer(r"[^\r\n]+", text))
            return
        found: set[Span] = set()
        for hint in self.hints:
            line = Span(0, 0)
            while (at := text.find(hint, line.end)) >= 0:
                breaks = (text.rfind(char, line.end, at) + 1 for char in "\r\n")
                ends = (end for char in "\r\n" if (end := text.find(char, at)) >= 0)
                line = Span(max(line.end, *breaks), min(ends, default=len(text)))
                found.add(line)
        yield from sorted(found)


def marker_cuts(text: str, rules: Rulebook) -> list[Cut]:
    """Return the publisher's markers in `text`, and the lines that hold nothing else, in order."""
    if "markers" not in rules.compiled:
        rules.compiled["markers"] = _Markers(rules)
    known: _Markers = rules.compiled["markers"]
    cuts: list[Cut] = []
    for line in known.lines(text):
        row = [Cut(Span(*match.span()), known.forms[match.lastgroup or ""]) for match in known.pattern.finditer(text, *line)]
        cuts += _with_its_line(text, line, row) if row else row
    return cuts


def unseen_cuts(text: str) -> list[Cut]:
    """Return the characters in `text` that nobody sees, in order: they would part the signs of a mark."""
    if strewn := "".join(sign for sign in UNSEEN if sign in text):
        return [Cut(Span(*match.span()), "unseen") for match in re.finditer(f"[{strewn}]+", text)]
    return []


def _with_its_line(text: str, line: Span, row: list[Cut]) -> list[Cut]:
    """Return the markers of a line; where it holds nothing else, its white space and line break too."""
    edges = [line.start, *(place for cut in row for place in cut.span), line.end]
    gaps = [Span(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if any(text[gap.start : gap.end].strip(BLANK) for gap in gaps):
        return row
    after = line.end + (2 if text.startswith("\r\n", line.end) else 1 if line.end < len(text) else 0)
    gaps[-1] = Span(gaps[-1].start, after)
    return sorted([*row, *(Cut(gap, "blank") for gap in gaps if gap.end > gap.start)])


def cells(text: str) -> int:
    """Return the width of `text` in terminal cells: two for a wide character (UAX 11), else one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrap_spans(text: str) -> list[Span]:
    """Return the line breaks inside paragraphs of a hard-wrapped text, the indent after each included.

    A text is hard-wrapped where no line is wider than a page, at least half of its lines are full,
    and full lines stop in mid-sentence. A break is kept before an indented or an empty line and
    after a line that is not full.
    """
    lines = []
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        if end - start > WIDEST_WRAP:
            return []
        lines.append((start, end))
    if len(lines) < LEAST_LINES:
        return []
    printed = [(start, end, text[start:end].rstrip(BLANK)) for start, end in lines]
    widths = [cells(line) for _, _, line in printed]
    margin = max(widths)
    full = [width >= margin - MARGIN for width in widths]
    if not NARROWEST_WRAP <= margin <= WIDEST_WRAP or sum(full) < FULL_SHARE * sum(w > 0 for w in widths):
        return []
    open_ended = [is_full and line[-1:] not in SENTENCE_END for is_full, (_, _, line) in zip(full, printed, strict=True)]
    if 2 * sum(open_ended) < sum(full):
        return []
    indented = any(line[:1] in BLANK for _, _, line in printed if line)
    breaks = []
    for at in range(len(lines) - 1):
        start, following = lines[at][1], lines[at + 1][0]
        stripped = text[following : lines[at + 1][1]].lstrip(BLANK)
        starts_paragraph = following != start + 1 or not stripped or text[following] in BLANK
        ends_paragraph = not full[at] or (not indented and printed[at][2][-1:] in "。！？：")
        if not starts_paragraph and not ends_paragraph:
            breaks.append(Span(lines[at][0] + len(printed[at][2]), following))
    return breaks
