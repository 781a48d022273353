"""Every sentence the program says to a person, in Chinese and in English: one file for each occasion."""

from __future__ import annotations

from jianggao.messages.corpus import CORPUS
from jianggao.messages.errors import ERRORS
from jianggao.messages.findings import FINDINGS
from jianggao.messages.help import HELP
from jianggao.messages.labels import LABELS
from jianggao.messages.page import PAGE
from jianggao.messages.queries import QUERIES

CATALOGUE: dict[str, tuple[str, str]] = CORPUS | ERRORS | FINDINGS | HELP | LABELS | PAGE | QUERIES


def printable(text: str) -> str:
    """Return a name or a word of somebody else's safe to print on one line: what is not printable as escapes."""
    return "".join(char if char.isprintable() or char == "\u3000" else repr(char)[1:-1] for char in text)


def say(key: str, lang: str, **fields: object) -> str:
    """Return the catalogue's sentence `key` in `lang` (`"zh"`, else English), its blanks filled.

    A field that is a pair is itself in both languages.
    """
    side = 0 if lang == "zh" else 1
    sentence = CATALOGUE[key][side]
    if not fields:
        return sentence
    return sentence.format(**{k: v[side] if isinstance(v, tuple) else v for k, v in fields.items()})
