"""`jianggao corpus gone`: the formulations that a year no longer had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jianggao.cli.corpus.asking import Query
from jianggao.cli.corpus.slogans import list_options, told

if TYPE_CHECKING:
    from jianggao.corpus.opened import Corpus
    from jianggao.corpus.repeated import Repeated


def command(lang: str) -> Query:
    """Return the command, its help in `lang`."""

    def run(folder: str, year: int, **options: Any) -> int:
        def ask(corpus: Corpus, top: int | None, least: int) -> Repeated:
            return corpus.gone(year, top=top, least=least)

        return told("gone", ask, folder, lang, **options)

    return Query("gone", lang, run, [click.Argument(["year"], type=int, metavar="YEAR"), *list_options(lang)])
