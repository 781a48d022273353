"""Results on a terminal, with rich. Text from a speech is data here: never markup, never an escape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from jianggao.analysis.quotes import Cited
from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.check import Checked, excerpt, message, summary
from jianggao.output.outline import Row, outline_rows, visible
from jianggao.output.quotes import QuoteRow, quote_rows
from jianggao.output.slogans import Table as PlainTable
from jianggao.output.tasks import TaskRow, task_rows
from jianggao.reading.cuts import cells
from jianggao.results import Quote, Task

if TYPE_CHECKING:
    from jianggao.output.diff import Comparison


CHIEF, NARROWEST = 20, 4
"""Cells that the column of what a table is about has at least, and any other one."""


def print_outline(speech: Speech, lang: str, depth: int | None, *, color: bool | None) -> None:
    """Print the outline as a tree, with colours as `color` says (None: as the terminal can)."""
    _console(color).print(outline_tree(outline_rows(speech, lang, depth), visible(speech.source.name), lang))


def _console(color: bool | None) -> Console:
    return Console(
        force_terminal=True if color else None,
        no_color=None if color is None else not color,
        highlight=False,
        emoji=False,
        markup=False,
    )


def print_quotes(speech: Speech, quotes: Sequence[Quote], index: Iterable[Cited], lang: str, *, color: bool | None) -> None:
    """Print quotations as a table by section, then who is quoted how often."""
    console = _console(color)
    rows = list(quote_rows(speech, quotes, lang))
    if not rows:
        console.print(Text(say("label.no-quotes", lang)))
        return
    table = Table(title=Text(speech.source.name, style="bold"), show_lines=False, header_style="bold")
    for name in QuoteRow._fields:
        table.add_column(say(f"column.{name}", lang), ratio=6 if name == "text" else None, overflow="fold")
    section = None
    for row in rows:
        if section is not None and row.section != section:
            table.add_section()
        first = Text(row.section if row.section != section else "", style="cyan")
        section = row.section
        table.add_row(first, *(Text(cell) for cell in row[1:]))
    console.print(table)
    for cited in index:
        forms = say("label.and", lang).join(f"{visible(form)} {count}" for form, count in cited.forms)
        console.print(Text.assemble((visible(cited.name), "bold"), f"  {cited.count}  ", (forms, "dim")))


def print_table(plain: PlainTable, *, color: bool | None) -> None:
    """Print a table, its first flush-left column the widest and in bold."""
    console = _console(color)
    if not plain.rows:
        console.print(Text(plain.empty))
        return
    chief = next(number for number in range(len(plain.header)) if number not in plain.right)
    filled = [number for number in range(len(plain.header)) if number == chief or any(row[number] for row in plain.rows)]
    rows = [[row[number] for number in filled] for row in plain.rows]
    table = Table(title=Text(plain.title, style="bold") if plain.title else None, header_style="bold")
    whole = [number in plain.whole for number in filled]
    widths = _widths([[plain.header[number] for number in filled], *rows], filled.index(chief), whole, console.width)
    for number, width in zip(filled, widths, strict=True):
        justify: JustifyMethod = "right" if number in plain.right else "left"
        style = "bold" if number == chief else None
        table.add_column(Text(plain.header[number]), justify=justify, style=style, width=width, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _widths(rows: list[list[str]], chief: int, whole: list[bool], room: int) -> list[int]:
    """Return the widths of a table's columns in `room` cells.

    Columns that are `whole` are never broken; of what is left the `chief` one, which the table is about, has half or
    what it needs, and the others share the rest, those that need little first.
    """
    needed = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    room -= 3 * len(needed) + 1 + sum(width for width, kept in zip(needed, whole, strict=True) if kept)
    rest = room - min(needed[chief], max(CHIEF, room // 2))
    widths = list(needed)
    others = sorted((width, number) for number, width in enumerate(needed) if number != chief and not whole[number])
    for place, (width, number) in enumerate(others):
        widths[number] = min(width, max(rest // (len(others) - place), NARROWEST))
        rest -= widths[number]
        room -= widths[number]
    widths[chief] = min(needed[chief], max(room, NARROWEST))
    return widths


def print_tasks(speech: Speech, tasks: Iterable[Task], lang: str, *, color: bool | None) -> None:
    """Print requirements as a table by section."""
    console = _console(color)
    rows = list(task_rows(speech, tasks, lang))
    if not rows:
        console.print(Text(say("label.no-tasks", lang)))
        return
    grid = Table(title=Text(visible(speech.source.name), style="bold"), show_lines=False, header_style="bold")
    shown = [name for name in TaskRow._fields if name != "section" and any(getattr(row, name) for row in rows)]
    titles = [say(f"column.{name}", lang) for name in shown]
    texts = [[getattr(row, name) for name in shown] for row in rows]
    whole = [name in ("number", "modality", "line") for name in shown]
    for title, width in zip(titles, _widths([titles, *texts], shown.index("requirement"), whole, console.width), strict=True):
        grid.add_column(title, width=width, overflow="fold")
    section = None
    for row in rows:
        if row.section != section:
            grid.add_section()
            grid.add_row(*(Text(row.section, style="cyan") if name == "requirement" else "" for name in shown))
            section = row.section
        grid.add_row(*(Text(getattr(row, name)) for name in shown))
    console.print(grid)


def print_diff(found: Comparison, lang: str, context: int, *, color: bool | None) -> None:
    """Print a comparison of two speeches, side by side where the terminal is wide."""
    from jianggao.output.terminal_diff import WIDE, diff_view

    console = _console(color)
    console.print(diff_view(found, lang, context, wide=console.width >= WIDE))


SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "hint": "cyan"}


def print_findings(results: Sequence[Checked], lang: str, *, color: bool | None) -> None:
    """Print findings as plain text does, the place in colour."""
    console = _console(color)
    for path, source, findings in results:
        for finding in findings:
            line, column = source.place(finding.span.start)
            style = SEVERITY_STYLES[finding.severity]
            severity = say(f"severity.{finding.severity}", lang)
            told = Text.assemble(
                (f"{visible(path)}:{line}:{column}", "bold"),
                " ",
                (f"{severity} {finding.rule}", style),
                " ",
                message(finding, lang),
            )
            shown = excerpt(source, finding.span)
            console.print(told, soft_wrap=True)
            console.print(Text.assemble("  ", (shown.before, "dim"), (shown.text, style), (shown.after, "dim")), soft_wrap=True)
            console.print(Text(f"  {shown.carets}", style=style), soft_wrap=True)
    console.print(Text(summary([finding for result in results for finding in result.findings], lang), style="bold"))


def outline_tree(rows: Iterable[Row], name: str, lang: str) -> Tree:
    """Return the rows of an outline as a tree under `name`."""
    root = Tree(Text(name, style="bold"), guide_style="dim")
    branches = [root]
    for row in rows:
        line = Text()
        line.append(row.label, style="bold cyan" if row.is_point else "green")
        line.append(" ")
        line.append(row.text, style="bold" if row.is_point and row.depth == 1 else "")
        if row.notes:
            line.append("  " + say("label.comma", lang).join(row.notes), style="dim")
        del branches[row.depth :]
        branches.append(branches[-1].add(line))
    return root
