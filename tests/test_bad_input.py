"""Bad input: one clear line on standard error, the right exit code, and nothing lost or half-written."""

from __future__ import annotations

import json
import os
import random
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest
import yaml

from conftest import SAMPLES, Run

COMMANDS = ("outline", "export", "quotes", "tasks", "clean")
SPEECH = "在全市大会上的讲话\n同志们：\n我讲两点意见。\n一、加强学习\n要学深悟透。\n二、抓好落实\n要一抓到底。\n"
SAMPLE = (SAMPLES / "discipline.txt").read_bytes()
ESCAPES = {
    "escape code": "\x1b[31m红\x1b[0m",
    "title of the window": "\x1b]0;改名\x07完",
    "eight-bit escape": "甲\x9b31m乙",
    "bidirectional control": "甲\u202e乙\u2066丙",
    "backspace": "甲\x08\x7f乙",
    "rich's markup": "[bold]粗[/bold][link=http://a.b]链[/]",
    "HTML": "<script>alert(1)</script>",
    "emoji code": "加油:smile:干",
}
HOSTILE = {
    "colon and space": "学习: 落实",
    "dash and space": "- 甲 - 乙",
    "python object": "!!python/object/apply:os.system [id]",
    "yes": "yes",
    "null": "~",
    "number": "1e3",
    "date": "2024-01-18",
    "comment": "甲 # 乙",
    "block": "| 甲",
    "anchor": "&甲 *乙",
    "quotes": "'甲\" \\n",
    "flow": "{甲: [乙, 丙]}",
    "question mark": "? 甲",
    "percent": "%YAML 1.2",
    "at and backquote": "@甲 `乙`",
    "document end": "--- 甲 ...",
    "next line": "甲\x85乙",
    "line separator": "甲\u2028乙",
    "no-break space": "\xa0甲\xa0",
    "trailing spaces": "甲   ",
    "tab": "甲\t乙",
    "zero-width space": "甲\u200b乙",
    "beyond the first plane": "甲\U0001f600乙\U00020000",
}


def one_line(done: subprocess.CompletedProcess[str], start: str = "jianggao: ") -> str:
    """Return the line on standard error: one, that says what is wrong and what to do."""
    assert done.stderr.startswith(start), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.endswith("\n")
    return done.stderr


def refused(done: subprocess.CompletedProcess[str], start: str = "jianggao: ") -> str:
    """Return the line on standard error of a run that gave nothing else, and exit code 2."""
    assert done.returncode == 2
    assert done.stdout == ""
    line = one_line(done, start)
    assert " — " in line
    return line


def put(folder: Path, content: str | bytes, name: str = "speech.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def with_heading(heading: str) -> str:
    return SPEECH.replace("加强学习", heading)


def headings(tree: dict[str, list[dict[str, str]]]) -> list[str]:
    return [point["heading"] for point in tree["directives"]]


NO_SPEECH = {
    # what it is: (bytes, what is said of it)
    "nothing": (b"", "no text"),
    "white space": (" \n\t　\r\n\xa0\n".encode(), "no text"),
    "a byte order mark": (b"\xef\xbb\xbf", "no text"),
    "a UTF-16 byte order mark": (b"\xff\xfe", "no text"),
    "NULs": (bytes(3000), "not a text file"),
    "random bytes": (random.Random(7).randbytes(5000), "not a text file"),
    "a Word document": (b"PK\x03\x04\x14\x00" + random.Random(8).randbytes(3000), "Word"),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "old Word"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
}


@pytest.mark.parametrize(
    ("what", "command"), [(what, COMMANDS[at % 3]) for at, what in enumerate(NO_SPEECH)] + [("nothing", "clean")]
)
def test_a_file_that_is_no_speech_is_refused(what: str, command: str, jianggao: Run, tmp_path: Path) -> None:
    content, said = NO_SPEECH[what]
    put(tmp_path, content)
    assert said in refused(jianggao(command, "speech.txt"), "jianggao: speech.txt: ")


@pytest.mark.parametrize("what", ["nothing", "random bytes", "a Word document"])
def test_standard_input_that_is_no_speech_is_refused(what: str, jianggao: Run) -> None:
    content, said = NO_SPEECH[what]
    assert said in refused(jianggao("outline", "-", stdin=content), "jianggao: -: ")


def test_the_refusal_speaks_chinese_too(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, b"")
    assert "没有任何文字" in refused(jianggao("outline", "speech.txt", lang="zh"))


def test_a_text_that_is_really_a_damaged_word_document_says_what_to_do(jianggao: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "speech.txt", "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    line = refused(jianggao("outline", "speech.txt"))
    assert "Word document (.docx) is damaged" in line
    assert "save a copy" in line


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_markers_alone_holds_no_text(command: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, "##paidbegin##\n##paidend##\n")
    assert "no text" in refused(jianggao(command, "speech.txt"))


def test_a_file_of_markers_alone_is_told_of_without_a_traceback(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, "##paidbegin##\n##paidend##\n")
    assert jianggao("outline", "speech.txt").returncode in (0, 2)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_as_what_it_is(encoding: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SAMPLE.decode("utf-8").encode(encoding))
    done = jianggao("outline", "speech.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == jianggao("outline", SAMPLES / "discipline.txt").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_an_invalid_byte_is_read_with_a_warning_and_its_place(command: str, jianggao: Run, tmp_path: Path) -> None:
    at = SAMPLE.index(b"\n", len(SAMPLE) // 2) + 1 + len("第二段".encode())
    put(tmp_path, SAMPLE[:at] + b"\xff" + SAMPLE[at:])
    done = jianggao(command, "speech.txt")
    assert done.returncode == 0
    line = SAMPLE[:at].count(b"\n") + 1
    assert one_line(done) == f"jianggao: speech.txt: bytes that are not utf-8 at line {line}, column 4, shown as �\n"
    assert done.stdout
    quiet = jianggao(command, "--quiet", "speech.txt")
    assert (quiet.returncode, quiet.stderr, quiet.stdout) == (0, "", done.stdout)


@pytest.mark.parametrize("cut", [4, 40, 400])
def test_a_speech_whose_last_character_is_cut_off_is_read(cut: int, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SAMPLE[: len(SAMPLE) - cut])
    assert jianggao("outline", "speech.txt").returncode == 0


def test_a_nul_inside_a_speech_is_told_of(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH.replace("加强", "加\x00强") * 3)
    done = jianggao("outline", "speech.txt")
    assert done.returncode == 0
    assert "a control character at line 4, column 4" in done.stderr
    assert "\x00" not in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_refused(command: str, jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "a folder" in refused(jianggao(command, "folder"), "jianggao: folder: ")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["nosuch.txt", "nosuch/speech.txt"])
def test_a_missing_file_is_told_of(command: str, name: str, jianggao: Run) -> None:
    assert "no such file" in refused(jianggao(command, name), f"jianggao: {name}: ")


@pytest.mark.parametrize("command", ["outline", "export", "quotes", "tasks", "clean"])
def test_an_empty_name_is_no_file(command: str, jianggao: Run) -> None:
    assert "no such file" in refused(jianggao(command, ""))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told_of(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH).chmod(0)
    assert "cannot be read" in refused(jianggao("outline", "speech.txt"), "jianggao: speech.txt: ")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
def test_a_file_that_fails_while_it_is_read_is_told_of(jianggao: Run) -> None:
    assert "cannot be read" in refused(jianggao("outline", "/proc/self/mem"))


@pytest.mark.parametrize("what", ESCAPES)
def test_what_could_steer_a_terminal_is_printed_as_text(what: str, jianggao: Run, tmp_path: Path) -> None:
    """No control and no direction mark of the speech gets out, and markup stays what it was."""
    heading = ESCAPES[what]
    put(tmp_path, with_heading(heading))
    shown = "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cf") else c for c in heading)
    text = jianggao("outline", "-q", "speech.txt")
    assert f"一、{shown}  [" in text.stdout
    markdown = jianggao("outline", "-q", "-f", "md", "speech.txt")
    unescaped = "".join(char for at, char in enumerate(markdown.stdout) if char != "\\" or markdown.stdout[at - 1] == "\\")
    assert shown.replace("\\", "") in unescaped.replace("\\", "")
    assert "<script>" not in markdown.stdout
    terminal = jianggao("outline", "-q", "--color", "speech.txt", COLUMNS="200")
    assert shown in terminal.stdout
    for done in (text, markdown):
        assert (done.returncode, done.stderr) == (0, "")
        assert not [c for c in done.stdout if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    assert not [c for c in terminal.stdout if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\x1b"]
    for code in terminal.stdout.split("\x1b")[1:]:
        assert code.startswith("["), "only colours and weights are steered"
        assert code[1:].lstrip("0123456789;").startswith("m")
    assert "\x1b[31m" not in terminal.stdout


@pytest.mark.parametrize("command", [["outline", "-f", "json"], ["export", "-f", "json"], ["export", "-f", "jsonl"]])
@pytest.mark.parametrize("what", ESCAPES)
def test_json_carries_no_raw_escape_and_loses_nothing(what: str, command: list[str], jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, with_heading(ESCAPES[what]))
    done = jianggao(*command, "-q", "speech.txt")
    assert headings(json.loads(done.stdout))[0] == ESCAPES[what]
    assert not [char for char in done.stdout if char < " " and char != "\n"]


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_exports_escape_what_could_steer_a_terminal(form: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, with_heading("甲\u202e乙\x9b31m丙"))
    done = jianggao("export", "-q", "-f", form, "speech.txt")
    assert not [c for c in done.stdout if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]


@pytest.mark.parametrize("what", ["escape code", "title of the window", "bidirectional control"])
def test_exported_markdown_lets_no_escape_through(what: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, with_heading(ESCAPES[what]))
    done = jianggao("export", "-q", "-f", "md", "speech.txt")
    assert not [c for c in done.stdout if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]


def test_exported_markdown_holds_no_html(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, with_heading("<script>alert(1)</script>"))
    assert "<script>" not in jianggao("export", "-f", "md", "speech.txt").stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_name_with_an_escape_is_printed_as_text_in_errors(lang: str, jianggao: Run) -> None:
    line = refused(jianggao("outline", "no\x1b[31m\nsuch", lang=lang))
    assert "\x1b" not in line
    assert "no\\x1b[31m\\nsuch" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["outline", "--encoding", "no\x1b[31m", "speech.txt"],
        ["outline", "--rules", "no\x1b[31m", "speech.txt"],
        ["export", "--only", "no\x1b[31m", "speech.txt"],
        ["export", "-o", "no\x1b[31m/out.yaml", "speech.txt"],
    ],
    ids=lambda arguments: arguments[1],
)
def test_an_argument_with_an_escape_is_printed_as_text_in_errors(arguments: list[str], jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    assert "\x1b" not in refused(jianggao(*arguments))


@pytest.mark.parametrize("form", ["text", "md"])
def test_a_file_name_with_an_escape_is_printed_as_text_above_its_outline(form: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH, "a\x1b[31m\nb.txt")
    put(tmp_path, SPEECH)
    done = jianggao("outline", "-f", form, "a\x1b[31m\nb.txt", "speech.txt")
    assert "\x1b" not in done.stdout
    assert "\nb.txt" not in done.stdout


@pytest.mark.parametrize("suffix", ["yaml", "json", "jsonl"])
def test_headings_hostile_to_yaml_are_exported_and_read_back(suffix: str, jianggao: Run, tmp_path: Path) -> None:
    points = "".join(f"{at}. {heading}\n要抓好落实。\n" for at, heading in enumerate(HOSTILE.values(), 1))
    put(tmp_path, f"讲话\n同志们：\n{points}")
    first = jianggao("export", "-q", "speech.txt", "-o", f"out.{suffix}")
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    written = (tmp_path / f"out.{suffix}").read_bytes().decode("utf-8")
    tree = yaml.safe_load(written) if suffix == "yaml" else json.loads(written)
    assert headings(tree) == [heading.strip(" \xa0").replace("\u200b", "") for heading in HOSTILE.values()]
    again = jianggao("export", "-q", f"out.{suffix}", "-f", suffix)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == written


@pytest.mark.parametrize("command", [["outline"], ["export"], ["outline", "--color"], ["export", "-f", "md"]])
def test_a_bad_file_among_several_is_told_of_and_the_others_done(command: list[str], jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH, "a.txt")
    put(tmp_path, bytes(100), "bad.txt")
    put(tmp_path, SPEECH.replace("学习", "研究"), "b.txt")
    done = jianggao(*command, "a.txt", "bad.txt", "nosuch.txt", "b.txt")
    assert done.returncode == 2
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == [" bad.txt", " nosuch.txt"]
    assert "学习" in done.stdout
    assert "研究" in done.stdout


@pytest.mark.parametrize("name", ["gb18030", "ascii", "nosuch", "hex", "idna", "", "a b"])
def test_a_wrong_encoding_is_refused(name: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH + "！")
    assert f" {name}" in refused(jianggao("outline", "--encoding", name, "speech.txt"), "jianggao: speech.txt: ")


USAGE = {
    "an unknown option": (["outline", "--nosuch", "speech.txt"], "--nosuch"),
    "an unknown option of the program": (["--nosuch"], "--nosuch"),
    "an unknown command": (["nosuch"], "nosuch"),
    "a depth of nothing": (["outline", "--depth", "0", "speech.txt"], "--depth"),
    "a depth that is no number": (["outline", "--depth", "x", "speech.txt"], "--depth"),
    "a depth left out": (["outline", "speech.txt", "--depth"], "--depth"),
    "an unknown format": (["export", "-f", "xml", "speech.txt"], "-f"),
    "an unknown language": (["outline", "--lang", "fr", "speech.txt"], "--lang"),
    "an unknown part": (["export", "--only", "directives,nosuch", "speech.txt"], "nosuch"),
    "no file": (["outline"], ""),
    "no file to export": (["export"], ""),
    "no file to clean": (["clean"], ""),
    "a file too many": (["clean", "speech.txt", "other.txt"], "other.txt"),
    "standard input twice": (["outline", "-", "-"], "-"),
    "standard input twice to export": (["export", "-", "speech.txt", "-"], "-"),
}


@pytest.mark.parametrize(("what", "lang"), [(what, ("zh", "en")[at % 2]) for at, what in enumerate(USAGE)])
def test_a_bad_argument_is_told_of(what: str, lang: str, jianggao: Run, tmp_path: Path) -> None:
    arguments, said = USAGE[what]
    put(tmp_path, SPEECH)
    assert said in refused(jianggao(*arguments, lang=lang))
