"""Building a corpus: from sources to a folder of tables."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from jianggao import __version__
from jianggao.corpus.analyse import Settings, analyse
from jianggao.corpus.folder import Corpus
from jianggao.corpus.tables import INPUT, input_schema
from jianggao.corpus.write import write_chunk

CHUNK = 256


def build(sources: Sequence[str | os.PathLike[str]], folder: str | os.PathLike[str], settings: Settings | None = None) -> Corpus:
    """Build the corpus of `sources` (files and folders) in `folder` and return it."""
    corpus = Corpus.create(folder, program=__version__)
    files = [
        (f"{Path(source).resolve().name}/{path.relative_to(source).as_posix()}" if path != Path(source) else path.name, path)
        for source in sources
        for path in (sorted(Path(source).rglob("*")) if os.path.isdir(source) else [Path(source)])
        if path.is_file()
    ]
    for start in range(0, len(files), CHUNK):
        rows: list[dict[str, Any]] = []
        for id_, path in files[start : start + CHUNK]:
            data = path.read_bytes()
            fingerprint = hashlib.sha256(data).hexdigest()[:16]
            row = {"id": id_, "source": id_, "fingerprint": fingerprint, "name": path.name, "data": data}
            rows.append(dict.fromkeys((each.name for each in INPUT), None) | row)
        batch = pa.RecordBatch.from_pylist(rows, schema=input_schema())
        name = hashlib.sha256("\n".join(row["id"] + row["fingerprint"] for row in rows).encode()).hexdigest()[:16]
        write_chunk(corpus, name, analyse(batch, settings or Settings()))
        corpus.commit([name])
    corpus.write()
    return corpus
