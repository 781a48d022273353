"""Phrases: what a speech says more than once, and its whole clauses, as candidates for counting over a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jianggao.analysis import words
from jianggao.analysis.slogans.coding import BREAK, Coded, Codes
from jianggao.model import Sections, Speech

SHORTEST, LONGEST = 4, 20
"""Code points of a phrase."""
MOST_WORDS = 8


def phrases(speech: Speech) -> Iterator[tuple[str, str, int]]:
    """Yield the phrases of a speech, each with a section it stands in and how often it stands there."""
    coded = Coded([speech], words.cut, Codes({}))
    sections = Sections(speech)
    total: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    whole: set[str] = set()
    at = 0
    for clause in coded.string.split(BREAK):
        size = len(clause)
        for start in range(size):
            for end in range(start + 1, min(size, start + MOST_WORDS) + 1):
                text = coded.text(at + start, end - start)
                if SHORTEST <= len(text) <= LONGEST:
                    total[text] += 1
                    found[text, sections.at(coded.starts[at + start])] += 1
                    if end - start == size:
                        whole.add(text)
        at += size + 1
    for (text, section), count in found.items():
        if total[text] > 1 or text in whole:
            yield text, section, count
