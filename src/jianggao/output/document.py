"""A speech as plain data, the tree that YAML and JSON carry (`restored` is the way back).

The form is `jianggao/speech/1`; `schema.json` beside this file says it for machines. Spans in a
document are `[start, end]` in the original; a part the speech does not have is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from jianggao.analysis.quotes import Cited, find_quotes
from jianggao.analysis.slogans import Hit, Shared
from jianggao.analysis.tasks import find_tasks
from jianggao.errors import JianggaoError
from jianggao.messages import listed
from jianggao.model import LAYOUT_FORMS, Cut, Part, Point, Source, Span, Speech
from jianggao.results import Frame, Quote, Slogan, Task
from jianggao.rules import Rulebook

SCHEMA = "jianggao/speech/1"
OUTLINE_SCHEMA = "jianggao/outline/1"
QUOTES_SCHEMA = "jianggao/quotes/1"
SLOGANS_SCHEMA = "jianggao/slogans/1"
KWIC_SCHEMA = "jianggao/kwic/1"
TASKS_SCHEMA = "jianggao/tasks/1"
STRUCTURE = ("markers", "head", "title", "byline", "salutation", "opening", "directives", "closing", "tail")
ANALYSES = ("slogans", "frames", "quotes", "tasks")
PARTS = (*STRUCTURE, *ANALYSES)
"""What `only` can choose from, in the order of the document."""

Document = dict[str, Any]


def document(speech: Speech, only: Collection[str] | None = None, *, rules: Rulebook | None = None) -> Document:
    """Return the speech as a tree of dictionaries, lists, strings and numbers.

    `only` names the parts to keep (`PARTS`); schema and source are always there. `JianggaoError` is
    raised for a name that is no part.
    """
    for name in only or ():
        if name not in PARTS:
            raise JianggaoError("parts", part=name, known=listed(PARTS))
    source = speech.source
    held = (source.exported or {}).get("only")
    if held is not None:
        only = held if only is None else [name for name in held if name in only]
    tree: Document = {
        "schema": SCHEMA,
        "source": {
            "name": source.name,
            "encoding": source.encoding,
            "chars": source.chars,
            "sha256": source.sha256,
        },
    }
    if source.format:
        tree["source"]["format"] = source.format
    unmarked = only is not None and "markers" not in only  # their places are needed all the same, to read it back
    layout = [list(cut.span) for cut in source.cuts if unmarked or cut.form in LAYOUT_FORMS]
    if layout:
        tree["source"]["layout"] = layout
    between = [{"text": source.text[slice(*gap)], "span": list(source.original_span(gap))} for gap in _between(speech)]
    if between and (only is None or "directives" in only):
        tree["source"]["between"] = between
    markers = [_marker(source, cut) for cut in source.cuts if cut.form not in LAYOUT_FORMS]
    if markers:
        tree["markers"] = markers
    for kind, part in speech.parts():
        if isinstance(part, Point):
            tree.setdefault("directives", []).append(_point(part))
        else:
            tree[kind] = _part(part, with_points=kind in ("opening", "closing"))
    wanted = [name for name in ANALYSES if only is None or name in only]
    found = _analyses(speech, wanted, rules) if source.exported is None else source.exported
    tree |= {name: found[name] for name in wanted if found.get(name)}
    if only is not None:
        tree = {key: value for key, value in tree.items() if key in only or key not in PARTS}
        tree["source"]["only"] = [name for name in PARTS if name in only]
    return tree


def _between(speech: Speech) -> Iterator[Span]:
    """Yield what stands between the texts of a document and is no line break: `。` behind a heading, indentation."""
    at, text = 0, speech.source.text
    held = [
        span
        for _, part in speech.parts()
        for span in ((part.mark_span, part.heading_span, part.body_span) if isinstance(part, Point) else (part.span,))
    ]
    for start, end in (*held, Span(len(text), len(text))):
        gap = text[at:start]
        if gap.strip("\n"):
            yield Span(at + len(gap) - len(gap.lstrip("\n")), at + len(gap.rstrip("\n")))
        at = max(at, end)


def _analyses(speech: Speech, wanted: Collection[str], rules: Rulebook | None) -> Document:
    """Return what the analyses in `wanted` find in a speech."""
    found: Document = {}
    if "slogans" in wanted or "frames" in wanted:
        from jianggao.analysis.slogans import find_frames, find_slogans  # they need words, which take long to load

        if "slogans" in wanted:
            found["slogans"] = [slogan_tree(slogan) for slogan in find_slogans(speech, rules)]
        if "frames" in wanted:
            found["frames"] = [frame_tree(frame) for frame in find_frames(speech, rules)]
    if "quotes" in wanted or "tasks" in wanted:
        quotes = find_quotes(speech, rules)
        found["quotes"] = [quote_tree(quote) for quote in quotes]
        if "tasks" in wanted:
            found["tasks"] = [task_tree(task) for task in find_tasks(speech, quotes, rules)]
    return found


def outline_document(speech: Speech, depth: int | None = None) -> Document:
    """Return the outline alone: the tree of `document` without texts, points down to `depth`."""

    def point(tree: Document, level: int) -> Document:
        kept = {key: tree[key] for key in ("number", "mark", "heading", "span", "mark_span", "heading_span")}
        deeper = depth is None or level < depth
        return kept | {"points": [point(nested, level + 1) for nested in tree["points"]] if deeper else []}

    tree = document(speech, STRUCTURE)
    for name, part in tree.items():
        if name == "directives":
            tree[name] = [point(directive, 1) for directive in part]
        elif isinstance(part, dict) and "points" in part:
            part["points"] = [point(nested, 1) for nested in part["points"]]
            del part["text"]
        elif name in ("head", "tail"):
            del part["text"]
    for key in ("between", "only"):  # for reading back, which an outline is not made for
        tree["source"].pop(key, None)
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


def tasks_document(speech: Speech, tasks: Iterable[Task]) -> Document:
    """Return requirements alone."""
    return {
        "schema": TASKS_SCHEMA,
        "source": {"name": speech.source.name},
        "tasks": [task_tree(task) for task in tasks],
    }


def task_tree(task: Task) -> Document:
    """Return a requirement as a document carries it; what it does not have is left out."""
    tree: Document = {"number": task.number, "text": task.text, "modality": task.modality}
    if task.actor_span is not None:
        tree["actor"] = task.actor
        if task.actor_from:
            tree["actor_from"] = task.actor_from
    if task.deadline_spans:
        tree["deadline"] = task.deadline
    if task.quote is not None:
        tree["source"] = task.quote.speaker
    if task.directive is not None:
        tree["directive"] = task.directive
    tree["section"] = task.section
    if task.line is not None:
        tree["line"] = task.line
    tree["span"] = list(task.source.original_span(task.span))
    return tree


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


def slogan_tree(slogan: Slogan) -> Document:
    """Return a slogan or term as a document carries it; `sections` has one entry for each of its spans."""
    to_original = slogan.source.original_span
    tree: Document = {
        "text": slogan.text,
        "kind": slogan.kind,
        "shape": slogan.shape,
        "count": slogan.count,
        "spans": [list(to_original(span)) for span in slogan.spans],
        "sections": list(slogan.sections),
        "dispersion": slogan.dispersion,
        "weight": slogan.weight,
    }
    if slogan.variants:
        tree["variants"] = [
            {"text": each.text, "count": len(each.spans), "spans": [list(to_original(span)) for span in each.spans]}
            for each in slogan.variants
        ]
    return tree


def frame_tree(frame: Frame) -> Document:
    """Return a frame as a document carries it."""
    to_original = frame.source.original_span
    return {
        "pattern": frame.pattern,
        "count": frame.count,
        "instances": [
            {"text": text, "span": list(to_original(span)), "section": section}
            for text, span, section in zip(frame.texts, frame.spans, frame.sections, strict=True)
        ],
    }


def slogans_document(speech: Speech, slogans: Iterable[Slogan], frames: Iterable[Frame] | None) -> Document:
    """Return slogans alone, and frames where they were asked for."""
    tree: Document = {
        "schema": SLOGANS_SCHEMA,
        "source": {"name": speech.source.name},
        "slogans": [slogan_tree(slogan) for slogan in slogans],
    }
    if frames is not None:
        tree["frames"] = [frame_tree(frame) for frame in frames]
    return tree


def shared_document(names: Iterable[str], shared: Iterable[Shared]) -> Document:
    """Return the slogans of several speeches, `counts` in the order of their `sources`."""
    return {
        "schema": SLOGANS_SCHEMA,
        "sources": [{"name": name} for name in names],
        "slogans": [
            {
                "text": row.text,
                "kind": row.kind,
                "shape": row.shape,
                "count": row.count,
                "counts": list(row.counts),
                "weight": row.weight,
            }
            for row in shared
        ],
    }


def hits_document(speech: Speech, phrases: Iterable[tuple[str, Iterable[Hit]]]) -> Document:
    """Return keywords in context: for each phrase its places."""
    return {
        "schema": KWIC_SCHEMA,
        "source": {"name": speech.source.name},
        "phrases": [{"phrase": phrase, "hits": [_hit(hit) for hit in hits]} for phrase, hits in phrases],
    }


def _hit(hit: Hit) -> Document:
    span = hit.source.original_span(hit.span)
    tree: Document = {"text": hit.text, "span": list(span), "section": hit.section, "before": hit.before, "after": hit.after}
    if hit.source.original:
        tree |= hit.source.locate(span.start).tree()
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
