"""Web pages as sites lay them out: the speech is the typed one, the frame set apart, no sentence lost."""

from __future__ import annotations

import html
from typing import Any

import pytest

from conftest import SAMPLES, cases
from documents import shape
from jianggao import parse
from jianggao.model import Source, Speech
from jianggao.reading.source import source_from_bytes
from jianggao.structure.parse import parse_source

TITLE, *PARAGRAPHS = (SAMPLES / "run-in.txt").read_text("utf-8").rstrip("\n").split("\n")
SITES_OWN = ("head", "byline", "tail")
"""Parts in which a site's lines may stand that are not set apart."""


def laid_out(case: dict[str, Any], paragraphs: list[str]) -> bytes:
    rows = []
    for each in paragraphs:
        text = html.escape(each.strip(), quote=False)
        rows.append(case["paragraph"].replace("{all}", text).replace("{first}", text[:1]).replace("{rest}", text[1:]))
    page = str(case["page"]).replace("{title}", TITLE).replace("{paragraphs}", "\n".join(rows))
    return page.encode(str(case.get("encoding", "utf-8")))


def of_the_speech(speech: Speech) -> Any:
    parts, directives = shape(speech)
    return [[part for part in parts if part[0] not in SITES_OWN], directives]


def apart(source: Source) -> list[str]:
    return [source.original[slice(*cut.span)].strip(" \xa0\u3000\n").replace("\xa0", " ") for cut in source.cuts]


@pytest.mark.parametrize("case", cases("pages.toml"))
def test_a_page_gives_the_typed_speech(case: dict[str, Any]) -> None:
    source = source_from_bytes(laid_out(case, PARAGRAPHS), name="page.html")
    assert of_the_speech(parse_source(source)) == of_the_speech(parse("\n".join([TITLE, *PARAGRAPHS])))
    assert set(case["apart"]) <= set(apart(source))
    for line in PARAGRAPHS:
        assert line.strip() in source.text


@pytest.mark.parametrize("case", cases("pages.toml"))
@pytest.mark.parametrize(
    "wrapper", ["{}", "<div class=share>{}", "<div class=related><div class=footer>{}", "<form><table><tr><td>{}"]
)
def test_no_wrapper_costs_a_sentence(case: dict[str, Any], wrapper: str) -> None:
    """Whatever the article is wrapped in, and closed or not, the clean text has all of it."""
    page = laid_out({**case, "page": case["page"].replace("{paragraphs}", wrapper.format("{paragraphs}"))}, PARAGRAPHS)
    clean = source_from_bytes(page, name="page.html").text
    assert [line for line in PARAGRAPHS if line.strip() not in clean] == []


PROSE = "各级各部门要把这项工作摆上重要位置，主要负责同志亲自过问，确保各项任务落到实处。"


@pytest.mark.parametrize(
    "below",
    [
        f"<p>责任编辑：陆知秋</p><p>编后：{PROSE}</p>",
        f"<p>【打印】</p><p>{PROSE}</p>",
        f"<div class=related><h3>相关阅读</h3><a href=/1>甲</a><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p>",
        f"<p>分享到：</p><div>{PROSE}</div><p>谢谢大家！</p>",
        f"<div class=share><p>分享到：</p><p>{PROSE}</p><p>谢谢大家！</p></div>",
    ],
)
def test_prose_below_a_line_of_the_foot_is_kept_unless_it_is_the_pages(below: str) -> None:
    page = f"<html><h1>{TITLE}</h1><p>同志们：</p><p>{PROSE}</p><p>一、抓学习。{PROSE}</p>{below}</html>"
    assert source_from_bytes(page.encode()).text.count(PROSE) == page.count(PROSE)


def test_a_hidden_text_is_shown_only_where_it_is_the_text() -> None:
    page = f"<html><p>同志们：</p><p>{PROSE}</p><div style='display:none'><p>{PROSE[:30]}。</p></div></html>"
    assert source_from_bytes(page.encode()).original == f"同志们：\n{PROSE}\n"
    page = f"<html><p>加载中</p><div hidden><p>同志们：</p><p>{PROSE}</p><p hidden>隐</p></div></html>"
    assert source_from_bytes(page.encode()).original == f"加载中\n同志们：\n{PROSE}\n"


@pytest.mark.parametrize("start", ["<div>", "<head><meta charset=gbk></head>", "<!-- x --><p>", "<META http-equiv=x>"])
def test_a_page_that_a_program_named_doc_is_a_page(start: str) -> None:
    data = f"{start}<p>一、加强学习</p>".encode()
    assert source_from_bytes(data, name="讲话.doc").text.strip() == "一、加强学习"
    assert source_from_bytes(data, name="讲话.txt").format == ""
