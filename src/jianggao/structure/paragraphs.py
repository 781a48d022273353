"""Clean text to paragraphs: the lines that hold something, without their outer white space."""

from __future__ import annotations

import re
from typing import NamedTuple

PARAGRAPH = re.compile(r"[^\n]+")
BLANK = " \t\u3000\xa0\u200b\ufeff\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\r"
MARKUP = "#*>"
"""Markdown's marks for headings, emphasis and quotation, where they begin a line."""


class Paragraph(NamedTuple):
    """A paragraph: half-open offsets in the clean text, white space and Markdown marks left out."""

    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a clean text; lines end at `\\n` alone."""
    found = []
    for match in PARAGRAPH.finditer(text):
        start, end = match.span()
        if text[start] in BLANK or text[start] in MARKUP:
            line = match.group()
            start = end - len(line.lstrip(BLANK + MARKUP))
            closing = BLANK + "*" if "*" in line[: len(line) - (end - start)] else BLANK
            end = start + len(text[start:end].rstrip(closing))
        while end > start and text[end - 1] in BLANK:
            end -= 1
        if end > start:
            found.append(Paragraph(start, end))
    return found
