"""Pairs of marks that are not closed, not opened or crossed; Western punctuation between Chinese characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.analysis.check.draft import HAN, Draft
from jianggao.model import Finding

OPENS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "「": "」", "『": "』", "【": "】", "〔": "〕"}
SAME = {"(": "（", ")": "）"}
"""Half-width brackets close full-width ones and the other way about; that they do is reported elsewhere."""
CLOSES = {close: opened for opened, close in OPENS.items()}
MARK = re.compile("[“”‘’《》〈〉（）()「」『』【】〔〕\n]")
APOSTROPHE = re.compile("’(?:(?<=[0-9A-Za-z].)(?=[A-Za-z])|(?<=[A-Za-z].)(?![\u4e00-\u9fff，。]))")
LISTED = re.compile("[0-9０-９a-zA-Z一二三四五六七八九十①-⑳]{1,3}$")
"""What stands before a bracket that closes nothing: `1）`, `a)`."""
CARRIED = 1000
"""Code points after a paragraph's end in which the mark that closes a longer quotation is looked for."""
CROSSED = 300
"""Code points in which what was crossed is looked for."""
REPEATED = "“‘「『"
SLIP = 40
"""Code points within which a second opening mark was meant to close the first."""
LEADS_ON = "：:，,。！？说道云曰"
CLOSING = "”’》）」』】〕"
OPENING = "“‘《（「『【〔"
HALF_WIDTH = re.compile(
    rf"[,;:?!](?:(?<=[\u4e00-\u9fff{CLOSING}].)(?=[\u4e00-\u9fff{OPENING}])|(?<={HAN}.)(?=[ \t　]*$))"
    rf"|\.(?<={HAN}.)(?={HAN}|[ \t　]*$)"
    rf"|\((?:(?<![A-Za-z0-9].)(?={HAN})|(?<={HAN}.)(?=[0-9]))[^()\n]{{0,60}}\)",
    re.MULTILINE,
)
STRAIGHT = re.compile("""["'](?:(?<=")[^"\n]{1,80}"|(?<=')(?<![A-Za-z].)[^'\n]{1,80}')""")
CHINESE = re.compile(HAN)
MOST = 5
"""Places reported one by one; a text with more has the habit, and is told so once."""


class _Open(NamedTuple):
    mark: str
    at: int


def pairs(draft: Draft) -> Iterator[Finding]:
    """Yield unbalanced pairs at the mark that opens, and Western punctuation where Chinese is due."""
    yield from _Balance(draft).read()
    yield from _western(draft, "Q404", [match.span() for match in STRAIGHT.finditer(draft.text) if CHINESE.search(match.group())])
    yield from _western(draft, "Q405", list(_half_width(draft)))


def _western(draft: Draft, rule: str, places: list[tuple[int, int]]) -> Iterator[Finding]:
    shown = places if len(places) <= MOST else places[:1]
    for span in shown:
        yield draft.found(rule, span, count=len(places) if len(places) > MOST else 1)


def _half_width(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield half-width punctuation next to Chinese, but for that of numbering marks."""
    marks, at = draft.marks, 0
    for match in HALF_WIDTH.finditer(draft.text):
        start, end = match.span()
        while at < len(marks) and marks[at].end <= start:
            at += 1
        if at == len(marks) or end <= marks[at].start:
            yield start, end


class _Balance:
    """One scan over the marks of a text, with those that are open at each place."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.text
        self.open: list[_Open] = []
        self.depth: Counter[str] = Counter()
        """How many of each mark are open."""
        self.owed: Counter[str] = Counter()
        """Marks that a crossing has told of, and that are still to close."""
        self.carried: dict[str, list[_Open]] = {}
        """Quotations that go on after the end of their paragraph, by their mark."""
        self.found: list[Finding] = []

    def read(self) -> list[Finding]:
        """Return what is unbalanced."""
        text = self.text
        skip = {match.start() for match in APOSTROPHE.finditer(text)}
        marks = {span.start: span.end for span in self.draft.marks}
        until = -1
        for match in MARK.finditer(text):
            at, mark = match.start(), match.group()
            until = marks.get(at, until)
            if at < until or at in skip:
                continue
            if mark == "\n":
                self._end_paragraph(at)
            elif SAME.get(mark, mark) in OPENS:
                self._opens(SAME.get(mark, mark), at)
            elif mark not in ")）" or self.depth["（"] or not self._is_listed(at):
                self._closes(SAME.get(mark, mark), at)
        self._end_paragraph(len(text))
        for several in self.carried.values():
            for lost in several:
                self._unclosed(lost)
        return self.found

    def _is_listed(self, at: int) -> bool:
        """Tell whether a bracket that closes nothing ends a label: `1）`."""
        label = LISTED.search(self.text, max(0, at - 3), at)
        return label is not None and self.text[label.start() - 1 : label.start()] not in "(（"

    def _opens(self, mark: str, at: int) -> None:
        if mark in REPEATED and at in self.draft.line_starts:
            self.carried.pop(mark, None)  # print repeats the mark of a long quotation at every paragraph
        self.open.append(_Open(mark, at))
        self.depth[mark] += 1

    def _closes(self, mark: str, at: int) -> None:
        wanted = CLOSES[mark]
        if not self.depth[wanted]:
            if self.carried.get(wanted):
                self.carried[wanted].pop()
            elif self.owed[wanted]:
                self.owed[wanted] -= 1
            else:
                self.found.append(self.draft.found("Q403", (at, at + 1), mark=mark))
            return
        inside: list[_Open] = []
        while self.open[-1].mark != wanted:
            inside.append(self._pop())
        opener = self._pop()
        for each in inside:
            close = OPENS[each.mark]
            rest = self.text[at + 1 : at + CROSSED].partition("\n")[0]
            if _closes_later(rest, each.mark, close):
                self.found.append(self.draft.found("Q402", (opener.at, at + 1), mark=wanted + mark, other=each.mark + close))
                self.owed[each.mark] += 1
            else:
                self._unclosed(each)

    def _pop(self) -> _Open:
        last = self.open.pop()
        self.depth[last.mark] -= 1
        return last

    def _unclosed(self, lost: _Open) -> None:
        self.found.append(self.draft.found("Q401", (lost.at, lost.at + 1), mark=lost.mark, expected=OPENS[lost.mark]))

    def _end_paragraph(self, at: int) -> None:
        """Report what the paragraph leaves open, unless it is a quotation or an aside that goes on after it."""
        last: _Open | None = None
        for lost in self.open:
            if self._goes_on(lost, at):
                self.carried.setdefault(lost.mark, []).append(lost)
            elif last is None or last.mark != lost.mark or lost.at - last.at > SLIP:
                self._unclosed(lost)
                last = lost
        self.open.clear()
        self.depth.clear()
        self.owed.clear()

    def _goes_on(self, lost: _Open, at: int) -> bool:
        """Tell whether the next mark of the kind closes it, or repeats it where the next paragraph begins."""
        following = self.text[at + 1 : at + CARRIED]
        next_mark = re.search(f"[{lost.mark}{OPENS[lost.mark]}]", following)
        if next_mark is None:
            return False
        before = self.text[lost.at - 1 : lost.at]
        leads_on = before in LEADS_ON or before in "\n 　"
        if next_mark.group() == lost.mark:
            return leads_on and lost.mark in REPEATED and not following[: next_mark.start()].strip()
        return leads_on or lost.mark in "（【〔"


def _closes_later(rest: str, mark: str, close: str) -> bool:
    """Tell whether what is open is closed later in the paragraph, before another of its kind is opened."""
    at = rest.find(close)
    return at >= 0 and mark not in rest[:at]
