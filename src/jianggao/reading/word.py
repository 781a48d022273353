"""A Word document (.docx, ECMA-376) to text: one paragraph a line, in reading order, automatic numbers rebuilt.

Tables and text boxes are read where they stand. Tracked changes are read as accepted. Headers, footers,
notes and comments are no part of the text; hidden text is left out, as it is in print. A table of
contents is set apart as the page's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.model import Cut, Span
from jianggao.reading.extract import Extract
from jianggao.reading.numbering import Numbering, Styles, descendant, on, value
from jianggao.reading.package import Element, Package, damaged

NO_TEXT = frozenset({
    "w:del", "w:moveFrom",  # tracked changes that took something away
    "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr",
    "w:instrText", "w:delText", "w:delInstrText", "w:rt", "w:altChunk",
})  # fmt: skip
"""Elements whose inside is not text of the document."""
SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
"""Elements that stand for a character; a soft hyphen (`w:softHyphen`) prints nothing."""
DINGBATS = {0x81 + at: chr(ord("①") + at) for at in range(10)} | {0x8C + at: chr(ord("❶") + at) for at in range(10)}
"""Wingdings' circled numbers, which people number points with."""
CONTENTS = re.compile(r"(?:toc|contents)[ ]?[1-9]|(?:toc|contents) heading")
BREAKS = re.compile(r"\r\n|[\r\x0b\x0c]")


class Paragraph(NamedTuple):
    """A paragraph of the document."""

    text: str
    """Line breaks in it are `\\n`."""
    of_contents: bool = False
    """It is a line of a table of contents."""


def word_text(package: Package) -> Extract:
    """Return the text of a Word document. `ReadError` is raised where it is damaged or none at all."""
    main = package.main()
    root = package.tree(main)
    body = root.find("w:body") if root is not None else None
    if body is None:
        damaged(f"{main} has no body")
    styles = Styles(package.tree(package.related(main, "styles") or "word/styles.xml"))
    numbering = Numbering(package.tree(package.related(main, "numbering") or "word/numbering.xml"), styles)
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    cuts: list[Cut] = []
    at = 0
    for number, paragraph in enumerate(_Reader(styles, numbering).paragraphs(body), 1):
        start, before = at, 0
        for line in paragraph.text.split("\n"):
            lines.append(line)
            places.append((number, before))
            at += len(line) + 1
            before += len(line) + 1
        if paragraph.of_contents:
            cuts.append(Cut(Span(start, at), "page"))
    lines.append("")
    return Extract("\n".join(lines), "docx", tuple(places), tuple(cuts))


class _Reader:
    """Walks through the body of a document, once."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.fields: list[bool] = []
        """For each field that is open (17.16.18), whether its result has begun; before that stand its instructions."""
        self.boxes: list[Element] = []
        """Text boxes anchored in the paragraph that is being read; they follow it."""

    def paragraphs(self, parent: Element) -> Iterator[Paragraph]:
        """Yield the paragraphs inside an element, in order."""
        carried = ""
        for child in parent:
            if child.tag == "w:p":
                properties = child.find("w:pPr")
                boxes, self.boxes = self.boxes, []
                text = "".join(self._pieces(child))
                own, self.boxes = self.boxes, boxes
                if _mark_is_deleted(properties):
                    carried += text
                else:
                    yield Paragraph(self.numbering.number(properties) + carried + text, self._is_of_contents(properties))
                    carried = ""
                for box in own:
                    yield from self.paragraphs(box)
            elif child.tag == "mc:AlternateContent":
                yield from self.paragraphs(_chosen(child))
            elif child.tag not in NO_TEXT and not _row_is_deleted(child):
                yield from self.paragraphs(child)
        if carried:
            yield Paragraph(carried)

    def _pieces(self, parent: Element) -> Iterator[str]:
        """Yield the text inside a paragraph or a part of one, piece by piece."""
        for child in parent:
            tag = child.tag
            if tag == "w:r":
                if not self._is_hidden(child):
                    yield from self._pieces(child)
            elif tag in ("w:t", "m:t"):
                if all(self.fields):
                    yield BREAKS.sub("\n", child.text or "")
            elif tag in SIGNS:
                if all(self.fields):
                    yield SIGNS[tag]
            elif tag == "w:sym":
                if all(self.fields):
                    yield _symbol(child)
            elif tag == "w:fldChar":
                self._field(child.get("w:fldCharType", ""))
            elif tag == "w:txbxContent":
                self.boxes.append(child)
            elif tag == "mc:AlternateContent":
                yield from self._pieces(_chosen(child))
            elif tag not in NO_TEXT:
                yield from self._pieces(child)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _is_hidden(self, run: Element) -> bool:
        properties = run.find("w:rPr")
        if properties is None:
            return False
        hidden = properties.find("w:vanish")
        if hidden is not None:
            return on(hidden.get("w:val", "1"))
        return self.styles.hides(value(properties, "w:rStyle"))

    def _is_of_contents(self, properties: Element | None) -> bool:
        name = value(properties, "w:pStyle") if properties is not None else None
        return any(CONTENTS.fullmatch(self.styles.title(style)) for style in self.styles.chain(name)[:1])


def _chosen(alternatives: Element) -> Element:
    """Return the first choice of a `mc:AlternateContent`, or what stands in for it where that holds no text."""
    choice, fallback = alternatives.find("mc:Choice"), alternatives.find("mc:Fallback")
    if choice is None or (fallback is not None and not _has_text(choice) and _has_text(fallback)):
        return fallback if fallback is not None else alternatives
    return choice


def _has_text(element: Element) -> bool:
    return next(element.iter("w:t"), None) is not None


def _mark_is_deleted(properties: Element | None) -> bool:
    """Tell whether the end of a paragraph was deleted as a tracked change: it then runs on into the next."""
    return any(descendant(properties, "w:rPr", change) is not None for change in ("w:del", "w:moveFrom"))


def _row_is_deleted(element: Element) -> bool:
    return element.tag == "w:tr" and descendant(element, "w:trPr", "w:del") is not None


def _symbol(element: Element) -> str:
    """Return the character of a `w:sym`; of a font that has its own, a circled number or a bullet."""
    try:
        code = int(element.get("w:char", ""), 16)
    except ValueError:
        return ""
    if 0x20 <= code < 0xD800:
        return chr(code)
    if element.get("w:font", "").startswith("Wingdings"):
        return DINGBATS.get(code & 0xFF, "•")
    return "•"
