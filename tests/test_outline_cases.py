"""Outlines of short speeches: what is a point, what is not, and where the parts begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from conftest import cases
from jianggao import Part, Point, Speech, parse

PARTS = ("title", "salutation", "closing", "tail")


def squeezed(text: str) -> str:
    return "".join(text.split())


def rows(points: Iterable[Point], depth: int = 0) -> Iterator[tuple[int, str]]:
    for point in points:
        yield depth, squeezed(point.mark + point.heading)
        yield from rows(point.points, depth + 1)


def expected_rows(outline: str) -> list[tuple[int, str]]:
    lines = [line for line in outline.splitlines() if line.strip()]
    return [((len(line) - len(line.lstrip())) // 2, squeezed(line)) for line in lines]


def told(speech: Speech) -> dict[str, Any]:
    found: dict[str, Any] = {"outline": list(rows(speech.directives))}
    for name in PARTS:
        part: Part | None = getattr(speech, name)
        found[name] = squeezed(part.text) if part else ""
    for name in ("opening", "closing"):
        part = getattr(speech, name)
        found[f"{name}_points"] = [row for _, row in rows(part.points)] if part else []
    found["announced"] = speech.opening.announced.count if speech.opening and speech.opening.announced else None
    return found


def check(case: dict[str, Any]) -> None:
    found = told(parse(case["text"]))
    wanted: dict[str, Any] = {
        "outline": expected_rows(case["outline"]),
        "announced": case.get("announced"),
        "opening_points": list(map(squeezed, case.get("opening_points", []))),
        "closing_points": list(map(squeezed, case.get("closing_points", []))),
    } | {name: squeezed(case.get(name, "")) for name in PARTS}
    for name in ("closing", "tail"):  # a case tells only how these begin
        if wanted[name]:
            found[name] = found[name][: len(wanted[name])]
    assert found == wanted, case["why"]


@pytest.mark.parametrize("case", [c for c in cases("outline/*.toml") if not c.id.startswith("known-failures")])
def test_the_outline_is_as_a_reader_sees_it(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("case", cases("outline/known-failures.toml"))
def test_known_failures_still_fail(case: dict[str, Any]) -> None:
    check(case)
