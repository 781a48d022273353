"""Requirements as rows of a table: plain text, CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.outline import literal, visible
from jianggao.output.quotes import place_name
from jianggao.output.spreadsheet import to_csv
from jianggao.results import Task

Found = Sequence[tuple[Speech, Sequence[Task]]]
"""Speeches, each with its requirements."""


class TaskRow(NamedTuple):
    """A requirement in the words of a table; every field is on one line and safe to print."""

    number: str
    section: str
    """Where it stands, as a reader knows it: `开场`, or the directive and the points in it, mark and heading."""
    requirement: str
    modality: str
    actor: str
    """As printed; marked where the requirement does not name it itself."""
    deadline: str
    source: str
    line: str


def task_rows(speech: Speech, tasks: Iterable[Task], lang: str) -> Iterator[TaskRow]:
    """Yield a row for each requirement, in reading order, with its number in the speech."""
    for task in tasks:
        actor = say("task.implied", lang, actor=task.actor) if task.actor_from else task.actor
        printed = (
            place_name(speech, task.section, task.span.start, lang),
            task.text,
            say(f"task.{task.modality}", lang),
            actor,
            task.deadline,
            task.quote.speaker if task.quote is not None else "",
        )
        cells = [visible(" ".join(cell.split())) for cell in printed]
        yield TaskRow._make([str(task.number), *cells, "" if task.line is None else str(task.line)])


def tasks_text(speech: Speech, tasks: Iterable[Task], lang: str) -> str:
    """Return requirements as plain text: under each section a numbered line for each, with notes in brackets."""
    lines: list[str] = []
    section = None
    for row in task_rows(speech, tasks, lang):
        if row.section != section:
            section = row.section
            lines.append(section)
        notes = [row.modality]
        for name in ("actor", "deadline", "source"):
            value = getattr(row, name)
            if value:
                notes.append(f"{say(f'column.{name}', lang)}{say('label.colon', lang)}{value}")
        lines.append(f"  {row.number}. {row.requirement}  [{say('label.comma', lang).join(notes)}]")
    return "".join(f"{line}\n" for line in lines) or say("label.no-tasks", lang) + "\n"


def table(found: Found, lang: str) -> list[list[str]]:
    """Return the requirements of one or several speeches as rows under their titles.

    Several speeches have a column that names the file; each has numbers of its own.
    """
    several = len(found) > 1
    titles = [say(f"column.{name}", lang) for name in TaskRow._fields]
    rows = [[*([say("column.file", lang)] if several else []), *titles]]
    for speech, tasks in found:
        for row in task_rows(speech, tasks, lang):
            rows.append([*([visible(speech.source.name)] if several else []), *row])
    return rows


def tasks_csv(found: Found, lang: str) -> str:
    """Return the table as CSV for Excel, in which nothing computes (`to_csv`)."""
    titles, *rows = table(found, lang)
    return to_csv(titles, rows)


def tasks_markdown(found: Found, lang: str) -> str:
    """Return the table in Markdown."""
    titles, *rows = table(found, lang)
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(map(literal, line))} |\n" for line in lines)
