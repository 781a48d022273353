"""What holds for every text: nothing raises, nothing is lost, and what is exported comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise

import jsonschema
from hypothesis import example, given
from hypothesis import strategies as st

from jianggao import Point, document, find_quotes, find_tasks, parse, speech_from_document
from jianggao.model import LAYOUT_FORMS
from jianggao.output.document import PARTS, Document, outline_document
from jianggao.output.export import documents_in, schema, to_json, to_jsonl, to_markdown, to_yaml
from jianggao.output.outline import outline_markdown, outline_text
from jianggao.reading.source import source_from_text, without_markers

MARKS = re.split(
    r"\s+",
    "一是 二是 三是 四是 一要 二要 第一， 第二， 第三、 首先， 其次， 最后， 一、 二、 三、 十二、 （一） "
    "（二） （三） (一) (2) （1） （２） "
    "1. 2. 3. １． 2、 3． ① ② ③ 一是要 二是要 其一， 其二， 一方面， 另一方面， 第一方面 第二条 A. B. Ⅰ. （十）",
)
MARKERS = [
    *("##paidbegin##", "##paidend##", "$$paidbegin$$", "<paid>", "</paid>", "&lt;paid&gt;", "##pagebreak##"),
    *("＃＃paidend＃＃", "请替换付费标签内内容", "内容已经隐藏，点击付费后查看"),
]
PHRASES = re.split(
    r"\s+",
    "同志们： 各位代表： 同志们，朋友们： 政治站位再提升 要抓好落实 加强学习 我讲三点意见 我再讲五个方面意见 "
    "今天的会议很重要 谢谢大家！ 谢谢！ "
    "市委书记在全市大会上的讲话 （2024年3月6日） 责任编辑：陆知秋 来源：云岭日报 同志们，让我们一起努力 "
    "以上三点，请抓好落实 下面 现在 "
    "关于 工作 会议 干部 必须 yes no null 1 true - # | >",
)
PUNCTUATION = list("。；，、：！？“”‘’「」『』（）《》()[]【】…—*#>-:|'\"\\`~")
SPACE = [
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "　　",
    "\n　　",
    " ",
    "\t",
    "\xa0",
    "\u2028",
    "\x85",
    "\x0c",
    "\ufeff",
]
HOSTILE = [
    ": ",
    "- ",
    " #",
    "!!python/object",
    "---",
    "...",
    "\x1b[31m",
    "\u202e",
    "[bold]",
    "<script>",
    "\x00",
    "{}",
    "? ",
]

PIECE = st.one_of(
    st.sampled_from(MARKS),
    st.sampled_from(PHRASES),
    st.sampled_from(PUNCTUATION),
    st.sampled_from(SPACE),
    st.sampled_from(MARKERS),
    st.sampled_from(HOSTILE),
)
SPEECH_LIKE = st.lists(PIECE, max_size=40).map("".join)
SERIES = [("一是", "二是", "三是"), ("一、", "二、", "三、"), ("（一）", "（二）", "（三）"), ("1.", "2.", "3.")]
ORDERED = st.lists(
    st.tuples(
        st.sampled_from(SERIES),
        st.sampled_from(["\n", "\n　　", "；", "。", "\r\n", "\n\n"]),
        st.lists(PIECE, max_size=4).map("".join),
        st.sampled_from(["", "加强学习", "抓好落实。要一件一件办", "政治站位再提升\n要常抓不懈"]),
    ),
    max_size=5,
).map(
    lambda groups: "讲话\n同志们：\n我讲三点意见。" + "".join(
        between + mark + text + noise for marks, between, noise, text in groups for mark in marks
    )
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=80), SPEECH_LIKE, ORDERED)
CLEAN_TEXT = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), SPEECH_LIKE, ORDERED)

VALIDATOR = jsonschema.Draft202012Validator(schema())


def spans_inside(points: Iterable[Point], start: int, end: int) -> None:
    for point in points:
        assert start <= point.span.start <= point.span.end <= end
        assert point.span.start == point.mark_span.start < point.mark_span.end <= point.heading_span.start
        assert point.heading_span.start <= point.heading_span.end <= point.span.end
        assert point.mark_span.end <= point.body_span.start <= point.body_span.end == point.span.end
        spans_inside(point.points, point.body_span.start, point.span.end)
        start = point.span.end


def without_spans(tree: object) -> object:
    if isinstance(tree, dict):
        return {key: without_spans(value) for key, value in tree.items() if not key.endswith(("span", "spans"))}
    return [without_spans(item) for item in tree] if isinstance(tree, list) else tree


def told(text: str) -> object:
    """Return all that an export of a text says, places in it aside."""
    tree = {key: value for key, value in document(parse(text)).items() if key in PARTS and key != "markers"}
    return without_spans(tree)


@given(TEXT)
@example("")
@example("\ufeff")
@example("\ud800一是\udfff")
@example("##paidbegin##")
@example("一是" * 300)
@example("（" * 300 + "一、")
def test_every_text_is_a_speech(text: str) -> None:
    """Parsing never raises, and neither does anything that shows what was parsed."""
    speech = parse(text)
    assert speech.source.original == text
    for lang in ("zh", "en"):
        outline_text(speech, lang)
        outline_markdown(speech, lang, 1)
    to_json([outline_document(speech, 1)]).encode("utf-8")
    to_jsonl([document(speech)]).encode("utf-8")
    to_markdown([speech])


@given(TEXT)
@example("\r")
@example("\r\n\r\r\n##paidend##\r\n")
@example("一是##paidbegin##\r\n##paidend##")
def test_the_tiles_are_the_text_to_the_letter(text: str) -> None:
    speech = parse(text)
    tiles = list(speech.tiles())
    assert all(tile.span.start < tile.span.end for tile in tiles)
    assert all(before.span.end == after.span.start for before, after in pairwise(tiles))
    assert "".join(text[slice(*tile.span)] for tile in tiles) == text


@given(TEXT)
def test_what_is_no_part_is_white_space_or_markup(text: str) -> None:
    for tile in parse(text).tiles():
        if tile.kind == "blank":
            assert all(char.isspace() or char in "#*>\ufeff" for char in text[slice(*tile.span)])


@given(TEXT)
def test_parts_follow_in_order_and_points_lie_inside_their_parents(text: str) -> None:
    speech = parse(text)
    spans = [part.span for _, part in speech.parts()]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    spans_inside(speech.directives, 0, len(speech.source.text))
    for part in (speech.opening, speech.closing):
        if part is not None:
            for point in part.points:
                spans_inside([point], *part.span)


@given(TEXT)
@example("。一是:\n二是\n:一是:二是\n一是\r二是")
def test_points_of_an_opening_or_a_closing_follow_in_order(text: str) -> None:
    speech = parse(text)
    for part in (speech.opening, speech.closing):
        if part is not None:
            spans_inside(part.points, *part.span)


@given(TEXT)
def test_spans_in_the_original_hold_what_the_model_says(text: str) -> None:
    """The original between the ends of a point, its cuts taken out, is the point as printed."""
    speech = parse(text)
    source = speech.source
    for _, part in speech.parts():
        start, end = source.original_span(part.span)
        cuts = [cut.span for cut in source.cuts if start <= cut.span.start and cut.span.end <= end]
        at, kept = start, ""
        for cut in cuts:
            kept, at = kept + text[at : cut.start], cut.end
        kept = (kept + text[at:end]).replace("\r", "\n")
        printed = source.text[slice(*part.span)]
        assert kept.replace("\n", " ") == printed.replace("\n", " ")


@given(CLEAN_TEXT)
def test_an_export_as_json_comes_back_as_it_was(text: str) -> None:
    tree = document(parse(text))
    (again,) = documents_in(to_json([tree]), is_yaml=False)
    assert again == tree
    assert documents_in(to_jsonl([tree, tree]), is_yaml=False) == [tree, tree]


@given(CLEAN_TEXT)
@example("一是\x85\n二是\u2028")
@example("一是 yes \n二是 - a: b\n三是!!python/object:os.system\n四是# |\n")
@example("讲话\n\ufeff一是\x7f\n")
def test_an_export_as_yaml_comes_back_as_it_was(text: str) -> None:
    tree = document(parse(text))
    assert documents_in(to_yaml([tree]), is_yaml=True) == [tree]
    assert documents_in(to_yaml([tree, tree]), is_yaml=True) == [tree, tree]


@given(CLEAN_TEXT)
@example("0\n一是0:二是")
@example("一是\n二是\r一是\n二是\xa00")
def test_a_speech_read_back_exports_as_the_same_document(text: str) -> None:
    tree = document(parse(text))
    assert document(speech_from_document(tree)) == tree


@given(CLEAN_TEXT)
@example("0\n一是0:二是")
@example("一是\n二是\r一是\n二是\xa00")
def test_a_speech_read_back_prints_the_same_outline(text: str) -> None:
    speech = parse(text)
    again = speech_from_document(document(speech))
    assert outline_text(again, "zh") == outline_text(speech, "zh")
    assert outline_markdown(again, "en") == outline_markdown(speech, "en")
    assert outline_document(again) == outline_document(speech)


@given(CLEAN_TEXT)
@example("同志们：\n　　一是抓早。各村要报送。\n　　二是抓小。他强调，要管住。")
@example("一、甲　　各村要来\n\n二、乙。\n")
def test_a_speech_read_back_has_the_clean_text_of_the_original(text: str) -> None:
    """So whatever is found in the one is found in the other."""
    speech = parse(text)
    again = speech_from_document(document(speech))
    assert again.source.text == speech.source.text
    assert [quote.text for quote in find_quotes(again)] == [quote.text for quote in find_quotes(speech)]
    assert [(task.text, task.section) for task in find_tasks(again)] == [(task.text, task.section) for task in find_tasks(speech)]


@given(TEXT, st.lists(st.sampled_from(PARTS), unique=True))
@example("一是##paidbegin##抓早。各村要报送。\n", ["directives"])
def test_a_part_read_back_is_the_same_part(text: str, only: list[str]) -> None:
    part = document(parse(text), only)
    again = speech_from_document(part)
    assert document(again) == part
    assert [finding.rule for finding in again.source.findings] == ["partial"]


@given(TEXT, st.none() | st.lists(st.sampled_from(PARTS), unique=True))
def test_every_export_keeps_to_the_schema(text: str, only: list[str] | None) -> None:
    tree = document(parse(text), only)
    VALIDATOR.validate(tree)
    VALIDATOR.validate(json.loads(to_json([tree])))


@given(TEXT)
def test_a_lone_surrogate_is_the_only_thing_yaml_loses(text: str) -> None:
    trees: list[Document] = [document(parse(text))]
    written = to_yaml(trees)
    written.encode("utf-8")
    assert len(documents_in(written, is_yaml=True)) == 1


@given(
    st.sampled_from(["一是加强学习。", "二、抓好落实\n要常抓不懈。", "（三）严肃纪律警示教育", "第一，讲政治；第二，守规矩。"]),
    st.sampled_from(["##paidbegin##", "##paidend##", "<paid>", "</paid>", "$$pagebreak$$", "请替换付费标签内内容"]),
    st.data(),
)
def test_a_marker_in_any_place_of_a_line_changes_nothing(sentence: str, marker: str, data: st.DataObject) -> None:
    """A mark, a heading or a word that a marker splits is read as without it."""
    text = f"在全市大会上的讲话\n同志们：\n我讲三点意见。\n一是提高站位。{sentence}\n谢谢大家！\n"
    at = data.draw(st.integers(0, len(text)))
    assert told(text[:at] + marker + text[at:]) == told(text)


@given(st.one_of(SPEECH_LIKE, ORDERED).map(lambda text: text.replace("\r", "\n")), st.sampled_from(["\r\n", "\r"]))
def test_the_kind_of_line_break_changes_no_heading(text: str, line_break: str) -> None:
    assert told(text.replace("\n", line_break)) == told(text)


@given(TEXT)
def test_markers_aside_every_character_stays(text: str) -> None:
    source = source_from_text(text)
    gone = [cut.span for cut in source.cuts if cut.form == "blank" or cut.form not in LAYOUT_FORMS]
    kept = "".join(char for at, char in enumerate(text) if not any(span.start <= at < span.end for span in gone))
    assert without_markers(source) == kept
    assert all(not text[slice(*cut.span)].strip() for cut in source.cuts if cut.form in LAYOUT_FORMS - {"blank"})


@given(TEXT)
def test_parsing_twice_gives_equal_speeches(text: str) -> None:
    assert parse(text) == parse(text)
