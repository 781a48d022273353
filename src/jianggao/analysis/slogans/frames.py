"""Frames: the patterns with slots that parallel clauses and members of a list share (排比).

Four readings of the same clauses look for what their likes have in common: the members of a `、` list
character by character (`＿再＿`), clauses word by word at their beginning, end, both, or middle
(`在＿上下功夫`), and a clause that comes back before ever new ones (`实践证明，＿`). What is found is weighed
by how many share how much, how alike they are in length, and how close they stand or how alike they are
placed; of patterns over the same words the weightiest is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise, permutations
from math import log2, sqrt
from typing import NamedTuple

from jianggao.analysis import words
from jianggao.analysis.slogans.coding import BREAK, Coded
from jianggao.analysis.slogans.shapes import Lexicon
from jianggao.model import Sections, Span, Speech
from jianggao.results import Frame
from jianggao.rules import Rulebook, rulebook

SLOT = "＿"
MOST = 30
"""Frames that are told of a speech."""
BLOCK = 20_000
"""Clauses looked at together: parallel ones stand near one another."""
ANCHOR = 4
"""Words at the beginning or the end of a clause that can be an anchor; three where both are."""
SHORT_CLAUSE = 9
"""Code points of a clause whose middle word can be its anchor."""
NEAR = 400
"""Code points between two clauses of one frame, unless their anchor is `FAR_ANCHOR` code points long."""
FAR_ANCHOR = 4
NEXT = 2
"""Code points between neighbours: a comma, or a semicolon and a mark of quotation."""
MANY = 0.75
"""How much every further instance adds: less than the one before."""
WIDEST_ANCHOR = 6
"""Code points beyond which an anchor gains nothing by its length."""
MEMBER = (2, 9)
"""Code points of a member of a list."""
ANYWHERE, CLOSE, PLACE = 0.4, 1.3, 0.9
"""The weight of clauses wherever they stand, and what it gains where they follow one another or are placed alike."""
PLACED = {"line": 1.0, "sentence": 0.8, "": 0.0}
"""How far beginning a line or a sentence shows that parallel clauses are meant to be that."""
MOST_ANCHOR = 0.75
"""The part of its clauses that an anchor may be at most: beyond, the clause is repeated and not its pattern."""
TOPIC = 0.3
"""The weight of an anchor that is merely what the text is about."""
ENDING = 0.6
"""The weight of a shared ending, against a shared beginning."""
CALLED, ENUMERATION = 1.2, 0.75
"""The weight of a list of calls, and of a list of things, against parallel clauses."""
COVERED = 0.5
ALIKE = 3
"""A frame is told already where half its words are in another one less than that many times as long."""

JOINT = re.compile("[和与及]")
SENTENCE_ENDS = frozenset("。；！？：;!?:\n")
QUOTES = "“”‘’「」『』"


class Unit(NamedTuple):
    """A clause, or a member of a list in one: `size` words from `at` in the coded string."""

    at: int
    size: int
    start: int
    end: int
    member: bool
    placed: float


class Found(NamedTuple):
    """A frame that was found: its weight, what is shared, and its instances."""

    weight: float
    pattern: str
    spans: tuple[Span, ...]
    units: tuple[Unit, ...] = ()
    """The clauses it was found in, for one whose pattern can be made out further."""


def find_frames(
    speech: Speech, rules: Rulebook | None = None, *, segmenter: words.Segmenter | None = None, most: int = MOST
) -> tuple[Frame, ...]:
    """Return the frames of a speech, the weightiest first, at most `most` of them.

    Spans are half-open code points of the clean text. Never raises, whatever the text; the cost is
    linear in its length.
    """
    lexicon = Lexicon.of(rules or rulebook())
    coded = Coded([speech], (segmenter or words.segmenter()).cut, lexicon.plain_codes)
    reader = _Reader(speech.source.text, coded, lexicon)
    sections = Sections(speech)
    return tuple(
        Frame(
            speech.source,
            found.pattern,
            found.spans,
            tuple(sections.at(span.start) for span in found.spans),
            round(found.weight, 2),
        )
        for found in reader.told(most)
    )


class _Reader:
    """One reading of the clauses of a speech."""

    def __init__(self, text: str, coded: Coded, lexicon: Lexicon) -> None:
        self.text, self.coded, self.lexicon = text, coded, lexicon
        self.units = sorted(self._units(), key=lambda unit: (unit.start, -unit.end))
        self.clauses = [unit for unit in self.units if not unit.member]
        self.following = {clause.at: after for clause, after in pairwise(self.clauses)}
        self.preceding = {after.at: clause for clause, after in pairwise(self.clauses)}

    def _units(self) -> Iterator[Unit]:
        """Yield the clauses and, where they are lists, their members."""
        string, at = self.coded.string, 0
        pause = self.coded.codes["、"]
        for clause in string.split(BREAK):
            if len(clause) > 1:
                yield self._unit(at, len(clause), member=False)
                if pause in clause:
                    first = at
                    for member in clause.split(pause):
                        if member:
                            yield self._unit(first, len(member), member=True)
                        first += len(member) + 1
            at += len(clause) + 1

    def _unit(self, at: int, size: int, *, member: bool) -> Unit:
        start, end = self.coded.span(at, size)
        before = self.text[max(0, start - 2) : start]
        if before[-1:] in ("", "\n") or self.coded.begins_stretch(at):
            placed = "line"
        else:
            placed = "sentence" if before.rstrip(QUOTES)[-1:] in SENTENCE_ENDS else ""
        return Unit(at, size, start, end, member, PLACED[placed])

    def told(self, most: int) -> list[Found]:
        """Return the weightiest frames, none over the same words as another."""
        found = [*self._lists(), *self._refrains()]
        for first in range(0, len(self.units), BLOCK):
            found += self._anchored(self.units[first : first + BLOCK])
        found.sort(key=lambda frame: (-frame.weight, frame.spans[0].start))
        kept: list[Found] = []
        covered: list[set[int]] = []
        for frame in found:
            if len(kept) == most:
                break
            places = _places(frame.spans)
            if not any(_covers(other, places) for other in covered):
                covered.append(places)
                if frame.units:
                    frame, rows = self._widened(frame)
                    covered += [_places(row) for row in rows]
                kept.append(frame)
        return kept

    def _lists(self) -> Iterator[Found]:
        """Yield what the members of a list share; the same pattern in several lists is one frame."""
        patterns: dict[str, list[tuple[float, list[Span]]]] = {}
        row: list[Unit] = []
        for unit in [*(unit for unit in self.units if unit.member), Unit(-1, 0, -1, -1, True, 0.0)]:
            if row and (unit.start != row[-1].end + 1 or self.text[row[-1].end] != "、"):
                found = self._list([Span(each.start, each.end) for each in row])
                if found is not None:
                    pattern, weight, spans = found
                    patterns.setdefault(pattern, []).append((weight, spans))
                row = []
            row.append(unit)
        for pattern, lists in patterns.items():
            weight = max(weight for weight, _ in lists) * sqrt(1 + log2(len(lists)))
            yield Found(weight, pattern, tuple(span for _, members in lists for span in members))

    def _list(self, members: list[Span]) -> tuple[str, float, list[Span]] | None:
        """Return what the members of one list share character by character, with its weight.

        What leads up to the first member and away from the last belongs to neither, so they are cut to
        the length of those between.
        """
        joint = JOINT.search(self.text, *members[-1])
        if joint and joint.start() > members[-1].start:
            members[-1:] = [Span(members[-1].start, joint.start()), Span(joint.end(), members[-1].end)]
        inner = [span.end - span.start for span in members[1:-1]]
        outer = [members[0].end - members[0].start, members[-1].end - members[-1].start]
        length = Counter(inner).most_common(1)[0][0] if inner else min(outer)
        if not MEMBER[0] <= length <= MEMBER[1]:
            return None
        if outer[0] > length:
            members[0] = Span(members[0].end - length, members[0].end)
        if outer[1] > length:
            members[-1] = Span(members[-1].start, members[-1].start + length)
        even = [span for span in members if span.end - span.start == length]
        texts = [self.text[span.start : span.end] for span in even]
        if len(even) < 2 or len(set(texts)) < len(texts):
            return None
        alike = [len(set(column)) == 1 for column in zip(*texts, strict=True)]
        shared = sum(alike)
        if not shared or shared == length or shared + len(even) < 4:
            return None
        if all(text in self.lexicon.list_names for text in texts):
            return None
        pattern = re.sub(f"{SLOT}+", SLOT, "".join(char if same else SLOT for char, same in zip(texts[0], alike, strict=True)))
        kind = CALLED if self.lexicon.carries(texts[0]) else ENUMERATION
        return pattern, _shared(len(even), shared) * kind, even

    def _refrains(self) -> Iterator[Found]:
        """Yield the clauses that come back before ever new ones."""
        again: dict[str, list[Unit]] = defaultdict(list)
        for clause in self.clauses:
            text = self.text[clause.start : clause.end]
            if clause.size > 1 and len(text) >= FAR_ANCHOR and self._goes_on(clause) and not self.lexicon.leads.search(text):
                again[text].append(clause)
        for text, clauses in again.items():
            spans = tuple(Span(clause.start, self.following[clause.at].end) for clause in clauses)
            if len(spans) > 1 and len({self.text[slice(*span)] for span in spans}) == len(spans):
                placed = sum(clause.placed for clause in clauses) / len(clauses)
                yield Found(_shared(len(spans), len(text)) * (ANYWHERE + PLACE * placed), f"{text}，{SLOT}", spans)

    def _goes_on(self, clause: Unit) -> bool:
        """Tell whether only a comma stands between a clause and the one after it."""
        after = self.following.get(clause.at)
        return after is not None and self.text[clause.end : after.start].strip(QUOTES) in ("，", ",")

    def _anchored(self, units: Sequence[Unit]) -> Iterator[Found]:
        """Yield the frames of clauses and members that begin, end or turn on the same words."""
        groups: dict[tuple[str, bool, str, str], list[Unit]] = defaultdict(list)
        string = self.coded.string
        rows = [string[unit.at : unit.at + unit.size] for unit in units]
        # what begins or ends one unit alone holds no two together, and most does: it is not even looked up
        openings = Counter(row[:many] for row in rows for many in range(1, ANCHOR + 1))
        endings = Counter(row[-many:] for row in rows for many in range(1, ANCHOR + 1))
        for unit, row in zip(units, rows, strict=True):
            size = unit.size
            ends = [row[-few:] for few in range(1, ANCHOR) if endings[row[-few:]] > 1]
            for many in range(1, min(ANCHOR, size - 1) + 1):
                first, last = row[:many], row[-many:]
                begun = openings[first] > 1
                if begun:
                    groups["begins", unit.member, first, ""].append(unit)
                if endings[last] > 1:
                    groups["ends", unit.member, "", last].append(unit)
                if begun and many < ANCHOR:
                    for last in ends[: size - many - 1]:
                        groups["holds", unit.member, first, last].append(unit)
            if not unit.member and size > 2 and unit.end - unit.start <= SHORT_CLAUSE:
                for at in range(1, size - 1):
                    groups["turns", False, row[at], f"{at}/{size}"].append(unit)
        for (kind, _, first, last), members in groups.items():
            if len(members) > 1:
                yield from self._group(kind, first, last if kind != "turns" else "", members)

    def _group(self, kind: str, first: str, last: str, members: list[Unit]) -> Iterator[Found]:
        opening, ending = self.coded.codes.spelled(first), self.coded.codes.spelled(last)
        anchor = len(opening) + len(ending)
        if kind in ("ends", "turns") and all(word in self.lexicon.loose_ends for word in self.coded.words(last or first)):
            return
        near = SHORT_CLAUSE if kind == "turns" else NEAR
        rows = [[members[0]]]
        for unit in members[1:]:
            gap = unit.start - rows[-1][-1].end
            if gap < 0:
                continue
            if gap <= near or (anchor >= FAR_ANCHOR and kind != "turns"):
                rows[-1].append(unit)
            else:
                rows.append([unit])
        if kind in ("begins", "holds"):
            rows.append([unit for unit in members if unit.placed == PLACED["line"]])
        pattern = {"begins": opening + SLOT, "ends": SLOT + ending, "holds": opening + SLOT + ending}.get(
            kind, SLOT + opening + SLOT
        )
        for row in rows:
            weight = self._weight(kind, opening, anchor, row)
            if weight:
                yield Found(weight, pattern, tuple(Span(unit.start, unit.end) for unit in row), tuple(row))

    def _weight(self, kind: str, opening: str, anchor: int, row: list[Unit]) -> float:
        """Return the weight of clauses with a common anchor, 0 where they are no frame."""
        if len(row) < 2:
            return 0.0
        close = sum(after.start - unit.end <= NEXT for unit, after in pairwise(row)) / (len(row) - 1)
        if kind == "turns" and close < 0.6:
            return 0.0
        placed = sum(unit.placed for unit in row) / len(row)
        if anchor == 1 and kind != "turns" and close < 0.6 and placed < PLACED["sentence"]:
            return 0.0
        texts = {self.text[unit.start : unit.end] for unit in row}
        count = len(texts)
        if count < 2 or 5 * count < 3 * len(row):
            return 0.0
        if count == 2 and any(one in other for one, other in permutations(texts)):
            return 0.0
        carried = kind in ("ends", "turns") or self.lexicon.carries(opening)
        if count == 2 and not (close == 1 or (carried and anchor >= FAR_ANCHOR) or placed == PLACED["line"]):
            return 0.0
        lengths = [unit.end - unit.start for unit in row]
        mean = sum(lengths) / len(lengths)
        if anchor > MOST_ANCHOR * mean:
            return 0.0
        uneven = sum(abs(length - mean) for length in lengths) / len(lengths) / mean
        weight = (
            _shared(count, anchor + 1.5 * (kind == "holds")) / (1 + 1.5 * uneven) * (ANYWHERE + CLOSE * close + PLACE * placed)
        )
        if kind == "ends":
            weight *= ENDING
        elif not carried:
            weight *= TOPIC
        return weight * (ENUMERATION if row[0].member and anchor == 1 else 1.0)

    def _widened(self, frame: Found) -> tuple[Found, list[tuple[Unit, ...]]]:
        """Return a frame with all that its clauses share in its pattern, and the rows of parallel clauses beside them.

        Those rows are in its pattern and its spans too.
        """
        pattern, spans = self._in_common(frame.units), list(frame.spans)
        rows: list[tuple[Unit, ...]] = []
        for ahead in (False, True):
            units = frame.units
            while (beside := self._beside(units, ahead)) is not None:
                units = beside
                rows.append(units)
                shared = self._in_common(units)
                pattern = f"{pattern}，{shared}" if ahead else f"{shared}，{pattern}"
                spans = [
                    Span(min(span.start, unit.start), max(span.end, unit.end)) for span, unit in zip(spans, units, strict=True)
                ]
        return frame._replace(pattern=pattern, spans=tuple(spans)), rows

    def _beside(self, units: Sequence[Unit], ahead: bool) -> tuple[Unit, ...] | None:
        """Return the clauses after (`ahead`) or before some, where those too are parallel and not of the same row."""
        joined = list(units) if ahead else [self.preceding[unit.at] for unit in units if unit.at in self.preceding]
        if len(joined) < len(units) or not all(map(self._goes_on, joined)):
            return None
        found = tuple(self.following[unit.at] for unit in units) if ahead else tuple(joined)
        if any(unit.size < 2 for unit in found) or len({self.coded.string[unit.at] for unit in found}) > 1:
            return None
        row = {unit.at for unit in units}
        return None if any(unit.at in row for unit in found) else found

    def _in_common(self, units: Sequence[Unit]) -> str:
        """Return what clauses have in common, word by word, with a slot wherever one of them has more."""
        rows = [self.coded.words(self.coded.string[unit.at : unit.at + unit.size]) for unit in units]
        pattern = _slotted(reduce(_common, rows), rows)
        before, slot, after = pattern.partition(SLOT)
        if slot and SLOT not in after:  # the segmenter may have cut a particle at the edge in different ways
            slots = [self.text[unit.start + len(before) : unit.end - len(after)] for unit in units]
            while min(map(len, slots)) > 1 and len({each[-1] for each in slots}) == 1 and slots[0][-1] in self.lexicon.loose_ends:
                after, slots = slots[0][-1] + after, [each[:-1] for each in slots]
            pattern = before + slot + after
        return pattern


def _shared(count: int, anchor: float) -> float:
    """Return the weight of `count` instances that share so many code points."""
    return float((count - 1) ** MANY) * sqrt(min(anchor, WIDEST_ANCHOR))


def _places(spans: Iterable[Span | Unit]) -> set[int]:
    """Return the code points that spans cover."""
    return {place for span in spans for place in range(span.start, span.end)}


def _covers(other: set[int], places: set[int]) -> bool:
    """Tell whether a frame over `places` says what one over `other` has said; finer ones inside it say more."""
    short, long = sorted((len(other), len(places)))
    return long < ALIKE * short and len(other & places) > COVERED * short


def _common(left: list[str], right: list[str]) -> list[str]:
    """Return the longest common subsequence of two lists of words."""
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if left[i] == right[j] else max(lengths[i + 1][j], lengths[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            found.append(left[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _slotted(common: list[str], rows: list[list[str]]) -> str:
    """Return the common words with a slot wherever one of the rows has other words between, before or after them."""
    gaps = [False] * (len(common) + 1)
    for row in rows:
        at = 0
        for number, word in enumerate(common):
            found = row.index(word, at)
            gaps[number] |= found > at
            at = found + 1
        gaps[-1] |= at < len(row)
    return "".join((SLOT if gap else "") + word for gap, word in zip(gaps, [*common, ""], strict=True))
