"""`jianggao corpus info`: what is in a corpus, and how it was built."""

from __future__ import annotations

from typing import Any

import click

from jianggao.cli.corpus.extra import needs
from jianggao.cli.options import Command, format_option
from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.output.write import write_stdout


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(folder: str | None, form: str, **_: Any) -> int:
        if folder is None:
            raise JianggaoError("no-corpus-folder")
        with needs("pyarrow"):
            from jianggao.corpus.folder import Corpus
            from jianggao.corpus.report import info

            tree = info(Corpus.open(folder))
        if form == "json":
            from jianggao.output.export import to_json

            write_stdout(to_json([tree]))
        else:
            write_stdout(_text(tree, lang))
        return 0

    argument = click.Argument(["folder"], required=False, metavar="DIR", type=click.Path(path_type=str))
    return Command("corpus.info", lang, run, [argument, format_option(lang, ("text", "json"), "text")], about="corpus-folder")


def _text(tree: dict[str, Any], lang: str) -> str:
    lines = [f"{say('corpus.schema', lang)}  {tree['schema']} (jianggao {tree['program']}, {tree['engine']})"]
    lines += [f"{say('corpus.chunks', lang)}  {tree['chunks']}", f"{say('corpus.chars', lang)}  {tree['chars']}"]
    for name, about in tree["tables"].items():
        lines.append(
            say("corpus.table", lang, name=f"{name:<9}", rows=f"{about['rows']:>10}", size=f"{about['bytes'] / 1e6:>9.1f}")
        )
    if tree["years"]:
        lines.append(
            f"{say('corpus.years', lang)}  " + " ".join(f"{_year(year, lang)}×{count}" for year, count in tree["years"].items())
        )
    if tree["dates_from"]:
        lines.append(f"{say('corpus.dates-from', lang)}  " + " ".join(f"{name}×{n}" for name, n in tree["dates_from"].items()))
    if tree["duplicates"]:
        number, method = tree["duplicates"]["speeches"], tree["duplicates"]["method"]
        lines.append(f"{say('corpus.duplicates', lang)}  {number}{say('label.brackets', lang, text=method)}")
    return "\n".join(lines) + "\n"


def _year(year: str, lang: str) -> str:
    return say("corpus.no-year", lang) if year == "unknown" else year
