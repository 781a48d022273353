"""Output: whole or not at all, never over an input, and no complaint where nobody reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SAMPLES, Run
from test_bad_input import COMMANDS, SAMPLE, SPEECH, one_line, put, refused


@pytest.mark.parametrize("command", COMMANDS)
def test_output_onto_the_input_is_refused(command: str, jianggao: Run, tmp_path: Path) -> None:
    path = put(tmp_path, SPEECH)
    (tmp_path / "link.txt").symlink_to(path)
    os.link(path, tmp_path / "hard.txt")
    for output in ("speech.txt", "./speech.txt", str(path), "link.txt", "hard.txt"):
        assert "overwrite the input" in refused(jianggao(command, "speech.txt", "-o", output))
    assert path.read_text("utf-8") == SPEECH
    assert sorted(os.listdir(tmp_path)) == ["hard.txt", "link.txt", "speech.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
@pytest.mark.parametrize("command", [*COMMANDS, "--help", "--version"])
def test_a_full_disk_is_told_of(command: str, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    with open("/dev/full", "wb") as full:
        done = run_into(full.fileno(), [command] + ["speech.txt"] * (command in COMMANDS), tmp_path)
    assert done.returncode == 2
    assert one_line(done).startswith("jianggao: cannot write -: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_behind_o_is_told_of(command: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    assert "cannot write /dev/full" in refused(jianggao(command, "speech.txt", "-o", "/dev/full"))


def run_into(stdout: int, arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "jianggao", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        timeout=60,
        check=False,
    )
    stderr = done.stderr.decode("utf-8")
    assert "Traceback" not in stderr
    return subprocess.CompletedProcess(done.args, done.returncode, "", stderr)


CLOSED = {
    "outline": ["outline"],
    "outline as JSON": ["outline", "-f", "json"],
    "outline on a terminal": ["outline", "--color"],
    "export": ["export"],
    "clean": ["clean"],
    "help": ["--help"],
}


@pytest.mark.parametrize("what", CLOSED)
def test_a_closed_pipe_is_no_reason_to_complain_and_ends_with_exit_code_2(what: str, tmp_path: Path) -> None:
    put(tmp_path, SPEECH + SAMPLE.decode("utf-8") * 40)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run_into(writer, [*CLOSED[what], "speech.txt"][: 1 if what == "help" else None], tmp_path)
    finally:
        os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_wants_one_byte_gets_it(command: str, tmp_path: Path) -> None:
    put(tmp_path, SAMPLE * 40)
    done = subprocess.run(
        f"'{sys.executable}' -m jianggao {command} speech.txt | head -c 1",
        shell=True,
        capture_output=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert (len(done.stdout), done.stderr) == (1, b"")


@pytest.mark.parametrize("where", ["nosuch/out.yaml", "folder"])
def test_an_output_that_cannot_be_written_leaves_nothing_behind(where: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    (tmp_path / "folder").mkdir()
    assert f"cannot write {where}" in refused(jianggao("export", "speech.txt", "-o", where))
    assert sorted(os.listdir(tmp_path)) == ["folder", "speech.txt"]


def test_an_output_replaces_a_file_whole_and_leaves_no_other(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    put(tmp_path, "old" * 100_000, "out.yaml").chmod(0o640)
    done = jianggao("export", "speech.txt", "-o", "out.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out.yaml").read_text("utf-8") == jianggao("export", "speech.txt").stdout
    assert (tmp_path / "out.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == ["out.yaml", "speech.txt"]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_stays_as_it_was_where_the_input_is_bad(command: str, jianggao: Run, tmp_path: Path) -> None:
    old = put(tmp_path, "old", "out.txt")
    refused(jianggao(command, "nosuch.txt", "-o", "out.txt"))
    assert old.read_text("utf-8") == "old"


FORMATS = {
    "outline": ("text", "md", "json"),
    "export": ("yaml", "json", "jsonl", "md"),
    "slogans": ("text", "json", "yaml", "csv"),
    "quotes": ("text", "json", "yaml"),
    "tasks": ("text", "csv", "xlsx", "md", "json", "yaml"),
}


@pytest.mark.parametrize("command", FORMATS)
@pytest.mark.parametrize("suffix", ["json", "csv", "docx"])
def test_the_suffix_of_the_output_tells_the_format(command: str, suffix: str, jianggao: Run, tmp_path: Path) -> None:
    """A suffix that promises another format is refused, and nothing is written."""
    done = jianggao(command, SAMPLES / "discipline.txt", "-o", f"out.{suffix}")
    if suffix in FORMATS[command]:
        assert done.returncode == 0
        data = (tmp_path / f"out.{suffix}").read_bytes()
        assert data.startswith({"json": b"{", "csv": b"\xef\xbb\xbf"}[suffix])
    else:
        assert done.returncode == 2
        assert f".{suffix} file cannot be written here" in done.stderr
        assert not (tmp_path / f"out.{suffix}").exists()


@pytest.mark.parametrize("command", ["outline", "slogans", "quotes", "tasks"])
def test_what_a_command_wrote_is_no_speech(command: str, jianggao: Run, tmp_path: Path) -> None:
    form = "json" if command == "outline" else "yaml"
    jianggao(command, SAMPLES / "discipline.txt", "-f", form, "-o", "result")
    done = jianggao("outline", "result")
    assert done.returncode == 2
    assert f"this is what jianggao {command} wrote" in done.stderr
