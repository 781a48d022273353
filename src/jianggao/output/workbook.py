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
NUMBERS = ("number", "line")
NARROWEST, WIDEST, WIDEST_TEXT = 8, 24, 60
"""Widths of columns, in characters of the default font."""
LONGEST_CELL = 32_767
LINE_HEIGHT, HIGHEST = 16, 400
"""Points: of a line of text in the default font; and of a row, in which Excel allows 409."""


def tasks_workbook(found: Found, lang: str) -> bytes:
    """Return the table as an XLSX workbook: header in sight, filters, widths, empty columns to fill in.

    What a speech says is a string in it, never a formula. `JianggaoError` is raised where openpyxl is
    not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise JianggaoError("no-xlsx") from None
    rows = table(found, lang)
    columns = [*(["file"] if len(found) > 1 else []), *TaskRow._fields, *TO_FILL_IN]
    rows[0] += [say(f"column.{name}", lang) for name in TO_FILL_IN]
    book = Workbook()
    sheet = book.active
    sheet.title = say("label.tasks", lang)
    for line, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(line, column)
            is_number = columns[column - 1] in NUMBERS
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if is_number else None)
            if line > 1 and is_number:
                cell.value = int(text) if text else None
            elif text:
                cell.value = NOT_IN_XML.sub("\ufffd", text)[:LONGEST_CELL]
                cell.data_type = "s"  # openpyxl would make a formula of what begins with =
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    widths = []
    for column, name in enumerate(columns):
        texts = [row[column] for row in rows if column < len(row)]
        most = WIDEST_TEXT if name == "requirement" else WIDEST
        least = 16 if name in TO_FILL_IN else NARROWEST
        widths.append(min(max(least, *map(_width, texts)) + 2, most))
        sheet.column_dimensions[get_column_letter(column + 1)].width = widths[-1]
    for line, texts in enumerate(rows, 1):  # not every program makes rows as high as their texts
        lines = max(-(-_width(text) // (width - 1)) for text, width in zip(texts, widths, strict=False))
        sheet.row_dimensions[line].height = min(max(lines, 1) * LINE_HEIGHT, HIGHEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows)}"
    sheet.print_title_rows = "1:1"
    sheet.print_options.gridLines = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _width(text: str) -> int:
    """Return the width of a text in characters of a fixed-width font: two for a Chinese one."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
