"""A PDF to text: its text layer line by line, lines joined to paragraphs by where they stand on the page.

A PDF knows only signs and their places; `reading.printed` makes paragraphs of them. Page numbers and what
stands at the top or foot of most pages are set apart as the page's (`rules/pages.toml`).
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING

from jianggao.errors import ReadError
from jianggao.model import Cut, Span
from jianggao.reading.encodings import text_findings
from jianggao.reading.extract import Extract
from jianggao.reading.files import NAMES, limited
from jianggao.reading.printed import Line, in_order, joined_lines, page_furniture
from jianggao.rules import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTPage, LTTextLine

LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
UNMAPPED = re.compile(r"\(cid:[0-9]+\)")
STREAM = re.compile(rb"stream\r?\n")
DEEPEST_PACKING = 3
CHUNK = 1 << 16


def pdf_text(data: bytes, rules: Rulebook, max_size: int) -> Extract:
    """Return the text of a PDF.

    `ReadError` is raised where it is damaged, locked, a scan without text, does not tell its characters, or unpacks to more than
    `max_size` bytes, and where the extra `office` is not installed.
    """
    data = data[max(data.find(b"%PDF-"), 0) :]
    limited(_unpacked(data, max_size), max_size)
    pages = _pages(data)
    furniture = page_furniture(pages, re.compile(rules.any_of("page_numbers")), re.compile(rules.any_of("footnotes")))
    lines = [line for page in pages for line in page]
    if len(furniture) == len(lines):
        raise ReadError("scan")
    signs = Counter("\ufffd" in sign for line in lines for _, _, sign in line.signs)
    if signs[True] > signs[False]:
        raise ReadError("no-characters")
    joined = joined_lines([line for line in lines if id(line) not in furniture])
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


def _pages(data: bytes) -> list[list[Line]]:
    """Return the lines of each page, from its top."""
    try:
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    except ImportError:
        raise ReadError("extra", format=("PDF", "a PDF"), extra="office") from None
    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.CRITICAL)  # it warns of every font that lacks a measure
    try:
        return in_order([[_line(found, number) for found in _found(page)] for number, page in enumerate(_laid_out(data), 1)])
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ReadError("encrypted", format=NAMES["pdf"]) from None
    except Exception as error:  # a broken PDF makes the library raise whatever its broken part leads to
        raise ReadError("damaged", format=NAMES["pdf"], reason=str(error) or type(error).__name__) from None
    finally:
        log.setLevel(level)


def _laid_out(data: bytes) -> Iterator[LTPage]:
    """Yield the pages with their text laid out in lines; a page is turned the way most of its signs stand."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(io.BytesIO(data)):
        interpreter.process_page(page)
        found = device.get_result()
        if turn := _turn(found):
            page.rotate = (page.rotate + turn) % 360
            interpreter.process_page(page)
            found = device.get_result()
        yield found


def _turn(page: LTPage) -> int:
    """Return by how many degrees, clockwise, a page has to be turned for most of its signs to stand upright."""
    from pdfminer.layout import LTChar, LTContainer

    turns: Counter[int] = Counter()
    waiting: list[object] = [page]
    while waiting:
        each = waiting.pop()
        if isinstance(each, LTChar):
            across, along = each.matrix[:2]
            turns[(0 if across > 0 else 180) if abs(across) >= abs(along) else 90 if along > 0 else 270] += 1
        elif isinstance(each, LTContainer):
            waiting += each
    return turns.most_common(1)[0][0] if turns else 0


def _found(page: LTPage) -> Iterator[LTTextLine]:
    """Yield the text lines of a page as the library has found them."""
    from pdfminer.layout import LTTextBox, LTTextLine

    for box in page:
        if isinstance(box, LTTextBox):
            yield from (line for line in box if isinstance(line, LTTextLine))


def _line(found: LTTextLine, page: int) -> Line:
    """Return a line with its signs, without the spaces that the library puts wherever there is a gap."""
    from pdfminer.layout import LTChar

    signs = [
        (sign.x0, sign.x1, UNMAPPED.sub("\ufffd", sign.get_text()).translate(LIGATURES))
        for sign in found
        if isinstance(sign, LTChar)
    ]
    printed = [sign for sign in signs if sign[2].strip()] or [(found.x0, found.x1, "")]
    return Line(page, printed[0][0], printed[-1][1], found.y0, found.y1, signs)
