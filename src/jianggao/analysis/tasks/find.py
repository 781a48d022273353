"""Requirements: the sentences and clauses that tell someone to do, to keep to or to avoid something.

One search finds the words that ask; the speech is then read stretch by stretch, sentence by sentence.
A row begins at the start of a sentence or of a part after `；`, and at every further clause that asks in
its own words; it ends where the next begins, so that nothing of a requirement is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jianggao.analysis.tasks.actors import SPEAKERS, Actors
from jianggao.analysis.tasks.known import MUST, MUST_NOT, Hit, TaskRules
from jianggao.analysis.tasks.layout import REVIEW, Layout, Stretch, masked
from jianggao.model import Quote, Span, Speech, Task
from jianggao.rules import Rulebook, rulebook

SENTENCE = re.compile("[^。！？!?\n]*[。！？!?\n]?[”’」』）)]*")
PART = re.compile("[^；;]*[；;]?")
CLAUSE = re.compile("[^，,：:]*[，,：:]?")
OUTER = "，,；;。：:、 \t　*#>-—…"
BARE_STOPS = OUTER + "“”‘’「」"
ASKED = re.compile("各级|各地|各部门|各单位|各[乡镇村县市区]|大家|同志们|全体|下一步|今后|接下来|下阶段|当前")
GOES_ON = re.compile("[ 　]*(?:也|又|更|还|更是|而且|并且|并|且|不仅|甚至|同样|既)*$")
SO_MUST = re.compile("[ 　]*(?:就是|就|首先|关键是|才)+(?:必须|要|得)|[ 　]*必须")
AIM = re.compile("要(?:想|做到|实现|走[在到]|达到|成为|有|保证|破解|打赢|解决|真正)")
NOMINAL = re.compile("[^，。；：！？]{0,10}的(?:是|就是|第|[，：。]|问题[，。：])")
PERFECT = re.compile("[一-鿿]了(?!解|然)")
MODAL = re.compile("(?:一定|就是|就|也|还|都)*(?:要|必须|务必)")
PREVENT = re.compile("(?:坚决|严格|切实|着力|及时|有效|注意|全力|从源头上|、|进一步)*(?:杜绝|防止|避免|严禁|禁止|力戒)")


class Row(NamedTuple):
    """A requirement as it is being read."""

    start: int
    clause: int
    """Where the clause that asks begins."""
    hit: Hit | None


class _Reader:
    """One reading of a speech."""

    def __init__(self, speech: Speech, quotes: Iterable[Quote], rules: Rulebook) -> None:
        self.source = speech.source
        self.known = TaskRules.of(rules)
        starts = [point.span.start for _, part in speech.parts() for top in _points(part) for point in top.walk()]
        self.text, self.quoted = masked(speech.source.text, quotes, starts)
        self.hits = self.known.hits(self.text)
        self.layout = Layout(speech, self.text, self.hits, self.known)
        self.actors = Actors(self.text, self.known)
        self.next_hit = 0
        self.next_quote = 0

    def tasks(self) -> Iterator[Task]:
        """Yield the requirements in reading order."""
        for stretch in self.layout.stretches():
            for piece in self._pieces(stretch):
                yield from self._read(piece)

    def _pieces(self, stretch: Stretch) -> Iterator[Stretch]:
        """Yield a stretch in pieces: each quotation that orders something, and what stands around them."""
        at, quoted = stretch.start, self.quoted
        while self.next_quote < len(quoted) and quoted[self.next_quote].content_span.start < stretch.end:
            quote = quoted[self.next_quote]
            self.next_quote += 1
            start, end = quote.content_span
            if end <= at:
                continue
            if quote.span.start > at:
                yield stretch._replace(start=at, end=quote.span.start)
            # a series inside the quotation goes over several stretches: each reads its own part
            yield stretch._replace(start=max(start, at), end=min(end, stretch.end), quote=quote)
            at = min(end, stretch.end)
            if end > stretch.end:
                self.next_quote -= 1
                return
        if at < stretch.end:
            yield stretch._replace(start=at)

    def _read(self, stretch: Stretch) -> Iterator[Task]:
        place, heads = stretch.place, stretch.heads
        for sentence in SENTENCE.finditer(self.text, stretch.start, stretch.end):
            start, end = sentence.span()
            hits = self._hits(start, end)
            if end - start < 3:
                continue
            heading = heads and start < place.heading.end and place.body
            if heading and place.actor is None:
                place.actor = self._lasting(self.actors.heading(*place.heading))
            rows = self._rows(start, end, hits, stretch, heading)
            first: Span | None = None
            for task in self._finished(rows, start, end, stretch):
                if first is None and not task.actor_from:
                    first = task.actor_span
                yield task
            if not heading and not place.begun:
                place.begun = True
                place.actor = place.actor or self._lasting(first)

    def _hits(self, start: int, end: int) -> list[Hit]:
        """Return the demands of a sentence; sentences are asked for in reading order."""
        hits, at = self.hits, self.next_hit
        while at < len(hits) and hits[at].start < start:
            at += 1
        first = at
        while at < len(hits) and hits[at].start < end:
            at += 1
        self.next_hit = at
        return hits[first:at]

    def _rows(self, start: int, end: int, hits: list[Hit], stretch: Stretch, heading: bool) -> list[Row]:
        """Return the rows of a sentence."""
        text = self.text
        if not hits and (heading or not (stretch.asks or stretch.quote)):
            return []
        if text[end - 1] in "？?" or text[end - 2] in "？?":
            return []
        if stretch.mode == REVIEW and stretch.quote is None and not ASKED.search(text, start, end):
            return []
        rows: list[Row] = []
        for part in PART.finditer(text, start, end):
            if part.end() > part.start():
                inside = [hit for hit in hits if part.start() <= hit.start < part.end()]
                self._part(part.start(), part.end(), inside, stretch, heading, rows)
        return rows

    def _part(self, start: int, end: int, hits: list[Hit], stretch: Stretch, heading: bool, rows: list[Row]) -> None:
        """Add the rows of a part of a sentence, the stretch between two `；`."""
        known, text = self.known, self.text
        clauses = [match.span() for match in CLAUSE.finditer(text, start, end) if match.end() > match.start()]
        begun, at = False, 0
        for order, (begin, stop) in enumerate(clauses):
            hit = None
            while at < len(hits) and hits[at].start < stop:
                if hit is None and not hits[at].demand.weak and self._asks(hits[at], begin, start, order):
                    hit = hits[at]
                at += 1
            if hit is None:
                continue
            if not begun:
                rows.append(Row(self._opened(clauses, order, hit), begin, hit))
                begun = True
            elif not self._goes_on(rows[-1], hit, begin, clauses[order - 1][0]):
                rows.append(Row(self._attached(clauses, order, rows[-1].clause), begin, hit))
        if begun or heading:
            return
        quote, asks = stretch.quote, stretch.asks or stretch.quote is not None
        if quote is not None and not rows and known.order.fullmatch(quote.cue):
            rows.append(Row(start, start, self._weak(hits, start, end)))
        elif known.report.search(text, start, end) is None:
            weak = self._weak(hits, start, end)
            bare = asks and known.imperative.match(text, start, end) is not None
            subject = self._told(start, clauses[0][1]) if asks and not bare else None
            if (weak or bare or subject) and known.statement.search(text, start, end) is None:
                rows.append(Row(start, start, weak))

    def _told(self, start: int, end: int) -> Span | None:
        """Return whom a clause without a demand tells something: 各单位每月报送一次."""
        subject = self.actors.subject(start, end)
        if subject is None or not re.match("各|全体|每|所有|广大|由", self.text[subject.start : subject.end]):
            return None
        between = self.known.between.match(self.text, subject.end, end)
        at = between.end() if between else subject.end
        return subject if self.known.imperative.match(self.text, at, end) else None

    def _weak(self, hits: list[Hit], start: int, end: int) -> Hit | None:
        """Return the weak demand that begins a part."""
        lead = self.known.lead.match(self.text, start, end)
        at = lead.end() if lead else start
        return next((hit for hit in hits if hit.demand.weak and hit.start == at), None)

    def _asks(self, hit: Hit, clause: int, start: int, order: int) -> bool:
        """Tell whether a strong demand asks where it stands; `order` counts the clauses before its own."""
        known, text = self.known, self.text
        if known.hearsay.match(text, clause, hit.start) or NOMINAL.match(text, hit.end):
            return False
        if known.preview.match(text, hit.start):
            return False
        if PERFECT.search(text, clause, hit.start) or text[hit.start - 1 : hit.start] == "所":
            return False
        back = known.report.match(text, start, hit.start) if order < 2 else None
        if back is not None and back.start() == start:
            return not (order == 0 or text[back.end() : back.end() + 1] in "，,")
        return True

    def _goes_on(self, row: Row, hit: Hit, clause: int, previous: int) -> bool:
        """Tell whether a further demand goes on with the last row: 更要…, or 要做到…，就必须…."""
        text = self.text
        if row.clause == previous and SO_MUST.match(text, clause) and AIM.search(text, row.clause, clause):
            return True
        same = row.hit is not None and row.hit.demand.modality == hit.demand.modality
        more = text[clause : hit.start]
        return same and bool(more.strip(" 　")) and GOES_ON.match(more) is not None

    def _opened(self, clauses: list[tuple[int, int]], order: int, hit: Hit) -> int:
        """Return where the first row of a part begins: with the part, less what only states something before it."""
        start, clause = clauses[0][0], clauses[order][0]
        known, text = self.known, self.text
        states = known.statement.search(text, start, clause) or known.report.search(text, start, clause)
        if order and (states or self.actors.before(clause, hit.start)):
            return self._attached(clauses, order, -1)
        return start

    def _attached(self, clauses: list[tuple[int, int]], order: int, last: int) -> int:
        """Return where a row begins: at its clause, or at the conditions right before it."""
        while order > 0 and clauses[order - 1][0] > last:
            begin, stop = clauses[order - 1]
            if self.known.condition.fullmatch(self.text[begin:stop].strip(OUTER)) is None:
                break
            order -= 1
        return clauses[order][0]

    def _finished(self, rows: list[Row], start: int, end: int, stretch: Stretch) -> Iterator[Task]:
        """Yield the rows of a sentence as tasks."""
        told: Span | None = None
        for at, row in enumerate(rows):
            stop = rows[at + 1].start if at + 1 < len(rows) else end
            span = self._trimmed(row.start, stop)
            actor, origin = self._actor(row, span), ""
            if actor is None:
                actor, origin = told or self._sentence_subject(start, row), "sentence"
            if actor is None and stretch.quote is None:
                actor, origin = self._inherited(stretch), "directive"
            if actor is None:
                origin = ""
            elif origin != "directive":
                told = actor
            yield Task(
                self.source,
                span,
                self._modality(row),
                actor,
                origin,
                tuple(Span(*match.span()) for match in self.known.deadline.finditer(self.source.text, *span)),
                stretch.section,
                stretch.quote,
            )

    def _actor(self, row: Row, span: Span) -> Span | None:
        """Return whom a row itself names."""
        hit = row.hit
        if hit is not None and hit.demand.actor_after:
            return self.actors.after(hit.end, span.end)
        assigned = self.actors.assigned(*span)
        if assigned is not None:
            return assigned
        return self._told(row.start, span.end) if hit is None else self.actors.before(row.clause, hit.start)

    def _sentence_subject(self, start: int, row: Row) -> Span | None:
        if row.clause <= start:
            return None
        clause = CLAUSE.match(self.text, start, row.clause)
        return self.actors.subject(start, clause.end() - 1) if clause and clause.end() - 1 > start else None

    def _inherited(self, stretch: Stretch) -> Span | None:
        """Return whom the headings or first sentences around a place tell."""
        place = stretch.place
        while place is not None:
            if place.actor is not None:
                return place.actor
            place = place.parent  # type: ignore[assignment]
        return None

    def _lasting(self, actor: Span | None) -> Span | None:
        return None if actor is None or self.text[actor.start : actor.end] in SPEAKERS else actor

    def _modality(self, row: Row) -> str:
        hit = row.hit
        if hit is None:
            return MUST
        if hit.demand.modality == MUST and PREVENT.match(self.text, hit.end):
            return MUST_NOT
        return hit.demand.modality

    def _trimmed(self, start: int, end: int) -> Span:
        text = self.source.text
        while start < end and text[start] in BARE_STOPS and text[start] not in "“‘「":
            start += 1
        while end > start and text[end - 1] in OUTER:
            end -= 1
        return Span(start, end)


def _points(part: object) -> tuple:  # type: ignore[type-arg]
    from jianggao.model import Point

    return (part,) if isinstance(part, Point) else part.points  # type: ignore[attr-defined, no-any-return]


def find_tasks(speech: Speech, quotes: Iterable[Quote] = (), rules: Rulebook | None = None) -> tuple[Task, ...]:
    """Return the requirements of a speech in reading order.

    `quotes` are the quotations of the speech (`find_quotes`): those that order something are read by
    themselves and have their source, all others are left aside; without them everything is the speaker's own.
    Spans are half-open code points of the clean text. Never raises, whatever the text; the cost is linear
    in its length.
    """
    return tuple(_Reader(speech, quotes, rules or rulebook()).tasks())
