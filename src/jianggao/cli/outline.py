"""`jianggao outline`: the tree of parts and points."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from jianggao.cli.common import Batch, Command, Reading, files_argument, format_option, output_option
from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.outline import outline_markdown, outline_text
from jianggao.output.write import write_file, write_stdout

FORMATS = ("text", "md", "json")


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(
        files: tuple[Path, ...],
        depth: int | None,
        form: str | None,
        output: Path | None,
        color: bool | None,
        encoding: str | None,
        rules: Path | None,
        quiet: bool,
    ) -> int:
        batch = Batch(files, Reading.of(lang, encoding, rules, quiet))
        if form is None and output is None and (color or sys.stdout.isatty()):
            _on_terminal(batch, lang, depth, color)
            return batch.code
        speeches = list(batch)
        text = _written(speeches, form or "text", lang, depth, headed=len(files) > 1)
        if output is None:
            write_stdout(text)
        elif speeches:
            write_file(output, text, batch.inputs)
        return batch.code

    return Command(
        "outline",
        lang,
        run,
        [
            files_argument(),
            click.Option(["--depth"], type=click.IntRange(min=1), metavar="N", help=say("help.depth", lang)),
            format_option(lang, FORMATS),
            output_option(lang),
            click.Option(["--color/--no-color"], default=None, help=say("help.color", lang)),
        ],
    )


def _on_terminal(batch: Batch, lang: str, depth: int | None, color: bool | None) -> None:
    from jianggao.output.terminal import print_outline

    if color is None and os.environ.get("NO_COLOR"):
        color = False
    for speech in batch:
        print_outline(speech, lang, depth, speech.source.name, color=color)


def _written(speeches: list[Speech], form: str, lang: str, depth: int | None, *, headed: bool) -> str:
    if form == "json":
        from jianggao.output.document import outline_document
        from jianggao.output.export import to_json

        return to_json([outline_document(speech, depth) for speech in speeches])
    write = outline_markdown if form == "md" else outline_text
    head = "## {}\n\n" if form == "md" else "{}:\n"
    return "\n".join(
        (head.format(speech.source.name) if headed else "") + write(speech, lang, depth) for speech in speeches
    )
