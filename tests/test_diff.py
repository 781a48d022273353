"""A comparison of two speeches: what became of each directive, and what changed inside it."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HERE, SAMPLES
from jianggao import parse, read
from jianggao.analysis.diff import Thresholds, applied, came_and_went, compare, diff, edits, mirrored, wording
from jianggao.analysis.diff.assignment import assignment
from jianggao.analysis.diff.order import stayed
from jianggao.errors import JianggaoError
from jianggao.model import Speech
from jianggao.results import Change, ChangeKind, Edit, Wording
from speech_pairs import Pair, misread, pair

SPEC = HERE.parent / "spec" / "diff.md"
EXAMPLE = re.compile(r"^### (?P<slug>\S+)\n(?P<prose>.*?)^```change\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
NONE = "—"


class Example(NamedTuple):
    """A block of the specification: two speeches, what became of the directives, and which parts differ."""

    old: str
    new: str
    changes: list[str]
    parts: str | None


def examples() -> list[Any]:
    page = SPEC.read_text("utf-8")
    found = []
    for match in EXAMPLE.finditer(page):
        old, rest = match["text"].split("⇒\n")
        new, told = rest.split("→\n")
        lines = told.splitlines()
        parts = next((line.removeprefix("part: ") for line in lines if line.startswith("part: ")), None)
        changes = [line for line in lines if not line.startswith("part: ")]
        found.append(pytest.param(Example(old, new, changes, parts), id=match["slug"]))
    assert len(found) == page.count("```change"), "an example without a heading of its own"
    return found


def row(change: Change) -> str:
    """Return a change as the specification writes it."""
    places = ["+".join(map(str, side)) or NONE for side in (change.old, change.new)]
    return " ".join([*places, *(kind.value for kind in change.kinds)])


def rows(changes: Iterable[Change], depth: int = 0) -> list[str]:
    found = []
    for change in changes:
        found.append("  " * depth + row(change))
        found += rows(change.points, depth + 1)
    return found


def by_old_place(lines: Sequence[str]) -> list[str]:
    """Return the rows of directives sorted, each with those of its points."""
    groups: list[list[str]] = []
    for line in lines:
        if line.startswith(" "):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [line for group in sorted(groups) for line in group]


@pytest.mark.parametrize("example", examples())
def test_the_specification_is_kept(example: Example) -> None:
    told = diff(parse(example.old), parse(example.new))
    assert by_old_place(rows(told.changes)) == by_old_place(example.changes)
    if example.parts is not None:
        assert " ".join(part.part for part in told.parts) == example.parts.replace(NONE, "")


@pytest.mark.parametrize("example", examples())
def test_an_example_read_backwards_is_its_mirror(example: Example) -> None:
    old, new = parse(example.old), parse(example.new)
    assert mirrored(diff(old, new).changes) == diff(new, old).changes


SEEDS = range(60)
PAIRS = [pair(seed) for seed in SEEDS]


def test_known_changes_are_found_in_speeches_that_are_all_different() -> None:
    """Of the directives of sixty pairs, no more than one in a hundred is told wrongly."""
    wrong = [line for made in PAIRS for line in misread(made)]
    assert len(wrong) <= sum(len(made.truth) for made in PAIRS) / 100, "\n".join(wrong)


def test_the_pairs_have_all_kinds_of_changes_in_them() -> None:
    kinds = {kind for made in PAIRS for truth in made.truth for kind in truth.kinds}
    assert kinds == {"edited", "reworded", "split", "merged", "added", "removed"}
    assert sum(made.moved > 0 for made in PAIRS) >= 20


@pytest.mark.parametrize("made", PAIRS, ids=lambda made: f"seed-{made.seed}")
def test_a_diff_read_backwards_is_its_mirror_and_makes_the_new_speech_of_the_old(made: Pair) -> None:
    old, new = parse(made.old), parse(made.new)
    told = diff(old, new)
    assert mirrored(told.changes) == diff(new, old).changes
    assert applied(told.changes, wordings(old)) == wordings(new)


def wordings(speech: Speech) -> tuple[Wording, ...]:
    return tuple(wording(point) for point in speech.directives)


WORDS = re.split(r"\s+", "要抓好落实 加强学习 水库 每周 一次 洗砂场退出 农路 学校 责任 清单 逐项销号 3月6日 。 ， ； ⏎")
TEXT = st.lists(st.sampled_from(WORDS), max_size=8).map(lambda words: "".join(words).replace("⏎", "\n"))


def points(dice: random.Random, marks: Sequence[str], most: int) -> list[Wording]:
    """Return a few points of few words, many of them alike."""
    return [
        Wording(
            dice.choice(marks),
            dice.choice(["", "抓学习", "抓落实", "护好水源", "把水源护好", "修好农路"]),
            "".join(dice.choices(WORDS, k=dice.randrange(9))).replace("⏎", "\n"),
            tuple(points(dice, ["（一）", "1."], most - 2)) if most > 1 else (),
        )
        for _ in range(dice.randint(0, most))
    ]


SERIES = st.integers(0, 10_000).map(lambda seed: points(random.Random(seed), ["一是", "二、"], 5))


def same(change: Change) -> bool:
    return change.kinds == (ChangeKind.SAME,) and all(map(same, change.points))


@given(SERIES)
def test_nothing_became_of_a_series_against_itself(series: list[Wording]) -> None:
    assert all(map(same, compare(series, series)))


@given(SERIES)
def test_other_marks_are_no_difference(series: list[Wording]) -> None:
    def marked(each: Wording) -> Wording:
        return each._replace(mark="第一，", points=tuple(map(marked, each.points)))

    told = compare(series, [marked(each) for each in series])
    assert all(change.kinds == (ChangeKind.RENUMBERED,) and change.old == change.new for change in told)


@given(SERIES, SERIES)
def test_any_diff_has_a_mirror_and_can_be_applied(old: list[Wording], new: list[Wording]) -> None:
    told = compare(old, new)
    assert mirrored(told) == compare(new, old)
    assert mirrored(mirrored(told)) == told
    assert applied(told, old) == tuple(new)
    assert applied(mirrored(told), new) == tuple(old)


@given(SERIES, SERIES)
def test_every_point_stands_in_one_change(old: list[Wording], new: list[Wording]) -> None:
    told = compare(old, new)
    assert sorted(place for change in told for place in change.old) == list(range(1, len(old) + 1))
    assert sorted(place for change in told for place in change.new) == list(range(1, len(new) + 1))
    for change in told:
        alone = {ChangeKind.SAME, ChangeKind.RENUMBERED, ChangeKind.ADDED, ChangeKind.REMOVED} & set(change.kinds)
        assert not alone or len(change.kinds) == 1
        assert (ChangeKind.ADDED in change.kinds) == (not change.old)
        assert (ChangeKind.REMOVED in change.kinds) == (not change.new)
        assert (ChangeKind.SPLIT in change.kinds) == (len(change.new) > 1)
        assert (ChangeKind.MERGED in change.kinds) == (len(change.old) > 1)


@given(st.permutations(range(9)))
def test_of_directives_in_another_order_as_few_as_can_be_have_moved(order: list[int]) -> None:
    series = [Wording("一是", f"第{at}件事", "甲乙丙丁戊己庚辛壬"[at] * 3) for at in range(9)]
    told = compare(series, [series[at] for at in order])
    best = [0] * 9
    for at in range(9):
        best[at] = 1 + max((best[before] for before in range(at) if order[before] < order[at]), default=0)
    assert sum(ChangeKind.MOVED in change.kinds for change in told) == 9 - max(best)


def test_a_diff_is_applied_to_what_it_was_made_for_alone() -> None:
    one, two = Wording("一是", "抓学习", "学以致用。"), Wording("二是", "抓落实", "一抓到底。")
    told = compare([one], [one, two])
    for wrong in ([], [two], [one, two]):
        with pytest.raises(JianggaoError) as caught:
            applied(told, wrong)
        assert "old ones they were made for" in caught.value.say("en")


@given(TEXT, TEXT)
def test_edits_hold_both_texts_to_the_letter_and_have_a_mirror(old: str, new: str) -> None:
    found = edits(old, new)
    assert "".join(edit.old for edit in found) == old
    assert "".join(edit.new for edit in found) == new
    assert edits(new, old) == tuple(Edit(edit.new, edit.old) for edit in found)
    assert all(edit.old or edit.new for edit in found)
    assert all((a.old == a.new) != (b.old == b.new) for a, b in pairwise(found))


def marked(old: str, new: str) -> str:
    return "".join(edit.old if edit.old == edit.new else f"[{edit.old}|{edit.new}]" for edit in edits(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("每月至少拿出两天时间。", "每月至少拿出三天时间。", "每月至少拿出[两天|三天]时间。"),
        ("编组名单6月10日前报到市防办。", "编组名单5月31日前报到市防办。", "编组名单[6月10|5月31]日前报到市防办。"),
        ("要抓学习。要抓落实。", "要抓落实。", "[要抓学习。|]要抓落实。"),
        ("学深悟透，抓好落实。", "学深悟透，久久为功，抓好落实。", "学深悟透，[|久久为功，]抓好落实。"),
        (
            "老鼠钻进开关柜，停了半座城的水。",
            "绿篱挡住了视线，限速十公里。",
            "[老鼠钻进开关柜，停了半座城的水|绿篱挡住了视线，限速十公里]。",
        ),
        ("第一段。\n第二段。", "第一段。第二段。", "第一段。[\n|]第二段。"),
    ],
)
def test_what_changed_is_told_in_words(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


def test_no_word_is_cut_where_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The segmenter takes its time to start: equal speeches, and equal clauses, never call it."""
    seen: list[str] = []

    def cut(text: str) -> list[str]:
        seen.append(text)
        return list(text)

    monkeypatch.setattr("jianggao.analysis.diff.within.cut", cut)
    sample = read(SAMPLES / "discipline.txt")
    assert not diff(sample, sample).is_different
    assert seen == []
    diff(sample, read(SAMPLES / "discipline-revised.txt"))
    assert 0 < sum(map(len, seen)) < len(sample.source.text)


def test_the_sample_is_told_as_its_page_tells_it() -> None:
    told = diff(read(SAMPLES / "discipline.txt"), read(SAMPLES / "discipline-revised.txt"))
    assert rows(told.changes) == [
        "1 1 edited",
        "2 2 same",
        "4 3 moved reworded edited",
        "3 4+5 split",
        "5 — removed",
        "— 6 added",
    ]
    assert [part.part for part in told.parts] == ["opening", "closing"]


def test_a_marker_in_one_of_the_texts_is_no_difference() -> None:
    text = "同志们：\n一是加强纪律教育。\n二是抓好整改。\n"
    assert not diff(parse(text), parse(text.replace("纪律教育", "纪律##paidbegin##教育"))).is_different


def test_a_heading_that_was_cut_out_of_its_sentence_is_told_once() -> None:
    """A sentence of more than sixty characters stands whole in the body, its first clause as the heading as well."""
    sentence = "建强街道便民站，" + "十一个街道统一场地标准、统一事项目录、统一叫号系统，" * 3 + "老人优先办理。"
    speech = parse(f"同志们：\n一是{sentence}\n二是抓好整改。\n")
    (first, _) = wordings(speech)
    assert first.heading + first.text == sentence


@pytest.mark.parametrize(
    ("thresholds", "told"),
    [(Thresholds(), ["1 1 edited", "2 2 same"]), (Thresholds(pair=0.99, headed=0.99), ["1 — removed", "— 1 added", "2 2 same"])],
)
def test_thresholds_can_be_set(thresholds: Thresholds, told: list[str]) -> None:
    old = [Wording("一是", "办好食堂", "菜谱提前一周贴出来。"), Wording("二是", "修好农路", "先修急处。")]
    new = [Wording("一是", "办好食堂", "菜谱提前一天贴在门口。"), old[1]]
    assert rows(compare(old, new, thresholds)) == told


def test_phrases_in_slightly_other_words_are_neither_gone_nor_new() -> None:
    found = came_and_went(
        ["把监督做到群众心坎上", "小事不拖、难事不推", "要抓早抓小", "要抓早抓小"],
        ["把监督真正做到群众心坎上", "小事不拖、难事不推", "要久久为功"],
    )
    assert found.gone == ("要抓早抓小",)
    assert found.new == ("要久久为功",)
    assert found.reworded == (("把监督做到群众心坎上", "把监督真正做到群众心坎上"),)


WEIGHTS = st.lists(st.dictionaries(st.integers(0, 4), st.integers(1, 20), max_size=5), max_size=5)


@given(WEIGHTS)
def test_the_assignment_is_the_heaviest_there_is(edges: list[dict[int, int]]) -> None:
    def heaviest(left: int, free: frozenset[int]) -> int:
        if left == len(edges):
            return 0
        taken = [weight + heaviest(left + 1, free - {right}) for right, weight in edges[left].items() if right in free]
        return max([heaviest(left + 1, free), *taken])

    pairs = assignment(edges)
    assert len(set(pairs.values())) == len(pairs)
    assert sum(edges[left][right] for left, right in pairs.items()) == heaviest(0, frozenset(range(5)))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=8))
def test_what_stayed_is_the_heaviest_of_the_longest_increasing_subsequences(pairs: list[tuple[int, int]]) -> None:
    places, weights = [place for place, _ in pairs], [weight for _, weight in pairs]
    subsets = ([at for at in range(len(pairs)) if mask >> at & 1] for mask in range(1 << len(pairs)))
    increasing = [kept for kept in subsets if all(places[a] < places[b] for a, b in pairwise(kept))]
    best = max((len(kept), sum(weights[at] for at in kept)) for kept in increasing)
    kept = stayed(places, weights)
    assert kept in increasing
    assert (len(kept), sum(weights[at] for at in kept)) == best


def seconds(measured: Callable[[], object]) -> float:
    begin = time.process_time()
    measured()
    return time.process_time() - begin


def many(count: int) -> list[Wording]:
    dice = random.Random(count)
    words = re.split("[，。、]", (SAMPLES / "work-report.txt").read_text("utf-8"))
    return [Wording("一是", dice.choice(words), "，".join(dice.sample(words, 12))) for _ in range(count)]


def test_five_hundred_directives_are_compared_with_as_many_shuffled() -> None:
    old = many(500)
    new = old[:]
    random.Random(1).shuffle(new)
    took = seconds(lambda: compare(old, new))
    assert took < 2
    assert sum(ChangeKind.MOVED in change.kinds for change in compare(old, new)) > 400


@pytest.mark.parametrize(
    "series",
    [
        lambda count: [Wording("一是", "抓落实", f"要抓好落实。第{at}次。") for at in range(count)],
        lambda count: [Wording("一是", "抓落实", "要抓好落实。") for _ in range(count)],
        many,
    ],
    ids=["nearly-alike", "alike", "different"],
)
def test_the_cost_of_many_directives_does_not_grow_with_their_square(series: Callable[[int], list[Wording]]) -> None:
    def cost(count: int) -> float:
        old = series(count)
        new = [each._replace(text=each.text + "新加的一句话。") for each in reversed(old)]
        return min(seconds(lambda: compare(old, new)) for _ in range(2))

    assert cost(600) <= 10 * cost(150)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("要抓落实，" * 4000, "要抓整改，" * 4000),
        ("要抓落实" * 4000, "要抓整改" * 4000),
        ("甲，乙。" * 4000, "乙。甲，" * 4000),
    ],
    ids=["clauses", "no-stop", "shifted"],
)
def test_a_long_body_of_repetitions_is_compared_in_time(old: str, new: str) -> None:
    assert seconds(lambda: edits(old, new)) < 3
