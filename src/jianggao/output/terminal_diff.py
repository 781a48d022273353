"""A comparison on a terminal, with rich: side by side where it is wide, one under the other where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jianggao.analysis.diff import edits
from jianggao.messages import say
from jianggao.output.diff import Comparison
from jianggao.output.diff_text import CONTEXT, DiffRow, diff_rows, notes, snippets, stat_line, told_phrases
from jianggao.output.outline import visible
from jianggao.results import ChangeKind, Edit

WIDE = 100
"""Columns from which both sides stand beside one another."""
OLD, NEW, MOVED = "red", "green", "cyan"
SIGN_STYLES = {"+": NEW, "-": OLD, ">": MOVED, "~": "yellow", "=": "dim"}


def diff_view(found: Comparison, lang: str, context: int = CONTEXT, *, wide: bool) -> Group:
    """Return a comparison for a rich console to print."""
    blocks: list[RenderableType] = [Text(stat_line(found, lang), style="bold")]
    blocks += [Text(note, style="yellow") for note in notes(found, lang)]
    if wide:
        blocks.append(_beside(Text(say("label.old", lang), style="bold"), Text(say("label.new", lang), style="bold")))
    for row in diff_rows(found, lang):
        blocks += [Padding(block, (0, 0, 0, 2 * max(row.depth - 1, 0))) for block in (_wide if wide else _narrow)(row, context)]
    for name, phrases in told_phrases(found, lang):
        blocks += [Text(), Text(name, style="bold")]
        blocks += [Text(f"- {visible(text)}", style=OLD) for text in phrases.gone]
        blocks += [Text(f"+ {visible(text)}", style=NEW) for text in phrases.new]
        blocks += [Text("~ ").append_text(_inline(edits(*map(visible, pair)))) for pair in phrases.reworded]
    return Group(*blocks)


def _wide(row: DiffRow, context: int) -> list[RenderableType]:
    """Return a row in two columns, and under it what changed, each side in its own."""
    sides = [_title(row, side) for side in ("old", "new")]
    blocks: list[RenderableType] = [_beside(*sides)]
    for line in _lines(row, context):
        blocks.append(_beside(*(Padding(_side(line, side), (0, 0, 0, 2)) for side in ("old", "new"))))
    return blocks


def _narrow(row: DiffRow, context: int) -> list[RenderableType]:
    """Return a row as a title with what became of it, and under it what changed, old and new in one line."""
    style = SIGN_STYLES[row.sign]
    title = Text.assemble((f"{row.sign} ", style), (row.label, style if row.sign == "=" else "bold"))
    if row.sign != "=":
        title.append(f"  {row.note}", style=style)
    return [title, *(Padding(_inline(line), (0, 0, 0, 2)) for line in _lines(row, context))]


def _title(row: DiffRow, side: str) -> Text:
    text = getattr(row, side)
    if not text:
        return Text()
    style = SIGN_STYLES[row.sign]
    title = Text(f"{row.sign} ", style=style)
    if row.heading and row.sign != "=":
        title.append_text(_side(row.heading, side, "bold"))
    else:
        title.append(text, style=style if row.sign == "=" else "bold")
    if row.sign != "=" and (side == "new" or not row.new):
        title.append(f"  {row.note}", style=style)
    return title


def _lines(row: DiffRow, context: int) -> Sequence[Sequence[Edit]]:
    if row.kinds[0] in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return [row.body] if row.body else []
    return snippets(row.body, context)


def _side(found: Iterable[Edit], side: str, base: str = "") -> Text:
    """Return one side of a text, what the other side does not have in colour."""
    style = f"{OLD} strike" if side == "old" else f"{NEW} underline"
    text = Text()
    for edit in found:
        text.append(getattr(edit, side), style=base if edit.old == edit.new else f"{base} {style}".strip())
    return text


def _inline(found: Iterable[Edit]) -> Text:
    """Return both sides in one line, told apart without colour too."""
    text = Text()
    for edit in found:
        if edit.old == edit.new:
            text.append(edit.old)
            continue
        if edit.old:
            text.append(f"[-{edit.old}-]", style=f"{OLD} strike")
        if edit.new:
            text.append(f"{{+{edit.new}+}}", style=f"{NEW} underline")
    return text


def _beside(old: RenderableType, new: RenderableType) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_row(old, new)
    return table
