"""jianggao (讲稿): reads a Chinese official speech and shows what it is made of."""

from jianggao.errors import DocumentError, JianggaoError, ReadError, RuleError
from jianggao.load import read, read_all
from jianggao.model import Announcement, Cut, Finding, Part, Point, Source, Span, Speech, Tile
from jianggao.output.document import document, speech_from_document
from jianggao.rules import Rulebook, extended, rulebook
from jianggao.structure import parse

__version__ = "0.1.0"

__all__ = [
    "Announcement",
    "Cut",
    "DocumentError",
    "Finding",
    "JianggaoError",
    "Part",
    "Point",
    "ReadError",
    "RuleError",
    "Rulebook",
    "Source",
    "Span",
    "Speech",
    "Tile",
    "document",
    "extended",
    "parse",
    "read",
    "read_all",
    "rulebook",
    "speech_from_document",
]
