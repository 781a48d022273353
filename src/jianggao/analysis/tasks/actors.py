"""Who is told: the name before a demand, after it, or earlier in the sentence."""

from __future__ import annotations

import re

from jianggao.analysis.tasks.known import TaskRules
from jianggao.model import Span

LONGEST = 36
"""Code points of an actor's name."""
SHORTEST = 2
VERB = re.compile("[是为把将被对向越]|产生|提出|认为")
"""What no name of a subject holds."""
ATTRIBUTE = "的、和与及等之以"
"""What shows that a name goes on."""
TOLD = ("各", "全体", "全市", "全县", "全区", "全镇", "全校", "所有", "每个", "每名", "每位")
"""How those begin who are told something without a word that asks."""
SPEAKERS = ("我们大家", "我们", "大家", "咱们", "你们", "同志们")
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
        start = self.known.lead.run(self.text, start, demand)
        if demand - start < SHORTEST or self._is_phrase(start, demand):
            return None
        ends = [end for _, end in self.known.doer.spans(self.text, start, demand)]
        between = self.known.between.run
        end = next((end for end in reversed(ends) if between(self.text, end, demand) == demand), -1)
        if end < 0:  # the longest name: 各乡镇（街道）
            return None
        for speaker in SPEAKERS:  # 关键是我们, 会是我们大家
            if self.text.endswith(speaker, start, end):
                return Span(end - len(speaker), end)
        return self._name(start, end)

    def told(self, start: int, end: int) -> Span | None:
        """Return whom a clause that begins with a name tells something without a word that asks: 各单位每月报送一次."""
        known, text = self.known, self.text
        if not text.startswith(TOLD, start):
            return None
        for _, stop in known.doer.spans(text, start, min(end, start + LONGEST)):
            at = known.between.run(text, stop, end)
            if text[at : at + 1] != "将" and known.begins_with_verb(text, at, end):
                return self._name(start, stop)
        return None

    def after(self, at: int, end: int) -> Span | None:
        """Return the name right after a demand: 希望同学们把…, 请各单位…."""
        text, last = self.text, at
        if self.known.no_doer.end(text, at, end) >= 0:
            return None
        for start, stop in self.known.doer.spans(text, at, min(end, at + LONGEST)):
            if last > at and start > last:
                break
            if text[stop : stop + 1] not in ATTRIBUTE:
                last = stop
        return self._name(at, last)

    def assigned(self, start: int, end: int) -> Span | None:
        """Return who has it in hand: 由县农业农村局牵头."""
        if self.text.find("由", start, end) < 0:
            return None
        found = self.known.assigned.search(self.text, start, end)
        return Span(*found.span("actor")) if found else None

    def subject(self, start: int, end: int) -> Span | None:
        """Return the name that begins a clause and is followed by a predicate, but by none of saying."""
        known, text = self.known, self.text
        start = self.known.lead.run(self.text, start, end)
        for speaker in SPEAKERS:
            if text.startswith(speaker, start, end):
                stop = start + len(speaker)
                return None if stop == end and speaker == "同志们" else Span(start, stop)  # 同志们，… only addresses
        if self._is_phrase(start, end):
            return None
        for _, stop in known.doer.spans(text, start, min(end, start + LONGEST)):
            if text[stop : stop + 1] in ATTRIBUTE:
                continue
            if stop == end or known.has_predicate(text, stop, end):
                says = known.cue.end(text, known.between.run(text, stop, end), end) >= 0
                return None if says or VERB.search(text, start, stop) else self._name(start, stop)
        return None

    def heading(self, start: int, end: int) -> Span | None:
        """Return the name that a heading consists of, before a colon or as `各…`."""
        text = self.text
        whole = end < len(text) and text[end] in "：:"
        if not whole and not text.startswith(TOLD, start):
            return None
        found = self.subject(start, end)
        return found if found is not None and found.end == end else None

    def _is_phrase(self, start: int, end: int) -> bool:
        known = self.known
        return known.no_doer.end(self.text, start, end) >= 0 or known.is_imperative(self.text, start, end)

    def _name(self, start: int, end: int) -> Span | None:
        """Return the span of a name, None where it is none."""
        if not SHORTEST <= end - start <= LONGEST or re.search("[，。；：！？]", self.text[start:end]):
            return None
        return Span(start, end)
