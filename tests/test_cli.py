"""The command line, as it prints: golden files, inputs that are the same speech, and a quick start."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from conftest import SAMPLES, Golden, Run
from jianggao import read
from jianggao.output.document import PARTS
from jianggao.output.export import schema

SPEECHES = sorted(SAMPLES.glob("*.txt"))
SAMPLE = SAMPLES / "levels.txt"
COMMANDS = ("outline", "export", "slogans", "quotes", "tasks", "check", "clean")
HELPED = (*COMMANDS, "diff", "report", "rules", "corpus")


def well(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a run printed that went well, without a word on standard error."""
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *HELPED])
def test_help_is_as_printed_before(command: str, lang: str, jianggao: Run, golden: Golden) -> None:
    printed = well(jianggao(*[command] * bool(command), "--help", lang=lang, COLUMNS="80"))
    golden(f"help{'-' * bool(command)}{command}.{lang}.txt", printed)
    assert max(map(len, printed.splitlines())) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str, jianggao: Run) -> None:
    printed = well(jianggao(command, "-h"))
    for option in re.findall(r"--[a-z]+", printed):
        assert re.search(rf"{option}\b", printed)
    for option in ("--encoding", "--rules", "--quiet", "--lang", "--output", "--help"):
        assert option in printed


def test_a_golden_file_that_is_missing_fails(golden: Golden, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-golden"):
        pytest.skip("golden files are being written")
    with pytest.raises(AssertionError, match="no golden file"):
        golden("nosuch.txt", "")


@pytest.mark.parametrize("form", ["text", "md", "json"])
@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.stem)
def test_an_outline_is_as_printed_before(path: Path, form: str, jianggao: Run, golden: Golden) -> None:
    suffix = {"text": "txt"}.get(form, form)
    golden(f"outline-{path.stem}.{suffix}", well(jianggao("outline", "-f", form, path, lang="zh")))


def test_an_outline_in_english_is_as_printed_before(jianggao: Run, golden: Golden) -> None:
    golden("outline-discipline.en.txt", well(jianggao("outline", SAMPLES / "discipline.txt")))


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_depth_keeps_the_points_down_to_it(depth: int, jianggao: Run, golden: Golden) -> None:
    printed = well(jianggao("outline", "--depth", depth, SAMPLE, lang="zh"))
    whole = well(jianggao("outline", SAMPLE, lang="zh"))
    assert set(printed.splitlines()) <= set(whole.splitlines())
    assert max(len(line) - len(line.lstrip()) for line in printed.splitlines()) == 2 * (depth - 1)
    if depth == 1:
        golden("outline-levels-depth-1.txt", printed)
    else:
        assert (printed == whole) == (depth == 3)


def test_depth_holds_for_every_format(jianggao: Run) -> None:
    tree = json.loads(well(jianggao("outline", "--depth", "1", "-f", "json", SAMPLE)))
    assert all(point["points"] == [] for point in tree["directives"])
    assert "  - " not in well(jianggao("outline", "--depth", "1", "-f", "md", SAMPLE))


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl", "md"])
@pytest.mark.parametrize("name", ["discipline", "levels"])
def test_an_export_is_as_printed_before(name: str, form: str, jianggao: Run, golden: Golden) -> None:
    golden(f"export-{name}.{form}", well(jianggao("export", "-f", form, SAMPLES / f"{name}.txt", lang="zh")))


def test_the_language_changes_no_export(jianggao: Run) -> None:
    assert well(jianggao("export", SAMPLE, lang="zh")) == well(jianggao("export", SAMPLE, lang="en"))


def test_an_export_of_one_part_is_as_printed_before(jianggao: Run, golden: Golden) -> None:
    printed = well(jianggao("export", "--only", "directives", "-f", "json", SAMPLE))
    assert list(json.loads(printed)) == ["schema", "source", "directives"]
    golden("export-levels-directives.json", printed)


def test_only_takes_several_parts_in_any_order(jianggao: Run) -> None:
    tree = json.loads(well(jianggao("export", "--only", "title, byline,salutation", "-f", "json", SAMPLE)))
    assert list(tree) == ["schema", "source", "title", "byline", "salutation"]
    assert {"title", "directives", "closing"} <= set(PARTS)


def test_the_schema_that_is_printed_is_the_packages(jianggao: Run) -> None:
    assert json.loads(well(jianggao("export", "--schema"))) == schema()


def test_the_suffix_of_the_output_chooses_the_format(jianggao: Run, tmp_path: Path) -> None:
    for suffix, form in (("yaml", "yaml"), ("yml", "yaml"), ("json", "json"), ("jsonl", "jsonl"), ("md", "md")):
        assert well(jianggao("export", SAMPLE, "-o", f"out.{suffix}")) == ""
        written = (tmp_path / f"out.{suffix}").read_bytes().decode("utf-8")
        assert written == well(jianggao("export", "-f", form, SAMPLE))


def test_clean_is_as_printed_before(jianggao: Run, golden: Golden) -> None:
    path = SAMPLES / "discipline.txt"
    printed = well(jianggao("clean", path))
    golden("clean-discipline.txt", printed)
    without = path.read_bytes().decode("utf-8").replace("##paidbegin##", "").replace("##paidend##", "")
    assert printed.rstrip("\n") == without.rstrip("\n")


def test_clean_leaves_a_text_without_markers_alone(jianggao: Run) -> None:
    assert well(jianggao("clean", SAMPLE)) == SAMPLE.read_bytes().decode("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_standard_input_is_read_for_a_dash(command: str, jianggao: Run) -> None:
    from_file = well(jianggao(command, SAMPLE))
    from_stdin = well(jianggao(command, "-", stdin=SAMPLE.read_bytes()))
    assert from_stdin == from_file.replace("name: levels.txt", "name: '-'")


@pytest.mark.parametrize("name", ["crlf", "cr", "mark", "gb18030", "utf-16"])
def test_the_same_speech_in_other_bytes_prints_the_same(name: str, jianggao: Run, tmp_path: Path) -> None:
    text = SAMPLE.read_bytes().decode("utf-8")
    data = {
        "crlf": text.replace("\n", "\r\n").encode("utf-8"),
        "cr": text.replace("\n", "\r").encode("utf-8"),
        "mark": text.encode("utf-8-sig"),
        "gb18030": text.encode("gb18030"),
        "utf-16": text.encode("utf-16"),
    }[name]
    (tmp_path / "levels.txt").write_bytes(data)
    assert well(jianggao("outline", "levels.txt")) == well(jianggao("outline", SAMPLE))
    assert well(jianggao("export", "-f", "md", "levels.txt")) == well(jianggao("export", "-f", "md", SAMPLE))


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.stem)
def test_an_exported_document_prints_the_same_outline(path: Path, form: str, jianggao: Run, tmp_path: Path) -> None:
    well(jianggao("export", path, "-o", f"out.{form}"))
    for kind in ("text", "json") if form == "yaml" else ("text",):
        assert well(jianggao("outline", "-f", kind, f"out.{form}")) == well(jianggao("outline", "-f", kind, path))


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl"])
def test_an_exported_document_exports_as_itself(form: str, jianggao: Run, tmp_path: Path) -> None:
    well(jianggao("export", SAMPLES / "discipline.txt", "-o", f"out.{form}"))
    again = well(jianggao("export", "-f", form, f"out.{form}"))
    assert again == (tmp_path / f"out.{form}").read_bytes().decode("utf-8")
    piped = well(jianggao("export", "-f", form, "-", stdin=again.encode("utf-8")))
    assert piped == again


def test_several_files_are_printed_one_after_the_other(jianggao: Run) -> None:
    one, two = SPEECHES[:2]
    printed = well(jianggao("outline", one, two))
    assert printed == f"{one.name}:\n{well(jianggao('outline', one))}\n{two.name}:\n{well(jianggao('outline', two))}"
    assert well(jianggao("outline", "-f", "md", one, two)).startswith(f"## {one.name}\n\n- ")


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl"])
def test_several_files_are_exported_into_one_that_holds_them_all(form: str, jianggao: Run, tmp_path: Path) -> None:
    paths = SPEECHES[:3]
    well(jianggao("export", *paths, "-o", f"out.{form}"))
    listed = json.loads(well(jianggao("export", "-f", "json", f"out.{form}")))
    assert [tree["source"]["name"] for tree in listed] == [path.name for path in paths]
    assert listed == json.loads(well(jianggao("export", "-f", "json", *paths)))


def test_labels_speak_the_language_of_the_locale(jianggao: Run) -> None:
    chinese, english = (well(jianggao("outline", SAMPLE, lang=lang)) for lang in ("zh", "en"))
    assert chinese.startswith("标题  ")
    assert "字" in chinese
    assert english.startswith("title  ")
    assert "chars" in english


@pytest.mark.parametrize("arguments", [["--lang", "zh"], ["--lang=zh"]])
def test_lang_overrides_the_locale_wherever_it_stands(arguments: list[str], jianggao: Run) -> None:
    chinese = well(jianggao("outline", SAMPLE, lang="zh"))
    assert well(jianggao("outline", *arguments, SAMPLE, lang="en")) == chinese
    assert well(jianggao("outline", SAMPLE, *arguments, lang="en")) == chinese
    assert well(jianggao(*arguments, "outline", SAMPLE, lang="en")) == chinese
    assert well(jianggao("outline", "--lang", "en", SAMPLE, lang="zh")).startswith("title  ")


def test_every_message_is_in_both_languages(jianggao: Run) -> None:
    assert "没有这个文件" in jianggao("outline", "nosuch", lang="zh").stderr
    assert "no such file" in jianggao("outline", "nosuch", lang="en").stderr


def test_a_locale_of_another_language_speaks_english(jianggao: Run) -> None:
    assert "no such file" in jianggao("outline", "nosuch", LC_ALL="fr_FR.UTF-8").stderr
    assert "没有这个文件" in jianggao("outline", "nosuch", LC_ALL="", LANG="zh_TW.UTF-8").stderr


def test_the_program_alone_prints_its_help(jianggao: Run) -> None:
    assert well(jianggao()) == well(jianggao("--help")) == well(jianggao("-h"))


def test_the_version_is_printed(jianggao: Run) -> None:
    assert re.fullmatch(r"jianggao \d+\.\d+\.\d+\n", well(jianggao("--version")))


SPY = """
import sys
from jianggao.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ending:
    heavy = sorted({name.split(".")[0] for name in sys.modules} & {"rich", "yaml", "jieba", "click", "jsonschema"})
    print(ending.code, *heavy, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "imported"),
    [
        (["outline", SAMPLE], "0"),
        (["outline", SAMPLE, SPEECHES[0]], "0"),
        (["outline", "nosuch"], "2"),
        (["outline", "--depth", "1", SAMPLE], "0 click"),
        (["outline", "-f", "json", SAMPLE], "0 click"),
        (["clean", SAMPLE], "0 click"),
        (["export", "-f", "json", SAMPLE], "0 click"),
        (["export", SAMPLE], "0 click yaml"),
        (["outline", "--color", SAMPLE], "0 click rich"),
    ],
    ids=lambda value: " ".join(str(getattr(each, "name", each)) for each in value) if isinstance(value, list) else value,
)
def test_a_command_imports_what_it_needs_and_no_more(arguments: list[str | Path], imported: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPY, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr.splitlines()[-1] == imported


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def on_terminal(*arguments: object, **environment: str) -> str:
    """Return what the program prints on a terminal, line ends as the program wrote them."""
    pty = pytest.importorskip("pty", reason="needs a terminal to open")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "jianggao", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.PIPE,
        env={key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "TERM": "xterm-256color", "COLUMNS": "200", **environment},
    )
    os.close(slave)
    printed = b""
    while select.select([master], [], [], 60)[0]:
        try:
            piece = os.read(master, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        printed += piece
    os.close(master)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (0, b"")
    return printed.decode("utf-8").replace("\r\n", "\n")


def without_codes(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_a_terminal_gets_a_coloured_tree() -> None:
    printed = on_terminal("outline", SAMPLE)
    assert "\x1b[1;36m" in printed
    assert "├── " in printed
    for point in read(SAMPLE).points():
        assert f"{point.mark} {point.heading}" in without_codes(printed)


@pytest.mark.parametrize("how", ["NO_COLOR", "--no-color"])
def test_colours_can_be_turned_off(how: str) -> None:
    printed = on_terminal("outline", SAMPLE, NO_COLOR="1") if how == "NO_COLOR" else on_terminal("outline", how, SAMPLE)
    assert not re.search(r"\x1b\[(?:\d+;)*[349][0-7]\b", printed)
    assert without_codes(printed) == without_codes(on_terminal("outline", SAMPLE))


def test_an_empty_no_color_turns_nothing_off() -> None:
    assert "\x1b[1;36m" in on_terminal("outline", SAMPLE, NO_COLOR="")


def test_color_colours_a_pipe_too(jianggao: Run) -> None:
    assert "\x1b[1;36m" in well(jianggao("outline", "--color", SAMPLE))
    assert "\x1b" not in well(jianggao("outline", SAMPLE))


def test_color_on_the_command_line_overrules_no_color(jianggao: Run) -> None:
    assert "\x1b[1;36m" in well(jianggao("outline", "--color", SAMPLE, NO_COLOR="1"))


@pytest.mark.parametrize("width", [20, 40])
def test_a_narrow_terminal_loses_no_character(width: int) -> None:
    printed = without_codes(on_terminal("outline", SAMPLE, COLUMNS=str(width)))
    assert max(map(cells, printed.splitlines())) <= width
    squeezed = re.sub(r"[\s│├└─]", "", printed)
    for point in read(SAMPLE).points():
        assert re.sub(r"[\s│├└─]", "", point.mark + point.heading) in squeezed


def test_a_pipe_gets_whole_lines_however_narrow(jianggao: Run) -> None:
    assert well(jianggao("outline", SAMPLE, COLUMNS="20")) == well(jianggao("outline", SAMPLE))
