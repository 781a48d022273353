"""Checks of a draft: every rule on its own examples, whole drafts with known faults, and mending."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HERE, SAMPLES
from jianggao import find_quotes, parse, read
from jianggao.analysis.check import check
from jianggao.analysis.check.fix import mended
from jianggao.model import Finding
from jianggao.rules.checks import checks

DRAFTS = sorted((HERE / "drafts").glob("*.txt"))
FAULTY = SAMPLES / "faulty-draft.txt"
SOUND = [path for path in sorted(SAMPLES.glob("*.txt")) if path not in (FAULTY, SAMPLES / "discipline.txt")]
WORDS = """
同志们：|一、|二、|四、|（一）|（二）、|一是|第二、|1.|3、|抓学习|抓落实|。|，|，，|。。|“|”|（|）|"|,|##paidbegin##|XX|【待补充】|的的|李明同志强调，|强调，|第8次|第八次
会议"""
GENRE = st.lists(st.one_of(st.sampled_from(["\n", *re.split("[|\n]", WORDS.strip())]), st.text(max_size=3)), max_size=40).map(
    "".join
)


def findings(text: str) -> tuple[Finding, ...]:
    speech = parse(text)
    return check(speech, find_quotes(speech))


def lines(text: str) -> set[str]:
    """Return `line rule` for every finding."""
    source = parse(text).source
    return {f"{source.place(finding.span.start)[0]} {finding.rule}" for finding in findings(text)}


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule.id, text, id=f"{rule.id}-{n}")
        for rule in checks().values()
        for n, text in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "text"), examples("bad"))
def test_a_bad_example_gives_its_finding_and_no_other(rule: str, text: str) -> None:
    assert {finding.rule for finding in findings(text)} == {rule}


@pytest.mark.parametrize(("rule", "text"), examples("good"))
def test_a_good_example_gives_none(rule: str, text: str) -> None:
    assert [finding.rule for finding in findings(text)] == [], rule


def test_every_rule_has_both_kinds_of_example_and_a_reason_in_both_languages() -> None:
    for rule in checks().values():
        if not rule.id.startswith("E"):  # bytes that do not fit cannot stand in an example
            assert rule.bad, rule.id
            assert rule.good, rule.id
        chinese, english = rule.reason
        assert re.search("[一-鿿]", chinese), rule.id
        assert english.strip(), rule.id


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.stem)
def test_the_faults_put_into_a_draft_are_found(draft: Path) -> None:
    """The drafts and their lists of faults are by a hand that had not seen the rules' code."""
    wanted = {line.split(":")[0] for line in draft.with_suffix(".expected").read_text("utf-8").splitlines() if line[:1] != "#"}
    wanted = {" ".join(line.split()[:2]) for line in wanted if line.strip()}
    assert wanted
    assert wanted - lines(draft.read_text("utf-8")) == set()


def test_every_fault_of_the_faulty_sample_is_found_and_none_made_up() -> None:
    """`samples/README.md` tells which line has which faults."""
    table = (SAMPLES / "README.md").read_text("utf-8").partition("## faulty-draft.txt")[2]
    told = [int(line) for line in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    found = [int(line.split()[0]) for line in lines(FAULTY.read_text("utf-8"))]
    assert len(told) > 35
    assert set(told) == set(found)


@pytest.mark.parametrize("sample", SOUND, ids=lambda path: path.stem)
def test_a_sound_sample_has_no_error_and_no_warning(sample: Path) -> None:
    speech = read(sample)
    assert [found for found in check(speech, find_quotes(speech)) if found.severity != "hint"] == []


def test_only_the_markers_are_wrong_in_the_sample_that_has_them() -> None:
    assert {finding.rule for finding in findings((SAMPLES / "discipline.txt").read_text("utf-8"))} == {"R501"}


@given(st.one_of(st.text(), GENRE))
def test_findings_stand_in_the_text_in_order(text: str) -> None:
    found = findings(text)
    known = checks()
    assert list(found) == sorted(found, key=lambda finding: (finding.span, finding.rule))
    for finding in found:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.rule in known
        assert finding.severity in ("error", "warning", "hint")


@given(GENRE)
def test_mending_twice_changes_nothing_more(text: str) -> None:
    """Every sign that mending leaves is of the text, but for the stops of marks."""
    once = mended(text, findings).text
    assert mended(once, findings).text == once
    assert not any(finding.edits for finding in findings(once))


def test_mending_takes_out_markers_and_doubled_stops_and_puts_marks_right() -> None:
    text = "同志们：\n讲三点。\n一、抓学##paidbegin##习，，学以致用。。\n二、抓落实\n一抓到底。\n三.抓队伍\n从严管理。\n"
    better = mended(text, findings)
    assert better.text == "同志们：\n讲三点。\n一、抓学习，学以致用。\n二、抓落实\n一抓到底。\n三、抓队伍\n从严管理。\n"
    assert better.places == 4


def test_the_cost_is_linear() -> None:
    import time

    for piece in ("“要落实，", "（一）抓落实。\n", "第8次会议，第九次会议。", "的的", "李明同志强调，要抓好。\n", "，，"):
        times = []
        for many in (1_000, 8_000):
            speech = parse("同志们：\n" + piece * many)
            start = time.process_time()
            check(speech, ())
            times.append(time.process_time() - start)
        assert times[1] < 20 * times[0] + 0.5, (piece, times)
