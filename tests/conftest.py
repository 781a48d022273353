"""What the tests share: cases as data, and the command line run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# the same examples in every run, however busy the machine is
TOO_MUCH = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("steady", deadline=None, derandomize=True, database=None, suppress_health_check=TOO_MUCH)
settings.load_profile("steady")

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"

GOLDEN = HERE / "golden"

Run = Callable[..., subprocess.CompletedProcess[str]]
Golden = Callable[[str, str], None]


def cases(pattern: str) -> list[Any]:
    """Return the cases of the TOML files that match, each a parameter named by its slug."""
    rows = []
    for path in sorted((HERE / "cases").glob(pattern)):
        for case in tomllib.loads(path.read_text("utf-8"))["cases"]:
            rows.append(pytest.param(case, id=f"{path.stem}:{case['name']}"))
    assert rows, f"no cases in {pattern}"
    return rows


def known_failures(param: Any) -> Any:
    """Return a case's parameter, marked as an expected failure where the case says that it fails."""
    case = param.values[0]
    marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if case.get("fails") else []
    return pytest.param(case, id=param.id, marks=marks)


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The sample speeches."""
    found = sorted(SAMPLES.glob("*.txt"))
    assert len(found) >= 6
    return found


class Warm:
    """The program kept loaded between runs (`warm.py`)."""

    AFFECTED_BY = frozenset({"COLUMNS", "LANG", "LC_ALL", "NO_COLOR"})
    """What a run may find changed in its environment; for anything else Python has to start anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, str(HERE / "warm.py"), str(folder)]
        self.server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONWARNINGS": "error"}, text=True
        )

    def run(
        self, arguments: list[str], stdin: bytes, folder: Path, environment: dict[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the program as `subprocess.run` would."""
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        for name, content in (("stdin", stdin), ("stdout", b""), ("stderr", b"")):
            (self.folder / name).write_bytes(content)
        request = {"arguments": arguments, "folder": str(folder), "environment": environment}
        self.server.stdin.write(json.dumps(request) + "\n")
        self.server.stdin.flush()
        code = int(self.server.stdout.readline())
        printed = ((self.folder / name).read_bytes() for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess(arguments, code, *printed)

    def close(self) -> None:
        """End the process."""
        self.server.communicate()


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm | None]:
    """The loaded program; none where processes cannot fork."""
    if not hasattr(os, "fork"):
        yield None
        return
    with closing(Warm(tmp_path_factory.mktemp("warm"))) as loaded:
        yield loaded


@pytest.fixture
def jianggao(tmp_path: Path, warm: Warm | None) -> Run:
    """Run the program in an empty folder; standard input and output are bytes of UTF-8."""

    def run(*arguments: object, stdin: bytes = b"", lang: str = "en", **environment: str) -> subprocess.CompletedProcess[str]:
        known = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL", "LC_MESSAGES")}
        known |= {"LC_ALL": {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[lang], "PYTHONWARNINGS": "error", **environment}
        words = list(map(str, arguments))
        if warm is not None and environment.keys() <= Warm.AFFECTED_BY:
            done = warm.run(words, stdin, tmp_path, known)
        else:
            done = subprocess.run(
                [sys.executable, "-m", "jianggao", *words],
                input=stdin,
                capture_output=True,
                cwd=tmp_path,
                env=known,
                timeout=60,
                check=False,
            )
        stdout, stderr = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert "Traceback" not in stderr, stderr
        return subprocess.CompletedProcess(done.args, done.returncode, stdout, stderr)

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare what was printed with a golden file; write the file where `--rewrite-golden` asks for it."""

    def compare(name: str, printed: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(printed.encode("utf-8"))
        assert path.exists(), f"there is no golden file {name}; --rewrite-golden writes it"
        assert printed == path.read_bytes().decode("utf-8")

    return compare


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write what the program prints as the golden files")
