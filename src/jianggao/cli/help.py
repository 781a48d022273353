"""Help pages, filled by the cells of a terminal, of which a Chinese character takes two."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from jianggao.reading.cuts import cells

WORD = re.compile(r"[“‘（《]*(?:[!-~]+|[^ ])[，。、；：！？”’）》…]*| +")
"""What stays on one line: a Latin word or a single Chinese character, with the punctuation that belongs to it."""
AS_IT_IS = "\b\n"
"""What click puts before a paragraph whose lines it is to leave alone."""


def filled(text: str, width: int) -> list[str]:
    """Return a paragraph as lines of at most `width` cells, as far as its words allow."""
    lines = [""]
    for word in WORD.findall(text.replace("\n", " ")):
        if cells(lines[-1] + word.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return lines


class HelpPage(click.HelpFormatter):
    """A help page in Chinese or English; a heading ends as its language ends it."""

    def write_heading(self, heading: str) -> None:
        """Write a heading as it is."""
        self.write(f"{'':>{self.current_indent}}{heading}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        width = self.width - self.current_indent
        super().write_text("\n\n".join(AS_IT_IS + "\n".join(filled(each, width)) for each in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns."""
        rows = list(rows)
        first = min(max((len(term) for term, _ in rows), default=0), col_max) + col_spacing
        width = max(self.width - first - 2, 10)
        super().write_dl([(term, AS_IT_IS + "\n".join(filled(text, width))) for term, text in rows], col_max, col_spacing)


class Context(click.Context):
    """What click knows while a command runs, its help set as above."""

    formatter_class = HelpPage
