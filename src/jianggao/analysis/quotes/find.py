"""Quotations: who is quoted, with what, and which of them are directives.

One scan pairs the quotation marks, one search finds the cues; around each cue the source is looked
for on the left and the content on the right. What is in marks and attributed to nobody is a term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from jianggao.analysis.quotes.attribution import PAUSE, STOPS, Clauses, Cue, QuoteRules, Speaker
from jianggao.analysis.quotes.contents import SHORTEST, STOP, Content, Contents
from jianggao.analysis.quotes.marks import Pair, outermost_pairs
from jianggao.analysis.quotes.sources import Antecedents, Persons
from jianggao.model import Sections, Span, Speech
from jianggao.results import Quote
from jianggao.rules import Rulebook, rulebook

OTHER_LEAD = re.compile("[一二三四五六七八九十]是|[0-9（(按据经被听用拿如像象]")
"""Leads after which a clause without a subject does not go on from another one."""
THIS = re.compile("[ \t　]*(?:这是|这就是|这正是)")
TO_SPEAKER = ("", "，", ",", "。", "。这是", "，这是", "，这就是", "。这就是")
"""What may stand between a content in marks and the speaker after it."""
ENDS_SAYING = ("", "。", "，", "！", "？", "；", "：", "\n")
"""What follows a cue whose content stands before it: `“…”，他说。`"""
FURTHER = re.compile("[，、,]?(?:作为|并|和|以及|及|与|又)?")
"""What stands between two contents in marks of one speaker."""
FIRST_PERSON = re.compile("我(?!国|军|党)|同志们|各位|大家")
FARTHEST = 60
"""Code points after a content in marks in which its speaker may go on without being named."""


class _Found(NamedTuple):
    """An attributed quotation: speaker, cue, and its content, in marks where `pair` is not -1."""

    speaker: Speaker
    cue: Span
    rule: Cue
    content: Span
    pair: int
    start: int
    """Where its own words begin: at the speaker, or at the cue or mark of a further content."""


class _Reader:
    """One reading of a text: its pairs of marks, and what is found so far."""

    def __init__(self, speech: Speech, rules: Rulebook) -> None:
        self.text = speech.source.text
        self.known = QuoteRules.of(rules)
        self.antecedents = Antecedents(self.text, Persons.of(rules))
        self.pairs = outermost_pairs(self.text)
        self.clauses = Clauses(self.text, self.pairs, self.known)
        self.contents = Contents(self.text, self.pairs, self.known)
        self.found: list[_Found] = []
        self.taken: set[int] = set()
        self.addressed = speech.salutation is not None
        self.report: bool | None = None

    def read(self) -> None:
        """Find the attributed quotations, in the order of their cues."""
        text, pairs, known = self.text, self.pairs, self.known
        after = self.contents.after
        before = 0
        for hit in known.cue.finditer(text):
            at, end = hit.span()
            while before < len(pairs) and pairs[before].end <= at:
                before += 1
            if before < len(pairs) and pairs[before].start < at:
                continue
            cue = known.cue_at(text, hit)
            content = after(end, cue)
            if content is not None or (cue.before and before and text[end : end + 1] in ENDS_SAYING):
                self._try(Span(at, end), cue, content, before)

    def _try(self, at: Span, cue: Cue, content: Content | None, before: int) -> None:
        """Take the content at a cue, where a source is found; `before` counts the pairs that end by then."""
        clause = self.clauses.clause_start(at.start, before)
        if self._is_friend(clause, at):
            return
        own = self._own_source(clause, at.start, cue, before)
        if own is None and content is not None and content.pair >= 0 and cue.strength == PAUSE and not cue.orders:
            own = self.clauses.anyone(clause, at.start)
        if own is not None:
            if self._quoted_before(own, at, cue, before) and (content is None or content.pair < 0):
                return
            if content is not None and (own.likened or not content.attribute):
                self._add(own, at, cue, content, before, own.span.start, own.clause)
        elif content is not None and not content.attribute and (cue.again or content.pair >= 0):
            self._subjectless(clause, at, cue, content, before)

    def _is_friend(self, clause: int, at: Span) -> bool:
        friend = self.known.friend.search(self.text, clause, at.end + 6)
        while friend is not None and friend.end() <= at.start:
            friend = self.known.friend.search(self.text, friend.end(), at.end + 6)
        return friend is not None and friend.start() <= at.start

    def _own_source(self, clause: int, at: int, cue: Cue, before: int) -> Speaker | None:
        """Return the source that the clause of a cue names."""
        if clause == at:
            return None
        own = self.clauses.source_in(clause, at)
        if own is None and cue.before and (this := THIS.match(self.text, clause, at)):
            own = self.clauses.source_in(this.end(), at)
        if own is None and before and self.pairs[before - 1].end > clause:
            own = self.clauses.source_in(self.pairs[before - 1].end, at)
        return own

    def _subjectless(self, clause: int, at: Span, cue: Cue, content: Content, before: int) -> None:
        """Take a cue whose clause has no subject: its source spoke just before, or opens the sentence."""
        text, known = self.text, self.known
        lead = known.lead.match(text, clause, at.start)
        begin = lead.end() if lead else clause
        between = known.gap if content.pair >= 0 else known.adverbs
        if between.fullmatch(text, begin, at.start) is None or OTHER_LEAD.search(text, clause, begin):
            return
        if self.found and self._goes_on(self.found[-1], at.start):
            self._add(self.found[-1].speaker, at, cue, content, before, at.start, clause)
            return
        speaker = self.clauses.earlier_subject(clause, before, 6 if content.pair >= 0 else 3)
        if speaker is not None:
            self._add(speaker, at, cue, content, before, speaker.span.start, speaker.clause)

    def _goes_on(self, last: _Found, at: int) -> bool:
        """Tell whether the last speaker still speaks at a cue without a subject."""
        if last.pair < 0:
            return at <= last.content.end
        end = self.pairs[last.pair].end
        return 0 <= at - end <= FARTHEST and STOP.search(self.text, end, at) is None and self.text[end - 2] not in STOPS

    def _quoted_before(self, own: Speaker, at: Span, cue: Cue, before: int) -> bool:
        """Take the marks that end right before `他说。` as its content."""
        if not cue.before or not before or (before - 1) in self.taken:
            return False
        pair = self.pairs[before - 1]
        between = self.text[pair.end : own.clause].strip(" 　")
        if between not in TO_SPEAKER or pair.end - pair.start < SHORTEST:
            return False
        if self.text[at.end : at.end + 1] not in ENDS_SAYING or self._in_last(pair.start):
            return False
        self.taken.add(before - 1)
        self.found.append(_Found(own, at, cue, Span(pair.start + 1, pair.end - 1), before - 1, pair.start))
        return True

    def _in_last(self, at: int) -> bool:
        return bool(self.found) and self.found[-1].pair < 0 and at < self.found[-1].content.end

    def _cut_last(self, clause: int, goes_on: bool) -> bool:
        """End the last reported content before a clause that attributes anew.

        False where the clause belongs to that content: a source of its own that stands after a mere
        comma is quoted by the last speaker.
        """
        if not self._in_last(clause):
            return True
        last = self.found[-1]
        start = last.content.start
        if clause <= start or (not goes_on and self.text[clause - 1] in "，,"):
            return False
        end = self.contents.trimmed(start, clause)
        if end - start < SHORTEST:
            return False
        self.found[-1] = last._replace(content=Span(start, end))
        return True

    def _add(self, speaker: Speaker, at: Span, cue: Cue, content: Content, before: int, start: int, clause: int) -> None:
        """Take a content; `start` is where its own words begin, `clause` where the clause they stand in does."""
        paused = not content.bare
        if content.bare:
            settled = self.contents.confirmed(*at, content, cue)
            if settled is None:
                return
            content, paused = settled, settled.start != content.start
        pair, begin = content.pair, content.start
        end = begin
        if pair < 0:
            end = self.contents.end(speaker, at.start, begin, before, self._is_report())
            if end - begin < SHORTEST or not (paused or self.contents.tells(speaker, cue, begin, end)):
                return
        if not self._cut_last(clause, goes_on=start == at.start):
            return
        if pair < 0:
            self.found.append(_Found(speaker, at, cue, Span(begin, end), -1, start))
            return
        while True:
            mark = self.pairs[pair]
            self.taken.add(pair)
            self.found.append(_Found(speaker, at, cue, Span(mark.start + 1, mark.end - 1), pair, start))
            pair += 1
            if pair >= len(self.pairs) or not FURTHER.fullmatch(self.text, mark.end, self.pairs[pair].start):
                return
            if self._begins_sentence(mark.end, self.pairs[pair]):
                return
            start = self.pairs[pair].start

    def _begins_sentence(self, after: int, following: Pair) -> bool:
        """Tell whether marks right behind a finished content open a sentence of the speaker's own: `“……。”“初心”的内涵`."""
        text, end = self.text, following.end
        return (
            after == following.start
            and text[after - 2] in STOPS
            and text[end - 2] not in STOPS
            and text[end : end + 1] not in ENDS_SAYING
        )

    def _is_report(self) -> bool:
        """Tell whether the text is a news report, in which nobody speaks for himself."""
        if self.report is None:
            self.report = not self.addressed and FIRST_PERSON.search(self.text) is None
        return self.report

    def quotes(self, speech: Speech) -> list[Quote]:
        """Return what was found, and the terms: marks that are attributed to nobody."""
        source, section, stands_for = speech.source, Sections(speech).at, self.antecedents.of
        quotes: list[Quote] = []
        reported: list[Span] = []
        for found in self.found:
            speaker, at, cue, content, pair, start = found
            if pair < 0:
                content = self.contents.turned(content)
                reported.append(content)
            end = content.end if pair < 0 else self.pairs[pair].end
            tells = self._is_directive(content, cue.orders and start < content.start - 1)
            quotes.append(
                Quote(
                    source,
                    "reported" if pair < 0 else "direct",
                    Span(start, max(end, at.end)),
                    content,
                    speaker.span,
                    at,
                    tells,
                    section(content.start),
                    stands_for(speaker),
                )
            )
        reported.sort()
        inside, taken = 0, self.taken
        for place, (start, end) in enumerate(self.pairs):
            while inside < len(reported) and reported[inside].end <= start:
                inside += 1
            held = inside < len(reported) and reported[inside].start <= start
            if not held and end - start > 2 and place not in taken:
                content = Span(start + 1, end - 1)
                quotes.append(Quote(source, "term", Span(start, end), content, None, None, False, section(content.start)))
        quotes.sort(key=attrgetter("content_span"))
        return quotes

    def _is_directive(self, content: Span, orders: bool) -> bool:
        if self.known.plain.fullmatch(self.text, *content):
            return False
        return orders or self.known.order.search(self.text[content.start : content.end]) is not None


def find_quotes(speech: Speech, rules: Rulebook | None = None) -> tuple[Quote, ...]:
    """Return the quotations of a speech in the order of their contents, terms included.

    Spans are half-open code points of the clean text. Never raises, whatever the text; the cost is
    linear in its length.
    """
    reader = _Reader(speech, rules or rulebook())
    reader.read()
    return tuple(reader.quotes(speech))


@dataclass(frozen=True, slots=True)
class Cited:
    """A source and how often it is quoted, under all the names it is printed with."""

    name: str
    """A person's own name where one is printed, otherwise the commonest form."""
    forms: tuple[tuple[str, int], ...]
    """Every printed form and its number of quotations, the commonest first."""
    quotes: tuple[Quote, ...]

    @property
    def count(self) -> int:
        """The number of quotations."""
        return len(self.quotes)


def source_index(quotes: Iterable[Quote], rules: Rulebook | None = None) -> tuple[Cited, ...]:
    """Return the sources of quotations, most quoted first, each person counted once.

    `习近平总书记`, `习近平同志` and `总书记` are one: forms of one personal name go together, a bare title
    goes to the one person who bears it among these quotations, and `他` or `会议` to what it refers to.
    Terms have no source and are left out.
    """
    attributed = [quote for quote in quotes if quote.speaker]
    persons = Persons.of(rules or rulebook())
    names = {form: persons.name_in(form) for form in {quote.refers_to or quote.speaker for quote in attributed}}
    groups: dict[str, list[Quote]] = {}
    for quote in attributed:
        form = quote.refers_to or quote.speaker
        groups.setdefault(names[form] or _bearer(form, names) or form, []).append(quote)
    cited = []
    for name, members in groups.items():
        forms = Counter(quote.speaker for quote in members)
        cited.append(Cited(name, tuple(forms.most_common()), tuple(members)))
    return tuple(sorted(cited, key=lambda entry: (-entry.count, entry.quotes[0].content_span.start)))


def _bearer(title: str, names: dict[str, str]) -> str:
    """Return the one name that is printed with a title, empty where there is none or more than one."""
    bearers = {name for form, name in names.items() if name and form.replace(name, "") == title}
    return bearers.pop() if len(bearers) == 1 else ""
