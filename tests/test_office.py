"""Old office formats, through LibreOffice: read like any other, apart from others, and in bounded time."""

from __future__ import annotations

import shutil
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import SAMPLES, Run
from documents import abstract, archive, docx, level, paragraph, shape, typed_docx, use
from jianggao import ReadError, parse, read
from jianggao.reading.office import as_docx
from jianggao.reading.source import source_from_bytes

SPEECHES = {
    path.stem: path.read_text("utf-8").replace("##paidbegin##", "").replace("##paidend##", "")
    for path in sorted(SAMPLES.glob("*.txt"))
}
TEXT = SPEECHES["levels"]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt-get install libreoffice-writer)")


@needs_soffice
@pytest.mark.parametrize("form", ["doc", "odt", "rtf", "pdf"])
def test_what_libreoffice_writes_is_read_alike(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    (tmp_path / "speech.docx").write_bytes(typed_docx(TEXT))
    command = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "speech.docx"], check=True, capture_output=True, timeout=120)
    assert shape(read(tmp_path / f"speech.{form}")) == shape(parse(TEXT))
    assert list(folder.iterdir()) == []


def converted(data: bytes, form: str, folder: Path) -> bytes:
    """Return a Word document as LibreOffice saves it in another format."""
    (folder / "given.docx").write_bytes(data)
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", folder / "made", folder / "given.docx"], check=True, capture_output=True, timeout=120)
    return (folder / "made" / f"given.{form}").read_bytes()


NUMBERED = docx(
    [paragraph("在全县会议上的讲话"), paragraph("同志们：")]
    + [paragraph(f"{word}要抓实", 1, at) for word, at in (("学习", 0), ("计划", 1), ("时间", 2), ("作风", 0), ("纪律", 1))],
    numbering=[
        abstract(
            0,
            level(0, "chineseCountingThousand", "%1、", suffix="nothing"),
            level(1, "chineseCounting", "（%2）", suffix="nothing"),
            level(2, "decimal", "%3.", suffix="nothing"),
        ),
        use(1, 0),
    ],
)


@needs_soffice
@pytest.mark.parametrize("form", ["docx", "doc", "odt", "fodt", "pdf"])
def test_automatic_numbers_outlive_a_conversion(form: str, tmp_path: Path) -> None:
    text = source_from_bytes(converted(NUMBERED, form, tmp_path), name="speech").text
    assert "".join(text.replace("．", ".").split()) == (
        "在全县会议上的讲话同志们：一、学习要抓实（一）计划要抓实1.时间要抓实二、作风要抓实（一）纪律要抓实"
    )


@needs_soffice
@pytest.mark.parametrize("name", ["讲话.wps", "讲话.docx", "讲话"])
def test_the_first_bytes_tell_what_a_file_is_not_its_name(name: str, jianggao: Run, tmp_path: Path) -> None:
    """A .wps is a Word binary, and so may be what is named .docx; the file is left as it was, without a lock beside it."""
    old = converted(typed_docx(TEXT), "doc", tmp_path)
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    path.write_bytes(old)
    path.chmod(0o400)
    assert jianggao("outline", path).stdout == jianggao("outline", "-", stdin=TEXT.encode()).stdout
    assert path.read_bytes() == old
    assert [each.name for each in path.parent.iterdir()] == [name]


@needs_soffice
def test_two_documents_are_converted_at_a_time(tmp_path: Path) -> None:
    old = converted(NUMBERED, "doc", tmp_path)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: source_from_bytes(old).text, range(2))
    assert first == second
    assert first.count("要抓实") == 5


@needs_soffice
def test_word_2003_xml_is_read() -> None:
    rows = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("同志们：", "一、加强学习"))
    data = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument '
        f'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>{rows}</w:body></w:wordDocument>'
    )
    assert source_from_bytes(data.encode(), name="讲话.doc").text == "同志们：\n一、加强学习\n"


@needs_soffice
def test_nothing_is_fetched_and_no_other_file_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不得外传", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        away = f"http://127.0.0.1:{server.getsockname()[1]}"
        rtf = (
            "{\\rtf1\\ansi x{\\*\\template "
            + away
            + '/t.dot}{\\field{\\*\\fldinst INCLUDEPICTURE "'
            + away
            + '/a.png" \\\\d}{\\fldrslt y}}'
            '{\\field{\\*\\fldinst INCLUDETEXT "' + secret.as_posix() + '"}{\\fldrslt z}}\\par}'
        )
        names = " ".join(
            f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"))
        )
        section = (
            f'<text:section text:name="s"><text:section-source xlink:href="{secret.as_uri()}"/><text:p>旧</text:p></text:section>'
        )
        image = f'<text:p>甲<draw:frame><draw:image xlink:href="{away}/b.png"/></draw:frame></text:p>'
        flat = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} xmlns:xlink="http://www.w3.org/1999/xlink" '
            'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
            f"{image}{section}</office:text></office:body></office:document>"
        )
        assert "z" in source_from_bytes(rtf.encode()).text
        text = source_from_bytes(flat.encode()).text
        assert "旧" in text
        assert "外传" not in text
        with pytest.raises(TimeoutError):
            server.accept()


@needs_soffice
def test_what_libreoffice_cannot_read_is_told_of() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    try:  # LibreOffice may also make an empty document of it
        assert not source_from_bytes(data, name="speech.doc").text.strip("\x00\ufffd \n")
    except ReadError as error:
        if error.code != "soffice":
            raise


def test_without_libreoffice_it_is_said_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(ReadError, match=r"takes LibreOffice.* save the file as \.docx"):
        source_from_bytes(b"{\\rtf1 x}")


def test_libreoffice_is_stopped_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 & sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _name: str(slow))
    monkeypatch.setattr("jianggao.reading.office.SECONDS", 0.3)
    with pytest.raises(ReadError, match=r"could not convert .*0\.3 s"):
        as_docx(b"{\\rtf1 x}", "rtf", 1 << 20)


@needs_soffice
def test_a_temporary_folder_that_cannot_be_written_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied", "/tmp/x")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(ReadError, match=r"cannot write /tmp/x: Permission denied — "):
        source_from_bytes(b"{\\rtf1 x}")


def test_a_locked_old_document_is_told_of() -> None:
    fib = b"\xec\xa5\xc1\x00" + bytes(7)
    with pytest.raises(ReadError, match="password"):
        source_from_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + fib + b"\x01" + bytes(500))


def test_a_locked_opendocument_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    manifest = "<manifest:encryption-data/>"
    with pytest.raises(ReadError, match="password"):
        source_from_bytes(archive({"mimetype": "x", "content.xml": "x", "META-INF/manifest.xml": manifest}))


@pytest.mark.parametrize(
    ("stream", "said"),
    [("Workbook", "Excel"), ("Book", "Excel"), ("PowerPoint Document", "PowerPoint"), ("EncryptedPackage", "password")],
)
def test_a_compound_file_of_another_kind_is_refused(stream: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        source_from_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le"))
