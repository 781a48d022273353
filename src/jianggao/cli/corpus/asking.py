"""What the commands that ask a corpus share: their options, how it is opened, and how an answer is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from jianggao.cli.corpus.extra import needs
from jianggao.cli.forms import written_form
from jianggao.cli.options import Spoken, format_option, output_option
from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.output.write import write_file, write_stdout

if TYPE_CHECKING:
    import pyarrow as pa

    from jianggao.corpus.opened import Corpus
    from jianggao.output.corpus import Answer

FORMATS = ("text", "csv", "json", "parquet")
TOP = 20


class Query(Spoken):
    """A command that asks a corpus."""

    def __init__(self, name: str, lang: str, callback: Callable[..., Any], params: Sequence[click.Parameter]) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[
                click.Argument(["folder"], required=False, metavar="DIR", type=click.Path(path_type=str)),
                *params,
                format_option(lang, FORMATS),
                output_option(lang),
                click.Option(["--color/--no-color"], default=None, help=say("help.color", lang)),
                click.Option(["-q", "--quiet"], is_flag=True, help=say("help.quiet", lang)),
                click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=say("help.lang", lang)),
            ],
            help=f"{say(f'help.corpus.{name}', lang)}\n\n{say('help.in-corpus', lang)}",
        )
        self.lang = lang

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a library that is not installed is told as one."""
        with needs():
            return super().invoke(ctx)


def copies_option(lang: str) -> click.Option:
    """Return `--copies`."""
    return click.Option(["--copies"], is_flag=True, help=say("help.copies", lang))


def top_option(lang: str, default: int = TOP) -> click.Option:
    """Return `--top N`."""
    told = say("help.corpus-top", lang, default=default)
    return click.Option(["--top"], type=click.IntRange(min=0), default=default, metavar="N", help=told)


def opened(folder: str | None, lang: str, quiet: bool, *, copies: bool = False) -> Corpus:
    """Open a corpus; the making of its index is told on a terminal."""
    from jianggao.corpus.opened import open_corpus

    if folder is None:
        raise JianggaoError("no-corpus-named")

    def progress(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        print(f"\r{say('note.indexing', lang, done=done, of=of)}", end=end, file=sys.stderr, flush=True)

    return open_corpus(folder, copies=copies, progress=progress if sys.stderr.isatty() and not quiet else None)


def note(message: str, quiet: bool) -> None:
    """Tell what a person should know of an answer, on one line of standard error."""
    if not quiet:
        print(f"jianggao: {message}", file=sys.stderr)


def note_copies(corpus: Corpus, lang: str, quiet: bool) -> None:
    """Tell how many speeches were not counted, being copies."""
    if corpus.copied:
        note(say("note.copies", lang, count=len(corpus.copied)), quiet)


def give(
    answer: Answer,
    arrow: Callable[[], pa.Table],
    lang: str,
    *,
    form: str | None,
    output: str | None,
    color: bool | None,
    inputs: Iterable[str] = (),
) -> int:
    """Give an answer in the form that is asked for: to a terminal, a pipe or a file; return the exit code."""
    if form is None and output is None and (color or sys.stdout.isatty()):
        from jianggao.output.terminal import print_table

        for table in answer.tables:
            print_table(table, color=False if color is None and os.environ.get("NO_COLOR") else color)
        if answer.summary:
            print(answer.summary)
        return 0
    wanted = written_form(form, output, FORMATS, "text")
    if wanted == "parquet" and output is None and sys.stdout.isatty():
        raise JianggaoError("parquet-terminal")
    content: str | bytes
    if wanted == "parquet":
        from jianggao.corpus.arrow import parquet

        content = parquet(arrow())
    else:
        content = answer.written(wanted, lang)
    if output is None:
        write_stdout(content)
    else:
        write_file(output, content, inputs)
    return 0
