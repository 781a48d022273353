"""Web pages: encodings, paragraphs, numbered lists, and the page's frame apart from the speech."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianggao.model import Source
from jianggao.reading.source import source_from_bytes

PROSE = "今天我们在这里召开全市大会，主要任务是总结前一阶段的工作，部署下一阶段的任务。"
MORE = "各级各部门要把这项工作摆上重要位置，主要负责同志亲自过问，确保各项任务落到实处。"


def page(body: str, head: str = "") -> Source:
    text = f"<!DOCTYPE html><html><head><title>题</title>{head}</head><body>{body}</body></html>"
    return source_from_bytes(text.encode("utf-8"))


def lines(body: str) -> list[str]:
    return page(body).original.split("\n")[:-1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><b>一</b><span>、</span>加强<font color=red>学</font>习</p>", ["一、加强学习"]),
        ("<p><span>1</span><span>．</span>抓</p>", ["1．抓"]),
        ("甲<br>乙<br/><br />丙", ["甲", "乙", "丙"]),
        ("<p>甲<p>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>今天召开\n   全市大会，\n讲 English\nwords 完</p>", ["今天召开全市大会，讲 English words 完"]),
        ("<p>&nbsp;&nbsp;&#12288;甲&lt;乙&amp;丙&ldquo;丁&rdquo;</p>", ["\xa0\xa0　甲<乙&丙“丁”"]),
        ("<p>甲<!-- 注 <p>不见 -->乙</p>", ["甲乙"]),
        ("<p>甲</p><script>if(a<b){document.write('<p>x</p><!--')}</script><style>p{}</style><p>乙</p>", ["甲", "乙"]),
        ("<noscript>请开启脚本</noscript><p hidden>隐</p><p style='color:red;DISPLAY : none'>藏</p><p>显</p>", ["显"]),
        ("<p>甲</p><div style='display:none'><p>隐<div>藏</div></div><p>显</p>", ["甲", "显"]),
        ("<table><tr><td>甲<td>乙<tr><td>丙</table>", ["甲", "乙", "丙"]),
        ("<pre>甲\n  乙\n丙</pre>", ["甲", "  乙", "丙"]),
        ("<p>3<5，a<b 与 5>3</p>", ["3<5，a"]),
        ("<p title=\"a>b\" data-x='</p>'>甲</p>", ["甲"]),
        ("<P CLASS=x>甲</P><DIV>乙</DIV>", ["甲", "乙"]),
        ("甲</b></p></br>乙", ["甲", "乙"]),
        ("<![if !supportLists]>一、<![endif]>甲<o:p></o:p>", ["一、甲"]),
        ("甲<!-- 没有结束<p>乙</p>", ["甲 没有结束", "乙"]),
    ],
)
def test_a_page_is_cut_into_paragraphs(body: str, expected: list[str]) -> None:
    if expected == ["3<5，a"]:  # `<b` begins a tag, in a browser too
        assert lines(body)[0].startswith("3<5，a")
    else:
        assert lines(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li><p>甲</p><p>续</p></li><li value=9>乙</li><li>丙</li></ol>", ["3. 甲", "续", "9. 乙", "10. 丙"]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=a><li>甲<ol type=I><li>乙</ol><li>丙</ol>", ["a. 甲", "I. 乙", "b. 丙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</li><li>乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style: none'><li>甲</li></ol>", ["甲"]),
        ("<ol><li>一、甲</li><li>二、乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol><li>（1）甲</li><li>2.乙</li><li>三是丙</li></ol>", ["（1）甲", "2.乙", "三是丙"]),
        ("<ol><li>第一书记要到岗</li><li>甲</li><li>乙</li></ol>", ["1. 第一书记要到岗", "2. 甲", "3. 乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<ul><li>甲<ol><li>乙</ol><li>丙</ul>", ["甲", "1. 乙", "丙"]),
    ],
)
def test_a_list_shows_its_numbers(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


FRAMED = f"""
<div class="top-nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li></ul></div>
<a href="/a">政务公开</a>
<h1>在全市大会上的讲话</h1>
<div class="share-box">分享到：<a href="#">微信</a></div>
<p>同志们：</p><p>{PROSE}</p>
<p>一、加强学习</p><p><a href="/law">学习《条例》</a></p>
<nav>返回 目录</nav>
<p>二、抓好落实</p><p>{MORE}</p><p>谢谢大家！</p>
<ul><li><a href="/1">相关新闻一</a></li><li><a href="/2">相关新闻二</a></li></ul>
<div id="footer">主办：临溪县人民政府办公室。未经授权不得转载，违者追究法律责任，特此声明。</div>
<footer>版权所有</footer>
"""


def test_the_frame_of_a_page_is_kept_apart_and_not_lost() -> None:
    source = page(FRAMED)
    assert [line for line in source.text.split("\n") if line] == [
        *("在全市大会上的讲话", "同志们：", PROSE, "一、加强学习", "学习《条例》", "二、抓好落实", MORE, "谢谢大家！"),
    ]
    framed = [source.original[slice(*cut.span)].strip() for cut in source.cuts]
    assert framed[:3] == ["首页", "新闻", "政务公开"]
    assert framed[3:6] == ["分享到：微信", "返回 目录", "相关新闻一"]
    assert {cut.form for cut in source.cuts} == {"page"}


@pytest.mark.parametrize("name", ["nav", "footer", "share", "sidebar", "related"])
def test_a_speech_inside_a_block_with_a_frames_name_is_kept(name: str) -> None:
    """A wrapper with a misleading class, or one that was never closed, takes no paragraph of the speech with it."""
    for body in (
        f"<div class={name}><p>同志们：</p><p>{PROSE}</p><p>短句。</p><p>{MORE}</p></div>",
        f"<p>同志们：</p><p>{PROSE}</p><div class={name}><p>一、学习</p><p>{MORE}</p><p>{PROSE}</p>",
        f"<div class={name}><p>{PROSE}</p></div>",
    ):
        source = page(body)
        assert source.cuts == ()
        assert source.text == source.original


def test_a_page_without_prose_is_kept_whole() -> None:
    source = page("<nav>首页</nav><p>同志们：</p><p>一、抓学习。</p><p>二、抓落实。</p>")
    assert "首页" in source.text


CHINESE = f"<p>同志们：</p><p>{PROSE}</p><p>一、加强学习，學習</p>"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("declared", "codec", "found"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gbk", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "utf-8", "utf-8"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("utf-8", "gb18030", "gb18030"),
        ("nosuch", "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("gb2312", "utf-8-sig", "utf-8"),
        ("utf-8", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_of_a_page_is_found(declared: str, codec: str, found: str) -> None:
    head = META.format(declared) if declared else ""
    script = "<script>" + "var a = function () { return 1; };" * 300 + "</script>"
    data = f"<html><head>{head}{script}</head><body>{CHINESE}</body></html>".encode(codec)
    source = source_from_bytes(data, name="speech.html")
    assert (source.encoding, source.findings) == (found, ())
    assert source.original.split("\n")[:2] == ["同志们：", PROSE]


def test_traditional_pages_say_big5() -> None:
    text = "<html><head><meta charset=big5></head><body><p>同志們：</p><p>加強學習，提高認識。</p></body></html>"
    source = source_from_bytes(text.encode("big5"))
    assert (source.encoding, source.text.split("\n")[0]) == ("big5hkscs", "同志們：")


def test_an_encoding_that_is_given_goes_before_what_the_page_says() -> None:
    data = b"<html><meta charset=big5>" + CHINESE.encode("gb18030")
    assert "同志们" in source_from_bytes(data, encoding="gb18030").text


def test_a_bad_byte_is_told_of_with_its_paragraph() -> None:
    data = "<html><p>同志们：</p><p>今天讲两点".encode() + b"\xff" + f"意见。</p><p>{PROSE}</p>".encode()
    (finding,) = (source := source_from_bytes(data)).findings
    assert finding.rule == "encoding.invalid"
    assert source.locate(finding.span.start).say("en") == "paragraph 2"


@pytest.mark.parametrize("name", ["speech.txt", "-", "speech.htm"])
def test_a_page_is_known_by_its_first_bytes(name: str) -> None:
    for start in ("<!doctype html>", "\n <HTML lang=zh>", '<?xml version="1.0"?>\n<html>', "<!-- 存档 --><html>"):
        assert source_from_bytes(f"{start}<p>讲话</p>".encode(), name=name).format == "html"


def test_a_text_that_holds_tags_stays_a_text() -> None:
    assert source_from_bytes("讲话<p>甲</p>".encode(), name="speech.txt").text == "讲话<p>甲</p>"


@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        "<!--",
        "<p><span>讲",
        "<",
        "<![x",
        "<a href='",
        "</",
        "<script",
        "<ol><li>讲",
        "&",
        "<a '> '",
        "<div><b>讲</div>",
        '"<p>',
    ],
)
def test_time_grows_with_the_length_whatever_the_markup(piece: str) -> None:
    def seconds(times: int) -> float:
        data = f"<html>{piece * times}".encode()
        start = time.process_time()
        source_from_bytes(data, name="a.html")
        return time.process_time() - start

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.02)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=nav>",
                "</div>",
                "<ol>",
                "<li>",
                "<b",
                ">",
                '"',
                "<!--",
                "-->",
                "讲",
                "\n",
                "<br>",
                "<li value=99999999999>",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup_is_read(pieces: list[str]) -> None:
    source = source_from_bytes(("<html>" + "".join(pieces)).encode(), name="a.html")
    assert len(source.places) == source.original.count("\n")


PLAIN = st.text(st.sampled_from("讲话一二、。（） 　a1<>&\"'"), min_size=1, max_size=20)


@settings(max_examples=60)
@given(st.lists(PLAIN, min_size=1, max_size=8))
def test_paragraphs_come_back_as_they_were(texts: list[str]) -> None:
    import html
    import re

    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    expected = [re.sub(" +", " ", text).strip(" ") for text in texts]
    assert lines(body) == [text for text in expected if text.strip(" 　")]
