"""Quotation marks to pairs, at a cost that nesting and unclosed marks do not raise.

A mark that is not closed by the end of its paragraph is let go, and what is paired inside it stands
on its own. Two things carry a quotation that a pause or a verb of saying leads on to over the end of a
paragraph: the next mark in the text closes it, or the next paragraph opens with the mark again, as print
repeats it at every paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OPENS = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
CLOSES = {close: opened for opened, close in OPENS.items()}
PLAIN = re.compile("|".join(f'{opened}[^“”‘’「」『』"\n]*{close}' for opened, close in OPENS.items()))
"""A pair that holds no mark and no line feed."""
RUN = re.compile('([“”‘’「」『』"\n])\\1*')
REOPENED = re.compile("\n[ \t\u3000\xa0]*[“‘「『]")
ANY_MARK = re.compile('[“”‘’「」『』"]')
LEADS_ON = "：:，,。！？说道云曰\n \t\u3000\xa0"
"""What stands before the mark of a quotation that may hold more than one paragraph."""
OUTER_SPACE = " \t\u3000\xa0\n"
FARTHEST = 1000
"""Code points after a paragraph's end in which the mark that closes an open quotation is looked for."""


class Pair(NamedTuple):
    """An outermost pair of quotation marks: `start` is the opening mark, `end` is past the closing one."""

    start: int
    end: int


def outermost_pairs(text: str) -> list[Pair]:
    """Return the outermost pairs of quotation marks, in order; offsets are code points."""
    plain = [Pair(*match.span()) for match in PLAIN.finditer(text)]
    closable, left_open = text.count('"') // 2, False
    for opened, close in OPENS.items():
        if opened != close:
            opening, closing = text.count(opened), text.count(close)
            closable += min(opening, closing)
            left_open |= opening > closing > 0
    if closable == len(plain) and not (left_open and REOPENED.search(text)):
        return plain  # no opening mark is left that a closing one could close
    return _Open(text).pairs()


class _Open:
    """The marks that are open at a place in the text, in runs of the same mark: mark, start, length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs: list[tuple[str, int, int]] = []
        self.depth = dict.fromkeys(OPENS, 0)
        self.found: list[Pair] = []
        self.inner: list[Pair] = []

    def pairs(self) -> list[Pair]:
        """Return the outermost pairs of the whole text."""
        runs, depth, inner = self.runs, self.depth, self.inner
        repeated = -1
        for match in RUN.finditer(self.text):
            start, end = match.span()
            mark = match[1]
            if mark == "\n":
                if runs:
                    goes_on, repeated = self._goes_on(start)
                    if not goes_on:
                        self._let_go()
            elif mark == '"':
                for at in range(start, end):
                    if depth[mark]:
                        self._close(mark, at, at + 1)
                    else:
                        self._open(mark, at, at + 1)
            elif mark in OPENS:
                if start == repeated:
                    start += 1
                if start < end:
                    runs.append((mark, start, end - start))
                    depth[mark] += end - start
            else:
                wanted = CLOSES[mark]
                if len(runs) > 1 and end - start == 1 and runs[-1][::2] == (wanted, 1):
                    inner.append(Pair(runs.pop()[1], end))
                    depth[wanted] -= 1
                elif depth[wanted]:
                    self._close(wanted, start, end)
        self._let_go()
        return self.found

    def _open(self, mark: str, start: int, end: int) -> None:
        if start < end:
            self.runs.append((mark, start, end - start))
            self.depth[mark] += end - start

    def _close(self, wanted: str, start: int, end: int) -> None:
        """Close as many open marks of a kind as a run of closing ones does, from the last one back."""
        while start < end and self.depth[wanted]:
            mark, first, length = self.runs.pop()
            if mark != wanted:
                self.depth[mark] -= length
                continue
            closed = min(length, end - start)
            self.depth[mark] -= closed
            start += closed
            pair = Pair(first + length - closed, start)
            if closed < length:
                self.runs.append((mark, first, length - closed))
            if self.runs:
                self.inner.append(pair)
            else:
                self.found.append(pair)
                self.inner.clear()

    def _let_go(self) -> None:
        """Give up what is still open, and keep the pairs inside it that stand in no other."""
        last = self.found[-1].end if self.found else 0
        for pair in sorted(self.inner):
            if pair.start >= last:
                self.found.append(pair)
                last = pair.end
        self.inner.clear()
        self.runs.clear()
        self.depth.update(dict.fromkeys(OPENS, 0))

    def _goes_on(self, feed: int) -> tuple[bool, int]:
        """Tell whether an open quotation goes on after a line feed, and where its mark is repeated."""
        text, (first, opened, _), last = self.text, self.runs[0], self.runs[-1][0]
        if opened and text[opened - 1] not in LEADS_ON:
            return False, -1
        following = ANY_MARK.search(text, feed + 1, feed + FARTHEST)
        if following is None:
            return False, -1
        mark, at = following.group(), following.start()
        if mark == OPENS[last]:
            return True, -1
        if mark != first or text[feed + 1 : at].strip(OUTER_SPACE):
            return False, -1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        depth = text.count(mark, at, end) - text.count(OPENS[mark], at, end)
        closes = text[at:end].rstrip(OUTER_SPACE).endswith(OPENS[mark])
        return (True, at) if depth >= 1 or (depth == 0 and closes) else (False, -1)
