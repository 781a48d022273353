"""Quotations as rows, and as plain text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jianggao.analysis.quotes import Cited
from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.outline import visible
from jianggao.results import Quote


class QuoteRow(NamedTuple):
    """A quotation in the words of a table; every field is safe to print."""

    section: str
    """The section as a reader knows it: `开场`, or the mark and heading of the directive."""
    kind: str
    source: str
    cue: str
    text: str
    directive: str


def quote_rows(speech: Speech, quotes: Iterable[Quote], lang: str) -> Iterator[QuoteRow]:
    """Yield a row for each quotation, its section named, in reading order."""
    for quote in quotes:
        source = quote.speaker + (f"（{quote.refers_to}）" if quote.refers_to else "")
        yield QuoteRow(
            visible(section_name(speech, quote.section, lang)),
            say(f"quote.{quote.kind}", lang),
            visible(source),
            visible(quote.cue),
            visible(" ".join(quote.text.split())),
            say("quote.directive", lang) if quote.directive else "",
        )


def section_name(speech: Speech, section: str, lang: str) -> str:
    """Return a section as a reader knows it: `开场`, or the mark and heading of the directive."""
    if not section.isdigit():
        return say(f"part.{section}", lang) if section else ""
    directive = speech.directives[int(section) - 1]
    return directive.mark + directive.heading


def place_name(speech: Speech, section: str, offset: int, lang: str) -> str:
    """Return the section of a clean offset and, in a directive, the points on lines of their own that it stands in."""
    names = [section_name(speech, section, lang)]
    points = speech.directives[int(section) - 1].points if section.isdigit() else ()
    while points:
        point = points[max(bisect_right(points, offset, key=lambda each: each.span.start) - 1, 0)]
        if not point.span.start <= offset < point.span.end or not point.begins_line:
            break
        names.append(point.mark.strip() + point.heading)
        points = point.points
    return " / ".join(names)


def quotes_text(speech: Speech, quotes: Iterable[Quote], index: Sequence[Cited], lang: str) -> str:
    """Return quotations as plain text: under each section a line for each, then who is quoted how often."""
    lines: list[str] = []
    section = None
    for row in quote_rows(speech, quotes, lang):
        if row.section != section:
            section = row.section
            lines.append(section)
        said = " ".join(part for part in (row.source, row.cue) if part)
        notes = say("label.comma", lang).join(part for part in (row.kind, row.directive) if part)
        lines.append(f"  {said + say('label.colon', lang) if said else ''}{row.text}  [{notes}]")
    if not lines:
        return say("label.no-quotes", lang) + "\n"
    if index:
        lines.append("")
        lines.append(say("label.sources", lang))
        lines += [f"  {_cited(cited)}" for cited in index]
    return "".join(f"{line}\n" for line in lines)


def _cited(cited: Cited) -> str:
    forms = [f"{visible(form)} {count}" for form, count in cited.forms]
    same = len(forms) == 1 and cited.forms[0][0] == cited.name
    return f"{visible(cited.name)} {cited.count}" + ("" if same else f" ({', '.join(forms)})")
