"""`jianggao diff`: what became of each directive from one speech to the other."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import NamedTuple

import click

from jianggao.cli.batch import Reading, one_speech, two_speeches
from jianggao.cli.forms import written_form
from jianggao.cli.options import Command, format_option, output_option
from jianggao.errors import JianggaoError
from jianggao.messages import printable, say
from jianggao.model import Speech
from jianggao.output.diff import Comparison, chosen, comparison, diff_document, schema, summary
from jianggao.output.diff_text import CONTEXT, diff_markdown, diff_text, stat_line
from jianggao.output.write import write_file, write_stdout
from jianggao.results import ChangeKind
from jianggao.structure.parse import parse

KINDS = tuple(kind.value for kind in ChangeKind)
FORMATS = ("text", "json", "yaml", "md", "html")
GIT_ARGUMENTS = (7, 9)
"""Path, and of either side file, hash and mode; of a file renamed also its new path and how alike they are.
The path alone stands for one that is not merged."""
NO_FILE = "/dev/null"
"""What git names for the side that a file does not have, on any system."""


class Shape(NamedTuple):
    """How a comparison is to be shown."""

    form: str
    lang: str
    context: int
    stat: bool

    def written(self, found: Comparison) -> str:
        """Return a comparison as text in the form."""
        if self.form in ("json", "yaml"):
            from jianggao.output.export import to_json, to_yaml

            return (to_json if self.form == "json" else to_yaml)([diff_document(found)])
        if self.form == "html":
            from jianggao.output.report import comparison_page

            return comparison_page(found, self.lang)
        if self.stat:
            return stat_line(found, self.lang) + "\n"
        return (diff_markdown if self.form == "md" else diff_text)(found, self.lang, self.context)


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(
        files: tuple[str, ...],
        depth: int | None,
        only: tuple[str, ...],
        context: int,
        stat: bool,
        strict: bool,
        git: bool,
        form: str | None,
        output: str | None,
        color: bool | None,
        print_schema: bool,
        encoding: str | None,
        rules: str | None,
        quiet: bool,
    ) -> int:
        if print_schema:
            from jianggao.output.export import to_json

            write_stdout(to_json([schema()]))
            return 0
        if git and len(files) == 1:
            write_stdout(say("label.unmerged", lang, path=printable(files[0])) + "\n")
            return 0
        if output is not None:
            form = written_form(form, output, FORMATS, "text")
        if stat and form not in (None, "text"):
            raise JianggaoError("clash", one="--stat", other=f"--format {form}")
        reading = Reading.of(lang, encoding, rules, quiet)
        sides = _git_sides(files, reading) if git else two_speeches(files, reading)
        if sides is None:
            if git:
                write_stdout(say("label.not-compared", lang, path=printable(files[0])) + "\n")
            return 0 if git else 2
        found = comparison(*sides, rules=reading.rules)
        shown = chosen(found, only, depth)
        if output is None and form is None and not stat and (color or sys.stdout.isatty()):
            from jianggao.output.terminal import print_diff

            print_diff(shown, lang, context, color=False if color is None and os.environ.get("NO_COLOR") else color)
        else:
            text = Shape(form or "text", lang, context, stat).written(shown)
            if output is None:
                write_stdout(text)
            else:
                write_file(output, text, [file for file in files if file != "-"])
        renumbered = strict and summary(found.diff)[ChangeKind.RENUMBERED] > 0
        return int(not git and (found.diff.is_different or renumbered))

    return Command(
        "diff",
        lang,
        run,
        [
            click.Argument(["files"], nargs=-1, metavar="OLD NEW", type=click.Path(allow_dash=True, path_type=str)),
            click.Option(["--depth"], type=click.IntRange(min=1), metavar="N", help=say("help.diff-depth", lang)),
            click.Option(
                ["--only"],
                type=click.Choice(KINDS),
                multiple=True,
                metavar="KIND",
                help=say("help.diff-only", lang, kinds=", ".join(KINDS)),
            ),
            click.Option(
                ["--context"],
                type=click.IntRange(min=0),
                metavar="N",
                default=CONTEXT,
                help=say("help.context", lang, default=CONTEXT),
            ),
            click.Option(["--stat"], is_flag=True, help=say("help.stat", lang)),
            click.Option(["--strict"], is_flag=True, help=say("help.strict", lang)),
            format_option(lang, FORMATS),
            output_option(lang),
            click.Option(["--color/--no-color"], default=None, help=say("help.color", lang)),
            click.Option(["--git"], is_flag=True, help=say("help.git", lang)),
            click.Option(["--schema", "print_schema"], is_flag=True, help=say("help.diff-schema", lang)),
        ],
    )


def _git_sides(arguments: tuple[str, ...], reading: Reading) -> tuple[Speech, Speech] | None:
    """Return the speeches that git names; an added or a deleted file has none on one side.

    None where one cannot be read, which is then told: git would stop at any other exit code than 0.
    """
    if len(arguments) not in GIT_ARGUMENTS:
        raise JianggaoError("git-arguments")
    path, new_path = arguments[0], arguments[7] if len(arguments) > 7 else arguments[0]
    sides = []
    for name, file in ((f"a/{path}", arguments[1]), (f"b/{new_path}", arguments[4])):
        speech = parse("") if file == NO_FILE else one_speech(file, reading)
        if speech is None:
            return None
        sides.append(replace(speech, source=replace(speech.source, name=file if file == NO_FILE else name)))
    return sides[0], sides[1]
