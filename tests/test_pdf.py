"""PDFs as people make them: columns, footnotes, turned pages, browsers' prints, and those that tell no text."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from conftest import SAMPLES, Run
from documents import LEADING, LEFT, SIZE, TOP, in_columns, pdf, set_pdf, shape
from jianggao import ReadError, parse
from jianggao.reading.radicals import SUPPLEMENT, unified
from jianggao.reading.source import source_from_bytes, source_from_text
from jianggao.structure.parse import parse_source

TEXT = (SAMPLES / "levels.txt").read_text("utf-8")
PARAGRAPHS = [line.strip() for line in TEXT.rstrip("\n").split("\n")]
CHROMIUM = shutil.which("chromium")


def read_back(data: bytes) -> list[str]:
    return source_from_bytes(data).text.rstrip("\n").split("\n")


@pytest.mark.parametrize("shift", [0, 4, 9])
@pytest.mark.parametrize("columns", [2])
def test_columns_are_read_one_after_the_other(columns: int, shift: float) -> None:
    """Also where their lines do not stand at one height, and where the last page has the first column alone."""
    assert read_back(set_pdf(in_columns(PARAGRAPHS, columns=columns, shift=shift))) == PARAGRAPHS


def test_a_line_across_the_page_parts_the_columns() -> None:
    first = ["要把工作做深做细做实，" * 9 + "务求实效。", "要抓好落实。"]
    second = ["让群众看到实实在在的变化，" * 8 + "务求实效。", "谢谢大家！"]
    (above,), (below,) = (in_columns(part, rows=4) for part in (first, second))
    lowered = [(left, bottom - 300, size, text) for left, bottom, size, text in below]
    heading = (120.0, 470.0, 16.0, "二、横贯两栏的一行标题，把上下两半分开")
    assert read_back(set_pdf([[*above, heading, *lowered]])) == [*first, heading[3], *second]


def test_a_table_is_read_row_by_row() -> None:
    rows = [(f"单位{number}", f"任务{number}", "三月") for number in "甲乙丙丁戊己庚辛"]
    page = [(80.0 + 150 * at, 700 - 30 * row, 12.0, cell) for row, cells in enumerate(rows) for at, cell in enumerate(cells)]
    assert "".join(read_back(set_pdf([page]))) == "".join("".join(cells) for cells in rows)


def test_signs_larger_than_any_page_cost_nothing() -> None:
    page = [(60.0 + 200 * (row % 2), 700.0 - 9 * row, 1e7 if row < 2 else 9.0, "要把工作做深做细") for row in range(20)]
    start = time.process_time()
    source_from_bytes(set_pdf([page]))
    assert time.process_time() - start < 5


def test_a_footnote_is_the_pages_and_parts_no_paragraph() -> None:
    set_lines = ["　　" + "要把工作做深做细做实，" * 5 + "务求实效，" + "让群众看到实实在在的变化。" * 3]
    lines = [set_lines[0][at : at + 27] for at in range(0, len(set_lines[0]), 27)]
    pages: list[list[tuple[float, float, float, str]]] = []
    for part in (lines[:2], lines[2:]):
        pages.append([(LEFT, TOP - row * LEADING, SIZE, line) for row, line in enumerate(part)])
    pages[0] += [(LEFT, 90, 9.0, "① 实效指看得见的变化。"), (LEFT, 78, 9.0, "见会议纪要。")]
    source = source_from_bytes(set_pdf([[*page, (290, 50, 14.0, f"— {at} —")] for at, page in enumerate(pages, 1)]))
    assert source.text.strip() == set_lines[0].strip()
    assert "① 实效指看得见的变化。" in source.original


def test_small_type_that_is_no_footnote_stays() -> None:
    page = [(LEFT, TOP - row * LEADING, SIZE, "今天讲三点意见。") for row in range(9)]
    assert "数据截至三月底" in source_from_bytes(set_pdf([[*page, (LEFT, 90, 9.0, "数据截至三月底")]])).text


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_stands_on_its_side_is_turned(turned: int) -> None:
    page = [(LEFT, TOP - row * LEADING, SIZE, text) for row, text in enumerate(["同志们：", "一、加强学习", "二、抓好落实"])]
    assert read_back(set_pdf([page], turned=turned)) == ["同志们：", "一、加强学习", "二、抓好落实"]


@pytest.mark.parametrize("before", [b"\r\n", b"\x00" * 400, b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_pdf_may_begin_a_little_later(before: bytes) -> None:
    assert read_back(before + pdf(["同志们：", "一、加强学习"], foot="")) == ["同志们：", "一、加强学习"]


def test_a_text_that_speaks_of_pdfs_is_a_text() -> None:
    assert source_from_bytes("文件以 %PDF-1.4 开头，请注意。".encode()).format == ""


def test_a_broken_table_of_places_is_mended() -> None:
    data = pdf(["同志们：", "一、加强学习"], foot="")
    assert read_back(re.sub(rb"startxref\s+[0-9]+", b"startxref\n99", data)) == ["同志们：", "一、加强学习"]


def test_page_numbers_alone_are_a_scan() -> None:
    with pytest.raises(ReadError, match="scan"):
        source_from_bytes(set_pdf([[(290, 50, 14.0, f"- {at} -")] for at in range(1, 4)]))


def test_glyphs_without_characters_are_told_of(jianggao: Run, tmp_path: Path) -> None:
    data = pdf(["同志们：", "一、加强学习"], foot="")
    unknown = re.sub(rb"/Ordering \(GB1\)", b"/Ordering (XX1)", data)
    unknown = re.sub(rb"/Encoding /UniGB-UCS2-H", b"/Encoding /Identity-H  ", unknown)
    (tmp_path / "a.pdf").write_bytes(unknown)
    done = jianggao("outline", "a.pdf")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "which characters" in done.stderr


def test_the_library_that_reads_pdfs_prints_nothing(jianggao: Run, tmp_path: Path) -> None:
    data = pdf(["同志们：", "一、加强学习"], foot="")
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/FontBBox [", b"/FontBBoy ["))
    assert jianggao("outline", "a.pdf").stderr == ""


# ── signs that only look like the characters of the text ─────────────────────────────────────────


def test_radicals_are_the_characters_they_are() -> None:
    source = source_from_text("同志们：\n⼀、提⾼认识\n⼆、抓好⼯作，⻅到实效，服务为⺠\n")
    assert [point.heading for point in parse(source.original).directives] == ["提高认识", "抓好工作，见到实效，服务为民"]
    assert len(source.text) == len(source.original)
    assert source.original[source.original_span(parse_source(source).directives[0].span)[0]] == "⼀"


def test_radicals_are_found_in_a_long_text_too() -> None:
    long = "同志们：\n" + "要把各项任务落到实处。" * 200 + "\n⼀、抓学习\n⼆、抓落实\n"
    assert [point.mark for point in parse(long).directives] == ["一、", "二、"]


def test_every_radical_of_a_word_has_its_character() -> None:
    assert unified("".join(map(chr, range(0x2F00, 0x2FD6)))).isidentifier()
    assert all(len(unified(sign)) == 1 and unified(sign) == character for sign, character in SUPPLEMENT.items())


# ── browsers ─────────────────────────────────────────────────────────────────────────────────────

SHEETS = {
    "indented": "p{text-indent:2em;margin:0;line-height:28pt} body{font-size:16pt}",
    "spaced": "p{margin:1em 0;line-height:1.8} body{font-size:12pt}",
    "justified": "p{text-indent:2em;margin:0;line-height:1.7;text-align:justify} body{font-size:15pt}",
    "columns": "p{text-indent:2em;margin:0;line-height:1.7} body{font-size:11pt;columns:2}",
}


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")
@pytest.mark.parametrize("framed", [False, True], ids=["bare", "with head and foot"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_what_a_browser_prints_is_read_alike(sheet: str, framed: bool, tmp_path: Path) -> None:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in PARAGRAPHS)
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>讲话</title><style>{SHEETS[sheet]}</style></head>"
    (tmp_path / "a.html").write_text(f"{page}<body>{body}</body></html>", "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    options += [] if framed else ["--no-pdf-header-footer"]
    command = [str(CHROMIUM), *options, f"--print-to-pdf={tmp_path / 'a.pdf'}", (tmp_path / "a.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    parts, directives = shape(parse_source(source_from_bytes((tmp_path / "a.pdf").read_bytes())))
    assert [[part for part in parts if part[0] != "head"], directives] == shape(parse(TEXT))
