"""What each choice of the outline costs.

Only the proportions matter: a misnumbered series must stay cheaper than a point lost, and prose taken
for a point dearer than either. `spec/numbering.md` shows each rule beside an example; a price that decides
none of them has no place here, and a test sees to that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jianggao.structure.marks import COMMA, LINE, STOP, STRONG, WEAK, Candidate
from jianggao.structure.paragraphs import Paragraph

OPEN = {LINE: 1.0, STOP: 1.4, COMMA: 1.8}
"""To open a series, by the place of its first mark."""
OPEN_LATE = 5.0
"""… whose first member is not 1."""
UNPROMISED = 1.5
"""… inside a line, of a weak family, where no count and no colon promises it."""
SINGLE = 3.0
"""A series that ends with one member."""
KIN = 2.0
"""To continue with another family of the same kin: 第一 … 二是."""
GAP, REPEAT = 4.0, 4.5
"""To continue over a missing number; with the same number again."""
OTHER_PLACE = 0.4
"""To continue at the start of a line what began inside one, the other way about, or inside another paragraph."""
DECOY = 3.0
"""To take a known decoy for a mark."""
STOP_SKIP, COMMA_SKIP = 0.6, 0.7
"""To take for prose what follows a stop (times the family's weight) or a comma."""
BEYOND = 3.0
"""To open in a point from a paragraph beyond it: its sisters do not reach so far, or it was marked inside an
earlier paragraph and ended with that."""
LEAVE_EARLY = 2.0
"""To leave a series for its parent from a paragraph that its last point may own."""
SAME = 6.5
"""To nest a family in itself, unless one of the two is inside a line or a bracket and the other is not."""
UPSIDE_DOWN = 3.8
"""To put a family above one that the official order (GB/T 9704-2012 7.3.3) places over it."""
ROOT = 4.0
"""To begin the outermost numbering again, unless something speaks for it: a turn (a heading without a number,
or the speaker turned to the audience), an end (what came before stood inside one paragraph), or the official
order (the family stands above what came before)."""
WIDEST_GAP = 3
"""How far a series goes on at once, unless its line could be nothing but a heading."""
PROMISE = "[有为][二两三四五六七八九][。：，]|(?<!第)[几二两三四五六七八九十0-9兩][ 　]?[个個点點项項條条步方类類种種大層层件]"
PROMISED_WITHIN = 40
"""Code points before a mark in which its promise stands."""
LONGEST_OWN_LINE = 60
"""Code points; a longer line is a sentence, not a heading with a line to itself."""


class Series(NamedTuple):
    """An open series, as far as it decides what may follow."""

    family: str
    kin: str
    rank: int
    number: int
    """Of its last member."""
    members: int
    place: int
    """Of its first member."""
    last_place: int
    bracket: int
    last_paragraph: int
    reach: int
    """The most unnumbered paragraphs seen after a mark of it: what its points may own."""


def opening(candidate: Candidate, text: str) -> float:
    """Return what it costs that a series begins with the candidate, wherever it belongs."""
    cost = OPEN[candidate.place] + DECOY * candidate.decoy
    if candidate.number != 1:
        cost += OPEN_LATE
    if candidate.place != LINE and candidate.weight <= WEAK and not _promised(text, candidate.start):
        cost += UNPROMISED
    return cost


def _promised(text: str, start: int) -> bool:
    """Tell whether a count or a colon in the same paragraph promises the series that begins at `start`."""
    if text[start - 1] in "：:":
        return True
    since = max(0, start - PROMISED_WITHIN, text.rfind("\n", max(0, start - PROMISED_WITHIN), start))
    return re.search(PROMISE, text[since:start]) is not None


def skipping(candidate: Candidate) -> float:
    """Return what it costs to take the candidate for prose."""
    if candidate.decoy:
        return 0.0
    if candidate.place == LINE:
        return candidate.weight
    return STOP_SKIP * candidate.weight if candidate.place == STOP else COMMA_SKIP


def continuing(series: Series, candidate: Candidate) -> float | None:
    """Return what it costs to continue `series` with the candidate; None where that cannot be."""
    if series.bracket != candidate.bracket:
        return None
    number, last = candidate.number, series.number
    inline = candidate.place != LINE
    if candidate.family == series.family:
        cost = 0.0
    elif candidate.kin and candidate.kin == series.kin:
        cost = KIN
    else:
        return None
    if number and number != last + 1:
        far = number - last > WIDEST_GAP and (inline or candidate.weight < STRONG)
        if cost or number < last or far or (number == last and inline):
            return None
        cost = REPEAT if number == last else GAP
    if inline != (series.place != LINE) or (inline and candidate.paragraph != series.last_paragraph):
        cost += OTHER_PLACE
    return cost + DECOY * candidate.decoy


def ending(closed: tuple[Series, ...]) -> float:
    """Return what it costs that the series in `closed` end."""
    return SINGLE * sum(series.members == 1 for series in closed)


def leaving(series: Series, candidate: Candidate, gap: int, body: list[Paragraph], text: str) -> float:
    """Return what it costs that the candidate ends `series`, to open one beside it or above."""
    if series.last_place != LINE and candidate.paragraph > series.last_paragraph:
        return 0.0
    return 0.0 if gap > _owned(series, body, text) else LEAVE_EARLY


def staying(series: Series, candidate: Candidate, gap: int, body: list[Paragraph], text: str) -> float:
    """Return what it costs to open a series in the last point of the innermost one."""
    if candidate.paragraph == series.last_paragraph:
        return 0.0
    if series.last_place != LINE:
        return BEYOND
    return BEYOND if series.members > 1 and gap > _owned(series, body, text) else 0.0


def _owned(series: Series, body: list[Paragraph], text: str) -> int:
    """Return how many unnumbered paragraphs the last point of a series may own, going by its sisters."""
    if series.last_place != LINE:
        return 0
    line = body[series.last_paragraph]
    own = line.end - line.start <= LONGEST_OWN_LINE and text.find("。", line.start, line.end - 1) < 0
    return max(series.reach, 1 if own else 0)


def rooting(outermost: Series, candidate: Candidate) -> float:
    """Return what it costs that the candidate begins the outermost numbering again, after the series `outermost`."""
    ended = outermost.place != LINE and outermost.last_paragraph < candidate.paragraph
    return 0.0 if ended or 0 < candidate.rank < outermost.rank else ROOT


def nesting(above: Series, candidate: Candidate) -> float:
    """Return what it costs to have the candidate's series somewhere inside `above`."""
    if above.family == candidate.family:
        elsewhere = above.bracket != candidate.bracket or (above.place == LINE) != (candidate.place == LINE)
        return 0.0 if elsewhere else SAME
    return UPSIDE_DOWN if candidate.rank and above.rank > candidate.rank else 0.0
