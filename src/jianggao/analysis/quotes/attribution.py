"""Who speaks: the source of a quotation, found in the words before a cue.

A source is a name that ends in a title, a body, a document, a word for people or a proverb opener.
In the clause of the cue nothing but adverbs and one occasion stand between the two; where that clause
has no subject of its own, the source is the subject of an earlier clause of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jianggao.analysis.quotes.marks import Pair
from jianggao.model import Span
from jianggao.rules import Rule, Rulebook

SYNTAX = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|\(\?(?:[:=!>]|<[=!])|.", re.DOTALL)
"""A pattern's escapes, character classes and group openers, each as one part."""
STOPS = "。！？!?\n"
BREAKS = "，,；;：:。！？!?\n…|｜"
WINDOW = 100
"""Code points before a cue in which the clause of its source begins."""
NO_PREDICATE = "的之、和与及以等们”》）同先女"
"""What shows after a person's name that the name goes on, or is an attribute."""
LONGEST_NAME = 30
LONGEST_STRANGER = 14
"""Code points of a source that only the words in marks after it tell to be one."""
NO_STRANGER = "在对从向把被用以于为"
LONGEST_TITLE_LINE = 60
KINDS = ("sayings", "people", "persons", "bodies", "documents")
STRENGTHS = {"bare": 0, "verb": 1, "pause": 2, "mark": 3}
BARE, VERB, PAUSE, MARK = range(4)


class Cue(NamedTuple):
    """A cue of the rules; `strength` is what must stand between it and its content."""

    pattern: re.Pattern[str]
    strength: int
    before: bool
    orders: bool
    again: bool

    @classmethod
    def of(cls, rule: Rule) -> Cue:
        """Return the cue that a rule describes."""
        options = rule.options
        return cls(
            re.compile(rule.pattern),
            STRENGTHS.get(options.get("strength", "pause"), PAUSE),
            options.get("side", "after") == "before",
            options.get("orders", False),
            options.get("again", False),
        )


def any_word(rules: Iterable[Rule]) -> str:
    """Return one pattern for where any of the rules matches, its alternatives side by side.

    `re` skips to the first characters of the alternatives only where none of them begins with a
    group; that makes the search through a text more than ten times as fast.
    """
    return "|".join(word for rule in rules for word in _alternatives(rule.pattern)) or "(?!)"


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, groups at their beginning multiplied out."""
    depth, words = 0, [""]
    for part in SYNTAX.findall(pattern):
        depth += part.startswith("(") - (part == ")")
        if part == "|" and depth == 0:
            words.append("")
        else:
            words[-1] += part
    return [spread for word in words for spread in _spread(word)]


def _excepted(rules: Iterable[Rule]) -> str:
    return "|".join(rule.options["except"] for rule in rules if "except" in rule.options) or "(?!)"


def _spread(word: str) -> list[str]:
    if not word.startswith("(?:"):
        return [word]
    depth, size = 0, 0
    for part in SYNTAX.findall(word):
        depth += part.startswith("(") - (part == ")")
        size += len(part)
        if depth == 0:
            break
    rest = word[size:]
    return [word] if rest[:1] in tuple("?*+{") else [first + rest for first in _alternatives(word[3 : size - 1])]


class Speaker(NamedTuple):
    """A source in the text: where its name stands, the set of rules it is of, where its clause begins."""

    span: Span
    kind: str
    clause: int
    likened: bool = False
    """It is brought in by `正如` or `像`, after which the cue may be an attribute: `正如他所说的，`."""


class QuoteRules:
    """The quotation rules of a rulebook, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        self.cues = [Cue.of(rule) for rule in rules["cues"]]
        self.words: dict[str, Cue] = {}
        self.cue = re.compile(any_word(rules["cues"]))
        self.kinds = [(kind, re.compile(any_word(rules[kind]))) for kind in KINDS]
        self.head = re.compile("|".join(any_word(rules[kind]) for kind in KINDS))
        self.barred_head = re.compile(_excepted(rules["documents"]))
        name = rules.any_of("names")
        adverbs = f"(?:{rules.any_of('adverbs')})*+"
        occasion = f"(?:{rules.any_of('occasions')})"
        self.name = re.compile(name)
        alone = [rule.pattern for rule in rules["names"] if rule.options.get("strength") == "bare"]
        self.lone_name = re.compile("|".join(alone) or "(?!)")
        self.adverbs = re.compile(adverbs)
        self.gap = re.compile(f"(?:{occasion})?{adverbs}(?:{occasion}{adverbs}){{0,2}}")
        self.lead = re.compile(f"(?:{rules.any_of('leads')})*+")
        self.lead_at = re.compile(f"(?:(?:{rules.any_of('leads')})*+{occasion})?(?:{rules.any_of('leads')})*+")
        self.predicate = re.compile(rules.any_of("predicates"))
        self.not_source = re.compile(rules.any_of("non_sources"))
        self.friend = re.compile(any_word(rules["false_friends"]))
        self.noun = re.compile(rules.any_of("noun_contents"))
        self.noun_barred = re.compile(_excepted(rules["noun_contents"]))
        self.turn = re.compile(rules.any_of("turns"))
        self.addressee = re.compile(f"(?:{rules.any_of('addressees')})(?=[，,：:])")
        self.order = re.compile(rules.any_of("orders"))
        self.plain = re.compile(rules.any_of("plain_contents"))
        self.other_cue = re.compile(f"{self.cue.pattern}|{adverbs}(?:{self.cue.pattern})")

    @classmethod
    def of(cls, rules: Rulebook) -> QuoteRules:
        """Return the compiled rules, compiling them at the first call."""
        if "quotes" not in rules.compiled:
            rules.compiled["quotes"] = cls(rules)
        found: QuoteRules = rules.compiled["quotes"]
        return found

    def cue_at(self, text: str, match: re.Match[str]) -> Cue:
        """Return the cue that a match of all cues together is."""
        word = match.group()
        cue = self.words.get(word)
        if cue is None:
            cue = next(cue for cue in self.cues if cue.pattern.match(text, match.start()))
            self.words[word] = cue
        return cue


class Clauses:
    """The clauses before a place in the text, and the sources in them."""

    def __init__(self, text: str, pairs: list[Pair], known: QuoteRules) -> None:
        self.text = text
        self.pairs = pairs
        self.known = known
        self.breaks = [sign for sign in BREAKS if sign in text]

    def clause_start(self, at: int, before: int) -> int:
        """Return where the clause that ends at `at` begins; `before` counts the pairs that end by then.

        A break inside quotation marks is none, but a quotation that ends in a full stop ends a clause.
        """
        text, floor = self.text, max(0, at - WINDOW)
        end = at
        while True:
            start = floor
            for sign in self.breaks:
                place = text.rfind(sign, start, end)
                if place >= 0:
                    start = place + 1
            while before and self.pairs[before - 1].start >= start:
                pair = self.pairs[before - 1]
                if text[pair.end - 2] in STOPS:
                    return max(start, pair.end)
                before -= 1
            if not before or self.pairs[before - 1].end <= start:
                closed = text.rfind("》", start, end)
                opened = text.find("《", start, end)
                if closed >= 0 and (opened < 0 or opened > closed):
                    opened = text.rfind("《", floor, start)
                    if opened >= 0:
                        end = opened
                        continue
                return start
            pair = self.pairs[before - 1]
            if text[pair.end - 2] in STOPS or pair.start < floor:
                return pair.end
            end = pair.start
            before -= 1

    def source_in(self, start: int, end: int) -> Speaker | None:
        """Return the source whose name, with adverbs and occasions after it, fills a clause."""
        text, known = self.text, self.known
        at = _end(known.lead, text, start, end)
        found = self._named(start, at, end)
        if found is None and text[at : at + 1] in "在于到来当从":
            later = _end(known.lead_at, text, start, end)
            if later > at:
                found = self._named(start, later, end)
        return found

    def _named(self, clause: int, at: int, end: int) -> Speaker | None:
        text, known = self.text, self.known
        gap = known.gap.fullmatch
        for head in known.head.finditer(text, at, end):
            stop = head.end()
            if gap(text, stop, end) is None:
                stop = self._name_after(stop, end, known.name)
                if not stop or gap(text, stop, end) is None:
                    continue
            speaker = self._speaker(clause, at, head, stop)
            if speaker is not None:
                return speaker
        stop = self._name_after(at, end, known.lone_name)
        if stop and gap(text, stop, end) is not None:
            return Speaker(Span(at, stop), "persons", clause, self._likened(clause, at))
        return None

    def anyone(self, start: int, end: int) -> Speaker | None:
        """Return whoever fills a clause, for words in marks that someone says: `有位哲人说过：“…”`."""
        text, known = self.text, self.known
        at = _end(known.lead, text, start, end)
        if text[at : at + 1] in NO_STRANGER or known.gap.fullmatch(text, at, end) is not None:
            return None
        for stop in range(at + 2, min(end, at + LONGEST_STRANGER) + 1):
            if known.gap.fullmatch(text, stop, end) is not None:
                if known.not_source.search(text[at:stop]) or "“" in text[at:stop]:
                    return None
                return Speaker(Span(at, stop), "people", start, self._likened(start, at))
        return None

    def _name_after(self, at: int, end: int, name: re.Pattern[str]) -> int:
        """Return the end of a person's name that stands at `at` and is followed by no more of a name."""
        found = name.match(self.text, at, end)
        if found is None:
            return 0
        for stop in (found.end(), found.end() - 1):
            if stop - at >= 2 and self.known.gap.fullmatch(self.text, stop, end) is not None:
                return stop
        for stop in (found.end(), found.end() - 1):
            if stop - at >= 2 and self.known.predicate.match(self.text, stop, end) is not None:
                return stop
        return 0

    def _likened(self, clause: int, at: int) -> bool:
        lead = self.text[clause:at]
        return any(sign in lead for sign in "如像象")

    def _speaker(self, clause: int, at: int, head: re.Match[str], stop: int) -> Speaker | None:
        """Return the speaker whose name runs from `at` to `stop`, None where that is no name."""
        text, known = self.text, self.known
        kind = next(kind for kind, pattern in known.kinds if pattern.match(text, head.start()))
        likened = self._likened(clause, at)
        start = at
        if kind != "documents" or text[head.start()] != "》":
            attribute = text.rfind("的", at, head.start())
            if attribute > at and kind in ("persons", "sayings") and text[attribute - 1] != "党":
                start = attribute + 1
        else:
            opened = text.rfind("《", at, head.start())
            if opened < 0:
                return None
            if known.not_source.search(text[at:opened]):
                return None
            start = opened if opened - at > LONGEST_NAME else at
        if text[head.start() : stop] in ("他", "她", "它", "他们", "她们"):
            if stop - at > 8 or known.barred_head.search(text, max(at, head.start() - 1), stop + 1):
                return None
            start = head.start()
        if stop - start > LONGEST_NAME and text[head.start()] != "》":
            return None
        start = max(start, text.rfind("被", start, head.start()) + 1)
        name = text[start:stop]
        if text[head.start()] != "》" and known.not_source.search(name):
            return None
        if kind in ("persons", "people") and "“" in name:
            return None
        return Speaker(Span(start, stop), kind, clause, likened)

    def subject_of(self, start: int, end: int) -> Speaker | None:
        """Return the source that is the subject of a clause with a predicate of its own."""
        text, known = self.text, self.known
        at = _end(known.lead, text, start, end)
        for head in known.head.finditer(text, at, end):
            stop = head.end()
            named = self._name_after(stop, end, known.name)
            stop = named or stop
            speaker = self._speaker(start, at, head, stop)
            if speaker is not None and (stop == end or self._has_predicate(speaker.kind, stop, end)):
                return speaker
        stop = self._name_after(at, end, known.lone_name)
        if stop and stop < end and known.predicate.match(text, stop, end):
            return Speaker(Span(at, stop), "persons", start)
        return None

    def _has_predicate(self, kind: str, at: int, end: int) -> bool:
        if self.known.predicate.match(self.text, at, end) is not None:
            return True
        pronoun = kind == "people" and self.text[at - 1] in "他她们"
        if not (pronoun or kind == "persons") or self.text[at] in NO_PREDICATE:
            return False
        return self.known.name.match(self.text, at, end) is None

    def earlier_subject(self, start: int, before: int, most: int) -> Speaker | None:
        """Return the source that is the subject of one of the clauses before `start` in its sentence."""
        text = self.text
        for nearest in range(most):
            end = start - 1
            if end < 0 or text[end] in STOPS + "；;":
                return self._title_line(end) if nearest == 0 and end > 0 and text[end] == "\n" else None
            while before and self.pairs[before - 1].end > end:
                before -= 1
            start = self.clause_start(end, before)
            found = (self.source_in(start, end) if nearest == 0 else None) or self.subject_of(start, end)
            if found is not None or text.startswith(("我们", "我", "大家", "各"), start):
                return found
        return None

    def _title_line(self, feed: int) -> Speaker | None:
        """Return the subject of the line above, in a title that runs over two lines."""
        text = self.text
        while feed > 0 and text[feed - 1] in " \t\u3000\r":
            feed -= 1
        start = text.rfind("\n", max(0, feed - LONGEST_TITLE_LINE), feed) + 1
        if feed - start > LONGEST_TITLE_LINE or feed <= start or text[feed - 1] in BREAKS + "”）":
            return None
        return self.subject_of(start, feed)


def _end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start
