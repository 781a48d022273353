"""The model: what a speech is made of, as values.

One coordinate system inside: a `Span` is half-open and counts code points of the *clean* text,
the text without the publisher's markers. `Source` maps it to the text as it was decoded; all that
leaves the program (exports, findings, errors) speaks of that original.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: `start` is in it, `end` is not."""

    start: int
    end: int


class Cut(NamedTuple):
    """A stretch of the original that the clean text leaves out.

    `form` is the id of the marker rule that took it (`paid-begin`, `page-break` …), or `blank` for
    the line such a marker stood alone on, `wrap` for the line break inside a hard-wrapped paragraph,
    or `return` for the carriage return of a CRLF.
    """

    span: Span
    form: str
    text: str = ""
    """What was there, for a speech that was read back from a document; else the original has it."""


LAYOUT_FORMS = frozenset({"blank", "wrap", "return"})
"""The forms of `Cut` that are white space, not a publisher's marker."""


class Edit(NamedTuple):
    """A change to the original: what stands in `span` becomes `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: `rule` names it, `span` is where, in the original."""

    rule: str
    severity: str
    """`error` (surely wrong), `warning` (probably) or `hint` (only against custom)."""
    span: Span
    text: str = ""
    """What stands there, as printed."""
    fields: tuple[tuple[str, object], ...] = ()
    """What the rule's message says of this place: names and values."""
    edits: tuple[Edit, ...] = ()
    """What mends it, where that is safe."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A text that was read: the original, the clean text, and the way between the two."""

    text: str
    r"""The clean text: the original without its cuts, `\n` for every line break."""
    original: str
    """The text as it was decoded. Empty for a speech read back from an exported document."""
    cuts: tuple[Cut, ...] = ()
    """What was taken out, in order, in original coordinates."""
    segments: tuple[tuple[int, int], ...] = ((0, 0),)
    """`(clean, original)` offsets at which a stretch begins that runs alike in both."""
    chars: int = 0
    """The length of the original in code points."""
    name: str = ""
    encoding: str = "utf-8"
    digest: str = ""
    """The SHA-256 of the bytes that were read, where it is known without them."""
    data: bytes = field(default=b"", repr=False)
    """The bytes that were read; empty for a text that never was in a file."""
    findings: tuple[Finding, ...] = ()
    """Doubts of the reading, such as bytes that are not valid in the encoding."""
    exported: Mapping[str, Any] | None = None
    """What a document that this was read back from had found in the speech, such as its quotations."""
    _starts: list[int] = field(default_factory=list, repr=False)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes that were read, in hexadecimal; of the UTF-8 of a text that was given."""
        if self.digest:
            return self.digest
        from hashlib import sha256  # loads OpenSSL, which most commands can do without

        return sha256(self.data or self.original.encode("utf-8", "surrogatepass")).hexdigest()

    def original_span(self, span: Span) -> Span:
        """Return where a clean span stands in the original (cuts inside it included)."""
        start, end = span
        if len(self.segments) == 1:
            clean, original = self.segments[0]
            return Span(start - clean + original, end - clean + original)
        if end <= start:
            place = self._to_original(start)
            return Span(place, place)
        return Span(self._to_original(start), self._to_original(end - 1) + 1)

    def _to_original(self, offset: int) -> int:
        clean, original = self.segments[bisect_right(self.segments, (offset, self.chars)) - 1]
        return offset - clean + original

    def place(self, offset: int) -> tuple[int, int]:
        r"""Return line and column, both from 1, of an offset in the original.

        Lines end at `\n`, `\r\n` or `\r` and at nothing else.
        """
        starts = self._starts
        if not starts:
            starts.append(0)
            text, at = self.original, 0
            while True:
                feed, back = text.find("\n", at), text.find("\r", at)
                if feed < 0 and back < 0:
                    break
                at = min(x for x in (feed, back) if x >= 0)
                at += 2 if text.startswith("\r\n", at) else 1
                starts.append(at)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Announcement:
    """A promise of points: `我再讲五个方面意见`, count 5."""

    source: Source = field(repr=False, compare=False)
    span: Span
    count: int

    @property
    def text(self) -> str:
        """The clause that announces, as printed."""
        return self.source.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point: a directive where it belongs to the outermost series."""

    source: Source = field(repr=False, compare=False)
    number: int
    """The printed number, also where it is wrong."""
    family: str
    """The id of the numbering family: `han-shi` for `一是`."""
    mark_span: Span
    heading_span: Span
    body_span: Span
    """The text after the heading; the whole sentence where the heading was cut out of one."""
    span: Span
    """From the mark to the end of the body, nested points included."""
    points: tuple[Point, ...] = ()

    @property
    def mark(self) -> str:
        """The mark as printed: `一是`, `（一）`, `1．`."""
        return self.source.text[self.mark_span.start : self.mark_span.end]

    @property
    def heading(self) -> str:
        """The heading, without its mark and closing punctuation; may be empty."""
        return self.source.text[self.heading_span.start : self.heading_span.end]

    @property
    def text(self) -> str:
        """The body, without mark and heading; may be empty."""
        return self.source.text[self.body_span.start : self.body_span.end]

    @property
    def begins_line(self) -> bool:
        """Whether nothing but white space stands before the mark on its line."""
        text, start = self.source.text, self.span.start
        return not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t\u3000\xa0#*>")

    def walk(self) -> Iterator[Point]:
        """Yield this point and all that are nested in it, in reading order."""
        yield self
        for point in self.points:
            yield from point.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the speech other than a directive, such as its title or its closing."""

    source: Source = field(repr=False, compare=False)
    span: Span
    announced: Announcement | None = None
    """The promise of points, in an opening that makes one."""
    points: tuple[Point, ...] = ()
    """A series that belongs to this part: a preview in the opening, requests in the closing."""

    @property
    def text(self) -> str:
        """The part as printed, without markers and outer white space."""
        return self.source.text[self.span.start : self.span.end]


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


class Tile(NamedTuple):
    """A stretch of the original and the part it belongs to; tiles follow on one another."""

    kind: str
    """A part's name, `directive`, a marker's form, or `blank` for white space and line breaks."""
    span: Span


PARTS_BEFORE = ("head", "title", "byline", "salutation", "opening")
PARTS_AFTER = ("closing", "tail")


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech and its parts. A part the speech does not have is None.

    The parts, the directives and the cuts of the source tile the original: every character that is
    not white space stands in exactly one of them (`tiles`).
    """

    source: Source = field(repr=False, compare=False)
    head: Part | None = None
    """Page junk before the title: navigation, share buttons, a bulletin's header."""
    title: Part | None = None
    byline: Part | None = None
    """Date, speaker, post or dateline between title and salutation."""
    salutation: Part | None = None
    opening: Part | None = None
    directives: tuple[Point, ...] = ()
    closing: Part | None = None
    tail: Part | None = None
    """Agency line, editor, signature and date, links to other pages."""

    def parts(self) -> Iterator[tuple[str, Part | Point]]:
        """Yield `(kind, part)` in reading order; directives are of the kind `directive`."""
        for name in PARTS_BEFORE:
            part = getattr(self, name)
            if part is not None:
                yield name, part
        for point in self.directives:
            yield "directive", point
        for name in PARTS_AFTER:
            part = getattr(self, name)
            if part is not None:
                yield name, part

    def section_at(self, offset: int) -> str:
        """Return the section a clean offset stands in: a part's name, or a directive's place from 1.

        White space between two parts belongs to the one before it.
        """
        name, place = "", 0
        for kind, part in self.parts():
            place += kind == "directive"
            if part.span.start > offset:
                break
            name = str(place) if kind == "directive" else kind
        return name

    def points(self) -> Iterator[Point]:
        """Yield every point of the directives, nested ones included, in reading order."""
        for directive in self.directives:
            yield from directive.walk()

    def tiles(self) -> Iterator[Tile]:
        """Yield stretches that follow on one another and together are the original, to the letter."""
        owned = [(kind, self.source.original_span(part.span)) for kind, part in self.parts()]
        taken = [(cut.form if cut.form not in LAYOUT_FORMS else "blank", cut.span) for cut in self.source.cuts]
        at, next_cut = 0, 0
        for kind, span in [*owned, ("blank", Span(self.source.chars, self.source.chars))]:
            for stretch_kind, end in (("blank", span.start), (kind, span.end)):
                while next_cut < len(taken) and taken[next_cut][1].start < end:
                    form, cut = taken[next_cut]
                    if at < cut.start:
                        yield Tile(stretch_kind, Span(at, cut.start))
                    yield Tile(form, cut)
                    at, next_cut = cut.end, next_cut + 1
                if at < end:
                    yield Tile(stretch_kind, Span(at, end))
                    at = end
        for form, cut in taken[next_cut:]:
            yield Tile(form, cut)
