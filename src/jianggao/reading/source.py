"""Text or bytes to a `Source`: clean text, and the way back to every position of the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jianggao.model import LAYOUT_FORMS, Cut, Finding, Source, Span
from jianggao.reading.cuts import marker_cuts, unseen_cuts, wrap_spans
from jianggao.reading.encodings import decode
from jianggao.reading.files import format_of, limited
from jianggao.reading.radicals import unified
from jianggao.rules import Rulebook, rulebook

WORD_BREAK = re.compile(r"(?<=[0-9A-Za-z])\n(?=[0-9A-Za-z])")
"""What joining leaves of a line break between two words of a language that spaces them."""


def source_from_bytes(
    data: bytes,
    *,
    name: str = "",
    encoding: str | None = None,
    rules: Rulebook | None = None,
    max_size: int | None = None,
) -> Source:
    """Return the source of a file: its text, decoded or read out of a document, without its markers.

    What kind of file it is, its first bytes say, or the suffix of `name` (`reading.files.format_of`).
    `ReadError` is raised for data that is no text and no document that can be read, and for more than
    `max_size` bytes; without it plain text may be of any size, and documents of `reading.files.MAX_SIZE`.
    """
    form = format_of(data, name)
    if not form:
        if max_size is not None:
            limited(len(data), max_size)
        decoded = decode(data, encoding)
        return source_from_text(
            decoded.text,
            name=name,
            encoding=decoded.encoding,
            data=data,
            findings=decoded.findings,
            rules=rules,
        )
    from jianggao.reading.extract import extract

    found = extract(form, data, encoding=encoding, rules=rules, max_size=max_size)
    source = source_from_text(
        found.text,
        name=name,
        encoding=found.encoding,
        data=data,
        findings=found.findings,
        rules=rules,
        layout=found.cuts,
    )
    return replace(source, format=found.format, places=found.places)


def source_from_text(
    text: str,
    *,
    name: str = "",
    encoding: str = "utf-8",
    data: bytes = b"",
    findings: tuple[Finding, ...] = (),
    rules: Rulebook | None = None,
    layout: Sequence[Cut] = (),
) -> Source:
    r"""Take the markers and what nobody sees out of `text`, make every line break `\n`, and join hard-wrapped lines.

    `layout` is what the reader of a document found to be the page's and not the speech's, in order;
    it is taken out as well. Everything else stays to the letter. Never raises, whatever the text.
    """
    cuts = _merged(list(layout), marker_cuts(text, rules or rulebook()))
    cuts = _merged(cuts, unseen_cuts(text))
    if "\r" in text:
        cuts = _merged(cuts, [Cut(Span(at, at + 1), "return") for at in _carriage_returns(text)])
    clean, segments = _without(text, cuts)
    if breaks := wrap_spans(clean):
        way = Source(clean, text, segments=segments, chars=len(text))
        wraps: list[Cut] = []
        for start, end in breaks:
            first = start + _needs_space(clean, start, end)
            wraps += [Cut(way.original_span(Span(at, at + 1)), "wrap") for at in range(first, end)]
        cuts = _merged(cuts, wraps)
        clean, segments = _without(text, cuts)
        clean = WORD_BREAK.sub(" ", clean)
    return Source(unified(clean), text, tuple(cuts), segments, len(text), name, encoding, data=data, findings=findings)


def without_markers(source: Source) -> str:
    """Return the original without the publisher's markers; line breaks and wrapping stay as they were.

    Of a PDF the paragraphs are whole: its line breaks are the page's.
    """
    if not source.original or source.format == "pdf":  # what is read back from an export has the clean text alone
        return source.text
    kept, at = [], 0
    for span, form, _ in source.cuts:
        if form in ("blank", "page") or form not in LAYOUT_FORMS:
            kept.append(source.original[at : span.start])
            at = span.end
    return "".join([*kept, source.original[at:]])


def _carriage_returns(text: str) -> list[int]:
    """Return the places of the carriage returns that stand before a line feed."""
    places, at = [], text.find("\r\n")
    while at >= 0:
        places.append(at)
        at = text.find("\r\n", at + 2)
    return places


def _merged(first: list[Cut], second: list[Cut]) -> list[Cut]:
    """Return both lists in order, without the cuts of `second` that stand inside one of `first`."""
    taken, out, at = first, [], 0
    for cut in second:
        while at < len(taken) and taken[at].span.end <= cut.span.start:
            out.append(taken[at])
            at += 1
        if at == len(taken) or cut.span.start < taken[at].span.start:
            out.append(cut)
    return [*out, *taken[at:]]


def segments(chars: int, cuts: Sequence[Cut]) -> tuple[tuple[int, int], ...]:
    """Return `(clean, original)` offsets at which each stretch begins that no cut has taken, of `chars` in all."""
    found: list[tuple[int, int]] = []
    at = length = 0
    for span, *_ in [*cuts, Cut(Span(chars, chars), "")]:
        if span.start > at:
            found.append((length, at))
            length += span.start - at
        at = span.end
    return tuple(found) or ((0, 0),)


def _without(text: str, cuts: list[Cut]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text without the cuts, and where in it each stretch of the original begins."""
    if not cuts:
        return text.replace("\r", "\n") if "\r" in text else text, ((0, 0),)
    edges = [0, *(place for cut in cuts for place in cut.span), len(text)]
    kept = "".join(text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))
    return kept.replace("\r", "\n"), segments(len(text), cuts)


def _needs_space(text: str, start: int, end: int) -> int:
    """Return 1 where a joined line break stands between two words of a language that spaces them."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return int(before.isascii() and after.isascii() and before.isalnum() and after.isalnum())
