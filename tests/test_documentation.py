"""What the documentation shows is what happens."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SAMPLES, Run

ROOT = SAMPLES.parent
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def shown(path: Path) -> list[tuple[str, str]]:
    """Return the commands of a page's console blocks, each with the output it shows."""
    found = []
    for block in CONSOLE.findall(path.read_text("utf-8")):
        command, _, output = block.partition("\n")
        found.append((command.removeprefix("$ "), output))
    return found


def test_the_examples_of_the_library_page_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False, encoding="utf-8")
    assert tried > 10
    assert failed == 0


@pytest.mark.parametrize(("command", "output"), [row for row in shown(ROOT / "README.md") if row[0].startswith("jianggao")])
def test_the_readme_shows_what_is_printed(command: str, output: str, jianggao: Run) -> None:
    words, _, cut = command.partition(" | head -n ")
    arguments = [str(ROOT / word) if word.startswith("samples/") else word for word in shlex.split(words)[1:]]
    lines = jianggao(*arguments).stdout.replace(f"{ROOT}/", "").splitlines(keepends=True)
    assert "".join(lines[: int(cut)] if cut else lines) == output


def test_every_command_is_in_the_readme_and_the_changelog(jianggao: Run) -> None:
    from jianggao.cli.program import COMMANDS

    for page in ("README.md", "CHANGELOG.md"):
        text = (ROOT / page).read_text("utf-8")
        assert all(f"jianggao {command}" in text for command in COMMANDS)


def test_the_picture_of_the_readme_is_what_the_program_shows() -> None:
    script = ROOT / "scripts" / "picture.py"
    if not script.exists():
        pytest.skip("the scripts are not here")
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert not re.search(r"url\((?!#)|@import|https?://(?!www.w3.org/2000/svg)", (ROOT / "docs" / "diff.svg").read_text("utf-8"))


def test_pages_that_are_named_exist() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("spec/*.md")]:
        for name in re.findall(r"`((?:docs|spec|samples|benchmarks|scripts)/[\w./-]+)`", page.read_text("utf-8")):
            if not name.startswith(("benchmarks", "scripts")) or (ROOT / "benchmarks").exists():
                assert (ROOT / name).exists(), f"{page.name} names {name}"
