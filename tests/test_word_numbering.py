"""Word documents: automatic numbering as typed numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import (
    OFFICIAL,
    abstract,
    docx,
    level,
    numbered,
    numbers,
    paragraph,
    start_override,
    style,
    use,
)
from jianggao import parse
from jianggao.output.outline import outline_text
from jianggao.reading.numerals import numeral
from jianggao.reading.source import source_from_bytes
from jianggao.structure.parse import parse_source

FOUR_LEVELS = [
    (None, "在全县防汛工作会议上的讲话"),
    (None, "同志们："),
    (None, "下面，我讲两点意见。"),
    (0, "压实责任"),
    (1, "明确分工"),
    (2, "县级领导包乡镇"),
    (3, "每月到点三次以上"),
    (3, "每次查看一处堤防"),
    (2, "乡镇干部包村组"),
    (3, "名单上墙"),
    (3, "电话畅通"),
    (1, "严格值守"),
    (2, "领导带班"),
    (2, "专人值班"),
    (0, "备足物资"),
    (1, "清点库存"),
    (1, "补齐缺口"),
    (None, "同志们，让我们共同努力！"),
]
TYPED = """在全县防汛工作会议上的讲话
同志们：
下面，我讲两点意见。
一、压实责任
（一）明确分工
1.县级领导包乡镇
（１）每月到点三次以上
（２）每次查看一处堤防
2.乡镇干部包村组
（１）名单上墙
（２）电话畅通
（二）严格值守
1.领导带班
2.专人值班
二、备足物资
（一）清点库存
（二）补齐缺口
同志们，让我们共同努力！
"""


def outline(data: bytes) -> str:
    return outline_text(parse_source(source_from_bytes(data)), "zh")


def test_four_automatic_levels_give_the_outline_of_typed_ones() -> None:
    body = [paragraph(text, None if at is None else 1, at) for at, text in FOUR_LEVELS]
    assert outline(docx(body, numbering=[OFFICIAL, use(1, 0)])) == outline_text(parse(TYPED), "zh")


def test_numbers_that_styles_bring_give_the_same_outline() -> None:
    """The level is the one that names the style, whatever the style says; a style inherits its numbering."""
    levels = abstract(
        7,
        level(0, "chineseCountingThousand", "%1、", style="H1"),
        level(1, "chineseCounting", "（%2）", style="H2"),
        level(2, "decimal", "%3.", style="H3"),
        level(3, "decimalFullWidth", "（%4）", style="H4"),
    )
    styles = [
        style("Normal", default=True),
        *(style(f"H{at + 1}", based_on="Normal", numbering=numbered(4, 0)) for at in range(3)),
    ]
    styles += [style("H4", numbering=numbered(4, None)), style("My1", based_on="H1")]
    body = [paragraph(text, of="" if at is None else "My1" if at == 0 else f"H{at + 1}") for at, text in FOUR_LEVELS]
    assert outline(docx(body, numbering=[levels, use(4, 7)], styles=styles)) == outline_text(parse(TYPED), "zh")


def test_a_numbering_style_stands_for_a_list() -> None:
    numbering = [
        abstract(1, extra='<w:numStyleLink w:val="Official"/>'),
        abstract(2, level(0, "chineseCounting", "%1、"), extra='<w:styleLink w:val="Official"/>'),
        use(1, 1),
        use(2, 2),
    ]
    styles = [style("Official", numbering=numbered(2, None), kind="numbering")]
    body = [paragraph("甲", 1, 0), paragraph("甲", 2, 0)]
    assert numbers(*body, numbering=numbering, styles=styles) == ["一、", "二、"]


def test_an_own_number_goes_before_the_styles_and_zero_takes_it_away() -> None:
    numbering = [OFFICIAL, use(1, 0)]
    styles = [style("H1", numbering=numbered(1, 0))]
    body = [paragraph("甲", of="H1"), paragraph("甲", 0, None, of="H1"), paragraph("甲", 1, 1, of="H1"), paragraph("甲", of="H1")]
    assert numbers(*body, numbering=numbering, styles=styles) == ["一、", "", "（一）", "二、"]


def test_the_level_alone_may_be_a_paragraphs_own() -> None:
    styles = [style("H1", numbering=numbered(1, 0))]
    body = [paragraph("甲", of="H1"), paragraph("甲", None, 1, of="H1")]
    assert numbers(*body, numbering=[OFFICIAL, use(1, 0)], styles=styles) == ["一、", "（一）"]


def test_the_default_style_may_have_a_number() -> None:
    styles = [style("Normal", numbering=numbered(1, 0), default=True), style("Plain")]
    body = [paragraph("甲"), paragraph("甲", of="Plain"), paragraph("甲")]
    assert numbers(*body, numbering=[OFFICIAL, use(1, 0)], styles=styles) == ["一、", "", "二、"]


def test_uses_of_one_list_go_on_counting_and_an_override_begins_anew() -> None:
    numbering = [OFFICIAL, use(1, 0), use(2, 0), use(3, 0, start_override(0, 1)), use(4, 0, start_override(0, 5))]
    body = [paragraph("甲", num, 0) for num in (1, 1, 2, 3, 3, 1, 4, 4)]
    assert numbers(*body, numbering=numbering) == ["一、", "二、", "三、", "一、", "二、", "三、", "五、", "六、"]


def test_an_override_may_be_a_whole_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1", suffix="nothing", start=3)}</w:lvlOverride>'
    body = [paragraph("甲", 1, 0), paragraph("甲", 1, 0)]
    assert numbers(*body, numbering=[OFFICIAL, use(1, 0, override)]) == ["③", "④"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        (None, ["一", "1", "2", "二", "1"]),
        (0, ["一", "1", "2", "二", "3"]),
        (1, ["一", "1", "2", "二", "1"]),
    ],
)
def test_a_level_begins_anew_as_it_says(restart: int | None, expected: list[str]) -> None:
    numbering = [
        abstract(
            0, level(0, "chineseCounting", "%1", suffix="nothing"), level(1, "decimal", "%2", suffix="nothing", restart=restart)
        ),
        use(1, 0),
    ]
    assert numbers(*(paragraph("甲", 1, at) for at in (0, 1, 1, 0, 1)), numbering=numbering) == expected


def test_a_third_level_may_outlast_the_second() -> None:
    numbering = [
        abstract(0, *(level(at, "decimal", f"%{at + 1}", suffix="nothing", restart=1 if at == 2 else None) for at in range(3))),
        use(1, 0),
    ]
    assert numbers(*(paragraph("甲", 1, at) for at in (0, 1, 2, 1, 2, 0, 2)), numbering=numbering) == list("1112221")


@pytest.mark.parametrize("legal", [False, True])
def test_numbers_of_upper_levels_are_printed_as_those_print_them(legal: bool) -> None:
    numbering = [
        abstract(0, level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", legal=legal, suffix="nothing")),
        use(1, 0),
    ]
    body = [paragraph("甲", 1, at) for at in (0, 0, 1, 1)]
    assert numbers(*body, numbering=numbering) == ["第一章 ", "第二章 ", *(["2.1", "2.2"] if legal else ["二.1", "二.2"])]


def test_an_upper_level_that_has_not_begun_shows_its_start() -> None:
    numbering = [abstract(0, level(0, "decimal", "%1", start=3), level(1, "decimal", "%1.%2", suffix="nothing")), use(1, 0)]
    assert numbers(paragraph("甲", 1, 1), paragraph("甲", 1, 0), numbering=numbering) == ["3.1", "3 "]


@pytest.mark.parametrize(
    ("text", "suffix", "printed"),
    [
        ("%1、", "tab", "一、"),
        ("（%1）", "space", "（一）"),
        ("%1.", "tab", "一. "),
        ("%1.", "", "一. "),
        ("%1.", "nothing", "一."),
        ("第%1条", "tab", "第一条 "),
        ("附件%1：", "space", "附件一："),
        ("%1是", "tab", "一是"),
        ("", "tab", ""),
    ],
)
def test_what_follows_a_number_is_what_a_typist_would_put(text: str, suffix: str, printed: str) -> None:
    numbering = [abstract(0, level(0, "chineseCounting", text, suffix=suffix)), use(1, 0)]
    assert numbers(paragraph("甲", 1, 0), numbering=numbering) == [printed]


def test_a_bullet_is_no_number() -> None:
    numbering = [abstract(0, level(0, "bullet", "\uf06c")), use(1, 0)]
    assert numbers(paragraph("甲", 1, 0), numbering=numbering) == [""]


def test_a_custom_format_is_what_stands_in_for_it() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert numbers(paragraph("甲", 1, 0), numbering=[abstract(0, custom), use(1, 0)]) == ["01"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一〇一"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一"}),
        ("ideographDigital", {1: "一", 10: "一〇", 23: "二三"}),
        ("japaneseCounting", {10: "十", 12: "十二", 100: "百", 101: "百一", 111: "百十一", 203: "二百三"}),
        ("taiwaneseCounting", {10: "十", 12: "十二"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 21: "贰拾壹", 105: "壹佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {2: "②"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("upperRoman", {4: "IV", 19: "XIX"}),
        ("lowerRoman", {9: "ix", 1994: "mcmxciv"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("upperLetter", {2: "B"}),
        ("none", {1: ""}),
        ("decimal", {7: "7"}),
        ("hindiVowels", {7: "7"}),
    ],
)
def test_a_format_prints_its_numbers(form: str, expected: dict[int, str]) -> None:
    assert {number: numeral(number, form) for number in expected} == expected


@given(st.integers(-10, 100_000), st.sampled_from(["chineseCounting", "lowerRoman", "lowerLetter", "ideographZodiacTraditional"]))
def test_no_number_is_too_strange_to_print(number: int, form: str) -> None:
    assert numeral(number, form)


def test_a_reference_to_nothing_is_no_number() -> None:
    numbering = [use(1, 99), OFFICIAL, use(2, 0), abstract(5, extra='<w:numStyleLink w:val="gone"/>'), use(5, 5)]
    body = [paragraph("甲", 1, 0), paragraph("甲", 77, 0), paragraph("甲", 2, 12), paragraph("甲", 2, -1)]
    assert numbers(*body, numbering=numbering) == ["", "", "", ""]


def test_styles_in_a_circle_end() -> None:
    styles = [style("A", based_on="B"), style("B", based_on="A", numbering=numbered(1, 0))]
    assert numbers(paragraph("甲", of="A"), numbering=[OFFICIAL, use(1, 0)], styles=styles) == ["一、"]


# ── what is text ─────────────────────────────────────────────────────────────────────────────────
