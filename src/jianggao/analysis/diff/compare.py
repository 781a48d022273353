"""Two speeches to a `Diff`; and a diff applied to the old directives, which gives the new ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from jianggao.analysis.diff.alignment import Group, Headed, Thresholds, align
from jianggao.analysis.diff.within import edits
from jianggao.errors import JianggaoError
from jianggao.model import PARTS_AFTER, PARTS_BEFORE, Part, Point, Speech
from jianggao.results import Change, ChangeKind, Diff, Edit, PartChange, Wording

STOPS = "，；。、,;."
"""What ends a member of a series: it changes with the member's place."""
PARTS = tuple(part for part in (*PARTS_BEFORE, *PARTS_AFTER) if part != "head")
"""The parts that are compared besides the directives: all but the page junk."""
DEFAULTS = Thresholds()


def diff(old: Speech, new: Speech, *, thresholds: Thresholds = DEFAULTS) -> Diff:
    """Return what became of each directive of `old` in `new`, of their points, and of the other parts.

    Marks aside: a directive under another number is the same. `diff(new, old)` is the same turned round
    (`mirrored`), and `applied` makes the old directives into the new ones.
    """
    changes = compare([wording(point) for point in old.directives], [wording(point) for point in new.directives], thresholds)
    parts = [change for name in PARTS if (change := _part_change(name, getattr(old, name), getattr(new, name)))]
    return Diff(old, new, changes, tuple(parts))


def wording(point: Point) -> Wording:
    """Return what a point says: its own words and those of the points nested in it."""
    text = point.source.text
    at = max(point.body_span.start, point.heading_span.end)  # a heading cut out of a sentence stands in the body too
    stretches = []
    for nested in point.points:
        stretches.append(text[at : nested.span.start])
        at = nested.span.end
    stretches.append(text[at : point.body_span.end])
    own = "\n".join(paragraph for stretch in stretches if (paragraph := _paragraphs(stretch)))
    return Wording(point.mark.strip(), point.heading, own, tuple(wording(nested) for nested in point.points))


def compare(old: Sequence[Wording], new: Sequence[Wording], thresholds: Thresholds = DEFAULTS) -> tuple[Change, ...]:
    """Return what became of each point of a series, in the order of the new one, the removed where they stood."""
    groups = align([_headed(each) for each in old], [_headed(each) for each in new], thresholds)
    return _in_order(_change(group, old, new, thresholds) for group in groups)


def applied(changes: Iterable[Change], old: Sequence[Wording]) -> tuple[Wording, ...]:
    """Return the new series that the changes make of the old one.

    `JianggaoError` is raised where they were not made for it.
    """
    made: dict[int, Wording] = {}
    gone = 0
    for change in changes:
        if tuple(old[place - 1] for place in change.old if place <= len(old)) != change.before:
            raise JianggaoError("diff-not-of-this")
        gone += len(change.old)
        made.update(zip(change.new, _applied(change), strict=True))
    if gone != len(old):
        raise JianggaoError("diff-not-of-this")
    return tuple(made[place] for place in sorted(made))


def mirrored(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes from the new series to the old one."""
    return _in_order(
        Change(
            tuple(sorted((MIRROR.get(kind, kind) for kind in change.kinds), key=ORDER.index)),
            change.new,
            change.old,
            change.after,
            change.before,
            change.similarity,
            _turned(change.heading),
            _turned(change.body),
            mirrored(change.points),
        )
        for change in changes
    )


MIRROR = {
    ChangeKind.SPLIT: ChangeKind.MERGED,
    ChangeKind.MERGED: ChangeKind.SPLIT,
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
}
ORDER = list(ChangeKind)


def _turned(found: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(Edit(edit.new, edit.old) for edit in found)


def _change(group: Group, old: Sequence[Wording], new: Sequence[Wording], thresholds: Thresholds) -> Change:
    places = sorted(group.old), sorted(group.new)
    before, after = (tuple(side[at] for at in chosen) for side, chosen in zip((old, new), places, strict=True))
    if len(before) > 1 or len(after) > 1:
        heading: tuple[Edit, ...] = ()
        points: tuple[Change, ...] = ()
        body = edits(*("\n".join(filter(None, map(said, side))) for side in (before, after)))
        kinds = [ChangeKind.MERGED if len(before) > 1 else ChangeKind.SPLIT]
    else:
        (ours,), (theirs,) = before or (NOTHING,), after or (NOTHING,)
        heading, body = edits(ours.heading, theirs.heading), edits(ours.text, theirs.text)
        points = compare(ours.points, theirs.points, thresholds)
        kinds = _kinds(ours, theirs, points) if before and after else [ChangeKind.REMOVED if before else ChangeKind.ADDED]
    if group.moved:
        kinds.append(ChangeKind.MOVED)
    if not kinds:
        kinds.append(ChangeKind.SAME if before[0].mark == after[0].mark else ChangeKind.RENUMBERED)
    return Change(
        tuple(sorted(kinds, key=ORDER.index)),
        tuple(at + 1 for at in places[0]),
        tuple(at + 1 for at in places[1]),
        before,
        after,
        _similarity(before, after, heading, body, points),
        heading,
        body,
        points,
    )


NOTHING = Wording("", "", "")


def _similarity(
    before: Iterable[Wording], after: Iterable[Wording], heading: Iterable[Edit], body: Iterable[Edit], points: Iterable[Change]
) -> float:
    """Return the share of both sides that stayed, as what became of their words tells it; of two empty ones all."""
    length = sum(_length(each) for side in (before, after) for each in side)
    stayed = sum(map(_stayed, (heading, body))) + sum(_stayed_in(point) for point in points)
    return round(2 * stayed / length, 4) if length else 1.0


def _length(each: Wording) -> int:
    return len(each.heading) + len(each.text) + sum(map(_length, each.points))


def _stayed(found: Iterable[Edit]) -> int:
    return sum(len(edit.old) for edit in found if edit.old == edit.new)


def _stayed_in(change: Change) -> int:
    return _stayed(change.heading) + _stayed(change.body) + sum(map(_stayed_in, change.points))


def _kinds(old: Wording, new: Wording, points: Iterable[Change]) -> list[ChangeKind]:
    """Return what happened to the words of a pair; white space and the stop at the end do not count."""
    kinds = []
    if _squeezed(old.text) != _squeezed(new.text) or any(point.is_different for point in points):
        kinds.append(ChangeKind.EDITED)
    if _squeezed(old.heading) != _squeezed(new.heading):
        kinds.append(ChangeKind.REWORDED)
    return kinds


def _applied(change: Change) -> tuple[Wording, ...]:
    """Return the new wordings of a change, put together from its edits where one stands against one."""
    if not change.new or len(change.old) > 1 or len(change.new) > 1:
        return change.after
    heading, body = ("".join(edit.new for edit in found) for found in (change.heading, change.body))
    points = applied(change.points, change.before[0].points if change.before else ())
    return (Wording(change.after[0].mark, heading, body, points),)


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes in the order of the new series, a removed one behind the one that it stood behind."""
    found = sorted(changes, key=lambda change: (change.new or (0,), change.old))
    staying = sorted(
        (place, change.new) for change in found if change.new and ChangeKind.MOVED not in change.kinds for place in change.old
    )
    behind: dict[tuple[int, ...], list[Change]] = {}
    for change in found:
        if not change.new:
            at = bisect_left(staying, (change.old[0],))
            behind.setdefault(staying[at - 1][1] if at else (), []).append(change)
    ordered = behind.get((), [])
    for change in found:
        if change.new:
            ordered += [change, *behind.get(change.new, [])]
    return tuple(ordered)


def _headed(each: Wording) -> Headed:
    return Headed(each.heading, "\n".join(filter(None, [each.text.rstrip(STOPS), *map(said, each.points)])))


def said(each: Wording) -> str:
    """Return all that a point says, without marks: heading, body and nested points on lines of their own."""
    return "\n".join(filter(None, [each.heading, each.text, *map(said, each.points)]))


def _part_change(name: str, old: Part | None, new: Part | None) -> PartChange | None:
    before, after = (_paragraphs(part.text) if part is not None else "" for part in (old, new))
    if _squeezed(before) == _squeezed(after):
        return None
    kind = ChangeKind.EDITED if before and after else ChangeKind.ADDED if after else ChangeKind.REMOVED
    return PartChange(name, kind, edits(before, after))


def _paragraphs(text: str) -> str:
    return "\n".join(line for paragraph in text.split("\n") if (line := paragraph.strip()))


def _squeezed(text: str) -> str:
    return "".join(text.split()).rstrip(STOPS)
