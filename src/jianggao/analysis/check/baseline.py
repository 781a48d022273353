"""A baseline: findings that are known, told again by their rule and the text around them, not by their line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from jianggao.model import Finding, Source

AROUND = 12
"""Characters on either side of a finding by which it is told again."""


def fingerprint(finding: Finding, source: Source) -> str:
    """Return what a finding is known by: its rule, its text and the text around it, white space left out."""
    text, (start, end) = source.original or source.text, finding.span
    before = re.sub(r"\s", "", text[max(0, start - 4 * AROUND) : start])[-AROUND:]
    after = re.sub(r"\s", "", text[end : end + 4 * AROUND])[:AROUND]
    context = "\x1f".join((finding.rule, before, re.sub(r"\s", "", text[start:end]), after))
    return blake2b(context.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def unknown(findings: Iterable[Finding], source: Source, known: Counter[str]) -> list[Finding]:
    """Return the findings that are not `known`; one that is known once hides one."""
    left = Counter(known)
    kept = []
    for finding in findings:
        mark = fingerprint(finding, source)
        if left[mark]:
            left[mark] -= 1
        else:
            kept.append(finding)
    return kept
