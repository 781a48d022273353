"""`jianggao outline`: the tree of parts and points."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jianggao.cli.batch import Batch, Reading
from jianggao.cli.target import Target, together
from jianggao.messages import printable, say
from jianggao.model import Speech
from jianggao.output.outline import outline_markdown, outline_text
from jianggao.output.write import write_stdout

if TYPE_CHECKING:
    from jianggao.cli.options import Command

FORMATS = ("text", "md", "json")


def run(
    files: Sequence[str | os.PathLike[str]],
    lang: str,
    *,
    depth: int | None = None,
    form: str | None = None,
    output: str | None = None,
    color: bool | None = None,
    encoding: str | None = None,
    rules: str | None = None,
    quiet: bool = False,
    git: bool = False,
) -> int:
    """Print the outlines of files, as a tree on a terminal and as text elsewhere; return the exit code.

    For `git`, which stops at any other exit code than 0, a file that cannot be read is told of in its place.
    """
    batch = Batch(files, Reading.of(lang, encoding, rules, quiet))
    if git:
        write_stdout("".join(outline_text(speech, lang, depth) for speech in batch) or say("label.no-outline", lang) + "\n")
        return 0
    target = Target(form, output, color)
    if target.is_terminal:
        from jianggao.output.terminal import print_outline

        for speech in batch:
            print_outline(speech, lang, depth, color=target.colors)
        return batch.code
    speeches = list(batch)
    text = _written(speeches, target.form_among(FORMATS), lang, depth, named=len(files) > 1)
    target.write(text, batch.inputs, unread=not speeches)
    return batch.code


def _written(speeches: list[Speech], form: str, lang: str, depth: int | None, *, named: bool) -> str:
    if form == "json":
        from jianggao.output.document import outline_document
        from jianggao.output.export import to_json

        return to_json([outline_document(speech, depth) for speech in speeches])
    if form == "text":
        return together(((speech, outline_text(speech, lang, depth)) for speech in speeches), lang, named=named)
    return "\n".join(
        (f"## {printable(speech.source.name)}\n\n" if named else "") + outline_markdown(speech, lang, depth)
        for speech in speeches
    )


def command(lang: str) -> Command:
    """Return the command for the command line, its help in `lang`."""
    import click

    from jianggao.cli.options import Command, files_argument, target_options

    return Command(
        "outline",
        lang,
        lambda files, **options: run(files, lang, **options),
        [
            files_argument(),
            click.Option(["--depth"], type=click.IntRange(min=1), metavar="N", help=say("help.depth", lang)),
            *target_options(lang, FORMATS),
            click.Option(["--git"], is_flag=True, help=say("help.textconv", lang)),
        ],
    )
