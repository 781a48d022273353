"""The program loaded once, and a fork of it for each run: a run then costs what it does, not a start of Python.

Reads requests from standard input, one JSON object a line, and answers each with an exit code. The run's standard
streams are files in the folder that is named on the command line: `stdin`, `stdout`, `stderr`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples"
LONGEST_RUN = 60
"""Seconds."""


def load() -> None:
    """Import what the commands import, and compile the rules that speeches need."""
    import jianggao
    from jianggao.cli.program import COMMANDS
    from jianggao.output.export import to_yaml

    for command in COMMANDS:
        import_module(f"jianggao.cli.{command}")
    import_module("rich.console")
    for path in SAMPLES.glob("*.txt"):
        speech = jianggao.read(path)
        jianggao.check(speech)
        to_yaml([jianggao.document(speech)])


def opened(handle: int) -> Any:
    """Return a standard stream as Python opens it."""
    how = "r" if handle == 0 else "w"
    errors = "backslashreplace" if handle == 2 else "strict"
    return open(handle, how, encoding="utf-8", errors=errors, closefd=False)


def run(request: dict[str, Any], folder: str) -> int:
    """Run the program in this process as the request says, and return its exit code."""
    from jianggao.cli import main

    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    warnings.simplefilter("error")
    for handle, name in enumerate(("stdin", "stdout", "stderr")):
        os.dup2(os.open(os.path.join(folder, name), os.O_WRONLY if handle else os.O_RDONLY), handle)
    sys.stdin, sys.stdout, sys.stderr = map(opened, (0, 1, 2))
    try:
        main(request["arguments"])
    except SystemExit as ending:
        code = ending.code
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else 1


def serve(folder: str) -> None:
    """Answer requests until there are no more."""
    load()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            signal.alarm(LONGEST_RUN)
            os._exit(run(json.loads(line), folder))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
