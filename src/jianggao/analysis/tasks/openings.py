"""Patterns looked up by the character they begin with.

`re` tries the alternatives of a pattern one after the other, and compiles them all. The rules about
requirements have hundreds, of which one character of the text leaves a handful: here those alone are tried,
and nothing is compiled before a text has a character that asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

WIDEST = 100
"""Characters of a class that are told apart; a wider one (`[一-鿿]`) may begin with any."""
ANY = None
SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]")
"""What is more than itself in a pattern: an escape, a class, a bracket, a bar."""
QUANTIFIER = re.compile(r"(?:[?*+]|\{[0-9]*,?[0-9]*\})[?+]?")
OPTIONAL = ("?", "*", "{0", "{,")


@cache
def alternatives(pattern: str) -> tuple[str, ...]:
    """Return the alternatives of a pattern, `(?:甲|乙)丙` written out as `甲丙` and `乙丙`."""
    if "|" not in pattern:
        return (pattern,)
    found, depth, begin = [], 0, 0
    for token in SIGN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and depth == 0:
            found.append(pattern[begin : token.start()])
            begin = token.end()
    found.append(pattern[begin:])
    return tuple(form for each in found for form in _written_out(each))


def _written_out(alternative: str) -> list[str]:
    if not alternative.startswith("(?:"):
        return [alternative]
    end = _group_end(alternative, 0)
    if QUANTIFIER.match(alternative, end):
        return [alternative]
    return [f"{each}{alternative[end:]}" for each in alternatives(alternative[3 : end - 1])]


def longest_first(patterns: Iterable[str]) -> list[str]:
    """Return the alternatives of patterns, 企业主 before 企业, the classes of single characters last."""
    forms = [form for pattern in patterns for form in alternatives(pattern)]
    return sorted(forms, key=lambda form: -len(re.split("[^一-鿿]", form, maxsplit=1)[0]))


def _group_end(pattern: str, start: int) -> int:
    depth = 0
    for token in SIGN.finditer(pattern, start):
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0:
            return token.end()
    return len(pattern)


@cache
def first_characters(pattern: str) -> frozenset[str] | None:
    """Return the characters that a match can begin with, None where that may be any."""
    found: set[str] = set()
    for alternative in alternatives(pattern):
        first = _first_of(alternative)
        if first is ANY:
            return ANY
        found |= first
    return frozenset(found)


def _first_of(alternative: str) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    at = 0
    while at < len(alternative):
        token = SIGN.match(alternative, at)
        sign = token[0] if token is not None else alternative[at]
        start, at = at, at + len(sign)
        if sign == "(":
            begin, at = at, _group_end(alternative, start)
            if alternative.startswith(("?=", "?!", "?<"), begin):
                continue  # it looks around and takes nothing
            first = first_characters(alternative[begin + 2 : at - 1]) if alternative.startswith("?:", begin) else ANY
        elif sign[0] == "[":
            first = _class(sign)
        else:
            first = ANY if sign[0] in r"\.^$" else frozenset(sign)
        if first is ANY:
            return ANY
        found |= first
        quantifier = QUANTIFIER.match(alternative, at)
        if quantifier is None or not quantifier[0].startswith(OPTIONAL):
            return found
        at = quantifier.end()
    return ANY  # it can match nothing at all


def _class(sign: str) -> frozenset[str] | None:
    sign = sign.replace(r"\t", "\t")
    if sign[1] == "^" or "\\" in sign:
        return ANY
    found: set[str] = set()
    for low, high in re.findall("(.)(?:-(.))?", sign[1:-1]):
        if high and ord(high) - ord(low) > WIDEST:
            return ANY
        found |= set(map(chr, range(ord(low), ord(high or low) + 1)))
    return frozenset(found)


class Openings(dict[str, tuple[re.Pattern[str], ...]]):
    """The alternatives of patterns: for each character what is tried there, compiled when it is first met.

    Of several that match, the first in order has the place, as in `re`.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        super().__init__()
        self.first = {form: first_characters(form) for pattern in patterns for form in alternatives(pattern)}
        self.forms: dict[str, list[str]] = {char: [] for first in self.first.values() for char in first or ()}
        self.others: list[str] = []
        """What is tried at any other character."""
        for form, first in self.first.items():
            for char in self.forms if first is ANY else first:
                self.forms[char].append(form)
            if first is ANY:
                self.others.append(form)

    def __missing__(self, char: str) -> tuple[re.Pattern[str], ...]:
        """Compile what is tried at a character.

        Forms of that character alone are joined, and so are those of any; one of several characters is kept
        apart, so that it is compiled once for all of them.
        """
        joined: list[str] = []
        last = 0
        for form in self.forms.get(char, self.others):
            first = self.first[form]
            shared = len(first) if first is not ANY else 0
            if joined and last == shared <= 1:
                joined[-1] += f"|{form}"
            else:
                joined.append(form)
            last = shared
        tried = self[char] = tuple(map(re.compile, joined))
        return tried

    @cached_property
    def candidate(self) -> re.Pattern[str]:
        """Where a match may begin, for a search."""
        chars = "".join(map(re.escape, self.forms))
        return re.compile("" if self.others else f"[{chars}]" if chars else "(?!)")

    def end(self, text: str, at: int, end: int) -> int:
        """Return where the match that begins at `at` ends, -1 where there is none."""
        if at < end:
            for pattern in self[text[at]]:
                found = pattern.match(text, at, end)
                if found is not None:
                    return found.end()
        return -1

    def fills(self, text: str, at: int, end: int) -> bool:
        """Tell whether a match can run from `at` to `end`."""
        if at < end:
            for pattern in self[text[at]]:
                if pattern.fullmatch(text, at, end) is not None:
                    return True
        return False

    def run(self, text: str, at: int, end: int) -> int:
        """Return where the last of the matches that follow on one another from `at` ends."""
        while at < end:
            for pattern in self[text[at]]:  # as in `end`, which is not called: this is the innermost loop of all
                found = pattern.match(text, at, end)
                if found is not None:
                    break
            else:
                return at
            if found.end() == at:
                return at
            at = found.end()
        return at

    def spans(self, text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where the patterns match in a stretch of text, from left to right."""
        for candidate in self.candidate.finditer(text, at, end):
            start = candidate.start()
            if start >= at:
                stop = self.end(text, start, end)
                if stop > start:
                    yield start, stop
                    at = stop


def gathered(patterns: Iterable[str]) -> str:
    """Return one pattern for a search that tries at each character only what begins with it.

    Alternatives keep their order among those that begin with the same character.
    """
    patterns = list(patterns)
    forms: dict[str, list[str]] = {}
    for pattern in patterns:
        for form in alternatives(pattern):
            first = _first_of(form)
            if first is ANY or len(first) > 1 or not form.startswith(tuple(first)) or QUANTIFIER.match(form, 1):
                return "|".join(patterns)  # a user's rule that begins otherwise
            forms.setdefault(form[0], []).append(form[1:])
    return "|".join(f"{char}(?:{'|'.join(rest)})" for char, rest in forms.items()) or "(?!)"
