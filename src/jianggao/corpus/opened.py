"""A corpus that was opened, to be asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from jianggao.corpus.concordance import WIDTH, Concordance, Search, concordance
from jianggao.corpus.continuity import Continuities, continuity
from jianggao.corpus.copies import copies
from jianggao.corpus.folder import Corpus as Folder
from jianggao.corpus.formulations import Formulations, formulations
from jianggao.corpus.index import Progress, indexed_parts
from jianggao.corpus.repeated import Repeated, came, repeated, went
from jianggao.corpus.suffixes import Part
from jianggao.corpus.texts import Texts
from jianggao.corpus.trends import Trend, trend

if TYPE_CHECKING:
    import pyarrow as pa


class Corpus:
    """A corpus: its tables and its text index."""

    def __init__(self, folder: Folder, *, copies: bool = False, progress: Progress | None = None) -> None:
        self.folder = folder
        self.copies = copies
        self._progress = progress

    @cached_property
    def parts(self) -> list[Part]:
        """The index of each part; what is missing of it is made now."""
        return indexed_parts(self.folder, self._progress)

    @cached_property
    def copied(self) -> frozenset[str]:
        """The ids of speeches that are not counted, being copies of one that is."""
        return frozenset() if self.copies else copies(self.folder, [part.stamp for part in self.parts])

    @cached_property
    def texts(self) -> Texts:
        """The texts, to be searched and counted."""
        return Texts(self.parts, self.copied)

    def search(
        self,
        *phrases: str,
        every: bool = False,
        regex: bool = False,
        scripts: bool = False,
        where: Sequence[str] = (),
        source: str = "",
        top: int | None = None,
        width: int = WIDTH,
    ) -> Concordance:
        """Return the places of phrases."""
        search = Search(phrases, every, regex, scripts, tuple(where), source)
        return concordance(self.texts, search, top=top, width=width)

    @cached_property
    def formulations(self) -> Formulations:
        """What the speeches have in common, counted; made now where that was not done before."""
        return formulations(self.folder, self.texts, self.copied)

    def slogans(self, *, by: str = "", kinds: Sequence[str] = ("slogan",), top: int | None = None, least: int = 2) -> Repeated:
        """Return what the speeches repeat."""
        return repeated(self.texts, self.formulations, by=by, kinds=kinds, top=top, least=least)

    def new(self, year: int, *, top: int | None = None, least: int = 2) -> Repeated:
        """Return the formulations that came with a year."""
        return came(self.texts, self.formulations, year, top=top, least=least)

    def gone(self, year: int, *, top: int | None = None, least: int = 2) -> Repeated:
        """Return the formulations that a year no longer had."""
        return went(self.texts, self.formulations, year, top=top, least=least)

    def trend(self, *phrases: str, scripts: bool = False) -> Trend:
        """Return the use of phrases over the years."""
        return trend(self.texts, phrases, scripts=scripts)

    def diff(self, old: int, new: int, *, depth: int = 1) -> Continuities:
        """Return which directives of the year `old` live on in the year `new`."""
        return continuity(self.folder, old, new, depth=depth, copies=sorted(self.copied))

    def sql(self, query: str) -> pa.Table:
        """Return the result of a SELECT over the tables."""
        from jianggao.corpus.sql import select

        return select(self.folder, query)


def open_corpus(path: str | os.PathLike[str], *, copies: bool = False, progress: Progress | None = None) -> Corpus:
    """Open a corpus."""
    return Corpus(Folder.open(path), copies=copies, progress=progress)
