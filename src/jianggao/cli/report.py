"""`jianggao report`: one HTML page of a speech, or of two compared."""

from __future__ import annotations

import os
import sys

import click

from jianggao.cli.batch import Reading, complain, two_speeches
from jianggao.cli.options import Command, output_option
from jianggao.cli.subject import Asked, Subjects
from jianggao.errors import DocumentError, JianggaoError
from jianggao.messages import say
from jianggao.output.diff import comparison
from jianggao.output.report import comparison_page, speech_page
from jianggao.output.write import write_file, write_stdout

SUFFIXES = (".html", ".htm")


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(files: tuple[str, ...], output: str | None, show: bool, encoding: str | None, rules: str | None, quiet: bool) -> int:
        if not files:
            raise JianggaoError("no-files")
        if output is None and not show and sys.stdout.isatty():
            raise JianggaoError("usage", reason=say("error.report-terminal", lang))
        if output is not None and os.path.splitext(output)[1].lower() not in ("", *SUFFIXES):
            raise JianggaoError("report-suffix", path=output)
        if len(files) == 1:
            page = _page(files[0], Asked(lang, (), (), (), None, None, encoding, rules))
        elif len(files) == 2:
            page = _comparison(files, Reading.of(lang, encoding, rules, quiet))
        else:
            raise JianggaoError("report-files")
        if page is None:
            return 2
        if output is None and not show:
            write_stdout(page)
            return 0
        path = output if output is not None else _temporary()
        write_file(path, page, [file for file in files if file != "-"])
        if show:
            _show(path)
        return 0

    return Command(
        "report",
        lang,
        run,
        [
            click.Argument(["files"], nargs=-1, metavar="FILE [NEW]", type=click.Path(allow_dash=True, path_type=str)),
            output_option(lang),
            click.Option(["--open", "show"], is_flag=True, help=say("help.open", lang)),
        ],
        about="page",
    )


def _page(path: str, asked: Asked) -> str | None:
    """Return the page of a speech, its findings as its project wants them; None where it cannot be read, which was told."""
    subjects = list(Subjects((path,), asked))
    if len(subjects) > 1:
        complain(path, DocumentError("document", reason=f"{len(subjects)} speeches in one file").say(asked.lang))
    if len(subjects) != 1:
        return None
    subject = subjects[0]
    return speech_page(subject.speech, rules=subject.reading.rules, findings=subject.findings(), lang=asked.lang)


def _comparison(files: tuple[str, ...], reading: Reading) -> str | None:
    """Return the page of two speeches; None where one could not be read, which was told."""
    sides = two_speeches(files, reading)
    return None if sides is None else comparison_page(comparison(*sides, rules=reading.rules), reading.lang)


def _temporary() -> str:
    """Return the path of a new file that stays, for a browser to read when it has the time."""
    import tempfile

    handle, path = tempfile.mkstemp(prefix="jianggao-", suffix=".html")
    os.close(handle)
    return path


def _show(path: str) -> None:
    import webbrowser
    from pathlib import Path

    if not webbrowser.open(Path(path).resolve().as_uri()):
        raise JianggaoError("no-browser", path=path)
