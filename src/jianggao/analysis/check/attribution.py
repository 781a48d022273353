"""Attribution: every cue has a source, and one saying has one wording."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from jianggao.analysis.check.draft import Draft
from jianggao.model import Finding
from jianggao.results import Quote

STOP = re.compile("[。！？\n]")
SHORTEST = 6
"""Code points of a quotation whose wording can be compared."""
AS_LIKE, AS_MANY = 0.5, 0.7
"""Dice coefficients (Dice 1945) of bigrams and of characters from which two quotations are one saying."""
BACK = 40
"""Quotations of the same speaker that one is compared with."""


def attribution(draft: Draft) -> Iterator[Finding]:
    """Yield cues without a source, and quotations of one speaker in two wordings."""
    yield from _without_source(draft)
    yield from _two_wordings(draft)


def _without_source(draft: Draft) -> Iterator[Finding]:
    """Report a cue at the head of a sentence that no quotation claims."""
    attributed = sorted(quote.cue_span.start for quote in draft.quotes if quote.cue_span is not None)
    inside = sorted(quote.content_span for quote in draft.quotes if quote.kind == "direct")
    for match in _bare_cues(draft):
        start, end = match.span()
        cue = bisect_left(attributed, start)
        around = bisect_right(inside, (start, len(draft.text))) - 1
        claimed = cue < len(attributed) and attributed[cue] < end
        if not claimed and not (around >= 0 and start < inside[around].end):
            yield draft.found("A601", (start, end), cue=match.group())


def _bare_cues(draft: Draft) -> Iterator[re.Match[str]]:
    """Yield the cues with which sentences begin; they are tried there alone, not searched for in all the text."""
    sentences = [0, *(stop.end() for stop in STOP.finditer(draft.text))]
    for rule in draft.rules["bare_cues"]:
        cue = re.compile(rule.pattern)
        for start in sentences:
            match = cue.match(draft.text, start)
            if match is not None:
                yield match


def _two_wordings(draft: Draft) -> Iterator[Finding]:
    """Report both of two quotations in marks that one speaker can hardly have said both."""
    told: set[int] = set()
    for quotes in _by_speaker(draft.quotes).values():
        for at, quote in enumerate(quotes):
            for other in quotes[max(0, at - BACK) : at]:
                if _is_reworded(quote.text, other.text):
                    for one, two in ((other, quote), (quote, other)):
                        if one.content_span.start not in told:
                            told.add(one.content_span.start)
                            yield draft.found(
                                "A602", one.content_span, quotation=two.text, line=draft.line(two.content_span.start)
                            )


def _by_speaker(quotes: Sequence[Quote]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.kind == "direct" and len(quote.text) >= SHORTEST:
            found.setdefault(re.sub("同志|书记|市长|[先女][生士]", "", quote.refers_to or quote.speaker), []).append(quote)
    return found


def _is_reworded(one: str, two: str) -> bool:
    """Tell whether two texts are nearly the same, and neither is a part of the other."""
    one, two = (re.sub("[，。；：！？、“”‘’ ]", "", text) for text in (one, two))
    if one in two or two in one:
        return False
    bigrams = [Counter(text[at : at + 2] for at in range(len(text) - 1)) for text in (one, two)]
    return _dice(*bigrams) >= AS_LIKE and _dice(Counter(one), Counter(two)) >= AS_MANY


def _dice(one: Counter[str], two: Counter[str]) -> float:
    return 2 * (one & two).total() / (one.total() + two.total() or 1)
