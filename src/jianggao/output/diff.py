"""A comparison of two speeches, and the document that carries it.

The document is `jianggao/diff/1`; `diff.schema.json` beside this file says it for machines.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from jianggao.analysis.diff import Phrases, Thresholds, came_and_went, diff
from jianggao.analysis.quotes import find_quotes
from jianggao.analysis.tasks import find_tasks
from jianggao.errors import JianggaoError
from jianggao.model import Point, Speech
from jianggao.output.document import STRUCTURE, Document, document
from jianggao.output.restored import speech_from_document
from jianggao.results import Change, ChangeKind, Diff, Edit
from jianggao.rules import Rulebook

DIFF_SCHEMA = "jianggao/diff/1"


def said(speech: Speech, rules: Rulebook | None) -> dict[str, list[str]]:
    """Return what is followed from one speech to the other, by kind: quotations, terms in marks, slogans, requirements."""
    from jianggao.analysis.slogans import find_slogans  # needs words, which take long to load

    quotes = find_quotes(speech, rules)
    return {
        "quotes": [quote.text for quote in quotes if quote.kind != "term"],
        "terms": [quote.text for quote in quotes if quote.kind == "term"],
        "slogans": [slogan.text for slogan in find_slogans(speech, rules) if slogan.kind == "slogan"],
        "tasks": [task.text for task in find_tasks(speech, quotes, rules)],
    }


class Comparison(NamedTuple):
    """All that is told of two speeches."""

    diff: Diff
    phrases: dict[str, Phrases]
    """By kind (`said`): what came and went in the whole speech."""
    whole: Diff
    """What is counted, also where only some kinds of changes are to be shown."""


def comparison(old: Speech, new: Speech, *, rules: Rulebook | None = None, thresholds: Thresholds | None = None) -> Comparison:
    """Compare two speeches: directives, parts, and phrases.

    Where one was exported in part, the other is taken in that part alone; `JianggaoError` is raised where
    that holds no directives.
    """
    old, new = _in_common(old, new)
    phrases: dict[str, Phrases] = {}
    if old.source.text != new.source.text:
        before, after = said(old, rules), said(new, rules)
        for ours, other in ((before, new), (after, old)):  # a slogan said once is no longer repeated, but not gone
            ours["slogans"] = [text for text in ours["slogans"] if text not in other.source.text]
        phrases = {kind: came_and_went(before[kind], after[kind], thresholds) for kind in before}
    told = diff(old, new, thresholds=thresholds or Thresholds())
    return Comparison(told, phrases, told)


def _in_common(old: Speech, new: Speech) -> tuple[Speech, Speech]:
    """Return two speeches with the parts that both have, where one of them was exported in part."""
    common = set(STRUCTURE)
    for speech in (old, new):
        only = (speech.source.exported or {}).get("only")
        if only is not None and "directives" not in only:
            raise JianggaoError("partial", parts=", ".join(only))
        common &= set(STRUCTURE if only is None else only)
    if common == set(STRUCTURE):
        return old, new
    old, new = (speech_from_document(document(speech, common)) for speech in (old, new))
    return old, new


def chosen(found: Comparison, only: Collection[str], depth: int | None) -> Comparison:
    """Return the comparison with changes of some kinds alone (all where none is named), points down to `depth`."""
    told = found.diff
    changes = tuple(_down_to(change, depth) for change in told.changes if not only or set(only) & set(change.kinds))
    parts = tuple(part for part in told.parts if not only or part.kind in only)
    return Comparison(Diff(told.old, told.new, changes, parts), {} if only else found.phrases, found.whole)


def _down_to(change: Change, depth: int | None) -> Change:
    if depth is None:
        return change
    return replace(change, points=tuple(_down_to(point, depth - 1) for point in change.points) if depth > 1 else ())


def summary(told: Diff) -> dict[str, int]:
    """Return how many directives each kind holds of; one of two kinds counts for both."""
    counts = Counter(kind for change in told.changes for kind in change.kinds)
    return {kind.value: counts[kind] for kind in ChangeKind}


def schema() -> Document:
    """Return the JSON Schema of the document."""
    loaded: Document = json.loads((Path(__file__).parent / "diff.schema.json").read_text("utf-8"))
    return loaded


def diff_document(found: Comparison) -> Document:
    """Return a comparison as a tree of dictionaries, lists, strings and numbers."""
    told = found.diff
    tree: Document = {"schema": DIFF_SCHEMA}
    for side, speech in (("old", told.old), ("new", told.new)):
        tree[side] = {"name": speech.source.name, "directives": len(speech.directives)}
    tree["changes"] = [_change(change, told.old.directives, told.new.directives) for change in told.changes]
    tree["parts"] = [{"part": part, "kind": [kind.value], "words": _words(found)} for part, kind, found in told.parts]
    if found.phrases:
        tree["phrases"] = {kind: _phrases(phrases) for kind, phrases in found.phrases.items()}
    tree["summary"] = summary(found.whole)
    return tree


def _change(change: Change, old: Sequence[Point], new: Sequence[Point]) -> Document:
    tree: Document = {"kind": [kind.value for kind in change.kinds], "old": list(change.old), "new": list(change.new)}
    if change.old and change.new:
        tree["similarity"] = change.similarity
    sides = {"old": (change.before, [old[place - 1] for place in change.old])}
    sides["new"] = (change.after, [new[place - 1] for place in change.new])
    sides = {side: told for side, told in sides.items() if told[0]}
    for name in ("mark", "heading"):
        tree[name] = {side: _one_or_all([getattr(each, name) for each in wordings]) for side, (wordings, _) in sides.items()}
    tree["span"] = {
        side: _one_or_all([list(point.source.original_span(point.span)) for point in points])
        for side, (_, points) in sides.items()
    }
    if any(edit.old != edit.new for edit in change.body):
        tree["words"] = _words(change.body)
    if change.points:
        ours, theirs = (sides[side][1][0].points if side in sides else () for side in ("old", "new"))
        tree["points"] = [_change(point, ours, theirs) for point in change.points]
    return tree


def _one_or_all(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _words(found: Iterable[Edit]) -> list[Document]:
    return [
        {"same": edit.old}
        if edit.old == edit.new
        else {side: text for side, text in (("old", edit.old), ("new", edit.new)) if text}
        for edit in found
    ]


def _phrases(phrases: Phrases) -> Document:
    reworded = [{"old": old, "new": new} for old, new in phrases.reworded]
    return {"gone": list(phrases.gone), "new": list(phrases.new), "reworded": reworded}
