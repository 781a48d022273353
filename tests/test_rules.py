"""The rules: those that come with the program keep their word, and a user's file extends them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jianggao import Rulebook, RuleError, extended, parse, rulebook
from jianggao.reading.source import source_from_text
from jianggao.rules import FILES, SETS, Rule, parse_rules, shipped

SHIPPED = [pytest.param(set_name, rule, id=f"{set_name}:{rule.id}") for set_name in SETS for rule in rulebook()[set_name]]

FILE = """
disable = ["han-shi"]

[[marks]]
id = "trick"
pattern = '第{han}招'
places = "L"
rank = 0
weight = 1
kin = "trick"
reason = "One author's own mark."
match = ["第一招加强学习"]
reject = ["招招"]
"""
LEAN = "[[markers]]\nid = 'x'\n"
FAULTS: dict[str, str | bytes] = {
    # what the message must name after the file's name: the file
    "Invalid value": "x = ",
    "": b"\xff",
    "nosuch: no such set": "[[nosuch]]\nid = 'x'",
    "marks: no such set": "marks = 3",
    "marks: a rule is a table": "marks = [3]",
    "x: key 'pattern' is missing": LEAN + "reason = 'r'",
    "x: key 'reason' is missing": LEAN + "pattern = 'p'",
    "markers: key 'id' is missing": "[[markers]]\npattern = 'p'\nreason = 'r'",
    "x: key 'colour' is unknown": LEAN + "pattern = 'p'\nreason = 'r'\ncolour = 1",
    "x: key 'pattern' is unknown or of the wrong type": LEAN + "pattern = 3\nreason = 'r'",
    "x: pattern: missing )": LEAN + "pattern = '('\nreason = 'r'",
    "x: does not match its example 'q'": LEAN + "pattern = 'p'\nreason = 'r'\nmatch = ['q']",
    "x: matches 'pp', which it should reject": LEAN + "pattern = 'p'\nreason = 'r'\nreject = ['pp']",
    "disable: no rule 'nosuch'": "disable = ['nosuch']",
    "disable: is a list of rule ids": "disable = 'han-shi'",
}
LATE_FAULTS = {
    "a place that is none": "[[marks]]\nid = 'x'\npattern = 'p'\nreason = 'r'\nplaces = 'Q'",
    "a flag inside the pattern of a marker": LEAN + "pattern = '(?i)p'\nreason = 'r'",
    "a flag inside the pattern of a mark": "[[marks]]\nid = 'x'\npattern = '(?i)p'\nreason = 'r'",
    "a flag inside the pattern of a title": "[[titles]]\nid = 'x'\npattern = '(?i)p'\nreason = 'r'",
    "a group named as the program names its own": LEAN + "pattern = '(?P<m1>p)'\nreason = 'r'",
    "a reference to a group by number": LEAN + "pattern = '(p)\\1'\nreason = 'r'",
    "a hint that is no string": LEAN + "pattern = 'p'\nreason = 'r'\nhints = [3]",
}


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "own.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize(("set_name", "rule"), SHIPPED)
def test_a_shipped_rule_keeps_to_its_own_examples(set_name: str, rule: Rule) -> None:
    assert rule.fault(set_name) is None


@pytest.mark.parametrize(("set_name", "rule"), SHIPPED)
def test_a_shipped_rule_has_a_reason_and_both_kinds_of_example(set_name: str, rule: Rule) -> None:
    assert rule.reason.strip()
    assert rule.match, f"{set_name}: {rule.id} matches nothing it shows"
    assert rule.reject, f"{set_name}: {rule.id} rejects nothing it shows"


def test_ids_are_unique_over_all_sets() -> None:
    """A rule is switched off by its id alone, so an id means one rule."""
    counted = Counter(rule.id for set_name in SETS for rule in rulebook()[set_name])
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_file_holds_the_sets_it_is_said_to_hold() -> None:
    for file, names in FILES.items():
        assert set(shipped(file)) <= set(names)


def test_a_users_file_adds_a_rule_and_switches_one_off(tmp_path: Path) -> None:
    rules = extended(written(tmp_path, FILE))
    text = "讲话\n第一招学习\n正文。\n第二招落实\n正文。"
    assert [point.mark for point in parse(text, rules=rules).directives] == ["第一招", "第二招"]
    assert "han-shi" not in {rule.id for rule in rules["marks"]}
    assert "han-shi" in {rule.id for rule in rulebook()["marks"]}
    text = "讲话\n同志们：\n我讲两点。\n一是学习\n正文。\n二是落实\n正文。"
    assert len(parse(text).directives) == 2
    assert parse(text, rules=rules).directives == ()


@pytest.mark.parametrize("first", ["★", "议题"])
def test_a_users_mark_may_begin_with_any_character(first: str, tmp_path: Path) -> None:
    rules = extended(written(tmp_path, FILE.replace("第{han}招", first + "{han}").replace("第一招", first + "一")))
    text = f"讲话\n{first}一学习\n正文。\n{first}二落实\n正文。"
    assert len(parse(text, rules=rules).directives) == 2


def test_a_users_file_adds_a_publishers_marker(tmp_path: Path) -> None:
    advertisement = "pattern = '【广告.】'\nreason = 'An advertisement.'\nmatch = ['【广告A】']"
    rules = extended(written(tmp_path, LEAN + advertisement))
    source = source_from_text("一是加强【广告A】学习", rules=rules)
    assert source.text == "一是加强学习"
    assert [(cut.form, source.original[slice(*cut.span)]) for cut in source.cuts] == [("x", "【广告A】")]


def test_a_users_marker_can_be_switched_off(tmp_path: Path) -> None:
    rules = extended(written(tmp_path, "disable = ['paid-begin']"))
    assert source_from_text("甲##paidbegin##乙", rules=rules).text == "甲##paidbegin##乙"


def test_a_users_rules_come_before_the_shipped_ones(tmp_path: Path) -> None:
    assert extended(written(tmp_path, FILE))["marks"][0].id == "trick"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert extended(written(tmp_path, b"\xef\xbb\xbf" + FILE.encode("utf-8")))["marks"][0].id == "trick"


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    rules = extended(written(tmp_path, ""))
    assert all(rules[name] == rulebook()[name] for name in SETS)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_file_rule_and_what(fault: str, tmp_path: Path) -> None:
    path = written(tmp_path, FAULTS[fault])
    with pytest.raises(RuleError) as caught:
        extended(path)
    assert f"{path}: {fault}" in caught.value.say("en")
    assert f"{path}: {fault}".replace(": ", "：") in caught.value.say("zh").replace(": ", "：")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("fault", LATE_FAULTS)
def test_a_rule_that_cannot_be_used_is_refused_when_it_is_loaded(fault: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="x: "):
        extended(written(tmp_path, LATE_FAULTS[fault]))


@pytest.mark.parametrize("name", ["nosuch.toml", "."])
def test_a_file_that_cannot_be_read_is_told_of(name: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        extended(tmp_path / name)


def test_a_rule_with_an_exception_does_not_apply_to_it() -> None:
    (rule,) = parse_rules(
        {"bylines": [{"id": "x", "pattern": ".*年", "reason": "r", "except": "回顾"}]}, "own.toml"
    )["bylines"]  # fmt: skip
    assert rule.applies("二〇二四年")
    assert not rule.applies("二〇二四年工作回顾")


def test_a_set_without_rules_matches_nowhere() -> None:
    book = Rulebook(disabled=frozenset(rule.id for rule in rulebook()["markers"]))
    assert book.any_of("markers") == "(?!)"
    assert source_from_text("甲##paidbegin##乙", rules=book).text == "甲##paidbegin##乙"
