"""`jianggao corpus slogans`, `trend`, `search`, `new`, `gone`, `diff` and `sql` as they are run."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from conftest import Golden, Run
from jianggao import corpus as corpora
from many import CAME, LASTING, WENT, speeches

QUERIES = {
    "slogans": ["--top", "4"],
    "trend": [CAME, LASTING],
    "search": [CAME, "--top", "3"],
    "new": ["2019"],
    "gone": ["2018"],
    "diff": ["2019", "2020"],
    "sql": ["SELECT year, count(*) AS n FROM speeches GROUP BY year ORDER BY year"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the small speeches, one of which has a title that a spreadsheet would compute."""
    home = tmp_path_factory.mktemp("corpus")
    (home / "texts").mkdir()
    for name, text in speeches():
        (home / "texts" / name.replace("/", "-")).write_text(text, encoding="utf-8")
    hostile = (
        f"=HYPERLINK(1)在会议上的讲话\n（2016年3月6日）\n同志们：\n[red]要\x1b[31m{LASTING}。\n一、<b>抓学习。\n二、抓落实。\n"
    )
    (home / "texts" / "=cmd.txt").write_text(hostile, encoding="utf-8")
    corpora.build([home / "texts"], home / "corpus")
    return home / "corpus"


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_answers_as_text(query: str, lang: str, folder: Path, jianggao: Run, golden: Golden) -> None:
    done = jianggao("corpus", query, folder, *QUERIES[query], lang=lang)
    assert done.returncode == 0, done.stderr
    golden(f"corpus-{query}.{lang}.txt", done.stdout)


@pytest.mark.parametrize("query", QUERIES)
def test_help(query: str, jianggao: Run, golden: Golden) -> None:
    done = jianggao("corpus", query, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    golden(f"help-corpus-{query}.en.txt", done.stdout)


@pytest.mark.parametrize("query", QUERIES)
def test_all_forms_have_the_same_rows(query: str, folder: Path, jianggao: Run, tmp_path: Path) -> None:
    given = ["corpus", query, folder, *QUERIES[query]]
    tree = json.loads(jianggao(*given, "-f", "json").stdout)
    assert tree["schema"] == f"jianggao/corpus-{query}/1"
    rows = list(csv.reader(io.StringIO(jianggao(*given, "-f", "csv").stdout.removeprefix("\ufeff"))))
    assert jianggao(*given, "-o", tmp_path / "rows.parquet").returncode == 0
    table = pq.read_table(tmp_path / "rows.parquet").to_pylist()
    assert len(tree["rows"]) == len(rows) - 1 == len(table) > 0
    assert [list(row) for row in tree["rows"]] == [list(row) for row in table]
    for read, told in zip(rows[1:], table, strict=True):
        assert [cell.removeprefix("'") for cell in read] == ["" if cell is None else str(cell) for cell in told.values()]


@pytest.mark.parametrize("query", QUERIES)
def test_a_terminal_sees_no_markup_of_a_speech(query: str, folder: Path, jianggao: Run) -> None:
    done = jianggao("corpus", query, folder, *QUERIES[query], "--color", COLUMNS="160")
    assert done.returncode == 0, done.stderr
    assert "━" in done.stdout


def test_text_of_a_speech_is_data(folder: Path, jianggao: Run) -> None:
    given = ["corpus", "search", folder, LASTING, "--regex", "--top", "0"]
    text = jianggao(*given).stdout
    assert "[red]要" in text
    assert "\x1b" not in text
    assert "\x1b[31m" not in jianggao(*given, "--color", COLUMNS="200").stdout
    rows = list(csv.reader(io.StringIO(jianggao(*given, "-f", "csv").stdout.removeprefix("\ufeff"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    assert "'=HYPERLINK(1)在会议上的讲话" in {cell for row in rows for cell in row}


def test_sql_is_guarded_in_a_table_as_well(folder: Path, jianggao: Run) -> None:
    done = jianggao("corpus", "sql", folder, "SELECT '=1+1' AS \"=a\", NULL AS b, [1, 2] AS c", "-f", "csv")
    assert done.stdout == "\ufeff'=a,b,c\r\n'=1+1,,\"[1, 2]\"\r\n"


def test_a_trend_is_drawn(folder: Path, jianggao: Run, tmp_path: Path) -> None:
    phrases = [CAME, '<script>alert("1")</script>&', "]]>"]
    done = jianggao("corpus", "trend", folder, *phrases, "--svg", tmp_path / "trend.svg")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "trend.svg").read_text("utf-8")
    root = ElementTree.fromstring(written)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title") is not None
    assert len(root.findall(f"{space}polyline")) == 3
    assert CAME in (root.find(f"{space}desc").text or "")  # type: ignore[union-attr]
    assert not root.findall(f".//{space}script")
    assert "<script" not in written


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["search", "{none}", "好"], "there is no corpus in"),
        (["slogans", "{foreign}"], "there is no corpus in"),
        (["trend", "{damaged}", "好"], "is damaged"),
        (["new", "{newer}", "2019"], "is of version jianggao/corpus/99"),
        (["search", "{half}", "好"], "is damaged"),
        (["search", "{whole}"], "no phrase given"),
        (["search", "{whole}", " "], "no phrase given"),
        (["search", "{whole}", "(", "--regex"], "is no regular expression"),
        (["search", "{whole}", "好", "--in", "nowhere"], "nowhere"),
        (["search", "{whole}", "好", "--top", "-1"], "--top must be a whole number"),
        (["trend", "{whole}"], "no phrase given"),
        (["new", "{whole}", "1900"], "the corpus has those of 2015–2022"),
        (["gone", "{whole}", "x"], "x"),
        (["diff", "{whole}", "2019", "1900"], "no speech of 1900 has numbered directives"),
        (["sql", "{whole}", "DROP TABLE speeches"], "only one SELECT can be run"),
        (["sql", "{whole}", "SELECT x FROM speeches"], "DuckDB refuses the query"),
        (["slogans", "{whole}", "-o", "list.xlsx"], "a .xlsx file cannot be written here"),
        (["slogans"], "jianggao corpus build"),
    ],
)
def test_trouble_is_one_line(given: list[str], told: str, folder: Path, jianggao: Run, tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("none", "foreign", "damaged", "newer", "half")}
    for name in ("foreign", "damaged", "newer"):
        places[name].mkdir()
    (places["foreign"] / "a.parquet").write_bytes(b"PAR1")
    (places["damaged"] / "corpus.json").write_text("{")
    manifest = json.loads((folder / "corpus.json").read_text("utf-8"))
    (places["newer"] / "corpus.json").write_text(json.dumps({**manifest, "schema": "jianggao/corpus/99"}))
    shutil.copytree(folder, places["half"], ignore=shutil.ignore_patterns("points", "index"))
    before = sorted(tmp_path.rglob("*"))
    done = jianggao("corpus", *(each.format(whole=folder, **places) for each in given))
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_nothing_found_is_no_trouble(folder: Path, jianggao: Run) -> None:
    done = jianggao("corpus", "search", folder, "没有人说过的话")
    assert (done.returncode, done.stdout, done.stderr) == (0, "found nowhere\n", "")
    assert json.loads(jianggao("corpus", "gone", folder, "2021", "-f", "json").stdout)["rows"] == []
    assert WENT not in jianggao("corpus", "gone", folder, "2021").stdout


def test_speeches_without_a_date_are_told_of(tmp_path: Path, jianggao: Run) -> None:
    (tmp_path / "a.txt").write_text("同志们：\n要狠抓落实。\n", encoding="utf-8")
    (tmp_path / "2020-01-02.txt").write_text("同志们：\n要狠抓落实。\n", encoding="utf-8")
    corpora.build([tmp_path / "a.txt", tmp_path / "2020-01-02.txt"], tmp_path / "corpus")
    done = jianggao("corpus", "trend", tmp_path / "corpus", "狠抓落实", "--copies")
    assert done.stderr == "jianggao: 1 speeches have no date and are left out\n"
    assert jianggao("corpus", "trend", tmp_path / "corpus", "狠抓落实", "--copies", "-q").stderr == ""
