"""What the program goes by, as data: TOML files of rules, and the loader that checks them.

A rule has an `id`, a `pattern`, a `reason`, examples it must `match` and must `reject`; some sets
add fields of their own, told at the head of their file. A user's file of the same form adds rules
to a set, and `disable = ["id", …]` switches rules off.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from jianggao.errors import RuleError

FILES: dict[str, tuple[str, ...]] = {
    "markers": ("markers",),
    "marks": ("marks", "decoys"),
    "frame": (
        "titles", "bylines", "vocatives", "greetings", "addresses",
        "announcements", "agendas", "closings", "tails", "tail_openers", "heads",
    ),
    "quotes": (
        "cues", "names", "persons", "bodies", "documents", "people", "sayings", "leads", "adverbs", "occasions",
        "predicates", "non_sources", "false_friends", "noun_contents", "turns", "addressees", "orders",
        "plain_contents",
    ),
    "slogans": (
        "openers", "weak_openers", "intensifiers", "loose_starts", "loose_ends", "heads", "names_of_things",
        "list_names", "formulas", "parallel_characters", "interchangeable", "frame_openers", "apart",
    ),
    "tasks": (
        "demands", "demand_friends", "imperatives", "statements", "reports", "pasts", "hearsay", "previews", "reviews",
        "plans", "topics", "conditions", "lead_ins", "doers", "no_doers", "between", "assignments", "deadlines",
    ),
    "pages": ("furniture", "page_feet", "last_words", "page_notices", "page_numbers", "footnotes", "typed_numbers"),
    "faults": ("mark_forms", "placeholders", "site_lines", "doubled_words", "never_doubled", "bare_cues"),
}  # fmt: skip
"""The sets of rules that each file holds; a file is read when one of its sets is first asked for."""
SETS = {name: file for file, names in FILES.items() for name in names}
FULL = frozenset({
    "vocatives", "greetings", "addresses", "adverbs", "occasions", "addressees", "topics", "conditions", "between",
    "furniture", "page_feet", "last_words", "page_numbers", "mark_forms", *FILES["slogans"],
} - {"formulas", "names_of_things", "apart"})  # fmt: skip
"""Sets whose pattern must match an example whole, not only where it begins."""
SEARCHED = frozenset({
    "announcements", "agendas", "persons", "bodies", "documents", "people", "sayings", "false_friends", "turns", "orders",
    "non_sources", "formulas", "names_of_things", "statements", "reports", "reviews", "plans", "doers", "page_notices",
    "placeholders", "doubled_words", "apart",
})  # fmt: skip
"""Sets whose pattern is searched for, not matched at the start."""

HAN = "[一二三四五六七八九十][一二三四五六七八九十百千零〇]{0,6}"
ARABIC = "[0-9０-９]{1,4}"
KNOWN: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "pattern": str,
    "reason": str,
    "match": list,
    "reject": list,
    "places": str,
    "rank": int,
    "weight": (int, float),
    "kin": str,
    "next_tells": bool,
    "turns": bool,
    "hints": list,
    "promised": str,
    "last": bool,
    "inline": bool,
    "searched": bool,
    "except": str,
    "side": str,
    "strength": str,
    "orders": bool,
    "again": bool,
    "modality": str,
    "stop": str,
    "check": str,
}
"""The keys of a rule, and their types."""


class Rule(NamedTuple):
    """One rule: a pattern, why it holds, and texts that show it."""

    id: str
    pattern: str
    """A regular expression of Python's `re`, the shorthands `{han}` and `{arabic}` written out."""
    reason: str
    match: tuple[str, ...]
    reject: tuple[str, ...]
    options: Mapping[str, Any]

    def applies(self, line: str) -> bool:
        """Tell whether the pattern matches where `line` begins, and no exception of the rule's does."""
        # re keeps what it compiled: a rule that is never asked costs nothing at start-up
        if re.match(self.pattern, line) is None:
            return False
        barred = self.options.get("except")
        return barred is None or re.search(barred, line) is None

    def fault(self, set_name: str) -> str | None:
        """Return what is wrong with this rule in a set of rules, None where it keeps its word."""
        try:
            pattern = re.compile(f"(?:x|{self.pattern})")  # patterns are joined, and must bear it
            if pattern.groupindex.keys() - {"count"} or re.search(r"\\[1-9]|\(\?P=|\(\?\(", self.pattern):
                return "pattern: named groups and back-references cannot be used"
            pattern = re.compile(self.pattern)
            barred = re.compile(self.options.get("except", "(?!)"))
        except re.error as error:
            return f"pattern: {error}"
        if set(self.options.get("places", "L")) - set("LSC"):
            return "places: are of L, S and C"
        if self.options.get("modality", "must") not in ("must", "must_not", "should"):
            return "modality: is must, must_not or should"
        if not all(isinstance(hint, str) for hint in self.options.get("hints", ())):
            return "hints: are strings"
        searched = set_name in SEARCHED or self.options.get("searched")
        how = "fullmatch" if set_name in FULL else "search" if searched else "match"
        applies = getattr(pattern, how)
        for text in self.match:
            if not applies(text) or barred.search(text):
                return f"does not match its example {text!r}"
        for text in self.reject:
            if applies(text) and not barred.search(text):
                return f"matches {text!r}, which it should reject"
        return None


class Rulebook:
    """All rules in force, by set: a user's own before those that come with the program."""

    def __init__(self, added: Mapping[str, tuple[Rule, ...]] | None = None, disabled: frozenset[str] = frozenset()) -> None:
        self.added = added or {}
        self.disabled = disabled
        self.compiled: dict[str, Any] = {}
        """A place for what the readers of the rules compile from them, once for each rulebook."""
        self._sets: dict[str, tuple[Rule, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Rule, ...]:
        if name not in self._sets:
            rules = (*self.added.get(name, ()), *shipped(SETS[name]).get(name, ()))
            self._sets[name] = tuple(rule for rule in rules if rule.id not in self.disabled)
        return self._sets[name]

    def any_of(self, name: str) -> str:
        """Return one pattern that matches where any rule of the set `name` does."""
        return "|".join(f"(?:{rule.pattern})" for rule in self[name]) or "(?!)"


def parse_rules(data: Mapping[str, Any], origin: str) -> dict[str, list[Rule]]:
    """Return the rules of one TOML document by set.

    `RuleError` is raised where a set or key is unknown, a needed key is missing or of another type.
    """
    book: dict[str, list[Rule]] = {}
    for set_name, entries in data.items():
        if set_name == "disable":
            continue
        if set_name not in SETS or not isinstance(entries, list):
            raise RuleError("rule", rule=f"{origin}: {set_name}", reason=f"no such set; there are {', '.join(SETS)}")
        for entry in entries:
            where = f"{origin}: {entry.get('id', set_name) if isinstance(entry, dict) else set_name}"
            if not isinstance(entry, dict):
                raise RuleError("rule", rule=where, reason="a rule is a table [[…]]")
            for key, value in entry.items():
                if key not in KNOWN or not isinstance(value, KNOWN[key]):
                    raise RuleError("rule", rule=where, reason=f"key {key!r} is unknown or of the wrong type")
            for key in ("id", "pattern", "reason"):
                if key not in entry:
                    raise RuleError("rule", rule=where, reason=f"key {key!r} is missing")
            pattern = entry["pattern"].replace("{han}", HAN).replace("{arabic}", ARABIC)
            options = {k: v for k, v in entry.items() if k not in ("id", "pattern", "reason", "match", "reject")}
            examples = (tuple(map(str, entry.get("match", ()))), tuple(map(str, entry.get("reject", ()))))
            book.setdefault(set_name, []).append(Rule(entry["id"], pattern, entry["reason"], *examples, options))
    return book


@cache
def shipped(file: str) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of one file that comes with the program, by set."""
    with open(os.path.join(os.path.dirname(__file__), f"{file}.toml"), "rb") as rules:
        data = tomllib.load(rules)
    return {name: tuple(rules) for name, rules in parse_rules(data, f"{file}.toml").items()}


@cache
def rulebook() -> Rulebook:
    """Return the rules that come with the program."""
    return Rulebook()


def extended(path: str | os.PathLike[str]) -> Rulebook:
    """Return the rules that come with the program, extended and thinned out by a user's file.

    `RuleError` is raised where the file cannot be read, is not TOML, switches off a rule that does
    not exist, or holds a rule that does not keep to its own examples.
    """
    try:
        data = tomllib.loads(_content(path).decode("utf-8-sig"))
    except OSError as error:
        raise RuleError("rule", rule=path, reason=error.strerror or str(error)) from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError("rule", rule=path, reason=str(error)) from None
    except UnicodeDecodeError as error:
        raise RuleError("rule", rule=path, reason=f"can't decode byte {error.start} as UTF-8") from None
    added = parse_rules(data, str(path))
    for set_name, rules in added.items():
        for rule in rules:
            if fault := rule.fault(set_name):
                raise RuleError("rule", rule=f"{path}: {rule.id}", reason=fault)
    disabled = _names(data.get("disable", []), path)
    unknown = disabled - {rule.id for name in SETS for rule in rulebook()[name]}
    if unknown:
        raise RuleError("rule", rule=f"{path}: disable", reason=f"no rule {min(unknown)!r}")
    return Rulebook({name: tuple(rules) for name, rules in added.items()}, frozenset(disabled))


def _content(path: str | os.PathLike[str]) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _names(value: object, path: str | os.PathLike[str]) -> set[str]:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return {str(item) for item in value}
    raise RuleError("rule", rule=f"{path}: disable", reason="is a list of rule ids")
