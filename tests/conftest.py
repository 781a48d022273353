"""What the tests share: cases as data, and the command line run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def jianggao(tmp_path: Path) -> Run:
    """Run the program in an empty folder; standard input and output are bytes of UTF-8."""

    def run(*arguments: object, stdin: bytes = b"", lang: str = "en", **environment: str) -> subprocess.CompletedProcess[str]:
        known = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL", "LC_MESSAGES")}
        done = subprocess.run(
            [sys.executable, "-m", "jianggao", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={
                **known,
                "LC_ALL": {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[lang],
                "PYTHONWARNINGS": "error",
                **environment,
            },
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
