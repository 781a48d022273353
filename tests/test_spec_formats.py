"""The specification of how files are read, run: every block of `spec/formats.md` is such a file, and what is read of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from documents import HEAD, OFFICE, PACKAGE, abstract, docx, in_one_piece, level, paragraph, set_pdf, use
from jianggao.reading.source import source_from_bytes
from test_spec import ARROW, SPEC, blocks

PAGE = "page: "


def word(lines: list[str]) -> bytes:
    """Return a Word document: levels of a list, paragraphs, their XML, files put in whole."""
    levels: list[str] = []
    body: list[str] = []
    parts: dict[str, str | bytes] = {}
    for line in lines:
        if told := re.fullmatch(r"level (\w+) (.+)", line):
            levels.append(level(len(levels), *told.groups()))
        elif line.startswith("chunk: "):
            parts["word/chunk.dat"] = line.removeprefix("chunk: ")
            relation = f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="chunk.dat"/>'
            numbers = f'<Relationship Id="r1" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
            inside = f'<Relationships xmlns="{PACKAGE}/relationships">{relation}{numbers}</Relationships>'
            parts["word/_rels/document.xml.rels"] = HEAD + inside
            body.append(f'<w:altChunk xmlns:r="{OFFICE}" r:id="c1"/>')
        elif line.startswith("<w:"):
            body.append(line)
        elif numbered := re.fullmatch(r"(\d) (.+)", line):
            body.append(paragraph(numbered[2], 1, int(numbered[1])))
        else:
            body.append(paragraph(line))
    return docx(body, numbering=[abstract(0, *levels), use(1, 0)], parts=parts)


def printed(lines: list[str]) -> bytes:
    """Return a PDF with texts at places."""
    turned = int(lines[0].removeprefix("turned ")) if lines[0].startswith("turned ") else 0
    pages: list[list[tuple[float, float, float, str]]] = [[]]
    for line in lines[bool(turned) :]:
        if line == "---":
            pages.append([])
        else:
            left, bottom, size, text = line.split(" ", 3)
            pages[-1].append((float(left), float(bottom), float(size), text))
    return set_pdf(pages, turned=turned)


def typed(lines: list[str]) -> bytes:
    """Return a text; `\\u200b` is the character of that number."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), "\n".join(lines)).encode()


WRITERS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "word": ("docx", word),
    "flat": ("xml", lambda lines: in_one_piece(word(lines)).encode()),
    "html": ("html", lambda lines: f"<!DOCTYPE html><html><body>{chr(10).join(lines)}</body></html>".encode()),
    "mht": ("mht", lambda lines: "\r\n".join(lines).encode()),
    "pdf": ("pdf", printed),
    "text": ("txt", typed),
    "markdown": ("md", lambda lines: "\n".join(lines).encode()),
}
EXAMPLES = [(kind, slug, block) for kind in WRITERS for slug, block in blocks("formats", kind)]


@pytest.mark.parametrize(("kind", "slug", "block"), EXAMPLES, ids=[f"{kind}:{slug}" for kind, slug, _ in EXAMPLES])
def test_a_file_is_read_as_the_page_says(kind: str, slug: str, block: list[str]) -> None:
    """The clean text is exactly the lines listed, and exactly those behind `page:` are set apart."""
    at = block.index(ARROW)
    suffix, write = WRITERS[kind]
    source = source_from_bytes(write(block[:at]), name=f"{slug}.{suffix}")
    wanted = block[at + 1 :]
    assert [line for line in source.text.splitlines() if line] == [line for line in wanted if not line.startswith(PAGE)]
    apart = [source.original[slice(*cut.span)].strip() for cut in source.cuts if cut.form == "page"]
    assert apart == [line.removeprefix(PAGE) for line in wanted if line.startswith(PAGE)]


def test_every_rule_has_a_block() -> None:
    """No rule of the page is told without a file that shows it."""
    rules = re.findall(r"^### (.+)$", (SPEC / "formats.md").read_text("utf-8"), re.MULTILINE)
    assert rules
    assert set(rules) == {slug for _, slug, _ in EXAMPLES}
