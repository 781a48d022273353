"""The rules about requirements, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.analysis.tasks.openings import Openings, gathered, longest_first
from jianggao.model import Span
from jianggao.rules import Rule, Rulebook

MUST, MUST_NOT = "must", "must_not"
PREDICATES = tuple("是作担肩承处身站负应")
"""Characters with which a predicate begins that needs no adverb."""
FIRST_COMMA = re.compile("[，,]")
LONGEST_CONDITION = 12
"""Code points of a clause of case or time before a verb alone."""


class Demand(NamedTuple):
    """A word that asks, as a rule describes it."""

    words: Openings
    modality: str
    weak: bool
    """It asks only where it begins a part of a sentence."""
    actor_after: bool

    @classmethod
    def of(cls, rule: Rule) -> Demand:
        """Return the demand that a rule describes."""
        options = rule.options
        return cls(
            Openings([rule.pattern]),
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
    """The rules of a rulebook that tasks go by.

    Sets that are searched for in long stretches are one pattern each; those that are looked for at a place
    are `Openings`, which compile what a text needs.
    """

    def __init__(self, rules: Rulebook) -> None:
        def patterns(*names: str) -> list[str]:
            return [rule.pattern for name in names for rule in rules[name]]

        def search(*names: str) -> re.Pattern[str]:
            return re.compile(gathered(patterns(*names)))

        def marked(name: str, option: str) -> str:
            return "|".join(rule.pattern for rule in rules[name] if rule.options.get(option)) or "(?!)"

        self.demands = [Demand.of(rule) for rule in rules["demands"]]
        self.words: dict[str, Demand] = {}
        self.signal = search("demand_friends", "demands")
        self.telling = search("statements", "reports")
        self.review = search("reviews")
        self.plan = search("plans")
        self.turn = re.compile(marked("plans", "turns"))
        self.order = re.compile(marked("cues", "orders"))
        self.assigned = re.compile(f"由(?P<actor>[^，。；：！？的]{{2,24}}?)(?:{rules.any_of('assignments')})")
        hints = [rule.options.get("hints") for rule in rules["deadlines"]]
        each = gathered(re.escape(hint) for some in hints if some for hint in some)
        self.deadline_hint = re.compile(each if all(hints) else "")

        self.friend = Openings(patterns("demand_friends"))
        self.past = Openings(patterns("pasts"))
        self.hearsay = Openings(patterns("hearsay"))
        self.preview = Openings(patterns("previews"))
        self.no_order = Openings(patterns("pasts", "hearsay", "previews"))
        self.topic = Openings(patterns("topics"))
        self.condition = Openings(patterns("conditions"))
        self.cue = Openings(patterns("cues"))
        self.lead = Openings([*patterns("leads", "lead_ins", "deadlines"), "[，,、 　]"])
        self.imperative = Openings(patterns("imperatives"))
        self.doer = Openings(longest_first(patterns("doers", "bodies", "persons", "people")))
        self.no_doer = Openings(patterns("no_doers"))
        self.between = Openings([*patterns("deadlines", "between", "adverbs"), "[，、：]"])
        self.predicate = Openings(patterns("predicates"))
        self.deadline = Openings(patterns("deadlines"))

    @classmethod
    def of(cls, rules: Rulebook) -> TaskRules:
        """Return the compiled rules, compiling them at the first call."""
        if "tasks" not in rules.compiled:
            rules.compiled["tasks"] = cls(rules)
        found: TaskRules = rules.compiled["tasks"]
        return found

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield the demands in a text, in order, without their false friends."""
        friend, words, size = self.friend.end, self.words, len(text)
        for match in self.signal.finditer(text):
            start, end = match.span()
            if friend(text, start, size) < 0:
                word = match.group()
                demand = words.get(word)
                if demand is None:
                    demand = words[word] = next(each for each in self.demands if each.words.end(text, start, size) >= 0)
                yield Hit(start, end, demand)

    def begins_with_verb(self, text: str, start: int, end: int) -> bool:
        """Tell whether a clause begins with a verb that tells someone to do something."""
        return self.imperative.end(text, self.lead.run(text, start, end), end) >= 0

    def is_imperative(self, text: str, at: int, end: int) -> bool:
        """Tell whether a part of a sentence begins so, or does after a clause of topic, case or time.

        It is read from `at`, where its lead ends.
        """
        if self.imperative.end(text, at, end) >= 0:
            return True
        comma = FIRST_COMMA.search(text, at + 1, end)
        if comma is None:
            return False
        stop = comma.start()
        led_up = self.topic.fills(text, at, stop) or (stop - at <= LONGEST_CONDITION and self.condition.fills(text, at, stop))
        return led_up and self.begins_with_verb(text, stop + 1, end)

    def is_condition(self, text: str, start: int, end: int) -> bool:
        """Tell whether a clause is one of topic, case or time, all of it."""
        return self.topic.fills(text, start, end) or self.condition.fills(text, start, end)

    def has_predicate(self, text: str, at: int, end: int) -> bool:
        """Tell whether a predicate follows a name that ends at `at`."""
        if text[at : at + 1] in PREDICATES:
            return True
        at = self.between.run(text, at, end)
        return self.predicate.end(text, at, end) >= 0 or self.imperative.end(text, at, end) >= 0

    def deadlines(self, text: str, start: int, end: int) -> tuple[Span, ...]:
        """Return the deadlines in a stretch of text."""
        if self.deadline_hint.search(text, start, end) is None:
            return ()
        return tuple(Span(*span) for span in self.deadline.spans(text, start, end))
