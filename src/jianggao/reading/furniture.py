"""Which lines of a web page are its frame: menus, buttons, lists of other pages, who runs the site.

Two things tell: what the page calls a block (`furniture` of `rules/pages.toml`), and what a line says
(`page_feet`: `上一篇：…`, `【打印】`, `相关阅读`). Neither takes a paragraph of prose with it unless prose is
to be expected there, so that a wrapper with a misleading name, or one never closed, costs no sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from jianggao.rules import Rulebook

PROSE = 30
"""Characters outside links of a line that is prose; it also has a stop."""
STOPS = re.compile("[。；！？：]")
FOOT_SHARE = 3
"""The foot holds at most one word of prose in so many of the page."""


@dataclass
class Line:
    """A line of a page, as its pieces come in."""

    frame: int
    """The number of the block that its name tells to be frame; 0 outside."""
    heading: bool
    verbatim: bool = False
    pieces: list[str] = field(default_factory=list)
    link: int = 0
    """The number of the last link in it."""
    linked: int = 0
    """Word characters inside links."""
    text: str = ""
    words: int = 0

    @property
    def is_prose(self) -> bool:
        """Whether it is running text."""
        return self.words - self.linked >= PROSE and self.has_stop

    @property
    def has_stop(self) -> bool:
        """Whether a sentence or a clause ends in it."""
        return STOPS.search(self.text) is not None

    @property
    def is_links(self) -> bool:
        """Whether it is nothing but links."""
        return 0 < self.words == self.linked and not self.heading


def furniture(lines: list[Line], rules: Rulebook) -> set[int]:
    """Return which lines belong to the page's frame, by their places in the list."""
    _unlink(lines)
    prose = [line.words if line.is_prose else 0 for line in lines]
    last_words = re.compile(rules.any_of("last_words"))
    spoken = {at for at, line in enumerate(lines) if last_words.fullmatch(line.text.strip())}
    foot = _foot(lines, prose, spoken, rules)
    blocks: dict[int, list[int]] = {}
    for at, line in enumerate(lines[:foot]):
        if line.frame:
            blocks.setdefault(line.frame, []).append(at)
    sentences = {number: sum(prose[at] > 0 for at in rows) for number, rows in blocks.items()}
    blocks = {number: rows for number, rows in blocks.items() if sentences[number] <= 1 and spoken.isdisjoint(rows)}
    inside = {at for rows in blocks.values() for at in rows}
    body = [at for at in range(foot) if prose[at] and at not in inside]
    if not body or sum(prose[at] for at in body) < sum(prose[at] for at in inside):
        return set()
    first, last = body[0], body[-1]
    found = {at for at in range(foot) if not first < at < last and (lines[at].is_links or at in inside)}
    for number, rows in blocks.items():
        if not sentences[number]:
            found.update(rows)
    title = re.compile(rules.any_of("titles"))
    named = {at for at in found if at < first and not lines[at].linked and title.fullmatch(lines[at].text.strip())}
    return (found - named).union(range(foot, len(lines)))


def _unlink(lines: list[Line]) -> None:
    """Take a link that spans several sentences for one that was never closed."""
    spans = Counter(line.link for line in lines if line.linked >= PROSE and line.has_stop)
    for line in lines:
        if line.link and spans[line.link] > 1:
            line.linked = 0


def _foot(lines: list[Line], prose: list[int], spoken: set[int], rules: Rulebook) -> int:
    """Return where the foot of the page begins: at a line that only a page says, after the last paragraph of the speech.

    Below it prose is the page's where it stands in a block of the frame, by a linked headline, or says so itself.
    """
    opens = [(re.compile(rule.pattern), bool(rule.options.get("last"))) for rule in rules["page_feet"]]
    tells = re.compile(rules.any_of("page_notices"))
    most = sum(prose) // FOOT_SHARE
    taken, foot = 0, len(lines)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        taken += prose[at]
        headline = line.linked or (at and lines[at - 1].is_links)
        if at in spoken or taken > most or (prose[at] and not (line.frame or headline or tells.search(line.text))):
            break
        text = line.text.strip()
        own = next((last for pattern, last in opens if pattern.fullmatch(text)), None)
        if own is not None:
            foot = at + own
    return foot
