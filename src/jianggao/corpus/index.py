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
from jianggao.corpus.sql import dataset
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
    parts = speech_parts(folder)
    stamps = {name: _stamp(folder, name, path) for name, path in parts.items()}
    found = {name: _opened(home / f"{name}{SUFFIX}", stamp) for name, stamp in stamps.items()}
    missing = [name for name, part in found.items() if part is None]
    if not missing:
        return [part for part in found.values() if part is not None]

    def make(name: str) -> None:
        write_part(home / f"{name}{SUFFIX}", stamps[name], _indexed(folder, name, parts[name]))

    with ThreadPoolExecutor(min(len(missing), os.cpu_count() or 1)) as workers:  # sorting lets go of the interpreter
        for done, _ in enumerate(workers.map(make, missing), 1):
            if progress is not None:
                progress(done, len(missing))
    for path in home.glob(f"*{SUFFIX}"):
        if path.name.removesuffix(SUFFIX) not in parts:
            with suppress(OSError):
                path.unlink()
    try:
        return [Part(home / f"{name}{SUFFIX}") for name in parts]
    except (OSError, ValueError) as error:  # another process has built the corpus anew in the meantime
        raise JianggaoError("corpus-index", path=home, reason=error) from None


def speech_parts(folder: Folder) -> dict[str, str]:
    """Return the Parquet files of a corpus's speeches by the names of their parts."""
    return {os.path.basename(path).removesuffix(".parquet"): path for path in folder.files("speeches")}


def _opened(path: Path, stamp: list[Any]) -> Part | None:
    """Return the index in a file, None where there is none that can be used."""
    try:
        part = Part(path)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return part if part.stamp == stamp else None


def _stamp(folder: Folder, name: str, path: str) -> list[Any]:
    """Return what tells one state of a part from another: sizes and ends of its files, which hold their checksums."""
    together = _are_together(folder)
    stamp: list[Any] = [name, *([] if together else [*folder.files("points"), *folder.files("quotes")])]
    for each in [path, folder.file("points", name), folder.file("quotes", name)] if together else [path]:
        try:
            with open(each, "rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - FOOTER))
                stamp += [size, zlib.crc32(file.read())]
        except OSError as error:
            raise ReadError("corpus-damaged", path=folder.path, reason=error.strerror or error) from None
    return stamp


def _are_together(folder: Folder) -> bool:
    """Tell whether what belongs to the speeches of a part stands in files of the same name, as but Spark writes them."""
    return "files" not in folder.about


def _indexed(folder: Folder, name: str, path: str) -> list[Indexed]:
    """Return the speeches of a part, to be indexed."""
    rows = read(folder, path, SPEECHES).to_pylist()
    ids = [row["id"] for row in rows]
    points, quotes = (_by_speech(folder, table, name, ids) for table in ("points", "quotes"))
    speeches = []
    for row in rows:
        folded = fold(row["text"], [(cut["start"], cut["end"]) for cut in row["cuts"] or ()])
        its_points = points.get(row["id"], [])
        zones = [*_sections(row, its_points, folded), *_headings(its_points, folded)]
        zones += _quotations(quotes.get(row["id"], []), folded)
        date = row["date"].isoformat() if row["date"] else None
        speeches.append(Indexed(Entry(row["id"], row["title"] or "", row["author"] or "", row["year"], date), folded, zones))
    return speeches


def read(folder: Folder, path: str, columns: Sequence[str]) -> pa.Table:
    """Return columns of a Parquet file of a corpus; `ReadError` where it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read(columns=list(columns))
    except (OSError, pa.ArrowException) as error:
        raise ReadError("corpus-damaged", path=folder.path, reason=str(error).partition("\n")[0]) from None


def _by_speech(folder: Folder, table: str, name: str, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return what a table has of the speeches of a part, in order."""
    columns = {"points": POINTS, "quotes": QUOTES}[table]
    if _are_together(folder):
        rows = read(folder, folder.file(table, name), columns)
    else:
        from pyarrow.dataset import field

        rows = dataset(folder, table).to_table(columns=list(columns), filter=field("id").isin(ids))
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows.to_pylist():
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
