"""`jianggao tasks`: the requirements of a speech as a table: what, for whom, by when."""

from __future__ import annotations

import sys

import click

from jianggao.analysis.quotes import find_quotes
from jianggao.analysis.tasks import find_tasks
from jianggao.cli.batch import Batch, Reading
from jianggao.cli.options import Command, files_argument, target_options
from jianggao.cli.target import Target, together
from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.tasks import tasks_csv, tasks_markdown, tasks_text
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

        target, reading = Target(form, output, color), Reading.of(lang, encoding, rules, quiet)
        wanted_form = target.form_among(FORMATS)
        if wanted_form == "xlsx" and output is None and sys.stdout.isatty():
            raise JianggaoError("usage", reason=say("error.xlsx-terminal", lang))
        batch = Batch(files, reading)
        found = ((speech, list(filter(wanted, _tasks(speech, reading.rules)))) for speech in batch)
        if target.is_terminal:
            from jianggao.output.terminal import print_tasks

            for speech, tasks in found:
                print_tasks(speech, tasks, lang, color=target.colors)
            return batch.code
        results = list(found)
        target.write(_written(results, wanted_form, lang, named=len(files) > 1), batch.inputs, unread=not results)
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
            *target_options(lang, FORMATS),
        ],
    )


def _tasks(speech: Speech, rules: Rulebook) -> tuple[Task, ...]:
    return find_tasks(speech, find_quotes(speech, rules), rules)


def _written(results: list[tuple[Speech, list[Task]]], form: str, lang: str, *, named: bool) -> str | bytes:
    if not results:
        return ""
    if form == "text":
        return together(((speech, tasks_text(speech, tasks, lang)) for speech, tasks in results), lang, named=named)
    if form == "xlsx":
        from jianggao.output.workbook import tasks_workbook

        return tasks_workbook(results, lang)
    if form in ("csv", "md"):
        return (tasks_csv if form == "csv" else tasks_markdown)(results, lang)
    from jianggao.output.document import tasks_document
    from jianggao.output.export import dumped

    return dumped((tasks_document(speech, tasks) for speech, tasks in results), form)
