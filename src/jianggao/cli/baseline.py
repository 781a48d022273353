"""Baselines on the command line: findings that a project has decided to live with, in a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from jianggao.analysis.check.baseline import fingerprint, unknown
from jianggao.errors import JianggaoError
from jianggao.output.check import Checked

SCHEMA = "jianggao/baseline/1"


def baseline_text(results: Sequence[Checked]) -> str:
    """Return a baseline that knows all findings of the results, in their order."""
    known = [
        {"rule": finding.rule, "text": finding.text, "mark": fingerprint(finding, result.source)}
        for result in results
        for finding in result.findings
    ]
    return json.dumps({"schema": SCHEMA, "known": known}, ensure_ascii=True, indent=1) + "\n"


def read_baseline(path: str) -> Counter[str]:
    """Return the fingerprints that a baseline holds; `JianggaoError` where it cannot be read."""
    try:
        with open(path, "rb") as file:
            data = json.loads(file.read().decode("utf-8-sig"))
        if data["schema"] != SCHEMA:
            raise ValueError(f"schema {data['schema']!r}")
        return Counter(str(entry["mark"]) for entry in data["known"])
    except OSError as error:
        raise JianggaoError("baseline", path=path, reason=error.strerror or error) from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise JianggaoError("baseline", path=path, reason=error) from None


def without_known(results: Sequence[Checked], known: Counter[str]) -> list[Checked]:
    """Return the results without the findings that a baseline knows."""
    kept = []
    for result in results:
        kept.append(result._replace(findings=unknown(result.findings, result.source, known)))
    return kept
