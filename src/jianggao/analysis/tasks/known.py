"""The rules about requirements, compiled."""

from __future__ import annotations

import re
from typing import NamedTuple

from jianggao.rules import Rule, Rulebook

MUST, MUST_NOT, SHOULD = "must", "must_not", "should"


class Demand(NamedTuple):
    """A word that asks, as a rule describes it."""

    pattern: re.Pattern[str]
    modality: str
    weak: bool
    """It asks only where it begins a clause."""
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
        def flat(*names: str) -> str:
            # side by side, not in groups: so `re` skips to the first characters of the alternatives
            return "|".join(rule.pattern for name in names for rule in rules[name]) or "(?!)"

        def whole(name: str) -> str:
            return f"(?:{rules.any_of(name)})"

        self.demands = [Demand.of(rule) for rule in rules["demands"]]
        self.signal = re.compile(flat("demand_friends", "demands"))
        self.friend = re.compile(flat("demand_friends"))
        self.deadline = re.compile(flat("deadlines"))
        self.statement = re.compile(flat("statements"))
        self.report = re.compile(flat("reports"))
        self.review = re.compile(flat("reviews"))
        self.plan = re.compile(flat("plans"))
        self.hearsay = re.compile(flat("hearsay"))
        self.preview = re.compile(flat("previews"))
        self.order = re.compile("|".join(rule.pattern for rule in rules["cues"] if rule.options.get("orders")) or "(?!)")
        self.condition = re.compile(flat("conditions"))
        lead = f"(?:{whole('leads')}|{whole('deadlines')}|[，,、 　])*+"
        self.lead = re.compile(lead)
        imperative, condition = whole("imperatives"), whole("conditions")
        self.imperative = re.compile(f"{lead}(?:{imperative}|{condition}[，,]{lead}{imperative})")
        doer = "|".join(rules.any_of(name) for name in ("doers", "bodies", "persons", "people"))
        between = f"(?:{whole('between')}|{whole('adverbs')}|{whole('deadlines')}|[，、])*+"
        self.doer_end = re.compile(f"(?:{doer})(?={between}\\Z)")
        self.doer = re.compile(doer)
        self.between = re.compile(between)
        self.no_doer = re.compile(flat("no_doers"))
        self.assigned = re.compile(f"由(?P<actor>[^，。；：！？的]{{2,24}}?)(?:{rules.any_of('assignments')})")
        self.predicate = re.compile(f"{between}(?:[是作担肩承处身站负应]|{whole('predicates')}|{whole('imperatives')})")

    @classmethod
    def of(cls, rules: Rulebook) -> TaskRules:
        """Return the compiled rules, compiling them at the first call."""
        if "tasks" not in rules.compiled:
            rules.compiled["tasks"] = cls(rules)
        found: TaskRules = rules.compiled["tasks"]
        return found

    def hits(self, text: str) -> list[Hit]:
        """Return the demands in a text, in order, without their false friends."""
        found = []
        for match in self.signal.finditer(text):
            start, end = match.span()
            if self.friend.match(text, start) is None:
                demand = next(demand for demand in self.demands if demand.pattern.match(text, start))
                found.append(Hit(start, end, demand))
        return found
