"""`jianggao check` and `jianggao rules` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import SAMPLES, Golden, Run

FAULTY = SAMPLES / "faulty-draft.txt"
MENDABLE = "同志们：\n讲三点。\n一、抓学##paidbegin##习，，学以致用。\n二、抓落实\n一抓到底。\n三.抓队伍\n从严管理。\n"
MENDED = "同志们：\n讲三点。\n一、抓学习，学以致用。\n二、抓落实\n一抓到底。\n三、抓队伍\n从严管理。\n"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_findings_are_as_printed_before(form: str, jianggao: Run, golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(FAULTY.read_bytes())
    done = jianggao("check", "draft.txt", "-f", form, lang="zh")
    assert (done.returncode, done.stderr) == (1, "")
    golden(f"check-faulty.{ {'text': 'txt', 'github': 'github'}.get(form, form) }", done.stdout)


def test_codes_tell_clean_from_findings_from_trouble(jianggao: Run) -> None:
    assert jianggao("check", SAMPLES / "levels.txt").returncode == 0
    assert jianggao("check", FAULTY).returncode == 1
    assert jianggao("check", FAULTY, "--fail-on", "never").returncode == 0
    assert jianggao("check", SAMPLES / "work-report.txt").returncode == 0, "a hint is no reason to fail"
    assert jianggao("check", SAMPLES / "work-report.txt", "--fail-on", "hint").returncode == 1
    assert jianggao("check", "missing.txt").returncode == 2


def test_rules_are_chosen_and_weighed(jianggao: Run) -> None:
    def rules(*options: str) -> set[str]:
        return {each["rule"] for each in json.loads(jianggao("check", FAULTY, "-f", "json", *options).stdout)["findings"]}

    assert rules("--select", "N") == {"N101", "N102", "N103", "N106", "N107", "N108", "N110"}
    assert "N101" not in rules("--ignore", "announced-count")
    assert rules("--severity", "error") < rules()
    assert "N101" not in rules("--severity", "N101=off")


def test_a_project_file_is_found_above_the_speech(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / ".jianggao.toml").write_text('select = ["R507"]\n', "utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "draft.txt").write_bytes(FAULTY.read_bytes())
    found = json.loads(jianggao("check", "drafts/draft.txt", "-f", "json").stdout)["findings"]
    assert {each["rule"] for each in found} == {"R507"}
    (tmp_path / ".jianggao.toml").write_text("colour = 1\n", "utf-8")
    done = jianggao("check", "drafts/draft.txt")
    assert done.returncode == 2
    assert ".jianggao.toml" in done.stderr
    assert "colour" in done.stderr


def test_a_baseline_hides_what_is_known_wherever_it_has_moved(jianggao: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_bytes(FAULTY.read_bytes())
    assert jianggao("check", "draft.txt", "--write-baseline", "known.json").returncode == 0
    assert jianggao("check", "draft.txt", "--baseline", "known.json").returncode == 0
    draft.write_text(FAULTY.read_text("utf-8").replace("同志们\n", "同志们\n今天天气很好，，大家精神也好。\n", 1), "utf-8")
    found = json.loads(jianggao("check", "draft.txt", "--baseline", "known.json", "-f", "json").stdout)["findings"]
    assert "R507" in {each["rule"] for each in found}
    assert len(found) < 8


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_file_is_mended_in_its_own_encoding(codec: str, line_break: str, jianggao: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(MENDABLE.replace("\n", line_break).encode(codec))
    preview = jianggao("check", "--diff", "draft.txt").stdout
    assert "-一、抓学##paidbegin##习，，学以致用。" in preview
    assert path.read_bytes() == MENDABLE.replace("\n", line_break).encode(codec), "a preview changes nothing"
    jianggao("check", "--fix", "draft.txt")
    assert path.read_bytes() == MENDED.replace("\n", line_break).encode(codec)
    jianggao("check", "--fix", "draft.txt")
    assert path.read_bytes() == MENDED.replace("\n", line_break).encode(codec)


def test_standard_input_is_not_mended_in_place(jianggao: Run) -> None:
    done = jianggao("check", "--fix", "-", stdin=MENDABLE.encode())
    assert done.returncode == 2
    assert "-o" in done.stderr


def test_sarif_has_what_readers_of_it_rely_on(jianggao: Run, tmp_path: Path) -> None:
    """SARIF 2.1.0: version, tool, rules by index, regions from 1, columns in code points."""
    (tmp_path / "draft.txt").write_bytes(FAULTY.read_bytes())
    log = json.loads(jianggao("check", "draft.txt", "-f", "sarif").stdout)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith(".json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "jianggao"
    assert run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "draft.txt"
        assert 1 <= region["startLine"] <= region["endLine"]
        assert region["startColumn"] >= 1


def test_an_annotation_is_one_line_whatever_the_speech_says(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "a,b.txt").write_text("同志们：\n100%::error::党的XX大，，\n", "utf-8")
    for line in jianggao("check", "a,b.txt", "-f", "github").stdout.splitlines():
        assert line.startswith(("::error ", "::warning ", "::notice "))
        assert "file=a%2Cb.txt" in line


def test_rules_are_listed_and_explained(jianggao: Run, golden: Golden) -> None:
    golden("rules-N102.zh.txt", jianggao("rules", "N102", lang="zh").stdout)
    listed = jianggao("rules").stdout
    assert "N102" in listed
    assert jianggao("rules", "number-missing", lang="zh").stdout == jianggao("rules", "N102", lang="zh").stdout
    done = jianggao("rules", "nosuch")
    assert done.returncode == 2
    assert "nosuch" in done.stderr


@pytest.mark.parametrize(
    "options", [["--select", "nosuch"], ["--severity", "dire"], ["--fail-on", "x"], ["--baseline", "missing.json"], ["-f", "xml"]]
)
def test_bad_options_are_told_in_one_line(options: list[str], jianggao: Run) -> None:
    done = jianggao("check", FAULTY, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("jianggao: ")
    assert done.stderr.count("\n") == 1
