"""What is safe to mend, mended: edits of findings, made in the original."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jianggao.model import Finding

MOST_ROUNDS = 20
"""Mending may bring to light what it hid: two stops around a marker. No text needs more than a few rounds."""


class Mended(NamedTuple):
    """A text after mending, and how many findings were mended."""

    text: str
    places: int


def edited(original: str, findings: Iterable[Finding]) -> Mended:
    """Return the original with the edits of its findings made, those that overlap an earlier one left out."""
    edits = sorted({edit for finding in findings for edit in finding.edits})
    pieces, at, count = [], 0, 0
    for (start, end), text in edits:
        if start >= at:
            pieces += [original[at:start], text]
            at, count = end, count + 1
    return Mended("".join([*pieces, original[at:]]), count)


def mended(original: str, findings_in: Callable[[str], Iterable[Finding]]) -> Mended:
    """Return the original mended until nothing safe is left to mend, so that mending it again changes nothing.

    `findings_in` tells what is wrong with a text.
    """
    text, count = original, 0
    for _ in range(MOST_ROUNDS):
        better, made = edited(text, findings_in(text))
        if better == text:
            break
        text, count = better, count + made
    return Mended(text, count)
