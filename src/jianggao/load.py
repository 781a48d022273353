"""A speech from a file: a text, a document of an office program, a web page, or what was exported before."""

from __future__ import annotations

import os
import re

from jianggao.errors import DocumentError, ReadError
from jianggao.model import Speech
from jianggao.reading.files import read_bytes
from jianggao.reading.source import source_from_bytes
from jianggao.rules import Rulebook
from jianggao.structure.parse import parse_source

YAML_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?(?:%YAML[^\n]*\n)?(?:---\s+)?schema: *['\"]?jianggao/speech/")
RESULT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---\s+)?\[?\s*\{?\s*\"?schema\"?\s*:\s*['\"]?jianggao/(?!speech/)([a-z]+)/")
"""What a command of the program wrote that is no exported speech."""
JSON_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*\"schema\"\s*:\s*\"jianggao/speech/")


def read(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    rules: Rulebook | None = None,
    max_size: int | None = None,
) -> Speech:
    """Return the speech in a file: a text, a Word document, a web page, a PDF, Markdown, or an exported document.

    `encoding` overrules the finding of it; `rules` are those that come with the program unless
    others are given; `max_size` is the most bytes to read, unpacked (`reading.files.MAX_SIZE` for
    what is no plain text unless it is given). `ReadError` is raised for a file that cannot be read,
    holds no text, is larger, or is of another format; `DocumentError` for an exported document that
    cannot be read back, or that holds more than one speech (`read_all` returns them all).
    """
    speeches = read_all(path, encoding=encoding, rules=rules, max_size=max_size)
    if len(speeches) != 1:
        raise DocumentError("document", reason=f"{len(speeches)} speeches in one file")
    return speeches[0]


def read_all(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    rules: Rulebook | None = None,
    max_size: int | None = None,
) -> list[Speech]:
    """Return every speech in a file: as many as an exported document holds, else one (`read`)."""
    data = read_bytes(path, max_size)
    return speeches_from_bytes(data, name=os.path.basename(path), encoding=encoding, rules=rules, max_size=max_size)


def speeches_from_bytes(
    data: bytes,
    *,
    name: str = "",
    encoding: str | None = None,
    rules: Rulebook | None = None,
    max_size: int | None = None,
) -> list[Speech]:
    """Return every speech in the bytes of a file (`read_all`)."""
    if result := RESULT.match(data):
        raise DocumentError("result", kind=result[1].decode())
    is_yaml = YAML_DOCUMENT.match(data) is not None
    if is_yaml or JSON_DOCUMENT.match(data):
        from jianggao.output.export import documents_in
        from jianggao.output.restored import speech_from_document

        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise DocumentError("document", reason=str(error)) from None
        return [speech_from_document(tree) for tree in documents_in(text, is_yaml=is_yaml)]
    source = source_from_bytes(data, name=name, encoding=encoding, rules=rules, max_size=max_size)
    if not source.text.strip():
        raise ReadError("empty")
    return [parse_source(source, rules=rules)]
