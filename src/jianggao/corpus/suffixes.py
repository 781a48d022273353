"""The text index of one part of a corpus: a suffix array over its folded texts, in one memory-mapped file.

A suffix array (Manber and Myers, Suffix arrays: a new method for on-line string searches, 1993) lists the
places of a text in the order of what begins there: the places of a phrase are then a range of it, found by
halving. Texts are UTF-8, whose bytes sort as the characters do, and only places where a character begins
are listed. Beside them stand the way back to the originals (`folding`) and the zones: sections, headings
and quotations.

Reading takes the standard library alone, so that a search starts at once; writing takes numpy and pydivsufsort.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jianggao.corpus.folding import BARRIER, CUT, PARAGRAPH, Folded, Step
from jianggao.corpus.packed import NUMBER, Packed, write_packed
from jianggao.errors import JianggaoError

VERSION = "jianggao/text-index/1"
LARGEST = (1 << 31) - 1
"""Bytes of text in a part."""
KINDS = ("section", "heading", "quote")


class Zone(NamedTuple):
    """A stretch of a folded speech that is something; half-open code points of it."""

    kind: str
    """One of `KINDS`."""
    start: int
    end: int
    name: str = ""
    """A section's name, as `Speech.section_at` gives it; of a quotation its source."""
    label: str = ""
    """A directive's mark and heading."""


class Entry(NamedTuple):
    """A speech in the index of a part."""

    id: str
    title: str
    author: str
    year: int | None
    date: str | None
    """The day, as `2024-03-01`."""


class Indexed(NamedTuple):
    """A speech to be indexed."""

    entry: Entry
    folded: Folded
    zones: Sequence[Zone]


class Range(NamedTuple):
    """A half-open range of a suffix array, and how many bytes of what stands at its places are known."""

    low: int
    high: int
    depth: int


def write_part(path: Path, stamp: Sequence[Any], speeches: Sequence[Indexed]) -> None:
    """Write the index of a part, whole or not at all; `stamp` tells later whether it still is of that part."""
    columns: dict[str, array[int]] = {}
    strings: dict[str, int] = {}
    zones: dict[str, list[tuple[int, ...]]] = {kind: [] for kind in KINDS}
    pieces: list[bytes] = []
    starts, step_starts, steps = array(NUMBER, [0]), array(NUMBER, [0]), list[Step]()
    for _, folded, found in speeches:
        places = _encoded_places(folded.text, {place for zone in found for place in (zone.start, zone.end)})
        for zone in found:
            names = (strings.setdefault(each, len(strings)) for each in (zone.name, zone.label))
            zones[zone.kind].append((starts[-1] + places[zone.start], starts[-1] + places[zone.end], *names))
        pieces.append((folded.text + BARRIER).encode("utf-8", "surrogatepass"))
        starts.append(starts[-1] + len(pieces[-1]))
        steps += folded.steps
        step_starts.append(len(steps))
    for kind, rows in zones.items():
        columns |= _columns([f"{kind}_{name}" for name in ("start", "end", "name", "label")], sorted(rows))
    columns |= _columns([f"step_{name}" for name in Step._fields], steps)
    chars = array(NUMBER, (len(folded.text) for _, folded, _ in speeches))
    columns |= {"starts": starts, "step_starts": step_starts, "chars": chars}
    known = {"entries": [list(entry) for entry, _, _ in speeches], "strings": list(strings)}
    text = b"".join(pieces)
    data = {"text": text, "suffixes": suffix_array(text), **{name: column.tobytes() for name, column in columns.items()}}
    write_packed(path, {"version": VERSION, "stamp": list(stamp), "speeches": len(speeches)}, known, data)


def _encoded_places(text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Return the bytes of UTF-8 before each of some offsets."""
    places, at, length = {0: 0}, 0, 0
    for offset in sorted(offsets):
        length += len(text[at:offset].encode("utf-8", "surrogatepass"))
        places[offset], at = length, offset
    return places


def _columns(names: Sequence[str], rows: Sequence[Sequence[int]]) -> dict[str, array[int]]:
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return {name: array(NUMBER, column) for name, column in zip(names, columns, strict=True)}


def suffix_array(text: bytes) -> bytes:
    """Return the places of a text in UTF-8 at which a character begins, in the order of what begins there, as numbers."""
    import numpy as np
    from pydivsufsort import divsufsort

    if len(text) > LARGEST:
        raise JianggaoError("corpus-part-size", limit="2 GB")
    if not text:
        return b""
    letters, suffixes = np.frombuffer(text, np.uint8), divsufsort(text)
    return bytes(suffixes[(letters[suffixes] & 0xC0) != 0x80].astype(np.uint32).tobytes())


class Part(Packed):
    """The index of one part, opened."""

    def __init__(self, path: Path) -> None:
        """Map the file at `path`; the errors are those of `Packed`."""
        super().__init__(path, VERSION)
        self.stamp: list[Any] = self.header["stamp"]
        self.size: int = self.header["speeches"]
        """The number of its speeches."""
        self.text = self.column("text")
        """All speeches one after the other, a line feed behind each, in UTF-8."""
        self._begins, _ = self.places["text"]
        self.suffixes, self.starts = self.numbers("suffixes"), self.numbers("starts")
        """`starts`: where in the text each speech begins, and the end of the last."""

    def letters(self, start: int, end: int) -> bytes:
        """Return a stretch of the text."""
        return self.map[self._begins + start : self._begins + end]

    @cached_property
    def entries(self) -> list[Entry]:
        """Its speeches, in order."""
        return [Entry(*row) for row in self.known["entries"]]

    @cached_property
    def strings(self) -> list[str]:
        """The names and labels that zones have the numbers of."""
        strings: list[str] = self.known["strings"]
        return strings

    def find(self, forms: Sequence[Sequence[bytes]]) -> list[Range]:
        """Return where a phrase stands; for each of its pieces `forms` has what can stand there, one of which does."""
        found = [Range(0, len(self.suffixes), 0)]
        for choices in forms:
            narrower = (self._narrowed(each, letters) for each in found for letters in choices)
            found = [each for each in narrower if each.low < each.high]
        return found

    def _narrowed(self, known: Range, letters: bytes) -> Range:
        """Return the part of a range where `letters` follow on what is known."""
        text, begins = self.map, self._begins + known.depth
        ends = begins + len(letters)

        def following(at: int) -> bytes:
            return text[begins + at : ends + at]

        low = bisect_left(self.suffixes, letters, known.low, known.high, key=following)
        if low == known.high or following(self.suffixes[low]) != letters:
            return Range(low, low, known.depth + len(letters))
        high = bisect_right(self.suffixes, letters, low, known.high, key=following)
        return Range(low, high, known.depth + len(letters))

    def speech_at(self, at: int) -> int:
        """Return which speech a place of the text belongs to."""
        return bisect_right(self.starts, at) - 1

    def zone(self, kind: str, row: int) -> Zone:
        """Return a zone of a kind, in places of the text; `row` counts them in the order of their beginnings."""
        start, end, name, label = (self.numbers(f"{kind}_{column}")[row] for column in ("start", "end", "name", "label"))
        return Zone(kind, start, end, self.strings[name], self.strings[label])

    def section_at(self, at: int) -> Zone | None:
        """Return the section that a place of the text stands in."""
        row = bisect_right(self.numbers("section_start"), at) - 1
        return self.zone("section", row) if row >= 0 and at < self.numbers("section_end")[row] else None

    def speech(self, number: int) -> SpeechText:
        """Return the text of a speech."""
        return SpeechText(self, number)


class SpeechText:
    """The folded text of a speech in a part, and the way back to its original. Offsets are code points of it."""

    def __init__(self, part: Part, number: int) -> None:
        self.entry = part.entries[number]
        self._begins = part.starts[number]
        self._letters = part.letters(self._begins, part.starts[number + 1] - 1)
        self.text = self._letters.decode("utf-8", "surrogatepass")
        first, last = part.numbers("step_starts")[number : number + 2]
        columns = (part.numbers(f"step_{name}")[first:last] for name in Step._fields)
        self._folded, self._original, self._line, self._column, self._gap = columns

    def offset(self, at: int) -> int:
        """Return the offset of a place of the part's text."""
        return len(self._letters[: at - self._begins].decode("utf-8", "surrogatepass"))

    def _step(self, offset: int) -> int:
        return bisect_right(self._folded, offset) - 1

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span that is not empty stands in the original, in code points of that."""
        first, last = self._step(start), self._step(end - 1)
        return self._original[first] + start - self._folded[first], self._original[last] + end - self._folded[last]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column in the original, both from 1."""
        step = self._step(offset)
        return self._line[step], self._column[step] + offset - self._folded[step]

    def paragraph(self, start: int, end: int) -> tuple[int, int]:
        """Return the span from the beginning of the paragraph that a span begins in to the end of that in which it ends."""
        first, after = self._step(start), self._step(end - 1) + 1
        while first and self._gap[first] != PARAGRAPH:
            first -= 1
        while after < len(self._folded) and self._gap[after] != PARAGRAPH:
            after += 1
        return self._folded[first], self._folded[after] if after < len(self._folded) else len(self.text)

    def read(self, start: int, end: int) -> str:
        """Return a stretch as it is read: with a space wherever white space was left out."""
        pieces, at = [], self._step(start) + 1
        while at < len(self._folded) and self._folded[at] < end:
            pieces.append(self.text[start : self._folded[at]].rstrip(BARRIER))
            if self._gap[at] != CUT:
                pieces.append(" ")
            start, at = self._folded[at], at + 1
        return "".join([*pieces, self.text[start:end].rstrip(BARRIER)])
