"""The same speech in every format gives the same directives, headings and points; bad files are told of."""

from __future__ import annotations

import html
import json
import os
import quopri
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import SAMPLES, Run
from documents import archive, docx, paragraph, pdf, shape, typed_docx
from jianggao import ReadError, document, parse, read, speech_from_document
from jianggao.reading.files import MAX_SIZE
from jianggao.reading.source import source_from_bytes
from jianggao.structure.parse import parse_source

SPEECHES = {
    path.stem: path.read_text("utf-8").replace("##paidbegin##", "").replace("##paidend##", "")
    for path in sorted(SAMPLES.glob("*.txt"))
}
TEXT = SPEECHES["levels"]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt-get install libreoffice-writer)")


def as_html(text: str) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n"))
    return f"<!DOCTYPE html><html><head><meta charset=gb2312></head><body>{body}</body></html>".encode("gb18030")


def as_pdf(text: str) -> bytes:
    return pdf([line.strip(" 　") for line in text.split("\n")], head="云岭市内部资料")


WRITERS = {"docx": typed_docx, "html": as_html, "pdf": as_pdf}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", SPEECHES)
def test_a_sample_is_read_alike_in_every_format(name: str, form: str) -> None:
    source = source_from_bytes(WRITERS[form](SPEECHES[name]))
    assert source.format == form
    assert shape(parse_source(source)) == shape(parse(SPEECHES[name]))


@pytest.mark.parametrize("form", WRITERS)
def test_what_was_read_is_exported_and_read_back(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"speech.{form}"
    path.write_bytes(WRITERS[form](TEXT))
    speech = read(path)
    tree = document(speech)
    assert tree["source"]["format"] == form
    assert document(speech_from_document(tree)) == tree
    assert "".join(speech.source.original[slice(*tile.span)] for tile in speech.tiles()) == speech.source.original


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────

LONG = ["要坚持问题导向，把工作做深做细做实，让群众看到实实在在的变化，" * count + "务求实效。" for count in (6, 7, 9)]


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("foot", ["— {} —", "- {} -", "第{}页", "{}", "第 {} 页 共 9 页", "{}/9"])
def test_lines_are_joined_to_paragraphs_and_page_numbers_left_out(foot: str, indent: int) -> None:
    paragraphs = ["同志们：", *(f"{mark}、抓好落实" for mark in "一二三"), *LONG]
    source = source_from_bytes(pdf(paragraphs, foot=foot, head="云岭简报 第3期", lines=10, indent=indent))
    assert source.text.rstrip("\n").split("\n") == paragraphs
    assert {source.original[slice(*cut.span)].strip()[:4] for cut in source.cuts if cut.form == "page"} >= {"云岭简报"}


def test_a_place_is_told_as_page_and_line() -> None:
    source = source_from_bytes(pdf(["甲" * 60, "乙"], lines=2, head="讲话汇编"))
    at = source.original.index("乙")
    assert source.locate(at).say("en") == "page 2, line 3"
    assert source.locate(at).short("zh") == "第2页第3行"
    assert source.locate(at).tree() == {"page": 2, "line": 3}


def test_a_bare_number_in_the_text_stays() -> None:
    source = source_from_bytes(pdf(["今年的数字是", "2024", "大家要记住。", *["短句。"] * 6]))
    assert "2024" in source.text


HAN = st.text(st.sampled_from("讲话学习落实工作一二三年的在和"), min_size=1, max_size=90)


@settings(max_examples=15)
@given(st.lists(HAN, min_size=1, max_size=6))
def test_no_sign_of_a_pdf_is_lost(texts: list[str]) -> None:
    source = source_from_bytes(pdf(texts, lines=7))
    assert "".join(source.text.split()) == "".join(texts)


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────

MARKDOWN = """---
title: 讲话
---
# 在全市大会上的**讲话**

同志们：

今天讲两点。

## 一、加强*学习*

要学[《条例》](https://example.org/a_b)，~~不~~懂就问，3*4=12。
1\\. 学`原文`。
2. 学__精神__。

***
**二、抓好落实**

> - [x] 要一抓到底。
"""


def test_the_signs_of_markdown_are_cut_and_places_stay() -> None:
    source = source_from_bytes(MARKDOWN.encode("utf-8"), name="speech.md")
    assert [line for line in source.text.split("\n") if line] == [
        *("在全市大会上的讲话", "同志们：", "今天讲两点。", "一、加强学习", "要学《条例》，不懂就问，3*4=12。"),
        *("1. 学原文。", "2. 学精神。", "二、抓好落实", "要一抓到底。"),
    ]
    assert source.original == MARKDOWN
    assert source.locate(MARKDOWN.index("二、")).say("en") == "line 17, column 3"
    assert [point.heading for point in parse_source(source).directives] == ["加强学习", "抓好落实"]


@settings(max_examples=300)
@given(st.text(st.sampled_from("讲话#*_`~[]()!<>\\-+ 1.=\n"), max_size=80))
@example("```讲")
@example("~~~ 讲话")
def test_markdown_loses_signs_alone(text: str) -> None:
    source = source_from_bytes(text.encode("utf-8"), name="speech.md")
    if "](" not in text and "<" not in text:
        assert [char for char in source.text if char in "讲话"] == [char for char in text if char in "讲话"]


# ── web archives ─────────────────────────────────────────────────────────────────────────────────

ARCHIVE_HEADS = [
    "MIME-Version: 1.0\r\n",
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\nSubject: x\r\nMIME-Version: 1.0\r\n",
]


@pytest.mark.parametrize("head", ARCHIVE_HEADS, ids=["word", "browser"])
@pytest.mark.parametrize("name", ["讲话.mht", "讲话.doc"])
def test_a_web_archive_is_the_page_in_it(head: str, name: str) -> None:
    head += (
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="=_x"\r\n\r\nThis is an archive.\r\n\r\n--=_x\r\n'
    )
    part = 'Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n'
    data = head.encode() + part.encode() + quopri.encodestring(as_html(TEXT)) + b"\r\n--=_x--\r\n"
    source = source_from_bytes(data, name=name)
    assert (source.format, source.encoding) == ("html", "gb18030")
    assert shape(parse_source(source)) == shape(parse(TEXT))


def test_a_web_archive_without_a_page_is_told_of() -> None:
    with pytest.raises(ReadError, match="no page in it"):
        source_from_bytes(ARCHIVE_HEADS[0].encode() + b"Content-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n")


# ── bad files and limits, as a user meets them ───────────────────────────────────────────────────


def refused(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert " — " in done.stderr
    return done.stderr


def flate_bomb() -> bytes:
    import zlib

    packed = zlib.compress(bytes(200 << 20), 9)
    packed = zlib.compress(packed, 9)
    return b"%%PDF-1.4\n1 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream endobj\n" % (
        len(packed),
        packed,
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", typed_docx(TEXT)[:5000], "damaged"),
        ("a.docx", archive({"a.txt": "x"}), "zip archive"),
        ("a.docx", docx([paragraph("讲" * 6_000_000)]), "unpacks to far too much"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "damaged"),
        ("a.pdf", as_pdf(TEXT)[:3000], "PDF"),
        ("a.pdf", pdf(["讲话"], password="x"), "password"),
        ("a.pdf", pdf([], foot=""), "scan"),
        ("a.pdf", flate_bomb(), "--max-size"),
        ("a.html", b"<html>" + random.Random(7).randbytes(3000), "not a text file"),
        ("a.html", b"<html></html>", "no text"),
        ("a.md", b"", "no text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_one_line(name: str, data: bytes, said: str, jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refused(jianggao("outline", name))


@pytest.mark.parametrize("command", ["outline", "export", "quotes", "clean"])
def test_a_limit_is_kept_and_can_be_raised(command: str, jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.docx").write_bytes(typed_docx(TEXT))
    assert "limit of 1000" in refused(jianggao(command, "--max-size", "1000", "a.txt"))
    assert "limit of 1000" in refused(jianggao(command, "--max-size", "1000", "-", stdin=TEXT.encode()))
    assert "--max-size" in refused(jianggao(command, "--max-size", "30K", "a.docx"))
    assert jianggao(command, "--max-size", "2M", "a.docx").returncode == 0


def test_a_large_web_page_is_refused_and_a_large_text_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_SIZE == 64 << 20
    monkeypatch.setattr("jianggao.reading.extract.MAX_SIZE", 1 << 20)
    large = "同志们，要抓好落实。\n".encode() * (1 << 16)
    with pytest.raises(ReadError, match="limit of 1M"):
        source_from_bytes(b"<html>" + large)
    assert len(source_from_bytes(large).data) == len(large)


def test_a_size_is_a_number_with_a_unit(jianggao: Run) -> None:
    assert "--max-size" in refused(jianggao("outline", "--max-size", "much", "a.txt"))


def test_a_missing_extra_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_pdf("讲话")
    for name in [name for name in sys.modules if name.split(".")[0] == "pdfminer"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pdfminer", None)
    with pytest.raises(ReadError, match=r'pip install "jianggao\[office\]"'):
        source_from_bytes(data)


def test_documents_are_read_from_standard_input_too(jianggao: Run) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jianggao", "outline", "-f", "json", "-"],
        input=typed_docx(TEXT),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["source"]["format"] == "docx"


def test_plain_text_needs_no_reader_of_documents() -> None:
    heavy = {"zipfile", "xml", "html", "pdfminer", "tempfile", "jianggao.reading.extract"}
    code = (
        "import sys, jianggao.cli\n"
        "try: jianggao.cli.main(['outline', sys.argv[1]])\n"
        f"except SystemExit: print(sorted({heavy} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", code, str(SAMPLES / "levels.txt")]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})
    assert done.stdout.splitlines()[-1] == "[]"
