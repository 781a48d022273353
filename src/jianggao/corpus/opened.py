"""A corpus that was opened, to be asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from jianggao.corpus.concordance import WIDTH, Concordance, Search, concordance
from jianggao.corpus.folder import Corpus as Folder
from jianggao.corpus.index import Progress, indexed_parts
from jianggao.corpus.texts import Texts

if TYPE_CHECKING:
    import pyarrow as pa


class Corpus:
    """A corpus: its tables and its text index."""

    def __init__(self, folder: Folder, *, copies: bool = False, progress: Progress | None = None) -> None:
        self.folder = folder
        self.copies = copies
        self._progress = progress

    @cached_property
    def texts(self) -> Texts:
        """The texts and their index; what is missing of that is made now."""
        return Texts(indexed_parts(self.folder, self._progress))

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

    def sql(self, query: str) -> pa.Table:
        """Return the result of a SELECT over the tables."""
        from jianggao.corpus.sql import select

        return select(self.folder, query)


def open_corpus(path: str | os.PathLike[str], *, copies: bool = False, progress: Progress | None = None) -> Corpus:
    """Open a corpus."""
    return Corpus(Folder.open(path), copies=copies, progress=progress)
