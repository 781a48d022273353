"""Quotations: who is quoted, with what, which are directives, and what is only a term."""

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
from jianggao import parse
from jianggao.analysis.quotes import Cited, find_quotes, source_index
from jianggao.analysis.quotes.attribution import any_word
from jianggao.analysis.quotes.marks import outermost_pairs
from jianggao.model import Speech
from jianggao.results import Quote
from jianggao.rules import FILES, Rule, Rulebook, rulebook

SPEC = HERE.parent / "spec" / "quotations.md"
EXAMPLE = re.compile(r"^### (?P<slug>\S+)\n(?P<prose>.*?)^```quote\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
WORDS = """
李明同志|市委|会议|他|《条例》|第五条|俗话|我们|王启明|强调|指出|要求|提出|说|规定|明确|号召|在全市大会上|按照|的|了|，|。|：|；
“|”|‘|’|「|」|『|』|"|要抓好落实|有三个问题|“四方会商”|一是|二是|精神|再次|同志们：
"""
GENRE = st.lists(st.one_of(st.sampled_from(["\n", *re.split("[|\n]", WORDS.strip())]), st.text(max_size=4)), max_size=40).map(
    "".join
)


def row(quote: Quote) -> str:
    """Return a quotation as the cases and the specification write it."""
    text = quote.text.replace("\n", "⏎")
    if quote.kind == "term":
        return f"term | {text}"
    told = "directive" if quote.directive else "statement"
    stands_for = [f"for {quote.refers_to}"] if quote.refers_to else []
    return " | ".join([quote.kind, quote.speaker, quote.cue, text, told, *stands_for])


def rows(text: str) -> list[str]:
    return [row(quote) for quote in find_quotes(parse(text))]


def examples() -> list[Any]:
    found = list(EXAMPLE.finditer(SPEC.read_text("utf-8")))
    assert len(found) == SPEC.read_text("utf-8").count("```quote"), "an example without a heading of its own"
    return [pytest.param(match["text"], id=match["slug"]) for match in found]


@pytest.mark.parametrize("case", [known_failures(param) for param in cases("quotes.toml")])
def test_the_quotations_are_those_a_reader_finds(case: dict[str, Any]) -> None:
    assert rows(case["text"]) == case["quotes"], case["why"]


@pytest.mark.parametrize("example", examples())
def test_the_specification_is_kept(example: str) -> None:
    lines = example.splitlines()
    wanted = [line.removeprefix("→ ") for line in lines if line.startswith("→ ")]
    text = "\n".join(line for line in lines if not line.startswith("→ "))
    assert wanted, "an example tells what is found, or that nothing is"
    assert rows(text) == ([] if wanted == ["nothing"] else wanted)


@pytest.mark.parametrize(("set_name", "rule"), [(name, rule) for name in FILES["quotes"] for rule in rulebook()[name]])
def test_every_rule_keeps_to_its_own_examples(set_name: str, rule: Rule) -> None:
    assert rule.fault(set_name) is None
    assert rule.reason
    assert rule.match
    assert rule.reject


def test_every_cue_can_be_searched_for_by_its_first_character() -> None:
    """An alternative that begins with a class or a group makes the search ten times as slow."""
    for set_name in ("cues", "persons", "bodies", "documents", "people", "sayings"):
        for rule in rulebook()[set_name]:
            for word in re.split(r"\|(?![^(\[]*[)\]])", any_word([rule])):
                assert re.match(r"[一-鿿》]", word), f"{rule.id}: {word}"


def test_a_false_friend_is_no_quotation_in_any_clause() -> None:
    """What a noun such as 保密要求 says is never taken for a content, whoever stands before it."""
    friends = ["一系列要求", "保密要求", "更严要求", "重要要求"]
    for friend in friends:
        for source in ("", "李明同志", "市委", "《意见》"):
            for after in ("，要抓好落实。", "：要抓好落实。", "要抓好落实。"):
                text = f"{source}{friend}{after}"
                assert rows(text) == [], text
    for source in ("李明同志", "市委", "《意见》", "会议"):
        for text in (
            f"按照{source}要求，要抓好落实。",
            f"贯彻{source}讲话精神，要抓好落实。",
            f"传达了{source}会议精神，要抓好落实。",
        ):
            assert rows(text) == [], text


def test_spans_tell_speaker_cue_and_content() -> None:
    """The span of a quotation runs from the speaker to the closing mark."""
    speech = parse("同志们：\n会前，李明同志在会上强调：“要抓早抓小。”散会。")
    (quote,) = find_quotes(speech)
    text = speech.source.text
    assert text[slice(*quote.span)] == "李明同志在会上强调：“要抓早抓小。”"
    assert quote.speaker_span is not None
    assert quote.cue_span is not None
    assert text[slice(*quote.speaker_span)] == quote.speaker == "李明同志"
    assert text[slice(*quote.cue_span)] == quote.cue == "强调"


def test_a_further_content_begins_at_its_own_cue() -> None:
    """The spans of two contents of one speaker do not overlap."""
    first, second = find_quotes(parse("李明同志指出，形势还很严峻，强调要压实责任。"))
    assert first.span.end <= second.span.start
    assert second.speaker_span == first.speaker_span


def test_a_quotation_knows_its_section() -> None:
    """The section is where the content begins: a part's name or the number of the directive."""
    speech = parse(
        "同志们：\n李明同志强调，要抓早抓小。下面我讲两点意见。\n一、提高认识\n会议指出，形势严峻。\n"
        "二、压实责任\n要落实“周五夜校”制度。\n"
    )
    assert [quote.section for quote in find_quotes(speech)] == ["opening", "1", "2"]
    assert all(quote.section == speech.section_at(quote.content_span.start) for quote in find_quotes(speech))


def test_a_users_rule_adds_a_cue() -> None:
    """A user's own cue is searched for with those that come with the program."""
    text = "李明同志训示，要抓早抓小。"
    own = Rulebook({"cues": (Rule("cue-own", "训示", "An old word.", ("训示",), ("训练",), {"strength": "pause"}),)})
    assert find_quotes(parse(text)) == ()
    assert [quote.cue for quote in find_quotes(parse(text), own)] == ["训示"]


def test_a_users_file_switches_a_cue_off() -> None:
    """A rule that is switched off finds nothing, and the others go on."""
    speech = parse("李明同志强调，要抓早抓小。会议要求，各级要落实。")
    book = Rulebook(disabled=frozenset({"cue-stress"}))
    assert [quote.cue for quote in find_quotes(speech, book)] == ["要求"]


def index(text: str) -> tuple[Cited, ...]:
    return source_index(find_quotes(parse(text)))


def test_one_person_under_several_names_is_counted_once() -> None:
    """Forms of one personal name, the bare title and the pronoun go together; each form is kept."""
    found = index(
        "总书记赵国栋强调，要抓落实。赵国栋总书记指出，路还很长。赵国栋同志要求，各级要带头。总书记强调，要久久为功。"
        "他还强调，要依靠群众。李明同志强调，要抓早抓小。会议指出，成绩来之不易。"
    )
    assert [(entry.name, entry.count) for entry in found] == [("赵国栋", 5), ("李明", 1), ("会议", 1)]
    assert dict(found[0].forms) == {"总书记赵国栋": 1, "赵国栋总书记": 1, "赵国栋同志": 1, "总书记": 1, "他": 1}


def test_a_title_that_two_bear_is_nobodys() -> None:
    """A bare title goes to a person only where one alone bears it."""
    found = index("王启明书记强调，要抓落实。陈立新书记强调，要抓早。书记要求，各级要带头。")
    assert sorted(entry.name for entry in found) == ["书记", "王启明", "陈立新"]


def test_terms_have_no_source() -> None:
    """A term is in no index of sources."""
    assert index("坚持“周五夜校”制度。") == ()


@given(GENRE)
def test_any_text_has_quotations_in_order_and_in_place(text: str) -> None:
    """Never raises; spans lie in the text, contents in spans; terms are outermost pairs."""
    speech = parse(text)
    clean = speech.source.text
    quotes = find_quotes(speech)
    pairs = outermost_pairs(clean)
    assert [quote.content_span for quote in quotes] == sorted({quote.content_span for quote in quotes})
    for quote in quotes:
        assert 0 <= quote.span.start <= quote.content_span.start < quote.content_span.end <= quote.span.end <= len(clean)
        assert quote.kind in ("direct", "reported", "term")
        assert (quote.speaker_span is None) == (quote.kind == "term") == (quote.cue_span is None)
        marked = (quote.content_span.start - 1, quote.content_span.end + 1)
        assert (marked in pairs) == (quote.kind != "reported")
        if quote.kind == "term":
            assert quote.span == marked
            assert not quote.directive
        assert quote.section == speech.section_at(quote.content_span.start)
    contents = [quote.content_span for quote in quotes]
    assert all(before.end <= after.start for before, after in pairwise(contents))


@given(st.text('“”‘’「」『』"字\n ', max_size=60))
def test_pairs_are_apart_and_closed_by_their_own_mark(text: str) -> None:
    """Outermost pairs follow on one another, and each begins and ends with marks of one kind."""
    last = 0
    for start, end in outermost_pairs(text):
        assert last <= start < end <= len(text)
        assert text[start] + text[end - 1] in ("“”", "‘’", "「」", "『』", '""')
        last = end


def seconds(measured: Callable[[], object]) -> float:
    """Return the least time of five runs, and of as many more of a short one as a tenth of a second holds."""
    best, spent, runs = float("inf"), 0.0, 0
    while runs < 5 or spent < 0.1:
        begin = time.process_time()
        measured()
        taken = time.process_time() - begin
        best, spent, runs = min(best, taken), spent + taken, runs + 1
    return best


def cost(speech: Speech) -> float:
    return seconds(lambda: find_quotes(speech)) / len(speech.source.text)


def costs_no_more_than_twice(text: str, other: str) -> bool:
    """Compare the costs by character; other work on the machine can spoil a measurement, but not three in a row."""
    speech, measure = parse(text), parse(other)
    return any(cost(speech) <= 2 * cost(measure) for _ in range(3))


@pytest.mark.parametrize(
    "text",
    ["“" * 200 + "字" + "”" * 200, "“" * 50_000, "”" * 50_000, "“字\n" * 20_000],
    ids=["nested", "opened", "closed", "lines"],
)
def test_marks_cost_no_more_than_twice_what_prose_does(text: str, samples: list[Path]) -> None:
    """Two hundred nested and fifty thousand unclosed marks are scanned once, like anything else."""
    assert costs_no_more_than_twice(text, "\n".join(path.read_text("utf-8") for path in samples))


@pytest.mark.parametrize(
    "text",
    [
        "“字" * 1000 + "”字" * 1000,
        '“‘「『"' * 400,
        "会议强调，要抓实" * 400,
        "会议说：“好”" * 400,
        "强调" * 1000,
        "他说，" * 600,
    ],
    ids=["nested", "mixed", "no-stop", "direct", "cues", "stand-ins"],
)
def test_the_cost_is_linear(text: str) -> None:
    """A text ten times as long costs ten times as much, whatever it is made of."""
    assert costs_no_more_than_twice(text * 10, text)


def test_the_samples_cost_no_more_than_their_parse(samples: list[Path]) -> None:
    """Quotations are found in the time the parse takes."""
    text = "\n".join(path.read_text("utf-8") for path in samples)
    speech = parse(text)
    assert seconds(lambda: find_quotes(speech)) <= seconds(lambda: parse(text))
