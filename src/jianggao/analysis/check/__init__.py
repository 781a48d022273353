"""What is wrong with a draft: families of checks, each a function from a draft to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jianggao.analysis.check.attribution import attribution
from jianggao.analysis.check.consistency import consistency
from jianggao.analysis.check.draft import Draft
from jianggao.analysis.check.headings import headings
from jianggao.analysis.check.numbering import numbering
from jianggao.analysis.check.pairs import pairs
from jianggao.analysis.check.parts import parts
from jianggao.analysis.check.residue import residue
from jianggao.model import Finding, Speech
from jianggao.results import Quote
from jianggao.rules import Rulebook, rulebook
from jianggao.rules.checks import severity_of

FAMILIES: tuple[tuple[str, Callable[[Draft], Iterator[Finding]]], ...] = (
    ("numbering", numbering),
    ("parts", parts),
    ("headings", headings),
    ("pairs", pairs),
    ("residue", residue),
    ("attribution", attribution),
    ("consistency", consistency),
)
"""The families in the order in which they run; none depends on another."""
READING = {"encoding.invalid": "E801", "encoding.control": "E802"}
"""What the reading doubts, under the ids that a check gives it."""


def check(speech: Speech, quotes: Sequence[Quote] = (), rules: Rulebook | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a speech, in the order of the text; spans are of the original.

    `quotes` are its quotations (`find_quotes`); without them nothing is said of attribution but that
    a cue stands alone. Never raises, whatever the text; the cost is linear in its length.
    """
    draft = Draft(speech, quotes, rules or rulebook())
    found = [finding for _, family in FAMILIES for finding in family(draft)]
    for doubt in speech.source.findings:
        rule = READING.get(doubt.rule, doubt.rule)
        found.append(Finding(rule, severity_of(rule), doubt.span, doubt.text))
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.rule)))


__all__ = ["FAMILIES", "check"]
