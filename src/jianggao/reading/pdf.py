"""A PDF to text: its text layer line by line, lines joined to paragraphs by where they stand on the page.

A PDF knows only signs and their places. A line goes on with the next one where it reaches the right
margin and the next one is not indented; that holds across pages too. Page numbers and what stands at
the top or foot of most pages are set apart as the page's (`rules/pages.toml`).
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jianggao.errors import ReadError
from jianggao.model import Cut, Span
from jianggao.reading.cuts import SENTENCE_END
from jianggao.reading.encodings import text_findings
from jianggao.reading.extract import Extract
from jianggao.reading.files import NAMES, limited
from jianggao.rules import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTPage, LTTextLine

EDGE_LINES = 3
"""Lines at the top and at the foot of a page among which its number and running heads are looked for."""
INDENT = 0.8
"""Of the size of the type: a line that begins farther in than this begins a paragraph."""
SHORT = 2.2
"""Of the size of the type: a line that ends farther from the margin than this ends its paragraph."""
GAP = 0.15
"""Of the size of the type: a wider gap between Latin letters is a space."""
WIDE_GAP = 1.4
"""Of the usual distance of lines: a wider one parts paragraphs."""
SIDE_BY_SIDE = 0.3
"""Share of a page's lines that have another beside them, from which on it is set in columns."""
LINE_BREAKS = re.compile(r"[\r\n]")
UNMAPPED = re.compile(r"\(cid:[0-9]+\)")
STREAM = re.compile(rb"stream\r?\n")
DEEPEST_PACKING = 3
CHUNK = 1 << 16


@dataclass
class _Line:
    """A line of a page, and where it stands there, in points from the lower left corner."""

    page: int
    left: float
    right: float
    bottom: float
    top: float
    signs: list[tuple[float, float, str]]
    """Each with its left and right edge."""
    text: str = ""
    number: int = 0
    """Of the line on its page, from 1."""

    @property
    def size(self) -> float:
        """The size of the type, near enough."""
        return self.top - self.bottom


def pdf_text(data: bytes, rules: Rulebook, max_size: int) -> Extract:
    """Return the text of a PDF.

    `ReadError` is raised where it is damaged, locked, a scan without text, or unpacks to more than
    `max_size` bytes, and where the extra `office` is not installed.
    """
    limited(_unpacked(data, max_size), max_size)
    pages = _pages(data)
    if not any(pages):
        raise ReadError("scan")
    furniture = _furniture(pages, re.compile(rules.any_of("page_numbers")))
    lines = [line for page in pages for line in page]
    joined = _joined([line for line in lines if id(line) not in furniture])
    pieces: list[str] = []
    cuts: list[Cut] = []
    at = 0
    for line in lines:
        text = line.text
        if joined.get(id(line)) == " ":
            text += " "
        end = at + len(text)
        if id(line) in furniture:
            cuts.append(Cut(Span(at, end + 1), "page"))
        elif id(line) in joined:
            cuts.append(Cut(Span(end, end + 1), "wrap"))
        pieces.append(f"{text}\n")
        at = end + 1
    text = "".join(pieces)
    places = tuple((line.page, line.number) for line in lines)
    return Extract(text, "pdf", places, tuple(cuts), findings=text_findings(text))


def _unpacked(data: bytes, most: int) -> int:
    """Return the size of the compressed streams, unpacked, as far as they are counted: a little beyond `most`."""
    size = 0
    for begin in STREAM.finditer(data):
        size += _inflated(data, begin.end(), most - size)
        if size > most:
            break
    return size


def _inflated(data: bytes, at: int, most: int, depth: int = 0) -> int:
    """Return the size that a zlib stream unpacks to; 0 for what is none. Streams inside streams count too."""
    if data[at : at + 1] != b"\x78":
        return 0
    stream = zlib.decompressobj()
    size, inner, fed = 0, bytearray(), data[at : at + CHUNK]
    while fed and size <= most:
        try:
            piece = stream.decompress(fed, CHUNK)
        except zlib.error:
            break
        size += len(piece)
        if size == len(piece) or inner:
            inner += piece if piece[:1] == b"\x78" or inner else b""
        if stream.eof:
            break
        fed = stream.unconsumed_tail
        if not fed:
            at += CHUNK
            fed = data[at : at + CHUNK]
    if inner and size <= most and depth < DEEPEST_PACKING:
        size += _inflated(bytes(inner), 0, most - size, depth + 1)
    return size


def _pages(data: bytes) -> list[list[_Line]]:
    """Return the lines of each page, from its top."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    except ImportError:
        raise ReadError("extra", format=("PDF", "a PDF"), extra="office") from None
    try:
        return [_lines(page, number) for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams()), 1)]
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ReadError("encrypted", format=NAMES["pdf"]) from None
    except Exception as error:  # a broken PDF makes the library raise whatever its broken part leads to
        raise ReadError("damaged", format=NAMES["pdf"], reason=str(error) or type(error).__name__) from None


def _lines(page: LTPage, number: int) -> list[_Line]:
    """Return the lines of a page from its top, or column by column where it is set in columns."""
    lines = [line for line in (_line(found, number) for found in _found(page)) if _text(line)]
    by_height = sorted(lines, key=lambda line: (-(line.top + line.bottom) / 2, line.left))
    rows: list[list[_Line]] = []
    for line in by_height:
        if rows and line.top + line.bottom > 2 * rows[-1][0].bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    if sum(len(row) - 1 for row in rows) <= SIDE_BY_SIDE * len(lines):
        lines = [_row(row) for row in rows]
    for at, line in enumerate(lines, 1):
        line.text, line.number = _text(line), at
    return lines


def _found(page: LTPage) -> Iterator[LTTextLine]:
    """Yield the text lines of a page as the library has found them."""
    from pdfminer.layout import LTTextBox, LTTextLine

    for box in page:
        if isinstance(box, LTTextBox):
            yield from (line for line in box if isinstance(line, LTTextLine))


def _line(found: LTTextLine, page: int) -> _Line:
    """Return a line with its signs, without the spaces that the library puts wherever there is a gap."""
    from pdfminer.layout import LTChar

    signs = [(sign.x0, sign.x1, UNMAPPED.sub("\ufffd", sign.get_text())) for sign in found if isinstance(sign, LTChar)]
    printed = [sign for sign in signs if sign[2].strip()] or [(found.x0, found.x1, "")]
    return _Line(page, printed[0][0], printed[-1][1], found.y0, found.y1, signs)


def _row(row: list[_Line]) -> _Line:
    """Return the pieces of one line as one, its signs from left to right.

    The library takes a line apart where a sign stands higher or is of another size, such as a quotation mark.
    """
    first = max(row, key=lambda line: len(line.signs))
    first.signs = sorted(sign for piece in row for sign in piece.signs)
    first.left, first.right = min(piece.left for piece in row), max(piece.right for piece in row)
    return first


def _text(line: _Line) -> str:
    """Return the signs of a line as text; a gap between two Latin letters or figures is a space."""
    text, edge = "", line.left
    for left, right, sign in line.signs:
        if left - edge > GAP * line.size and text[-1:].isascii() and sign.isascii():
            text += " "
        text, edge = text + sign, right
    return LINE_BREAKS.sub(" ", text).strip(" \t\u3000\xa0")


def _furniture(pages: list[list[_Line]], page_number: re.Pattern[str]) -> set[int]:
    """Return the identities of the lines that are page numbers, running heads or running feet."""
    edges = [[*page[:EDGE_LINES], *page[max(EDGE_LINES, len(page) - EDGE_LINES) :]] for page in pages]
    repeated = Counter(key for edge in edges for key in {_look(line) for line in edge})
    written = sum(1 for page in pages if page)
    found: set[int] = set()
    for page in pages:
        for side in (page[:EDGE_LINES], page[::-1][:EDGE_LINES]):
            for line in side:  # from the edge inwards, up to the first line of the text
                count = repeated[_look(line)]
                if not (page_number.fullmatch(line.text) or (count > 1 and 2 * count > written)):
                    break
                found.add(id(line))
    return found


def _look(line: _Line) -> tuple[str, int]:
    """Return what a running head has on every page: its words, whatever the number, and its height."""
    return re.sub(r"[0-9０-９]+", "0", line.text), round(line.bottom / 4)


def _joined(lines: list[_Line]) -> dict[int, str]:
    """Return the identities of the lines that go on in the next one, each with what joins the two."""
    if not lines:
        return {}
    lefts = _left_margins(lines)
    width = max(line.right - lefts[line.page] for line in lines)
    pairs = list(pairwise(lines))
    gaps = sorted(above.bottom - line.bottom for above, line in pairs if above.page == line.page)
    usual = gaps[len(gaps) // 4] if gaps else 0.0  # of many short paragraphs the median is between paragraphs
    indented = sum(line.left - lefts[line.page] > INDENT * line.size for line in lines) > 1
    spaced = sum(gap > WIDE_GAP * usual for gap in gaps) > 1
    joined: dict[int, str] = {}
    for above, line in pairs:
        is_full = lefts[above.page] + width - above.right < SHORT * above.size
        begins = line.left - lefts[line.page] > INDENT * line.size
        parted = above.page == line.page and above.bottom - line.bottom > WIDE_GAP * usual
        other_type = abs(above.size - line.size) > 0.2 * max(above.size, line.size)
        tells = indented or (spaced and above.page == line.page)
        ends = not tells and above.text[-1:] in SENTENCE_END
        if is_full and not (begins or parted or other_type or ends):
            edge = above.text[-1:] + line.text[:1]
            joined[id(above)] = " " if edge.isascii() and edge.isalnum() else ""
    return joined


def _left_margins(lines: list[_Line]) -> dict[int, float]:
    """Return where the lines of each page begin that are not indented: the leftmost place that two lines share."""

    def shared(some: list[_Line]) -> float | None:
        places = Counter(round(line.left) for line in some)
        return min((place for place, count in places.items() if count > 1), default=None)

    everywhere = shared(lines)
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    margins: dict[int, float] = {}
    for page, some in by_page.items():
        own = shared(some)
        least = min(line.left for line in some)
        margins[page] = own if own is not None and len(some) > EDGE_LINES else least if everywhere is None else everywhere
    return margins
