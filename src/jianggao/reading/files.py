"""The bytes of a file or of standard input; what cannot be a speech is refused with a reason."""

from __future__ import annotations

import os

from jianggao.errors import ReadError

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    # first bytes, in Chinese, in English
    (b"PK\x03\x04", "Word 文档（.docx）或压缩包", "a Word document (.docx) or an archive"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "旧版 Word 文档（.doc、.wps）",
        "an old Word document (.doc, .wps)",
    ),
    (b"%PDF-", "PDF 文件", "a PDF"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip archive"),
    (b"Rar!", "RAR 压缩文件", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩文件", "a 7z archive"),
    (b"\x89PNG", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"GIF8", "GIF 图片", "a GIF picture"),
)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file.

    `ReadError` is raised where there is no such file, it is a folder, or it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
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


def refuse_other_formats(data: bytes) -> None:
    """Raise `ReadError` where the first bytes are those of a format that is not plain text."""
    for signature, *names in SIGNATURES:
        if data.startswith(signature):
            raise ReadError("other-format", format=tuple(names))
