"""Lines on printed pages to paragraphs: columns in order, what the page adds apart, wrapped lines joined.

A line goes on with the next one where it reaches the right margin and the next one is not indented;
that holds across columns and pages too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jianggao.reading.cuts import SENTENCE_END

EDGE_LINES = 3
"""Lines at the top and at the foot of a page among which its number and running heads are looked for."""
INDENT = 0.8
"""Of the size of the type: a line that begins farther in than this begins a paragraph."""
SHORT = 2.2
"""Of the size of the type: a line that ends farther from the margin than this ends its paragraph."""
LEAST_WIDTH = 12
"""Signs of the longest line from which on lines are taken to be wrapped at a margin."""
GAP = 0.15
"""Of the size of the type: a wider gap between Latin letters is a space."""
WIDE_GAP = 1.4
"""Of the usual distance of lines: a wider one parts paragraphs."""
SIDE_BY_SIDE = 0.3
"""Share of the lines that have another beside them, from which on they are the cells of a table."""
GUTTER = 4
"""Points between columns, at least."""
TALLEST = 100
"""Points of a line that are looked at for what stands beside it."""
LEAST_SIDE = 0.2
"""Share of a page's lines on either side of the place that parts it into columns."""
MOST_ACROSS = 0.2
"""Share of a page's lines that may run across that place."""
BESIDE = 0.5
"""Share of a column's lines that have another beside them."""
SMALL_TYPE = 0.8
"""Of the usual size of a page: type of footnotes."""
NARROWEST = 8
"""Signs of an ordinary line of a column; the cells of a table hold fewer."""
LINE_BREAKS = re.compile(r"[\r\n]")


@dataclass
class Line:
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
    column: int = 0
    """Of the column on its page, from 1; 0 where the line runs across."""

    @property
    def size(self) -> float:
        """The size of the type, near enough."""
        return self.top - self.bottom

    @property
    def heights(self) -> range:
        """The whole points it takes up, from the foot of the page; of type as large as a page its lowest alone."""
        return range(round(self.bottom), min(round(self.top), round(self.bottom) + TALLEST))

    def is_with(self, other: Line) -> bool:
        """Tell whether both stand in the same column of the same page."""
        return (self.page, self.column) == (other.page, other.column)


def in_order(pages: list[list[Line]]) -> list[list[Line]]:
    """Return the lines of each page as they are read, the pieces of one line joined, each with its text and number."""
    pages = [[line for line in page if line_text(line)] for page in pages]
    gutters = [_gutter(page) for page in pages]
    common = Counter(round(gutter) for gutter in gutters if gutter is not None).most_common(1)
    ordered = []
    for page, own in zip(pages, gutters, strict=True):
        gutter = float(common[0][0]) if own is None and common else own
        if gutter is None or _crossing(page, gutter) > MOST_ACROSS * len(page):
            lines = _one_column(page)
        else:
            lines = list(_columns(page, gutter))
        for number, line in enumerate(lines, 1):
            line.text, line.number = line_text(line), number
        ordered.append(lines)
    return ordered


def _gutter(lines: list[Line]) -> float | None:
    """Return the place at which a page is parted into columns; None where it is not.

    Hardly a line runs across it, and many stand on either side, side by side, as long as lines of prose are.
    """
    least = LEAST_SIDE * len(lines)
    rights = sorted(line.right for line in lines)
    lefts = sorted(line.left for line in lines)
    best: tuple[int, float] | None = None
    for left in sorted({round(line.left) for line in lines}):
        before = bisect_right(rights, left)
        after = len(lefts) - bisect_left(lefts, left - 0.5)
        if before < least or after < least or left - rights[before - 1] < GUTTER:
            continue
        place = (left + rights[before - 1]) / 2
        across = len(lines) - before - after
        if best is None or across < best[0]:
            best = across, place
    if best is None or best[0] > MOST_ACROSS * len(lines):
        return None
    at = best[1]
    sides = [line for line in lines if line.right <= at], [line for line in lines if line.left >= at]
    for side, other in (sides, sides[::-1]):
        heights = {height for line in other for height in line.heights}
        beside = sum(not heights.isdisjoint(line.heights) for line in side)
        narrow = median(line.right - line.left for line in side) < NARROWEST * median(line.size for line in side)
        if narrow or beside < BESIDE * min(len(side), len(other)):
            return None
    return at


def _crossing(lines: list[Line], gutter: float) -> int:
    return sum(line.left < gutter < line.right for line in lines)


def _columns(lines: list[Line], gutter: float) -> Iterator[Line]:
    """Yield the lines of a page with two columns: each as far down as the next line that runs across."""
    across: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []

    def flush() -> Iterator[Line]:
        yield from _one_column(across)
        for number, column in enumerate((left, right), 1):
            for line in _one_column(column):
                line.column = number
                yield line

    for line in sorted(lines, key=lambda line: -(line.top + line.bottom)):
        crosses = line.left < gutter < line.right
        if crosses and (left or right):
            yield from flush()
            across, left, right = [], [], []
        (across if crosses else left if line.right <= gutter else right).append(line)
    yield from flush()


def _one_column(lines: list[Line]) -> list[Line]:
    """Return lines from the top; the pieces of a line are joined, the cells of a table are not."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-(line.top + line.bottom) / 2, line.left)):
        if rows and line.top + line.bottom > 2 * rows[-1][0].bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    if len(lines) - len(rows) > SIDE_BY_SIDE * len(lines):
        return [line for row in rows for line in sorted(row, key=lambda line: line.left)]
    return [_joined_row(row) for row in rows]


def _joined_row(row: list[Line]) -> Line:
    """Return the pieces of one line as one, its signs from left to right.

    The library takes a line apart where a sign stands higher or is of another size, such as a quotation mark.
    """
    first = max(row, key=lambda line: len(line.signs))
    first.signs = sorted(sign for piece in row for sign in piece.signs)
    first.left, first.right = min(piece.left for piece in row), max(piece.right for piece in row)
    return first


def line_text(line: Line) -> str:
    """Return the signs of a line as text; a gap between two Latin letters or figures is a space."""
    text, edge = "", line.left
    for left, right, sign in line.signs:
        if left - edge > GAP * line.size and text[-1:].isascii() and sign.isascii():
            text += " "
        text, edge = text + sign, right
    return LINE_BREAKS.sub(" ", text).strip(" \t\u3000\xa0")


def page_furniture(pages: list[list[Line]], page_number: re.Pattern[str], footnote: re.Pattern[str]) -> set[int]:
    """Return the identities of the lines that are page numbers, running heads, running feet or footnotes."""
    pages = [sorted(page, key=lambda line: -line.bottom) for page in pages]
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
        found.update(map(id, _footnotes([line for line in page if id(line) not in found], footnote)))
    return found


def _footnotes(page: list[Line], footnote: re.Pattern[str]) -> list[Line]:
    """Return the lines in small type at the foot of a page, from the first that begins with a footnote's mark."""
    if not page:
        return []
    small = SMALL_TYPE * median(line.size for line in page)
    first = len(page)
    while first and page[first - 1].size < small:
        first -= 1
    while first < len(page) and footnote.match(page[first].text) is None:
        first += 1
    return page[first:]


def _look(line: Line) -> tuple[str, int]:
    """Return what a running head has on every page: its words, whatever the number, and its height."""
    return re.sub(r"[0-9０-９]+", "0", line.text), round(line.bottom / 4)


def joined_lines(lines: list[Line]) -> dict[int, str]:
    """Return the identities of the lines that go on in the next one, each with what joins the two."""
    lefts = _left_margins(lines)
    widths: dict[bool, float] = {}
    for line in lines:
        is_column = line.column > 0
        widths[is_column] = max(widths.get(is_column, 0.0), line.right - lefts[line.page, line.column])
    pairs = list(pairwise(lines))
    gaps = sorted(above.bottom - line.bottom for above, line in pairs if above.is_with(line))
    usual = gaps[len(gaps) // 4] if gaps else 0.0  # of many short paragraphs the median is between paragraphs
    indented = sum(line.left - lefts[line.page, line.column] > INDENT * line.size for line in lines) > 1
    spaced = sum(gap > WIDE_GAP * usual for gap in gaps) > 1
    joined: dict[int, str] = {}
    for above, line in pairs:
        follows = above.is_with(line)
        width = widths[above.column > 0]
        is_full = width >= LEAST_WIDTH * above.size and lefts[above.page, above.column] + width - above.right < SHORT * above.size
        begins = line.left - lefts[line.page, line.column] > INDENT * line.size
        parted = follows and above.bottom - line.bottom > WIDE_GAP * usual
        other_type = abs(above.size - line.size) > 0.2 * max(above.size, line.size)
        tells = indented or (spaced and follows)
        ends = not tells and above.text[-1:] in SENTENCE_END
        if is_full and not (begins or parted or other_type or ends):
            edge = above.text[-1:] + line.text[:1]
            joined[id(above)] = " " if edge.isascii() and edge.isalnum() else ""
    return joined


def _left_margins(lines: list[Line]) -> dict[tuple[int, int], float]:
    """Return where the lines of each page and column begin that are not indented: the leftmost place that two share."""

    def shared(some: list[Line]) -> float | None:
        places = Counter(round(line.left) for line in some)
        return min((place for place, count in places.items() if count > 1), default=None)

    regions: dict[tuple[int, int], list[Line]] = {}
    columns: dict[int, list[Line]] = {}
    for line in lines:
        regions.setdefault((line.page, line.column), []).append(line)
        columns.setdefault(line.column, []).append(line)
    everywhere = {column: shared(some) for column, some in columns.items()}
    margins: dict[tuple[int, int], float] = {}
    for region, some in regions.items():
        own, common = shared(some), everywhere[region[1]]
        least = min(line.left for line in some)
        margins[region] = own if own is not None and len(some) > EDGE_LINES else least if common is None else common
    return margins
