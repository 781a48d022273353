"""`jianggao tasks` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import SAMPLES, Run
from jianggao import find_tasks, parse
from jianggao.output.export import schema
from jianggao.output.spreadsheet import COMPUTING, as_text
from jianggao.output.tasks import tasks_csv, tasks_markdown
from jianggao.output.workbook import tasks_workbook

openpyxl = pytest.importorskip("openpyxl")

SAMPLE = SAMPLES / "levels.txt"
EVIL = (
    "同志们：\n讲三点。\n一是抓公式。=1+A1要把|竖线|和[red]红线[/red]抓好。\n"
    "二是抓命令。各单位要抓好\x1b[31m账本。\n三是抓收尾。要抓好。\n"
)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def tree(run: Run, *arguments: object) -> Any:
    return json.loads(run("tasks", "-f", "json", *arguments).stdout)


def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["levels", "discipline"])
def test_text_is_what_it_was(name: str, lang: str, jianggao: Run, request: pytest.FixtureRequest) -> None:
    golden = Path(__file__).parent / "golden" / f"tasks-{name}.{lang}.txt"
    done = jianggao("tasks", SAMPLES / f"{name}.txt", lang=lang)
    assert (done.returncode, done.stderr) == (0, "")
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(done.stdout, "utf-8")
    assert done.stdout == golden.read_text("utf-8")


def test_modality_directive_actor_and_deadline_choose(jianggao: Run) -> None:
    everything = tree(jianggao, SAMPLE)["tasks"]
    bans = tree(jianggao, "--modality", "must_not", SAMPLE)["tasks"]
    second = tree(jianggao, "--directive", 2, SAMPLE)["tasks"]
    towns = tree(jianggao, "--actor", "乡镇", SAMPLE)["tasks"]
    timed = tree(jianggao, "--with-deadline", SAMPLE)["tasks"]
    assert 0 < len(bans) < len(everything)
    assert bans == [task for task in everything if task["modality"] == "must_not"]
    assert second == [task for task in everything if task.get("directive") == 2]
    assert towns == [task for task in everything if "乡镇" in task.get("actor", "")] != []
    assert timed == [task for task in everything if "deadline" in task] != []
    both = tree(jianggao, "--modality", "must_not", "--modality", "should", "--directive", 3, SAMPLE)["tasks"]
    assert both == [task for task in everything if task["modality"] != "must" and task.get("directive") == 3] != []


def test_spans_are_places_in_the_original(jianggao: Run) -> None:
    sample = SAMPLES / "discipline.txt"
    original = sample.read_text("utf-8")
    for task in tree(jianggao, sample)["tasks"]:
        start, end = task["span"]
        assert original[start:end].replace("##paidbegin##", "") == task["text"]
        assert task["text"][:4] in original.split("\n")[task["line"] - 1].replace("##paidbegin##", "")


def test_an_export_carries_the_requirements_and_keeps_them_when_it_is_read_back(jianggao: Run) -> None:
    exported = jianggao("export", "-f", "json", SAMPLE).stdout
    again = jianggao("export", "-f", "json", "-", stdin=exported.encode()).stdout
    assert json.loads(exported)["tasks"] == tree(jianggao, SAMPLE)["tasks"]
    assert again == exported
    assert list(json.loads(jianggao("export", "-f", "json", "--only", "tasks", SAMPLE).stdout)) == ["schema", "source", "tasks"]


def test_an_older_export_is_read_back(jianggao: Run) -> None:
    """A document without requirements is still one; its lines in the original are not known."""
    old = json.loads(jianggao("export", "-f", "json", SAMPLE).stdout)
    del old["tasks"]
    done = jianggao("tasks", "-f", "json", "-", stdin=json.dumps(old).encode())
    tasks = json.loads(done.stdout)["tasks"]
    assert tasks
    assert not any("line" in task for task in tasks)


def test_every_key_of_a_requirement_is_in_the_schema(jianggao: Run, samples: list[Path]) -> None:
    known = schema()["$defs"]["task"]["properties"]
    seen: set[str] = set()
    for sample in samples:
        document = json.loads(jianggao("export", "-f", "json", sample).stdout)
        Draft202012Validator(schema()).validate(document)
        seen |= {key for task in document.get("tasks", ()) for key in task}
    assert seen == set(known)


def test_csv_opens_in_excel(jianggao: Run, tmp_path: Path) -> None:
    """A byte order mark, lines that end in CRLF, and the titles in the language of the messages."""
    done = jianggao("tasks", "-o", "out.csv", SAMPLE, lang="zh")
    assert (done.returncode, done.stdout) == (0, "")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    rows = cells(data.decode("utf-8"))
    assert rows[0] == ["序号", "位置", "要求", "性质", "责任主体", "时限", "来源", "行"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, len(rows))]
    assert {row[3] for row in rows[1:]} == {"要", "不得"}
    assert any(row[4].endswith("（承前）") for row in rows)


def test_json_and_yaml_carry_the_same(jianggao: Run) -> None:
    assert yaml.safe_load(jianggao("tasks", "-f", "yaml", SAMPLE).stdout) == tree(jianggao, SAMPLE)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"])
def test_a_cell_that_begins_like_a_formula_is_as_text(cell: str) -> None:
    assert as_text(cell) == "'" + cell
    assert as_text("各单位" + cell) == "各单位" + cell


def evil() -> list[tuple[Any, Any]]:
    speech = parse(EVIL)
    tasks = find_tasks(speech)
    assert tasks
    return [(speech, tasks)]


def test_nothing_of_a_speech_is_a_formula_in_csv() -> None:
    rows = cells(tasks_csv(evil(), "zh"))
    assert not any(cell.startswith(COMPUTING) for row in rows for cell in row)
    assert any(cell.startswith("'=1+A1") for row in rows for cell in row)


def test_nothing_of_a_speech_is_a_formula_in_a_workbook() -> None:
    """A string that begins with = is a string, and what XML cannot hold is shown."""
    sheet = openpyxl.load_workbook(io.BytesIO(tasks_workbook(evil(), "zh"))).active
    values = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in values} <= {"s", "n"}
    assert any(str(cell.value).startswith("=1+A1") for cell in values)
    assert any("\\x1b" in str(cell.value) for cell in values)


def test_markdown_has_a_row_a_line_and_escapes_what_it_could_mean() -> None:
    lines = tasks_markdown(evil(), "zh").splitlines()
    columns = lines[0].count("|")
    assert all(line.replace("\\|", "").count("|") == columns for line in lines)
    assert any(r"\|竖线\|和\[red\]红线\[/red\]" in line for line in lines)


def test_a_workbook_is_ready_to_be_filled_in(jianggao: Run, tmp_path: Path) -> None:
    """Header in sight, filters, wrapped text, widths for Chinese, and two empty columns."""
    done = jianggao("tasks", "-o", "out.xlsx", SAMPLE, lang="zh")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    sheet = book(tmp_path / "out.xlsx").active
    titles = [cell.value for cell in sheet[1]]
    assert titles == ["序号", "位置", "要求", "性质", "责任主体", "时限", "来源", "行", "责任单位", "完成情况"]
    tasks = tree(jianggao, SAMPLE)["tasks"]
    assert sheet.max_row == len(tasks) + 1
    assert [sheet.cell(row, 3).value for row in range(2, sheet.max_row + 1)] == [task["text"] for task in tasks]
    assert [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)] == list(range(1, len(tasks) + 1))
    assert all(sheet.cell(row, column).value is None for row in range(2, sheet.max_row + 1) for column in (9, 10))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:J{sheet.max_row}"
    assert sheet.column_dimensions["C"].width == 60
    assert sheet.column_dimensions["E"].width >= 2 * len("责任主体")
    assert sheet["C2"].alignment.wrap_text
    assert sheet["A1"].font.bold


def test_several_files_have_a_column_of_files_and_numbers_of_their_own(jianggao: Run) -> None:
    rows = cells(jianggao("tasks", "-f", "csv", SAMPLE, SAMPLES / "run-in.txt").stdout)
    assert rows[0][:2] == ["file", "no."]
    for name in ("levels.txt", "run-in.txt"):
        numbers = [row[1] for row in rows[1:] if row[0] == name]
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_a_row_keeps_its_number_whatever_is_left_out(jianggao: Run, tmp_path: Path) -> None:
    """An office cites a row by it: row 7 of a filtered table is row 7 of the whole one, in every format."""
    whole = {row[0]: row[2] for row in cells(jianggao("tasks", "-f", "csv", SAMPLE).stdout)[1:]}
    some = ("tasks", SAMPLE, "--directive", "2", "--with-deadline")
    rows = {row[0]: row[2] for row in cells(jianggao(*some, "-f", "csv").stdout)[1:]}
    assert rows
    assert "1" not in rows
    assert rows.items() <= whole.items()
    numbers = list(rows)
    assert [str(task["number"]) for task in json.loads(jianggao(*some, "-f", "json").stdout)["tasks"]] == numbers
    assert re.findall(r"^  (\d+)\. ", jianggao(*some).stdout, re.MULTILINE) == numbers
    assert re.findall(r"^\| (\d+) \|", jianggao(*some, "-f", "md").stdout, re.MULTILINE) == numbers
    assert jianggao(*some, "-o", "some.xlsx").returncode == 0
    sheet = book(tmp_path / "some.xlsx").active
    assert [str(sheet.cell(row, 1).value) for row in range(2, sheet.max_row + 1)] == numbers


def test_the_suffix_chooses_the_format_and_an_option_overrules_it(jianggao: Run, tmp_path: Path) -> None:
    for name, begins in {"a.md": "| no. |", "a.json": "{", "a.yml": "schema: jianggao/tasks/1", "a.txt": "一、"}.items():
        assert jianggao("tasks", "-o", name, SAMPLE).returncode == 0
        assert begins in (tmp_path / name).read_text("utf-8").split("\n")[0]
    jianggao("tasks", "-o", "b.csv", "-f", "md", SAMPLE)
    assert (tmp_path / "b.csv").read_text("utf-8").startswith("| no. |")


def test_without_openpyxl_one_line_says_what_to_install(jianggao: Run, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    (blocked / "openpyxl").mkdir(parents=True)
    (blocked / "openpyxl" / "__init__.py").write_text("raise ImportError\n", "utf-8")
    done = jianggao("tasks", "-o", "out.xlsx", SAMPLE, PYTHONPATH=str(blocked))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert 'pip install "jianggao[xlsx]"' in done.stderr
    assert not (tmp_path / "out.xlsx").exists()


def test_a_speech_that_asks_nothing_says_so(jianggao: Run) -> None:
    speech = "同志们：\n今天天气很好。\n".encode()
    assert jianggao("tasks", "-", stdin=speech).stdout == "no requirements found\n"
    assert len(cells(jianggao("tasks", "-f", "csv", "-", stdin=speech).stdout)) == 1
    assert json.loads(jianggao("tasks", "-f", "json", "-", stdin=speech).stdout)["tasks"] == []
    assert jianggao("tasks", "-o", "empty.xlsx", "-", stdin=speech).returncode == 0


@pytest.mark.parametrize("arguments", [["--directive", "0"], ["--modality", "may"], ["-f", "docx"], ["no-such.txt"], []])
def test_bad_arguments_are_one_line(arguments: list[str], jianggao: Run) -> None:
    done = jianggao("tasks", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_workbook_never_replaces_the_speech(jianggao: Run, tmp_path: Path) -> None:
    speech = tmp_path / "speech.xlsx"
    speech.write_text("同志们：\n各单位要抓好。\n", "utf-8")
    assert jianggao("tasks", "-o", speech, speech).returncode == 2
    assert speech.read_text("utf-8").startswith("同志们")


def test_a_bad_file_among_several_leaves_the_others(jianggao: Run) -> None:
    done = jianggao("tasks", "-f", "csv", "no-such.txt", SAMPLE)
    assert done.returncode == 2
    assert len(cells(done.stdout)) > 10


def test_the_table_on_a_terminal_has_no_markup_from_the_speech(jianggao: Run) -> None:
    done = jianggao("tasks", "--color", "-", stdin=EVIL.encode(), COLUMNS="160")
    assert "[red]" in done.stdout
    assert "\x1b[31m账" not in done.stdout


def test_plain_output_imports_neither_rich_nor_openpyxl(jianggao: Run, tmp_path: Path) -> None:
    for name in ("rich", "openpyxl", "yaml", "jieba"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('imported')\n", "utf-8")
    done = jianggao("tasks", SAMPLE, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert sys.modules["openpyxl"]
