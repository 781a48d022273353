"""Speeches as strings with one character a word: repeats of words become repeats of characters.

A stretch of text between two marks or line ends is cut into words; what ends a phrase (any punctuation
but `、` and quotation marks) becomes `BREAK`. A short quotation counts as one word, so that `坚定“四个自信”`
stays whole, and its content is coded once more by itself.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from threading import Lock

from jianggao.model import Point, Span, Speech

BREAK = "\0"
ENDS = frozenset("，,。．？！；：:;!?…—()（）《》〈〉【】[]|<>·“”‘’「」『』\"' \t\n\r\x0b\x0c\u3000\xa0\x85\u2028\u2029")
"""What ends a phrase."""
QUOTED = re.compile("[“‘「『]([^“”‘’「」『』，,。？！；：\n]{1,12})[”’」』]")
"""A quotation short enough to be one word of a phrase."""
OPENING = frozenset("“‘「『")
UNREAD = frozenset({"head", "title", "byline", "salutation", "tail"})
"""Parts in which nothing is repeated on purpose: page junk, names and forms of address."""
SURROGATES = range(0xD800, 0xE000)
MOST_WORDS = 0x110000 - len(SURROGATES)


class Codes(dict[str, str]):
    """The character of each word, for all texts; words that can stand for one another (`same`) have the same."""

    def __init__(self, same: Mapping[str, str]) -> None:
        super().__init__()
        self.same = same
        self.words = {BREAK: ""}
        """The word that each code stands for: of words that share one, the first in the rules; nothing for a break."""
        self._lock = Lock()

    def __missing__(self, word: str) -> str:
        first = self.same.get(word, word)
        if first != word:
            code = self[first]
        elif word[0] in ENDS and (len(word) == 1 or word[0] not in OPENING):
            code = BREAK
        else:
            with self._lock:
                if word in self:
                    return self[word]
                code = _code(len(self.words)) if len(self.words) < MOST_WORDS else BREAK  # a word that late is rare
                if code != BREAK:
                    self.words[code] = word
                    self[word] = code
        self[word] = code
        return code

    def spelled(self, codes: str) -> str:
        """Return the words that codes stand for, written together."""
        return "".join(map(self.words.__getitem__, codes))


class Coded:
    """The words of one speech or several, a character each, and the places they came from."""

    def __init__(self, speeches: Sequence[Speech], cut: Callable[[str], list[str]], codes: Codes) -> None:
        self.texts = [speech.source.text for speech in speeches]
        self.codes = codes
        self.starts = array("q")
        """Where each word begins in its text; the code after a word's has the word's end."""
        self.firsts: list[int] = []
        """The index of the first code of each speech."""
        coded: list[str] = []
        for speech, text in zip(speeches, self.texts, strict=True):
            self.firsts.append(len(self.starts))
            for start, end in stretches(speech):
                self._code(text[start:end], start, cut, coded)
        self.string = "".join(coded)

    def _code(self, text: str, start: int, cut: Callable[[str], list[str]], coded: list[str]) -> None:
        words = cut(text)
        quotations = [match.span() for match in QUOTED.finditer(text)]
        if quotations:
            words = list(glued(words, text, quotations))
        self.starts.extend(accumulate(map(len, words), initial=start))
        coded += map(self.codes.__getitem__, words)
        coded.append(BREAK)
        for opening, closing in quotations:
            self._code(text[opening + 1 : closing - 1], start + opening + 1, cut, coded)

    def words(self, codes: str) -> list[str]:
        """Return the words that a piece of the string stands for."""
        return list(map(self.codes.words.__getitem__, codes))

    def begins_stretch(self, at: int) -> bool:
        """Tell whether the word at a place of the string stands right behind a point's mark."""
        return self.string[at - 1 : at] in ("", BREAK) and self.before(at) not in ENDS and self.starts[at] > 0

    def before(self, at: int) -> str:
        """Return the character that stands before a place of the string in its text, empty at the beginning."""
        start = self.starts[at]
        return self.texts[self.speech_at(at)][max(0, start - 1) : start]

    def clause_before(self, at: int, many: int) -> str:
        """Return what stands in the same clause before a place of the string, at most so many characters."""
        first, end = at, self.starts[at]
        while first and self.string[first - 1] != BREAK and end - self.starts[first] < many:
            first -= 1
        return self.texts[self.speech_at(at)][max(self.starts[first], end - many) : end]

    def speech_at(self, at: int) -> int:
        """Return which speech a place of the string belongs to."""
        return bisect_right(self.firsts, at) - 1

    def span(self, at: int, size: int) -> Span:
        """Return where in their text the `size` words at a place of the string stand."""
        return Span(self.starts[at], self.starts[at + size])

    def text(self, at: int, size: int) -> str:
        """Return the text of the `size` words at a place of the string, as printed."""
        return self.texts[self.speech_at(at)][self.starts[at] : self.starts[at + size]]


def _code(number: int) -> str:
    return chr(number if number < SURROGATES.start else number + len(SURROGATES))


def glued(words: list[str], text: str, quotations: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the words, each short quotation as one."""
    at, ahead = 0, iter([*quotations, (len(text), len(text))])
    opening, closing = next(ahead)
    for word in words:
        if at >= closing:
            opening, closing = next(ahead)
        if at == opening and at < closing:
            yield text[opening:closing]
        elif at < opening:
            yield word
        at += len(word)


def stretches(speech: Speech) -> Iterator[Span]:
    """Yield the lines of a speech that are read for phrases, cut at the marks of points, in order."""
    text = speech.source.text
    for kind, part in speech.parts():
        if kind in UNREAD:
            continue
        points: Iterable[Point] = (part,) if isinstance(part, Point) else part.points
        marks = sorted(point.mark_span for owner in points for point in owner.walk())
        at = part.span.start
        for mark in [*marks, Span(part.span.end, part.span.end)]:
            while at < mark.start:
                end = text.find("\n", at, mark.start)
                end = mark.start if end < 0 else end
                if end > at:
                    yield Span(at, end)
                at = end + 1
            at = max(at, mark.end)
