"""Copies: of speeches that are nearly the same, as the build has found (`duplicates`), the first alone counts."""

from __future__ import annotations

from jianggao.corpus.folder import Corpus as Folder
from jianggao.errors import ReadError


def copies(folder: Folder) -> frozenset[str]:
    """Return the ids of speeches that are nearly the same as another one that counts.

    None where the build has not come to its end, which finds them. `ReadError` where their table cannot be read.
    """
    if not (folder.about.get("duplicates") or {}).get("speeches"):
        return frozenset()
    import pyarrow as pa
    import pyarrow.parquet as pq

    listed = folder.about.get("files", {}).get("duplicates")
    paths = folder.files("duplicates") if listed is not None else [folder.duplicates]
    try:
        return frozenset(id_ for path in paths if path for id_ in pq.read_table(path, columns=["id"])["id"].to_pylist())
    except (OSError, pa.ArrowException) as error:
        raise ReadError("corpus-damaged", path=folder.path, reason=str(error).partition("\n")[0]) from None
