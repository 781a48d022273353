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

from jianggao.messages import say


class Span(NamedTuple):
    """A half-open range of code points: `start` is in it, `end` is not."""

    start: int
    end: int


class Cut(NamedTuple):
    """A stretch of the original that the clean text leaves out.

    `form` is the id of the marker rule that took it (`paid-begin`, `page-break` …), or `blank` for
    the line such a marker stood alone on, `wrap` for the line break inside a hard-wrapped paragraph,
    `return` for the carriage return of a CRLF, `page` for a line that belongs to the page it was
    printed on (a page number, a running head, a site's navigation), `markup` for Markdown's signs, or
    `unseen` for characters without a width (zero-width spaces, soft hyphens).
    """

    span: Span
    form: str
    text: str = ""
    """What was there, for a speech that was read back from a document; else the original has it."""


LAYOUT_FORMS = frozenset({"blank", "wrap", "return", "page", "markup", "unseen"})
"""The forms of `Cut` that are layout, not a publisher's marker."""


class Place(NamedTuple):
    """Where something stands, told as a person can find it; all counts begin at 1."""

    unit: str
    """`line` of a text, `paragraph` of a Word document or a web page, or `page` of a PDF."""
    number: int
    """Of the line, paragraph or page."""
    within: int
    """The column in the line, the character in the paragraph, or the line on the page."""

    def say(self, lang: str) -> str:
        """Return the place in words: `line 3, column 5`, `paragraph 7`, `page 2, line 9`."""
        return say(f"place.{self.unit}", lang, number=self.number, within=self.within)

    def short(self, lang: str) -> str:
        """Return the place for a table: `3:5` of a text, else in words."""
        return f"{self.number}:{self.within}" if self.unit == "line" else self.say(lang)

    def tree(self) -> dict[str, int]:
        """Return the place as it is exported: a name for each count."""
        names = {"line": ("line", "column"), "paragraph": ("paragraph", "character"), "page": ("page", "line")}
        return dict(zip(names[self.unit], self[1:], strict=True))


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
    """The text as it was decoded; of a Word document, a web page or a PDF, the text that was read out
    of it. Empty for a speech read back from an exported document."""
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
    format: str = ""
    """`docx`, `html`, `pdf` or `md`; empty for plain text."""
    places: tuple[tuple[int, int], ...] = ()
    """For each line of an original that was read out of a document, where it stands there: paragraph and
    characters before it in the paragraph, or page and line on the page."""
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

    def locate(self, offset: int) -> Place:
        """Return where an offset in the original stands in the file that a person has before them."""
        line, column = self.place(offset)
        if not self.places:
            return Place("line", line, column)
        number, within = self.places[min(line, len(self.places)) - 1]
        if self.format == "pdf":
            return Place("page", number, within)
        return Place("paragraph", number, within + column)


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


class Tile(NamedTuple):
    """A stretch of the original and the part it belongs to; tiles follow on one another."""

    kind: str
    """A part's name, `directive`, a marker's form, `page`, `markup`, `unseen`, or `blank` for white space and line breaks."""
    span: Span


TILE_OF = {"wrap": "blank", "return": "blank"}
"""The kind of the tile that a cut is, where it is not the cut's form."""
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
        return Sections(self).at(offset)

    def sections(self) -> Iterator[tuple[str, Span]]:
        """Yield every section and its span: a part's name, or a directive's place from 1."""
        place = 0
        for kind, part in self.parts():
            place += kind == "directive"
            yield (str(place) if kind == "directive" else kind), part.span

    def points(self) -> Iterator[Point]:
        """Yield every point of the directives, nested ones included, in reading order."""
        for directive in self.directives:
            yield from directive.walk()

    def tiles(self) -> Iterator[Tile]:
        """Yield stretches that follow on one another and together are the original, to the letter."""
        owned = [(kind, self.source.original_span(part.span)) for kind, part in self.parts()]
        taken = [(TILE_OF.get(cut.form, cut.form), cut.span) for cut in self.source.cuts]
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


class Sections:
    """`Speech.section_at` for many offsets: the starts of the sections, searched by halves."""

    def __init__(self, speech: Speech) -> None:
        rows = list(speech.sections())
        self.starts = [span.start for _, span in rows]
        self.names = ["", *(name for name, _ in rows)]

    def at(self, offset: int) -> str:
        """Return the section a clean offset stands in."""
        return self.names[bisect_right(self.starts, offset)]
