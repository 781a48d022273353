"""The folder of a corpus: which Parquet files make it up, told by a manifest and a log.

A chunk of speeches is one Parquet file in each table's folder, all of the same name. `corpus.json` lists
the chunks; a build adds a line to `corpus.log` for each chunk that is whole, and takes the log into the
manifest at its end. What neither names is not there: a build that was killed leaves at most files that
nobody reads. One line may add chunks and take others away, so that a speech is never there twice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jianggao.corpus.tables import SCHEMA
from jianggao.errors import JianggaoError, ReadError
from jianggao.output.write import write_file

MANIFEST = "corpus.json"
LOG = "corpus.log"


def part(folder: str, table: str, chunk: str) -> str:
    """Return the path of a chunk's part of a table, in the folder of a corpus."""
    return os.path.join(folder, table, f"{chunk}.parquet")


@dataclass(slots=True)
class Corpus:
    """A corpus folder as its manifest and log say it is."""

    path: str
    chunks: dict[str, None] = field(default_factory=dict)
    """The names of the chunks, in the order they were added."""
    about: dict[str, Any] = field(default_factory=dict)
    """What else the manifest says: by which program, from which sources, how it was built."""

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Corpus:
        """Return the corpus in a folder; `ReadError` where there is none, or one of another version."""
        path = os.fspath(path)
        try:
            with open(os.path.join(path, MANIFEST), encoding="utf-8") as file:
                about = json.load(file)
            found = about.pop("schema")
            chunks = dict.fromkeys(map(str, about.pop("chunks")))
        except FileNotFoundError:
            raise ReadError("no-corpus", path=path) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReadError("corpus-damaged", path=path, reason=error) from None
        if found != SCHEMA:
            raise ReadError("corpus-version", path=path, version=found, known=SCHEMA)
        corpus = cls(path, chunks, about)
        corpus._replay()
        return corpus

    @classmethod
    def create(cls, path: str | os.PathLike[str], **about: Any) -> Corpus:
        """Make an empty corpus in a folder, which is made too."""
        corpus = cls(os.fspath(path), {}, about)
        try:
            os.makedirs(corpus.path, exist_ok=True)
        except OSError as error:
            raise JianggaoError("unwritable", path=path, reason=error.strerror or error) from None
        corpus.write()
        return corpus

    def files(self, table: str) -> list[str]:
        """Return the paths of the Parquet files that make up a table (`tables.TABLES`)."""
        listed = self.about.get("files", {}).get(table)
        if listed is not None:
            return [os.path.join(self.path, *str(name).split("/")) for name in listed]
        return [self.file(table, chunk) for chunk in self.chunks]

    def file(self, table: str, chunk: str) -> str:
        """Return the path of a chunk's part of a table."""
        return part(self.path, table, chunk)

    @property
    def duplicates(self) -> str | None:
        """The path of the table of near-duplicates (`tables.DERIVED`); None where the build has not come to its end."""
        path = os.path.join(self.path, "duplicates.parquet")
        return path if self.about.get("duplicates") is not None and os.path.exists(path) else None

    def commit(self, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Add chunks whose files are whole, and take others away: in one line of the log, which is whole or void."""
        change = {"add": list(add), "remove": list(remove)}
        line = json.dumps(change, ensure_ascii=False) + "\n"
        with open(os.path.join(self.path, LOG), "ab") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        self._apply(change)

    def write(self) -> None:
        """Take the log into the manifest."""
        tree = {"schema": SCHEMA, **self.about, "chunks": list(self.chunks)}
        write_file(os.path.join(self.path, MANIFEST), json.dumps(tree, ensure_ascii=False, indent=1) + "\n")
        if os.path.exists(os.path.join(self.path, LOG)):
            os.unlink(os.path.join(self.path, LOG))

    def _replay(self) -> None:
        """Apply the log. Applied twice it gives the same: of each chunk the last word counts."""
        for change in self._changes():
            self._apply(change)

    def _changes(self) -> Iterator[dict[str, list[str]]]:
        try:
            with open(os.path.join(self.path, LOG), "rb") as file:
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return
        for line in lines[:-1]:  # what stands behind the last line end was being written when the build was killed
            yield json.loads(line)

    def _apply(self, change: dict[str, list[str]]) -> None:
        for chunk in change["remove"]:
            self.chunks.pop(chunk, None)
        self.chunks.update(dict.fromkeys(change["add"]))
