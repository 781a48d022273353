"""A speech out of the document that it was exported as: its texts put back at their places."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import Any

from jianggao.errors import DocumentError
from jianggao.model import PARTS_AFTER, PARTS_BEFORE, Announcement, Cut, Finding, Part, Point, Source, Span, Speech
from jianggao.output.document import ANALYSES, SCHEMA, Document
from jianggao.reading.source import segments

MOST_CHARS = 1 << 28
"""A document that claims a longer original is not read back."""


def speech_from_document(tree: object) -> Speech:
    """Return the speech that was exported as `tree`; exporting it again gives `tree` again.

    Its source has the texts of the document at their places, and line breaks for what the document
    does not have. `DocumentError` is raised for a tree that is no such document, or whose texts no
    longer fit their spans.
    """
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise DocumentError("document", reason=f"schema is not {SCHEMA}")
    try:
        return _Rebuilding(tree).speech()
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        raise DocumentError("document", reason=f"{type(error).__name__}: {error}") from None


class _Rebuilding:
    """A clean text put together from the texts of a document, each at its place."""

    def __init__(self, tree: Document) -> None:
        self.tree = tree
        about = tree["source"]
        chars = int(about["chars"])
        if not 0 <= chars <= MOST_CHARS:
            raise ValueError(f"chars is {chars}")
        markers = [Cut(_span(row["span"]), str(row["form"]), str(row["text"])) for row in tree.get("markers", ())]
        layout = [Cut(_span(row), "blank") for row in about.get("layout", ())]
        cuts = tuple(sorted([*markers, *layout]))
        self.segments = segments(chars, cuts)
        self.length = chars - sum(cut.span.end - cut.span.start for cut in cuts)
        self.letters = ["\n"] * self.length
        self.cuts, self.about = cuts, about
        for row in about.get("between", ()):
            self.put(row["text"], self.clean(row["span"]), "source")

    def speech(self) -> Speech:
        """Return the speech: its texts first, for the points and parts that are then cut out of them."""
        named = {name: self.tree[name] for name in (*PARTS_BEFORE, *PARTS_AFTER) if name in self.tree}
        for name, part in named.items():
            self.put(part["text"], self.clean(part["span"]), name)
        for point in self.tree.get("directives", ()):
            span = self.clean(point["span"])
            self.put(point["mark"], self.clean(point["mark_span"]), point["mark"])
            self.put(point["heading"], self.clean(point["heading_span"]), point["mark"])
            self.put(point["text"], Span(span.end - len(point["text"]), span.end), point["mark"])
        only = [str(name) for name in self.about["only"]] if "only" in self.about else None
        partial = (
            () if only is None else (Finding("partial", "warning", Span(0, 0), fields=(("parts", ", ".join(only) or "source"),)),)
        )
        source = Source(
            "".join(self.letters),
            "",
            self.cuts,
            self.segments,
            int(self.about["chars"]),
            str(self.about["name"]),
            str(self.about["encoding"]),
            digest=str(self.about["sha256"]),
            findings=partial,
            exported={name: self.tree.get(name, []) for name in ANALYSES} | ({} if only is None else {"only": only}),
            format=str(self.about.get("format", "")),
        )
        parts = {name: self.part(part, source) for name, part in named.items()}
        directives = tuple(self.point(point, source) for point in self.tree.get("directives", ()))
        return Speech(source, **parts, directives=directives)

    def clean(self, original: object) -> Span:
        """Return where a span of the original stands in the clean text."""
        start, end = _span(original)
        if end <= start:
            return Span(self._offset(start), self._offset(start))
        return Span(self._offset(start), self._offset(end - 1) + 1)

    def _offset(self, original: int) -> int:
        at = bisect_right(self.segments, original, key=itemgetter(1)) - 1
        clean, start = self.segments[max(at, 0)]
        return original - start + clean

    def put(self, text: object, span: Span, name: str) -> None:
        """Write a text at its place."""
        if not isinstance(text, str):
            raise TypeError(f"the text of {name} is no string")
        if not 0 <= span.start <= span.end <= self.length or len(text) != span.end - span.start:
            raise ValueError(f"the text of {name} does not fit its span (was it edited?)")
        self.letters[span.start : span.end] = text

    def part(self, tree: Document, source: Source) -> Part:
        """Return a part of the speech."""
        promise = tree.get("announced")
        return Part(
            source,
            self.clean(tree["span"]),
            Announcement(source, self.clean(promise["span"]), int(promise["count"])) if promise else None,
            tuple(self.point(point, source) for point in tree.get("points", ())),
        )

    def point(self, tree: Document, source: Source) -> Point:
        """Return a point and those nested in it."""
        span = self.clean(tree["span"])
        return Point(
            source,
            int(tree["number"]),
            "",
            self.clean(tree["mark_span"]),
            self.clean(tree["heading_span"]),
            Span(span.end - len(tree["text"]), span.end),
            span,
            tuple(self.point(nested, source) for nested in tree["points"]),
        )


def _span(pair: Any) -> Span:
    start, end = pair
    return Span(int(start), int(end))
