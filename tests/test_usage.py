"""A command line that is wrong: one line says what, in either language, and nothing of click's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SAMPLES, Run

SPEECH = str(SAMPLES / "discipline.txt")

WRONG = {
    "tasks --modality x": ("--modality 只能是 must、must_not、should", "--modality must be one of must, must_not, should"),
    "slogans --format xml": ("--format 只能是 ", "--format must be one of "),
    "outline --depth many": ("--depth 要写整数，最小为 1", "--depth must be a whole number, at least 1"),
    "outline --depth 0": ("--depth 要写整数，最小为 1", "--depth must be a whole number, at least 1"),
    "outline --max-size big": ("--max-size 的值不对：big", "--max-size cannot be big"),
    "tasks --actor": ("--actor 后面缺少值", "--actor needs a value"),
    "tasks --quiet=3": ("--quiet 后面不写值", "--quiet takes no value"),
    "corpus sql": ("还缺 QUERY", "QUERY is missing"),
    "clean a b": ("多出了 b", "unexpected b"),
    "check --zzz": ("没有选项 --zzz —", "no such option --zzz —"),
    "tasks --modlity must": ("没有选项 --modlity，是不是 --modality", "no such option --modlity, did you mean --modality"),
    "zzz": ("没有命令 zzz —", "no such command zzz —"),
    "outlin x": ("没有命令 outlin，是不是 outline", "no such command outlin, did you mean outline"),
    f"diff --stat --format html {SPEECH} {SPEECH}": ("--stat 与 --format html 不能同用", "--stat does not go with --format html"),
}


@pytest.mark.parametrize("arguments", WRONG)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_wrong_is_said_in_one_line(arguments: str, lang: str, jianggao: Run) -> None:
    told = jianggao(*arguments.split(), lang=lang)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("jianggao: " + WRONG[arguments][lang == "en"])
    assert told.stderr.count("\n") == 1


def test_a_dash_for_output_is_standard_output(jianggao: Run, tmp_path: Path) -> None:
    for command in ("outline", "export", "tasks", "clean"):
        assert jianggao(command, "-o", "-", SPEECH).stdout == jianggao(command, SPEECH).stdout != ""
    assert not Path("-").exists()


def test_only_other_numbers_are_no_difference_unless_strict(jianggao: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("一是抓早。从小处抓。\n二是抓小。从细处抓。\n", "utf-8")
    new.write_text("一、抓早。从小处抓。\n二、抓小。从细处抓。\n", "utf-8")
    for strict in ([], ["--strict"]):
        told = jianggao("diff", "--stat", *strict, str(old), str(new), lang="zh")
        assert told.returncode == len(strict)
        assert "只有编号不同" in told.stdout
        assert "没有差异" not in told.stdout


def test_git_is_shown_something_for_a_file_that_cannot_be_read(jianggao: Run, tmp_path: Path) -> None:
    for name, data in (("empty.txt", b""), ("binary.txt", bytes(range(256)) * 4)):
        (tmp_path / name).write_bytes(data)
        told = jianggao("outline", "--git", str(tmp_path / name), lang="zh")
        assert (told.returncode, told.stdout) == (0, "（读不出提纲）\n")
        assert name in told.stderr
    assert jianggao("outline", "--git", SPEECH).stdout == jianggao("outline", SPEECH).stdout


def test_git_is_told_of_a_side_that_is_not_compared(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(bytes(range(256)) * 4)
    told = jianggao("diff", "--git", "稿.txt", "old.txt", "0", "100644", SPEECH, "0", "100644", lang="zh")
    assert (told.returncode, told.stdout) == (0, "稿.txt 有一侧读不出，未作比较\n")


def test_chinese_output_has_chinese_punctuation(jianggao: Run) -> None:
    told = [
        jianggao(*words, lang="zh").stdout
        for words in (("tasks", SPEECH), ("quotes", SPEECH), ("diff", "--stat", SPEECH, SPEECH))
    ]
    assert "责任主体：" in told[0]
    assert "强调：" in told[1]
    assert "：要点 5 → 5；" in told[2]
    assert not any(mark in line for text in told for line in text.splitlines() for mark in (": ", ", ", "; "))
