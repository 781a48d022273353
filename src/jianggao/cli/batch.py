"""Files read one after the other; one that cannot be read is told of and the others still done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import NamedTuple

from jianggao.errors import DocumentError, JianggaoError, ReadError
from jianggao.load import speeches_from_bytes
from jianggao.messages import printable, say
from jianggao.model import Finding, Speech
from jianggao.reading.files import limited, read_bytes
from jianggao.rules import Rulebook, extended, rulebook

MAX_SIZE: ContextVar[int | None] = ContextVar("max_size", default=None)
"""`--max-size` in bytes. The option sets it itself, so that no command has to hand it on."""


class Reading(NamedTuple):
    """How files are to be read, as the shared options say."""

    lang: str
    encoding: str | None
    rules: Rulebook
    quiet: bool
    max_size: int | None = None

    @classmethod
    def of(cls, lang: str, encoding: str | None, rules: str | os.PathLike[str] | None, quiet: bool) -> Reading:
        """Return the reading that the options ask for; `RuleError` where the rule file is faulty."""
        return cls(lang, encoding, extended(rules) if rules is not None else rulebook(), quiet, MAX_SIZE.get())


class Batch:
    """The speeches of several files, one after the other, and whether all could be read."""

    def __init__(self, paths: Sequence[str | os.PathLike[str]], reading: Reading) -> None:
        if not paths:
            raise JianggaoError("no-files")
        if sum(str(path) == "-" for path in paths) > 1:
            raise JianggaoError("stdin-once")
        self.paths = paths
        self.reading = reading
        self.failed = False

    def __iter__(self) -> Iterator[Speech]:
        return (speech for _, speech in self.with_paths())

    def with_paths(self) -> Iterator[tuple[str, Speech]]:
        """Yield each speech and the path of its file as it was given."""
        for path in self.paths:
            try:
                speeches = speeches_from_bytes(
                    bytes_of(path, self.reading.max_size),
                    name=os.path.basename(path),
                    encoding=self.reading.encoding,
                    rules=self.reading.rules,
                    max_size=self.reading.max_size,
                )
            except JianggaoError as error:
                self.failed = True
                complain(path, error.say(self.reading.lang))
                continue
            for speech in speeches:
                if not self.reading.quiet:
                    warn(path, speech, self.reading.lang)
                yield str(path), speech

    @property
    def code(self) -> int:
        """The exit code: 2 where a file could not be read."""
        return 2 if self.failed else 0

    @property
    def inputs(self) -> list[str | os.PathLike[str]]:
        """The files that were named, without standard input."""
        return [path for path in self.paths if str(path) != "-"]


def one_speech(path: str, reading: Reading) -> Speech | None:
    """Return the one speech of a file; None where it cannot be read or holds several, which is then told."""
    speeches = list(Batch([path], reading))
    if len(speeches) > 1:
        complain(path, DocumentError("document", reason=f"{len(speeches)} speeches in one file").say(reading.lang))
    return speeches[0] if len(speeches) == 1 else None


def two_speeches(paths: Sequence[str], reading: Reading) -> tuple[Speech, Speech] | None:
    """Return an old and a new speech; None where one could not be read, which was then told."""
    if len(paths) != 2:
        raise JianggaoError("two-files")
    if tuple(paths) == ("-", "-"):
        raise JianggaoError("stdin-once")
    old, new = (one_speech(path, reading) for path in paths)
    return (old, new) if old is not None and new is not None else None


def bytes_of(path: str | os.PathLike[str], max_size: int | None = None) -> bytes:
    """Return the bytes of a file, or of standard input for `-`; `ReadError` where they are more than `max_size`."""
    if str(path) != "-":
        return read_bytes(path, max_size)
    try:
        data = sys.stdin.buffer.read() if max_size is None else sys.stdin.buffer.read(max_size + 1)
    except OSError as error:
        raise ReadError("unreadable", reason=error.strerror or error) from None
    if max_size is not None:
        limited(len(data), max_size)
    return data


def complain(path: str | os.PathLike[str], message: str) -> None:
    """Tell of trouble with a file, on one line of standard error."""
    print(f"jianggao: {printable(str(path))}: {message}", file=sys.stderr)


def warn(path: str | os.PathLike[str], speech: Speech, lang: str) -> None:
    """Tell what the reading of a file had doubts about."""
    for finding in speech.source.findings:
        complain(path, _spoken(finding, speech, lang))


def _spoken(finding: Finding, speech: Speech, lang: str) -> str:
    place = speech.source.locate(finding.span.start).say(lang)
    return say(f"finding.{finding.rule}", lang, place=place, encoding=speech.source.encoding, **dict(finding.fields))
