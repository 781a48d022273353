"""What a corpus has already: of each text the fingerprint, the chunk, and whether this build has seen it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow.parquet as pq

from jianggao.corpus.folder import Corpus
from jianggao.corpus.sources import Item
from jianggao.corpus.write import without

AGAIN = frozenset({"unreadable", "extra", "no-soffice", "soffice", "missing"})
"""Errors that are the machine's and not the text's: it is tried again though it is the same."""


class Place(NamedTuple):
    """Where a text is kept: its fingerprint, its chunk, and the ids of its speeches where a document holds several."""

    fingerprint: str
    chunk: str
    ids: tuple[str, ...] = ()


class Known:
    """The texts of a corpus by id, and what a build does with them."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.texts: dict[str, Place] = {}
        self.seen: set[str] = set()
        for chunk in corpus.chunks:
            self._read(chunk)

    def _read(self, chunk: str) -> None:
        columns = ["id", "source", "fingerprint"]
        speeches = pq.read_table(self.corpus.file("speeches", chunk), columns=[*columns, "place"]).to_pydict()
        for id_, place, printed in zip(speeches["id"], speeches["place"], speeches["fingerprint"], strict=True):
            text = id_ if place is None else id_.removesuffix(f"#{place}")
            before = self.texts.get(text)
            ids = () if place is None else (*(before.ids if before and before.fingerprint == printed else ()), id_)
            self.texts[text] = Place(printed, chunk, ids)
        errors = pq.read_table(self.corpus.file("errors", chunk), columns=["id", "fingerprint", "error"]).to_pydict()
        for id_, printed, error in zip(errors["id"], errors["fingerprint"], errors["error"], strict=True):
            self.texts[id_] = Place("" if error in AGAIN else printed, chunk)

    def is_new(self, item: Item, fingerprint: str) -> bool:
        """Tell whether a text is to be analysed: it is not in the corpus, or another of the same id is."""
        self.seen.add(item.id)
        place = self.texts.get(item.id)
        return place is None or place.fingerprint != fingerprint

    def replace(self, chunk: str, texts: Iterable[tuple[str, str]]) -> int:
        """Commit a chunk of texts (ids and fingerprints); what they replace goes. Return how many were replaced."""
        texts = list(texts)
        old = [id_ for id_, _ in texts if id_ in self.texts and self.texts[id_].chunk != chunk]
        self._take_away(old, add=chunk)
        self.texts |= {id_: Place(printed, chunk) for id_, printed in texts}
        return len(old)

    def prune(self, unread: set[str]) -> int:
        """Take away what the build has not seen, but for what is in sources that could not be read to their end."""
        kept = tuple(mark for source in unread for mark in (f"{source}!", f"{source}:"))
        kept_ids = self._ids_in(unread) if unread else set()
        gone = [id_ for id_ in self.texts if id_ not in self.seen and not id_.startswith(kept) and id_ not in kept_ids]
        self._take_away(gone)
        for id_ in gone:
            del self.texts[id_]
        return len(gone)

    def _ids_in(self, sources: set[str]) -> set[str]:
        found: set[str] = set()
        for path in self.corpus.files("speeches"):
            rows = pq.read_table(path, columns=["id", "source"]).to_pydict()
            found |= {id_ for id_, source in zip(rows["id"], rows["source"], strict=True) if source in sources}
        return found

    def _take_away(self, ids: Iterable[str], add: str | None = None) -> None:
        """Write the chunks anew that hold these texts, and commit all in one line of the log, with a new chunk."""
        of: defaultdict[str, set[str]] = defaultdict(set)
        for id_ in ids:
            place = self.texts[id_]
            of[place.chunk].update(place.ids or (id_,))
        renamed: dict[str, str | None] = {chunk: without(self.corpus, chunk, gone) for chunk, gone in of.items()}
        added = [name for name in (*renamed.values(), add) if name is not None]
        if added or renamed:
            self.corpus.commit(added, renamed)
        if any(renamed.values()):
            for id_, place in self._in(renamed):
                self.texts[id_] = place._replace(chunk=renamed[place.chunk] or "")

    def _in(self, chunks: Iterable[str]) -> Iterator[tuple[str, Place]]:
        wanted = set(chunks)
        return iter([(id_, place) for id_, place in self.texts.items() if place.chunk in wanted])
