"""Exports of some parts alone: each says so of itself, and is not taken for a whole speech."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import SAMPLES, Run

SPEECH = SAMPLES / "discipline.txt"


def exported(jianggao: Run, folder: Path, only: str, speech: Path = SPEECH) -> Path:
    path = folder / f"{only}-{speech.stem}.yaml"
    assert jianggao("export", "--only", only, "-o", str(path), str(speech)).returncode == 0
    return path


@pytest.mark.parametrize("command", ["outline", "quotes", "tasks", "export"])
def test_a_part_is_said_to_be_one(command: str, jianggao: Run, tmp_path: Path) -> None:
    part = exported(jianggao, tmp_path, "directives")
    told = jianggao(command, str(part), lang="zh")
    assert told.returncode == 0
    assert "这份导出只有 directives" in told.stderr
    assert "这份导出" not in jianggao(command, "--quiet", str(part), lang="zh").stderr


def test_a_part_exported_again_is_the_same_part(jianggao: Run, tmp_path: Path) -> None:
    part = exported(jianggao, tmp_path, "title,directives")
    assert jianggao("export", str(part)).stdout == part.read_text("utf-8")


def test_a_whole_export_is_not_said_to_be_a_part(jianggao: Run, tmp_path: Path) -> None:
    whole = tmp_path / "whole.yaml"
    jianggao("export", "-o", str(whole), str(SPEECH))
    assert jianggao("outline", str(whole)).stderr == ""


def test_directives_alone_are_compared_with_the_directives_of_the_other_side(jianggao: Run, tmp_path: Path) -> None:
    part = exported(jianggao, tmp_path, "directives")
    assert jianggao("diff", str(part), str(SPEECH)).returncode == 0
    revised = SAMPLES / "discipline-revised.txt"
    told = json.loads(jianggao("diff", "-f", "json", str(part), str(revised)).stdout)
    whole = json.loads(jianggao("diff", "-f", "json", str(SPEECH), str(revised)).stdout)
    assert told["changes"] == whole["changes"]
    assert whole["parts"]
    assert not told["parts"]


def test_a_part_without_directives_is_not_compared(jianggao: Run, tmp_path: Path) -> None:
    part = exported(jianggao, tmp_path, "quotes")
    refused = jianggao("diff", str(part), str(SPEECH))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "no directives to compare" in refused.stderr


def test_markdown_keeps_to_the_parts_that_are_chosen(jianggao: Run) -> None:
    whole, chosen = (jianggao("export", "-f", "md", *only, str(SPEECH)).stdout for only in ((), ("--only", "title,closing")))
    assert chosen.startswith(whole.split("\n\n")[0])
    assert "一是" not in chosen
    assert whole.endswith(chosen.split("\n\n")[-1])
    refused = jianggao("export", "-f", "md", "--only", "quotes", str(SPEECH))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "there is no part quotes" in refused.stderr
