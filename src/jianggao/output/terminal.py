"""Results on a terminal, with rich. Text from a speech is data here: never markup, never an escape."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from jianggao.model import Speech
from jianggao.output.outline import Row, outline_rows


def print_outline(speech: Speech, lang: str, depth: int | None, name: str, *, color: bool | None) -> None:
    """Print the outline as a tree, with colours as `color` says (None: as the terminal can)."""
    console = Console(
        force_terminal=True if color else None,
        no_color=True if color is False else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.print(outline_tree(outline_rows(speech, lang, depth), name))


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
