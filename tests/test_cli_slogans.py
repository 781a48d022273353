"""`jianggao slogans` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import yaml

from conftest import SAMPLES, Golden, Run
from jianggao.reading.cuts import cells

SAMPLE = SAMPLES / "discipline.txt"
REVISED = SAMPLES / "discipline-revised.txt"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("slogans-discipline.txt", []),
        ("slogans-discipline.json", ["-f", "json"]),
        ("slogans-discipline.csv", ["-f", "csv"]),
        ("slogans-discipline-frames.txt", ["--frames"]),
        ("slogans-discipline-frames.csv", ["--frames", "-f", "csv"]),
        ("slogans-discipline-terms.txt", ["--kind", "term", "--top", "5"]),
        ("slogans-discipline-kwic.txt", ["--kwic", "让规矩立得住"]),
        ("slogans-discipline-kwic.yaml", ["--kwic", "让规矩立得住", "-f", "yaml"]),
    ],
)
def test_what_is_printed_is_the_golden_text(name: str, options: list[str], jianggao: Run, golden: Golden) -> None:
    done = jianggao("slogans", SAMPLE, *options, lang="zh")
    assert (done.returncode, done.stderr) == (0, "")
    golden(name, done.stdout)


def test_several_speeches_stand_side_by_side(jianggao: Run, golden: Golden) -> None:
    done = jianggao("slogans", SAMPLE, REVISED)
    assert done.returncode == 0
    golden("slogans-both.txt", done.stdout)
    rows = list(csv.reader(io.StringIO(jianggao("slogans", SAMPLE, REVISED, "-f", "csv").stdout.removeprefix("\ufeff"))))
    assert rows[0] == ["slogan", "kind", "count", "discipline.txt", "discipline-revised.txt"]
    assert all(int(row[2]) == int(row[3]) + int(row[4]) for row in rows[1:])
    tree = json.loads(jianggao("slogans", SAMPLE, REVISED, "-f", "json").stdout)
    assert [row["count"] for row in tree["slogans"]] == [sum(row["counts"]) for row in tree["slogans"]]


def test_without_a_phrase_every_slogan_is_shown_in_its_contexts(jianggao: Run) -> None:
    tree = json.loads(jianggao("slogans", SAMPLE, "-f", "json", "--kwic").stdout)
    slogans = json.loads(jianggao("slogans", SAMPLE, "-f", "json").stdout)["slogans"]
    assert [each["phrase"] for each in tree["phrases"]] == [each["text"] for each in slogans]
    original = SAMPLE.read_text("utf-8")
    for each in tree["phrases"]:
        for hit in each["hits"]:
            assert original[slice(*hit["span"])] == each["phrase"]
            line = original.split("\n")[hit["line"] - 1]
            assert line[hit["column"] - 1 :].startswith(each["phrase"])


def test_a_phrase_that_stands_nowhere_is_said_to(jianggao: Run) -> None:
    done = jianggao("slogans", SAMPLE, "--kwic", "没有这句话")
    assert (done.returncode, done.stdout) == (0, "found nowhere\n")


def test_a_speech_that_repeats_nothing_is_said_to(jianggao: Run) -> None:
    done = jianggao("slogans", "-", stdin="同志们：\n散会。\n".encode())
    assert (done.returncode, done.stdout) == (0, "no repeated slogans found\n")
    assert "no parallel patterns found" in jianggao("slogans", "--frames", "-", stdin="同志们：\n散会。\n".encode()).stdout


def test_an_exported_speech_repeats_the_same(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "speech.yaml").write_text(jianggao("export", SAMPLE).stdout, "utf-8")
    again = yaml.safe_load(jianggao("slogans", "speech.yaml", "-f", "yaml").stdout)
    assert again["slogans"] == yaml.safe_load(jianggao("slogans", SAMPLE, "-f", "yaml").stdout)["slogans"]


def test_a_table_on_a_terminal(jianggao: Run) -> None:
    done = jianggao("slogans", SAMPLE, "--frames", "--color", COLUMNS="160")
    assert done.returncode == 0
    assert "\x1b[" in done.stdout
    assert "把监督做到群众心坎上" in done.stdout
    assert "\x1b[" not in jianggao("slogans", SAMPLE).stdout


def test_csv_for_a_spreadsheet(jianggao: Run, tmp_path: Path) -> None:
    """The file has a byte order mark and CRLF, and the suffix asks for it."""
    assert jianggao("slogans", SAMPLE, "-o", "slogans.csv").returncode == 0
    data = (tmp_path / "slogans.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    counts = {name: [int(row[at]) for row in rows[1:]] for at, name in enumerate(rows[0]) if name in ("count", "opening", "一是")}
    assert counts["count"] == [3, 3, 3, 3]
    assert sum(counts["一是"]) == 2


def test_nothing_of_a_speech_is_a_formula_markup_or_an_escape(jianggao: Run) -> None:
    text = "同志们：\n=cmd()坚持[bold]实干，天天抓。=cmd()坚持[bold]实干，月月抓。\x1b[31m落实，\x1b[31m落实。"
    for options in (["-f", "csv"], ["-f", "text"], ["--kwic", "=cmd", "-f", "csv"], ["--frames", "--color"]):
        out = jianggao(
            "slogans", "-", *options, "--min-length", 2, "--kind", "term", "--kind", "slogan", stdin=text.encode()
        ).stdout
        assert "\x1b[31m" not in out
        for row in csv.reader(io.StringIO(out.removeprefix("\ufeff"))) if "csv" in options else ():
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_words_of_a_users_file(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# ours\n提质增效\n", "utf-8")
    assert jianggao("slogans", SAMPLE, "--words", "words.txt").returncode == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--words", "missing.txt"], "no such file"),
        (["--words", "bad.txt"], "line 1 of the word list is no word"),
        (["--min-count", "1"], "--min-count"),
        (["--min-length", "x"], "--min-length"),
        (["--top", "-1"], "--top"),
        (["--kind", "nosuch"], "--kind"),
        (["-f", "xlsx"], "--format"),
    ],
)
def test_bad_options_are_told_in_one_line(options: list[str], said: str, jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("“四个意识”\n", "utf-8")
    done = jianggao("slogans", SAMPLE, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("jianggao: ")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_a_bad_file_among_several_is_told_and_the_others_done(jianggao: Run) -> None:
    done = jianggao("slogans", SAMPLE, "missing.txt", REVISED)
    assert done.returncode == 2
    assert "missing.txt" in done.stderr
    assert "discipline-revised.txt" in done.stdout


def test_a_file_after_kwic_is_not_taken_for_a_phrase(jianggao: Run) -> None:
    done = jianggao("slogans", "--kwic", SAMPLE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "put --kwic last" in done.stderr
    assert jianggao("slogans", "--kwic=监督", SAMPLE).returncode == 0


def test_a_table_keeps_within_the_terminal(jianggao: Run) -> None:
    for width in (40, 60, 80, 200):
        for options in ([], ["--frames"], ["--kwic", "监督"], [REVISED]):
            out = jianggao("slogans", SAMPLE, *options, "--color", COLUMNS=str(width)).stdout
            lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in out.splitlines()]
            widest = max(map(cells, lines))
            assert widest <= max(width, 80), (width, options)


def test_many_speeches_are_numbered(jianggao: Run) -> None:
    done = jianggao("slogans", *sorted(SAMPLES.glob("*.txt")), "--top", 3)
    assert "1 discipline-revised.txt  2 discipline.txt" in done.stdout
