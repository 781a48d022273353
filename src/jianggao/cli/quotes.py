"""`jianggao quotes`: who is quoted, with what, and which quotations are directives."""

from __future__ import annotations

import click

from jianggao.analysis.quotes import find_quotes, source_index
from jianggao.cli.batch import Batch, Reading
from jianggao.cli.options import Command, files_argument, target_options
from jianggao.cli.target import Target, together
from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.quotes import quotes_text
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
        target, reading = Target(form, output, color), Reading.of(lang, encoding, rules, quiet)
        batch = Batch(files, reading)
        found = ((speech, _chosen(speech, reading.rules, kind, directives, source)) for speech in batch)
        if target.is_terminal:
            from jianggao.output.terminal import print_quotes

            for speech, quotes in found:
                print_quotes(speech, quotes, source_index(quotes, reading.rules), lang, color=target.colors)
            return batch.code
        results = list(found)
        text = _written(results, target.form_among(FORMATS), lang, reading.rules, named=len(files) > 1)
        target.write(text, batch.inputs, unread=not results)
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
            *target_options(lang, FORMATS),
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


def _written(results: list[tuple[Speech, list[Quote]]], form: str, lang: str, rules: Rulebook, *, named: bool) -> str:
    if not results:
        return ""
    if form == "text":
        texts = ((speech, quotes_text(speech, quotes, source_index(quotes, rules), lang)) for speech, quotes in results)
        return together(texts, lang, named=named)
    from jianggao.output.document import quotes_document
    from jianggao.output.export import dumped

    return dumped((quotes_document(speech, quotes, source_index(quotes, rules)) for speech, quotes in results), form)
