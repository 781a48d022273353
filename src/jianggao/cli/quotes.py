"""`jianggao quotes`: who is quoted, with what, and which quotations are directives."""

from __future__ import annotations

import os
import sys

import click

from jianggao.analysis.quotes import find_quotes, source_index
from jianggao.cli.batch import Batch, Reading
from jianggao.cli.forms import written_form
from jianggao.cli.options import Command, files_argument, format_option, output_option
from jianggao.messages import printable, say
from jianggao.model import Speech
from jianggao.output.quotes import quotes_text
from jianggao.output.write import write_file, write_stdout
from jianggao.results import Quote
from jianggao.rules import Rulebook

FORMATS = ("text", "json", "yaml")
KINDS = ("direct", "reported", "term")


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(
        files: tuple[str, ...],
        kind: tuple[str, ...],
        directives: bool,
        source: str | None,
        form: str | None,
        output: str | None,
        color: bool | None,
        encoding: str | None,
        rules: str | None,
        quiet: bool,
    ) -> int:
        reading = Reading.of(lang, encoding, rules, quiet)
        batch = Batch(files, reading)
        found = ((speech, _chosen(speech, reading.rules, kind, directives, source)) for speech in batch)
        if form is None and output is None and (color or sys.stdout.isatty()):
            from jianggao.output.terminal import print_quotes

            if color is None and os.environ.get("NO_COLOR"):
                color = False
            for speech, quotes in found:
                print_quotes(speech, quotes, source_index(quotes, reading.rules), lang, color=color)
            return batch.code
        results = list(found)
        text = _written(results, written_form(form, output, FORMATS, "text"), lang, reading.rules, headed=len(files) > 1)
        if output is None:
            write_stdout(text)
        elif results:
            write_file(output, text, batch.inputs)
        return batch.code

    return Command(
        "quotes",
        lang,
        run,
        [
            files_argument(),
            click.Option(["--kind"], type=click.Choice(KINDS), multiple=True, help=say("help.kind", lang)),
            click.Option(["--directives"], is_flag=True, help=say("help.directives", lang)),
            click.Option(["--source"], metavar="NAME", help=say("help.source", lang)),
            format_option(lang, FORMATS),
            output_option(lang),
            click.Option(["--color/--no-color"], default=None, help=say("help.color", lang)),
        ],
    )


def _chosen(speech: Speech, rules: Rulebook, kinds: tuple[str, ...], directives: bool, source: str | None) -> list[Quote]:
    """Return the quotations asked for; a source is asked for by any of its names, or a part of one."""
    quotes = find_quotes(speech, rules)
    if source is not None:
        named = [
            quote
            for cited in source_index(quotes, rules)
            if source in cited.name or any(source in name for name, _ in cited.forms)
            for quote in cited.quotes
        ]
        quotes = tuple(quote for quote in quotes if any(quote is each for each in named))
    return [quote for quote in quotes if (not kinds or quote.kind in kinds) and (quote.directive or not directives)]


def _written(results: list[tuple[Speech, list[Quote]]], form: str, lang: str, rules: Rulebook, *, headed: bool) -> str:
    if form == "text":
        return "\n".join(
            (f"{printable(speech.source.name)}:\n" if headed else "")
            + quotes_text(speech, quotes, source_index(quotes, rules), lang)
            for speech, quotes in results
        )
    from jianggao.output.document import quotes_document
    from jianggao.output.export import to_json, to_yaml

    trees = [quotes_document(speech, quotes, source_index(quotes, rules)) for speech, quotes in results]
    return (to_json if form == "json" else to_yaml)(trees) if trees else ""
