"""In which form to write: as `--format` says, else as the suffix of the output does."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jianggao.errors import JianggaoError

SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".md": "md",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
}
PROMISES = (".xls", ".et", ".doc", ".docx", ".wps", ".pdf", ".odt", ".rtf", ".xml", ".sarif")
"""Suffixes of formats that a program would open, and that are never written under them."""


def written_form(form: str | None, output: str | os.PathLike[str] | None, formats: Sequence[str], default: str) -> str:
    """Return the form to write: `form` where it is given, else that of the suffix of `output`, else `default`.

    `JianggaoError` is raised for a suffix that promises what none of the `formats` is.
    """
    if form is not None or output is None:
        return form or default
    suffix = os.path.splitext(output)[1].lower()
    wanted = SUFFIXES.get(suffix)
    if wanted in formats:
        return str(wanted)
    if wanted not in (None, "text") or suffix in PROMISES:
        raise JianggaoError("suffix", suffix=suffix, formats=", ".join(formats))
    return default
