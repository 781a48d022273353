"""Phrases of a whole speech, such as its quotations: which came, which went, and which are said in other words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jianggao.analysis.diff.alignment import Thresholds, pairs


class Phrases(NamedTuple):
    """What became of phrases, each told once, in the order of its speech."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    reworded: tuple[tuple[str, str], ...]
    """As the old speech says it, and as the new one does."""


def came_and_went(old: Iterable[str], new: Iterable[str], thresholds: Thresholds | None = None) -> Phrases:
    """Return which phrases are on one side alone; one in slightly other words is neither gone nor new."""
    olds, news = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    joined = pairs(olds, news, (thresholds or Thresholds()).phrase)
    ours, theirs = {left for left, _ in joined}, {right for _, right in joined}
    return Phrases(
        tuple(text for at, text in enumerate(olds) if at not in ours),
        tuple(text for at, text in enumerate(news) if at not in theirs),
        tuple((olds[left], news[right]) for left, right in joined if olds[left] != news[right]),
    )
