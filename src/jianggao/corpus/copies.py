"""Copies: the same speech on ten sites, with another head, a tail of its own or a word changed, counts once.

Each speech has a signature, whose numbers agree in two speeches about as often as their texts have pieces in
common: MinHash (Broder, On the resemblance and containment of documents, 1997). Two that agree in most of
their numbers are copies of one. They are found without comparing each with each: the numbers are taken in
bands, and only speeches that have a whole band in common are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jianggao.corpus.index import INDEX, read_chunk
from jianggao.corpus.packed import Packed, write_packed
from jianggao.corpus.tables import SIGNATURE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jianggao.corpus.folder import Corpus as Folder

VERSION = "jianggao/copies/1"
FILE = "copies"
ALIKE = 0.8
"""The share of the numbers that agree, from which two speeches are copies of one."""
BAND = 4
"""Numbers of a band. Of two speeches that agree in 0.8 of their numbers, 99.98 in 100 have one of 16 bands in common."""
UNDATED = "~"


def copies(folder: Folder, stamp: Sequence[Any]) -> frozenset[str]:
    """Return the ids of speeches that are copies of one that counts: the earliest, then the first by name.

    They are kept in `index/copies` as long as `stamp` stays the same.
    """
    path = Path(folder.path) / INDEX / FILE
    try:
        packed = Packed(path, VERSION)
        if packed.header["stamp"] == list(stamp):
            return frozenset(map(str, packed.known))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = sorted(_copies(folder))
    write_packed(path, {"version": VERSION, "stamp": list(stamp)}, found, {})
    return frozenset(found)


def _copies(folder: Folder) -> Iterator[str]:
    rows: list[tuple[str, str]] = []
    signatures: list[NDArray[np.int32]] = []
    for chunk in folder.chunks:
        table = read_chunk(folder, "speeches", chunk, ("id", "date", "year", "signature"))
        for id_, date, year, signature in zip(*(column.to_pylist() for column in table.columns), strict=True):
            if len(signature or ()) == SIGNATURE:
                rows.append((date.isoformat() if date else str(year) if year is not None else UNDATED, id_))
                signatures.append(np.array(signature, np.int32))
    order = sorted(range(len(rows)), key=rows.__getitem__)
    for place, original in enumerate(originals(np.array([signatures[at] for at in order]).reshape(-1, SIGNATURE))):
        if original != place:
            yield rows[order[place]][1]


def originals(signatures: NDArray[np.int32]) -> list[int]:
    """Return for each signature, a row each, the place of the first one that it is a copy of; its own where there is none.

    What is a copy of a copy is one of the same original.
    """
    found = list(range(len(signatures)))

    def first(at: int) -> int:
        while found[at] != at:
            found[at] = found[found[at]]
            at = found[at]
        return at

    for bucket in _buckets(signatures):
        known: list[int] = []
        for at in map(first, bucket):
            if at in known:
                continue
            same = next((each for each in known if (signatures[each] == signatures[at]).mean() >= ALIKE), None)
            if same is None:
                known.append(at)
            else:
                found[max(at, same)] = min(at, same)
    return [first(at) for at in range(len(found))]


def _buckets(signatures: NDArray[np.int32]) -> Iterator[list[int]]:
    """Yield the places of signatures that have a band in common, in order."""
    for start in range(0, signatures.shape[1], BAND):
        band = np.ascontiguousarray(signatures[:, start : start + BAND])
        keys = band.view([("", band.dtype)] * band.shape[1]).ravel()
        order = np.argsort(keys, kind="stable")
        for bucket in np.split(order, np.flatnonzero(keys[order][1:] != keys[order][:-1]) + 1):
            if len(bucket) > 1:
                yield sorted(bucket.tolist())
