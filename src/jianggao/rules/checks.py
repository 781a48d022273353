"""The rules of `jianggao check`, as data: what each finds, how bad it is, and texts that show it.

`checks.toml` holds an entry for each rule; the code that finds it stands in `analysis/check/` under
the same id. The first letter of an id names the family.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import NamedTuple

SEVERITIES = ("hint", "warning", "error")
"""From the mildest: only custom; probably wrong; surely wrong."""
FAMILIES = {
    "N": "numbering",
    "P": "parts",
    "H": "headings",
    "Q": "pairs",
    "R": "residue",
    "A": "attribution",
    "C": "consistency",
    "E": "encoding",
}
"""What the first letter of an id stands for."""


class Check(NamedTuple):
    """A rule of `jianggao check`."""

    id: str
    """`N101`: the family's letter, and a number that never changes its meaning."""
    slug: str
    """The same in words: `announced-count`. Either names the rule on the command line."""
    severity: str
    """One of `SEVERITIES`, unless the user says otherwise."""
    reason: tuple[str, str]
    """Why it is wrong, in Chinese and in English."""
    source: str
    """The standard it rests on; empty where it is common sense or custom."""
    bad: tuple[str, ...]
    """Texts in which this rule, and no other, finds something."""
    good: tuple[str, ...]
    """Texts that look alike and in which nothing is found."""


@cache
def checks() -> dict[str, Check]:
    """Return every rule of `jianggao check` by its id, in the order of the file."""
    with open(os.path.join(os.path.dirname(__file__), "checks.toml"), "rb") as file:
        entries = tomllib.load(file)["checks"]
    return {
        entry["id"]: Check(
            entry["id"],
            entry["slug"],
            entry["severity"],
            (entry["reason_zh"], entry["reason"]),
            entry.get("source", ""),
            tuple(entry["bad"]),
            tuple(entry["good"]),
        )
        for entry in entries
    }


def severity_of(rule: str) -> str:
    """Return the severity of a rule of `jianggao check`."""
    return checks()[rule].severity


def named(name: str) -> list[str]:
    """Return the ids of the rules that a name stands for: an id, its beginning (`N`, `N1`), a slug or a family."""
    return [
        check.id
        for check in checks().values()
        if check.slug == name or check.id.startswith(name.upper()) or FAMILIES[check.id[0]] == name
    ]
