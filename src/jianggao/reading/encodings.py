"""Bytes to text: which encoding, and what to do with bytes that do not fit.

A byte order mark decides; then strict UTF-8; then GB18030, Big5 and UTF-16 are each tried on a
sample and scored by how many of its characters are common ones. A text that is UTF-8 but for a few
bytes is read as UTF-8, and each bad place becomes a finding.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from jianggao.errors import ReadError
from jianggao.model import Finding, Span

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主"
    "发發年动動同工也能下过過民前面书書记記市委政府党黨全会會各新实實建设設推进進加强強坚堅持志领領导導"
    "，。、；：！？“”‘’「」（）《》—　 \n\r"
)
SAMPLE = 1 << 16
"""Bytes looked at to tell encodings apart."""
LEAST_COMMON = 0.08
"""The share of common characters below which a decoding is no Chinese text (prose has 0.3 and more)."""
BAD_WEIGHT = 4.0
"""What one undecodable or control character counts against common ones."""
UTF8_SHARE = 4
"""Valid sequences of UTF-8 to each invalid place that show a text to be UTF-8, however short."""
MOST_FINDINGS = 20

DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
"""What a web page says of its own encoding, in its first bytes."""
PROLOGUE = 1 << 13
"""Bytes of a web page in which that is looked for."""
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
"""Encodings that pages name, and the larger ones that they mean (WHATWG Encoding, 4.2)."""
LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252", "us-ascii", "ascii"})
"""What servers and editors put where nobody chose."""
TAGS = re.compile(rb"<(script|style)\b.{0,100000}?</\1|<[^<>]*>|[\x00-\x3f]+", re.IGNORECASE | re.DOTALL)

BAD = "[\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ue000-\uf8ff]"
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A decoded text, the encoding it was in, and what did not fit."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a speech, in `encoding` where it is given, else in the one that fits.

    A byte order mark is not part of the text. `ReadError` is raised for an unknown `encoding`, for
    bytes that do not fit a given one at all, and for data that is no text.
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _with_findings(data, name, name.removesuffix("-sig"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    if "\x00" in text:
        return _guessed(data)
    return Decoded(text, "utf-8", _control_findings(text))


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a web page; errors are those of `decode`.

    `encoding` decides where it is given, then the byte order mark, then whether the page is valid
    UTF-8, then what it says of itself, and at last what it looks like. UTF-8 goes before its word because
    no page in another Chinese encoding is valid UTF-8, but many a page in UTF-8 still says `gb2312`.
    """
    if encoding is not None or any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return decode(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" not in text:
        return Decoded(text, "utf-8", ())
    found = DECLARED.search(data, 0, PROLOGUE)
    declared = found[1].decode("ascii", "replace").lower() if found else ""
    if declared and declared not in LATIN and not declared.startswith("utf-"):
        try:
            return decode(data, WIDER.get(declared, declared))
        except ReadError:
            pass  # it is not what it says
    guess = decode(TAGS.sub(b"", data[: 4 * SAMPLE])).encoding
    return _with_findings(data, guess, guess)


def text_findings(text: str) -> tuple[Finding, ...]:
    """Return findings for the places of a text that was read out of a document where bytes did not fit."""
    found = re.finditer("\ufffd+", text) if "\ufffd" in text else ()
    invalid = [Finding("encoding.invalid", "warning", Span(*match.span()), match.group()) for match in found]
    return (*invalid[:MOST_FINDINGS], *_control_findings(text))


def encoded_alike(data: bytes, encoding: str, old: str, new: str) -> bytes | None:
    """Return `new` in the bytes that `old` was read from: the same encoding, the same byte order mark.

    None where `old` does not come out as `data` to the byte, so that something would be lost.
    """
    mark = next((mark for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), b"")
    codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
    if mark in (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE):
        codec = codec.removesuffix("-le") + ("" if codec.endswith("-be") else "-be")
    try:
        if mark + old.encode(codec) != data:
            return None
        return mark + new.encode(codec)
    except UnicodeError:
        return None


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode("utf-8-sig" if name == "utf-8" else name)
    except LookupError:
        raise ReadError("no-encoding", encoding=encoding) from None
    except UnicodeDecodeError as error:
        raise ReadError("encoding", encoding=encoding, offset=error.start) from None
    except UnicodeError:
        raise ReadError("encoding", encoding=encoding, offset=0) from None
    if not isinstance(text, str):
        raise ReadError("no-encoding", encoding=encoding)
    return Decoded(text.removeprefix("\ufeff"), name, ())


def _guessed(data: bytes) -> Decoded:
    sample = data[:SAMPLE].decode("utf-8", "replace")
    bad = sample.count("\ufffd")
    if "\x00" not in sample and sum(char > "\x7f" for char in sample) - bad >= UTF8_SHARE * bad:
        return _with_findings(data, "utf-8", "utf-8")  # no other encoding gives so many sequences by chance
    scores = {name: _score(data[:SAMPLE].decode(name, "replace")) for name in GUESSES}
    best = max(scores, key=scores.__getitem__)
    if scores[best] < LEAST_COMMON:
        raise ReadError("not-text")
    return _with_findings(data, best, best)


def _score(text: str) -> float:
    if not text:
        return 0.0
    common = sum(map(COMMON.__contains__, text))
    return (common - BAD_WEIGHT * len(re.findall(BAD, text))) / len(text)


def _with_findings(data: bytes, codec: str, name: str) -> Decoded:
    """Decode with `codec`; report each place where a replacement character had to be put."""
    try:
        text = data.decode(codec)
        return Decoded(text, name, _control_findings(text))
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    found = [Finding("encoding.invalid", "warning", Span(*match.span()), match.group()) for match in re.finditer("\ufffd+", text)]
    return Decoded(text, name, tuple(found[:MOST_FINDINGS]))


def _control_findings(text: str) -> tuple[Finding, ...]:
    found = []
    for match in CONTROL.finditer(text):
        found.append(Finding("encoding.control", "warning", Span(*match.span()), match.group()))
        if len(found) == MOST_FINDINGS:
            break
    return tuple(found)
