"""Where texts come from: files, folders, archives, JSON Lines and Parquet, each text with a name that stays.

The name of a text (its id) is the path from the source down, the source's own folder included
(`2023/01.txt`), so that it is the same from wherever the program is run; `!` stands before the member of an
archive and `:` before the row of a table that has no id of its own. Nothing is unpacked to disk.
"""

from __future__ import annotations

import glob
import gzip
import json
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, Any, NamedTuple

from jianggao.corpus.folder import MANIFEST
from jianggao.errors import JianggaoError, ReadError
from jianggao.load import JSON_DOCUMENT
from jianggao.reading.files import limited, read_bytes

MAX_SIZE = 8 << 20
"""Bytes of one text, unless the caller sets another limit: a speech of two million characters is none."""
MOST_RATIO = 250
"""Bytes an archive may unpack to for each of its own; text compresses a tenth as well."""
SMALL = 64 << 20
"""Bytes below which the ratio does not matter."""
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TABLES = (*LINES, ".parquet")
DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError)
"""What the readers of archives raise."""
ROWS = 256
"""Rows of a Parquet file read at once."""


class Fields(NamedTuple):
    """The names of the fields of a table that hold the text and what is known of it."""

    text: str = "text"
    id: str = "id"
    date: str = "date"
    title: str = "title"
    author: str = "author"


class Item(NamedTuple):
    """A text as it was found: the bytes of a file or a text, or why there is none."""

    id: str
    source: str
    """The file it is in."""
    name: str = ""
    """The file's own name."""
    data: bytes | None = None
    text: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None
    error: JianggaoError | None = None
    broken: bool = False
    """The error is the source's: what else there is in it is not known."""
    share: float = 1.0
    """How much of the source has been read with it."""

    @property
    def size(self) -> int:
        """Its size in bytes, about."""
        return len(self.data) if self.data is not None else 3 * len(self.text or "")


class File(NamedTuple):
    """A file to read."""

    path: str
    id: str
    size: int


def find_files(sources: Sequence[str | os.PathLike[str]], leave: str | None = None) -> list[File]:
    """Return the files that the sources are: named ones, those that match a pattern, all that folders hold.

    Hidden files, links to folders, and folders that are corpora (`leave` among them) are passed over.
    `ReadError` is raised for a source that does not exist.
    """
    found: dict[str, File] = {}
    for source in [os.fspath(each) for each in sources]:
        named = [source] if os.path.lexists(source) else sorted(glob.glob(source, recursive=True))
        if not named:
            raise ReadError("no-source", path=source)
        for path in named:
            for file in _files(path, leave):
                found.setdefault(os.path.realpath(file.path), file)
    return list(found.values())


def _files(path: str, leave: str | None) -> Iterator[File]:
    real = os.path.realpath(path)
    if not os.path.isdir(path):
        folder = os.path.basename(os.path.dirname(real))
        yield File(path, f"{folder}/{os.path.basename(path)}" if folder else os.path.basename(path), _size(path))
        return
    top = os.path.basename(real)
    for folder, folders, names in os.walk(path):
        if os.path.exists(os.path.join(folder, MANIFEST)) or os.path.realpath(folder) == leave:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = os.path.relpath(folder, path)
        parts = [top, *([] if inside == "." else inside.split(os.sep))]
        for name in sorted(names):
            if not name.startswith("."):
                full = os.path.join(folder, name)
                yield File(full, "/".join([*parts, name]), _size(full))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def items(file: File, fields: Fields, max_size: int) -> Iterator[Item]:
    """Yield the texts of a file; what cannot be read is an item with its error."""
    lower = file.path.lower()
    try:
        if not lower.endswith((*ARCHIVES, *TABLES)):
            yield Item(file.id, file.id, os.path.basename(file.path), read_bytes(file.path, max_size))
            return
        with open(file.path, "rb") as stream:
            yield from unpacked(stream, file, fields, max_size)
    except JianggaoError as error:
        yield Item(file.id, file.id, error=error, broken=True)
    except OSError as error:
        yield Item(file.id, file.id, error=ReadError("unreadable", reason=error.strerror or error), broken=True)


def unpacked(stream: IO[bytes], file: File, fields: Fields, max_size: int) -> Iterator[Item]:
    """Yield the texts of an archive or a table."""
    lower = file.path.lower()
    try:
        if lower.endswith(".zip"):
            yield from _zip_items(stream, file, max_size)
        elif lower.endswith(ARCHIVES):
            yield from _tar_items(stream, file, max_size)
        elif lower.endswith(LINES):
            yield from _line_items(stream, file, fields, max_size)
        else:
            yield from _parquet_items(stream, file, fields, max_size)
    except (*DAMAGED, OSError, ValueError, NotImplementedError) as error:
        reason = str(error) or type(error).__name__
        yield Item(file.id, file.id, error=ReadError("unreadable", reason=reason), broken=True)


def _zip_items(stream: IO[bytes], file: File, max_size: int) -> Iterator[Item]:
    with zipfile.ZipFile(stream) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        for number, info in enumerate(members, 1):
            name = _zip_name(info)
            if _is_hidden(name):
                continue
            item = Item(f"{file.id}!{name}", file.id, os.path.basename(name), share=number / len(members))
            try:
                if info.flag_bits & 1:
                    raise ReadError("encrypted", format=("压缩包", "archive"))
                limited(info.file_size, max_size)
                with archive.open(info) as member:
                    data = member.read(max_size + 1)  # a header may lie
                limited(len(data), max_size)
                yield item._replace(data=data)
            except JianggaoError as error:
                yield item._replace(error=error)
            except (*DAMAGED, NotImplementedError, RuntimeError) as error:
                yield item._replace(error=ReadError("unreadable", reason=error))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name: where it is not said to be UTF-8, Chinese programs write GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))


def _tar_items(stream: IO[bytes], file: File, max_size: int) -> Iterator[Item]:
    with tarfile.open(fileobj=stream, mode="r|*", errors="surrogateescape") as archive:
        taken = 0
        for info in archive:
            taken += info.size
            if taken > SMALL and taken > MOST_RATIO * file.size:
                raise_bomb(info.name)
            if not info.isfile() or _is_hidden(info.name):
                continue
            name = info.name
            if _has_surrogates(name):
                name = name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
            share = min(1.0, stream.tell() / max(file.size, 1))
            item = Item(f"{file.id}!{name}", file.id, os.path.basename(name), share=share)
            try:
                limited(info.size, max_size)
            except JianggaoError as error:
                yield item._replace(error=error)
                continue
            member = archive.extractfile(info)
            assert member is not None  # it is a file
            yield item._replace(data=member.read())


def raise_bomb(member: str) -> None:
    """Raise the `ReadError` of an archive that unpacks to far too much."""
    raise ReadError("bomb", member=member)


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _line_items(stream: IO[bytes], file: File, fields: Fields, max_size: int) -> Iterator[Item]:
    lines: IO[bytes] = gzip.GzipFile(fileobj=stream) if file.path.lower().endswith(".gz") else stream  # type: ignore[assignment]
    most, number = 4 * max_size, 0
    while line := lines.readline(most):
        number += 1
        item = Item(f"{file.id}:{number}", file.id, share=min(1.0, stream.tell() / max(file.size, 1)))
        if len(line) == most and not line.endswith(b"\n"):
            while (rest := lines.readline(most)) and not rest.endswith(b"\n"):
                pass
            yield item._replace(error=ReadError("too-large", limit=f"{max_size >> 20}M", example=f"{max_size >> 19}M"))
        elif line.strip():
            yield line_item(line, item, fields, max_size)


def line_item(line: bytes, item: Item, fields: Fields, max_size: int) -> Item:
    """Return the text of a line of JSON, put into `item`."""
    if JSON_DOCUMENT.match(line):
        return item._replace(data=line)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return item._replace(error=ReadError("bad-row", reason=error))
    if not isinstance(row, dict):
        return item._replace(error=ReadError("bad-row", reason="not an object"))
    return row_item(row, item, fields, max_size)


def row_item(row: dict[str, Any], item: Item, fields: Fields, max_size: int) -> Item:
    """Return the text of a row, put into `item`, which gets the row's id where it has one."""
    known = {name: _spoken(row.get(field)) for name, field in fields._asdict().items()}
    if known["id"]:
        item = item._replace(id=known["id"])
    text = known["text"]
    if text is None:
        return item._replace(error=ReadError("no-text-field", field=fields.text))
    try:
        limited(len(text.encode("utf-8")), max_size)
        if not text.strip():
            raise ReadError("empty")
    except JianggaoError as error:
        return item._replace(error=error)
    return item._replace(text=text, title=known["title"], author=known["author"], date=known["date"])


def _spoken(value: object) -> str | None:
    """Return a value of a field as text; None for what is empty or no single value."""
    if value is None or isinstance(value, dict | list | bytes):
        return None
    text = str(value)
    return text.encode("utf-8", "replace").decode() if _has_surrogates(text) else text


def _parquet_items(stream: IO[bytes], file: File, fields: Fields, max_size: int) -> Iterator[Item]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(stream)
        wanted = [field for field in fields if field in table.schema_arrow.names]
        if fields.text not in wanted:
            raise ReadError("no-text-field", field=fields.text)
        number = 0
        for batch in table.iter_batches(ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                item = Item(f"{file.id}:{number}", file.id, share=number / max(table.metadata.num_rows, 1))
                yield row_item(row, item, fields, max_size)
    except pa.ArrowException as error:
        raise ReadError("unreadable", reason=str(error).splitlines()[0]) from None
