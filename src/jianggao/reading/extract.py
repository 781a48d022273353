"""Documents that are no plain text: which reader reads which, and what a reader gives."""

from __future__ import annotations

from typing import NamedTuple

from jianggao.model import Cut, Finding
from jianggao.reading.encodings import decode
from jianggao.reading.files import MAX_SIZE, format_of, limited
from jianggao.rules import Rulebook, rulebook


class Extract(NamedTuple):
    """The text read out of a document."""

    text: str
    format: str
    """As in `Source.format`."""
    places: tuple[tuple[int, int], ...] = ()
    """As in `Source.places`."""
    cuts: tuple[Cut, ...] = ()
    """What the clean text is to leave out because it belongs to the page and not to the speech."""
    encoding: str = "utf-8"
    findings: tuple[Finding, ...] = ()


def extract(
    form: str,
    data: bytes,
    *,
    encoding: str | None = None,
    rules: Rulebook | None = None,
    max_size: int | None = None,
) -> Extract:
    """Return the text of a document of the format `form` (`reading.files.format_of`).

    `encoding` overrules what a web page or a Markdown file says of itself. `ReadError` is raised for
    a document that is damaged, locked, larger than `max_size` bytes (unpacked; `MAX_SIZE` where it is
    not given), or whose reader is not installed.
    """
    limit = MAX_SIZE if max_size is None else max_size
    limited(len(data), limit)

    def inserted(chunk: bytes) -> str:
        """Return the text of a file inside a Word document; what stands inside that again is left out."""
        inner = format_of(chunk)
        if inner == "docx":
            return word_text(Package(chunk, limit)).text
        return extract(inner, chunk, max_size=max_size).text if inner else decode(chunk).text

    match form:  # each reader is imported when it is needed: plain text starts without any
        case "docx":
            from jianggao.reading.package import Package
            from jianggao.reading.word import word_text

            package = Package(data, limit)
            if package.is_open_document:
                return extract("odt", data, max_size=max_size)
            return word_text(package, inserted)
        case "flat-docx":
            from jianggao.reading.package import FlatPackage
            from jianggao.reading.word import word_text

            return word_text(FlatPackage(data))
        case "html":
            from jianggao.reading.web import web_text

            return web_text(data, encoding, rules or rulebook())
        case "mhtml":
            from jianggao.reading.mhtml import archived_page

            return extract("html", archived_page(data), encoding=encoding, rules=rules, max_size=max_size)
        case "pdf":
            from jianggao.reading.pdf import pdf_text

            return pdf_text(data, rules or rulebook(), limit)
        case "md":
            from jianggao.reading.markdown import markdown_text

            return markdown_text(data, encoding)
        case _:
            from jianggao.reading.office import as_docx

            return extract("docx", as_docx(data, form, limit), max_size=max_size)
