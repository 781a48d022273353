"""Requirements: what is asked, of whom, by when, and what only looks like a demand."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HERE, cases, known_failures
from jianggao import Rulebook, Speech, Task, extended, find_quotes, find_tasks, parse, rulebook
from jianggao.analysis.tasks.known import TaskRules
from jianggao.analysis.tasks.openings import Openings, first_characters, gathered
from jianggao.rules import Rule

SPEC = HERE.parent / "spec" / "tasks.md"
EXAMPLE = re.compile(r"^### (?P<slug>\S+)\n(?P<prose>.*?)^```task\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
WORDS = """
各级党组织|财务部门|我们|大家|班主任|有的地方|要|必须|务必|应当|不得|严禁|决不能|希望|请|要求|确保|切实|坚决|由县水利局牵头|主要|需要|只要
每月|10月15日前|年底前|去年|抓好落实|建立台账|把责任压实|是|的|了|，|。|；|：|？|“|”|（|）|《|》|一是|二是|一、|同志们：|王启明同志强调|会议要求|工作回顾|工作安排
"""
GENRE = st.lists(st.one_of(st.sampled_from(["\n", *re.split("[|\n]", WORDS.strip())]), st.text(max_size=4)), max_size=40).map(
    "".join
)


def found(text: str, rules: Rulebook | None = None) -> tuple[Task, ...]:
    speech = parse(text)
    return find_tasks(speech, find_quotes(speech, rules), rules)


def row(task: Task) -> str:
    """Return a requirement as the cases and the specification write it."""
    notes = [f"from {task.actor_from}"] if task.actor_from else []
    if task.quote is not None:
        notes.append(f"by {task.quote.speaker}")
    return " | ".join([task.modality, task.actor or "-", task.deadline or "-", task.text, *notes])


def rows(text: str) -> list[str]:
    return [row(task) for task in found(text)]


def examples() -> list[Any]:
    page = SPEC.read_text("utf-8")
    matches = list(EXAMPLE.finditer(page))
    assert len(matches) == page.count("```task"), "an example without a heading of its own"
    return [pytest.param(match["text"], id=match["slug"]) for match in matches]


@pytest.mark.parametrize("case", [known_failures(param) for param in cases("tasks.toml")])
def test_the_requirements_are_those_a_reader_finds(case: dict[str, Any]) -> None:
    assert rows(case["text"]) == case["tasks"], case["why"]


@pytest.mark.parametrize("example", examples())
def test_the_specification_is_kept(example: str) -> None:
    lines = example.splitlines()
    wanted = [line.removeprefix("→ ") for line in lines if line.startswith("→ ")]
    text = "\n".join(line for line in lines if not line.startswith("→ "))
    assert wanted, "an example tells what is found, or that nothing is"
    assert rows(text) == ([] if wanted == ["nothing"] else wanted)


FRIENDS = ("主要", "重要", "需要", "首要", "次要", "必要", "摘要", "简要", "概要", "纲要", "纪要", "将要", "快要")


@pytest.mark.parametrize("word", FRIENDS)
@pytest.mark.parametrize(
    "sentence", ["这是{}的一点。", "各级党组织{}任务是抓落实。", "这件事很{}。", "讲两点。\n一是{}工作。\n二是其他工作。\n"]
)
def test_a_false_friend_of_want_asks_nobody(word: str, sentence: str) -> None:
    assert [task for task in found(sentence.format(word)) if "要" in task.text and word in task.text] == []


def test_every_demand_can_be_searched_for_by_its_first_character() -> None:
    """An alternative that begins with a class or a group makes the search ten times as slow."""
    for set_name in ("demands", "demand_friends", "statements", "reports"):
        for rule in rulebook()[set_name]:
            depth = 0
            begins = True
            for char in rule.pattern:
                if begins and depth == 0:
                    assert re.match("[一-鿿]", char), f"{rule.id}: {char}"
                begins = char == "|" and depth == 0
                depth += (char in "([") - (char in ")]")


def test_every_deadline_holds_one_of_its_hints() -> None:
    """A sentence without a hint is not searched."""
    for rule in rulebook()["deadlines"]:
        assert rule.options["hints"]
        for example in rule.match:
            assert any(hint in example for hint in rule.options["hints"]), f"{rule.id}: {example}"


def test_a_requirement_knows_where_it_stands() -> None:
    """Directive by place, section, and the line of the original."""
    text = (
        "同志们：\n提三点要求。\n一、抓学习\n##pagebreak##\n各支部要每月学一次。\n二、抓整改\n要照单销号。\n"
        "三、抓督查\n会后各级要抓紧。\n最后，希望大家保重。\n"
    )
    places = [(task.directive, task.section, task.line) for task in found(text)]
    assert places == [(1, "1", 5), (2, "2", 7), (3, "3", 9), (None, "closing", 10)]


def test_markers_inside_a_requirement_are_no_part_of_it() -> None:
    (task,) = found("同志们：\n各级要抓好纪律##paidbegin##教育。\n")
    assert task.text == "各级要抓好纪律教育"
    span = task.source.original_span(task.span)
    assert task.source.original[slice(*span)] == "各级要抓好纪律##paidbegin##教育"


def test_without_quotations_everything_is_the_speakers_own() -> None:
    (task,) = find_tasks(parse("同志们：\n王启明同志强调，要抓早抓小。\n"))
    assert task.quote is None
    assert task.text == "王启明同志强调，要抓早抓小"


def test_a_users_file_adds_a_demand_and_switches_one_off(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'disable = ["demand-ban"]\n[[demands]]\nid = "own"\npattern = "谨记"\nmodality = "should"\nreason = "r"\n'
        'match = ["谨记教训"]\nreject = ["谨慎"]\n',
        "utf-8",
    )
    rules = extended(path)
    assert [task.modality for task in found("大家谨记教训。严禁超员。", rules)] == ["should"]
    assert [task.modality for task in found("大家谨记教训。严禁超员。")] == ["must_not"]


def test_a_users_deadline_needs_no_hints() -> None:
    own = Rulebook({"deadlines": (Rule("own", "芒种时节", "A season.", ("芒种时节",), ("芒果",), {}),)})
    assert [task.deadline for task in found("各村要在芒种时节插完秧。", own)] == ["芒种时节"]


def test_a_modality_that_is_none_is_refused(tmp_path: Path) -> None:
    from jianggao import RuleError

    path = tmp_path / "own.toml"
    path.write_text('[[demands]]\nid = "x"\npattern = "谨记"\nreason = "r"\nmodality = "may"\n', "utf-8")
    with pytest.raises(RuleError, match="modality"):
        extended(path)


@given(GENRE)
def test_any_text_has_requirements_in_order_and_in_place(text: str) -> None:
    """Never raises; requirements follow on one another and hold no stop at their ends."""
    speech = parse(text)
    clean = speech.source.text
    tasks = find_tasks(speech, find_quotes(speech))
    for task in tasks:
        assert 0 <= task.span.start < task.span.end <= len(clean)
        assert "\n" not in task.text
        assert task.text[-1] not in "，；。："
        assert task.modality in ("must", "must_not", "should")
        assert task.section == speech.section_at(task.span.start)
        assert task.section in ("opening", "closing") or task.directive
        assert (task.actor_span is None) <= (task.actor_from == "")
        if task.actor_span is not None and task.actor_from != "directive":
            assert task.actor_span.end <= task.span.end
        for start, end in task.deadline_spans:
            assert task.span.start <= start < end <= task.span.end
    assert all(before.span.end <= after.span.start for before, after in pairwise(tasks))


@given(GENRE)
def test_nothing_of_a_sentence_is_lost_behind_its_first_demand(text: str) -> None:
    """What stands between two requirements of one line is the end of a sentence or the way to the next."""
    speech = parse(f"同志们：\n各级要抓好这件事，{text.replace(chr(10), '，')}")
    clean = speech.source.text
    tasks = find_tasks(speech)
    if not tasks or not tasks[0].text.startswith("各级要抓好这件事"):
        return
    end = re.search("[。！？?!\n]|$", clean[tasks[0].span.start :])
    assert end is not None
    stop = tasks[0].span.start + end.start()
    inside = [task for task in tasks if task.span.start < stop]
    for before, after in pairwise(inside):
        assert not clean[before.span.end : after.span.start].strip("，；：、:,; \t　*#>-—…“”‘’「」『』")


def seconds(measured: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        measured()
        best = min(best, time.process_time() - begin)
    return best


def cost(speech: Speech) -> float:
    return seconds(lambda: find_tasks(speech)) / len(speech.source.text)


@pytest.mark.parametrize(
    "text",
    [
        "各级要抓好，" * 500,
        "要" * 2000,
        "要抓好；" * 500,
        "抓" * 3000 + "要落实。",
        "各级，" * 800 + "要落实。",
        "（要" * 1000,
        "“要抓好。” " * 300,
        "10月" * 1000 + "要抓好。",
        "（各级）" * 200 + "要抓好。",
    ],
    ids=["clauses", "wants", "parts", "verbs", "names", "brackets", "marks", "dates", "names in brackets"],
)
def test_the_cost_is_linear(text: str) -> None:
    """A text ten times as long costs ten times as much, whatever it is made of.

    Other work on the machine can spoil a measurement, but not three in a row.
    """
    lead = "同志们：\n"
    one, ten = parse(lead + text), parse(lead + text * 10)
    assert any(cost(ten) <= 2.5 * cost(one) + 1e-6 for _ in range(3))


OPENED = ("demands", "imperatives", "pasts", "hearsay", "topics", "conditions", "lead_ins", "no_doers", "deadlines")


@given(GENRE, st.sampled_from(OPENED))
def test_looking_a_pattern_up_by_its_first_character_changes_nothing(text: str, name: str) -> None:
    """At every place the same alternative matches as in one pattern of all, and a search finds the same."""
    book = rulebook()
    whole = re.compile(book.any_of(name))
    openings = Openings(rule.pattern for rule in book[name])
    for at in range(len(text)):
        match = whole.match(text, at)
        assert openings.end(text, at, len(text)) == (match.end() if match else -1)
        assert openings.fills(text, 0, at) == bool(text[:at] and whole.fullmatch(text, 0, at))
    assert list(openings.spans(text, 0, len(text))) == [match.span() for match in whole.finditer(text)]
    gathered_search = re.compile(gathered(rule.pattern for rule in book[name]))
    assert [match.span() for match in gathered_search.finditer(text)] == [match.span() for match in whole.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("要抓|必须", "要必"),
        ("(?:坚决|一律)停", "坚一"),
        ("(?:今|明)?年底", "今明年"),
        ("[一二]{0,3}是", "一二是"),
        ("(?<!重)要|[（(]", "要（("),
        ("[1-3]月", "123"),
        ("[ \\t]*去年", " \t去"),
    ],
)
def test_first_characters_of_a_pattern(pattern: str, first: str) -> None:
    assert first_characters(pattern) == frozenset(first)


@pytest.mark.parametrize("pattern", ["[^，]*要", "[一-鿿]{2}市", ".要", "要?", "(?i:a)", r"\d月", "(?=要)"])
def test_a_pattern_that_may_begin_with_any_character_is_tried_at_each(pattern: str) -> None:
    assert first_characters(pattern) is None


def test_rules_are_compiled_once_for_a_rulebook() -> None:
    assert TaskRules.of(rulebook()) is TaskRules.of(rulebook())
