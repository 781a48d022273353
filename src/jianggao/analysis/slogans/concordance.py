"""Keyword in context: every place of a phrase, with what stands before and behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jianggao.model import Sections, Source, Span, Speech

WIDTH = 24
"""Code points of context on each side."""
BETWEEN = r"[ \t　\xa0]*\n?[ \t　\xa0]*"
"""What a line wrap may put between two characters."""
MARKS = {"double": '“”"„＂「」', "single": "‘’'＇『』"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of a phrase."""

    source: Source = field(repr=False, compare=False)
    span: Span
    section: str
    before: str
    """What stands before it in its paragraph, at most so wide."""
    after: str

    @property
    def text(self) -> str:
        """The phrase as printed there."""
        return self.source.text[self.span.start : self.span.end]


def concordance(speech: Speech, phrase: str, *, width: int = WIDTH) -> tuple[Hit, ...]:
    """Return every place of `phrase`, in order, wherever it stands in the speech, page junk included.

    White space in the phrase does not count, nor do line wraps in the text, nor which kind of quotation
    marks either has; the publisher's markers are no part of the text. Spans are half-open code points of
    the clean text, `width` counts code points. A phrase of white space alone is nowhere.
    """
    letters = [char for char in phrase if not char.isspace()]
    if not letters:
        return ()
    text, sections = speech.source.text, Sections(speech)
    found = []
    for match in re.finditer(BETWEEN.join(map(_any_form, letters)), text):
        start, end = match.span()
        before = text[max(0, start - width, text.rfind("\n", 0, start) + 1) : start]
        line_end = text.find("\n", end)
        after = text[end : min(end + width, line_end if line_end >= 0 else len(text))]
        found.append(Hit(speech.source, Span(start, end), sections.at(start), before, after))
    return tuple(found)


def _any_form(char: str) -> str:
    """Return a pattern for a character, for a quotation mark one of any kind."""
    for marks in MARKS.values():
        if char in marks:
            return f"[{marks}]"
    return re.escape(char)
