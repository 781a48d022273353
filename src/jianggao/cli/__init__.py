"""The command line: one small file a command, loaded when it is called.

Whatever goes wrong ends in one line on standard error, `jianggao: FILE: what is wrong — what to
do`, and exit code 2.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from jianggao.cli.language import language
from jianggao.errors import JianggaoError
from jianggao.messages import say

FEW_COLLECTIONS = 200_000
"""Allocations between two searches for garbage: a process this short makes next to none."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program on `arguments` (those of the process by default) and exit with its code."""
    gc.set_threshold(FEW_COLLECTIONS)
    given = sys.argv[1:] if arguments is None else list(arguments)
    lang = language(given, os.environ)
    try:
        code = _run(given, lang)
    except JianggaoError as error:
        code = _complain(error.say(lang))
    except KeyboardInterrupt:
        code = _complain(say("error.interrupted", lang))
    except BrokenPipeError:  # the reader of the output has gone, and wants to hear no more
        code = 2
        _abandon_stdout()
    except OSError as error:
        code = _complain(say("error.unwritable", lang, path="-", reason=error.strerror or error))
        _abandon_stdout()
    sys.exit(code)


def _run(given: list[str], lang: str) -> int:
    """Run the command that is asked for. One without options needs no parser of options, and starts at once."""
    if given[:1] == ["outline"] and _are_files(given[1:]):
        from jianggao.cli.outline import run

        return run(given[1:], lang)
    if given[:1] == ["slogans"] and _are_files(given[1:]):
        from jianggao.cli.slogans import run as slogans

        return slogans(given[1:], lang)
    from jianggao.cli import program

    return program.run(given, lang)


def _are_files(words: list[str]) -> bool:
    return bool(words) and not any(word[:1] == "-" and word != "-" for word in words)


def _complain(message: str) -> int:
    print(f"jianggao: {message}", file=sys.stderr)
    return 2


def _abandon_stdout() -> None:
    """Send what Python would still flush to nowhere, so that it has nothing to complain of."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
