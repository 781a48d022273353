"""Requirements: the sentences and clauses that tell someone to do, to keep to or to avoid something.

One search finds the words that ask; the speech is then read stretch by stretch, sentence by sentence. A
requirement runs to where the next begins or its sentence ends, so that nothing of it is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jianggao.analysis.tasks.actors import SPEAKERS, Actors
from jianggao.analysis.tasks.known import MUST, MUST_NOT, Hit, TaskRules
from jianggao.analysis.tasks.layout import NOBODY, REVIEW, Layout, Place, Stretch, masked
from jianggao.analysis.tasks.rows import CLAUSE, OUTER, Row, Rows
from jianggao.model import Span, Speech
from jianggao.results import Quote, Task
from jianggao.rules import Rulebook, rulebook

SENTENCE = re.compile("[^。！？!?\n]+[。！？!?\n]*[”’」』）)]*|[。！？!?]")
OUTER_LEFT = frozenset(OUTER + "”’」』")
OUTER_RIGHT = frozenset(OUTER + "“‘「『")
GENERAL = ("各", "全", "广大", "领导", "党员", "每", "所有", "在座")
"""How the names begin of those whom a whole point tells."""
LOOKS_AHEAD = re.compile("各级|各地|各部门|各单位|各[乡镇村县市区]|大家|同志们|全体|下一步|今后|接下来|下阶段|当前")
"""What a demand needs to be one in a section that looks back."""
PREVENT = re.compile("(?:坚决|严格|切实|着力|及时|有效|注意|全力|从源头上|、|进一步)*(?:杜绝|防止|避免|严禁|禁止|力戒)")


class _Found(NamedTuple):
    """A requirement before it has its number: what `Task` takes after its source."""

    span: Span
    modality: str
    actor_span: Span | None
    actor_from: str
    deadline_spans: tuple[Span, ...]
    section: str
    quote: Quote | None


class _Reader:
    """One reading of a speech."""

    def __init__(self, speech: Speech, quotes: Iterable[Quote], rules: Rulebook) -> None:
        self.source = speech.source
        self.known = TaskRules.of(rules)
        self.text, self.quoted = masked(speech, quotes)
        self.hits = list(self.known.hits(self.text))
        self.actors = Actors(speech.source.text, self.known)
        self.layout = Layout(speech, self.text, self.hits, self.known, self.actors)
        self.rows = Rows(self.text, self.known, self.actors)
        self.hit_starts = [hit.start for hit in self.hits]
        self.next_quote = 0

    def tasks(self) -> Iterator[_Found]:
        """Yield the requirements in reading order.

        What a title asks (要有韧劲, on a line of its own) is held back, and dropped where its text asks something.
        """
        held: list[_Found] = []
        title = Place(NOBODY, None)
        for stretch in self.layout.stretches():
            for piece in self._pieces(stretch):
                found = list(self._read(piece))
                place = piece.place
                fresh = piece.heads and place.titled and place is not title
                if held and (found or fresh):
                    if piece.start >= title.end or (fresh and place.parent is title.parent):
                        yield from held
                        held = []
                    elif found:
                        held = []
                if fresh and found:
                    held, title = found, place
                else:
                    yield from found
        yield from held

    def _pieces(self, stretch: Stretch) -> Iterator[Stretch]:
        """Yield a stretch in pieces: each quotation that orders something, and what stands around them."""
        at, quoted = stretch.start, self.quoted
        while self.next_quote < len(quoted) and quoted[self.next_quote].content_span.start < stretch.end:
            quote = quoted[self.next_quote]
            start, end = quote.content_span
            if end > at:
                if quote.span.start > at:
                    yield stretch._replace(end=quote.span.start, start=at)
                at = min(end, stretch.end)
                yield stretch._replace(start=max(start, stretch.start), end=at, quote=quote)
                if end > stretch.end:  # a series inside it goes over several stretches
                    return
            self.next_quote += 1
        if at < stretch.end:
            yield stretch._replace(start=at) if at > stretch.start else stretch

    def _read(self, stretch: Stretch) -> Iterator[_Found]:
        place, quote = stretch.place, stretch.quote
        asks = stretch.asks or quote is not None
        if not (asks or self._hits(stretch.start, stretch.end)):  # a third of a speech: not worth cutting into sentences
            if stretch.end > place.heading.end + 2 or not (stretch.heads and place.body):
                place.first = place.first or NOBODY
            return
        whole = quote is not None and self.known.order.fullmatch(quote.cue) is not None
        for sentence in SENTENCE.finditer(self.text, stretch.start, stretch.end):
            start, end = sentence.span()
            hits = self._hits(start, end)
            # a heading that is cut out of a longer sentence is no title
            heading = stretch.heads and place.body and start < place.heading.end and end <= place.heading.end + 2
            first = NOBODY
            if (hits or (asks and not heading)) and self._may_ask(start, end, stretch):
                rows = self.rows.of(start, end, hits, heading=heading, asks=asks, whole=whole)
                if rows:
                    for task in self._finished(rows, start, end, stretch):
                        if first is NOBODY and task.actor_span is not None and not task.actor_from:
                            first = task.actor_span if self._lasts(task.actor_span) else NOBODY
                        yield task
            if not heading:
                place.first = first if place.first is None else place.first
            elif self.text.startswith(GENERAL, first.start, first.end) or self.text[start : first.start].strip(OUTER):
                place.head = first  # 各村要…, 希望同学们…; but 物资队伍要过硬 only says what it is about

    def _hits(self, start: int, end: int) -> list[Hit]:
        """Return the demands in a stretch of text."""
        first = bisect_left(self.hit_starts, start)
        return self.hits[first : bisect_left(self.hit_starts, end, first)]

    def _may_ask(self, start: int, end: int, stretch: Stretch) -> bool:
        """Tell whether a sentence is no question, and in a section that looks back turns to what is to come."""
        if "？" in self.text[end - 2 : end] or self.text[end - 1] == "?":
            return False
        return stretch.mode != REVIEW or stretch.quote is not None or LOOKS_AHEAD.search(self.text, start, end) is not None

    def _finished(self, rows: list[Row], start: int, end: int, stretch: Stretch) -> Iterator[_Found]:
        """Yield the rows of a sentence as requirements."""
        told: Span | None = None
        subject: Span | None = None
        sought = False
        for at, row in enumerate(rows, start=1):
            span = self._trimmed(row.start, rows[at].start if at < len(rows) else end)
            actor, origin = self.actors.assigned(*span) or row.actor, ""
            if actor is not None:
                told = actor
            else:
                if told is None and row.clause > start:
                    if not sought:
                        subject, sought = self._subject(start, end), True
                    told = subject
                if told is not None:
                    actor, origin = told, "sentence"
                elif stretch.quote is None:
                    actor = self._inherited(stretch.place)
                    origin = "directive" if actor is not None else ""
            deadlines = self.known.deadlines(self.source.text, *span)
            yield _Found(span, self._modality(row), actor, origin, deadlines, stretch.section, stretch.quote)

    def _subject(self, start: int, end: int) -> Span | None:
        """Return the subject of the first clause of a sentence."""
        clause = CLAUSE.match(self.text, start, end)
        return self.actors.subject(start, clause.end() - 1) if clause else None

    def _inherited(self, place: Place) -> Span | None:
        """Return whom the nearest of the headings or first sentences around a place tells.

        One body that the first sentence of the place itself names is told no more than that sentence.
        """
        around: Place | None = place
        while around is not None:
            if around.head is None:
                head = self.actors.heading(*around.heading)
                around.head = head if head is not None and self._lasts(head) else NOBODY
            if around.head is not NOBODY:
                return around.head
            first = around.first or NOBODY
            if first is not NOBODY and (around is not place or self.text.startswith(GENERAL, first.start)):
                return first
            around = around.parent
        return None

    def _lasts(self, actor: Span) -> bool:
        return self.text[actor.start : actor.end] not in SPEAKERS

    def _modality(self, row: Row) -> str:
        if row.hit is None:
            return MUST
        modality = row.hit.demand.modality
        return MUST_NOT if modality == MUST and PREVENT.match(self.text, row.hit.end) else modality

    def _trimmed(self, start: int, end: int) -> Span:
        """Return a span without the stops around it; a mark that opens or closes alone goes, too."""
        text = self.source.text
        while start < end and text[start] in OUTER_LEFT:
            start += 1
        while end > start and text[end - 1] in OUTER_RIGHT:
            end -= 1
        return Span(start, end)


def find_tasks(speech: Speech, quotes: Iterable[Quote] = (), rules: Rulebook | None = None) -> tuple[Task, ...]:
    """Return the requirements of a speech in reading order.

    `quotes` are the quotations of the speech (`find_quotes`): those that order something are read by
    themselves and have their source, all others are left aside; without them everything is the speaker's own.
    Spans are half-open code points of the clean text. Never raises, whatever the text; the cost is linear
    in its length.
    """
    found = _Reader(speech, quotes, rules or rulebook()).tasks()
    return tuple(Task(speech.source, *each, number) for number, each in enumerate(found, 1))
