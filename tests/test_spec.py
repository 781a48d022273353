"""The specification of how a speech is read, run: every example in `spec/` says what the program must find."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import jianggao.rules
from conftest import HERE
from jianggao import Part, Point, Speech, parse
from jianggao.structure import costs, marks

SPEC = HERE.parent / "spec"
PAGES = ("numbering", "frame")
FENCE = "```"
ARROW = "→"
ABSENT = "—"
EXPECTED = re.compile(r"(?P<key>head|title|byline|salutation|announced|opening|closing point|closing|tail|clean): (?P<value>.+)")
BEGINNINGS = ("head", "closing", "tail")
"""Parts of which an example gives the first characters only."""


class Example(NamedTuple):
    """A block of the specification: a text, and what is found in it."""

    id: str
    text: str
    parts: dict[str, list[str]]
    """What is expected of the parts, by key."""
    outline: list[tuple[int, str]]
    """Depth and `mark heading` of every point of the directives."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def blocks(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the slug of the rule and the lines of each example of a page."""
    slug, fence, block = "", "", list[str]()
    for line in (SPEC / f"{page}.md").read_text("utf-8").splitlines():
        if line.startswith(FENCE):
            if fence == f"{FENCE}speech":
                yield slug, block
            fence, block = ("" if fence else line), []
        elif fence:
            block.append(line)
        elif line.startswith("#"):
            slug = line.lstrip("# ")


def read(page: str) -> Iterator[Example]:
    """Yield the examples of a page; the second one of a rule has the rule's slug and a 2."""
    counted: dict[str, int] = {}
    for slug, block in blocks(page):
        counted[slug] = counted.get(slug, 0) + 1
        name = f"{page}:{slug}" + (f":{counted[slug]}" if counted[slug] > 1 else "")
        assert block.count(ARROW) == 1, f"{name} needs one line with {ARROW} alone"
        at = block.index(ARROW)
        parts: dict[str, list[str]] = {}
        outline = []
        for line in block[at + 1 :]:
            told = EXPECTED.fullmatch(line)
            if told:
                parts.setdefault(told["key"], []).append(told["value"])
            else:
                outline.append(((len(line) - len(line.lstrip(" "))) // 2, squeezed(line)))
        yield Example(name, "\n".join(block[:at]), parts, outline)


PRICES = [name for name, value in vars(costs).items() if isinstance(value, float) and not hasattr(marks, name)]
EXAMPLES = [example for page in PAGES for example in read(page)]


def rows(points: Iterable[Point], depth: int = 0) -> Iterator[tuple[int, str]]:
    for point in points:
        yield depth, squeezed(point.mark + point.heading)
        yield from rows(point.points, depth + 1)


def found(speech: Speech, key: str, wanted: list[str]) -> list[str]:
    """Return what the speech has under a key, in the form in which the specification writes it."""
    if key == "clean":
        lines = speech.source.text.split("\n")
        return [line if line in lines else f"not a line: {line}" for line in wanted]
    if key == "announced":
        announced = speech.opening.announced if speech.opening else None
        return [str(announced.count) if announced else ABSENT]
    if key in ("opening", "closing point"):
        owner = speech.opening if key == "opening" else speech.closing
        return [row for _, row in rows(owner.points if owner else ())] or [ABSENT]
    part: Part | None = getattr(speech, key)
    if part is None:
        return [ABSENT]
    text = squeezed(part.text)
    return [text[: len(squeezed(wanted[0]))] if key in BEGINNINGS and wanted != [ABSENT] else text]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
def test_an_example_is_read_as_it_says(example: Example) -> None:
    """Points are exactly those listed; of the parts, those that are listed are as listed."""
    speech = parse(example.text)
    assert list(rows(speech.directives)) == example.outline
    for key, wanted in example.parts.items():
        told = wanted if key == "clean" else [squeezed(line) for line in wanted]
        assert found(speech, key, wanted) == told, key


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_tiles_of_an_example_are_its_text(example: Example, line_break: str) -> None:
    """Tiles follow on one another and give the text back to the letter."""
    text = example.text.replace("\n", line_break)
    speech = parse(text)
    assert "".join(text[tile.span.start : tile.span.end] for tile in speech.tiles()) == text


@pytest.mark.parametrize("price", PRICES)
def test_every_price_of_the_outline_decides_an_example(price: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Left out or ten times as high, it changes what some example says."""
    value = getattr(costs, price)
    changed = False
    for other in (0.0, 10 * value):
        monkeypatch.setattr(costs, price, other)
        changed = changed or any(list(rows(parse(example.text).directives)) != example.outline for example in EXAMPLES)
    assert changed


def test_both_pages_are_made_of_examples() -> None:
    """The specification has at least forty examples, and every rule of it has one."""
    assert len(EXAMPLES) >= 40
    for page in PAGES:
        text = (SPEC / f"{page}.md").read_text("utf-8")
        rules = re.findall(r"^### (.+)$", text, re.MULTILINE)
        assert rules
        assert [rule for rule in rules if f"{page}:{rule}" not in {example.id for example in EXAMPLES}] == []
        assert len(rules) == len(set(rules))


def test_every_numbering_rule_is_named() -> None:
    """The page on numbering names every family and every decoy of the rule file."""
    path = Path(jianggao.rules.__file__).parent / "marks.toml"
    ids = [rule["id"] for table in tomllib.loads(path.read_text("utf-8")).values() for rule in table]
    text = (SPEC / "numbering.md").read_text("utf-8")
    assert ids
    assert [rule for rule in ids if f"`{rule}`" not in text] == []
