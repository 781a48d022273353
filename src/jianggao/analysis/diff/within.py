"""What changed inside a text, by words.

Clauses that stand once on either side and in the same order hold the texts together (patience diff);
words are cut and compared only in what lies between them. So the cost stays with what has changed, and
no text is segmented that is the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from jianggao.analysis.diff.order import stayed
from jianggao.analysis.words import cut
from jianggao.results import Edit

STOPS = "，。；：！？\n"
CLAUSE = re.compile(f"[^{STOPS}]*[{STOPS}]|[^{STOPS}]+")
MOST_COMPARED = 250_000
"""Pairs of words compared between two clauses that hold; beyond that all of it is one edit."""
LEAST_KEPT = 0.25
"""Share of the longer text that must stay for it to be worth showing what stayed."""

Pieces = Sequence[str]


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that make `old` into `new`; both are whole in them, to the letter.

    `edits(new, old)` is the same turned round. Empty for two empty texts.
    """
    if old == new:
        return (Edit(old, new),) if old else ()
    if old > new:
        return tuple(Edit(*edit[::-1]) for edit in edits(new, old))
    return tuple(_tidied(_by_clauses(CLAUSE.findall(old), CLAUSE.findall(new))))


def _by_clauses(old: Pieces, new: Pieces) -> Iterator[Edit]:
    for ours, theirs in _between_anchors(old, new):
        if ours == theirs:
            yield Edit("".join(ours), "".join(theirs))
        else:
            yield from _by_words("".join(ours), "".join(theirs))


def _between_anchors(old: Pieces, new: Pieces) -> Iterator[tuple[Pieces, Pieces]]:
    """Yield stretches of both sides by turns: such as are equal, and what stands between them."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    from_old, from_new, kept = 0, 0, first  # where a stretch that is equal begins, and how long it is
    anchors = _anchors(old[first : len(old) - last], new[first : len(new) - last])
    for left, right in [*((left + first, right + first) for left, right in anchors), (len(old) - last, len(new) - last)]:
        if left != from_old + kept or right != from_new + kept:
            yield old[from_old : from_old + kept], new[from_new : from_new + kept]
            yield old[from_old + kept : left], new[from_new + kept : right]
            from_old, from_new, kept = left, right, 0
        kept += 1
    yield old[from_old:], new[from_new:]


def _anchors(old: Pieces, new: Pieces) -> list[tuple[int, int]]:
    """Return where the clauses stand that occur once on either side, those left out that cross others."""
    counts = Counter(old), Counter(new)
    once = {piece: at for at, piece in enumerate(new) if counts[1][piece] == 1}
    shared = [(at, once[piece]) for at, piece in enumerate(old) if counts[0][piece] == 1 and piece in once]
    kept = stayed([right for _, right in shared], [len(old[left]) for left, _ in shared])
    return [shared[at] for at in kept]


def _by_words(old: str, new: str) -> list[Edit]:
    """Return the edits between two texts that no clause holds together."""
    if not old or not new:
        return [Edit(old, new)]
    ours, theirs = cut(old), cut(new)
    if len(ours) * len(theirs) > MOST_COMPARED:
        return _replaced(old, new)
    found, kept = [], 0
    for kind, start, end, from_, to in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        edit = Edit("".join(ours[start:end]), "".join(theirs[from_:to]))
        kept += len(edit.old) if kind == "equal" else 0
        found.append(edit)
    return found if kept >= LEAST_KEPT * max(len(old), len(new)) else _replaced(old, new)


def _replaced(old: str, new: str) -> list[Edit]:
    """Return a text as replaced whole, but for the stop that both end in."""
    size = 0
    while size < min(len(old), len(new)) and old[-1 - size] == new[-1 - size] and old[-1 - size] in STOPS:
        size += 1
    stop = old[len(old) - size :]
    return [Edit(old[: len(old) - size], new[: len(new) - size]), Edit(stop, stop)]


def _tidied(found: Iterator[Edit]) -> list[Edit]:
    """Return the edits with neighbours joined, and without crumbs: what stayed between two longer changes and is short."""
    joined: list[Edit] = []
    for edit in found:
        if not edit.old and not edit.new:
            continue
        if joined and (joined[-1].old == joined[-1].new) == (edit.old == edit.new):
            joined[-1] = Edit(joined[-1].old + edit.old, joined[-1].new + edit.new)
        else:
            joined.append(edit)
    tidy: list[Edit] = []
    for edit in joined:
        changed = edit.old != edit.new
        if changed and len(tidy) > 1 and _is_crumb(tidy[-1].old, tidy[-2], edit):
            crumb, before = tidy.pop(), tidy.pop()
            edit = Edit(before.old + crumb.old + edit.old, before.new + crumb.new + edit.new)
        tidy.append(edit)
    return tidy


def _is_crumb(stayed_between: str, before: Edit, after: Edit) -> bool:
    size = len(stayed_between)
    return size <= 3 and size <= max(map(len, before)) and size <= max(map(len, after)) and "\n" not in stayed_between
