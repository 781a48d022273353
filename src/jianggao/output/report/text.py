"""The text of a speech for a page: paragraphs of runs, each run with all that is marked at its place.

What is marked overlaps at will (a slogan in a quotation, a finding across both), and elements of HTML do not. So the
text is cut at every edge, and a run bears the names of all that covers it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jianggao.model import LAYOUT_FORMS, Point, Source, Span, Speech
from jianggao.output.outline import visible

SENTENCE_ENDS = "。！？；\n"
AROUND = 48
"""Code points before a place and after it that are shown of a sentence."""
SHOWN_LAYOUT = ("page", "markup", "unseen")
"""Forms of layout that are shown on demand; the others are line breaks."""
LINE_BREAKS = re.compile(r"[\r\n]+")
LINE_ENDS = re.compile(r"[。；：.;:\s]*?(?:\n|\Z)")
"""What may stand behind a heading that has its line to itself."""


class Run(NamedTuple):
    """A stretch of a paragraph that is marked alike from end to end."""

    text: str
    """Safe to show."""
    names: tuple[str, ...] = ()
    """Of the layers that cover it, and `cut` for what is no part of the clean text."""
    at: int | None = None
    """Its place in the original, where a link leads to it."""
    notes: tuple[int, ...] = ()
    """The numbers of the findings that begin with it."""


class Paragraph(NamedTuple):
    """A line of the original."""

    kind: str
    """The part it stands in, as in `Speech.parts`."""
    level: int
    """From 1, where it is the heading of a point and nothing else; else 0."""
    runs: tuple[Run, ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of the findings that begin in it."""
        return tuple(note for run in self.runs for note in run.notes)

    @property
    def is_indented(self) -> bool:
        """Whether white space of its own sets its first line in."""
        return self.runs[0].text[:1].isspace()


class Layer(NamedTuple):
    """Places in the original that are marked alike."""

    name: str
    spans: Iterable[Span]


def paragraphs(
    speech: Speech, layers: Iterable[Layer], targets: Iterable[int], notes: Mapping[int, Sequence[int]]
) -> tuple[Paragraph, ...]:
    """Return the whole text: clean text and cuts, without line breaks and blank lines alone.

    `targets` are places in the original to which links lead; `notes` has the numbers of the findings that begin at
    a place.
    """
    setting = _Setting(speech, layers, targets, notes)
    for start, text, form in _stretches(speech.source):
        if form:
            setting.cut(start, text)
        else:
            setting.stretch(start, text)
    return setting.finished()


def _stretches(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield the place in the original, the text and the form of each cut; the form is empty for clean text."""
    at = clean = 0
    for span, form, text in source.cuts:
        if span.start > at:
            yield at, source.text[clean : clean + span.start - at], ""
            clean += span.start - at
        if form not in LAYOUT_FORMS or form in SHOWN_LAYOUT:
            yield span.start, source.original[span.start : span.end] or text, form
        at = span.end
    yield at, source.text[clean:], ""


class _Setting:
    """The paragraphs that are set, and the one that is being set."""

    def __init__(
        self, speech: Speech, layers: Iterable[Layer], targets: Iterable[int], notes: Mapping[int, Sequence[int]]
    ) -> None:
        self.changes: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for name, spans in layers:
            for start, end in spans:
                self.changes[start][name] += 1
                self.changes[end][name] -= 1
        self.targets, self.notes, self.headings = set(targets), notes, _headings(speech)
        self.parts = {speech.source.original_span(part.span).start: kind for kind, part in speech.parts()}
        self.edges = sorted({*self.changes, *self.targets, *self.notes, *self.parts}, reverse=True)
        self.active: Counter[str] = Counter()
        self.waiting: list[int] = []
        self.called: list[int] = []
        self.done: list[tuple[str, int, list[Run]]] = []
        self.kind, self.level = "", 0
        self.runs: list[Run] = []

    def stretch(self, start: int, text: str) -> None:
        """Set a stretch of clean text that begins at a place in the original."""
        at, end = start, start + len(text)
        while at < end:
            self._reach(at)
            stop = min(self.edges[-1], end) if self.edges else end
            for number, piece in enumerate(text[at - start : stop - start].split("\n")):
                if number:
                    self._end_paragraph()
                if piece:
                    self._set(piece)
            at = stop

    def cut(self, start: int, text: str) -> None:
        """Set what the clean text leaves out."""
        self._reach(start)
        if text.strip():
            self._set(LINE_BREAKS.sub(" ", text), "cut")

    def finished(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs."""
        self._reach(self.edges[0] if self.edges else 0)
        if self.waiting or self.called:
            self._set("")
        self._end_paragraph()
        return tuple(Paragraph(kind, level, tuple(runs)) for kind, level, runs in self.done)

    def _reach(self, at: int) -> None:
        """Take in all that begins or ends up to a place."""
        while self.edges and self.edges[-1] <= at:
            edge = self.edges.pop()
            if edge in self.changes:
                self.active.update(self.changes[edge])
            if edge in self.targets:
                self.waiting.append(edge)
                self.level = self.headings.get(edge, self.level)
            self.called += self.notes.get(edge, ())
            if edge in self.parts and not any(run.text.strip() for run in self.runs):
                self.kind = self.parts[edge]

    def _set(self, text: str, *names: str) -> None:
        self.runs += [Run("", (), other) for other in self.waiting[:-1]]
        last = self.waiting[-1] if self.waiting else None
        covering = tuple(name for name, count in self.active.items() if count > 0)
        self.runs.append(Run("\t".join(map(visible, text.split("\t"))), (*names, *covering), last, tuple(self.called)))
        self.waiting, self.called = [], []

    def _end_paragraph(self) -> None:
        if any(run.text.strip() for run in self.runs if "cut" not in run.names):
            self.done.append((self.kind, self.level, self.runs))
        elif any(run.text.strip() or run.at is not None or run.notes for run in self.runs):  # no line of its own
            if not self.done:
                self.done.append((self.kind, 0, []))
            self.done[-1][2].extend(self.runs)
        self.runs, self.level = [], 0


def _headings(speech: Speech) -> dict[int, int]:
    """Return the depth of every point whose mark and heading have a line to themselves, by its place in the original."""
    text = speech.source.text
    found: dict[int, int] = {}

    def walk(points: Iterable[Point], depth: int) -> None:
        for point in points:
            if point.heading and LINE_ENDS.match(text, point.heading_span.end) and point.begins_line:
                found[speech.source.original_span(point.span).start] = depth
            walk(point.points, depth + 1)

    walk(speech.directives, 1)
    return found


def sentence(source: Source, span: Span) -> tuple[str, str, str]:
    """Return the sentence around a clean span in three pieces, before it, its own and after it, each safe to show.

    Of a long sentence the clauses that are near.
    """
    text = source.text
    left, right = text[max(span.start - AROUND, 0) : span.start], text[span.end : span.end + AROUND]
    first = max(map(left.rfind, SENTENCE_ENDS)) + 1
    if not first and span.start > AROUND:
        left, first = "…" + left[left.find("，") + 1 :], 0
    ends = [place for place in map(right.find, SENTENCE_ENDS) if place >= 0]
    if ends:
        right = right[: min(ends) + 1]
    elif span.end + AROUND < len(text):
        right = right[: right.rfind("，") if "，" in right else len(right)] + "…"
    return visible(left[first:].lstrip()), visible(" ".join(text[span.start : span.end].split())), visible(right.rstrip())
