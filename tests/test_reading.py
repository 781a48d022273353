"""From bytes to a source: encodings, markers, line breaks, hard-wrapped text, and the way back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import jianggao
from conftest import SAMPLES
from jianggao import ReadError, parse, read, rulebook
from jianggao.model import LAYOUT_FORMS
from jianggao.output.outline import outline_text
from jianggao.reading.encodings import decode
from jianggao.reading.source import source_from_bytes, source_from_text, without_markers

SAMPLE = (SAMPLES / "discipline.txt").read_bytes().decode("utf-8")
MARKERS = [pytest.param(rule.id, text, id=f"{rule.id}:{text}") for rule in rulebook()["markers"] for text in rule.match]
DECOYS = [text for rule in rulebook()["markers"] for text in rule.reject]
TRADITIONAL = (
    "在全市黨風廉政建設會議上的講話\n同志們：\n我講三點意見。\n"
    "一、加強學習，提高認識\n要認真學習有關文件，堅持學以致用，把學習的成果用到工作中來。\n"
    "二、落實責任，嚴明紀律\n要把責任落實到人，對違反紀律的，發現一起、查處一起。\n"
    "三、改進作風，服務人民\n要深入基層，瞭解情況，「事事有回應，件件有著落」。\n"
    "同志們，讓我們團結起來，為實現今年的目標而努力！\n"
)
ENCODED = {
    # name: (encoding it is found to be, bytes)
    "utf-8": ("utf-8", SAMPLE.encode("utf-8")),
    "utf-8 with a mark": ("utf-8", SAMPLE.encode("utf-8-sig")),
    "gb18030": ("gb18030", SAMPLE.encode("gb18030")),
    "utf-16, little end first, with a mark": ("utf-16", b"\xff\xfe" + SAMPLE.encode("utf-16-le")),
    "utf-16, big end first, with a mark": ("utf-16", b"\xfe\xff" + SAMPLE.encode("utf-16-be")),
    "utf-16, little end first, without a mark": ("utf-16-le", SAMPLE.encode("utf-16-le")),
    "utf-16, big end first, without a mark": ("utf-16-be", SAMPLE.encode("utf-16-be")),
    "utf-32 with a mark": ("utf-32", SAMPLE.encode("utf-32")),
}
WRAPPED = "\n".join(
    [
        "在全市大会上的讲话",
        "同志们：",
        "　　今天我们在这里召开全市的工作推进会议，主要任务是总结前一",
        "阶段的工作，部署下一阶段的任务，动员大家再加一把劲，把今年定",
        "下来的事情一件一件办好。下面，我讲两点意见。",
        "　　一是加强学习提高认识。全市各级各部门要把学习摆在更加突出",
        "的位置，坚持集中学习和个人自学相结合，坚持学习和工作相结合，",
        "真正做到学有所得、学有所用。",
        "　　二是落实责任改进作风。各级领导干部要带头深入到基层一线去",
        "，面对面听取意见，手把手解决问题，用实实在在的成效回应大家的",
        "期待，不能只开会不落实，不能只表态不行动。",
    ]
)


def outline(data: bytes) -> str:
    source = source_from_bytes(data)
    return outline_text(parse(source.original), "zh")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("name", ENCODED)
def test_every_encoding_and_line_break_gives_the_same_outline(name: str, line_break: str) -> None:
    encoding, data = ENCODED[name]
    codec = {"utf-8 with a mark": "utf-8-sig"}.get(name, encoding)
    if line_break != "\n":
        text = data.decode(codec).replace("\n", line_break)
        mark = data[:2] if codec == "utf-16" else b""
        wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(mark, codec)
        data = mark + text.encode(wide)
    source = source_from_bytes(data)
    assert source.encoding == encoding
    assert source.findings == ()
    assert source.original == SAMPLE.replace("\n", line_break)
    assert outline(data) == outline_text(parse(SAMPLE), "zh")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16"])
def test_traditional_characters_are_read_in_every_encoding(encoding: str) -> None:
    source = source_from_bytes(TRADITIONAL.encode(encoding))
    assert (source.encoding, source.original) == (encoding, TRADITIONAL)
    assert [point.heading for point in parse(source.original).directives] == [
        "加強學習，提高認識",
        "落實責任，嚴明紀律",
        "改進作風，服務人民",
    ]


@pytest.mark.parametrize("name", ["gb18030", "GBK", "gb2312", "cp936"])
def test_an_encoding_that_is_named_is_taken(name: str) -> None:
    assert decode(TRADITIONAL[:3].encode("gbk"), "gbk").text == TRADITIONAL[:3]
    assert decode("讲话".encode("gb2312"), name).text == "讲话"


def test_a_named_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ReadError, match="byte"):
        decode(SAMPLE.encode("utf-8"), "ascii")


@pytest.mark.parametrize("text", ["Les députés ont été réélus à l’unanimité.", "Прежде всего — учёба."])
def test_a_text_in_another_script_and_an_old_encoding_is_refused(text: str) -> None:
    """Any bytes are some Chinese text in GB18030; common characters tell whether it is one."""
    with pytest.raises(ReadError, match="not a text file"):
        decode(text.encode("cp1252" if text.startswith("L") else "cp1251"))


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert source_from_bytes("\ufeff讲话".encode()).original == "讲话"
    assert decode("\ufeff讲话".encode(), "utf-8").text == "讲话"
    assert decode("\ufeff讲话".encode("utf-16-le"), "utf-16-le").text == "讲话"


def test_one_invalid_byte_is_told_of_with_its_place() -> None:
    at = SAMPLE.index("\n", len(SAMPLE) // 2) + 1 + 7
    data = SAMPLE[:at].encode("utf-8") + b"\xff" + SAMPLE[at:].encode("utf-8")
    source = source_from_bytes(data)
    (finding,) = source.findings
    assert (source.encoding, finding.rule, finding.severity) == ("utf-8", "encoding.invalid", "warning")
    assert source.place(finding.span.start) == (SAMPLE[:at].count("\n") + 1, 8)
    assert source.original == f"{SAMPLE[:at]}\ufffd{SAMPLE[at:]}"


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_places_count_every_kind_of_line_break_once(line_break: str) -> None:
    source = source_from_text(f"甲{line_break}乙{line_break}{line_break}丙\u2028丁")
    assert source.place(0) == (1, 1)
    assert source.place(source.original.index("乙")) == (2, 1)
    assert source.place(source.original.index("丁")) == (4, 3)


def test_a_control_character_is_told_of_with_its_place() -> None:
    source = source_from_bytes("讲话\n一、甲\x00乙\n".encode() + SAMPLE.encode("utf-8"))
    assert [(finding.rule, source.place(finding.span.start)) for finding in source.findings] == [("encoding.control", (2, 4))]


def test_every_marker_rule_has_a_hint_in_every_example() -> None:
    """Only lines that hold a hint are looked at."""
    rules = tomllib.loads((Path(jianggao.__file__).parent / "rules" / "markers.toml").read_text("utf-8"))["markers"]
    for rule in rules:
        assert all(any(hint in text for hint in rule["hints"]) for text in rule["match"])


@pytest.mark.parametrize(("form", "marker"), MARKERS)
def test_a_marker_is_taken_out_wherever_it_stands(form: str, marker: str) -> None:
    text = f"一是加强纪律{marker}警示教育。\n二是抓好落实。{marker}"
    source = source_from_text(text)
    assert source.text == "一是加强纪律警示教育。\n二是抓好落实。"
    assert [(cut.form, text[slice(*cut.span)]) for cut in source.cuts] == [(form, marker)] * 2


@pytest.mark.parametrize(("form", "marker"), MARKERS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_line_that_holds_only_a_marker_goes_with_it(form: str, marker: str, line_break: str) -> None:
    source = source_from_text(f"甲{line_break}　{marker} {line_break}乙")
    assert source.text == "甲\n乙"
    assert form in [cut.form for cut in source.cuts]
    assert without_markers(source) == f"甲{line_break}乙"


@pytest.mark.parametrize("text", DECOYS)
def test_what_only_looks_like_a_marker_stays(text: str) -> None:
    assert source_from_text(f"甲{text}乙").cuts == ()


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_character_maps_back_to_its_place(line_break: str) -> None:
    text = "讲话\n##paidbegin##\n一是甲##paidend##乙丙。\n\n二是##pagebreak####paidend##丁\n".replace("\n", line_break)
    source = source_from_text(text)
    for at, char in enumerate(source.text):
        start, end = source.original_span(jianggao.Span(at, at + 1))
        assert end == start + 1
        assert text[start:end].replace("\r", "\n") == char
    at = source.text.index("甲乙")
    assert text[slice(*source.original_span(jianggao.Span(at, at + 2)))] == "甲##paidend##乙"


def test_the_sample_loses_its_markers_and_nothing_else() -> None:
    source = source_from_text(SAMPLE)
    markers = [cut for cut in source.cuts if cut.form not in LAYOUT_FORMS]
    assert [cut.form for cut in markers] == ["paid-begin", "paid-end"]
    kept = without_markers(source)
    assert "paid" not in kept
    assert kept == SAMPLE.replace("##paidbegin##", "").replace("##paidend##", "") or len(kept) < len(SAMPLE)
    assert "".join(kept.split()) == "".join(SAMPLE.replace("##paidbegin##", "").replace("##paidend##", "").split())


def test_without_markers_keeps_line_breaks_and_wrapping() -> None:
    assert without_markers(source_from_text(WRAPPED.replace("\n", "\r\n"))) == WRAPPED.replace("\n", "\r\n")


def test_a_hard_wrapped_text_is_joined_to_paragraphs() -> None:
    source = source_from_text(WRAPPED)
    assert source.text.count("\n") == 4
    assert {cut.form for cut in source.cuts} == {"wrap"}
    assert "主要任务是总结前一阶段的工作" in source.text
    speech = parse(WRAPPED)
    assert [point.heading for point in speech.directives] == ["加强学习提高认识", "落实责任改进作风"]
    assert "到基层一线去，面对面" in speech.directives[1].text


@pytest.mark.parametrize("line_break", ["\r\n", "\r"])
def test_wrapping_is_found_whatever_the_line_break(line_break: str) -> None:
    assert source_from_text(WRAPPED.replace("\n", line_break)).text == source_from_text(WRAPPED).text


def test_a_text_with_long_lines_is_not_joined() -> None:
    assert source_from_text(SAMPLE).text.count("\n") == without_markers(source_from_text(SAMPLE)).count("\n")
    assert "wrap" not in {cut.form for cut in source_from_text(SAMPLE).cuts}


def test_a_list_of_short_lines_is_not_joined() -> None:
    text = "讲话\n" + "\n".join(f"{mark}是抓好落实" for mark in "一二三四五六七八")
    assert source_from_text(text).text == text


def lines_of(*widths: int) -> str:
    """Return lines of so many characters, none of which ends a sentence."""
    return "\n".join("会" * width for width in widths)


def test_a_full_line_may_fall_short_of_the_margin_by_a_sign_or_two() -> None:
    """A mark may not begin a line, so the sign before it is taken along."""
    assert "\n" not in source_from_text(lines_of(30, 28, 29, 30, 28, 29, 30)).text


def test_a_text_of_which_few_lines_are_full_is_not_joined() -> None:
    text = lines_of(*[30, 30, 8, 9, 10, 11, 12] * 2)
    assert source_from_text(text).text == text


def test_lines_wider_than_a_page_are_paragraphs() -> None:
    text = lines_of(*[70] * 8)
    assert source_from_text(text).text == text


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_sample_is_read_from_its_file_as_from_its_text(path: Path) -> None:
    speech = read(path)
    assert speech == parse(path.read_bytes().decode("utf-8"))
    assert speech.source.name == path.name
    assert speech.source.findings == ()
