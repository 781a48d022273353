"""`jianggao corpus sql`: a SELECT over the tables of a corpus."""

from __future__ import annotations

from typing import Any

import click

from jianggao.cli.corpus.asking import Query, give, opened
from jianggao.messages import say
from jianggao.output.corpus import Answer, cells
from jianggao.output.outline import visible
from jianggao.output.slogans import Table


def command(lang: str) -> Query:
    """Return the command, its help in `lang`."""

    def run(folder: str, query: str, quiet: bool, **how: Any) -> int:
        table = opened(folder, lang, quiet).sql(query)
        rows = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
        names = tuple(table.column_names)
        shown = Table("", tuple(map(visible, names)), list(cells(rows)), empty=say("corpus.nothing", lang))
        return give(Answer("sql", names, rows, [shown]), lambda: table, lang, **how)

    return Query("sql", lang, run, [click.Argument(["query"], metavar="QUERY")])
