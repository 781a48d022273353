"""HTML to tags and text, in one pass, whatever the markup is like.

Python's `html.parser` takes time with the square of the length where tags or quotes do not end, and an
extraction library drops short paragraphs; a speech needs neither a tree nor scripts, only where blocks
begin and end.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

ASIDES = re.compile(r"<!--|<(script|style)\b(?P<empty>[^<>]*/>)?", re.IGNORECASE)
ENDS = {
    "": re.compile("-->"),
    "script": re.compile(r"</script[^<>]*>", re.IGNORECASE),
    "style": re.compile(r"</style[^<>]*>", re.IGNORECASE),
}
BEGIN = re.compile(r"<(?:(/?)([A-Za-z][^\s/<>]*)|[!?])")
SIGN = re.compile("[>\"']")
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


class Tag(NamedTuple):
    """A tag, its name in lower case."""

    name: str
    ends: bool
    inside: str
    """What stands after the name."""

    def attributes(self) -> dict[str, str]:
        """Return the attributes, their names in lower case; of two of the same name the first."""
        found: dict[str, str] = {}
        for match in ATTRIBUTE.finditer(self.inside):
            found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
        return found


def tokens(page: str) -> Iterator[Tag | str]:
    """Yield the tags of a page and the text between them, entities decoded, in order.

    Comments, scripts and style sheets are left out; one that does not end loses its sign alone, and one
    written as empty (`<script src="x"/>`) is. A `<` that begins no tag is text.
    """
    text = without_asides(page)
    at, quoting = 0, True
    for begin in BEGIN.finditer(text):
        start = begin.start()
        if start < at:
            continue
        end = _end(text, begin.end(), quoting=quoting)
        if end < 0 and quoting:  # a quotation mark does not end: from here on they mean nothing
            quoting = False
            end = _end(text, begin.end(), quoting=False)
        if end < 0:
            break
        if start > at:
            yield html.unescape(text[at:start])
        if begin[2]:
            yield Tag(begin[2].lower(), begin[1] == "/", text[begin.end() : end])
        at = end + 1
    if at < len(text):
        yield html.unescape(text[at:])


def _end(text: str, at: int, *, quoting: bool) -> int:
    """Return the place of the `>` that ends a tag, not of one in quotation marks; -1 where there is none."""
    while quoting:
        sign = SIGN.search(text, at)
        if sign is None:
            return -1
        if sign.group() == ">":
            return sign.start()
        at = text.find(sign.group(), sign.end()) + 1
        if not at:
            return -1
    return text.find(">", at)


def without_asides(text: str) -> str:
    """Return a page without comments, scripts and style sheets; one that does not end loses its sign alone."""
    kept: list[str] = []
    at = 0
    endless: set[str] = set()
    for found in ASIDES.finditer(text):
        kind = (found[1] or "").lower()
        if found.start() < at:
            continue
        kept.append(text[at : found.start()])
        at = found.end()
        if found["empty"]:
            continue
        end = ENDS[kind].search(text, at) if kind not in endless else None
        if end is None:
            endless.add(kind)
        else:
            at = end.end()
    return "".join([*kept, text[at:]])
