"""`jianggao outline`: the tree of parts and points."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jianggao.cli.batch import Batch, Reading
from jianggao.cli.forms import written_form
from jianggao.messages import printable, say
from jianggao.model import Speech
from jianggao.output.outline import outline_markdown, outline_text
from jianggao.output.write import write_file, write_stdout

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
    if form is None and output is None and (color or sys.stdout.isatty()):
        _on_terminal(batch, lang, depth, color)
        return batch.code
    speeches = list(batch)
    text = _written(speeches, written_form(form, output, FORMATS, "text"), lang, depth, headed=len(files) > 1)
    if output is None:
        write_stdout(text)
    elif speeches:
        write_file(output, text, batch.inputs)
    return batch.code


def _on_terminal(batch: Batch, lang: str, depth: int | None, color: bool | None) -> None:
    from jianggao.output.terminal import print_outline

    if color is None and os.environ.get("NO_COLOR"):
        color = False
    for speech in batch:
        print_outline(speech, lang, depth, color=color)


def _written(speeches: list[Speech], form: str, lang: str, depth: int | None, *, headed: bool) -> str:
    if form == "json":
        from jianggao.output.document import outline_document
        from jianggao.output.export import to_json

        return to_json([outline_document(speech, depth) for speech in speeches])
    write = outline_markdown if form == "md" else outline_text
    head = "## {}\n\n" if form == "md" else "{}:\n"
    return "\n".join(
        (head.format(printable(speech.source.name)) if headed else "") + write(speech, lang, depth) for speech in speeches
    )


def command(lang: str) -> Command:
    """Return the command for the command line, its help in `lang`."""
    import click

    from jianggao.cli.options import Command, files_argument, format_option, output_option

    return Command(
        "outline",
        lang,
        lambda files, **options: run(files, lang, **options),
        [
            files_argument(),
            click.Option(["--depth"], type=click.IntRange(min=1), metavar="N", help=say("help.depth", lang)),
            format_option(lang, FORMATS),
            output_option(lang),
            click.Option(["--color/--no-color"], default=None, help=say("help.color", lang)),
            click.Option(["--git"], is_flag=True, help=say("help.textconv", lang)),
        ],
    )
