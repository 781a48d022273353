"""What the page of a speech shows, as values: all texts safe to show, all places offsets in the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jianggao.output.report.text import Paragraph
from jianggao.output.tasks import TaskRow
from jianggao.reading.cuts import cells

HOTTEST = 4
"""The count from which on a cell of the heat table is as dark as it gets."""


class Place(NamedTuple):
    """A place in the speech that a link leads to."""

    at: int
    x: float
    """How far into the clean text it is, in per cent."""
    section: str
    """The short name of its section: `开场`, `二是`."""
    before: str
    """What of its sentence stands before it."""
    text: str
    after: str
    is_variant: bool = False
    """The slogan stands here in another wording."""


class Figure(NamedTuple):
    """A number of the header, and the section of the page that tells more."""

    name: str
    value: int
    note: str
    link: str


class Entry(NamedTuple):
    """A line of the outline: a part or a point, and the points in it."""

    label: str
    text: str
    at: int
    size: int
    entries: tuple[Entry, ...]


class Length(NamedTuple):
    """A section and how much stands in it."""

    label: str
    text: str
    at: int
    size: int
    share: float
    """Of the longest section, in per cent."""
    points: int
    quotes: int
    tasks: int
    findings: int


class Stretch(NamedTuple):
    """A section on the axis under which slogans stand; `x` and `width` in per cent of the clean text."""

    label: str
    x: float
    width: float

    @property
    def has_room(self) -> bool:
        """Whether its label can stand in it, where a page is wide."""
        return self.width > cells(self.label)


class SloganRow(NamedTuple):
    """A slogan, where it stands, and how often in which section."""

    text: str
    shape: str
    times: int
    places: tuple[Place, ...]
    counts: tuple[int, ...]
    """In each of the sections that the heat table has."""
    variants: tuple[str, ...]

    @property
    def heats(self) -> tuple[tuple[int, int], ...]:
        """Each count and how dark its cell is, from 0 to `HOTTEST`."""
        return tuple((count, min(count, HOTTEST)) for count in self.counts)


class Said(NamedTuple):
    """A quotation: in which words it is attributed, and what it says."""

    cue: str
    text: str
    kind: str
    is_directive: bool
    place: Place


class Voice(NamedTuple):
    """Who is quoted, and with what."""

    name: str
    quotes: tuple[Said, ...]


class Term(NamedTuple):
    """A term in quotation marks and all its places."""

    text: str
    places: tuple[Place, ...]


class Pattern(NamedTuple):
    """A frame and its instances."""

    text: str
    times: int
    places: tuple[Place, ...]
    """The first of them."""


class Duty(NamedTuple):
    """A requirement as the table shows it."""

    at: int
    row: TaskRow


class Note(NamedTuple):
    """A finding."""

    number: int
    rule: str
    severity: str
    severity_name: str
    message: str
    where: str
    """Line and column, or the place in the document."""
    at: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class SpeechView:
    """All that the page of a speech shows."""

    name: str
    """The name of the file."""
    title: tuple[str, ...]
    """The lines of the title; the name of the file where the speech has none."""
    byline: str
    figures: tuple[Figure, ...]
    outline: tuple[Entry, ...]
    lengths: tuple[Length, ...]
    axis: tuple[Stretch, ...]
    sections: tuple[str, ...]
    """The columns of the heat table."""
    slogans: tuple[SloganRow, ...]
    more_slogans: int
    paragraphs: tuple[Paragraph, ...]
    cuts: int
    """How many of the publisher's markers, and stretches of page junk, the clean text leaves out."""
    voices: tuple[Voice, ...]
    terms: tuple[Term, ...]
    frames: tuple[Pattern, ...]
    more_frames: int
    tasks: tuple[Duty, ...]
    notes: tuple[Note, ...]
    summary: str
    """How many findings there are of each severity."""

    @property
    def places(self) -> int:
        """The number of places of slogans."""
        return sum(len(slogan.places) for slogan in self.slogans)

    def note(self, number: int) -> Note:
        """Return a finding by its number."""
        return self.notes[number - 1]
