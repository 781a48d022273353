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
from jianggao.corpus.sql import select
from jianggao.corpus.suffixes import Part
from jianggao.corpus.texts import Texts
from jianggao.corpus.trends import Trend, trend

if TYPE_CHECKING:
    import pyarrow as pa


def open_corpus(path: str | os.PathLike[str], *, copies: bool = False, progress: Progress | None = None) -> Corpus:
    """Return the corpus in the folder `path`, which `build` made.

    Of speeches that are copies of one another one alone counts, unless `copies` counts them all.
    `progress` is called while the index is made, with the number of parts done and to be done.
    `ReadError` is raised where there is no corpus, a damaged one or one of another version.
    """
    return Corpus(Folder.open(path), copies=copies, progress=progress)


class Corpus:
    """A corpus to be asked: its tables, and a text index beside them, which the first question makes.

    `JianggaoError` is raised where the index cannot be written. White space, line ends and the publisher's
    markers count in no phrase, and any kind of quotation mark stands for any other.
    """

    def __init__(self, folder: Folder, *, copies: bool = False, progress: Progress | None = None) -> None:
        self.folder = folder
        self.copies = copies
        """Whether copies of a speech count."""
        self._progress = progress

    @cached_property
    def parts(self) -> list[Part]:
        """The index of each part; what is missing of it is made now."""
        return indexed_parts(self.folder, self._progress)

    @cached_property
    def copied(self) -> frozenset[str]:
        """The ids of speeches that are not counted, being copies of one that is (`corpus.copies`)."""
        return frozenset() if self.copies else copies(self.folder)

    @cached_property
    def texts(self) -> Texts:
        """The texts, to be searched and counted."""
        return Texts(self.parts, self.copied)

    @cached_property
    def formulations(self) -> Formulations:
        """What the speeches have in common, counted in each; made now where the corpus has changed since."""
        return formulations(self.folder, self.texts, self.copied, self._progress)

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
        """Return the places of any of the phrases, the earliest first, with `width` code points on either side.

        `every` keeps to speeches that have all phrases, `where` to some parts of them (`corpus.concordance.WHERE`),
        `source` to quotations of who has that in their name. `scripts` finds simplified and traditional
        characters alike. With `regex` the phrases are regular expressions in the syntax of RE2, over the
        text without white space. `top` is how many hits are shown; all are counted.
        """
        search = Search(phrases, every, regex, scripts, tuple(where), source)
        return concordance(self.texts, search, top=top, width=width)

    def slogans(self, *, by: str = "", kinds: Sequence[str] = ("slogan",), top: int | None = None, least: int = 2) -> Repeated:
        """Return the formulations that the speeches repeat, at most `top` of those that `least` speeches have.

        `by` makes a list for each `year`, `author` or `folder`; `kinds` are `slogan` and `term`.
        """
        return repeated(self.texts, self.formulations, by=by, kinds=kinds, top=top, least=least)

    def new(self, year: int, *, top: int | None = None, least: int = 2) -> Repeated:
        """Return the formulations that are first used in `year`."""
        return came(self.texts, self.formulations, year, top=top, least=least)

    def gone(self, year: int, *, top: int | None = None, least: int = 2) -> Repeated:
        """Return the formulations that were used until the year before `year`, and never since."""
        return went(self.texts, self.formulations, year, top=top, least=least)

    def trend(self, *phrases: str, scripts: bool = False) -> Trend:
        """Return the use of each phrase in each year, absolute and per 10,000 characters."""
        return trend(self.texts, phrases, scripts=scripts)

    def diff(self, old: int, new: int, *, depth: int = 1) -> Continuities:
        """Return which directives of the speeches of the year `old` live on in those of `new`, points down to `depth`."""
        return continuity(self.folder, old, new, depth=depth, copies=sorted(self.copied))

    def sql(self, query: str) -> pa.Table:
        """Return the result of a SELECT over the tables (`corpus.tables.TABLES`); nothing else is in its reach."""
        return select(self.folder, query)
