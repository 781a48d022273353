"""Building a corpus: from sources to a folder of tables, by worker processes of this machine or by Spark."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from jianggao import __version__
from jianggao.corpus.analyse import Settings, analyse
from jianggao.corpus.chunks import errors_of, fingerprint, gathered
from jianggao.corpus.duplicates import METHOD, write_duplicates
from jianggao.corpus.folder import MANIFEST, Corpus
from jianggao.corpus.known import Known
from jianggao.corpus.sources import MAX_SIZE, Fields, File, Item, find_files, items
from jianggao.corpus.tables import SCHEMA
from jianggao.corpus.workers import Analysis, Done, Task, default_jobs, run_all
from jianggao.corpus.write import sweep, write_chunk
from jianggao.errors import JianggaoError, ReadError

MEMORY = 600 << 20
"""Bytes a worker may have."""


@dataclass(slots=True)
class Progress:
    """How far a build is; bytes are those of the sources."""

    total: int = 0
    read: float = 0.0
    speeches: int = 0
    """Analysed in this build."""
    same: int = 0
    """Found unchanged."""
    changed: int = 0
    """Of those analysed, texts that replaced others."""
    removed: int = 0
    errors: int = 0
    duplicates: int = 0
    peak: int = 0
    """The most bytes that a worker had."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a corpus is built."""

    settings: Settings = field(default_factory=Settings)
    fields: Fields = field(default_factory=Fields)
    jobs: int | None = None
    """Worker processes; as many as there are cores where it is None."""
    memory: int = MEMORY
    """Bytes a worker may have."""
    prune: bool = False
    """Take away what the sources no longer have."""
    analysis: Analysis = analyse
    """The function from a batch of texts to tables; another one only in tests."""


def build(
    sources: Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    options: Options | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Corpus:
    """Build the corpus of `sources` in `folder`, or bring it up to date, and return it.

    Sources are files, folders, patterns, archives (.zip, .tar, .tar.gz), JSON Lines and Parquet. A text that the
    corpus has with the same content is passed over; one whose content has changed replaces the old one; with
    `prune` what the sources no longer have is taken away. A text that cannot be read is a row of the table
    `errors`. `progress` is called with each chunk that is done. Whatever ends the build before its time, the
    corpus can be read, and the same call goes on where it ended.

    `ReadError` is raised where a source does not exist, or `folder` holds something else; `JianggaoError` where
    it cannot be written, or another build is at work in it.
    """
    options = options or Options()
    settings = replace_size(options.settings)
    corpus = _opened(folder)
    with _alone(corpus):
        corpus.about |= {"program": __version__, "engine": "embedded"}
        corpus.write()  # a line of the log that a killed build left half-written ends here
        files = find_files(sources, os.path.realpath(corpus.path))
        state = Progress(total=sum(file.size for file in files))
        _Build(corpus, files, replace(options, settings=settings), state, progress or (lambda _: None)).run()
    return corpus


def replace_size(settings: Settings) -> Settings:
    """Return settings with the limit on the size of a text that holds where none is given."""
    return settings if settings.max_size is not None else settings._replace(max_size=MAX_SIZE)


def settings_hash(settings: Settings) -> str:
    """Return a hash of all that the tables of a text hang on besides the text."""
    rules = b""
    if settings.rules is not None:
        settings.rulebook()  # a fault in it is told before anything is done
        with open(settings.rules, "rb") as file:
            rules = file.read()
    known = "\0".join(map(str, (SCHEMA, __version__, settings.encoding, settings.max_size)))
    return hashlib.sha256(known.encode() + b"\0" + rules).hexdigest()[:16]


class _Build:
    def __init__(
        self, corpus: Corpus, files: list[File], options: Options, state: Progress, told: Callable[[Progress], None]
    ) -> None:
        self.corpus, self.files, self.options, self.state, self.told = corpus, files, options, state, told
        self.known = Known(corpus)
        self.settings = settings_hash(options.settings)
        self.unread: set[str] = set()
        """Sources that could not be read to their end."""
        self.failed: list[tuple[str, str, str, JianggaoError]] = []

    def run(self) -> None:
        """Do all that is to be done."""
        options = self.options
        task = Task(self.corpus.path, options.settings, options.analysis, options.memory)
        self.told(self.state)
        for done in run_all(gathered(self._new()), task, options.jobs or default_jobs()):
            self._take(done)
            self.told(self.state)
        if self.failed:
            self._commit_errors(self.failed)
        if options.prune:
            self.state.removed = self.known.prune(self.unread)
        self.state.duplicates = write_duplicates(self.corpus, options.memory)
        self.corpus.about["duplicates"] = {"method": METHOD, "speeches": self.state.duplicates}
        self.corpus.write()
        sweep(self.corpus)
        self.state.read = self.state.total
        self.told(self.state)

    def _new(self) -> Iterator[tuple[Item, str]]:
        """Yield the texts that are to be analysed, with their fingerprints."""
        before = 0
        for file in self.files:
            for item in items(file, self.options.fields, self.options.settings.max_size or MAX_SIZE):
                self.state.read = before + item.share * file.size
                if item.id in self.known.seen:
                    clash = ReadError("same-id", id=item.id)
                    item = item._replace(id=f"{item.source} ({item.id})", data=None, text=None, error=clash)
                    if item.id in self.known.seen:
                        continue
                printed = fingerprint(item, self.settings)
                if item.broken:
                    self.unread.add(item.source)
                if not self.known.is_new(item, printed):
                    self.state.same += 1
                elif item.error is not None:
                    self.state.errors += 1
                    self.failed.append((item.id, item.source, printed, item.error))
                else:
                    yield item, printed
            before += file.size

    def _take(self, done: Done) -> None:
        """Take a chunk that is done into the corpus."""
        ids, printed = (done.chunk.batch.column(name).to_pylist() for name in ("id", "fingerprint"))
        self.state.peak = max(self.state.peak, done.peak)
        self.state.errors += done.errors
        if done.died:
            source = done.chunk.batch.column("source")[0].as_py()
            self._commit_errors([(ids[0], source, printed[0], ReadError("worker-died"))])
            return
        self.state.speeches += done.speeches
        self.state.changed += self.known.replace(done.chunk.name, zip(ids, printed, strict=True))

    def _commit_errors(self, rows: list[tuple[str, str, str, JianggaoError]]) -> None:
        from jianggao.corpus.chunks import chunk_name

        name = chunk_name([row[0] for row in rows], [row[2] for row in rows])
        write_chunk(self.corpus.path, name, errors_of(rows))
        self.known.replace(name, [(row[0], row[2]) for row in rows])


def _opened(folder: str | os.PathLike[str]) -> Corpus:
    """Return the corpus in a folder, or a new one where the folder is empty or is not there."""
    path = os.fspath(folder)
    if os.path.exists(os.path.join(path, MANIFEST)):
        corpus = Corpus.open(path)
        if corpus.about.get("engine") == "spark":
            raise JianggaoError("corpus-of-spark", path=path)
        return corpus
    try:
        if os.path.isdir(path) and os.listdir(path):
            raise JianggaoError("corpus-not-empty", path=path)
    except OSError as error:
        raise JianggaoError("unwritable", path=path, reason=error.strerror or error) from None
    return Corpus.create(path)


@contextmanager
def _alone(corpus: Corpus) -> Iterator[None]:
    """Hold the corpus for this build alone; the system lets go of it when the program dies."""
    path = os.path.join(corpus.path, ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise JianggaoError("unwritable", path=corpus.path, reason=error.strerror or error) from None
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise JianggaoError("corpus-busy", path=corpus.path) from None
    try:
        yield
    finally:
        os.close(handle)
