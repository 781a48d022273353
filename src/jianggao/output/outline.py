"""A speech's outline: rows of labels, headings and counts, as plain text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.messages import say
from jianggao.model import LAYOUT_FORMS, Point, Speech

CLIPPED = 36
"""Code points of a part's text that an outline shows."""
UNSAFE = "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]"
"""What could steer a terminal or the direction of text: controls, bidirectional marks, and the like."""


class Row(NamedTuple):
    """A line of an outline."""

    depth: int
    """1 for a part or a directive."""
    label: str
    """A part's name or a point's mark."""
    text: str
    notes: tuple[str, ...]
    is_point: bool


def visible(text: str) -> str:
    r"""Return `text` safe to print: control and direction characters as escapes (`\x1b`, `\u202e`)."""
    if text.isprintable():
        return text
    return re.sub(UNSAFE, lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def outline_rows(speech: Speech, lang: str, depth: int | None = None) -> Iterator[Row]:
    """Yield the rows of a speech's outline, points down to `depth` (all by default)."""
    for kind, part in speech.parts():
        if isinstance(part, Point):
            yield from _point_rows(part, 1, lang, depth)
            continue
        if kind == "closing" and not speech.directives:
            yield _no_directives(lang)
        notes = []
        if kind in ("opening", "closing", "head", "tail"):
            notes.append(say("label.chars", lang, count=size(part.text)))
        if part.announced is not None:
            promise = part.announced
            notes.append(say("label.announced", lang, count=promise.count, text=visible(promise.text)))
        yield Row(1, say(f"part.{kind}", lang), _clipped(part.text, whole=kind == "title"), tuple(notes), False)
        for point in part.points:
            yield from _point_rows(point, 2, lang, depth + 1 if depth is not None else None)
    if not speech.directives and speech.closing is None:
        yield _no_directives(lang)


def _no_directives(lang: str) -> Row:
    return Row(1, say("part.directives", lang), say("label.no-directives", lang), (), False)


def _point_rows(point: Point, level: int, lang: str, depth: int | None) -> Iterator[Row]:
    cut_out = point.text.startswith(point.heading)
    printed = point.mark + ("" if cut_out else point.heading) + point.text
    notes = [say("label.chars", lang, count=size(printed))]
    if point.points:
        notes.append(say("label.points", lang, count=len(point.points)))
    heading = visible(point.heading) or say("label.no-heading", lang)
    yield Row(level, visible(point.mark.strip()), heading, tuple(notes), True)
    if depth is None or level < depth:
        for nested in point.points:
            yield from _point_rows(nested, level + 1, lang, depth)


def outline_text(speech: Speech, lang: str, depth: int | None = None) -> str:
    """Return the outline as plain text: one row a line, two spaces for each level, notes in brackets."""
    lines = []
    for row in outline_rows(speech, lang, depth):
        notes = f"  [{say('label.comma', lang).join(row.notes)}]" if row.notes else ""
        gap = "" if row.is_point else "  "
        lines.append(f"{'  ' * (row.depth - 1)}{row.label}{gap}{row.text}{notes}".rstrip())
    markers = sum(cut.form not in LAYOUT_FORMS for cut in speech.source.cuts)
    if markers:
        lines.append(f"({say('label.markers', lang, count=markers)})")
    return "".join(f"{line}\n" for line in lines)


def outline_markdown(speech: Speech, lang: str, depth: int | None = None) -> str:
    """Return the outline as a nested Markdown list, parts and marks in bold."""
    lines = []
    for row in outline_rows(speech, lang, depth):
        notes = f" ({', '.join(row.notes)})" if row.notes else ""
        lines.append(f"{'  ' * (row.depth - 1)}- **{literal(row.label)}** {literal(row.text)}{literal(notes)}")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def literal(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def size(text: str) -> int:
    """Return the number of characters that are not white space, as 字数 is counted."""
    return len("".join(text.split()))


def _clipped(text: str, *, whole: bool) -> str:
    line = visible(" ".join(text.split()))
    return line if whole or len(line) <= CLIPPED else f"{line[:CLIPPED]}…"
