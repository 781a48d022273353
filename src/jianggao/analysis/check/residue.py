"""Residue: the publisher's markers and page lines, placeholders, what is doubled, what was pasted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from jianggao.analysis.check.draft import HAN, Draft
from jianggao.model import LAYOUT_FORMS, Cut, Edit, Finding, Span

STOPS = "，。；：、！？"
DOUBLED_STOP = re.compile(
    "([，。；：、！？])(?=[，。；：、])(?:\\1+|(?<=[，、；：])[。；：，、]+|(?<=。)[，、；：]+|(?<=[！？])[，、。；]+)"
)
"""Stops that cannot stand side by side. `！！`, `？！` and `……` can."""
SHORTEST_PASTE = 30
"""Code points of the shortest paragraph or sentence that nobody says twice."""
LONGEST_SITE_LINE = 120
SENTENCE = re.compile("[^。！？\n]+[。！？]?")
STOP = re.compile("[，。；！？：、\n]")
SHORTEST_CLAUSE, LONGEST_CLAUSE = 6, 60
"""Code points of a clause that is long enough not to be said twice running."""
CLAUSE = re.compile(f"([^，。；！？：、\n]{{{SHORTEST_CLAUSE},{LONGEST_CLAUSE}}})[，。；！？]")
LONGEST_PHRASE = 12
PHRASE = re.compile(f"({HAN}{{2,{LONGEST_PHRASE}}})\\1")


def residue(draft: Draft) -> Iterator[Finding]:
    """Yield what somebody forgot to take out."""
    yield from _markers(draft)
    yield from _placeholders(draft)
    yield from _site_lines(draft)
    yield from _doubled_words(draft)
    yield from _doubled_stops(draft)
    yield from _pasted(draft)


def _markers(draft: Draft) -> Iterator[Finding]:
    """Report the publisher's markers; mending takes them out with the lines they leave empty."""
    source = draft.source
    cuts = [cut for cut in source.cuts if cut.form == "blank" or cut.form not in LAYOUT_FORMS]
    groups: list[list[Cut]] = []
    for cut in cuts:
        if groups and groups[-1][-1].span.end == cut.span.start:
            groups[-1].append(cut)
        else:
            groups.append([cut])
    for group in groups:
        markers = [cut for cut in group if cut.form != "blank"]
        for at, cut in enumerate(markers):
            text = cut.text or source.original[cut.span.start : cut.span.end]
            edits = [Edit(each.span, "") for each in group] if at == 0 else []
            made = draft.found("R501", (0, 0), marker=text)
            yield Finding(made.rule, made.severity, cut.span, text, made.fields, tuple(edits))


def _placeholders(draft: Draft) -> Iterator[Finding]:
    for rule, match in draft.matches("placeholders"):
        yield draft.found(rule.options["check"], match.span(), printed=match.group())


def _site_lines(draft: Draft) -> Iterator[Finding]:
    """Report lines of a page's frame: in the middle of the speech a leftover, at its edges a habit of the site."""
    speech, text = draft.speech, draft.text
    patterns = [re.compile(rule.pattern) for rule in draft.rules["site_lines"]]
    lines = [line for line in draft.paragraphs if line.end - line.start <= LONGEST_SITE_LINE]
    found = [line for line in lines if any(pattern.match(text, *line) for pattern in patterns)]
    first = speech.title or speech.salutation or speech.opening
    begin = max((part.span.end for part in (speech.title, speech.byline) if part), default=first.span.start if first else 0)
    end = speech.tail.span.start if speech.tail else len(text)
    last = [line.start for line in draft.paragraphs]
    known = {line.start for line in found}
    while last and last[-1] in known:
        end = min(end, last.pop())
    for line in found:
        yield draft.found("R504" if begin < line.start < end else "R505", line, printed=text[line.start : line.end])


def _doubled_words(draft: Draft) -> Iterator[Finding]:
    text = draft.text
    seen = [*_doubled_phrases(draft), *(match.span() for _, match in draft.matches("doubled_words"))]
    last = 0
    for start, end in sorted(set(seen)):
        if start >= last:
            last = end
            yield draft.found("R506", (start, end), word=text[start : start + (end - start) // 2])


def _doubled_phrases(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield what is said twice running: a phrase, or a clause with its stop."""
    text, last = draft.text, 0
    never = re.compile(draft.rules.any_of("never_doubled"))
    for start in _repeats(text):
        match = PHRASE.match(text, start) if start >= last else None
        if match is not None:
            last = match.end()
            long = len(match[1]) > 2 and match[1][0] != "一"  # 一个台阶一个台阶 is said on purpose
            if len(set(match[1])) > 1 and (long or never.fullmatch(match[1])):
                yield match.span()
    clauses = [clause[-LONGEST_CLAUSE:] for clause in STOP.split(text) if len(clause) >= SHORTEST_CLAUSE]
    if any(map(eq, clauses, clauses[1:])):
        for one, two in pairwise(CLAUSE.finditer(text)):
            if one[1] == two[1] and one.end() == two.start():
                yield one.start(), two.end(1)


def _repeats(text: str) -> list[int]:
    """Return, in order, where phrases may begin that are said twice running.

    A pattern tries each length at each character. Here the text is one great number of a byte for each character,
    the lowest of its code: less itself moved by a length, it has as many zeros where a phrase of that length comes again.
    """
    codes = text.encode("utf-32-le", "surrogatepass")[::4]
    number = int.from_bytes(codes, "little")
    found: set[int] = set()
    for length in range(2, LONGEST_PHRASE + 1):
        moved = (number ^ (number >> 8 * length)).to_bytes(len(codes), "little")
        at = moved.find(bytes(length))
        while at >= 0:
            found.add(at)
            at = moved.find(bytes(length), at + 1)
    return sorted(found)


def _doubled_stops(draft: Draft) -> Iterator[Finding]:
    """Report stops side by side; two of the same are mended to one, of two kinds the writer must choose."""
    marks, at = draft.marks, 0
    for match in DOUBLED_STOP.finditer(draft.text):
        start, end = match.span()
        while at < len(marks) and marks[at].end < end:
            at += 1
        if at < len(marks) and marks[at].start <= start and end <= marks[at].end:
            continue
        printed = match.group()
        same = len(set(printed)) == 1 and not (printed[0] == "。" and len(printed) > 2)
        edits = [Edit(Span(start + 1, end), "")] if same else []
        yield draft.found("R507", (start, end), edits, printed=printed)


def _pasted(draft: Draft) -> Iterator[Finding]:
    """Report a paragraph, or a long sentence, that stands in the text a second time."""
    text = draft.text
    lines: dict[str, int] = {}
    sentences: dict[str, int] = {}
    for line in draft.paragraphs:
        printed = text[line.start : line.end]
        if len(printed) < SHORTEST_PASTE:
            continue
        first = lines.setdefault(printed, line.start)
        if first != line.start:
            yield draft.found("R508", line, line=draft.line(first))
            continue
        for match in SENTENCE.finditer(text, *line):
            sentence = match.group().strip()
            if len(sentence) >= SHORTEST_PASTE:
                first = sentences.setdefault(sentence, match.start())
                if first != match.start():
                    yield draft.found("R508", match.span(), line=draft.line(first))
