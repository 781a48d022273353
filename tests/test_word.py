"""Word documents: automatic numbering as typed numbers, and what is text in them and what is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import (
    HEAD,
    OFFICE,
    PACKAGE,
    abstract,
    archive,
    docx,
    level,
    numbered,
    paragraph,
    run,
    start_override,
    style,
    typed_docx,
    use,
)
from jianggao import ReadError, parse
from jianggao.output.outline import outline_text
from jianggao.reading.numerals import numeral
from jianggao.reading.source import source_from_bytes
from jianggao.structure.parse import parse_source

OFFICIAL = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、", suffix="nothing"),
    level(1, "chineseCounting", "（%2）", suffix="nothing"),
    level(2, "decimal", "%3."),
    level(3, "decimalFullWidth", "（%4）", suffix="space"),
)
"""The four levels of GB/T 9704-2012, 7.3.3."""
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


def lines(data: bytes) -> list[str]:
    """Return the lines of the text that is read out of a Word document."""
    text = source_from_bytes(data, name="speech.docx").original
    assert text.endswith("\n")
    return text[:-1].split("\n")


def outline(data: bytes) -> str:
    return outline_text(parse_source(source_from_bytes(data)), "zh")


def numbers(*body: str, numbering: list[str], styles: list[str] | None = None) -> list[str]:
    """Return the lines of paragraphs that all have the text 甲, without it."""
    return [line.removesuffix("甲") for line in lines(docx(body, numbering=numbering, styles=styles or []))]


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


def field(instruction: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{char('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{run('假')}"
        f"{char('separate')}{run(result)}{char('end')}"
    )


def text_box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("甲") + run("乙", "<w:rPr><w:b/></w:rPr>"), ["甲乙"]),
        (f'<w:hyperlink o:id="r9">{run("链接")}</w:hyperlink>', ["链接"]),
        (f"<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r>{run('旧')}</w:del>", ["新增"]),
        (f"<w:moveTo>{run('移来')}</w:moveTo><w:moveFrom>{run('移走')}</w:moveFrom>", ["移来"]),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", ["控件"]),
        ('<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>丙</w:t></w:r>', ["甲\t乙-丙"]),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", ["甲", "乙", "丙"]),
        (field("PAGE", "3"), ["3"]),
        (f'<w:fldSimple w:instr="DATE">{run("今日")}</w:fldSimple>', ["今日"]),
        (run("显") + run("隐", "<w:rPr><w:vanish/></w:rPr>") + run("现", '<w:rPr><w:vanish w:val="0"/></w:rPr>'), ["显现"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:char="2460"/></w:r>', ["①•①"]),  # noqa: E501 (markup reads best on one line)
        ("<w:r><w:footnoteReference/><w:commentReference/></w:r>" + run("注"), ["注"]),
        ("<w:r><w:ruby><w:rt><w:r><w:t>zhu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>铸</w:t></w:r></w:rubyBase></w:ruby></w:r>", ["铸"]),  # noqa: E501 (markup reads best on one line)
        (run("前") + f"<w:r><w:pict>{text_box('框')}</w:pict></w:r>" + run("后"), ["前后", "框"]),
        (
            "<w:r><mc:AlternateContent><mc:Choice><o:drawing>" + text_box("框") + "</o:drawing></mc:Choice><mc:Fallback><w:pict>"
            + text_box("框") + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            ["", "框"],
        ),
        ("<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>" + text_box("框") + "</mc:Fallback></mc:AlternateContent></w:r>", ["", "框"]),  # noqa: E501 (markup reads best on one line)
        (run("a<b & 甲\u2028乙"), ["a<b & 甲\u2028乙"]),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph_is_read(inside: str, expected: list[str]) -> None:
    assert lines(docx([paragraph(inside=inside)])) == expected


def test_a_table_is_read_cell_by_cell() -> None:
    rows = [
        [paragraph("甲"), paragraph("乙") + paragraph("丙")],
        [paragraph("丁"), f"<w:tbl><w:tr><w:tc>{paragraph('戊')}</w:tc></w:tr></w:tbl>"],
    ]
    cells = ["".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows]
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('删')}</w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}{deleted}</w:tbl>"
    assert lines(docx([paragraph("前"), table, paragraph("后")])) == ["前", "甲", "乙", "丙", "丁", "戊", "后"]


def test_a_paragraph_whose_end_was_deleted_runs_on_and_is_not_counted() -> None:
    gone = f"<w:p><w:pPr>{numbered(1, 0)}<w:rPr><w:del/></w:rPr></w:pPr>{run('前')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"  # noqa: E501 (markup reads best on one line)
    body = [paragraph("甲", 1, 0), gone, paragraph("乙", 1, 0), paragraph("丙", 1, 0)]
    assert lines(docx(body, numbering=[OFFICIAL, use(1, 0)])) == ["一、甲", "二、前乙", "三、丙"]


def test_a_changed_numbering_is_read_as_it_is_now() -> None:
    changed = f"<w:p><w:pPr><w:pPrChange><w:pPr>{numbered(1, 0)}</w:pPr></w:pPrChange></w:pPr>{run('甲')}</w:p>"
    assert lines(docx([changed], numbering=[OFFICIAL, use(1, 0)])) == ["甲"]


def test_headers_footers_notes_and_comments_stay_out() -> None:
    other = f'<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraph("页眉")}</w:x>'
    parts = {f"word/{name}.xml": other for name in ("header1", "footer1", "footnotes", "comments")}
    assert lines(docx([paragraph("甲")], parts=parts)) == ["甲"]


def test_a_table_of_contents_is_the_pages() -> None:
    styles = [style("TOC1", title="toc 1"), style("Heading1", title="heading 1")]
    body = [paragraph("讲话"), paragraph("一、学习\t1", of="TOC1"), paragraph("一、学习", of="Heading1"), paragraph("学。")]
    source = source_from_bytes(docx(body, styles=styles))
    assert source.original == "讲话\n一、学习\t1\n一、学习\n学。\n"
    assert source.text == "讲话\n一、学习\n学。\n"


def test_a_hidden_character_style_hides() -> None:
    hidden = '<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = [paragraph(inside=run("显") + run("隐", '<w:rPr><w:rStyle w:val="X"/></w:rPr>'))]
    assert lines(docx(body, styles=[hidden])) == ["显"]


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def test_a_paragraph_that_is_hidden_is_none_and_not_counted() -> None:
    gone = f"<w:p><w:pPr>{numbered(1, 0)}{HIDDEN}</w:pPr>{run('隐', HIDDEN)}</w:p>"
    body = [paragraph("甲", 1, 0), gone, paragraph("乙", 1, 0)]
    assert lines(docx(body, numbering=[OFFICIAL, use(1, 0)])) == ["一、甲", "二、乙"]


def test_a_heading_whose_end_is_hidden_runs_on_into_its_text() -> None:
    """What Word calls a style separator: heading and text in one line, each of a style of its own."""
    heading = f"<w:p><w:pPr>{numbered(1, 0)}<w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{run('加强学习。')}</w:p>"
    body = [heading, paragraph("学而不思则罔。"), paragraph("抓好落实", 1, 0)]
    assert lines(docx(body, numbering=[OFFICIAL, use(1, 0)])) == ["一、加强学习。学而不思则罔。", "二、抓好落实"]


def test_a_paragraph_style_may_hide() -> None:
    note = f'<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/>{HIDDEN}</w:style>'
    shown = run("显", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    assert lines(docx([paragraph(inside=run("隐") + shown, of="Note")], styles=[note])) == ["显"]


@pytest.mark.parametrize("code", ['TOC \\o "1-3"', "  TOC"])
def test_a_table_of_contents_is_known_by_its_field(code: str) -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    body = [
        paragraph("讲话"),
        paragraph(inside=f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}{run('一、学习 1')}"),
        paragraph(inside=run("二、落实 2")),
        paragraph(inside=char("end") + run("同志们：")),
        paragraph("一、学习"),
    ]
    source = source_from_bytes(docx(body))
    assert source.text == "讲话\n同志们：\n一、学习\n"
    assert source.original == "讲话\n一、学习 1\n二、落实 2\n同志们：\n一、学习\n"


def test_a_table_of_contents_is_known_by_its_gallery() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    table = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('目录')}{paragraph('一、学习 1')}</w:sdtContent></w:sdt>"
    assert source_from_bytes(docx([table, paragraph("同志们：")])).text == "同志们：\n"


def inserted(content: str | bytes, name: str = "chunk.dat") -> bytes:
    """Return a document that has another file in it, whole."""
    relation = f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="{name}"/>'
    relations = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'
    body = [paragraph("前"), f'<w:altChunk xmlns:r="{OFFICE}" r:id="c1"/>', paragraph("后")]
    return docx(body, parts={f"word/{name}": content, "word/_rels/document.xml.rels": relations})


WEB_ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    'Content-Type: text/html; charset="utf-8"\r\n\r\n<html><body><p>一、加强学习</p><p>学。</p></body></html>\r\n--x--\r\n'
)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><p>一、加强学习</p><p>学。</p></body></html>",
        WEB_ARCHIVE,
        "一、加强学习\n学。",
        docx([paragraph("加强学习", 1, 0), paragraph("学。")], numbering=[OFFICIAL, use(1, 0)]),
    ],
    ids=["page", "web archive", "text", "document"],
)
def test_a_file_that_was_put_in_whole_is_read(content: str | bytes) -> None:
    assert lines(inserted(content)) == ["前", "一、加强学习", "学。", "后"]


def test_a_document_inside_a_document_inside_a_document_ends() -> None:
    assert lines(inserted(inserted(inserted("<html><p>甲</p></html>")))) == ["前", "前", "后", "后"]


def test_a_document_in_one_piece_of_xml_is_read() -> None:
    data = docx([paragraph("加强学习", 1, 0)], numbering=[OFFICIAL, use(1, 0)])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        rows = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{parts.read(name).decode().removeprefix(HEAD)}</pkg:xmlData></pkg:part>'
            for name in parts.namelist()
            if name != "[Content_Types].xml"
        )
    flat = f'{HEAD}\n<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{rows}</pkg:package>'
    source = source_from_bytes(flat.encode(), name="讲话.doc")
    assert (source.text, source.format) == ("一、加强学习\n", "docx")
    for bad in (flat[:-30], flat.replace(HEAD, f"{HEAD}<!DOCTYPE x>", 1)):
        with pytest.raises(ReadError, match="damaged"):
            source_from_bytes(bad.encode())


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("chineseCountingThousand", "第%1条", ["第一条 ", "第二条 "]),
        ("japaneseCounting", "%1、", ["一、", "二、"]),
        ("decimal", "（%1）", ["（1）", "（2）"]),
        ("decimal", "%1)", ["1) ", "2) "]),
        ("chineseCounting", "%1是", ["一是", "二是"]),
        ("chineseCounting", "其%1，", ["其一，", "其二，"]),
        ("chineseCountingThousand", "第%1部分　", ["第一部分　", "第二部分　"]),
    ],
)
def test_numbers_as_people_print_them(form: str, text: str, expected: list[str]) -> None:
    numbering = [abstract(0, level(0, form, text)), use(1, 0)]
    assert numbers(paragraph("甲", 1, 0), paragraph("甲", 1, 0), numbering=numbering) == expected


def test_the_strict_dialect_and_other_names_of_the_main_part_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert lines(docx([paragraph("甲", 1, 0)], numbering=[OFFICIAL, use(1, 0)], namespace=strict)) == ["一、甲"]
    assert lines(docx([paragraph("甲", 1, 0)], numbering=[OFFICIAL, use(1, 0)], main="content/text.xml")) == ["一、甲"]


def test_a_place_is_told_as_a_paragraph() -> None:
    source = source_from_bytes(
        docx([paragraph("甲"), paragraph(), paragraph(inside="<w:r><w:t>乙</w:t><w:br/><w:t>丙丁</w:t></w:r>")])
    )
    place = source.locate(source.original.index("丁"))
    assert (place.unit, place.number, place.within) == ("paragraph", 3, 4)
    assert (place.say("en"), place.short("zh"), place.tree()) == ("paragraph 3", "第3段", {"paragraph": 3, "character": 4})


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"), max_size=30
)


@settings(max_examples=15)
@given(st.lists(TEXT, min_size=1, max_size=8))
def test_paragraphs_come_back_as_they_were(texts: list[str]) -> None:
    assert lines(docx([paragraph(text) for text in texts])) == texts
    assert source_from_bytes(typed_docx("\n".join(texts))).original.rstrip("\n") == "\n".join(texts).rstrip("\n")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 8)), max_size=30))
def test_any_sequence_of_levels_is_counted(asked: list[tuple[int, int]]) -> None:
    """Each number is one more than the last of its level, or begins anew below another."""
    numbering = [abstract(0, *(level(at, "decimal", f"%{at + 1}", suffix="nothing") for at in range(9)))]
    numbering += [use(num, 0) for num in (1, 2, 3)]
    expected: list[str] = []
    counts = [0] * 9
    for _, at in asked:
        counts = [*counts[:at], counts[at] + 1, *[0] * (8 - at)]
        expected.append(str(counts[at]))
    if asked:
        assert numbers(*(paragraph("甲", num, at) for num, at in asked), numbering=numbering) == expected


# ── what is no Word document, or a bad one ───────────────────────────────────────────────────────

GOOD = docx([paragraph("同志们：")])
BOMB = '<!DOCTYPE x [<!ENTITY a "讲话"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a document": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "its first bytes": (lambda: GOOD[:40], "damaged"),
    "an archive": (lambda: archive({"a.txt": "讲话"}), "zip archive"),
    "a workbook": (lambda: archive({"xl/workbook.xml": "<x/>"}), "Excel"),
    "slides": (lambda: archive({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    "a book": (lambda: archive({"META-INF/container.xml": "<x/>"}), "e-book"),
    "an OFD": (lambda: archive({"OFD.xml": "<x/>"}), "OFD"),
    "no text": (lambda: archive({"word/styles.xml": "<x/>"}), "word/document.xml is missing"),
    "XML that ends early": (lambda: archive({"word/document.xml": "<w:document"}), "word/document.xml"),
    "no body": (lambda: archive({"word/document.xml": "<x/>"}), "no body"),
    "entities": (lambda: docx([paragraph("&b;")], prologue=BOMB), "document type declaration"),
    "deep nesting": (lambda: docx(["<w:sdt>" * 500 + "</w:sdt>" * 500]), "inside one another"),
    "a bomb": (lambda: docx([paragraph("讲" * 6_000_000)]), "unpacks to far too much"),
    "an empty archive": (lambda: b"PK\x05\x06" + bytes(18), "empty archive"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_document_is_refused_with_what_is_wrong(what: str) -> None:
    data, said = BAD[what]
    with pytest.raises(ReadError, match=said):
        source_from_bytes(data(), name="speech.docx")


def test_a_document_that_unpacks_beyond_the_limit_is_refused() -> None:
    import random

    text = "".join(map(chr, random.Random(3).choices(range(0x4E00, 0x9000), k=100_000)))
    data = docx([paragraph(text)])
    assert source_from_bytes(data, max_size=1 << 20).text.strip() == text
    assert len(data) < 290_000
    with pytest.raises(ReadError, match="--max-size"):
        source_from_bytes(data, max_size=290_000)
