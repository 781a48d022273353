"""`jianggao corpus trend`: the use of phrases over the years, as numbers and as a picture."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from jianggao.cli.corpus.asking import Query, copies_option, give, note, note_copies, opened
from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.output.corpus import Answer, cells, columns
from jianggao.output.outline import visible
from jianggao.output.slogans import Table
from jianggao.output.trends import Line, Point, bar, trend_svg
from jianggao.output.write import write_file

if TYPE_CHECKING:
    from jianggao.corpus.trends import Use

SHOWN = ("year", "uses", "speeches", "of_speeches", "rate", "bar")
NUMBERS = frozenset(range(5))


def command(lang: str) -> Query:
    """Return the command, its help in `lang`."""

    def run(folder: str, phrases: tuple[str, ...], scripts: bool, svg: str | None, copies: bool, quiet: bool, **how: Any) -> int:
        from jianggao.corpus.arrow import as_arrow
        from jianggao.corpus.trends import Use

        if not any(phrase.strip() for phrase in phrases):
            raise JianggaoError("no-phrase")
        corpus = opened(folder, lang, quiet, copies=copies)
        found = corpus.trend(*phrases, scripts=scripts)
        if found.undated:
            note(say("note.undated", lang, count=found.undated), quiet)
        note_copies(corpus, lang, quiet)
        by_phrase = [(phrase, list(uses)) for phrase, uses in groupby(found.uses, key=lambda use: use.phrase)]
        if svg is not None:
            lines = [Line(phrase, [Point(use.year, use.rate, use.uses) for use in uses]) for phrase, uses in by_phrase]
            write_file(svg, trend_svg(lines, lang))
        most = max((use.rate for use in found.uses), default=0.0)
        tables = [_table(phrase, uses, most, lang) for phrase, uses in by_phrase]
        empty = Table("", columns(SHOWN, lang), [], empty=say("corpus.nothing", lang))
        about = {"undated": found.undated, "copies": len(corpus.copied)}
        answer = Answer("trend", Use._fields, found.uses, tables or [empty], about)
        return give(answer, lambda: as_arrow(found.uses, Use), lang, **how)

    return Query(
        "trend",
        lang,
        run,
        [
            click.Argument(["phrases"], nargs=-1, metavar="PHRASE…"),
            click.Option(["--svg"], metavar="FILE", type=click.Path(path_type=str), help=say("help.svg", lang)),
            click.Option(["--scripts"], is_flag=True, help=say("help.scripts", lang)),
            copies_option(lang),
        ],
    )


def _table(phrase: str, uses: list[Use], most: float, lang: str) -> Table:
    rows = [(use.year, use.uses, use.speeches, use.of_speeches, f"{use.rate:.2f}", bar(use.rate, most)) for use in uses]
    return Table(visible(phrase), columns(SHOWN, lang), list(cells(rows)), NUMBERS, frozenset(range(6)))
