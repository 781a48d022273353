"""`jianggao corpus search`: every place of some phrases in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jianggao.cli.corpus.asking import Query, copies_option, give, note_copies, opened, top_option
from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.output.corpus import Answer, cells, columns
from jianggao.output.slogans import Table

if TYPE_CHECKING:
    from jianggao.corpus.concordance import Concordance, Hit

TOP = 50
WIDTH = 24
WHERE = ("headings", "directives", "quotes", "title", "byline", "salutation", "opening", "closing", "tail")
SHOWN = ("before", "text", "after", "date", "section", "place", "id")


def command(lang: str) -> Query:
    """Return the command, its help in `lang`."""

    def run(
        folder: str,
        phrases: tuple[str, ...],
        every: bool,
        regex: bool,
        scripts: bool,
        where: tuple[str, ...],
        source: str | None,
        width: int,
        top: int,
        copies: bool,
        quiet: bool,
        **how: Any,
    ) -> int:
        if not any(phrase.strip() for phrase in phrases):
            raise JianggaoError("no-phrase")
        corpus = opened(folder, lang, quiet, copies=copies)
        found = corpus.search(
            *phrases, every=every, regex=regex, scripts=scripts, where=where, source=source or "", top=top or None, width=width
        )
        note_copies(corpus, lang, quiet)
        return _given(found, len(corpus.copied), lang, **how)

    return Query(
        "search",
        lang,
        run,
        [
            click.Argument(["phrases"], nargs=-1, metavar="PHRASE…"),
            click.Option(["--all", "every"], is_flag=True, help=say("help.all", lang)),
            click.Option(["--regex"], is_flag=True, help=say("help.regex", lang)),
            click.Option(["--scripts"], is_flag=True, help=say("help.scripts", lang)),
            click.Option(
                ["--in", "where"],
                type=click.Choice(WHERE),
                multiple=True,
                metavar="PLACE",
                help=say("help.where", lang, places=", ".join(WHERE)),
            ),
            click.Option(["--source"], metavar="NAME", help=say("help.quoted-from", lang)),
            click.Option(
                ["--width"], type=click.IntRange(0, 1000), default=WIDTH, metavar="N", help=say("help.width", lang, default=WIDTH)
            ),
            top_option(lang, TOP),
            copies_option(lang),
        ],
    )


def _given(found: Concordance, copies: int, lang: str, **how: Any) -> int:
    from jianggao.corpus.arrow import as_arrow
    from jianggao.corpus.concordance import Hit

    rows = list(cells([_shown(hit, lang) for hit in found.hits]))
    table = Table("", columns(SHOWN, lang), rows, frozenset({0}), frozenset({1, 3, 5}), say("label.no-hits", lang))
    cut = "hits-cut" if len(found.hits) < found.count else "hits"
    summary = say(f"corpus.{cut}", lang, count=found.count, speeches=found.speeches, shown=len(found.hits))
    about = {"phrases": list(found.phrases), "count": found.count, "speeches": found.speeches, "copies": copies}
    return give(
        Answer("search", Hit._fields, found.hits, [table], about, summary), lambda: as_arrow(found.hits, Hit), lang, **how
    )


def _shown(hit: Hit, lang: str) -> tuple[str, ...]:
    section = hit.heading or (say(f"part.{hit.section}", lang) if hit.section and not hit.section.isdigit() else hit.section)
    return hit.before, f"【{hit.text}】", hit.after, hit.date, section, f"{hit.line}:{hit.column}", hit.id
