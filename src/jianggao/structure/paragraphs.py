"""Clean text to paragraphs: the lines that hold something, without their outer white space."""

from __future__ import annotations

from typing import NamedTuple

BLANK = " \t\u3000\xa0\u200b\ufeff\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\r"
MARKUP = "#*>"
"""Markdown's marks for headings, emphasis and quotation, where they begin a line."""
LEADING = BLANK + MARKUP


class Paragraph(NamedTuple):
    """A paragraph: half-open offsets in the clean text, white space and Markdown marks left out."""

    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    r"""Return the paragraphs of a clean text; lines end at `\n` alone."""
    found = []
    after = -1
    for line in text.split("\n"):
        at = after + 1
        after = at + len(line)
        if not line:
            continue
        start, end = at, after
        if line[0] in LEADING:
            line = line.lstrip(LEADING)
            start = end - len(line)
            bold = "*" in text[at:start]
            line = line.rstrip(BLANK + "*" if bold else BLANK)
            end = start + len(line)
        elif line[-1] in BLANK:
            end = at + len(line.rstrip(BLANK))
        if end > start:
            found.append(Paragraph(start, end))
    return found
