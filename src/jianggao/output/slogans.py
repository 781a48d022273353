"""Slogans, frames and keywords in context as tables: plain text, CSV, JSON, YAML.

Three reports, each of which gives its tables for a terminal and itself in every format: what each
speech repeats, what several repeat side by side, and phrases in their contexts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from jianggao.analysis.slogans import Hit, Shared
from jianggao.messages import printable, say
from jianggao.model import Span, Speech
from jianggao.output.outline import visible
from jianggao.output.spreadsheet import Cell, to_csv
from jianggao.reading.cuts import cells
from jianggao.results import Frame, Slogan

STRIP = 20
"""Cells of the strip that shows where in the speech a phrase stands."""
STRIP_COLUMN = 2
LEVELS = "▁▂▃▄▅▆▇█"
NOWHERE = "·"
WIDEST_NAMES = 40
"""Cells that the names of speeches may have as titles of columns; beyond, they are numbered."""
INSTANCES = 6
"""Instances of a frame that a line of text shows."""


class Table(NamedTuple):
    """A table for a person to read; every cell is safe to print."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    right: frozenset[int] = frozenset()
    """Columns set flush right."""
    whole: frozenset[int] = frozenset()
    """Columns that are never broken over lines."""
    empty: str = ""
    """What to say where there is no row."""


class Repeated:
    """What each of some speeches repeats, with its frames where they were asked for."""

    def __init__(self, results: Sequence[tuple[Speech, list[Slogan], list[Frame] | None]], lang: str) -> None:
        self.results, self.lang = results, lang

    def tables(self) -> Iterator[Table]:
        """Yield the tables of each speech."""
        lang = self.lang
        for speech, slogans, frames in self.results:
            header = tuple(say(f"column.{name}", lang) for name in ("count", "slogan", "strip", "shape", "sections", "variants"))
            rows = [_slogan_row(speech, slogan, lang) for slogan in slogans]
            empty = say("label.no-slogans", lang)
            yield Table(printable(speech.source.name), header, rows, frozenset({0}), frozenset({0, STRIP_COLUMN}), empty)
            if frames is not None:
                header = tuple(say(f"column.{name}", lang) for name in ("count", "frame", "text", "section"))
                rows = [row for frame in frames for row in _frame_rows(speech, frame, lang)]
                yield Table(
                    say("label.frames", lang), header, rows, frozenset({0}), frozenset({0, 3}), say("label.no-frames", lang)
                )

    def written(self, form: str) -> str:
        """Return the report as `text`, `json`, `yaml` or `csv`; CSV has the frames where they were asked for."""
        if form == "text":
            titled = len(self.results) > 1
            return "\n".join(
                plain(table, self.lang, titled=titled or number % 2 > 0) for number, table in enumerate(self.tables())
            )
        if form == "csv":
            if any(frames is not None for _, _, frames in self.results):
                return frames_csv(self.results, self.lang)
            return "".join(slogans_csv(speech, slogans, self.lang) for speech, slogans, _ in self.results)
        from jianggao.output.document import slogans_document
        from jianggao.output.export import dumped

        return dumped([slogans_document(*result) for result in self.results], form)


class SideBySide:
    """What several speeches repeat, with the counts in each."""

    def __init__(self, names: Sequence[str], shared: list[Shared], lang: str) -> None:
        self.names, self.shared, self.lang = [printable(name) for name in names], shared, lang

    def tables(self) -> Iterator[Table]:
        """Yield the table of counts, a column for each speech."""
        names, title = self.names, ""
        if sum(map(cells, names)) > WIDEST_NAMES:
            names = [str(number) for number in range(1, len(names) + 1)]
            title = "  ".join(f"{number} {name}" for number, name in zip(names, self.names, strict=True))
        header = (say("column.slogan", self.lang), say("column.count", self.lang), *names)
        rows = [(visible(row.text), str(row.count), *(str(count or NOWHERE) for count in row.counts)) for row in self.shared]
        counts = frozenset(range(1, len(header)))
        yield Table(title, header, rows, counts, counts, say("label.no-slogans", self.lang))

    def written(self, form: str) -> str:
        """Return the report as `text`, `json`, `yaml` or `csv`."""
        if form == "text":
            return plain(next(self.tables()), self.lang, titled=True, headed=True)
        if form == "csv":
            header = [say(f"column.{name}", self.lang) for name in ("slogan", "kind", "count")] + self.names
            return to_csv(
                header, ([visible(row.text), say(f"kind.{row.kind}", self.lang), row.count, *row.counts] for row in self.shared)
            )
        from jianggao.output.document import shared_document
        from jianggao.output.export import dumped

        return dumped([shared_document(self.names, self.shared)], form)


class Contexts:
    """Phrases in their contexts, in each of some speeches."""

    def __init__(self, results: Sequence[tuple[Speech, list[tuple[str, tuple[Hit, ...]]]]], lang: str) -> None:
        self.results, self.lang = results, lang

    def tables(self) -> Iterator[Table]:
        """Yield a table for each phrase of each speech."""
        header = tuple(say(f"column.{name}", self.lang) for name in ("before", "text", "after", "section", self._place()))
        for speech, phrases in self.results:
            for phrase, hits in phrases:
                count = say("label.brackets", self.lang, text=len(hits))
                title = f"{printable(speech.source.name)}{say('label.colon', self.lang)}{visible(phrase)}{count}"
                rows = [_hit_row(speech, hit, self.lang) for hit in hits]
                yield Table(title, header, rows, frozenset({0}), frozenset({1, 3, 4}), say("label.no-hits", self.lang))

    def _place(self) -> str:
        """Return the name of the column of places: all lines and columns, or what each document has."""
        return "where" if any(speech.source.places for speech, _ in self.results) else "place"

    def written(self, form: str) -> str:
        """Return the report as `text`, `json`, `yaml` or `csv`."""
        if form == "text":
            titled = len(self.results) > 1 or any(len(phrases) > 1 for _, phrases in self.results)
            return "\n".join(plain(table, self.lang, titled=titled) for table in self.tables())
        if form == "csv":
            header = [say(f"column.{name}", self.lang) for name in ("file", "before", "text", "after", "section", self._place())]
            rows = (
                (printable(speech.source.name), *_hit_row(speech, hit, self.lang))
                for speech, phrases in self.results
                for _, hits in phrases
                for hit in hits
            )
            return to_csv(header, rows)
        from jianggao.output.document import hits_document
        from jianggao.output.export import dumped

        return dumped([hits_document(*result) for result in self.results], form)


def plain(table: Table, lang: str, *, titled: bool, headed: bool = False) -> str:
    """Return a table as plain text, its columns aligned by cells."""
    lines = [table.title + say("label.colon", lang).rstrip()] if titled and table.title else []
    if not table.rows:
        return "".join(f"{line}\n" for line in [*lines, table.empty])
    rows = [table.header, *table.rows] if headed else table.rows
    widths = [max(map(cells, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        line = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - cells(cell))
            line.append(gap + cell if number in table.right else cell + gap)
        lines.append("  ".join(line).rstrip())
    return "".join(f"{line}\n" for line in lines)


def strip(spans: Iterable[Span], length: int) -> str:
    """Return a strip of cells for a text of `length` code points: the higher a cell, the more spans begin there."""
    counts = Counter(min(span.start * STRIP // max(length, 1), STRIP - 1) for span in spans)
    return "".join(LEVELS[min(counts[cell], len(LEVELS)) - 1] if counts[cell] else NOWHERE for cell in range(STRIP))


def section_label(speech: Speech, section: str, lang: str) -> str:
    """Return a section as a table names it: a part's name, or the mark of a directive."""
    if not section.isdigit():
        return say(f"part.{section}", lang) if section else NOWHERE
    return visible(speech.directives[int(section) - 1].mark.strip().rstrip("、.．，,"))


def _slogan_row(speech: Speech, slogan: Slogan, lang: str) -> tuple[str, ...]:
    counts = Counter(slogan.sections)
    others = sum(len(variant.spans) for variant in slogan.variants)
    return (
        str(slogan.count) if slogan.count > 1 else f"{slogan.count}+{others}",
        visible(slogan.text),
        strip(slogan.spans, len(speech.source.text)),
        say(f"shape.{slogan.shape}", lang),
        " ".join(f"{section_label(speech, section, lang)}×{count}" for section, count in counts.items()),
        _variants(slogan),
    )


def _variants(slogan: Slogan) -> str:
    return "；".join(f"{visible(variant.text)}×{len(variant.spans)}" for variant in slogan.variants)


def _frame_rows(speech: Speech, frame: Frame, lang: str) -> Iterator[tuple[str, ...]]:
    shown = list(zip(frame.texts, frame.sections, strict=True))[:INSTANCES]
    for number, (text, section) in enumerate(shown):
        first = (str(frame.count), visible(frame.pattern)) if not number else ("", "")
        yield (*first, visible(text), section_label(speech, section, lang))
    if frame.count > INSTANCES:
        yield "", "", say("label.more", lang, count=frame.count - INSTANCES), ""


def _hit_row(speech: Speech, hit: Hit, lang: str) -> tuple[str, ...]:
    text = visible("".join(hit.text.split()))
    place = ""
    if speech.source.original:
        place = speech.source.locate(speech.source.original_span(hit.span).start).short(lang)
    return visible(hit.before), f"【{text}】", visible(hit.after), section_label(speech, hit.section, lang), place


def slogans_csv(speech: Speech, slogans: Iterable[Slogan], lang: str) -> str:
    """Return slogans as CSV: measures, then a column for each section of the speech with the counts in it."""
    sections = [name for name, _ in speech.sections()]
    header = [
        say(f"column.{name}", lang) for name in ("slogan", "kind", "shape", "count", "dispersion", "weight", "first", "last")
    ]
    header += [section_label(speech, name, lang) for name in sections] + [say("column.variants", lang)]
    rows: list[list[Cell]] = []
    for slogan in slogans:
        counts = Counter(slogan.sections)
        places = [speech.source.original_span(slogan.spans[at]).start for at in (0, -1)]
        row: list[Cell] = [visible(slogan.text), say(f"kind.{slogan.kind}", lang), say(f"shape.{slogan.shape}", lang)]
        row += [slogan.count, slogan.dispersion, slogan.weight, *places, *(counts[name] for name in sections)]
        rows.append([*row, _variants(slogan)])
    return to_csv(header, rows)


def frames_csv(results: Iterable[tuple[Speech, list[Slogan], list[Frame] | None]], lang: str) -> str:
    """Return frames as CSV, a row for each instance."""
    header = [say(f"column.{name}", lang) for name in ("file", "frame", "count", "text", "section", "first")]
    rows: list[list[Cell]] = []
    for speech, _, frames in results:
        for frame in frames or ():
            for text, section, span in zip(frame.texts, frame.sections, frame.spans, strict=True):
                row: list[Cell] = [printable(speech.source.name), visible(frame.pattern), frame.count, visible(text)]
                rows.append([*row, section_label(speech, section, lang), speech.source.original_span(span).start])
    return to_csv(header, rows)
