"""A speech as plain data, the tree that YAML and JSON carry, and back.

The form is `jianggao/speech/1`; `schema.json` beside this file says it for machines. Spans in a
document are `[start, end]` in the original; a part the speech does not have is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from jianggao.analysis.quotes import Cited, find_quotes
from jianggao.errors import DocumentError, JianggaoError
from jianggao.model import LAYOUT_FORMS, Announcement, Cut, Part, Point, Quote, Source, Span, Speech
from jianggao.rules import Rulebook

SCHEMA = "jianggao/speech/1"
OUTLINE_SCHEMA = "jianggao/outline/1"
QUOTES_SCHEMA = "jianggao/quotes/1"
PARTS = ("markers", "head", "title", "byline", "salutation", "opening", "directives", "closing", "tail", "quotes")
"""What `only` can choose from, in the order of the document."""

Document = dict[str, Any]


def document(speech: Speech, only: Collection[str] | None = None, *, rules: Rulebook | None = None) -> Document:
    """Return the speech as a tree of dictionaries, lists, strings and numbers.

    `only` names the parts to keep (`PARTS`); schema and source are always there. `JianggaoError` is
    raised for a name that is no part.
    """
    for name in only or ():
        if name not in PARTS:
            raise JianggaoError("parts", part=name, known=", ".join(PARTS))
    source = speech.source
    tree: Document = {
        "schema": SCHEMA,
        "source": {
            "name": source.name,
            "encoding": source.encoding,
            "chars": source.chars,
            "sha256": source.sha256,
        },
    }
    markers = [_marker(source, cut) for cut in source.cuts if cut.form not in LAYOUT_FORMS]
    if markers:
        tree["markers"] = markers
    for kind, part in speech.parts():
        if isinstance(part, Point):
            tree.setdefault("directives", []).append(_point(part))
        else:
            tree[kind] = _part(part, with_points=kind in ("opening", "closing"))
    if only is None or "quotes" in only:
        exported = source.exported
        quotes = [quote_tree(quote) for quote in find_quotes(speech, rules)] if exported is None else exported["quotes"]
        if quotes:
            tree["quotes"] = quotes
    if only is not None:
        tree = {key: value for key, value in tree.items() if key in only or key not in PARTS}
    return tree


def outline_document(speech: Speech, depth: int | None = None) -> Document:
    """Return the outline alone: the tree of `document` without texts, points down to `depth`."""

    def point(tree: Document, level: int) -> Document:
        kept = {key: tree[key] for key in ("number", "mark", "heading", "span", "mark_span", "heading_span")}
        deeper = depth is None or level < depth
        return kept | {"points": [point(nested, level + 1) for nested in tree["points"]] if deeper else []}

    tree = document(speech, PARTS[:-1])
    for name, part in tree.items():
        if name == "directives":
            tree[name] = [point(directive, 1) for directive in part]
        elif isinstance(part, dict) and "points" in part:
            part["points"] = [point(nested, 1) for nested in part["points"]]
            del part["text"]
        elif name in ("head", "tail"):
            del part["text"]
    tree["schema"] = OUTLINE_SCHEMA
    return tree


def quotes_document(speech: Speech, quotes: Iterable[Quote], index: Iterable[Cited]) -> Document:
    """Return quotations alone, with the index of their sources, each with the names it is printed with."""
    return {
        "schema": QUOTES_SCHEMA,
        "source": {"name": speech.source.name},
        "quotes": [quote_tree(quote) for quote in quotes],
        "sources": [
            {"name": cited.name, "count": cited.count, "forms": [{"text": form, "count": n} for form, n in cited.forms]}
            for cited in index
        ],
    }


def quote_tree(quote: Quote) -> Document:
    """Return a quotation as a document carries it; a term has no source, no cue and orders nothing."""
    to_original = quote.source.original_span
    tree: Document = {"kind": quote.kind}
    if quote.kind != "term":
        tree |= {"source": quote.speaker, "cue": quote.cue}
        if quote.refers_to:
            tree["refers_to"] = quote.refers_to
    tree |= {
        "text": quote.text,
        "content_span": list(to_original(quote.content_span)),
        "span": list(to_original(quote.span)),
    }
    if quote.kind != "term":
        tree["directive"] = quote.directive
    tree["section"] = quote.section
    return tree


def _marker(source: Source, cut: Cut) -> Document:
    start, end = cut.span
    return {"form": cut.form, "text": source.original[start:end] or cut.text, "span": [start, end]}


def _part(part: Part, *, with_points: bool) -> Document:
    to_original = part.source.original_span
    tree: Document = {"text": part.text, "span": list(to_original(part.span))}
    if part.announced is not None:
        promise = part.announced
        tree["announced"] = {
            "text": promise.text,
            "count": promise.count,
            "span": list(to_original(promise.span)),
        }
    if with_points:
        tree["points"] = [_point(point) for point in part.points]
    return tree


def _point(point: Point) -> Document:
    to_original = point.source.original_span
    return {
        "number": point.number,
        "mark": point.mark,
        "heading": point.heading,
        "span": list(to_original(point.span)),
        "mark_span": list(to_original(point.mark_span)),
        "heading_span": list(to_original(point.heading_span)),
        "text": point.text,
        "points": [_point(nested) for nested in point.points],
    }


def speech_from_document(tree: object) -> Speech:
    """Return the speech that was exported as `tree`; exporting it again gives `tree` again.

    Its source is put together from the texts of the document, so white space between the parts may
    differ from the original. `DocumentError` is raised for a tree that is no such document.
    """
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise DocumentError("document", reason=f"schema is not {SCHEMA}")
    try:
        return _Rebuilding(tree).speech()
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise DocumentError("document", reason=f"{type(error).__name__}: {error}") from None


class _Rebuilding:
    """A text put together piece by piece, and where each piece stood in the original."""

    def __init__(self, tree: Document) -> None:
        self.tree = tree
        self.pieces: list[str] = []
        self.length = 0
        self.anchors: dict[int, int] = {}
        self.plans: list[Callable[[Source], tuple[str, Any]]] = []

    def speech(self) -> Speech:
        tree = self.tree
        for name in ("head", "title", "byline", "salutation", "opening"):
            if name in tree:
                self.part(name, tree[name])
        for point in tree.get("directives", ()):
            self.directive(point)
        for name in ("closing", "tail"):
            if name in tree:
                self.part(name, tree[name])
        about = tree["source"]
        cuts = tuple(
            Cut(_span(marker["span"]), str(marker["form"]), str(marker["text"])) for marker in tree.get("markers", ())
        )
        source = Source(
            "".join(self.pieces),
            "",
            cuts,
            tuple(sorted(({0: 0} | self.anchors).items())),
            int(about["chars"]),
            str(about["name"]),
            str(about["encoding"]),
            digest=str(about["sha256"]),
            exported={"quotes": tree.get("quotes", [])},
        )
        parts: dict[str, Any] = {"directives": []}
        for plan in self.plans:
            kind, made = plan(source)
            if kind == "directive":
                parts["directives"].append(made)
            else:
                parts[kind] = made
        return Speech(source, **parts | {"directives": tuple(parts["directives"])})

    def put(self, text: str) -> int:
        """Append a piece on a line of its own; return where it starts."""
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start

    def anchor(self, start: int, end: int, original: object) -> Span:
        """Note that a stretch of the text stood at a span of the original."""
        span = _span(original)
        self.anchors[start] = span.start
        if end > start:
            self.anchors[end - 1] = span.end - 1
        return Span(start, end)

    def part(self, name: str, tree: Document) -> None:
        text = str(tree["text"])
        start = self.put(text)
        span = self.anchor(start, start + len(text), tree["span"])
        promise = None
        if "announced" in tree:
            clause = str(tree["announced"]["text"])
            offset = _span(tree["announced"]["span"]).start - _span(tree["span"]).start
            at = start + _nearest(text, clause, offset)
            promise = (
                self.anchor(at, at + len(clause), tree["announced"]["span"]),
                int(tree["announced"]["count"]),
            )
        plans = self.nested(tree.get("points", ()), text, start)
        self.plans.append(
            lambda source: (
                name,
                Part(
                    source,
                    span,
                    Announcement(source, *promise) if promise else None,
                    tuple(plan(source) for plan in plans),
                ),
            )
        )

    def directive(self, tree: Document) -> None:
        mark, heading, text = (str(tree[key]) for key in ("mark", "heading", "text"))
        cut_out = bool(heading) and text.startswith(heading)
        stops = _span(tree["span"]).end - _span(tree["heading_span"]).end  # what ends a heading without a body
        printed = mark + text if cut_out else mark + heading + ("\n" + text if text else "。" * min(stops, 8))
        start = self.put(printed)
        plan = self.point(tree, printed, start, 0, len(printed))
        self.plans.append(lambda source: ("directive", plan(source)))

    def nested(self, trees: Any, text: str, start: int) -> list[Callable[[Source], Point]]:
        """Return plans for the points inside a body `text` that begins at `start`."""
        plans, at = [], 0
        for tree in trees:
            mark, heading = str(tree["mark"]), str(tree["heading"])
            at = text.index(mark, at)
            while not text[at + len(mark) :].lstrip("：:，、, \t　\n").startswith(heading):
                at = text.index(mark, at + 1)
            end = self.end_of(tree, text, at)
            plans.append(self.point(tree, text, start, at, end))
            at = end
        return plans

    def end_of(self, tree: Document, text: str, at: int) -> int:
        """Return where in `text` the point that begins at `at` ends."""
        mark, heading, body = (str(tree[key]) for key in ("mark", "heading", "text"))
        heading_at = text.index(heading, at + len(mark))
        if body:
            return text.index(body, heading_at) + len(body)
        after = _span(tree["span"]).end - _span(tree["heading_span"]).end
        return min(heading_at + len(heading) + after, len(text))

    def point(self, tree: Document, text: str, start: int, at: int, end: int) -> Callable[[Source], Point]:
        """Return a plan for the point that stands at `at` to `end` of `text`, itself put at `start`."""
        mark, heading, body = (str(tree[key]) for key in ("mark", "heading", "text"))
        heading_at = text.index(heading, at + len(mark)) if heading else at + len(mark)
        heading_end = heading_at + len(heading)
        body_at = end - len(body)
        mark_span = self.anchor(start + at, start + at + len(mark), tree["mark_span"])
        heading_span = self.anchor(start + heading_at, start + heading_end, tree["heading_span"])
        span = self.anchor(start + at, start + end, tree["span"])
        plans = self.nested(tree.get("points", ()), body, start + body_at)
        body_span = Span(start + body_at, start + end)
        number, family = int(tree["number"]), str(tree.get("family", ""))
        return lambda source: Point(
            source,
            number,
            family,
            mark_span,
            heading_span,
            body_span,
            span,
            tuple(plan(source) for plan in plans),
        )


def _span(pair: Any) -> Span:
    start, end = pair
    return Span(int(start), int(end))


def _nearest(text: str, part: str, offset: int) -> int:
    """Return where `part` stands in `text`, at or before `offset` where it can."""
    found = text.rfind(part, 0, max(offset, 0) + len(part))
    return found if found >= 0 else text.index(part)
