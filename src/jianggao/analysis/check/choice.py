"""Which findings a user wants to see, and how bad he says they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from jianggao.errors import JianggaoError
from jianggao.model import Finding
from jianggao.rules.checks import SEVERITIES, checks, named

OFF = "off"
NEVER = "never"


@dataclass(frozen=True)
class Choice:
    """Rules in force, their severities, and from which severity on findings are shown and count as failure."""

    rules: frozenset[str]
    severities: Mapping[str, str]
    shown_from: str = "hint"
    fail_on: str = "warning"

    @classmethod
    def of(
        cls,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] = (),
        severities: Mapping[str, str] | None = None,
        shown_from: str = "hint",
        fail_on: str = "warning",
    ) -> Choice:
        """Return the choice that names of rules make; `JianggaoError` where there is no such rule or severity."""
        chosen = set(checks()) if select is None else {rule for name in select for rule in ids(name)}
        chosen -= {rule for name in ignore for rule in ids(name)}
        judged = {rule: known(level, OFF) for name, level in (severities or {}).items() for rule in ids(name)}
        return cls(frozenset(chosen), judged, known(shown_from), known(fail_on, NEVER))

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that are wanted, with the severities that are wanted."""
        kept = []
        for finding in findings:
            severity = self.severities.get(finding.rule, finding.severity)
            if finding.rule in self.rules and severity != OFF and at_least(severity, self.shown_from):
                kept.append(finding if severity == finding.severity else replace(finding, severity=severity))
        return kept

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Tell whether one of the findings counts as failure."""
        return self.fail_on != NEVER and any(at_least(finding.severity, self.fail_on) for finding in findings)


def at_least(severity: str, least: str) -> bool:
    """Tell whether a severity is as bad as another, or worse."""
    return SEVERITIES.index(severity) >= SEVERITIES.index(least)


def ids(name: str) -> list[str]:
    """Return the ids that a name stands for; `JianggaoError` where it is none."""
    found = named(name.strip()) if name.strip() else []
    if not found:
        raise JianggaoError("no-rule", name=name)
    return found


def known(severity: str, *others: str) -> str:
    """Return a severity, or one of the `others`, as it is; `JianggaoError` where it is neither."""
    if severity not in (*SEVERITIES, *others):
        raise JianggaoError("severity", value=severity)
    return severity
