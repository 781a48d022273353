"""Word documents: what is text in them and what is not, and bad ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import (
    HEAD,
    OFFICE,
    OFFICIAL,
    PACKAGE,
    abstract,
    archive,
    docx,
    in_one_piece,
    level,
    lines,
    numbered,
    numbers,
    paragraph,
    run,
    style,
    typed_docx,
    use,
)
from jianggao import ReadError
from jianggao.reading.source import source_from_bytes


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
    flat = in_one_piece(docx([paragraph("加强学习", 1, 0)], numbering=[OFFICIAL, use(1, 0)]))
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
