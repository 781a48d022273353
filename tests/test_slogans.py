"""Slogans and frames: what is repeated, with which edges; patterns with slots; a phrase in its contexts."""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HERE, SAMPLES, cases, known_failures
from jianggao import concordance, find_frames, find_slogans, parse, read, shared_slogans
from jianggao.analysis.slogans.coding import BREAK
from jianggao.analysis.slogans.find import deviation_of_proportions
from jianggao.analysis.slogans.repeats import maximal_repeats
from jianggao.analysis.words import Segmenter
from jianggao.results import Slogan
from jianggao.rules import FILES, Rule, extended, rulebook

JIEBA, RJIEBA = Segmenter(engine="jieba"), Segmenter(engine="rjieba")

SPEC = HERE.parent / "spec" / "slogans.md"
EXAMPLE = re.compile(r"^```(?P<kind>slogans|terms|frames|context)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^### (\S+)$", re.MULTILINE)
WORDS = """
坚持|推动|推进|高质量发展|“四个清单”|、|，|。|一是|二是|的|和|要|把|再|同志们：|不折不扣|工作|会议强调|##paidbegin##|2024年"""
GENRE = st.lists(st.one_of(st.sampled_from(["\n", *WORDS.strip().split("|")]), st.text(max_size=3)), max_size=60).map("".join)


def row(slogan: Slogan) -> str:
    """Return a slogan as the specification and the cases write it."""
    also = ", ".join(f"{each.text} {len(each.spans)}" for each in slogan.variants)
    return " | ".join([slogan.shape, slogan.text, str(slogan.count), *([f"also {also}"] if also else [])])


def found(kind: str, text: str) -> list[str]:
    """Return what the specification expects of an example, as it writes it."""
    if kind == "context":
        phrase, _, text = text.partition("\n")
        return [str(len(concordance(parse(text), phrase)))]
    speech = parse(text)
    if kind == "frames":
        return [" | ".join([frame.pattern, *frame.texts]) for frame in find_frames(speech)]
    if kind == "terms":
        return [f"{each.text} | {each.count}" for each in find_slogans(speech) if each.kind == "term"]
    return [row(each) for each in find_slogans(speech) if each.kind == "slogan"]


def examples() -> list[Any]:
    page = SPEC.read_text("utf-8")
    params = []
    for match in EXAMPLE.finditer(page):
        slug = HEADING.findall(page, 0, match.start())[-1]
        params.append(pytest.param(match["kind"], match["text"], id=slug))
    return params


@pytest.mark.parametrize(("kind", "example"), examples())
def test_the_specification_is_kept(kind: str, example: str) -> None:
    lines = example.splitlines()
    wanted = [line.removeprefix("→ ") for line in lines if line.startswith("→ ")]
    text = "\n".join(line for line in lines if not line.startswith("→ "))
    assert wanted, "an example tells what is found, or that nothing is"
    assert found(kind, text) == ([] if wanted == ["nothing"] else wanted)


def test_every_rule_of_the_page_has_an_example() -> None:
    page = SPEC.read_text("utf-8")
    slugs = HEADING.findall(page)
    assert len(slugs) > 25
    assert sorted(set(slugs)) == sorted({param.id for param in examples()})


@pytest.mark.parametrize(("set_name", "rule"), [(name, rule) for name in FILES["slogans"] for rule in rulebook()[name]])
def test_no_word_stands_twice_in_a_rule(set_name: str, rule: Rule) -> None:
    if re.fullmatch(r"[\w、|]+", rule.pattern):
        counted = Counter(rule.pattern.split("|"))
        assert [word for word, times in counted.items() if times > 1 or not word] == []


@pytest.mark.parametrize("case", [known_failures(param) for param in cases("slogans.toml")])
def test_the_slogans_are_those_a_reader_names(case: dict[str, Any]) -> None:
    """Of `slogans` each is found with its count, `absent` are not, as slogans or parts of their texts' edges."""
    named = {each.text: each.count for each in find_slogans(parse(case["text"])) if each.kind == "slogan"}
    for wanted in case.get("slogans", []):
        text, _, count = wanted.partition(" ")
        assert named.get(text) == int(count), (case["why"], named)
    for text in case.get("absent", []):
        assert text not in named, (case["why"], named)
    if case.get("nothing"):
        assert named == {}, case["why"]


@pytest.mark.parametrize("case", [known_failures(param) for param in cases("frames.toml")])
def test_the_frames_are_those_a_reader_names(case: dict[str, Any]) -> None:
    rows = [list(frame.texts) for frame in find_frames(parse(case["text"]))]
    for wanted in case.get("frames", []):
        assert any(set(wanted) <= set(row) for row in rows), (case["why"], rows)
    if case.get("nothing"):
        assert rows == [], case["why"]


@given(st.one_of(st.text(), GENRE))
def test_what_is_told_is_in_the_text(text: str) -> None:
    """Spans hold what they are said to hold, in order and without overlap; counts and sections belong to them."""
    speech = parse(text)
    clean = speech.source.text
    for slogan in find_slogans(speech):
        for wording, spans in [(slogan.text, slogan.spans), *slogan.variants]:
            assert [clean[slice(*span)] for span in spans] == [wording] * len(spans)
            assert all(first.end <= second.start for first, second in pairwise(spans))
        assert slogan.sections == tuple(speech.section_at(span.start) for span in slogan.spans)
        assert slogan.count + sum(len(each.spans) for each in slogan.variants) >= 2
        assert 0 <= slogan.dispersion <= 1
        assert len(slogan.text) >= 4
    for frame in find_frames(speech):
        assert "＿" in frame.pattern
        assert frame.count >= 2
        assert all(0 <= span.start < span.end <= len(clean) for span in frame.spans)
        pattern = re.compile(".+".join(map(re.escape, frame.pattern.split("＿"))).replace("，", "[，,]"), re.DOTALL)
        loose = re.compile(".*".join(map(re.escape, frame.pattern.split("＿"))).replace("，", ".*"), re.DOTALL)
        assert all(loose.search(each) or pattern.search(each) for each in frame.texts)


def repeats_by_hand(text: str, least: int) -> dict[str, list[int]]:
    """Return the maximal repeats of two characters and more, found by trying them all."""
    found = {}
    for size in range(2, len(text)):
        for start in range(len(text) - size + 1):
            piece = text[start : start + size]
            places = [at for at in range(len(text) - size + 1) if text.startswith(piece, at)]
            before = {text[at - 1] if at else BREAK for at in places}
            after = {text[at + size] if at + size < len(text) else BREAK for at in places}
            closed = all(len(row) > 1 or BREAK in row for row in (before, after))
            if len(places) >= least and closed and BREAK not in piece:
                found[piece] = places
    return found


@given(st.text(alphabet=f"甲乙丙{BREAK}", max_size=24), st.integers(2, 3))
def test_repeats_are_maximal_and_none_is_missed(text: str, least: int) -> None:
    found = {text[places[0] : places[0] + size]: places for size, places in maximal_repeats(text, least)}
    assert found == repeats_by_hand(text, least)


@given(
    st.dictionaries(st.sampled_from("甲乙丙丁"), st.integers(1, 50), min_size=1),
    st.lists(st.sampled_from("甲乙丙丁"), max_size=20),
)
def test_deviation_of_proportions_is_between_even_and_all_in_one(lengths: dict[str, int], places: list[str]) -> None:
    """It is 0 where counts are as the lengths, and 1 less its length's share where all is in one section."""
    counts = Counter(place for place in places if place in lengths)
    assert 0 <= deviation_of_proportions(counts, lengths) <= 1
    assert deviation_of_proportions(Counter(lengths), lengths) == pytest.approx(0)
    one = min(lengths)
    assert deviation_of_proportions(Counter({one: 3}), lengths) == pytest.approx(1 - lengths[one] / sum(lengths.values()))
    assert deviation_of_proportions(Counter(), lengths) == 0


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_either_segmenter_finds_the_same(sample: Path) -> None:
    speech = read(sample)
    assert find_slogans(speech, segmenter=JIEBA) == find_slogans(speech, segmenter=RJIEBA)
    assert find_frames(speech, segmenter=JIEBA) == find_frames(speech, segmenter=RJIEBA)


def test_the_sample_has_the_slogans_it_was_written_with() -> None:
    """As `samples/README.md` tells."""
    found = {each.text: each.count for each in find_slogans(read(SAMPLES / "discipline.txt")) if each.kind == "slogan"}
    assert found == dict.fromkeys(
        ["让规矩立得住、让监督落得下", "把监督做到群众心坎上", "小事不拖、难事不推、实事不虚", "推动基层监督工作提质增效"], 3
    )


def test_each_section_has_its_count_and_the_measure_is_of_them() -> None:
    speech = parse("同志们：\n讲两点。\n一是抓学习。要不折不扣。\n二是抓落实。还是要不折不扣、不折不扣。\n同志们，散会。")
    (slogan,) = (each for each in find_slogans(speech) if each.kind == "slogan")
    assert slogan.sections == ("1", "2", "2")
    lengths = Counter({name: span.end - span.start for name, span in speech.sections() if name != "salutation"})
    assert slogan.dispersion == round(deviation_of_proportions(Counter(slogan.sections), lengths), 3)


def test_page_junk_and_names_are_not_read() -> None:
    """What stands in the head, the byline, the salutation or the tail of a page is not repeated on purpose."""
    text = (
        "下载 打印 收藏\n在全市大会上的讲话\n同志们：\n要坚持为民办实事，落到人头。\n同志们，散会。\n责任编辑：坚持为民办实事\n"
    )
    speech = parse(text)
    assert speech.tail is not None
    assert all(each.text != "坚持为民办实事" for each in find_slogans(speech))
    assert any(each.text == "坚持为民办实事" for each in find_slogans(parse(text.replace("责任编辑：", "同志们，"))))


def test_several_speeches_repeat_together() -> None:
    """What each says once is repeated by all, and the counts stand in their order."""
    first, second, third = (
        parse(f"同志们：\n{text}") for text in ("要守住粮食安全底线。", "守住粮食安全底线，守住了。", "散会。")
    )
    (shared,) = (each for each in shared_slogans([first, second, third]) if each.kind == "slogan")
    assert (shared.text, shared.counts, shared.count) == ("守住粮食安全底线", (1, 1, 0), 2)
    assert shared_slogans([]) == ()


def test_least_and_shortest_are_kept_to() -> None:
    text = "同志们：\n" + "要坚持不懈抓落实，天天见。" * 2 + "守住粮食安全底线，不能松。" * 3
    assert {each.text for each in find_slogans(parse(text), least=3) if each.kind == "slogan"} == {"守住粮食安全底线"}
    assert all(len(each.text) >= 9 for each in find_slogans(parse(text), shortest=9))


def test_a_users_words_keep_a_phrase_together() -> None:
    """`--words` and `--rules` reach the slogans."""
    text = "同志们：\n要敢管善治抓到底，莫松劲。敢管善治抓到底，莫停步。"
    own = Segmenter(("敢管善治",))
    assert "敢管善治" in own.cut(text)
    assert find_slogans(parse(text), segmenter=own)


def test_a_users_rules_add_an_opener_and_switch_one_off(tmp_path: Path) -> None:
    text = "同志们：\n端稳粮食饭碗，莫松劲。端稳粮食饭碗，莫停步。守住粮食安全底线，好。守住粮食安全底线，行。"
    path = tmp_path / "own.toml"
    path.write_text(
        "disable = ['open-keep']\n[[openers]]\nid = 'own'\npattern = '端稳|端'\nreason = 'ours'\nmatch = ['端']\n", "utf-8"
    )
    shapes = {each.text: each.shape for each in find_slogans(parse(text), extended(path))}
    assert shapes["端稳粮食饭碗"] == "call"
    assert shapes["守住粮食安全底线"] != "call"
    assert {each.text: each.shape for each in find_slogans(parse(text))}["守住粮食安全底线"] == "call"


def test_a_phrase_is_found_wherever_it_stands() -> None:
    """Across markers, wraps, white space and kinds of quotation marks, in the title and the tail as in the text."""
    lines = ["要坚持为民办实##paidbegin##", "　　事的原则", "把“四个清", "单”记牢", "坚持为民办实事"]
    speech = parse("坚持为民办实事的讲话\n同志们：\n" + "\n".join(lines) + "\n责任编辑：坚持为民办实事\n")
    assert len(concordance(speech, "坚持为民 办实事")) == 4
    (hit,) = concordance(speech, '"四个清单"')
    assert hit.text == "“四个清\n单”"
    assert hit.before == "把"
    assert concordance(speech, " \n") == ()
    assert concordance(speech, "没有这句话") == ()
    assert concordance(speech, "(.*)[") == (), "a phrase is text, no pattern"


@given(st.text(max_size=30), st.text(max_size=4))
def test_contexts_stand_on_both_sides_of_the_phrase(text: str, phrase: str) -> None:
    speech = parse(text)
    clean = speech.source.text
    for hit in concordance(speech, phrase):
        assert clean[: hit.span.start].endswith(hit.before)
        assert clean[hit.span.end :].startswith(hit.after)
        assert "".join(hit.text.split()) == "".join(phrase.split()) or any(char in "\"'“”‘’「」『』„＂＇" for char in phrase)


def test_the_cost_grows_with_the_text_alone() -> None:
    """Eight times the text takes no more than some sixteen times as long, whatever the text."""
    texts = {
        "one clause": "坚持不懈抓落实，",
        "one word": "落实",
        "marks of quotation": "“要落实”“",
        "members": "落实、",
        "figures": "2024年12月，",
    }
    for name, piece in texts.items():
        times = []
        for many in (2_000, 16_000):
            speech = parse("同志们：\n" + piece * many)
            start = time.process_time()
            find_slogans(speech)
            find_frames(speech)
            times.append(time.process_time() - start)
        assert times[1] < 20 * times[0] + 0.5, (name, times)
