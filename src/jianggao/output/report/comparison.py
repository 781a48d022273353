"""What the page of a comparison shows, as values: all texts safe to show.

On top a map, old and new directives in two columns with lines between them; below what changed, side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jianggao.analysis.diff import edits
from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.diff import Comparison
from jianggao.output.diff_text import PARAGRAPH_END, DiffRow, diff_rows, notes, stat_line, told_phrases
from jianggao.output.outline import visible
from jianggao.results import Change, ChangeKind, Edit

SHOWN_KINDS = (ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.REMOVED)
"""What the map tells of a directive."""


class Item(NamedTuple):
    """A directive on the map; `change` is the place of the change that tells more, from 0."""

    text: str
    kinds: tuple[str, ...]
    change: int | None


class Line(NamedTuple):
    """A line of the map from an old directive to what became of it, by their places from 1."""

    old: int
    new: int
    kinds: tuple[str, ...]


class Piece(NamedTuple):
    """A stretch of one side: `del` or `ins` where the other side does not have it, `br` for the end of a paragraph."""

    text: str
    tag: str = ""


class Side(NamedTuple):
    """What one side says of a directive or a part; empty where it has none."""

    heading: tuple[Piece, ...] = ()
    body: tuple[Piece, ...] = ()


class Row(NamedTuple):
    """A change side by side, and the points in it."""

    kinds: tuple[str, ...]
    note: str
    change: int | None
    """The place among the changes that the map leads to, from 0; None for a part or a point."""
    old: Side
    new: Side
    rows: tuple[Row, ...]


class PhraseList(NamedTuple):
    """Phrases of one kind that came or went."""

    name: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    reworded: tuple[tuple[tuple[Piece, ...], tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """All that the page of a comparison shows."""

    names: tuple[str, str]
    summary: str
    notes: tuple[str, ...]
    old: tuple[Item, ...]
    new: tuple[Item, ...]
    lines: tuple[Line, ...]
    """Those of what moved last, so that they lie on top."""
    rows: tuple[Row, ...]
    phrases: tuple[PhraseList, ...]

    @property
    def height(self) -> int:
        """The number of rows of the map."""
        return max(len(self.old), len(self.new))


def comparison_view(found: Comparison, lang: str) -> ComparisonView:
    """Return what the page of a comparison shows, labels in `lang`."""
    told = found.diff
    names = (visible(told.old.source.name), visible(told.new.source.name))
    lines = [
        Line(old, new, _kinds(change))
        for change in sorted(told.changes, key=lambda change: ChangeKind.MOVED in change.kinds)
        for old in change.old
        for new in change.new
    ]
    return ComparisonView(
        names,
        stat_line(found, lang).removeprefix(" → ".join(names) + say("label.colon", lang)),
        tuple(notes(found, lang)),
        tuple(_items(told.old, ((change.old, change) for change in told.changes), lang)),
        tuple(_items(told.new, ((change.new, change) for change in told.changes), lang)),
        tuple(lines),
        _rows(list(diff_rows(found, lang)), lang),
        tuple(_phrases(found, lang)),
    )


def _items(speech: Speech, changes: Iterable[tuple[tuple[int, ...], Change]], lang: str) -> Iterator[Item]:
    """Yield the directives of a side; one that `--only` leaves out has no change."""
    told = {place: (number, change) for number, (places, change) in enumerate(changes) for place in places}
    for place, point in enumerate(speech.directives, 1):
        text = visible(point.mark.strip()) + (visible(point.heading) or say("label.no-heading", lang))
        number, change = told.get(place, (None, None))
        yield Item(text, _kinds(change) if change is not None else (), number)


def _kinds(change: Change) -> tuple[str, ...]:
    return tuple(kind.value for kind in change.kinds if kind in SHOWN_KINDS)


def _rows(rows: list[DiffRow], lang: str) -> tuple[Row, ...]:
    """Return rows in reading order as trees; directives are numbered, parts and points are not."""
    numbers = iter(range(len(rows)))
    rows = rows[::-1]

    def take(depth: int) -> Iterator[Row]:
        while rows and max(rows[-1].depth, 1) >= depth:
            row = rows.pop()
            number = next(numbers) if row.depth == 1 else None
            inside = tuple(take(row.depth + 1)) if row.depth else ()
            sides = (_side(row, "old"), _side(row, "new"))
            yield Row(tuple(kind.value for kind in row.kinds), row.note, number, *sides, inside)

    return tuple(take(1))


def _side(row: DiffRow, side: str) -> Side:
    title = getattr(row, side)
    if not title:
        return Side()
    return Side(_pieces(row.heading, side) if row.heading else (Piece(title),), _pieces(row.body, side))


def _pieces(found: Iterable[Edit], side: str) -> tuple[Piece, ...]:
    """Return one side of a text, what the other side does not have marked as deleted or inserted."""
    tag = "del" if side == "old" else "ins"
    pieces: list[Piece] = []
    for edit in found:
        for number, text in enumerate(getattr(edit, side).split(PARAGRAPH_END)):
            if number:
                pieces.append(Piece("", "br"))
            if text:
                pieces.append(Piece(text, "" if edit.old == edit.new else tag))
    return tuple(pieces)


def _phrases(found: Comparison, lang: str) -> Iterator[PhraseList]:
    for name, phrases in told_phrases(found, lang):
        told = [[Edit(*map(visible, edit)) for edit in edits(*pair)] for pair in phrases.reworded]
        reworded = tuple((_pieces(each, "old"), _pieces(each, "new")) for each in told)
        yield PhraseList(name, tuple(map(visible, phrases.gone)), tuple(map(visible, phrases.new)), reworded)
