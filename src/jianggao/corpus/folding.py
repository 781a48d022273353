"""A text as it is searched: its characters without white space and without what reading cut out.

So a phrase is found across the publisher's markers, line wraps and the ends of lines that wrapping left
unseen. A blank line alone stays, as one line feed, and ends a phrase. Everything else is kept to the
letter, and every character has a way back to the original, its line and its column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\0\x1e"
"""What takes no room on the page and yet comes along when text is pasted: zero-width characters, soft hyphens, controls."""
RUN = re.compile(rf"[^\s{UNSEEN}]+")
LINE_END = re.compile(r"\r\n|\r|\n")
CUT, SPACE, PARAGRAPH = 0, 1, 2
"""Kinds of gaps: what the reading cut out and no reader sees, white space, and the end of a line."""
BARRIER = "\n"
"""A blank line, and the end of a speech: what no phrase reaches over."""


class Step(NamedTuple):
    """Where a stretch begins that runs alike in the folded text and in the original; all count code points."""

    folded: int
    original: int
    line: int
    """From 1, in the original."""
    column: int
    """From 1."""
    gap: int
    """What was left out before it: `CUT`, `SPACE` or `PARAGRAPH`."""


class Folded(NamedTuple):
    """A folded text and the steps of the way back."""

    text: str
    steps: tuple[Step, ...]

    def place(self, original: int) -> int:
        """Return where in the folded text an offset of the original stands; of what is left out, what follows it."""
        at = bisect_right(self.steps, original, key=lambda step: step.original) - 1
        if at < 0:
            return 0
        end = self.steps[at + 1].folded if at + 1 < len(self.steps) else len(self.text)
        reached = self.steps[at].folded + original - self.steps[at].original
        return reached if reached < end else end


def fold_phrase(phrase: str) -> str:
    """Return a phrase as it is searched for, empty where it has no character that is seen."""
    return "".join(RUN.findall(phrase))


def fold(original: str, cuts: Sequence[tuple[int, int]] = ()) -> Folded:
    """Return `original` folded; `cuts` are the half-open spans of it that are no part of the text, in order."""
    pieces: list[str] = []
    steps: list[Step] = []
    length, breaks, spaced = 0, 0, False
    lines = _Lines(original)
    for start, end in _kept(len(original), cuts):
        at = start
        for run in RUN.finditer(original, start, end):
            breaks += _line_ends(original, at, run.start())
            if breaks > 1 and pieces:
                pieces.append(BARRIER)
                length += 1
            line, column = lines.place(run.start())
            gap = PARAGRAPH if breaks or not pieces else SPACE if spaced or _has_space(original, at, run.start()) else CUT
            steps.append(Step(length, run.start(), line, column, gap))
            pieces.append(run[0])
            length += len(run[0])
            at, breaks, spaced = run.end(), 0, False
        breaks += _line_ends(original, at, end)
        spaced = spaced or _has_space(original, at, end)
    return Folded("".join(pieces), tuple(steps))


def _kept(length: int, cuts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans that the cuts leave."""
    at = 0
    for start, end in cuts:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _line_ends(text: str, start: int, end: int) -> int:
    return sum(1 for _ in LINE_END.finditer(text, start, end)) if end > start else 0


def _has_space(text: str, start: int, end: int) -> bool:
    return end > start and any(char.isspace() for char in text[start:end])


class _Lines:
    """Line and column of offsets that are asked for in order."""

    def __init__(self, text: str) -> None:
        self.ends = LINE_END.finditer(text)
        self.start, self.number = 0, 1
        self.next = next(self.ends, None)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1."""
        while self.next is not None and self.next.end() <= offset:
            self.start, self.number = self.next.end(), self.number + 1
            self.next = next(self.ends, None)
        return self.number, offset - self.start + 1
