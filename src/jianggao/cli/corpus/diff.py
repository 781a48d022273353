"""`jianggao corpus diff`: which directives of all speeches of one year live on in another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from jianggao.cli.corpus.asking import Query, copies_option, give, note_copies, opened, top_option
from jianggao.messages import say
from jianggao.output.corpus import Answer, cells, columns
from jianggao.output.slogans import Table

if TYPE_CHECKING:
    from jianggao.corpus.continuity import Continuity

KINDS = ("same", "reworded", "removed", "added")
SHOWN = ("kind", "old_speeches", "old", "new_speeches", "new", "similarity")


def command(lang: str) -> Query:
    """Return the command, its help in `lang`."""

    def run(
        folder: str, old: int, new: int, depth: int, only: tuple[str, ...], top: int, copies: bool, quiet: bool, **how: Any
    ) -> int:
        from jianggao.corpus.arrow import as_arrow
        from jianggao.corpus.continuity import Continuity

        corpus = opened(folder, lang, quiet, copies=copies)
        found = corpus.diff(old, new, depth=depth)
        note_copies(corpus, lang, quiet)
        kinds = Counter(row.kind for row in found.rows)
        rows = [row for row in found.rows if not only or row.kind in only]
        rows = [row for kind in KINDS for row in [each for each in rows if each.kind == kind][: top or None]]
        shown = [_shown(row, lang) for row in rows]
        table = Table(
            f"{old} → {new}",
            columns(SHOWN, lang),
            list(cells(shown)),
            frozenset({1, 3, 5}),
            frozenset({0, 1, 3, 5}),
            say("corpus.nothing", lang),
        )
        counts = {kind: kinds[kind] for kind in KINDS}
        summary = say("corpus.directives", lang, old=old, new=new, olds=found.old, news=found.new, **counts)
        about = {"old": old, "new": new, **counts, "copies": len(corpus.copied)}
        return give(
            Answer("diff", Continuity._fields, rows, [table], about, summary), lambda: as_arrow(rows, Continuity), lang, **how
        )

    return Query(
        "diff",
        lang,
        run,
        [
            click.Argument(["old"], type=int, metavar="A"),
            click.Argument(["new"], type=int, metavar="B"),
            click.Option(["--depth"], type=click.IntRange(min=1), default=1, metavar="N", help=say("help.corpus-depth", lang)),
            click.Option(
                ["--only"],
                type=click.Choice(KINDS),
                multiple=True,
                metavar="KIND",
                help=say("help.corpus-only", lang, kinds=", ".join(KINDS)),
            ),
            top_option(lang),
            copies_option(lang),
        ],
    )


def _shown(row: Continuity, lang: str) -> tuple[str | int, ...]:
    likeness = f"{row.similarity:.2f}" if row.similarity else ""
    return say(f"corpus.{row.kind}", lang), row.old_speeches or "", row.old, row.new_speeches or "", row.new, likeness
