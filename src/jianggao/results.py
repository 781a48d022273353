"""What the analyses find in a speech, as values: quotations, slogans, requirements, and what changed.

Spans are half-open code points of the clean text, as in `model`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from jianggao.model import Source, Span, Speech


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of others: attributed to a source, or only set in quotation marks (a term)."""

    source: Source = field(repr=False, compare=False)
    kind: str
    """`direct` (attributed, in marks), `reported` (attributed, without marks) or `term`."""
    span: Span
    """From the speaker to the end of the content, marks included. A further content of the same
    speaker begins at its own cue or mark."""
    content_span: Span
    """What is quoted, without the marks around it."""
    speaker_span: Span | None = None
    """Who is quoted, as printed; for a further content, where the first one names the speaker."""
    cue_span: Span | None = None
    """The word that attributes: `强调`."""
    directive: bool = False
    """The content tells someone to do, keep to or avoid something."""
    section: str = ""
    """The section its content begins in (`Speech.section_at`)."""
    refers_to: str | None = None
    """Whom `他` or which meeting `会议` stands for, where the text names it before."""

    @property
    def text(self) -> str:
        """The content as printed."""
        return self.source.text[self.content_span.start : self.content_span.end]

    @property
    def speaker(self) -> str:
        """The speaker as printed: `李希同志`, `会议`, `《条例》`; empty for a term."""
        return self._printed(self.speaker_span)

    @property
    def cue(self) -> str:
        """The cue as printed; empty where there is none."""
        return self._printed(self.cue_span)

    def _printed(self, span: Span | None) -> str:
        return self.source.text[span.start : span.end] if span is not None else ""


class Variant(NamedTuple):
    """Another wording of a slogan, and its places in the clean text."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Slogan:
    """A phrase that a speech repeats: a slogan, said on purpose, or a mere term."""

    source: Source = field(repr=False, compare=False)
    kind: str
    """`slogan` or `term`."""
    shape: str
    """Why it is that: `call`, `list`, `campaign`, `number`, `clause`, `expression`, or `term`."""
    spans: tuple[Span, ...]
    """Where it stands, in order."""
    sections: tuple[str, ...]
    """The section of each span (`Speech.section_at`)."""
    weight: float
    """What it was ranked by: `log2(1 + count) × √length`, less for shapes and edges that tell less."""
    dispersion: float
    """Deviation of proportions over the sections: 0 spread as the text is, towards 1 all in one place."""
    variants: tuple[Variant, ...] = ()
    """The same with small changes, the commonest first: other verbs, longer and shorter forms."""

    @property
    def text(self) -> str:
        """The phrase as printed at its first place."""
        return self.source.text[self.spans[0].start : self.spans[0].end]

    @property
    def count(self) -> int:
        """The number of places, variants not counted."""
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Frame:
    """A pattern with slots that parallel clauses or members of a list share (排比)."""

    source: Source = field(repr=False, compare=False)
    pattern: str
    """What they share, `＿` for each slot: `在＿上下功夫`."""
    spans: tuple[Span, ...]
    """Its instances, in order."""
    sections: tuple[str, ...]
    """The section of each instance."""
    weight: float

    @property
    def texts(self) -> tuple[str, ...]:
        """The instances as printed."""
        return tuple(self.source.text[span.start : span.end] for span in self.spans)

    @property
    def count(self) -> int:
        """The number of instances."""
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Task:
    """A requirement: what somebody is told to do, to keep to or to avoid."""

    source: Source = field(repr=False, compare=False)
    span: Span
    """The words of the requirement, without the mark of its point and the stop after it."""
    modality: str
    """`must`, `must_not` or `should`."""
    actor_span: Span | None = None
    """Who is told, as printed; where `actor_from` says so, printed elsewhere."""
    actor_from: str = ""
    """Empty for an actor that the requirement names itself; else what it is taken over from:
    an earlier clause of its `sentence`, or the heading or first sentence of its `directive`."""
    deadline_spans: tuple[Span, ...] = ()
    """By when or how often, as printed."""
    section: str = ""
    """The section it begins in (`Speech.section_at`)."""
    quote: Quote | None = None
    """The quotation it is a part of."""
    number: int = 0
    """Its place among all requirements of the speech, from 1: by it a row is cited, whatever was left out of a table."""

    @property
    def text(self) -> str:
        """The requirement as printed."""
        return self.source.text[self.span.start : self.span.end]

    @property
    def actor(self) -> str:
        """Who is told, as printed: `各级党组织`, `财务部门`; empty where nobody is named."""
        return self.source.text[self.actor_span.start : self.actor_span.end] if self.actor_span is not None else ""

    @property
    def deadline(self) -> str:
        """The deadlines as printed, each once, joined by `、`: `每月`, `10月15日前、年底前`."""
        return "、".join(dict.fromkeys(self.source.text[start:end] for start, end in self.deadline_spans))

    @property
    def directive(self) -> int | None:
        """The place of its directive, from 1; None in another part of the speech."""
        return int(self.section) if self.section.isdigit() else None

    @property
    def line(self) -> int | None:
        """The line it begins in, from 1, in the original; None where that is not at hand."""
        source = self.source
        return source.place(source.original_span(self.span).start)[0] if source.original else None


class ChangeKind(StrEnum):
    """What became of a directive or of a point; several may hold of one change."""

    SAME = "same"
    RENUMBERED = "renumbered"
    """Its mark is another and nothing else has changed: no difference between speeches."""
    MOVED = "moved"
    """It left the order of the others; those that moved are as few as can be."""
    SPLIT = "split"
    MERGED = "merged"
    REWORDED = "reworded"
    """Its heading has changed."""
    EDITED = "edited"
    """Its body has changed, or a point nested in it."""
    ADDED = "added"
    REMOVED = "removed"


class Wording(NamedTuple):
    """What a point says, without its place: two points of the same wording are the same point."""

    mark: str
    heading: str
    text: str
    """The body without the heading and the nested points: paragraphs, each stripped, blank ones left out."""
    points: tuple[Wording, ...] = ()


class Edit(NamedTuple):
    """A stretch of an old text and what stands for it in the new one; equal where nothing has changed.

    The old sides of a text's edits, joined, are the old text, and the new sides the new one.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one directive or point; of several, where they were merged or one was split."""

    kinds: tuple[ChangeKind, ...]
    """In the order of `ChangeKind`; `same`, `renumbered`, `added` and `removed` stand alone."""
    old: tuple[int, ...]
    """Its places in the old series, from 1; empty where it was added."""
    new: tuple[int, ...]
    """Its places in the new series, from 1; empty where it was removed."""
    before: tuple[Wording, ...]
    after: tuple[Wording, ...]
    similarity: float
    """From 0 to 1: the share of the characters of both sides that stayed; 0 where there is one side alone."""
    heading: tuple[Edit, ...]
    """Of the heading; empty for a split or a merger."""
    body: tuple[Edit, ...]
    """Of the body without nested points; for a split or a merger of all that both sides say."""
    points: tuple[Change, ...] = ()
    """What became of the nested points, where one stands against one."""

    @property
    def is_different(self) -> bool:
        """Whether something has changed beyond the mark."""
        return self.kinds[0] not in (ChangeKind.SAME, ChangeKind.RENUMBERED)


class PartChange(NamedTuple):
    """A part other than the directives that is not the same in both speeches."""

    part: str
    """Its name: `title`, `opening` …"""
    kind: ChangeKind
    """`edited`, `added` or `removed`."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What became of the directives and the other parts of a speech, from an old version to a new one."""

    old: Speech = field(repr=False, compare=False)
    new: Speech = field(repr=False, compare=False)
    changes: tuple[Change, ...]
    """One for each directive, in the order of the new speech, the removed ones where they stood."""
    parts: tuple[PartChange, ...] = ()
    """The other parts that differ, page junk aside, in reading order."""

    @property
    def is_different(self) -> bool:
        """Whether the speeches differ in more than the marks of their points."""
        return bool(self.parts) or any(change.is_different for change in self.changes)
