"""Who is told: the name before a demand, after it, or earlier in the sentence."""

from __future__ import annotations

import re

from jianggao.analysis.tasks.known import TaskRules
from jianggao.model import Span

LONGEST = 36
"""Code points of an actor's name."""
SHORTEST = 2
NO_MORE = "，。；：！？要把能都将应是必在对"
"""What follows a name after the word that asks: 希望大家把…"""
ATTRIBUTE = "的、和与及等之以"
"""What shows that a name goes on."""
TOLD = ("各", "全体", "全市", "全县", "全区", "全镇", "全校", "所有", "广大", "每个", "每名", "每位")
"""How those begin who are told something without a word that asks."""
SPEAKERS = ("我们", "我", "大家", "咱们", "你们")
"""Actors that another sentence does not take over."""


class Actors:
    """The actors in a text."""

    def __init__(self, text: str, known: TaskRules) -> None:
        self.text = text
        self.known = known

    def before(self, start: int, demand: int) -> Span | None:
        """Return the name that, with adverbs after it, fills the clause from `start` to its demand."""
        if demand - start < SHORTEST:
            return None
        start = self._led(start, demand)
        if demand - start < SHORTEST or self._is_phrase(start, demand):
            return None
        doer = self.known.doer_before.search(self.text, start, demand)
        return self._name(start, doer.end()) if doer else None

    def told(self, start: int, end: int) -> Span | None:
        """Return whom a clause tells something without a word that asks: 各单位每月报送一次."""
        known, text = self.known, self.text
        start = self._led(start, end)
        if not text.startswith(TOLD, start):
            return None
        for doer in known.doer.finditer(text, start, min(end, start + LONGEST)):
            between = known.between.match(text, doer.end(), end)
            if known.imperative.match(text, between.end() if between else doer.end(), end):
                return self._name(start, doer.end())
        return None

    def after(self, at: int, end: int) -> Span | None:
        """Return the name right after a demand: 希望同学们把…, 由县农业农村局牵头."""
        if self.known.no_doer.match(self.text, at, end):
            return None
        for doer in self.known.doer.finditer(self.text, at, min(end, at + LONGEST)):
            if self.text[doer.end() : doer.end() + 1] not in ATTRIBUTE:
                return self._name(at, doer.end())
        return None

    def assigned(self, start: int, end: int) -> Span | None:
        """Return who has it in hand: 由县农业农村局牵头."""
        if self.text.find("由", start, end) < 0:
            return None
        found = self.known.assigned.search(self.text, start, end)
        return Span(*found.span("actor")) if found else None

    def subject(self, start: int, end: int) -> Span | None:
        """Return the name that begins a clause and is followed by a predicate."""
        start = self._led(start, end)
        if self._is_phrase(start, end):
            return None
        for doer in self.known.doer.finditer(self.text, start, min(end, start + LONGEST)):
            if self.text[doer.end() : doer.end() + 1] in ATTRIBUTE:
                continue
            if doer.end() == end or self.known.predicate.match(self.text, doer.end(), end):
                return self._name(start, doer.end())
        return None

    def heading(self, start: int, end: int) -> Span | None:
        """Return the name that is the whole of a heading, or the subject of it."""
        end -= len(self.text[start:end]) - len(self.text[start:end].rstrip("：: 　"))
        found = self.subject(start, end)
        return found if found and found.end - found.start <= LONGEST else None

    def _is_phrase(self, start: int, end: int) -> bool:
        known = self.known
        return bool(known.no_doer.match(self.text, start, end) or known.imperative.match(self.text, start, end))

    def _led(self, start: int, end: int) -> int:
        lead = self.known.lead.match(self.text, start, end)
        return lead.end() if lead else start

    def _name(self, start: int, end: int) -> Span | None:
        """Return the span of a name, None where it is none."""
        if not SHORTEST <= end - start <= LONGEST or re.search("[，。；：！？]", self.text[start:end]):
            return None
        return Span(start, end)
