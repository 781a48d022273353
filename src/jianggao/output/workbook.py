"""Requirements as an Excel workbook, to be filled in. The only importer of openpyxl."""

from __future__ import annotations

import io
import re
from unicodedata import east_asian_width

from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.output.tasks import Found, TaskRow, table

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a workbook cannot hold."""
TO_FILL_IN = ("unit", "progress")
"""Columns that are left empty for those who assign the work and follow it up."""
WIDEST = {"requirement": 60.0}
WIDTH = 24.0
LONGEST_CELL = 32_767


def tasks_workbook(found: Found, lang: str) -> bytes:
    """Return the table as an XLSX workbook: header in sight, filters, widths, empty columns to fill in.

    Every cell is a string or a number of our own: nothing is a formula. `JianggaoError` is raised where openpyxl is not
    installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise JianggaoError("no-xlsx") from None
    rows = table(found, lang)
    titles = [*rows[0], *(say(f"column.{name}", lang) for name in TO_FILL_IN)]
    book = Workbook()
    sheet = book.active
    sheet.title = say("label.tasks", lang)
    for line, cells in enumerate((titles, *rows[1:]), 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(line, column)
            cell.value = NOT_IN_XML.sub("\ufffd", text)[:LONGEST_CELL]
            cell.data_type = "s"  # openpyxl would make a formula of what begins with =
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    numbers = {titles.index(say(f"column.{name}", lang)) + 1 for name in ("number", "line")}
    for column in numbers:
        for line in range(2, len(rows) + 1):
            cell = sheet.cell(line, column)
            cell.value = int(cell.value) if cell.value else None
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    fields = [*(["file"] if len(found) > 1 else []), *TaskRow._fields, *TO_FILL_IN]
    for column, name in enumerate(fields, 1):
        widest = max(_cells(row[column - 1]) for row in rows) if column <= len(rows[0]) else 16
        sheet.column_dimensions[get_column_letter(column)].width = min(max(widest + 2.0, 8.0), WIDEST.get(name, WIDTH))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{len(rows)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cells(text: str) -> int:
    """Return the width of a text in cells of a fixed-width font: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
