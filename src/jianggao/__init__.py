"""jianggao (讲稿): reads a Chinese official speech and shows what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianggao.analysis.diff import Thresholds, applied, diff, wording
    from jianggao.errors import DocumentError, JianggaoError, ReadError, RuleError
    from jianggao.load import read, read_all
    from jianggao.model import (
        Announcement,
        Change,
        ChangeKind,
        Cut,
        Diff,
        Edit,
        Finding,
        Part,
        PartChange,
        Point,
        Source,
        Span,
        Speech,
        Tile,
        Wording,
    )
    from jianggao.output.diff import comparison, diff_document
    from jianggao.output.document import document, speech_from_document
    from jianggao.rules import Rulebook, extended, rulebook
    from jianggao.structure.parse import parse

__version__ = "0.1.0"

_HOMES = {
    "analysis.diff": ("Thresholds", "applied", "diff", "wording"),
    "errors": ("DocumentError", "JianggaoError", "ReadError", "RuleError"),
    "load": ("read", "read_all"),
    "model": (
        *("Announcement", "Cut", "Finding", "Part", "Point", "Source", "Span", "Speech", "Tile"),
        *("Change", "ChangeKind", "Diff", "Edit", "PartChange", "Wording"),
    ),
    "output.diff": ("comparison", "diff_document"),
    "output.document": ("document", "speech_from_document"),
    "rules": ("Rulebook", "extended", "rulebook"),
    "structure.parse": ("parse",),
}
"""Where each public name lives; its module is imported when the name is first asked for."""

__all__ = [
    "Announcement",
    "Change",
    "ChangeKind",
    "Cut",
    "Diff",
    "DocumentError",
    "Edit",
    "Finding",
    "JianggaoError",
    "Part",
    "PartChange",
    "Point",
    "ReadError",
    "RuleError",
    "Rulebook",
    "Source",
    "Span",
    "Speech",
    "Thresholds",
    "Tile",
    "Wording",
    "applied",
    "comparison",
    "diff",
    "diff_document",
    "document",
    "extended",
    "parse",
    "read",
    "read_all",
    "rulebook",
    "speech_from_document",
    "wording",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(f"jianggao.{home}"), name)
    raise AttributeError(f"module 'jianggao' has no attribute {name!r}")
