"""The zip archive that a Word document is (ECMA-376 part 2): its parts, as trees, read with care.

Nothing is unpacked to disk. What comes out of the archive is counted while it is read, a document
type declaration is refused, which leaves no entity to expand, and names lose their namespaces'
addresses, which differ between the two dialects of the format.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import NoReturn
from xml.etree import ElementTree

from jianggao.errors import ReadError
from jianggao.reading.files import NAMES, limited

MOST_RATIO = 250
"""Bytes a member may unpack to for each byte in the archive; text compresses a tenth as well."""
SMALL = 4 << 20
"""Bytes below which the ratio does not matter."""
DEEPEST = 160
"""Elements inside elements; Word itself stays far below."""
CHUNK = 1 << 18
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.microsoft.com/office/2006/xmlPackage": "pkg:",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
}
OTHERS = (
    # a member that only this kind of archive has, in Chinese, in English
    ("xl/workbook.xml", "Excel 工作簿", "an Excel workbook"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿", "a PowerPoint presentation"),
    ("META-INF/container.xml", "电子书（EPUB）", "an e-book (EPUB)"),
    ("OFD.xml", "OFD 版式文件", "an OFD document"),
)

Element = ElementTree.Element


class Package:
    """An archive with the parts of a document.

    `ReadError` is raised where it is damaged, or no document at all. `limit` is the number of bytes
    that all the parts read may have together.
    """

    def __init__(self, data: bytes, limit: int) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError) as error:
            damaged(error)
        self.infos = {info.filename: info for info in self.archive.infolist()}
        self.members: Collection[str] = self.infos
        self.limit = limit
        self.taken = 0
        self.is_open_document = "content.xml" in self.members and "mimetype" in self.members

    def main(self) -> str:
        """Return the name of the document's main part; `ReadError` where the archive has none."""
        name = self.related("", "officeDocument") or "word/document.xml"
        if name in self.members and not name.startswith(("xl/", "ppt/")):
            return name
        for member, *names in OTHERS:
            if member in self.members:
                raise ReadError("other-format", format=tuple(names))
        if any(member.startswith("word/") for member in self.members):
            damaged(f"{name} is missing")
        raise ReadError("other-format", format=("压缩包（zip）", "a zip archive"))

    def related(self, part: str, kind: str, name_of: str | None = None) -> str | None:
        """Return the part that `part` ("" for the package) names as its `styles`, `numbering` …; None where it does not.

        Of several of a kind, `name_of` is the id of the one that is meant.
        """
        folder, name = posixpath.split(part)
        relations = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations if relations is not None else ():
            meant = name_of is None or relation.get("Id") == name_of
            if meant and relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None

    def tree(self, name: str) -> Element | None:
        """Return a part as a tree of elements with short names (`w:p`); None where there is no such part."""
        parser = _parser()
        try:
            for chunk in self._chunks(name):
                parser.feed(chunk)
            return None if name not in self.infos else parser.close()
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            damaged(f"{name}: {error}")

    def content(self, name: str) -> bytes:
        """Return the bytes of a part; none where there is no such part."""
        return b"".join(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part piece by piece, as long as there are not too many of them."""
        info = self.infos.get(name)
        if info is None:
            return
        try:
            with self.archive.open(info) as member:
                size = 0
                while chunk := member.read(CHUNK):
                    size += len(chunk)
                    self.taken += len(chunk)
                    limited(self.taken, self.limit)
                    if size > SMALL and size > MOST_RATIO * info.compress_size:
                        raise ReadError("bomb", member=name)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            damaged(f"{name}: {error}")
        except RuntimeError:  # what zipfile raises for a member with a password
            raise ReadError("encrypted", format=NAMES["docx"]) from None


class FlatPackage(Package):
    """The parts of a document in one piece of XML, as Word writes its "Word XML document" (.xml)."""

    def __init__(self, data: bytes) -> None:
        parser = _parser()
        try:
            parser.feed(data)
            root: Element = parser.close()
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            damaged(error)
        self.parts = {part.get("pkg:name", "").lstrip("/"): part.find("pkg:xmlData") for part in root.findall("pkg:part")}
        self.members = self.parts
        self.is_open_document = False

    def tree(self, name: str) -> Element | None:
        """Return a part as `Package.tree` does."""
        part = self.parts.get(name)
        return next(iter(part), None) if part is not None else None

    def content(self, name: str) -> bytes:
        """Return nothing: what is not XML is not kept in such a document as it was."""
        return b""


def _parser() -> ElementTree.XMLParser:
    return ElementTree.XMLParser(target=_Builder())


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree whose names are `w:p` for `{http://…}p`; refuses entities and depth."""

    def __init__(self) -> None:
        super().__init__()
        self.short: dict[str, str] = {}
        self.depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type declaration: Office documents have none (ECMA-376 part 2, 8.2.5)."""
        damaged("a document type declaration")

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        """Open an element, by its short name."""
        self.depth += 1
        if self.depth > DEEPEST:
            damaged(f"more than {DEEPEST} elements inside one another")
        return super().start(self._name(tag), {self._name(key): text for key, text in attributes.items()})

    def end(self, tag: str) -> Element:
        """Close an element."""
        self.depth -= 1
        return super().end(self._name(tag))

    def _name(self, name: str) -> str:
        found = self.short.get(name)
        if found is None:
            space, _, local = name.rpartition("}")
            found = self.short[name] = PREFIXES.get(space[1:], "o:" if space else "") + local
        return found


def damaged(reason: object) -> NoReturn:
    """Raise the `ReadError` of a damaged Word document."""
    raise ReadError("damaged", format=NAMES["docx"], reason=reason)
