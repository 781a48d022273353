"""A web page to text: blocks and `<br>` as paragraphs, `<ol>` with its numbers, the page's frame set apart.

The frame (`reading.furniture`) stays in the text, as the page's, and out of the clean text. What a
browser does not show is left out, unless it holds more of the text than all that is shown: such a page
waits for a script to show it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from jianggao.model import Cut, Span
from jianggao.reading.encodings import decode_page, text_findings
from jianggao.reading.extract import Extract
from jianggao.reading.furniture import STOPS, Line, furniture
from jianggao.reading.markup import Tag, tokens
from jianggao.reading.numerals import numeral
from jianggao.rules import Rulebook

UNSEEN = frozenset({
    "script", "style", "noscript", "template", "title", "iframe", "object", "svg", "canvas", "audio", "video", "datalist",
    "rt", "rp",  # the pronunciation above a character
})  # fmt: skip
FRAME = frozenset({"nav", "footer", "aside", "button", "select", "textarea"})
NAMED = frozenset({"div", "section", "ul", "ol", "dl", "table", "td", "header", "form"})
"""Elements whose class or id may make them part of the page's frame."""
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z][a-z -]*)", re.IGNORECASE)
COUNTERS = {
    # type or list-style-type: (format of reading.numerals, what follows the number)
    "1": ("decimal", ". "), "a": ("lowerLetter", ". "), "A": ("upperLetter", ". "), "i": ("lowerRoman", ". "),
    "I": ("upperRoman", ". "), "decimal": ("decimal", ". "), "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": ("lowerLetter", ". "), "lower-latin": ("lowerLetter", ". "), "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "), "lower-roman": ("lowerRoman", ". "), "upper-roman": ("upperRoman", ". "),
    "cjk-ideographic": ("chineseCountingThousand", "、"), "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("chineseCountingThousand", "、"), "japanese-informal": ("japaneseCounting", "、"),
    "cjk-decimal": ("ideographDigital", "、"), "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"), "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}  # fmt: skip
UNNUMBERED = frozenset({"none", "disc", "circle", "square"})
WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\uffef\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff"
WRAPPED = re.compile(f"(?<=[{WIDE}])[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=[{WIDE}])")
"""A line break of the source between two characters that are not spaced."""
LINE_BREAK = "\r\n|[\r\n]"
SPACE = re.compile(r"[ \t\n\r\f]+")
WORD = re.compile(r"\w")


@dataclass
class _List:
    """An `<ol>`: how it counts, and how many of its items have numbers of their own."""

    form: str = ""
    follows: str = ""
    step: int = 1
    start: int | None = None
    numbers: list[int | None] = field(default_factory=list)
    """For each item its `value`, where it has one."""
    typed: int = 0

    def prefixes(self) -> list[str]:
        """Return what stands before each item; nothing where the items were numbered by hand."""
        if not self.form or 2 * self.typed >= len(self.numbers):
            return [""] * len(self.numbers)
        at = self.start if self.start is not None else (len(self.numbers) if self.step < 0 else 1)
        found = []
        for number in self.numbers:
            at = at if number is None else number
            found.append(numeral(at, self.form) + self.follows)
            at += self.step
        return found


class _Open(NamedTuple):
    """An open element, and what holds inside it."""

    tag: str
    unseen: bool = False
    hidden: int = 0
    """The number of the element that hides it; 0 for none."""
    frame: int = 0
    """The number of the block that may be the page's frame; 0 outside."""
    link: int = 0
    """The number of the link; 0 outside."""
    heading: bool = False
    verbatim: bool = False
    listed: _List | None = None
    paragraph: int = -1
    """Where on the stack the `p` stands that the next block closes; -1 for none."""
    item: int = -1
    """The same of the `li` that the next item closes."""


@dataclass
class _Item(Line):
    """A line, and the list item that it begins."""

    listed: _List | None = None
    item: int = 0


def web_text(data: bytes, encoding: str | None, rules: Rulebook) -> Extract:
    """Return the text of a web page; `encoding` overrules what it says of itself. `ReadError` where it is no text."""
    decoded = decode_page(data, encoding)
    page = _Page(rules)
    lines = page.lines(decoded.text)
    if waiting := page.waiting(lines):
        lines = _Page(rules, waiting).lines(decoded.text)
    frame = furniture([*lines], rules)
    text = "".join(f"{line.text}\n" for line in lines)
    cuts, at = [], 0
    for number, line in enumerate(lines):
        end = at + len(line.text) + 1
        if number in frame:
            cuts.append(Cut(Span(at, end), "page"))
        at = end
    places = tuple((number, 0) for number in range(1, len(lines) + 1))
    return Extract(text, "html", places, tuple(cuts), decoded.encoding, text_findings(text))


class _Page:
    """Cuts a page into lines."""

    def __init__(self, rules: Rulebook, shown: frozenset[int] = frozenset()) -> None:
        self.shown = shown
        """Hidden elements, by number, that are shown all the same."""
        self.frame_words = re.compile(rules.any_of("furniture"), re.IGNORECASE)
        self.typed_number = re.compile(rules.any_of("typed_numbers"))
        self.stack = [_Open("")]
        self.open: dict[str, int] = {}
        """How many elements of each tag are open."""
        self.frames = self.hidings = self.links = 0
        self.hidden: Counter[int] = Counter()
        """Word characters of the sentences inside each element that is hidden."""
        self.found: list[_Item] = []
        self.line = _Item(0, False)
        self.item: tuple[_List, int] | None = None
        """The list item that the next line begins."""

    def waiting(self, lines: list[_Item]) -> frozenset[int]:
        """Return the hidden elements that hold more of the text than all the lines that are shown."""
        least = max(sum(line.words for line in lines if line.has_stop) + 1, max(self.hidden.values(), default=0) // 2)
        return frozenset(number for number, words in self.hidden.items() if words >= least)

    def lines(self, page: str) -> list[_Item]:
        """Return the lines that hold something, each with the number that a browser shows before it."""
        for token in tokens(page):
            if isinstance(token, str):
                self._text(token)
            elif token.ends:
                self._end(token.name)
            else:
                self._begin(token)
        self._break()
        lists = {id(line.listed): line.listed for line in self.found if line.listed is not None}
        prefixes = {key: listed.prefixes() for key, listed in lists.items()}
        for line in self.found:
            if line.listed is not None:
                line.text = prefixes[id(line.listed)][line.item] + line.text
        return self.found

    def _begin(self, token: Tag) -> None:
        """Open an element; close those that it ends without saying so."""
        tag = token.name
        if tag in VOID:
            if tag in ("br", "hr"):
                self._break()
            return
        if tag in BLOCKS:
            if tag == "li" and self.stack[-1].item >= 0:
                self._pop_to(self.stack[-1].item)
            elif self.stack[-1].paragraph >= 0:
                self._pop_to(self.stack[-1].paragraph)
            self._break()
        self._push(tag, token.attributes())

    def _end(self, tag: str) -> None:
        """Close an element and those inside it that are still open; an end without a beginning breaks the line at most."""
        if self.open.get(tag):
            at = len(self.stack) - 1
            while self.stack[at].tag != tag:
                at -= 1
            self._pop_to(at)
        if tag in BLOCKS or tag == "br":
            self._break()

    def _text(self, data: str) -> None:
        """Add text to the line."""
        here = self.stack[-1]
        if here.unseen:
            return
        if here.hidden:
            if STOPS.search(data):
                self.hidden[here.hidden] += len(WORD.findall(data))
            return
        for at, piece in enumerate(re.split(LINE_BREAK, data) if here.verbatim else [data]):
            if at:
                self._break()
            words = len(WORD.findall(piece))
            if not self.line.pieces:
                self.line.frame, self.line.verbatim = here.frame, here.verbatim
            self.line.pieces.append(piece)
            self.line.words += words
            if here.link:
                self.line.link = here.link
                self.line.linked += words
            self.line.heading = self.line.heading or here.heading

    def _push(self, tag: str, attributes: dict[str, str]) -> None:
        above, at = self.stack[-1], len(self.stack)
        style = attributes.get("style", "")
        unseen = above.unseen or tag in UNSEEN
        hidden = self._hiding(above, attributes, style)
        frame, link = above.frame, above.link
        if tag == "a" and "href" in attributes:
            self.links += 1
            link = self.links
        if not frame and not unseen and not hidden and (tag in FRAME or (tag in NAMED and self._is_named_frame(attributes))):
            self._break()
            self.frames += 1
            frame = self.frames
        listed = above.listed
        if tag in ("ol", "ul", "menu", "dir"):
            listed = _list(attributes, style) if tag == "ol" else _List()
        elif tag == "li" and listed is not None:
            listed.numbers.append(int(attributes["value"]) if re.fullmatch("-?[0-9]{1,9}", attributes.get("value", "")) else None)
            if not unseen and not hidden:
                self.item = listed, len(listed.numbers) - 1
        is_block = tag in BLOCKS
        self.stack.append(
            _Open(
                tag,
                unseen,
                hidden,
                frame,
                link,
                above.heading or tag in HEADINGS,
                above.verbatim or tag == "pre",
                listed,
                at if tag == "p" else -1 if is_block else above.paragraph,
                at if tag == "li" else -1 if tag in ("ol", "ul", "menu", "dir", "table") else above.item,
            )
        )
        self.open[tag] = self.open.get(tag, 0) + 1

    def _hiding(self, above: _Open, attributes: dict[str, str], style: str) -> int:
        """Return the number of the element that hides what stands inside the one that begins; 0 for none."""
        if "hidden" not in attributes and HIDDEN.search(style) is None:
            return above.hidden
        self.hidings += 1
        return 0 if self.hidings in self.shown else self.hidings

    def _is_named_frame(self, attributes: dict[str, str]) -> bool:
        words = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}".split()
        return any(self.frame_words.fullmatch(word) for word in words)

    def _pop_to(self, at: int) -> None:
        """Close every element from the place `at` of the stack on."""
        frame = self.stack[-1].frame
        for element in self.stack[at:]:
            self.open[element.tag] -= 1
        del self.stack[at:]
        if self.stack[-1].frame != frame:
            self._break()

    def _break(self) -> None:
        """End the line, where there is one."""
        line, self.line = self.line, _Item(0, False)
        text = "".join(line.pieces)
        if not line.verbatim:
            text = SPACE.sub(" ", WRAPPED.sub("", text)).strip(" ")
        if not text.strip(" \t\n\r\f\xa0\u3000\u200b\ufeff"):
            return
        line.text = text
        if self.item is not None:
            line.listed, line.item = self.item
            line.listed.typed += self.typed_number.match(text) is not None
            self.item = None
        self.found.append(line)


def _list(attributes: dict[str, str], style: str) -> _List:
    """Return an `<ol>` with its way of counting."""
    named = LIST_STYLE.search(style)
    words = named[1].lower().split() if named else []
    kind = next((word for word in words if word in COUNTERS or word in UNNUMBERED), attributes.get("type", "1"))
    if kind in UNNUMBERED:
        return _List()
    form, follows = COUNTERS.get(kind, COUNTERS["1"])
    start = attributes.get("start", "")
    return _List(
        form,
        follows,
        -1 if "reversed" in attributes else 1,
        int(start) if re.fullmatch("-?[0-9]{1,9}", start) else None,
    )
