"""Bytes to a file or to standard output: whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress

from jianggao.errors import JianggaoError


def write_file(path: str | os.PathLike[str], text: str | bytes, inputs: Iterable[str | os.PathLike[str]] = ()) -> None:
    """Write `text` to `path`, a string as UTF-8: into a new file beside it, which then takes its name.

    `JianggaoError` is raised where `path` is one of the `inputs` or cannot be written; then nothing
    has changed.
    """
    import tempfile
    from pathlib import Path

    for given in inputs:
        with suppress(OSError):
            if os.path.samefile(given, path):
                raise JianggaoError("output-is-input", path=given)
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        if target.exists() and not target.is_file():  # a device or a pipe has no name to take over
            target.write_bytes(data)
            return
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
        raise JianggaoError("unwritable", path=path, reason=error.strerror or error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_stdout(text: str) -> None:
    """Write `text` to standard output: UTF-8 into a pipe or file, what it can show on a terminal."""
    out = sys.stdout
    encoding = (out.encoding or "utf-8") if out.isatty() else "utf-8"
    data = text.encode(encoding, "replace")
    if hasattr(out, "buffer"):
        out.buffer.write(data)
        out.buffer.flush()
    else:
        out.write(data.decode(encoding))
        out.flush()
