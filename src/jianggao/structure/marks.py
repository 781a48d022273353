"""Paragraphs to candidates: every place that looks like the mark of a numbered point.

A mark stands at the start of a line, or inside one after a stop; what stands elsewhere
(`全省第一`, `这一是`) is prose and never seen here. Whether a candidate is a mark is for the outline
to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.rules import HAN, Rulebook
from jianggao.structure.numerals import mark_value
from jianggao.structure.paragraphs import BLANK, MARKUP, Paragraph

FIRST = "一二三四五六七八九十0-9０-９①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿第其首再最（(〔［\\[【"
"""Every character a mark begins with; the examples of a user's own rules add to them."""
NUMERALS = "一二三四五六七八九十"
ORDINAL = f"第{HAN}"
PREFIXES = (HAN, ORDINAL, "")
"""How the patterns of marks begin; those that begin alike are compiled together."""
STOPS = "。；：！？;:!?…”’」』）)】.．—（("
COMMAS = "，、,“‘「【"
LONGEST_ENCLOSURE = 300
"""Code points; a quotation mark or bracket opened farther back is taken for unbalanced."""
LINE, STOP, COMMA = 0, 1, 2
"""Where a mark stands: at the start of a line, after a stop or a bracket, or after a comma."""
STRONG = 5.0
"""Weight from which a family at a line start is a heading even alone."""
WEAK = 2.0
"""Weight up to which a family needs a promise to count inside a line."""
PLACES = {"L": LINE, "S": STOP, "C": COMMA}


class Family(NamedTuple):
    """A numbering family, from the rule of the same id."""

    id: str
    places: frozenset[int]
    rank: int
    weight: float
    kin: str
    next_tells: bool


class Candidate(NamedTuple):
    """A place that looks like a mark."""

    start: int
    end: int
    """End of the mark, its stop included."""
    number: int
    """What it prints; 0 for "next"."""
    family: str
    rank: int
    weight: float
    kin: str
    place: int
    paragraph: int
    """Index of the paragraph it stands in."""
    decoy: bool
    """It is known to look like a mark without being one, or stands inside quotation marks."""
    bracket: int
    """Offset of the bracket it stands inside; -1 outside. A series does not cross a bracket."""


class Marks:
    """The numbering rules of a rulebook, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        examples = {example[:1] for rule in rules["marks"] for example in rule.match}
        first = FIRST + "".join(map(re.escape, sorted(examples - set(FIRST))))
        self.seed = re.compile(f"[{first}](?<![^\\s{re.escape(STOPS + COMMAS + BLANK + MARKUP)}].)")
        self.patterns: dict[str, dict[str, str]] = {prefix: {} for prefix in PREFIXES}
        for i, rule in enumerate(rules["marks"]):
            prefix = next(prefix for prefix in PREFIXES if rule.pattern.startswith(prefix))
            self.patterns[prefix][f"f{i}"] = rule.pattern
        self.other_firsts = {
            example[:1] for i, rule in enumerate(rules["marks"]) if f"f{i}" in self.patterns[""] for example in rule.match
        }
        """With what the marks begin that have no shared beginning, going by their examples."""
        self.compiled: dict[str, re.Pattern[str]] = {}
        self.by_first: dict[str, tuple[re.Pattern[str], ...]] = {}
        self.decoy = re.compile(rules.any_of("decoys"))
        self.families = {
            f"f{i}": Family(
                rule.id,
                frozenset(PLACES[place] for place in rule.options.get("places", "LSC")),
                rule.options.get("rank", 0),
                rule.options.get("weight", 2),
                rule.options.get("kin", ""),
                rule.options.get("next_tells", False),
            )
            for i, rule in enumerate(rules["marks"])
        }
        self.values: dict[str, int | None] = {}

    @classmethod
    def of(cls, rules: Rulebook) -> Marks:
        """Return the compiled rules, compiling them at the first call."""
        if "marks" not in rules.compiled:
            rules.compiled["marks"] = cls(rules)
        found: Marks = rules.compiled["marks"]
        return found

    def patterns_for(self, first: str) -> tuple[re.Pattern[str], ...]:
        """Return the patterns of the marks that begin with the character `first`, compiled when first asked for."""
        found = self.by_first.get(first)
        if found is None:
            own = HAN if first in NUMERALS else ORDINAL if first == "第" else ""
            prefixes = [own, ""] if own and first in self.other_firsts else [own]
            for prefix in prefixes:
                if prefix not in self.compiled:
                    self.compiled[prefix] = _alternation(self.patterns[prefix], prefix)
            found = self.by_first[first] = tuple(self.compiled[prefix] for prefix in prefixes)
        return found

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Match a mark at `start`, before `end`; its `lastgroup` names the family."""
        for pattern in self.patterns_for(text[start]):
            found = pattern.match(text, start, end)
            if found is not None:
                return found
        return None

    def candidates(self, text: str, body: list[Paragraph], first: int = 0) -> Iterator[Candidate]:
        """Yield the candidates in `body`, in order; paragraphs are counted from `first`."""
        if not body:
            return
        at, here = 0, body[0]
        by_first, families, values = self.by_first, self.families, self.values
        for seed in self.seed.finditer(text, here.start, body[-1].end):
            start = seed.start()
            for pattern in by_first.get(seed.group()) or self.patterns_for(seed.group()):
                found = pattern.match(text, start)
                if found is not None:
                    break
            else:
                continue
            while start >= here.end and at + 1 < len(body):
                at += 1
                here = body[at]
            end = found.end()
            if start < here.start or end > here.end:
                continue
            family = families[found.lastgroup or ""]
            place = LINE if start == here.start else STOP if _after_stop(text, start) else COMMA
            if place not in family.places:
                continue
            mark = found.group()
            if mark in values:
                number = values[mark]
            else:
                number = values[mark] = mark_value(mark)
                if len(values) > 4096:
                    values.clear()
            if number is None or number > 9999:
                continue
            name = family.id + text[end : end + 1] if family.next_tells else family.id
            decoy = self.decoy.match(text, start) is not None
            bracket = -1
            if place != LINE:
                decoy = decoy or _open(text, here.start, start, "“「", "”」") >= 0
                bracket = _open(text, here.start, start, "（(", "）)")
            yield Candidate(
                start,
                end,
                number,
                name,
                family.rank,
                family.weight,
                family.kin,
                place,
                first + at,
                decoy,
                bracket,
            )


def _alternation(patterns: dict[str, str], prefix: str) -> re.Pattern[str]:
    """Return one pattern with a named group for each of those that begin with `prefix`, which they share."""
    own = [f"(?P<{name}>{pattern.removeprefix(prefix)})" for name, pattern in patterns.items()]
    return re.compile(f"{prefix}(?:{'|'.join(own)})" if own else "(?!)")


def _open(text: str, start: int, at: int, opening: str, closing: str) -> int:
    """Return the place of the last of the two `opening` signs before `at` that is still open, else -1."""
    start = max(start, at - LONGEST_ENCLOSURE)
    first, second = text.rfind(opening[0], start, at), text.rfind(opening[1], start, at)
    opened = first if first > second else second
    if opened < 0 or text.find(closing[0], opened, at) >= 0 or text.find(closing[1], opened, at) >= 0:
        return -1
    return opened


def _after_stop(text: str, start: int) -> bool:
    before = start - 1
    while text[before] in " \t　":
        before -= 1
    return text[before] in STOPS
