"""Results on a terminal, with rich. Text from a speech is data here: never markup, never an escape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from jianggao.analysis.quotes import Cited
from jianggao.messages import say
from jianggao.model import Quote, Speech
from jianggao.output.check import Checked, excerpt, message, summary
from jianggao.output.outline import Row, outline_rows, visible
from jianggao.output.quotes import QuoteRow, quote_rows


def print_outline(speech: Speech, lang: str, depth: int | None, *, color: bool | None) -> None:
    """Print the outline as a tree, with colours as `color` says (None: as the terminal can)."""
    _console(color).print(outline_tree(outline_rows(speech, lang, depth), visible(speech.source.name)))


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
        forms = ", ".join(f"{visible(form)} {count}" for form, count in cited.forms)
        console.print(Text.assemble((visible(cited.name), "bold"), f"  {cited.count}  ", (forms, "dim")))


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


def outline_tree(rows: Iterable[Row], name: str) -> Tree:
    """Return the rows of an outline as a tree under `name`."""
    root = Tree(Text(name, style="bold"), guide_style="dim")
    branches = [root]
    for row in rows:
        line = Text()
        line.append(row.label, style="bold cyan" if row.is_point else "green")
        line.append(" ")
        line.append(row.text, style="bold" if row.is_point and row.depth == 1 else "")
        if row.notes:
            line.append("  " + ", ".join(row.notes), style="dim")
        del branches[row.depth :]
        branches.append(branches[-1].add(line))
    return root
