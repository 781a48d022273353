"""The text index of a corpus: an index for each of its parts (`suffixes`), made when it is first asked for.

The files stand in `index/` beside the tables. One that is missing, of another version or of another state
of its part is made anew; what belongs to no part is removed. Two processes may do that at once: each file
is written whole under another name before it gets its own.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jianggao.corpus.folder import Corpus as Folder
from jianggao.corpus.folding import Folded, fold, fold_phrase
from jianggao.corpus.suffixes import Entry, Indexed, Part, Zone, write_part
from jianggao.errors import JianggaoError, ReadError

if TYPE_CHECKING:
    import pyarrow as pa

INDEX = "index"
SUFFIX = ".text"
FOOTER = 4096
"""Bytes at the end of a Parquet file by which one state of it is told from another."""
SPEECHES = ("id", "title", "author", "year", "date", "text", "cuts", "sections")
POINTS = ("id", "level", "section", "mark", "heading", "start", "end")
QUOTES = ("id", "kind", "speaker", "refers_to", "text", "start", "end")
FARTHEST_HEADING = 8
"""Characters that may stand between a mark and its heading."""

Progress = Callable[[int, int], None]
"""Called with the number of parts that are done, and of all that are to be done."""


def indexed_parts(folder: Folder, progress: Progress | None = None) -> list[Part]:
    """Return the index of every part of a corpus, in the order of its manifest; those that are missing are made."""
    home = Path(folder.path) / INDEX
    found = [_opened(home / f"{chunk}{SUFFIX}", _stamp(folder, chunk)) for chunk in folder.chunks]
    missing = [chunk for chunk, part in zip(folder.chunks, found, strict=True) if part is None]
    if not missing:
        return [part for part in found if part is not None]
    with ThreadPoolExecutor(min(len(missing), os.cpu_count() or 1)) as workers:  # sorting lets go of the interpreter
        for done, _ in enumerate(workers.map(lambda chunk: index_chunk(folder, chunk, home), missing), 1):
            if progress is not None:
                progress(done, len(missing))
    _tidy(home, folder)
    try:
        return [Part(home / f"{chunk}{SUFFIX}") for chunk in folder.chunks]
    except (OSError, ValueError) as error:  # another process has built the corpus anew in the meantime
        raise JianggaoError("corpus-index", path=home, reason=error) from None


def _opened(path: Path, stamp: list[Any]) -> Part | None:
    """Return the index in a file, None where there is none that can be used."""
    try:
        part = Part(path)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return part if part.stamp == stamp else None


def _stamp(folder: Folder, chunk: str) -> list[Any]:
    """Return what tells one state of a part from another: sizes and ends of its files, which hold their checksums."""
    stamp: list[Any] = [chunk]
    for table in ("speeches", "points", "quotes"):
        try:
            with open(folder.file(table, chunk), "rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - FOOTER))
                stamp += [size, zlib.crc32(file.read())]
        except OSError as error:
            raise ReadError("corpus-damaged", path=folder.path, reason=error.strerror or error) from None
    return stamp


def _tidy(home: Path, folder: Folder) -> None:
    """Remove the index of parts that are no more."""
    for path in home.glob(f"*{SUFFIX}"):
        if path.name.removesuffix(SUFFIX) not in folder.chunks:
            with suppress(OSError):
                path.unlink()


def index_chunk(folder: Folder, chunk: str, home: Path) -> None:
    """Write the index of a part."""
    tables = {"speeches": SPEECHES, "points": POINTS, "quotes": QUOTES}
    rows = {table: _rows(folder, table, chunk, columns) for table, columns in tables.items()}
    nested = {table: _by_speech(rows[table]) for table in ("points", "quotes")}
    speeches = []
    for row in rows["speeches"]:
        folded = fold(row["text"], [(cut["start"], cut["end"]) for cut in row["cuts"] or ()])
        zones = [*_sections(row, nested["points"].get(row["id"], ()), folded)]
        zones += _headings(nested["points"].get(row["id"], ()), folded)
        zones += _quotations(nested["quotes"].get(row["id"], ()), folded)
        date = row["date"].isoformat() if row["date"] else None
        speeches.append(Indexed(Entry(row["id"], row["title"] or "", row["author"] or "", row["year"], date), folded, zones))
    write_part(home / f"{chunk}{SUFFIX}", _stamp(folder, chunk), speeches)


def _rows(folder: Folder, table: str, chunk: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_chunk(folder, table, chunk, columns).to_pylist()
    return rows


def read_chunk(folder: Folder, table: str, chunk: str, columns: Sequence[str]) -> pa.Table:
    """Return columns of a part of a table; `ReadError` where the file cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(folder.file(table, chunk)).read(columns=list(columns))
    except (OSError, pa.ArrowException) as error:
        raise ReadError("corpus-damaged", path=folder.path, reason=str(error).partition("\n")[0]) from None


def _by_speech(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return found


def _sections(row: dict[str, Any], points: Sequence[dict[str, Any]], folded: Folded) -> Iterator[Zone]:
    """Yield the parts and directives of a speech; a directive is labelled with its mark and heading."""
    labels = {point["section"]: f"{point['mark'].strip()}{point['heading']}" for point in points if point["level"] == 1}
    for section in row["sections"] or ():
        start, end = folded.place(section["start"]), folded.place(section["end"])
        name = section["name"]
        yield Zone("section", start, end, name, labels.get(name, "") if name.isdigit() else "")


def _headings(points: Sequence[dict[str, Any]], folded: Folded) -> Iterator[Zone]:
    """Yield where the headings of points stand: behind their marks."""
    for point in points:
        heading = fold_phrase(point["heading"])
        after = folded.place(point["start"]) + len(fold_phrase(point["mark"]))
        at = folded.text.find(heading, after, after + FARTHEST_HEADING + len(heading)) if heading else -1
        if at >= 0:
            yield Zone("heading", at, at + len(heading))


def _quotations(quotes: Sequence[dict[str, Any]], folded: Folded) -> Iterator[Zone]:
    """Yield where the contents of quotations stand; each is named by its source."""
    for quote in quotes:
        content = fold_phrase(quote["text"])
        at = folded.text.rfind(content, folded.place(quote["start"]), folded.place(quote["end"])) if content else -1
        if at >= 0:
            source = f"{quote['speaker']}（{quote['refers_to']}）" if quote["refers_to"] else quote["speaker"]
            yield Zone("quote", at, at + len(content), source)
