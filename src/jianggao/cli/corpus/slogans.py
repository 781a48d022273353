"""`jianggao corpus slogans`: the formulations that the speeches of a corpus repeat most."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from jianggao.cli.corpus.asking import Query, copies_option, give, note, note_copies, opened, top_option
from jianggao.messages import printable, say
from jianggao.output.corpus import Answer, cells, columns
from jianggao.output.slogans import Table

if TYPE_CHECKING:
    from jianggao.corpus.opened import Corpus
    from jianggao.corpus.repeated import Repeated, Repetition

SHOWN = ("uses", "speeches", "text", "dispersion", "first", "last", "shape")
NUMBERS = frozenset({0, 1, 3})


def command(lang: str) -> Query:
    """Return the command, its help in `lang`."""

    def run(folder: str, by: str | None, kind: tuple[str, ...], copies: bool, **options: Any) -> int:
        def ask(corpus: Corpus, top: int | None, least: int) -> Repeated:
            return corpus.slogans(by=by or "", kinds=kind or ("slogan",), top=top, least=least)

        missing = "ungrouped" if by in ("author", "folder") else "undated"
        return told("slogans", ask, folder, lang, copies=copies, missing=missing, **options)

    return Query(
        "slogans",
        lang,
        run,
        [
            click.Option(["--by"], type=click.Choice(("year", "author", "folder")), help=say("help.by", lang)),
            click.Option(["--kind"], type=click.Choice(("slogan", "term")), multiple=True, help=say("help.corpus-kind", lang)),
            *list_options(lang),
        ],
    )


def list_options(lang: str) -> list[click.Parameter]:
    """Return the options of a list of formulations."""
    least = click.Option(
        ["--min-speeches"], type=click.IntRange(min=1), default=2, metavar="N", help=say("help.min-speeches", lang)
    )
    return [top_option(lang), least, copies_option(lang)]


def told(
    name: str,
    ask: Callable[[Corpus, int | None, int], Repeated],
    folder: str,
    lang: str,
    *,
    copies: bool,
    top: int,
    min_speeches: int,
    quiet: bool,
    missing: str = "undated",
    **how: Any,
) -> int:
    """Ask a corpus for formulations and print them, a table for each group; return the exit code."""
    from jianggao.corpus.arrow import as_arrow
    from jianggao.corpus.repeated import Repetition

    corpus = opened(folder, lang, quiet, copies=copies)
    found = ask(corpus, top or None, min_speeches)
    if found.left_out:
        note(say(f"note.{missing}", lang, count=found.left_out), quiet)
    note_copies(corpus, lang, quiet)
    tables = []
    for group, rows in groupby(found.rows, key=lambda row: row.group):
        shown = [_shown(row, lang) for row in rows]
        tables.append(Table(printable(group), columns(SHOWN, lang), list(cells(shown)), NUMBERS, frozenset({0, 1, 3, 4, 5})))
    empty = Table("", columns(SHOWN, lang), [], empty=say("label.no-slogans", lang))
    about = {"speeches": found.speeches, "left_out": found.left_out, "copies": len(corpus.copied)}
    answer = Answer(name, Repetition._fields, found.rows, tables or [empty], about)
    return give(answer, lambda: as_arrow(found.rows, Repetition), lang, **how)


def _shown(row: Repetition, lang: str) -> tuple[str | int, ...]:
    return row.uses, row.speeches, row.text, f"{row.dispersion:.3f}", row.first, row.last, say(f"shape.{row.shape}", lang)
