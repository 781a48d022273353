"""The forms in which a phrase may stand: any kind of quotation marks, and either script where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jianggao.analysis.slogans.concordance import MARKS
from jianggao.corpus.folding import fold_phrase
from jianggao.errors import JianggaoError

HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2A6E0))
"""Characters that may be of one script alone."""


def forms(phrase: str, *, scripts: bool = False) -> list[list[bytes]]:
    """Return the pieces of a phrase, and of each the forms it can have, in UTF-8; none where nothing of it is seen.

    Quotation marks stand for those of any kind; with `scripts` every character stands for its simplified
    and its traditional forms.
    """
    pieces: list[list[bytes]] = []
    plain = ""
    for char in fold_phrase(phrase):
        choices = _choices(char, scripts=scripts)
        if len(choices) == 1:
            plain += char
            continue
        if plain:
            pieces.append([_encoded(plain)])
        pieces.append([_encoded(choice) for choice in choices])
        plain = ""
    return [*pieces, [_encoded(plain)]] if plain else pieces


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _choices(char: str, *, scripts: bool) -> str:
    for marks in MARKS.values():
        if char in marks:
            return marks
    return _scripts().get(char, char) if scripts else char


@cache
def _scripts() -> dict[str, str]:
    """Return the other forms of each character that has some: those that OpenCC simplifies to the same character.

    发 stands for 發 and 髮, and 髮 for 发 as well as 發: what is one in the simplified script cannot be
    told apart there.
    """
    try:
        from opencc import OpenCC
    except ImportError:
        raise JianggaoError("corpus-extra", package="OpenCC", extra="corpus") from None
    letters = "".join(map(chr, _han()))
    simplified = OpenCC("t2s").convert("\n".join(letters)).split("\n")
    families: dict[str, str] = {}
    for letter, simple in zip(letters, simplified, strict=True):
        if letter != simple:
            families[simple] = families.get(simple, simple) + letter
    return {letter: family for family in families.values() for letter in family}


def _han() -> Iterator[int]:
    for block in HAN:
        yield from block
