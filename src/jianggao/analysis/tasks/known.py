"""The rules about requirements, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.model import Span
from jianggao.rules import Rule, Rulebook

MUST, MUST_NOT, SHOULD = "must", "must_not", "should"


class Demand(NamedTuple):
    """A word that asks, as a rule describes it."""

    pattern: re.Pattern[str]
    modality: str
    weak: bool
    """It asks only where it begins a part of a sentence."""
    actor_after: bool

    @classmethod
    def of(cls, rule: Rule) -> Demand:
        """Return the demand that a rule describes."""
        options = rule.options
        return cls(
            re.compile(rule.pattern),
            options.get("modality", MUST),
            options.get("strength") == "weak",
            options.get("side") == "after",
        )


class Hit(NamedTuple):
    """A demand in the text."""

    start: int
    end: int
    demand: Demand


class TaskRules:
    """The rules of a rulebook that tasks go by, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        def flat(*names: str) -> re.Pattern[str]:
            # side by side, not in groups: so `re` skips to the first characters of the alternatives
            return re.compile("|".join(rule.pattern for name in names for rule in rules[name]) or "(?!)")

        def whole(name: str) -> str:
            return f"(?:{rules.any_of(name)})"

        self.demands = [Demand.of(rule) for rule in rules["demands"]]
        self.words: dict[str, Demand] = {}
        self.signal = flat("demand_friends", "demands")
        self.friend = flat("demand_friends")
        self.telling = flat("statements", "reports")
        self.past = flat("pasts")
        self.hearsay = flat("hearsay")
        self.preview = flat("previews")
        self.no_order = flat("pasts", "hearsay", "previews")
        self.review = flat("reviews")
        self.plan = flat("plans")
        self.turn = re.compile("|".join(rule.pattern for rule in rules["plans"] if rule.options.get("turns")) or "(?!)")
        self.condition = flat("topics", "conditions")
        self.cue = flat("cues")
        self.order = re.compile("|".join(rule.pattern for rule in rules["cues"] if rule.options.get("orders")) or "(?!)")
        lead = f"(?:{whole('leads')}|{whole('lead_ins')}|{whole('deadlines')}|[，,、 　])*+"
        self.lead = re.compile(lead)
        imperative = whole("imperatives")
        before = f"(?:{whole('topics')}|(?=[^，,]{{1,12}}[，,]){whole('conditions')})"
        self.verb = re.compile(f"{lead}{imperative}")
        self.imperative = re.compile(f"{lead}(?:{imperative}|{before}[，,]{lead}{imperative})")
        doer = "|".join(rules.any_of(name) for name in ("doers", "bodies", "persons", "people"))
        between = f"(?:{whole('deadlines')}|{whole('between')}|{whole('adverbs')}|[，、：])*+"
        self.doer = re.compile(doer)
        self.doer_before = re.compile(f"(?:{doer})(?={between}\\Z)")
        self.no_doer = flat("no_doers")
        self.between = re.compile(between)
        self.predicate = re.compile(f"[是作担肩承处身站负应]|{between}(?:{whole('predicates')}|{imperative})")
        self.assigned = re.compile(f"由(?P<actor>[^，。；：！？的]{{2,24}}?){whole('assignments')}")
        self.deadline = flat("deadlines")
        hints = [rule.options.get("hints") for rule in rules["deadlines"]]
        each = "|".join(re.escape(hint) for some in hints if some for hint in some)
        self.deadline_hint = re.compile(each if all(hints) else "")

    @classmethod
    def of(cls, rules: Rulebook) -> TaskRules:
        """Return the compiled rules, compiling them at the first call."""
        if "tasks" not in rules.compiled:
            rules.compiled["tasks"] = cls(rules)
        found: TaskRules = rules.compiled["tasks"]
        return found

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the demands in a text, in order, without their false friends."""
        friend, words = self.friend.match, self.words
        for match in self.signal.finditer(text):
            start, end = match.span()
            if friend(text, start) is None:
                word = match.group()
                demand = words.get(word)
                if demand is None:
                    demand = words[word] = next(each for each in self.demands if each.pattern.match(text, start))
                yield Hit(start, end, demand)

    def deadlines(self, text: str, start: int, end: int) -> tuple[Span, ...]:
        """Return the deadlines in a stretch of text."""
        if self.deadline_hint.search(text, start, end) is None:
            return ()
        return tuple(Span(*match.span()) for match in self.deadline.finditer(text, start, end))
