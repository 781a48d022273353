"""The parts before the opening: page junk, title, byline, salutation.

The salutation is looked for first, a chain of vocatives before a colon; the title is then the
nearest line above it that names a kind of speech, what stands between the two is the byline, and
what stands above is the page's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jianggao.model import Span
from jianggao.rules import Rulebook
from jianggao.structure.marks import STRONG, WEAK, Marks
from jianggao.structure.paragraphs import BLANK, Paragraph

MOST_LINES_BEFORE = 80
"""Paragraphs looked at for a salutation."""
MOST_PROSE_BEFORE = 3
"""Paragraphs of prose that may stand before a salutation, such as an editor's note."""
PROSE = 60
"""Code points; a longer line is prose, not a line of a head."""
MOST_TITLE = 90
FARTHEST_TITLE = 12
"""Lines above the salutation (or the first prose) in which a title is looked for."""
DASHES = "—–-―─－"
SALUTATION_STOPS = "：:！!，,。"
CHAINED = "、，,"
ENCLOSING, ENCLOSED = "【《〖", "】》〗"
GLUED = re.compile("[^。；！？;!?\n]{8,140}?[：:]")
"""A title, and behind it on the same line a salutation with its colon."""
PUNCTUATED = "。，；：！？、,;:!?"
DATE_AT_END = r"[ \t　]*[（(〔][^（）()〔〕]*[0-9〇○零一二三四五六七八九十][^（）()〔〕]*[年月日.][^（）()〔〕]*[）)〕]$"
LENGTH_AT_END = r"[ \t　]*[（(〔](?:全文|本文|共)[^（）()〔〕。]{0,6}[0-9]+[ ]?字[）)〕]$"


class Head(NamedTuple):
    """Where the parts before the opening stand, and the paragraphs that follow them."""

    head: Span | None
    title: Span | None
    byline: Span | None
    salutation: Span | None
    body: list[Paragraph]


class HeadRules:
    """The rules for titles, bylines and salutations of a rulebook."""

    def __init__(self, rules: Rulebook) -> None:
        self.term = re.compile(rules.any_of("vocatives"))
        self.title = re.compile(rules.any_of("titles"))
        self.greetings = rules.any_of("greetings")
        self.bylines = rules["bylines"]
        self.junk = rules["heads"]
        self.marks = Marks.of(rules)

    @classmethod
    def of(cls, rules: Rulebook) -> HeadRules:
        """Return the compiled rules, compiling them at the first call."""
        if "head" not in rules.compiled:
            rules.compiled["head"] = cls(rules)
        found: HeadRules = rules.compiled["head"]
        return found

    def is_byline(self, line: str) -> bool:
        """Tell whether a line is one that stands between title and salutation."""
        return any(rule.applies(line) for rule in self.bylines)

    def is_source(self, line: str) -> bool:
        """Tell whether a line is the site's about where and when it was published."""
        return any(rule.applies(line) for rule in self.bylines if rule.id == "byline-source")

    def is_junk(self, line: str) -> bool:
        """Tell whether a line is of the page's frame."""
        return any(rule.applies(line) for rule in self.junk)

    def begins_series(self, text: str, line: Paragraph, least: float = STRONG) -> bool:
        """Tell whether a line begins with a mark of at least such a weight, by default one that heads a section."""
        found = self.marks.match(text, line.start, line.end)
        return found is not None and self.marks.families[found.lastgroup or ""].weight >= least


def find_head(text: str, lines: list[Paragraph], rules: Rulebook) -> Head:
    """Return the parts before the opening. Each may be absent; the body is what is left."""
    known = HeadRules.of(rules)
    lines = _unglued(text, lines, known)
    found = _salutation(text, lines, known)
    if found is not None:
        first, last, end = found
        salutation = Span(lines[first].start, end)
        rest = _trimmed(text, end, lines[last].end)
        body = ([rest] if rest else []) + lines[last + 1 :]
        block = lines[:first]
    else:
        salutation = None
        block = _head_block(text, lines, known)
        body = lines[len(block) :]
    title_lines = _title(text, block, known)
    if title_lines is None:
        return _untitled(text, lines, block, salutation, body, known)
    top, bottom = title_lines
    while bottom + 1 < len(block) and _is_occasion(text, block[bottom + 1], known):
        bottom += 1
    end = block[bottom].end
    end = block[bottom].start + len(_undated(text[block[bottom].start : end]))
    title = Span(block[top].start, end)
    after = block[bottom + 1 :]
    if salutation is None:
        kept = 0
        while kept < len(after) and known.is_byline(text[after[kept].start : after[kept].end]):
            kept += 1
        body = after[kept:] + body
        after = after[:kept]
        while body and known.is_byline(text[body[0].start : body[0].end]) and not _is_short_prose(text, body[0]):
            after = [*after, body[0]]
            body = body[1:]
    byline_start = _skip_blank(text, end)
    byline_end = after[-1].end if after else block[bottom].end
    byline = Span(byline_start, byline_end) if byline_end > byline_start else None
    head = Span(block[0].start, block[top - 1].end) if top else None
    return Head(head, title, byline, salutation, body)


def _unglued(text: str, lines: list[Paragraph], known: HeadRules) -> list[Paragraph]:
    """Part a title from the salutation that follows it on its line, as pages without line breaks have them.

    `在全镇大会上的讲话 同志们：今天……` and `【在全镇大会上的致辞】同志们：` become two paragraphs.
    """
    for at, line in enumerate(lines[:MOST_LINES_BEFORE]):
        if known.begins_series(text, line) or _salutation_at(text, lines, at, known) is not None:
            break
        colon = GLUED.match(text, line.start, line.end)
        if colon is None:
            continue
        start = line.start + int(text[line.start] in ENCLOSING)
        title = known.title.match(text, start, colon.end() - 1)
        if title is None:
            continue
        rest = title.end()
        while text[rest] in BLANK + ENCLOSED:
            rest += 1
        if chain_end(known.term, text, rest, colon.end()) == colon.end() - 1:
            return [*lines[:at], Paragraph(start, title.end()), Paragraph(rest, line.end), *lines[at + 1 :]]
    return lines


def _untitled(
    text: str,
    lines: list[Paragraph],
    block: list[Paragraph],
    salutation: Span | None,
    body: list[Paragraph],
    known: HeadRules,
) -> Head:
    """Return the head of a speech without a title: bylines right above the salutation, junk above them."""
    if salutation is None:
        return Head(None, None, None, None, lines)
    first = len(block)
    while first and known.is_byline(text[block[first - 1].start : block[first - 1].end]):
        first -= 1
    byline = Span(block[first].start, block[-1].end) if first < len(block) else None
    head = Span(block[0].start, block[first - 1].end) if first else None
    return Head(head, None, byline, salutation, body)


def _salutation(text: str, lines: list[Paragraph], known: HeadRules) -> tuple[int, int, int] | None:
    """Return the first and last line of the salutation and the offset of its end.

    Marks before it are a list of contents, unless prose follows them: then the speech has begun.
    """
    prose = 0
    begun = False
    for at, line in enumerate(lines[:MOST_LINES_BEFORE]):
        begun = begun or known.begins_series(text, line)
        found = _salutation_at(text, lines, at, known)
        if found is not None:
            return (at, *found)
        if line.end - line.start > PROSE and text[line.end - 1] in "。！？":
            prose += 1
            if begun or prose > MOST_PROSE_BEFORE:
                return None
    return None


def _salutation_at(text: str, lines: list[Paragraph], at: int, known: HeadRules) -> tuple[int, int] | None:
    """Return the last line and the end of a salutation that begins with line `at`."""
    end = chain_end(known.term, text, *lines[at])
    if end is None:
        return None
    chain = text[lines[at].start : end]
    while end < lines[at].end and text[end] in " \t":
        end += 1
    stop = text[end] if end < lines[at].end and text[end] in SALUTATION_STOPS else ""
    end += len(stop)
    whole = end == lines[at].end
    if stop in ("：", ":"):
        return at, end
    if stop in ("！", "!", "") and whole and _addresses_many(chain):
        return at, end
    if stop:
        if not whole and re.fullmatch(known.greetings, text[_skip_blank(text, end) : lines[at].end]):
            return at, end
        if whole and stop in ("，", ",") and at + 1 < len(lines):
            following = _salutation_at(text, lines, at + 1, known)
            if following is not None:
                return following
    return None


def chain_end(term: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Return where a chain of terms joined by commas ends that begins at `start`; None where there is none."""
    found = term.match(text, start, end)
    last: int | None = None
    while found is not None:
        last = at = found.end()
        if at >= end or text[at] not in CHAINED:
            break
        at += 1
        while at < end and text[at] in " \t　":
            at += 1
        found = term.match(text, at, end)
    return last


def _addresses_many(line: str) -> bool:
    return any(sign in line for sign in ("们", "們", "各位", "全体", "全體"))


def _head_block(text: str, lines: list[Paragraph], known: HeadRules) -> list[Paragraph]:
    """Return the lines before the first prose or the first series, for a speech without salutation."""
    for at, line in enumerate(lines[:MOST_LINES_BEFORE]):
        prose = line.end - line.start > PROSE or text[line.end - 1] in "。！？；："
        if known.begins_series(text, line, WEAK):
            return lines[:at]
        printed = text[line.start : line.end]
        if prose and not known.title.fullmatch(_undated(printed)) and not known.is_source(printed):
            return lines[:at]
    return lines[:1]


def _title(text: str, block: list[Paragraph], known: HeadRules) -> tuple[int, int] | None:
    """Return the first and last line of the title: the nearest above that names a kind of speech.

    Where none does, the first line of a short head will do, unless it is page junk.
    """
    fallback: int | None = None
    for at in range(len(block) - 1, max(-1, len(block) - 1 - FARTHEST_TITLE), -1):
        line = text[block[at].start : block[at].end]
        bare = _undated(line)
        if len(line) > MOST_TITLE or known.is_source(line) or line[-1] in PUNCTUATED or known.is_junk(line):
            continue
        genre = known.title.fullmatch(bare.strip("".join(DASHES) + BLANK)) is not None
        if genre and line[0] in DASHES and at:
            return (0 if at == 2 and _is_first_half(text, block[0], known) else at - 1), at
        if genre:
            return _joined(text, block, at, known), at
        if not known.is_byline(line) and line[0] not in DASHES:
            fallback = at
    if fallback is not None and fallback <= 2 and fallback == _first_line(text, block, known):
        return fallback, fallback
    return None


def _joined(text: str, block: list[Paragraph], at: int, known: HeadRules) -> int:
    """Return the first line of a title that is broken in the middle: `在全市大会` / `上的讲话`."""
    if at == 0:
        return at
    above, line = (text[block[i].start : block[i].end] for i in (at - 1, at))
    whole = line.startswith(("在", "关于", "《")) or above[-1] in PUNCTUATED
    begun = above.startswith(("在", "关于", "中共")) or line.startswith(("上的", "的", "会上", "讲话", "报告"))
    return at - 1 if begun and not whole and not known.title.fullmatch(above) else at


def _is_first_half(text: str, line: Paragraph, known: HeadRules) -> bool:
    """Tell whether the line above a title and its dash line is the first half of the title."""
    printed = text[line.start : line.end]
    told = known.is_byline(printed) or known.is_junk(printed) or known.title.fullmatch(printed)
    return not told and printed[-1] not in PUNCTUATED and "  " not in printed


def _is_occasion(text: str, line: Paragraph, known: HeadRules) -> bool:
    """Tell whether a dash line goes on with the title: it has no date, and so is no byline."""
    printed = text[line.start : line.end]
    return printed[0] in DASHES and not known.is_byline(printed)


def _undated(line: str) -> str:
    """Return a line of a title without the date, or a site's count of characters, in brackets at its end."""
    if line[-1:] not in "）)〕":
        return line
    return re.sub(f"{DATE_AT_END}|{LENGTH_AT_END}", "", line) or line


def _first_line(text: str, block: list[Paragraph], known: HeadRules) -> int:
    for at, line in enumerate(block):
        printed = text[line.start : line.end]
        if not known.is_byline(printed) and not known.is_junk(printed):
            return at
    return -1


def _is_short_prose(text: str, line: Paragraph) -> bool:
    return text[line.end - 1] in "。！？；"


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANK + "\n":
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> Paragraph | None:
    start = min(_skip_blank(text, start), end)
    return Paragraph(start, end) if start < end else None
