"""Where the results of a command go: to a person at a terminal, or as text into a pipe or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jianggao.cli.forms import written_form
from jianggao.messages import printable, say
from jianggao.model import Speech
from jianggao.output.write import write_file, write_stdout


class Target(NamedTuple):
    """Where results go, as `--format`, `--output` and `--color` say; None is what was not said."""

    form: str | None
    output: str | None
    color: bool | None

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks on, for whom results are set in tables and trees."""
        return self.form is None and self.output is None and bool(self.color or sys.stdout.isatty())

    @property
    def colors(self) -> bool | None:
        """Whether that person gets colours; None: as the terminal can."""
        return False if self.color is None and os.environ.get("NO_COLOR") else self.color

    def form_among(self, formats: Sequence[str]) -> str:
        """Return the one of a command's formats to write in; `JianggaoError` for an output whose suffix promises another."""
        return written_form(self.form, self.output, formats, "text")

    def write(self, content: str | bytes, inputs: Iterable[str | os.PathLike[str]], *, unread: bool = False) -> None:
        """Write results; a file only where something was read, so that the last good one is not lost to an empty one."""
        if self.output is None:
            write_stdout(content)
        elif not unread:
            write_file(self.output, content, inputs)


def together(texts: Iterable[tuple[Speech, str]], lang: str, *, named: bool) -> str:
    """Return the texts on several speeches, a blank line between them, each under the name of its speech where asked."""
    colon = say("label.colon", lang).rstrip()
    return "\n".join((f"{printable(speech.source.name)}{colon}\n" if named else "") + text for speech, text in texts)
