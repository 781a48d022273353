"""A Word document (.docx, ECMA-376) to text: one paragraph a line, in reading order, automatic numbers rebuilt.

Tables and text boxes are read where they stand, and so is what was put in whole from another file
(`w:altChunk`). Tracked changes are read as accepted. Headers, footers, notes and comments are no part of
the text; hidden text is left out, as it is in print. A table of contents is set apart as the page's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jianggao.model import Cut, Span
from jianggao.reading.extract import Extract
from jianggao.reading.numbering import Numbering, Styles, descendant, on, value
from jianggao.reading.package import Element, Package, damaged

NO_TEXT = frozenset({
    "w:del", "w:moveFrom",  # tracked changes that took something away
    "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr",
    "w:instrText", "w:delText", "w:delInstrText", "w:rt",
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


@dataclass
class _Field:
    """A field that is open (17.16.18): its instructions come first, then its result."""

    code: str = ""
    has_result: bool = False

    @property
    def is_of_contents(self) -> bool:
        return self.code.split()[:1] == ["TOC"]


def word_text(package: Package, inserted: Callable[[bytes], str] | None = None) -> Extract:
    """Return the text of a Word document.

    `inserted` gives the text of a file that stands in it whole. `ReadError` is raised where the document is damaged or
    none at all.
    """
    main = package.main()
    root = package.tree(main)
    body = root.find("w:body") if root is not None else None
    if body is None:
        damaged(f"{main} has no body")
    styles = Styles(package.tree(package.related(main, "styles") or "word/styles.xml"))
    numbering = Numbering(package.tree(package.related(main, "numbering") or "word/numbering.xml"), styles)

    def chunk(name: str | None) -> str:
        part = package.related(main, "aFChunk", name or "")
        return inserted(package.content(part)) if part is not None and inserted is not None else ""

    lines: list[str] = []
    places: list[tuple[int, int]] = []
    cuts: list[Cut] = []
    at = 0
    for number, paragraph in enumerate(_Reader(styles, numbering, chunk).paragraphs(body), 1):
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

    def __init__(self, styles: Styles, numbering: Numbering, chunk: Callable[[str | None], str]) -> None:
        self.styles, self.numbering, self.chunk = styles, numbering, chunk
        self.fields: list[_Field] = []
        self.boxes: list[Element] = []
        """Text boxes anchored in the paragraph that is being read; they follow it."""
        self.of_contents: set[bool] = set()
        """Of the text of the paragraph that is being read, whether it is the result of a table of contents."""

    def paragraphs(self, parent: Element, *, of_contents: bool = False) -> Iterator[Paragraph]:
        """Yield the paragraphs inside an element, in order."""
        carried = ""
        for child in parent:
            if child.tag == "w:p":
                properties = child.find("w:pPr")
                boxes, self.boxes, self.of_contents = self.boxes, [], set()
                text = "".join(self._pieces(child, self._hides(properties)))
                own, self.boxes = self.boxes, boxes
                if _mark_is(properties, "w:del", "w:moveFrom"):
                    carried += text
                elif _mark_is(properties, "w:vanish"):  # it runs on into the next, and is none where nothing of it is seen
                    carried += self.numbering.number(properties) + text if text else ""
                else:
                    is_listed = of_contents or self.of_contents == {True} or self._is_of_contents(properties)
                    yield Paragraph(self.numbering.number(properties) + carried + text, is_listed)
                    carried = ""
                for box in own:
                    yield from self.paragraphs(box)
            elif child.tag == "mc:AlternateContent":
                yield from self.paragraphs(_chosen(child), of_contents=of_contents)
            elif child.tag == "w:altChunk":
                text = self.chunk(child.get("o:id")).rstrip("\n")
                yield from (Paragraph(line) for line in text.split("\n") if text)
            elif child.tag not in NO_TEXT and not _row_is_deleted(child):
                yield from self.paragraphs(child, of_contents=of_contents or _is_gallery_of_contents(child))
        if carried:
            yield Paragraph(carried)

    def _pieces(self, parent: Element, hidden: bool) -> Iterator[str]:
        """Yield the text inside a paragraph or a part of one, piece by piece; `hidden` where its style hides it."""
        for child in parent:
            tag = child.tag
            if tag == "w:r":
                if not self._is_hidden(child, hidden):
                    yield from self._pieces(child, hidden)
            elif tag in ("w:t", "m:t"):
                yield from self._shown(BREAKS.sub("\n", child.text or ""))
            elif tag in SIGNS:
                yield from self._shown(SIGNS[tag])
            elif tag == "w:sym":
                yield from self._shown(_symbol(child))
            elif tag == "w:fldChar":
                self._field(child.get("w:fldCharType", ""))
            elif tag == "w:instrText" and self.fields:
                self.fields[-1].code += child.text or ""
            elif tag == "w:txbxContent":
                self.boxes.append(child)
            elif tag == "mc:AlternateContent":
                yield from self._pieces(_chosen(child), hidden)
            elif tag not in NO_TEXT:
                yield from self._pieces(child, hidden)

    def _shown(self, text: str) -> Iterator[str]:
        """Yield a piece of text where it is shown: not among the instructions of a field."""
        if all(field.has_result for field in self.fields):
            if text.strip():
                self.of_contents.add(any(field.is_of_contents for field in self.fields))
            yield text

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _hides(self, properties: Element | None) -> bool:
        """Tell whether the style of a paragraph hides it."""
        return properties is not None and self.styles.hides(value(properties, "w:pStyle"))

    def _is_hidden(self, run: Element, default: bool) -> bool:
        properties = run.find("w:rPr")
        if properties is None:
            return default
        hidden = properties.find("w:vanish")
        if hidden is not None:
            return on(hidden.get("w:val", "1"))
        return default or self.styles.hides(value(properties, "w:rStyle"))

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


def _mark_is(properties: Element | None, *kinds: str) -> bool:
    """Tell whether the end of a paragraph was deleted as a tracked change (`w:del`), or is hidden (`w:vanish`)."""
    found = [mark for kind in kinds if (mark := descendant(properties, "w:rPr", kind)) is not None]
    return any(on(mark.get("w:val", "1")) for mark in found)


def _is_gallery_of_contents(element: Element) -> bool:
    """Tell whether an element is what Word puts in for a table of contents, its headline included."""
    gallery = descendant(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return gallery is not None and gallery.get("w:val") == "Table of Contents"


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
