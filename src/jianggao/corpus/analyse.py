"""Texts to tables: the one function that both engines run on a batch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from jianggao.analysis.quotes import find_quotes
from jianggao.analysis.slogans.coding import UNREAD
from jianggao.analysis.tasks import find_tasks
from jianggao.corpus.metadata import author_of, date_of
from jianggao.corpus.phrases import phrases
from jianggao.corpus.signature import signatures
from jianggao.corpus.tables import TABLES, schema
from jianggao.errors import JianggaoError
from jianggao.load import speeches_from_bytes
from jianggao.model import Part, Point, Speech
from jianggao.rules import Rulebook, extended, rulebook
from jianggao.structure.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jianggao.results import Quote, Task

Columns = dict[str, Any]
"""The columns of a table by name: lists that grow row by row, or arrays."""
GROUP = 64
"""Texts whose speeches are held at once: enough to count the phrases of all together, and few enough to be quick in memory."""


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
    texts. A text that cannot be read is a row in `errors`; nothing is raised but `MemoryError`, which is of them all.
    """
    groups = [_analysed(batch.slice(at, GROUP), settings) for at in range(0, max(1, batch.num_rows), GROUP)]
    return {table: pa.concat_batches([group[table] for group in groups]) for table in TABLES}


def _analysed(batch: pa.RecordBatch, settings: Settings) -> dict[str, pa.RecordBatch]:
    rules = _rulebook(settings)
    columns: dict[str, Columns] = {table: {each.name: [] for each in rows} for table, rows in TABLES.items()}
    whole: list[Speech] = []
    for row in batch.to_pylist():
        try:
            found = _speeches(row, settings, rules)
            analysed = [(speech, quotes, find_tasks(speech, quotes, rules)) for speech, quotes in _quoted(found, rules)]
        except JianggaoError as error:
            _add_error(columns["errors"], row, error.code, error.say("en"))
            continue
        except MemoryError:  # of all the batch: the texts are tried again, fewer at once
            raise
        except Exception as error:  # a fault of ours must not lose the other texts
            _add_error(columns["errors"], row, "fault", f"{type(error).__name__}: {error}")
            continue
        for number, (speech, quotes, tasks) in enumerate(analysed, 1):
            _add(columns, row, number if len(found) > 1 else None, speech, quotes, tasks, rules)
            whole.append(speech)
    _add_phrases(columns, whole, rules)
    return {table: _batch(table, columns[table]) for table in TABLES}


@cache
def _rulebook(settings: Settings) -> Rulebook:
    return settings.rulebook()


def _quoted(speeches: list[Speech], rules: Rulebook) -> Iterator[tuple[Speech, Sequence[Quote]]]:
    for speech in speeches:
        yield speech, find_quotes(speech, rules)


def _add_phrases(columns: dict[str, Columns], speeches: list[Speech], rules: Rulebook) -> None:
    """Add what is found for a whole batch at once: phrases and signatures."""
    found = phrases(speeches, rules)
    ids = pa.array(columns["speeches"]["id"], pa.string()).take(pa.array(found.speech))
    columns["phrases"] = {"id": ids, "phrase": found.phrase, "section": found.section, "count": found.counts}
    columns["speeches"]["signature"] = signatures([_body(speech) for speech in speeches])


def _body(speech: Speech) -> str:
    """Return what was said: without the title and whatever a site has set around the speech."""
    return "".join(part.text if isinstance(part, Part) else speech.source.text[slice(*part.span)] for part in _said(speech))


def _said(speech: Speech) -> Iterator[Part | Point]:
    return (part for kind, part in speech.parts() if kind not in UNREAD)


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


def _add(
    columns: dict[str, Columns],
    row: dict[str, Any],
    place: int | None,
    speech: Speech,
    quotes: Sequence[Quote],
    tasks: Sequence[Task],
    rules: Rulebook,
) -> None:
    id_ = row["id"] if place is None else f"{row['id']}#{place}"
    _add_quotes(columns["quotes"], id_, quotes)
    _add_tasks(columns["tasks"], id_, tasks)
    points = _add_points(columns["points"], id_, speech)
    source, original = speech.source, speech.source.original_span
    date = date_of(speech, row["date"], row["name"] or "")
    author = author_of(speech, row["author"], row["name"] or "", rules)
    title = row["title"] or (" ".join(speech.title.text.split("\n")) if speech.title else None)
    values = {
        "id": id_,
        "source": row["source"],
        "place": place,
        "sha256": source.sha256,
        "fingerprint": row["fingerprint"],
        "title": title,
        "title_from": "metadata" if row["title"] else "title" if title else None,
        "author": author.name,
        "author_from": author.found_in,
        "date": date.day,
        "date_from": date.found_in,
        "year": date.year,
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
    }
    for name, value in values.items():
        columns["speeches"][name].append(value)


def _add_points(columns: Columns, id_: str, speech: Speech) -> int:
    original = speech.source.original_span
    found = []
    for at, (point, parent, level, section) in enumerate(_points(speech), 1):
        start, end = original(point.span)
        own, nested_end = [], point.body_span.start
        for nested in point.points:
            own.append(speech.source.text[nested_end : nested.span.start])
            nested_end = max(nested_end, nested.span.end)
        own.append(speech.source.text[nested_end : point.body_span.end])
        row = (
            id_,
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
        found.append(row)
    _extend(columns, found)
    return len(found)


def _extend(columns: Columns, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows, values in the order of the columns."""
    for column, values in zip(columns.values(), zip(*rows, strict=True), strict=False):  # of no rows there are no columns
        column.extend(values)


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
    rows = []
    for at, each in enumerate(quotes, 1):
        span = each.source.original_span(each.span)
        rows.append((id_, at, each.kind, each.speaker, each.refers_to, each.cue, each.text, each.directive, each.section, *span))
    _extend(columns, rows)


def _add_tasks(columns: Columns, id_: str, tasks: Sequence[Task]) -> None:
    rows = []
    for each in tasks:
        quoted, span = each.quote.speaker if each.quote else None, each.source.original_span(each.span)
        what = each.text, each.modality, each.actor, each.actor_from, each.deadline
        rows.append((id_, each.number, *what, quoted, each.section, *span))
    _extend(columns, rows)
