"""Automatic numbering (ECMA-376 part 1, 17.9), rebuilt: it is nowhere in the text of a Word document.

`numbering.xml` describes lists of nine levels (`w:abstractNum`) and their uses (`w:num`), which may
override a level or begin it anew; a paragraph names a use and a level, itself or through its style.
Uses of the same list go on counting where the last one stopped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from jianggao.reading.numerals import numeral
from jianggao.reading.package import Element

LEVELS = 9
LONGEST_CHAIN = 32
"""Styles based on one another that are followed; Word allows ten or so."""
LARGEST = 1 << 31
BLANK_FILLED = re.compile("%([1-9])")
TIGHT = "、，。．：；）〕】》」』是"
"""After these a typist puts no space before the heading: `一、加强学习`."""


class Level(NamedTuple):
    """A level of a list: how it counts and what is printed."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """`%1` stands for the number of the first level, and so on."""
    suffix: str = "tab"
    restart: int | None = None
    """The level (from 1) after which this one begins anew; 0 never, None after any above it."""
    legal: bool = False
    """All numbers are printed as decimals (`w:isLgl`)."""
    style: str | None = None
    """The paragraph style that this level numbers."""


@dataclass
class _List:
    """An abstract list: its levels, and the numbers reached."""

    levels: dict[int, Level]
    style_link: str | None = None
    """The numbering style that has the levels in this list's stead."""
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass
class _Use:
    """A use of a list, `w:num`."""

    list_id: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)
    """Levels whose own start has been used."""


class Ask(NamedTuple):
    """What a paragraph or a style says of its numbering; None where it says nothing."""

    use: str | None
    level: int | None

    @classmethod
    def of(cls, properties: Element | None) -> Ask:
        """Return what a `w:pPr` says."""
        asked = descendant(properties, "w:numPr")
        if asked is None:
            return cls(None, None)
        level = value(asked, "w:ilvl")
        return cls(value(asked, "w:numId"), whole(level, 0) if level is not None else None)


class Styles:
    """The paragraph styles: which numbering each asks for, and what it hides or lists."""

    def __init__(self, root: Element | None) -> None:
        self.elements: dict[str, Element] = {}
        self.default: str | None = None
        for style in root.findall("w:style") if root is not None else ():
            name = style.get("w:styleId", "")
            self.elements.setdefault(name, style)
            if style.get("w:type") == "paragraph" and on(style.get("w:default", "0")):
                self.default = name

    def chain(self, name: str | None) -> list[str]:
        """Return a style and those it is based on, the nearest first."""
        found: list[str] = []
        while name in self.elements and name not in found and len(found) < LONGEST_CHAIN:
            found.append(name)
            name = value(self.elements[name], "w:basedOn")
        return found

    def ask(self, name: str) -> Ask:
        """Return the numbering a style itself asks for."""
        return Ask.of(self.elements[name].find("w:pPr"))

    def title(self, name: str) -> str:
        """Return the name of a style that people see, in lower case: `heading 1`, `toc 2`."""
        return (value(self.elements[name], "w:name") or "").lower()

    def hides(self, name: str | None) -> bool:
        """Tell whether a character style makes text hidden."""
        for each in self.chain(name):
            hidden = descendant(self.elements[each], "w:rPr", "w:vanish")
            if hidden is not None:
                return on(hidden.get("w:val", "1"))
        return False


class Numbering:
    """The lists of a document, and how far each has counted. Ask for every paragraph once, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self.lists: dict[str, _List] = {}
        self.uses: dict[str, _Use] = {}
        for each in root.findall("w:abstractNum") if root is not None else ():
            levels = {_index(level): _level(level) for level in each.findall("w:lvl")}
            self.lists[each.get("w:abstractNumId", "")] = _List(levels, value(each, "w:numStyleLink"))
        for each in root.findall("w:num") if root is not None else ():
            self.uses[each.get("w:numId", "")] = _use(each)

    def number(self, properties: Element | None) -> str:
        """Return what stands before a paragraph with such properties (`w:pPr`): its number and the space after it.

        Empty for a paragraph without a number, or with a bullet. The paragraph is counted.
        """
        place = self._place(properties)
        if place is None:
            return ""
        use, listed, at = place
        level = self._level(use, listed, at)
        self._count(use, listed, at)
        if level.form == "bullet" or not level.text:
            return ""
        text = BLANK_FILLED.sub(lambda found: self._printed(use, listed, int(found[1]) - 1, level), level.text)
        if level.suffix == "nothing" or not text or text[-1] in TIGHT or text[-1].isspace():
            return text
        return f"{text} "

    def _place(self, properties: Element | None) -> tuple[_Use, _List, int] | None:
        """Return the use, the list and the level of a paragraph; None where it has no number."""
        own = Ask.of(properties)
        name = value(properties, "w:pStyle") if properties is not None else None
        styles = self.styles.chain(name if name in self.styles.elements else self.styles.default)
        asked = [self.styles.ask(style) for style in styles]
        number = next((ask.use for ask in (own, *asked) if ask.use is not None), None)
        if number is None or number not in self.uses or number == "0":
            return None
        use = self.uses[number]
        listed = self._list(use.list_id)
        if listed is None:
            return None
        at = own.level
        if at is None:
            linked = {level.style: i for i, level in sorted(listed.levels.items(), reverse=True) if level.style}
            linked |= {level.style: i for i, level in use.levels.items() if level.style}
            at = next((linked[style] for style in styles if style in linked), None)
        if at is None and own.use is None:
            at = next((ask.level for ask in asked if ask.level is not None), None)
        at = at or 0
        return (use, listed, at) if 0 <= at < LEVELS else None

    def _list(self, name: str) -> _List | None:
        """Return a list, the one that its numbering style stands for where it has none of its own levels."""
        for _ in range(LONGEST_CHAIN):
            listed = self.lists.get(name)
            if listed is None or listed.style_link is None or listed.levels:
                return listed
            style = listed.style_link
            use = self.styles.ask(style).use if style in self.styles.elements else None
            if use not in self.uses:
                return listed
            name = self.uses[use].list_id
        return None

    @staticmethod
    def _level(use: _Use, listed: _List, at: int) -> Level:
        level = use.levels.get(at) or listed.levels.get(at) or Level()
        return level._replace(start=use.starts[at]) if at in use.starts else level

    def _count(self, use: _Use, listed: _List, at: int) -> None:
        """Count a paragraph at a level: on from the last one, or from the start; the levels below begin anew."""
        counts, last = listed.counts, listed.counts[at]
        anew = at in use.starts and at not in use.begun
        use.begun.add(at)
        counts[at] = self._level(use, listed, at).start if last is None or anew else last + 1
        for below in range(at + 1, LEVELS):
            restart = self._level(use, listed, below).restart
            if restart is None or at < restart:
                counts[below] = None

    def _printed(self, use: _Use, listed: _List, at: int, level: Level) -> str:
        """Return the number reached at a level, as that level prints it; the start where it has not begun."""
        other, count = self._level(use, listed, at), listed.counts[at]
        number = other.start if count is None else count
        return numeral(number, "decimal" if level.legal and other.form != "none" else other.form)


def value(element: Element, name: str) -> str | None:
    """Return the `w:val` of a child; None where there is no such child."""
    child = element.find(name)
    return child.get("w:val") if child is not None else None


def descendant(element: Element | None, *names: str) -> Element | None:
    """Return the child of a child of … of an element; None where there is none on the way."""
    for name in names:
        element = element.find(name) if element is not None else None
    return element


def on(setting: str) -> bool:
    """Tell whether a toggle is on (17.17.4)."""
    return setting.lower() not in ("0", "false", "off", "none")


def whole(text: str | None, default: int) -> int:
    """Return a whole number that a document gives, `default` where it gives none."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < LARGEST else default


def _index(element: Element) -> int:
    return whole(element.get("w:ilvl"), -1)


def _level(element: Element) -> Level:
    restart, legal = value(element, "w:lvlRestart"), element.find("w:isLgl")
    return Level(
        start=whole(value(element, "w:start"), 0),
        form=_form(element),
        text=value(element, "w:lvlText") or "",
        suffix=value(element, "w:suff") or "tab",
        restart=whole(restart, 0) if restart is not None else None,
        legal=legal is not None and on(legal.get("w:val", "1")),
        style=value(element, "w:pStyle"),
    )


def _form(level: Element) -> str:
    """Return the format of a level; of a custom one (`001, 002, …`) what stands for it elsewhere."""
    form = level.find("w:numFmt")
    if form is None:
        form = descendant(level, "mc:AlternateContent", "mc:Fallback", "w:numFmt")
    return (form.get("w:val") if form is not None else None) or "decimal"


def _use(element: Element) -> _Use:
    use = _Use(value(element, "w:abstractNumId") or "")
    for override in element.findall("w:lvlOverride"):
        at, level, start = _index(override), override.find("w:lvl"), value(override, "w:startOverride")
        if level is not None:
            use.levels[at] = _level(level)
        if start is not None:
            use.starts[at] = whole(start, 1)
    return use
