"""Signatures by which near-duplicates are recognised: one-permutation MinHash over shingles of characters.

The resemblance of two texts is the share of shingles they have in common (Broder, On the resemblance and
containment of documents, 1997); the share of equal numbers in their signatures estimates it. One hash of
each shingle does for all numbers of a signature: its first bits choose the number, of the others the least
is kept (Li, Owen and Zhang, One permutation hashing, 2012), and a number that no shingle chose is taken
from the next one that has a shingle (Shrivastava and Li, 2014).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jianggao.corpus.tables import SIGNATURE

SHINGLE = 6
"""Characters of a shingle."""
FEWEST = 100
"""Shingles below which a text has no signature: it would resemble too much by chance."""
BITS = SIGNATURE.bit_length() - 1
UNCHOSEN = 1 << 31
"""More than any number of a signature."""
FACTOR = np.uint64(0x9E3779B97F4A7C15)
MIXER = np.uint64(0xFF51AFD7ED558CCD)


def signatures(texts: Sequence[str]) -> list[list[int]]:
    """Return the signature of each text, empty for a short one. Only Han characters, and letters and digits of ASCII, count."""
    found: list[list[int]] = []
    with np.errstate(over="ignore"):
        for text in texts:
            found.append(_signature(text))
    return found


def _signature(text: str) -> list[int]:
    chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    chars = chars[((chars >= 0x3400) & (chars < 0xA000)) | ((chars >= 0x30) & (chars < 0x7B))].astype(np.uint64)
    many = len(chars) - SHINGLE + 1
    if many < FEWEST:
        return []
    hashed = np.zeros(many, np.uint64)
    for at in range(SHINGLE):
        hashed = hashed * FACTOR + chars[at : at + many]
    for _ in range(2):  # the finalizer of MurmurHash3
        hashed ^= hashed >> np.uint64(33)
        hashed *= MIXER
    hashed ^= hashed >> np.uint64(33)
    places = (hashed >> np.uint64(64 - BITS)).astype(np.int64)
    least = np.full(SIGNATURE, UNCHOSEN)
    np.minimum.at(least, places, ((hashed >> np.uint64(64 - BITS - 31)) & np.uint64(0x7FFFFFFF)).astype(np.int64))
    chosen = least < UNCHOSEN
    if not chosen.all():
        places = np.flatnonzero(chosen)
        least = least[places[np.searchsorted(places, np.arange(SIGNATURE)) % len(places)]]
    numbers: list[int] = least.tolist()
    return numbers
