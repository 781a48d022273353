"""What stands after a cue: whether it is a content, in marks or without, and where it ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from jianggao.analysis.quotes.attribution import BARE, BREAKS, MARK, PAUSE, STOPS, VERB, Cue, QuoteRules, Speaker
from jianggao.analysis.quotes.marks import Pair
from jianggao.model import Span

STOP = re.compile(f"[{re.escape(STOPS)}]")
CLAUSE_END = re.compile(f"[{re.escape(BREAKS)}]")
AFTER = re.compile(r"(?:了|过|着|到|为)?[ \t*]*(?:(?P<pause>[，,]|(?P<colon>[：:]|——)[ \t　]*\n?)[ \t　*]*)?")
LIKENED = re.compile("的(?:那样|一样|那句话)?[，,：:][ \t　]*")
TO_MARK = re.compile('[^，。；：！？“”‘’「」『』"\n]{0,8}')
FIRST_MEMBER = re.compile("一(?:是|要)|首先|第一[，、]|[（(]一[）)]|一、")
NEXT_MEMBER = re.compile(
    "(?<=[。；！？\n])[ \t　]*"
    "(?:[二三四五六七八九十](?:是|要|、)|[（(][二三四五六七八九十][）)]|第[二三四五六七八九十][，、]|其次|再次|最后)"
)
NO_BEGINNING = "的、。；;，,）》」』”’了是和与及等之]\n"
"""What no reported content begins with."""
CLOSED = '。！？；，、,;\n“‘「『 \t　的）)（([［"'
"""What follows the marks of a content; after a name in marks a noun follows: `“三抓三促”行动`."""
STAND_INS = ("他", "她", "他们", "她们", "会上")
LONGEST = 3000
"""Code points of a sentence or a series in which the end of a content is looked for."""
SHORTEST = 3
"""Code points of a reported content."""
SHORT_TERM = 6
"""Code points up to which something in marks right after a cue may be a mere name."""


class Content(NamedTuple):
    """Where a content begins: the opening mark of the pair `pair`, or its first word where that is -1."""

    start: int
    pair: int = -1
    bare: bool = False
    """No pause stands before it, so that it may be an object, not a content."""
    attribute: bool = False
    """The cue is an attribute: `正如他所说的，`."""


class Contents:
    """The contents in a text."""

    def __init__(self, text: str, pairs: list[Pair], known: QuoteRules) -> None:
        self.text = text
        self.pairs = pairs
        self.openings = {pair.start: at for at, pair in enumerate(pairs)}
        self.known = known

    def after(self, end: int, cue: Cue) -> Content | None:
        """Return the content that seems to follow a cue; `bare` is for `confirmed` to settle."""
        text = self.text
        after = AFTER.match(text, end)
        if after is None:
            return None
        start = after.end()
        paused = after["pause"] is not None
        pair = self.openings.get(start, -1)
        if pair >= 0:
            direct = self.is_direct(pair, paused, after["colon"] is not None, cue)
            if direct:
                return Content(start, pair)
            return Content(start) if direct is None and cue.strength < MARK else None
        if start >= len(text):
            return None
        if paused:
            if cue.strength == MARK or text[start] in NO_BEGINNING or self.known.other_cue.match(text, start):
                return None
            return Content(start)
        if text[end] == "的":
            likened = LIKENED.match(text, end)
            return Content(likened.end(), self.openings.get(likened.end(), -1), attribute=True) if likened else None
        if cue.strength == MARK:
            return self._marks_near(end)
        if (cue.strength == PAUSE and not (cue.orders or cue.again)) or self.known.cue.match(text, end):
            return None
        return Content(start, bare=True)

    def confirmed(self, at: int, end: int, content: Content, cue: Cue) -> Content | None:
        """Return the content after a cue from `at` to `end` without a pause, None where it is none."""
        text, known, start = self.text, self.known, content.start
        addressee = known.addressee.match(text, start)
        if addressee:
            start = addressee.end() + 1
            return Content(start, self.openings.get(start, -1))
        noun = known.noun.match(text, at)
        if noun is not None and known.noun_barred.search(noun.group()) is None:
            start = noun.end()
            return Content(start, self.openings.get(start, -1)) if text[start - 1] in "：:" else None
        if cue.strength == PAUSE:
            marked = self._marks_near(end) if cue.again else None
            return marked if marked and self.is_direct(marked.pair, False, False, cue) else None
        if text[start] in NO_BEGINNING or known.other_cue.match(text, start):
            return None
        return content

    def _marks_near(self, end: int) -> Content | None:
        """Return the content in marks a few words after a cue: `号召青年“…”`."""
        near = TO_MARK.match(self.text, end)
        start = near.end() if near else end
        pair = self.openings.get(start, -1)
        return Content(start, pair) if pair >= 0 else None

    def is_direct(self, pair: int, paused: bool, colon: bool, cue: Cue) -> bool | None:
        """Tell whether marks after a cue hold the content; None where it only begins with them."""
        text = self.text
        start, end = self.pairs[pair]
        size = end - start - 2
        if text[end - 2] in "。！？…":
            return True
        closed = end >= len(text) or text[end] in CLOSED
        full = size > SHORT_TERM or CLAUSE_END.search(text, start + 1, end - 1) is not None
        if colon:
            return True if closed or full else None
        if paused:
            return True if closed and size >= SHORTEST else None
        if cue.strength >= PAUSE:
            return size >= SHORTEST and (closed or full)
        if closed:
            return full
        return True if full and size >= 2 * SHORT_TERM else None if cue.strength == BARE else False

    def tells(self, speaker: Speaker, cue: Cue, start: int, end: int) -> bool:
        """Tell whether what follows a cue without a pause is a content, not a mere object."""
        some = speaker.kind == "people" and self.text[speaker.span.start : speaker.span.end] not in STAND_INS
        if speaker.kind == "documents" or (cue.strength == BARE and not some):
            return True
        for _ in range(2 if cue.strength == VERB else 1):
            clause = CLAUSE_END.search(self.text, start, end)
            stop = clause.start() if clause else end
            if self.known.order.search(self.text[start:stop]):
                return True
            start = clause.end() if clause else end
        return False

    def end(self, speaker: Speaker, at: int, start: int, before: int, report: bool) -> int:
        """Return the end of a reported content: of its sentence, its series, or its paragraph.

        `at` is the cue; `before` counts the pairs of marks that end by then. In a `report` a body that
        opens a paragraph speaks to its end. The end stands before the stop.
        """
        text = self.text
        if speaker.kind == "sayings":
            return self._proverb_end(start, before)
        end = self._sentence_end(start, before)
        line = text.find("\n", start, start + LONGEST)
        line = line if line >= 0 else min(len(text), start + LONGEST)
        if end < line - 1:
            if report and speaker.kind != "persons" and self._opens_paragraph(at):
                end = line
            elif FIRST_MEMBER.match(text, start):
                for member in NEXT_MEMBER.finditer(text, start, line):
                    if member.start() >= end:
                        end = self._sentence_end(member.end(), before)
        return self.trimmed(start, end)

    def turned(self, content: Span) -> Span:
        """Return a reported content without what the speaker or the report adds to it."""
        turn = self.known.turn.search(self.text, *content)
        while turn is not None and turn.start() - content.start < SHORTEST:
            turn = self.known.turn.search(self.text, turn.end(), content.end)
        return Span(content.start, self.trimmed(content.start, turn.start())) if turn else content

    def trimmed(self, start: int, end: int) -> int:
        """Return an end without the stops and the white space before it."""
        while end > start and self.text[end - 1] in BREAKS + " \t　":
            end -= 1
        return end

    def _opens_paragraph(self, at: int) -> bool:
        line = self.text.rfind("\n", 0, at) + 1
        return STOP.search(self.text, line, at) is None

    def _proverb_end(self, start: int, before: int) -> int:
        """Return the end of a proverb without marks: its first clause, and a second one as long."""
        text, limit = self.text, self._sentence_end(start, before)
        first = CLAUSE_END.search(text, start, limit)
        if first is None or first.start() - start < SHORTEST:
            return limit
        second = CLAUSE_END.search(text, first.end(), limit)
        end = second.start() if second else limit
        return end if end - first.end() == first.start() - start else first.start()

    def _sentence_end(self, start: int, before: int) -> int:
        """Return where the sentence ends, full stops inside quotation marks left aside."""
        text, pairs = self.text, self.pairs
        limit = min(len(text), start + LONGEST)
        at = start
        while True:
            stop = STOP.search(text, at, limit)
            if stop is None:
                return limit
            place = stop.start()
            while before < len(pairs) and pairs[before].end <= place:
                before += 1
            if before == len(pairs) or pairs[before].start > place:
                return place
            at = pairs[before].end
            if at >= limit or (text[at - 2] in STOPS and text[at : at + 1] not in ("，", "、", "；", "的")):
                return min(at, limit)
