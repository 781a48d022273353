"""Shapes: what a repeated phrase is, by its words — a call, a list that rhymes, a set expression, a name.

The words of each class are data, in `rules/slogans.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jianggao.analysis.slogans.coding import Codes
from jianggao.analysis.words import is_set_expression
from jianggao.rules import Rulebook

WEIGHTS = {"call": 1.0, "list": 0.8, "campaign": 0.75, "number": 0.7, "clause": 0.7, "expression": 0.6, "term": 0.5}
"""How much a phrase of each shape weighs against a call of the same length and count."""
NUMBER = re.compile("[一二两三四五六七八九十百千][个大种类条不为重有讲更化转严查联带促区抓新高优]?[一-鿿]{1,4}")
"""A numbered name, the content of quotation marks: 四个意识, 两个维护, 一国两制."""
MARKS = "“”‘’「」『』"
SHORT_CALL = 4
"""Code points of a call so short that it is weighed as a set expression: 狠抓落实."""
SHORT_NAME = 6
"""Code points up to which a verb before a head noun is part of a name: 落实情况."""
LONG_CLAUSE = 6
HOLDS_IN = frozenset("中上下里")
"""What closes a 在 inside a phrase: 在推进建设中走在前列."""
LONG_OBJECT = 6
"""Code points of an object that shows a word for a verb that is as often a noun."""
LISTING = re.compile(r"[\w、|]+")
"""A pattern that is a list of words."""
LONGEST_OPENER = 4
"""Code points of the words that can carry a frame."""
RHYMING = (2, 12)
"""The least and the most code points of a member of a list."""


class Words:
    """The words of a set of rules: those that a pattern only lists, looked up, and the patterns proper."""

    def __init__(self, rules: Rulebook, name: str, side: str = "word") -> None:
        patterns = [rule.pattern for rule in rules[name] if rule.options.get("side", "word") == side]
        self.listed = frozenset(word for pattern in patterns if LISTING.fullmatch(pattern) for word in pattern.split("|"))
        self.pattern = re.compile("|".join(f"(?:{each})" for each in patterns if not LISTING.fullmatch(each)) or "(?!)")

    def __contains__(self, word: str) -> bool:
        return word in self.listed or self.pattern.fullmatch(word) is not None


class Lexicon:
    """The word classes of a rulebook, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        self.openers = Words(rules, "openers")
        self.set_openers = Words(rules, "openers", "set")
        self.bringers = Words(rules, "openers", "whole")
        self.prepositions = Words(rules, "openers", "clause")
        self.weak_openers = Words(rules, "weak_openers")
        self.intensifiers = Words(rules, "intensifiers")
        self.loose_starts = Words(rules, "loose_starts")
        self.loose_ends = Words(rules, "loose_ends")
        self.heads = Words(rules, "heads")
        self.list_names = Words(rules, "list_names")
        self.parallel = Words(rules, "parallel_characters")
        self.frame_openers = Words(rules, "frame_openers")
        self.names = re.compile(rules.any_of("names_of_things"))
        self.apart = re.compile(f"({rules.any_of('apart')})")
        self.formulas = re.compile(rules.any_of("formulas"))
        leads = [rule.pattern for rule in rules["formulas"] if rule.options.get("side") == "lead"]
        self.leads = re.compile("|".join(f"(?:{pattern})" for pattern in leads) or "(?!)")
        """Clauses that lead up to others without being parallel to anything: who said it, and when."""
        groups = [rule.pattern.split("|") for rule in rules["interchangeable"]]
        self.codes = Codes({word: group[0] for group in groups for word in group})
        """Codes in which interchangeable words are one."""
        self.interchangeable = {self.codes[group[0]] for group in groups}
        self.plain_codes = Codes({})
        self.carrying: dict[str, bool] = {}
        """The openings that were asked for so far, and whether they carry a frame."""

    @classmethod
    def of(cls, rules: Rulebook) -> Lexicon:
        """Return the lexicon of a rulebook, compiled once for it."""
        if "slogans" not in rules.compiled:
            rules.compiled["slogans"] = cls(rules)
        lexicon: Lexicon = rules.compiled["slogans"]
        return lexicon

    def cutting(self, cut: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
        """Return a segmenter that does as `cut` does, but for the words that always stand apart."""

        def cut_apart(text: str) -> list[str]:
            return [word for piece in self.apart.split(text) if piece for word in cut(piece)]

        return cut_apart

    def carries(self, opening: str) -> bool:
        """Tell whether words at the beginning of clauses can carry a frame: a verb, a preposition, an adverb."""
        opening = opening[:LONGEST_OPENER]
        if opening not in self.carrying:
            sets = (self.openers, self.bringers, self.prepositions, self.weak_openers, self.intensifiers, self.frame_openers)
            lengths = range(1, LONGEST_OPENER + 1)
            self.carrying[opening] = any(opening[:length] in known for length in lengths for known in sets)
        return self.carrying[opening]

    def trimmed(self, words: list[str], *, ended: bool) -> tuple[int, int]:
        """Return the half-open range of the words that is left when loose words at the edges are taken off.

        What ends a clause at all its places (`ended`) is whole there, but for a list broken off in a member:
        `教育局、县`.
        """
        start, end = 0, len(words)
        while start < end and words[start] in self.loose_starts:
            if words[start] == "在" and not HOLDS_IN.isdisjoint(words[start:]):
                break
            start += 1
        while end - 2 > start and words[end - 2] == "、" and len(words[end - 1]) == 1:
            end -= 2
        while not ended and end > start and words[end - 1] in self.loose_ends:
            end -= 1
        return start, end

    def shape(self, words: Sequence[str], *, quoted: bool, begun: bool, ended: bool) -> str:
        """Return the shape of a phrase: a key of `WEIGHTS`.

        `quoted` tells that it mostly stands as the whole of a quotation, `begun` that it mostly begins a
        clause, `ended` that it ends one at all its places.
        """
        text = "".join(words)
        if quoted and NUMBER.fullmatch(text):
            return "number"
        if self.names.search(text):
            return "term"
        called = self._call(words, text, begun=begun, ended=ended)
        if called is not None:
            return called
        if "、" in text and self._rhymes(re.split("[、和]", text)):
            return "list"
        if len(words) > 1 and any(len(word) > SHORT_CALL and word[0] in MARKS for word in words):
            return "campaign"
        if self._is_expression(words, text):
            return "expression"
        if begun and ended and len(words) > 2 and len(text) >= LONG_CLAUSE:
            return "clause"
        return "term"

    def called(self, words: Sequence[str]) -> str:
        """Return the object of the verb that a phrase opens with, empty where it opens with none or lists several."""
        first = next((at for at, word in enumerate(words) if word not in self.intensifiers), len(words))
        return (
            "".join(words[first + 1 :]) if "、" not in words and words[first : first + 1] and words[first] in self.openers else ""
        )

    def _call(self, words: Sequence[str], text: str, *, begun: bool, ended: bool) -> str | None:
        """Return the shape of a phrase that opens with a verb, None where it does not."""
        first = 0
        while first < len(words) - 1 and words[first] in self.intensifiers:
            first += 1
        verbs = 2 if "".join(words[first : first + 2]) in self.openers else 1
        verb, thing = "".join(words[first : first + verbs]), "".join(words[first + verbs :])
        if verb in self.set_openers:
            return "call" if first + len(thing) > 0 and "的" not in words else None
        if verb in self.bringers:
            return "call" if ended and len(thing) > SHORT_CALL else None
        if verb in self.openers:
            if thing in self.heads or (words[-1] in self.heads and len(text) <= SHORT_NAME):
                return "term"
            if len(text) == SHORT_CALL and len(thing) > 1:
                whole = ended or not (thing in self.openers or thing in self.weak_openers)
                return "expression" if whole else None
            if len(thing) > 1:
                return "call"
            if not thing and first and len(verb) >= SHORT_CALL:
                return "call"
            return None
        if verb in self.weak_openers and len(thing) > 1 and (first or (begun and len(thing) >= LONG_OBJECT)):
            return "call"
        return "call" if begun and ended and len(thing) > SHORT_CALL and words[0] in self.prepositions else None

    def _rhymes(self, members: list[str]) -> bool:
        """Tell whether the members of a list are built alike, and are not names of things."""
        if any(not RHYMING[0] <= len(member) <= RHYMING[1] or member in self.list_names for member in members):
            return False
        if any(char in MARKS for member in members for char in member):
            return True
        even = len({len(member) for member in members}) == 1
        shared = len({member[0] for member in members}) == 1 or len({member[-1] for member in members}) == 1
        if len(members) > 2:
            return even or shared
        first, second = members
        called = all(member[0] in self.openers for member in members)
        return even and len(first) > 2 and (called or any(a == b for a, b in zip(first, second, strict=True)))

    def _is_expression(self, words: Sequence[str], text: str) -> bool:
        """Tell whether a phrase is a set expression, or one with a verb or two behind it."""
        four = text[:4]
        if len(text) < 4 or (len(text) > 4 and not (len(words) > 1 and len(text) <= 8 and len(words[0]) == 4)):
            return False
        if four[2:] in self.heads:
            return False
        if four[:2] in self.intensifiers and (four[2:] in self.openers or four[2:] in self.weak_openers):
            return False  # 深入开展 waits for what is carried out
        if is_set_expression(four):
            return True
        if four[0] == four[2] or four[1] == four[3]:
            return four[:2] not in self.heads and four[:2] != four[2:]
        return four[0] in self.parallel and four[2] in self.parallel
