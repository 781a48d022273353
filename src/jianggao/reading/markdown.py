"""Markdown: the text as it stands, its signs cut out of the clean text (CommonMark 0.31, the usual ones).

Only signs go, never words, so that every place stays the line and column of the file. Numbers of lists
are text and stay.
"""

from __future__ import annotations

import re

from jianggao.model import Cut, Span
from jianggao.reading.encodings import decode
from jianggao.reading.extract import Extract

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\n]{0,2000}\n){0,200}?---[ \t]*(?:\r?\n|$)")
LINE = re.compile(r"[^\r\n]+")
RULE = re.compile(
    r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|-+[ \t]*"
    r"|(?:`{3,}|~{3,})[ \t]*[A-Za-z0-9_.+#-]*[ \t]*)"  # a language may stand behind the fence, but no word of a speech
)
"""A line across the page, under a heading, or around a block of code."""
LEADING = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}(?=[ \t]|[^\x00-\x7f])[ \t]*|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?")
TRAILING = re.compile(r"[ \t]+#+[ \t]*$|[ \t]{2,}$|\\$")
INLINE = re.compile(
    r"(?P<escape>\\)[!-/:-@\[-`{-~]"
    r"|(?P<image>!\[[^\]\r\n]{0,300}\]\([^()\r\n]{0,2000}\))"
    r"|(?P<link>\[)(?P<label>[^\[\]\r\n]{1,300})(?P<target>\]\([^()\r\n]{0,2000}\))"
    r"|(?P<tag></?(?:br|b|i|u|em|strong|sub|sup|span|font|center|p|div)\b[^<>\r\n]{0,300}>|<!--.{0,2000}?-->)"
    r"|(?P<sign>\*{1,3}|_{2,3}|~~|`+)"
)
"""What a line may hold inside; each branch is bounded, so that no line takes long."""


def markdown_text(data: bytes, encoding: str | None) -> Extract:
    """Return the text of a Markdown file, decoded as plain text is, with cuts for its signs."""
    decoded = decode(data, encoding)
    text = decoded.text
    cuts: list[Cut] = []
    at = 0
    if front := FRONT_MATTER.match(text):
        at = front.end()
        cuts.append(Cut(Span(0, at), "markup"))
    for line in LINE.finditer(text, at):
        cuts += [Cut(span, "markup") for span in _signs(line.group(), line.start()) if span.end > span.start]
    return Extract(text, "md", (), tuple(cuts), decoded.encoding, decoded.findings)


def _signs(line: str, offset: int) -> list[Span]:
    """Return the spans of the signs of a line, in order."""
    if RULE.fullmatch(line):
        return [Span(offset, offset + len(line))]
    leading, trailing = LEADING.match(line), TRAILING.search(line)
    start = leading.end() if leading and leading.group().strip() else 0
    end = trailing.start() if trailing and trailing.start() >= start else len(line)
    found = [Span(0, start)]
    for match in INLINE.finditer(line, start, end):
        if match["link"]:
            found += [Span(*match.span("link")), Span(*match.span("target"))]
        elif match["escape"]:
            found.append(Span(*match.span("escape")))
        elif not match["sign"] or _is_emphasis(line, *match.span()):
            found.append(Span(*match.span()))
    found.append(Span(end, len(line)))
    return [Span(span.start + offset, span.end + offset) for span in found]


def _is_emphasis(line: str, start: int, end: int) -> bool:
    """Tell whether a sign is one of a pair on its line: a lone `*`, or one as in `3*4` or `a*b`, is text."""
    before, after = line[start - 1 : start] if start else "", line[end : end + 1]
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    return line.count(line[start:end]) > 1
