"""What a corpus was asked, as tables: plain text, CSV and JSON.

An answer has its rows, named tuples whose fields are the columns of CSV and JSON, and a table of what a
person reads of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jianggao.messages import CATALOGUE, say
from jianggao.output.outline import visible
from jianggao.output.slogans import Table, plain
from jianggao.output.spreadsheet import Cell, to_csv


@dataclass(frozen=True, slots=True)
class Answer:
    """What a corpus was asked, and what it said."""

    name: str
    """Of the command: the JSON is of the schema `jianggao/corpus-NAME/1`."""
    columns: Sequence[str]
    """The fields of each row."""
    rows: Sequence[Sequence[Any]]
    tables: Sequence[Table]
    """For a person to read."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """What else JSON tells."""
    summary: str = ""
    """The last line of the text."""

    def written(self, form: str, lang: str) -> str:
        """Return the answer as `text`, `csv` or `json`."""
        if form == "text":
            return "\n".join(plain(table, lang, titled=True, headed=True) for table in self.tables) + self._summed(lang)
        if form == "csv":
            header = [column_name(name, lang) for name in self.columns]
            return to_csv(header, ([_cell(each) for each in row] for row in self.rows))
        from jianggao.output.export import to_json

        rows = [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]
        return to_json([{"schema": f"jianggao/corpus-{self.name}/1", **self.about, "rows": rows}])

    def _summed(self, lang: str) -> str:
        return (
            f"{say('label.brackets', lang, text=self.summary).strip()}\n"
            if self.summary and any(table.rows for table in self.tables)
            else ""
        )


def column_name(name: str, lang: str) -> str:
    """Return a column's name as a person knows it; its own where it is not one of ours."""
    return say(f"field.{name}", lang) if f"field.{name}" in CATALOGUE else name


def columns(names: Sequence[str], lang: str) -> tuple[str, ...]:
    """Return the header of a table."""
    return tuple(say(f"field.{name}", lang) for name in names)


def cells(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, ...]]:
    """Yield rows as what is safe to print on one line."""
    for row in rows:
        yield tuple(visible(" ".join(_text(each).split())) for each in row)


def _text(value: Any) -> str:
    cell = _cell(value)
    return cell if isinstance(cell, str) else f"{cell:g}" if isinstance(cell, float) else str(cell)


def _cell(value: Any) -> Cell:
    """Return a value for a table: a text or a number; what has parts as JSON."""
    if value is None:
        return ""
    if isinstance(value, str | float) or type(value) is int:
        return value
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)


def _plain(value: Any) -> Any:
    """Return a value that JSON can carry."""
    if value is None or isinstance(value, str | float | bool | int):
        return value
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return str(value)
