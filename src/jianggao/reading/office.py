"""Old and foreign office documents (.doc, .wps, .odt, .rtf, Word 2003's XML) to .docx, by LibreOffice where it is installed.

It runs without a window in a private folder that is removed afterwards, with a profile of its own in
which macros are off and links are not followed, and only for a while.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

from jianggao.errors import ReadError
from jianggao.reading.files import NAMES, limited

SECONDS = 120
"""How long a conversion may take; a speech takes two or three."""
PROGRAMS = ("soffice", "libreoffice")
SUFFIXES = {"office": ".doc", "odt": ".odt", "rtf": ".rtf", "flat": ".xml"}
SECTOR = 512
WORD_BINARY = re.compile(rb"\xec\xa5.[\x00\x01].{8}", re.S)
"""The first bytes of the stream with a document's text (MS-DOC 2.5.2)."""
MANIFEST = 1 << 20
"""Bytes of a manifest that are looked at."""
STREAM_NAMES = {
    # names inside a compound file (MS-CFB 2.6.1): (in Chinese, in English)
    "Workbook": ("Excel 工作簿（.xls）", "an Excel workbook (.xls)"),
    "Book": ("Excel 工作簿（.xls）", "an Excel workbook (.xls)"),
    "PowerPoint Document": ("PowerPoint 演示文稿（.ppt）", "a PowerPoint presentation (.ppt)"),
}
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def as_docx(data: bytes, form: str, limit: int) -> bytes:
    """Return a document of the format `form` (`reading.files.NAMES`) as .docx.

    `ReadError` is raised where it is locked or no text document, where LibreOffice is not installed, fails or
    takes too long, and where the outcome is larger than `limit` bytes.
    """
    if form == "office":
        _refuse_other_contents(data)
    if form == "odt":
        _refuse_locked(data)
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadError("no-soffice", format=NAMES[form])
    try:
        with tempfile.TemporaryDirectory(prefix="jianggao-", ignore_cleanup_errors=True) as folder:
            return _converted(program, data, form, Path(folder), limit)
    except OSError as error:
        raise ReadError("unwritable", path=error.filename or "TMPDIR", reason=error.strerror or error) from None


def _converted(program: str, data: bytes, form: str, folder: Path, limit: int) -> bytes:
    """Return what LibreOffice makes of a document inside an empty folder."""
    given = folder / f"speech{SUFFIXES[form]}"
    given.write_bytes(data)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(PROFILE, "utf-8")
    _run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(given)),
        ],
        folder,
        form,
    )
    made = folder / "out" / "speech.docx"
    if not made.is_file():
        raise ReadError("soffice", format=NAMES[form], reason="no output")
    limited(made.stat().st_size, limit)
    return made.read_bytes()


def _refuse_other_contents(data: bytes) -> None:
    """Refuse a compound file that is no text document, going by the names of its streams (UTF-16)."""
    for name, names in STREAM_NAMES.items():
        if name.encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
            raise ReadError("other-format", format=names)
    if "EncryptedPackage".encode("utf-16-le") in data:  # a .docx with a password (MS-OFFCRYPTO 2.3.4.4)
        raise ReadError("encrypted", format=NAMES["docx"])
    for at in range(SECTOR, len(data), SECTOR):
        if WORD_BINARY.match(data, at):  # the first stream of that kind: the document's
            if data[at + 0x0B] & 1:  # fEncrypted
                raise ReadError("encrypted", format=NAMES["office"])
            break


def _refuse_locked(data: bytes) -> None:
    """Refuse an OpenDocument text with a password: its manifest tells how parts are encrypted (ODF 1.2 part 3, 4.8.1)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            locked = b"encryption-data" in manifest.read(MANIFEST)
    except (KeyError, OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return  # whatever is wrong with it, LibreOffice has the last word
    if locked:
        raise ReadError("encrypted", format=NAMES["odt"])


def _run(command: list[str], folder: Path, form: str) -> None:
    """Run LibreOffice; end it and what it has started when its time is over."""
    kept = {name: text for name, text in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")}
    environment = {**kept, "HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise ReadError("soffice", format=NAMES[form], reason=error.strerror or error) from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadError("soffice", format=NAMES[form], reason=f"> {SECONDS} s") from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and those it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
