"""The bytes of a file, and what kind of file it is; what cannot be a speech is refused with a reason."""

from __future__ import annotations

import os
import re

from jianggao.errors import ReadError

NAMES = {
    "docx": ("Word 文档（.docx）", "Word document (.docx)"),
    "office": ("旧版 Word 文档（.doc、.wps）", "old Word document (.doc, .wps)"),
    "odt": ("OpenDocument 文档（.odt）", "OpenDocument text (.odt)"),
    "rtf": ("RTF 文档", "RTF document"),
    "pdf": ("PDF 文件", "PDF"),
    "flat": ("XML 格式的 Word 文档", "Word document in XML"),
    "flat-docx": ("XML 格式的 Word 文档", "Word document in XML"),
    "html": ("网页", "web page"),
    "mhtml": ("单个文件网页（.mht）", "web archive (.mht)"),
    "md": ("Markdown 文件", "Markdown file"),
}
"""The formats that are read besides plain text, and what a person calls them in Chinese and in English."""
SIGNATURES = (
    (b"PK\x03\x04", "docx"),  # or another archive, which its members tell
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
)
REFUSED: tuple[tuple[bytes, str, str], ...] = (
    # first bytes, in Chinese, in English
    (b"PK\x05\x06", "空的压缩包", "an empty archive"),
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip archive"),
    (b"Rar!", "RAR 压缩文件", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩文件", "a 7z archive"),
    (b"\x89PNG", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"GIF8", "GIF 图片", "a GIF picture"),
)
SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".md": "md", ".markdown": "md"}
WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S
)
FRAGMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?:head|meta|title|style|body|div|p|span|table|center|h[1-6]|br)\b[^<>]*>)", re.I
)
"""The beginning of a page without its first tag, which many programs write and name `.doc`."""
PRETENDERS = frozenset({".doc", ".wps", ".docx", ".dot", ".rtf"})
FLAT_PACKAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*>.{0,2000}?<pkg:package\b", re.S)
FLAT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*>.{0,2000}?(?:progid=\"Word\.Document\"|<w:wordDocument\b|<office:document\b)", re.S
)
"""The beginning of a document in one piece of XML: of Word 2003, which many programs write and name `.doc`, or OpenDocument."""
WEB_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,20}content-type:\s*multipart/related\b", re.I)
PDF_BEHIND = re.compile(rb"[\x00-\x20]%PDF-[12]\.[0-9][\r\n]")
PDF_WITHIN = 1024
"""Bytes in which a PDF's first line may stand (ISO 32000-1, annex H, note 13)."""
SNIFFED = 1 << 12
"""Bytes looked at for the beginning of a web page."""
MAX_SIZE = 64 << 20
"""Bytes of a file that is not plain text, unpacked, unless the caller sets another limit."""


def read_bytes(path: str | os.PathLike[str], max_size: int | None = None) -> bytes:
    """Return the bytes of a file.

    `ReadError` is raised where there is no such file, it is a folder, it cannot be read, or it is
    larger than `max_size` bytes.
    """
    try:
        with open(path, "rb") as file:
            data = file.read() if max_size is None else file.read(max_size + 1)
    except FileNotFoundError:
        raise ReadError("missing") from None
    except IsADirectoryError:
        raise ReadError("directory", example=os.path.join(path, "speech.txt")) from None
    except OSError as error:
        if os.path.isdir(path):  # Windows says "permission denied" of a folder
            raise ReadError("directory", example=os.path.join(path, "speech.txt")) from None
        raise ReadError("unreadable", reason=error.strerror or error) from None
    except ValueError as error:  # a NUL in the path
        raise ReadError("unreadable", reason=error) from None
    if max_size is not None:
        limited(len(data), max_size)
    return data


def format_of(data: bytes, name: str = "") -> str:
    """Return the format of a file, a key of `NAMES`, by its first bytes and then by its name; empty for plain text.

    `ReadError` is raised for a format that is known not to hold a speech, such as a picture.
    """
    for signature, *names in REFUSED:
        if data.startswith(signature):
            raise ReadError("other-format", format=tuple(names))
    for signature, form in SIGNATURES:
        if data.startswith(signature):
            return form
    if WEB_PAGE.match(data, 0, SNIFFED):
        return "html"
    if FLAT_PACKAGE.match(data, 0, SNIFFED):
        return "flat-docx"
    if FLAT.match(data, 0, SNIFFED):
        return "flat"
    if WEB_ARCHIVE.match(data, 0, SNIFFED):
        return "mhtml"
    if PDF_BEHIND.search(data, 0, PDF_WITHIN):
        return "pdf"
    suffix = os.path.splitext(name)[1].lower()
    if suffix in PRETENDERS and FRAGMENT.match(data, 0, SNIFFED):
        return "html"
    return SUFFIXES.get(suffix, "")


def refuse_other_formats(data: bytes) -> None:
    """Raise `ReadError` where a file that has to be plain text, such as a list of words, is not."""
    if form := format_of(data):
        raise ReadError("not-plain", format=NAMES[form])


def limited(size: int, max_size: int) -> None:
    """Raise `ReadError` where `size` bytes are more than `max_size`."""
    if size > max_size:
        raise ReadError("too-large", limit=_megabytes(max_size), example=_megabytes(max(2 * max_size, 2 << 20)))


def _megabytes(size: int) -> str:
    return f"{size >> 20}M" if size >= 1 << 20 else f"{size}"
