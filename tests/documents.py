"""Word documents and PDFs that the tests build themselves: real numbering parts, real zip archives."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from jianggao import Speech
from jianggao.reading.source import source_from_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def level(
    at: int,
    form: str,
    text: str,
    *,
    start: int | None = 1,
    suffix: str = "",
    restart: int | None = None,
    legal: bool = False,
    style: str = "",
) -> str:
    """Return a `w:lvl`."""
    return (
        f'<w:lvl w:ilvl="{at}">'
        + (f'<w:start w:val="{start}"/>' if start is not None else "")
        + f'<w:numFmt w:val="{form}"/>'
        + (f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else "")
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:isLgl/>" if legal else "")
        + (f'<w:suff w:val="{suffix}"/>' if suffix else "")
        + f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def abstract(name: int, *levels: str, extra: str = "") -> str:
    """Return a `w:abstractNum`."""
    return f'<w:abstractNum w:abstractNumId="{name}">{extra}{"".join(levels)}</w:abstractNum>'


def use(name: int, of: int, *overrides: str) -> str:
    """Return a `w:num`."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def start_override(at: int, start: int) -> str:
    """Return a `w:lvlOverride` that begins a level anew."""
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def numbered(num: int | None, at: int | None) -> str:
    """Return a `w:numPr`."""
    return (
        "<w:numPr>"
        + (f'<w:ilvl w:val="{at}"/>' if at is not None else "")
        + (f'<w:numId w:val="{num}"/>' if num is not None else "")
        + "</w:numPr>"
    )


def style(
    name: str, *, based_on: str = "", numbering: str = "", title: str = "", default: bool = False, kind: str = "paragraph"
) -> str:
    """Return a `w:style`."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{" w:default=" + quoteattr("1") if default else ""}>'
        f'<w:name w:val="{title or name}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + (f"<w:pPr>{numbering}</w:pPr>" if numbering else "")
        + "</w:style>"
    )


def run(text: str, properties: str = "") -> str:
    """Return a `w:r`."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", num: int | None = None, at: int | None = None, *, of: str = "", inside: str | None = None) -> str:
    """Return a `w:p`: of a style, with a number, with a text or other things inside."""
    properties = (f'<w:pStyle w:val="{of}"/>' if of else "") + (numbered(num, at) if num is not None or at is not None else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if inside is None else inside}</w:p>"


def docx(
    body: Iterable[str],
    *,
    numbering: Sequence[str] = (),
    styles: Sequence[str] = (),
    main: str = "word/document.xml",
    namespace: str = W,
    prologue: str = HEAD,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return the bytes of a Word document with such paragraphs, lists and styles; LibreOffice opens it too."""
    folder = main.rpartition("/")[0]

    def part(tag: str, inside: str) -> str:
        return f'{prologue}<w:{tag} xmlns:w="{namespace}" xmlns:mc="{MC}" xmlns:o="urn:o">{inside}</w:{tag}>'

    def relations(*rows: tuple[str, str]) -> str:
        inside = "".join(f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{to}"/>' for at, (kind, to) in enumerate(rows))
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'

    files: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(
            {main: "document.main", f"{folder}/styles.xml": "styles", f"{folder}/numbering.xml": "numbering"}
        ),
        "_rels/.rels": relations(("officeDocument", main)),
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        main: part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
        f"{folder}/styles.xml": part("styles", "".join(styles)),
        f"{folder}/numbering.xml": part("numbering", "".join(numbering)),
        **(parts or {}),
    }
    return archive(files)


def content_types(kinds: dict[str, str]) -> str:
    """Return a `[Content_Types].xml`, with what kind of part each name is."""
    of = "application/vnd.openxmlformats"
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{of}-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    default = f'<Default Extension="rels" ContentType="{of}-package.relationships+xml"/>'
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{default}<Default Extension="xml" ContentType="text/xml"/>{rows}</Types>'
    )


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """Return the bytes of a zip archive: the same bytes for the same files, whatever the time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def in_one_piece(document: bytes) -> str:
    """Return a Word document as Word saves it in one piece of XML."""
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        rows = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{parts.read(name).decode().removeprefix(HEAD)}</pkg:xmlData></pkg:part>'
            for name in parts.namelist()
            if name != "[Content_Types].xml"
        )
    return f'{HEAD}\n<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{rows}</pkg:package>'


def typed_docx(text: str) -> bytes:
    """Return a Word document, made by python-docx, with each line of a text as a paragraph."""
    import docx as python_docx

    made = python_docx.Document()
    for line in text.split("\n"):
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


PAGE_WIDTH, PAGE_HEIGHT = 595, 842
LEFT, TOP, SIZE, LEADING, IN_LINE = 80, 760, 16, 26, 27


def pdf(
    paragraphs: Sequence[str], *, head: str = "", foot: str = "— {} —", lines: int = 24, password: str = "", indent: int = 2
) -> bytes:
    """Return a PDF set as an office sets a speech: 27 signs a line, two signs of indent, a number at the foot.

    The type is one of the fonts that every reader of PDFs has (Adobe's STSong-Light), so nothing is embedded.
    """
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, (PAGE_WIDTH, PAGE_HEIGHT), encrypt=StandardEncryption(password) if password else None)
    set_lines = [line for text in paragraphs for line in _wrapped(text, indent)]
    for number, at in enumerate(range(0, max(len(set_lines), 1), lines), 1):
        canvas.setFont("STSong-Light", SIZE)
        if head:
            canvas.drawString(LEFT, PAGE_HEIGHT - 40, head)
        for row, (shift, text) in enumerate(set_lines[at : at + lines]):
            canvas.drawString(LEFT + shift * SIZE, TOP - row * LEADING, text)
        if foot:
            canvas.drawString(PAGE_WIDTH / 2, 40, foot.format(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def set_pdf(pages: Iterable[Iterable[tuple[float, float, float, str]]], *, turned: int = 0) -> bytes:
    """Return a PDF of pages with texts at places: each from the left, from the foot, of a size.

    With `turned` the pages are drawn as they should be read, and told to be shown turned by so many degrees.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, (PAGE_WIDTH, PAGE_HEIGHT), pageCompression=0)
    for page in pages:
        canvas.setPageRotation(turned)
        for left, bottom, size, text in page:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(left, bottom, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def in_columns(
    paragraphs: Sequence[str], *, columns: int = 2, rows: int = 30, signs: int = 18, shift: float = 0
) -> list[list[tuple[float, float, float, str]]]:
    """Return pages for `set_pdf` with paragraphs in columns, the second `shift` points lower than the first."""
    size, leading = 11.0, 18.0
    set_lines = [line for text in paragraphs for line in _wrapped(text, 2, signs)]
    pages = []
    for at in range(0, len(set_lines), rows * columns):
        page = []
        for row, (indent, text) in enumerate(set_lines[at : at + rows * columns]):
            column, down = divmod(row, rows)
            left = 60 + column * (signs + 3) * size
            page.append((left + indent * size, 740 - down * leading - column * shift, size, text))
        pages.append(page)
    return pages


def _wrapped(text: str, indent: int, signs: int = IN_LINE) -> list[tuple[int, str]]:
    """Return the lines of a paragraph, each with its indent; words in Latin letters and figures are not broken."""
    rows: list[list[str]] = [[]]
    room = float(signs - indent)
    for word in re.findall(r"[!-~]+|.", text):
        width = len(word) * (0.5 if word.isascii() else 1)
        if width > room:
            rows.append([])
            room = float(signs)
        rows[-1].append(word)
        room -= width
    return [(0 if at else indent, "".join(row)) for at, row in enumerate(rows)] if text else []


def lines(data: bytes) -> list[str]:
    """Return the lines of the text that is read out of a Word document."""
    text = source_from_bytes(data, name="speech.docx").original
    assert text.endswith("\n")
    return text[:-1].split("\n")


OFFICIAL = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、", suffix="nothing"),
    level(1, "chineseCounting", "（%2）", suffix="nothing"),
    level(2, "decimal", "%3."),
    level(3, "decimalFullWidth", "（%4）", suffix="space"),
)
"""The four levels of GB/T 9704-2012, 7.3.3."""


def numbers(*body: str, numbering: list[str], styles: list[str] | None = None) -> list[str]:
    """Return the lines of paragraphs that all have the text 甲, without it."""
    return [line.removesuffix("甲") for line in lines(docx(body, numbering=numbering, styles=styles or []))]


def shape(speech: Speech) -> list[Any]:
    """Return what must be equal: the parts there are, marks, numbers, headings and points, white space aside."""

    def squeezed(text: str) -> str:
        return "".join(text.split())

    def row(point: Any) -> Any:
        return (
            point.number,
            squeezed(point.mark),
            squeezed(point.heading),
            squeezed(point.text),
            [row(each) for each in point.points],
        )

    parts = [(kind, squeezed(part.text)) for kind, part in speech.parts() if kind != "directive"]
    return [parts, [row(point) for point in speech.directives]]
