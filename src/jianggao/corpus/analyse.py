"""Texts to tables: the one function that both engines run on a batch."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from jianggao.analysis.quotes import find_quotes
from jianggao.analysis.tasks import find_tasks
from jianggao.corpus.phrases import phrases
from jianggao.corpus.tables import TABLES, schema
from jianggao.errors import JianggaoError
from jianggao.load import speeches_from_bytes
from jianggao.model import Part, Point, Speech
from jianggao.rules import Rulebook, extended, rulebook
from jianggao.structure.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jianggao.results import Quote, Task

Columns = dict[str, list[Any]]


class Settings(NamedTuple):
    """How texts are read; the same for all of a corpus."""

    encoding: str | None = None
    rules: str | None = None
    """A file of the user's rules."""
    max_size: int | None = None

    def rulebook(self) -> Rulebook:
        """Return the rules to go by."""
        return extended(self.rules) if self.rules is not None else rulebook()


def analyse(batch: pa.RecordBatch, settings: Settings) -> dict[str, pa.RecordBatch]:
    """Return the tables (`tables.TABLES`) of a batch of texts (`tables.INPUT`).

    What comes out for a text does not hang on the others of the batch; rows are in the order of the
    texts. A text that cannot be read is a row in `errors`; nothing is raised.
    """
    rules = settings.rulebook()
    columns: dict[str, Columns] = {table: {each.name: [] for each in rows} for table, rows in TABLES.items()}
    for row in batch.to_pylist():
        try:
            speeches = _speeches(row, settings, rules)
            for number, speech in enumerate(speeches, 1):
                _add(columns, row, row["id"] if len(speeches) == 1 else f"{row['id']}#{number}", speech, rules)
        except JianggaoError as error:
            _add_error(columns["errors"], row, error.code, error.say("en"))
        except Exception as error:  # a fault of ours must not lose the other texts
            _add_error(columns["errors"], row, "fault", f"{type(error).__name__}: {error}")
    return {table: _batch(table, columns[table]) for table in TABLES}


def _batch(table: str, columns: Columns) -> pa.RecordBatch:
    wanted = schema(table)
    arrays = [pa.array(columns[field.name], field.type) for field in wanted]
    return pa.RecordBatch.from_arrays(arrays, schema=wanted)


def _speeches(row: dict[str, Any], settings: Settings, rules: Rulebook) -> list[Speech]:
    if row["data"] is None:
        return [parse(row["text"], name=row["name"] or "", rules=rules)]
    return speeches_from_bytes(row["data"], name=row["name"], encoding=settings.encoding, rules=rules, max_size=settings.max_size)


def _add_error(columns: Columns, row: dict[str, Any], code: str, message: str) -> None:
    for name in ("id", "source", "fingerprint"):
        columns[name].append(row[name])
    columns["error"].append(code)
    columns["message"].append(message)


def _add(columns: dict[str, Columns], row: dict[str, Any], id_: str, speech: Speech, rules: Rulebook) -> None:
    quotes = find_quotes(speech, rules)
    tasks = find_tasks(speech, quotes, rules)
    _add_quotes(columns["quotes"], id_, quotes)
    _add_tasks(columns["tasks"], id_, tasks)
    points = _add_points(columns["points"], id_, speech)
    for phrase, section, count in phrases(speech):
        for name, value in (("id", id_), ("phrase", phrase), ("section", section), ("count", count)):
            columns["phrases"][name].append(value)
    source, original = speech.source, speech.source.original_span
    year, date, date_from = _date(row, speech)
    values = {
        "id": id_,
        "source": row["source"],
        "sha256": source.sha256,
        "fingerprint": row["fingerprint"],
        "title": row["title"] or (speech.title.text.replace("\n", "") if speech.title else None),
        "title_from": "metadata" if row["title"] else "title" if speech.title else None,
        "author": row["author"],
        "author_from": "metadata" if row["author"] else None,
        "date": date,
        "date_from": date_from,
        "year": year,
        "format": source.format or "text",
        "encoding": source.encoding,
        "chars": source.chars,
        "directives": len(speech.directives),
        "points": points,
        "quotes": len(quotes),
        "tasks": len(tasks),
        "text": source.original,
        "cuts": [{"start": cut.span.start, "end": cut.span.end} for cut in source.cuts],
        "sections": [
            {"name": name, "start": span.start, "end": span.end}
            for name, span in ((name, original(span)) for name, span in speech.sections())
        ],
        "signature": [],
    }
    for name, value in values.items():
        columns["speeches"][name].append(value)


DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-./]?)(?:(1[0-2]|0?[1-9])(?:月|[-./]?)(?:(3[01]|[12]\d|0?[1-9])日?(?!\d))?)?")


def _date(row: dict[str, Any], speech: Speech) -> tuple[int | None, datetime.date | None, str | None]:
    places = {"metadata": row["date"], "name": row["name"]}
    for name in ("byline", "title"):
        part = getattr(speech, name)
        places[name] = part.text if part else None
    for place, text in places.items():
        found = DATE.search(text or "")
        if found:
            year, month, day = (int(part) if part else None for part in found.groups())
            try:
                return year, datetime.date(year or 0, month or 0, day or 0), place
            except ValueError:
                return year, None, place
    return None, None, None


def _add_points(columns: Columns, id_: str, speech: Speech) -> int:
    original = speech.source.original_span
    rows = list(_points(speech))
    for at, (point, parent, level, section) in enumerate(rows, 1):
        start, end = original(point.span)
        own, nested_end = [], point.body_span.start
        for nested in point.points:
            own.append(speech.source.text[nested_end : nested.span.start])
            nested_end = max(nested_end, nested.span.end)
        own.append(speech.source.text[nested_end : point.body_span.end])
        row = (
            at,
            parent,
            level,
            section,
            point.number,
            point.family,
            point.mark,
            point.heading,
            "".join(own).strip(),
            start,
            end,
        )
        columns["id"].append(id_)
        for column, value in zip(list(columns.values())[1:], row, strict=True):
            column.append(value)
    return len(rows)


def _points(speech: Speech) -> Iterator[tuple[Point, int | None, int, str]]:
    """Yield every numbered point of a speech, the place of its parent, its level and its section."""
    at, place = 0, 0

    def walk(
        series: Sequence[Point], parent: int | None, level: int, section: str
    ) -> Iterator[tuple[Point, int | None, int, str]]:
        nonlocal at
        for point in series:
            at += 1
            mine = at
            yield point, parent, level, section
            yield from walk(point.points, mine, level + 1, section)

    for kind, part in speech.parts():
        if isinstance(part, Part):
            yield from walk(part.points, None, 1, kind)
        else:
            place += 1
            yield from walk([part], None, 1, str(place))


def _add_quotes(columns: Columns, id_: str, quotes: Sequence[Quote]) -> None:
    for at, each in enumerate(quotes, 1):
        start, end = each.source.original_span(each.span)
        row = (id_, at, each.kind, each.speaker, each.refers_to, each.cue, each.text, each.directive, each.section, start, end)
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)


def _add_tasks(columns: Columns, id_: str, tasks: Sequence[Task]) -> None:
    for at, each in enumerate(tasks, 1):
        start, end = each.source.original_span(each.span)
        quoted = each.quote.speaker if each.quote else None
        row = (id_, at, each.text, each.modality, each.actor, each.actor_from, each.deadline, quoted, each.section, start, end)
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
