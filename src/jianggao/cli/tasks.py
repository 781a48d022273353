"""`jianggao tasks`: the requirements of a speech as a table: what, for whom, by when."""

from __future__ import annotations

import os
import sys

import click

from jianggao.analysis.quotes import find_quotes
from jianggao.analysis.tasks import find_tasks
from jianggao.cli.batch import Batch, Reading
from jianggao.cli.forms import written_form
from jianggao.cli.options import Command, files_argument, format_option, output_option
from jianggao.errors import JianggaoError
from jianggao.messages import printable, say
from jianggao.model import Speech
from jianggao.output.tasks import tasks_csv, tasks_markdown, tasks_text
from jianggao.output.write import write_file, write_stdout
from jianggao.results import Task
from jianggao.rules import Rulebook

FORMATS = ("text", "csv", "xlsx", "md", "json", "yaml")
MODALITIES = ("must", "must_not", "should")


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(
        files: tuple[str, ...],
        modality: tuple[str, ...],
        directive: tuple[int, ...],
        actor: str | None,
        with_deadline: bool,
        form: str | None,
        output: str | None,
        color: bool | None,
        encoding: str | None,
        rules: str | None,
        quiet: bool,
    ) -> int:
        def wanted(task: Task) -> bool:
            return (
                (not modality or task.modality in modality)
                and (not directive or task.directive in directive)
                and (actor is None or actor in task.actor)
                and (not with_deadline or bool(task.deadline_spans))
            )

        reading = Reading.of(lang, encoding, rules, quiet)
        if output is not None:
            form = written_form(form, output, FORMATS, "text")
        if form == "xlsx" and output is None and sys.stdout.isatty():
            raise JianggaoError("usage", reason=say("error.xlsx-terminal", lang))
        batch = Batch(files, reading)
        found = ((speech, list(filter(wanted, _tasks(speech, reading.rules)))) for speech in batch)
        if form is None and output is None and (color or sys.stdout.isatty()):
            from jianggao.output.terminal import print_tasks

            if color is None and os.environ.get("NO_COLOR"):
                color = False
            for speech, tasks in found:
                print_tasks(speech, tasks, lang, color=color)
            return batch.code
        results = list(found)
        written = _written(results, form or "text", lang, headed=len(files) > 1)
        if output is None:
            write_stdout(written)
        elif results:
            write_file(output, written, batch.inputs)
        return batch.code

    return Command(
        "tasks",
        lang,
        run,
        [
            files_argument(),
            click.Option(["--modality"], type=click.Choice(MODALITIES), multiple=True, help=say("help.modality", lang)),
            click.Option(
                ["--directive"], metavar="N", type=click.IntRange(min=1), multiple=True, help=say("help.directive", lang)
            ),
            click.Option(["--actor"], metavar="NAME", help=say("help.actor", lang)),
            click.Option(["--with-deadline"], is_flag=True, help=say("help.with-deadline", lang)),
            format_option(lang, FORMATS),
            output_option(lang),
            click.Option(["--color/--no-color"], default=None, help=say("help.color", lang)),
        ],
    )


def _tasks(speech: Speech, rules: Rulebook) -> tuple[Task, ...]:
    return find_tasks(speech, find_quotes(speech, rules), rules)


def _written(results: list[tuple[Speech, list[Task]]], form: str, lang: str, *, headed: bool) -> str | bytes:
    if not results:
        return ""
    if form == "text":
        return "\n".join(
            (f"{printable(speech.source.name)}:\n" if headed else "") + tasks_text(speech, tasks, lang)
            for speech, tasks in results
        )
    if form == "xlsx":
        from jianggao.output.workbook import tasks_workbook

        return tasks_workbook(results, lang)
    if form in ("csv", "md"):
        return (tasks_csv if form == "csv" else tasks_markdown)(results, lang)
    from jianggao.output.document import tasks_document
    from jianggao.output.export import to_json, to_yaml

    trees = [tasks_document(speech, tasks) for speech, tasks in results]
    return (to_json if form == "json" else to_yaml)(trees)
