"""The rows of a sentence: where each requirement begins, and the word that asks in it.

A row begins at the start of a sentence or of a part after `；`, and at every further clause that asks in
its own words. What only states something before a clause that asks is left out of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jianggao.analysis.tasks.actors import Actors
from jianggao.analysis.tasks.known import MUST_NOT, Hit, TaskRules
from jianggao.model import Span

CLAUSE = re.compile("[^，,：:；]+[，,：:；]?|[，,：:；]")
OUTER = "，,；;。：:、 \t　*#>-—…"
GOES_ON = re.compile("[ 　]*(?:也|又|更|还|更是|而且|并且|并|且|不仅|甚至|同样|既)+")
"""What stands before a demand that goes on with the one before it: 更要, 还要."""
SO_MUST = re.compile("[ 　]*(?:就是|就|首先|关键是|才)+(?:必须|要|得)|[ 　]*必须")
AIM = re.compile("要(?:想|做到|实现|走[在到]|达到|成为|有|保证|破解|打赢|解决|真正)")
"""要做到…，就必须…: an aim and what it takes are one requirement."""
ALL = re.compile("[都均]|一律")
"""谁审批、谁签字，都要写明白: what stands before belongs to it."""
FARTHEST = 200
"""Code points before a word that asks in which its clause may tell that it does not."""
LOOSE = ("要", "不能")
"""Words that also tell what somebody does: 有的干部整天坐着，事事要人催."""
NOMINAL = re.compile("[^，。；：！？\n]{0,10}的(?:是|就是|第|[，：。]|问题[，。：])")
"""我们要讲的是…: the demand is an attribute."""
PERFECT = re.compile("了(?!解|然)")


class Row(NamedTuple):
    """A requirement in a sentence."""

    start: int
    clause: int
    """Where the clause that asks begins."""
    hit: Hit | None = None
    """The word that asks; None where the verb alone does."""
    actor: Span | None = None
    """Who is told in that clause."""


class Rows:
    """The rows in the sentences of a text."""

    def __init__(self, text: str, known: TaskRules, actors: Actors) -> None:
        self.text = text
        self.known = known
        self.actors = actors

    def of(self, start: int, end: int, hits: Sequence[Hit], *, heading: bool, asks: bool, whole: bool) -> list[Row]:
        """Return the rows of a sentence.

        In a `heading` only a demand asks that needs no help; `asks`: elsewhere verbs alone ask, too;
        `whole`: the sentence is a requirement whatever its words.
        """
        rows: list[Row] = []
        begin, at = start, 0
        asks = asks and self.known.past.end(self.text, start, end) < 0
        while begin < end:
            stop = self.text.find("；", begin, end) + 1 or end
            first = at
            while at < len(hits) and hits[at].start < stop:
                at += 1
            if not (at > first and self._demanded(begin, stop, hits[first:at], asks, rows)) and not heading:
                row = self._bare(begin, stop, hits[first:at], asks, whole and not rows)
                if row is not None:
                    rows.append(row)
            begin = stop
        return rows

    def _demanded(self, start: int, end: int, hits: Sequence[Hit], asks: bool, rows: list[Row]) -> bool:
        """Add the rows of a part in which words ask; tell whether there are any."""
        clauses = [match.span() for match in CLAUSE.finditer(self.text, start, end)]
        begun, order, asked = False, 0, -1
        for hit in hits:
            while clauses[order][1] <= hit.start:
                order += 1
            begin = clauses[order][0]
            if hit.demand.weak or order == asked or not self._asks(hit, begin, start, order):
                continue
            asked = order
            actor = self.actors.after(hit.end, end) if hit.demand.actor_after else self.actors.before(begin, hit.start)
            if not begun and order and asks and hit.demand.modality == MUST_NOT:
                row = self._bare(start, begin, (), asks, False)
                if row is not None:
                    rows.append(row)
                    begun = True
            if not begun:
                rows.append(Row(self._opened(clauses, order, actor), begin, hit, actor))
                begun = True
            elif not self._goes_on(rows[-1], hit, begin, clauses[order - 1][0]):
                rows.append(Row(self._attached(clauses, order, rows[-1].clause), begin, hit, actor))
        return begun

    def _bare(self, start: int, end: int, hits: Sequence[Hit], asks: bool, whole: bool) -> Row | None:
        """Return the row of a part in which no word asks for certain."""
        text, known = self.text, self.known
        weak = actor = None
        if hits or asks or whole:
            at = known.lead.run(text, start, end)
        if hits and not whole:
            if not all(hit.demand.weak for hit in hits):
                return None  # it asks only on the face of it
            weak = next((hit for hit in hits if hit.start == at), None)
        if whole:  # 既简化程序，也有利于监管: even an order can add a reason
            stated = not hits and known.telling.search(text, start, end) and not known.is_imperative(text, at, end)
            return None if stated and self.actors.told(at, end) is None else Row(start, start, weak)
        if weak is None:
            if not asks:
                return None
            if not known.is_imperative(text, at, end):
                actor = self.actors.told(at, end)
                if actor is None:
                    return None
        if known.no_order.end(text, start, end) >= 0 or known.telling.search(text, start, end):
            return None
        return Row(start, start, weak, actor)

    def _asks(self, hit: Hit, clause: int, start: int, order: int) -> bool:
        """Tell whether a word asks where it stands; `order` counts the clauses of its part before its own."""
        known, text, at = self.known, self.text, hit.start
        near = not hit.demand.actor_after and at <= clause + FARTHEST
        if near and (known.hearsay.end(text, clause, at) >= 0 or PERFECT.search(text, clause, at)):
            return False
        loose = order and text.startswith(LOOSE, at)
        if loose and known.hearsay.end(text, start, min(at, start + FARTHEST)) >= 0 and not self.actors.before(clause, at):
            return False
        if ("的" in text[hit.end : hit.end + 11] and NOMINAL.match(text, hit.end)) or known.preview.end(text, at, len(text)) >= 0:
            return False
        back = known.past.end(text, start, at) if order < 2 else -1
        return back < 0 or (order > 0 and text[back : back + 1] not in "，,")

    def _goes_on(self, row: Row, hit: Hit, clause: int, previous: int) -> bool:
        """Tell whether a further demand goes on with the last row: 更要…, or 要做到…，就必须…."""
        text = self.text
        if row.clause == previous and SO_MUST.match(text, clause) and AIM.search(text, row.clause, clause):
            return True
        same = row.hit is not None and row.hit.demand.modality == hit.demand.modality
        return same and GOES_ON.fullmatch(text, clause, hit.start) is not None

    def _opened(self, clauses: list[tuple[int, int]], order: int, actor: Span | None) -> int:
        """Return where the first row of a part begins: with the part, less what only states something before it."""
        start, clause = clauses[0][0], clauses[order][0]
        if order and (actor is not None or self.known.telling.search(self.text, start, clause)):
            return self._attached(clauses, order, -1)
        return start

    def _attached(self, clauses: list[tuple[int, int]], order: int, last: int) -> int:
        """Return where a row begins: at its clause, or at the conditions right before it."""
        while order > 0 and clauses[order - 1][0] > last:
            begin, stop = clauses[order - 1]
            if ALL.match(self.text, clauses[order][0]):
                return begin
            clause = self.text[begin:stop].strip(OUTER)
            if not self.known.is_condition(clause, 0, len(clause)):
                break
            order -= 1
        return clauses[order][0]
