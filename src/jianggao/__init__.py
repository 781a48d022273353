"""jianggao (讲稿): reads a Chinese official speech and shows what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianggao.analysis.check import check
    from jianggao.analysis.diff import Thresholds, applied, diff, wording
    from jianggao.analysis.quotes import find_quotes
    from jianggao.analysis.slogans import concordance, find_frames, find_slogans, shared_slogans
    from jianggao.analysis.tasks import find_tasks
    from jianggao.analysis.words import Segmenter
    from jianggao.errors import DocumentError, JianggaoError, ReadError, RuleError
    from jianggao.load import read, read_all
    from jianggao.model import Announcement, Cut, Finding, Part, Point, Source, Span, Speech, Tile
    from jianggao.output.diff import comparison, diff_document
    from jianggao.output.document import document
    from jianggao.output.report import comparison_page, speech_page
    from jianggao.output.restored import speech_from_document
    from jianggao.results import Change, ChangeKind, Diff, Edit, Frame, PartChange, Quote, Slogan, Task, Variant, Wording
    from jianggao.rules import Rulebook, extended, rulebook
    from jianggao.structure.parse import parse

__version__ = "0.1.0"

_HOMES = {
    "analysis.check": ("check",),
    "analysis.diff": ("Thresholds", "applied", "diff", "wording"),
    "analysis.quotes": ("find_quotes",),
    "analysis.slogans": ("concordance", "find_frames", "find_slogans", "shared_slogans"),
    "analysis.tasks": ("find_tasks",),
    "analysis.words": ("Segmenter",),
    "errors": ("DocumentError", "JianggaoError", "ReadError", "RuleError"),
    "load": ("read", "read_all"),
    "model": ("Announcement", "Cut", "Finding", "Part", "Point", "Source", "Span", "Speech", "Tile"),
    "output.diff": ("comparison", "diff_document"),
    "output.document": ("document",),
    "output.report": ("comparison_page", "speech_page"),
    "output.restored": ("speech_from_document",),
    "results": ("Change", "ChangeKind", "Diff", "Edit", "Frame", "PartChange", "Quote", "Slogan", "Task", "Variant", "Wording"),
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
    "Frame",
    "JianggaoError",
    "Part",
    "PartChange",
    "Point",
    "Quote",
    "ReadError",
    "RuleError",
    "Rulebook",
    "Segmenter",
    "Slogan",
    "Source",
    "Span",
    "Speech",
    "Task",
    "Thresholds",
    "Tile",
    "Variant",
    "Wording",
    "applied",
    "check",
    "comparison",
    "comparison_page",
    "concordance",
    "diff",
    "diff_document",
    "document",
    "extended",
    "find_frames",
    "find_quotes",
    "find_slogans",
    "find_tasks",
    "parse",
    "read",
    "read_all",
    "rulebook",
    "shared_slogans",
    "speech_from_document",
    "speech_page",
    "wording",
]


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(f"jianggao.{home}"), name)
    raise AttributeError(f"module 'jianggao' has no attribute {name!r}")
