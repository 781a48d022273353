"""Files of the index: columns of numbers and what else is known, behind a header that says where they begin.

They are mapped into memory, not read, so that a query costs what it looks at.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from jianggao.errors import JianggaoError

LENGTH_DIGITS = 16
"""Bytes at the beginning of a file: the length of its header, in decimal."""
NUMBER: Final = "I"
"""The type of all numbers: four bytes without a sign."""


def write_packed(path: Path, header: Mapping[str, Any], known: object, columns: Mapping[str, bytes]) -> None:
    """Write a file, whole or not at all: into a new one, which then takes the name; its folder is made as well.

    `known` is what JSON can carry. `JianggaoError` is raised where the file cannot be written.
    """
    data = {"known": json.dumps(known, separators=(",", ":")).encode(), **columns}
    places, at = {}, 0
    for name, piece in data.items():
        places[name] = (at, len(piece))
        at += len(piece) + -len(piece) % 8
    head = json.dumps({**header, "byteorder": sys.byteorder, "places": places}).encode()
    head += b" " * (-len(head) % 8)
    try:
        path.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(b"%*d" % (LENGTH_DIGITS, len(head)) + head)
                for piece in data.values():
                    file.write(piece + b"\0" * (-len(piece) % 8))
            with suppress(PermissionError):  # of Windows, where another process has just written the same and reads it
                os.replace(temporary, path)
        finally:
            with suppress(OSError):
                os.unlink(temporary)
    except OSError as error:
        raise JianggaoError("corpus-index", path=path.parent, reason=error.strerror or error) from None


class Packed:
    """A file of the index, mapped."""

    def __init__(self, path: Path, version: str) -> None:
        """Map the file at `path`; `OSError`, `ValueError`, `KeyError` or `TypeError` where it is none of that version."""
        with path.open("rb") as file:
            self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        begins = LENGTH_DIGITS + int(self.map[:LENGTH_DIGITS])
        self.header: dict[str, Any] = json.loads(self.map[LENGTH_DIGITS:begins])
        if self.header["version"] != version or self.header["byteorder"] != sys.byteorder:
            raise ValueError(self.header["version"])
        self.places = {name: (begins + at, length) for name, (at, length) in self.header["places"].items()}
        if len(self.map) < max(at + length for at, length in self.places.values()):
            raise ValueError("cut short")

    def column(self, name: str) -> memoryview:
        """Return the bytes of a column."""
        at, length = self.places[name]
        return memoryview(self.map)[at : at + length]

    def numbers(self, name: str) -> memoryview:
        """Return a column of numbers."""
        return self.column(name).cast(NUMBER)

    @cached_property
    def known(self) -> Any:
        """What else is known."""
        return json.loads(bytes(self.column("known")))
