"""Findings as plain text with the place under them, as JSON, as SARIF 2.1.0, and as GitHub annotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from jianggao.messages import say
from jianggao.model import Finding, Source, Span
from jianggao.output.outline import visible
from jianggao.reading.cuts import cells
from jianggao.rules.checks import SEVERITIES, checks

FORMATS = ("text", "json", "sarif", "github")
BEFORE, AFTER = 18, 24
"""Code points of the line that are shown before a finding and after it."""
LONGEST_SHOWN = 40
"""Code points of a finding that are shown."""
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SARIF_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
GITHUB_LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}


class Checked(NamedTuple):
    """A speech that was checked: the path of its file as given, its source, and what was found."""

    path: str
    source: Source
    findings: Sequence[Finding]


class Excerpt(NamedTuple):
    """The line of a finding in three pieces, each safe to print."""

    before: str
    text: str
    after: str

    @property
    def carets(self) -> str:
        """What stands under the line: as many cells as the text is wide, under the text."""
        return " " * cells(self.before) + "^" * max(cells(self.text), 1)


def message(finding: Finding, lang: str) -> str:
    """Return what is wrong, and what to do about it, on one line that is safe to print."""
    fields = {name: visible(value) if isinstance(value, str) else value for name, value in finding.fields}
    return " ".join(say(f"check.{finding.rule}", lang, **fields).split())


def excerpt(source: Source, span: Span) -> Excerpt:
    """Return the line that a finding begins in, cut down to what stands around it."""
    text, (start, end) = source.original or source.text, span
    near = max(start - BEFORE - 1, 0)  # no farther than is shown: a line may be very long
    first = max(text.rfind("\n", near, start), text.rfind("\r", near, start)) + 1
    line_end = re.compile("[\r\n]|$").search(text, start, start + LONGEST_SHOWN + AFTER + 1)
    stop = line_end.start() if line_end else len(text)
    shown = min(end, stop, start + LONGEST_SHOWN)
    left, right = max(first, start - BEFORE), min(stop, shown + AFTER)
    return Excerpt(
        ("…" if left > first else "") + visible(text[left:start].lstrip() if left == first else text[left:start]),
        visible(text[start:shown]),
        visible(text[shown:right]) + ("…" if right < stop else ""),
    )


def heading(path: str, source: Source, finding: Finding, lang: str) -> str:
    """Return the line that tells of a finding: place, severity, rule, what is wrong, what to do."""
    line, column = source.place(finding.span.start)
    severity = say(f"severity.{finding.severity}", lang)
    return f"{visible(path)}:{line}:{column}: {severity} {finding.rule} {message(finding, lang)}"


def check_text(results: Sequence[Checked], lang: str) -> str:
    """Return findings as plain text, each with its line and carets under it, and how many there are."""
    lines = []
    for path, source, findings in results:
        for finding in findings:
            shown = excerpt(source, finding.span)
            lines += [heading(path, source, finding, lang), f"  {''.join(shown)}".rstrip(), f"  {shown.carets}"]
    lines.append(summary([finding for result in results for finding in result.findings], lang))
    return "".join(f"{line}\n" for line in lines)


def summary(findings: Sequence[Finding], lang: str) -> str:
    """Return how many findings of each severity there are, and how many can be mended."""
    if not findings:
        return say("check.clean", lang)
    counted = Counter(finding.severity for finding in findings)
    told = say("check.summary", lang, **{severity: counted[severity] for severity in SEVERITIES})
    fixable = sum(bool(finding.edits) for finding in findings)
    stop = "；" if lang == "zh" else "; "
    return told + (stop + say("check.fixable", lang, count=fixable) if fixable else "")


def check_document(results: Iterable[Checked], lang: str) -> dict[str, Any]:
    """Return findings as a document of the schema `jianggao/check/1`; spans are of the original."""
    found = []
    counted: Counter[str] = Counter()
    for path, source, findings in results:
        for finding in findings:
            counted[finding.severity] += 1
            entry: dict[str, Any] = {
                "file": path,
                "rule": finding.rule,
                "slug": checks()[finding.rule].slug,
                "severity": finding.severity,
                **_region(source, finding.span),
                "span": list(finding.span),
                "text": finding.text,
                "message": message(finding, lang),
            }
            if finding.edits:
                entry["fix"] = [{"span": list(edit.span), "text": edit.text} for edit in finding.edits]
            found.append(entry)
    return {"schema": "jianggao/check/1", "findings": found, "summary": {level: counted[level] for level in SEVERITIES[::-1]}}


def _region(source: Source, span: Span) -> dict[str, int]:
    line, column = source.place(span.start)
    end_line, end_column = source.place(span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def sarif_document(results: Iterable[Checked], lang: str) -> dict[str, Any]:
    """Return findings as a SARIF 2.1.0 log (OASIS, 2020): one run, columns in code points."""
    from jianggao import __version__
    from jianggao.analysis.check.baseline import fingerprint

    side = 0 if lang == "zh" else 1
    order = {rule: place for place, rule in enumerate(checks())}
    rules = [
        {
            "id": check.id,
            "name": "".join(word.capitalize() for word in check.slug.split("-")),
            "shortDescription": {"text": check.slug.replace("-", " ")},
            "fullDescription": {"text": check.reason[side]},
            "defaultConfiguration": {"level": SARIF_LEVELS[check.severity]},
        }
        for check in checks().values()
    ]
    found = []
    for path, source, findings in results:
        artifact = {"uri": _uri(path)}
        for finding in findings:
            result: dict[str, Any] = {
                "ruleId": finding.rule,
                "ruleIndex": order[finding.rule],
                "level": SARIF_LEVELS[finding.severity],
                "message": {"text": message(finding, lang)},
                "locations": [
                    {"physicalLocation": {"artifactLocation": artifact, "region": _sarif_region(source, finding.span)}}
                ],
                "partialFingerprints": {"textAround/v1": fingerprint(finding, source)},
            }
            if finding.edits:
                replacements = [
                    {"deletedRegion": _sarif_region(source, edit.span), "insertedContent": {"text": edit.text}}
                    for edit in finding.edits
                ]
                result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}]}]
            found.append(result)
    driver = {"name": "jianggao", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _sarif_region(source: Source, span: Span) -> dict[str, int]:
    region = _region(source, span)
    return {
        "startLine": region["line"],
        "startColumn": region["column"],
        "endLine": region["end_line"],
        "endColumn": region["end_column"],
    }


def _uri(path: str) -> str:
    posix = path.replace("\\", "/")
    return quote(posix.encode("utf-8", "surrogateescape"), safe="/")


def github_text(results: Iterable[Checked], lang: str) -> str:
    """Return findings as workflow commands of GitHub Actions, which show them beside the changed lines."""
    return "".join(_annotations(results, lang))


def _annotations(results: Iterable[Checked], lang: str) -> Iterator[str]:
    for path, source, findings in results:
        for finding in findings:
            region = _region(source, finding.span)
            properties = {
                "file": path,
                "line": region["line"],
                "endLine": region["end_line"],
                "col": region["column"],
                "title": f"{finding.rule} {checks()[finding.rule].slug}",
            }
            written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
            yield f"::{GITHUB_LEVELS[finding.severity]} {written}::{_data(message(finding, lang))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
