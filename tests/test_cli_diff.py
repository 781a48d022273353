"""`jianggao diff` as a user runs it, and as git does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from conftest import SAMPLES, Golden, Run
from jianggao import parse
from jianggao.output.diff import comparison, diff_document, schema
from jianggao.output.diff_text import diff_markdown, diff_text
from jianggao.output.report import comparison_page
from pages import Page
from speech_pairs import pair
from test_bad_input import ESCAPES, refused
from test_cli import cells, without_codes

OLD, NEW = SAMPLES / "discipline.txt", SAMPLES / "discipline-revised.txt"
VALIDATOR = jsonschema.Draft202012Validator(schema())
SPEECH = "同志们：\n一是护好水源。洗砂场八月底前全部退出。\n二是修好农路。先修学校门前的几段。\n"
RENUMBERED = SPEECH.replace("一是", "一、").replace("二是", "二、")
EDITED = SPEECH.replace("八月", "九月")
MOVED = "同志们：\n一是修好农路。先修学校门前的几段。\n二是护好水源。洗砂场八月底前全部退出。\n"


@pytest.fixture
def put(tmp_path: Path) -> Any:
    """Write a speech into the folder the program runs in."""

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, "utf-8")
        return name

    return write


@pytest.mark.parametrize("form", ["text", "md", "json", "yaml", "html"])
def test_a_diff_is_as_printed_before(form: str, jianggao: Run, golden: Golden) -> None:
    done = jianggao("diff", "-f", form, OLD, NEW, lang="zh")
    assert (done.returncode, done.stderr) == (1, "")
    golden(f"diff-discipline.{ {'text': 'txt'}.get(form, form) }", done.stdout)


def test_a_diff_in_english_is_as_printed_before(jianggao: Run, golden: Golden) -> None:
    golden("diff-discipline.en.txt", jianggao("diff", OLD, NEW).stdout)


@pytest.mark.parametrize(
    ("new", "strict", "code"),
    [(SPEECH, False, 0), (SPEECH, True, 0), (RENUMBERED, False, 0), (RENUMBERED, True, 1), (EDITED, False, 1), (MOVED, False, 1)],
)
def test_the_exit_code_says_whether_the_speeches_differ(new: str, strict: bool, code: int, jianggao: Run, put: Any) -> None:
    done = jianggao("diff", *["--strict"] * strict, put("old.txt", SPEECH), put("new.txt", new))
    assert (done.returncode, done.stderr) == (code, "")


def test_another_opening_is_a_difference(jianggao: Run, put: Any) -> None:
    new = SPEECH.replace("同志们：\n", "同志们：\n今天讲两点。\n")
    done = jianggao("diff", put("old.txt", SPEECH), put("new.txt", new))
    assert done.returncode == 1
    assert "+ opening  [added]\n    今天讲两点。\n" in done.stdout


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_document_keeps_to_its_schema_and_holds_both_bodies(form: str, jianggao: Run) -> None:
    printed = jianggao("diff", "-f", form, OLD, NEW).stdout
    tree = json.loads(printed) if form == "json" else yaml.safe_load(printed)
    VALIDATOR.validate(tree)
    assert tree["schema"] == "jianggao/diff/1"
    assert tree["old"] == {"name": "discipline.txt", "directives": 5}
    original = {"old": OLD.read_text("utf-8"), "new": NEW.read_text("utf-8")}
    edited = next(change for change in tree["changes"] if change["kind"] == ["edited"])
    for side in ("old", "new"):
        start, end = edited["span"][side]
        body = "".join(word.get("same", "") + word.get(side, "") for word in edited["words"])
        heading = edited["mark"][side] + edited["heading"][side]
        assert original[side][start:end].replace("\n", "") == f"{heading}。{body}"


def test_the_schema_that_is_printed_is_the_packages(jianggao: Run) -> None:
    assert json.loads(jianggao("diff", "--schema").stdout) == schema()


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_any_comparison_keeps_to_the_schema_and_can_be_shown(seed: int) -> None:
    made = pair(seed)
    found = comparison(parse(made.old, name="old"), parse(made.new, name="new"))
    VALIDATOR.validate(json.loads(json.dumps(diff_document(found))))
    for lang in ("zh", "en"):
        assert diff_text(found, lang)
        assert diff_markdown(found, lang)
        Page.of(comparison_page(found, lang))


def test_nested_points_have_their_place(jianggao: Run, put: Any) -> None:
    old = "同志们：\n一、护好水源\n（一）退出砂场。八月底前退出。\n（二）公布水质。每周公布。\n二、修好农路\n先修急处。\n"
    new = old.replace("（一）退出砂场。八月底前退出。\n（二）", "（一）").replace("每周", "每天")
    names = put("old.txt", old), put("new.txt", new)
    tree = json.loads(jianggao("diff", "-f", "json", *names).stdout)
    assert [(point["kind"], point["old"], point["new"]) for point in tree["changes"][0]["points"]] == [
        (["removed"], [1], []),
        (["edited"], [2], [1]),
    ]
    start, end = tree["changes"][0]["points"][1]["span"]["old"]
    assert old[start:end] == "（二）公布水质。每周公布。"
    printed = jianggao("diff", *names).stdout
    assert "~ 一、护好水源  [edited]\n  - （一）退出砂场  [removed]\n      八月底前退出。\n" in printed
    assert "  ~ （二）公布水质 → （一）公布水质  [edited]\n" in printed
    flat = json.loads(jianggao("diff", "--depth", "1", "-f", "json", *names).stdout)
    assert "points" not in flat["changes"][0]


def test_only_keeps_the_kinds_that_are_named(jianggao: Run) -> None:
    printed = jianggao("diff", "--only", "added", "--only", "removed", OLD, NEW)
    rows = [line for line in printed.stdout.splitlines() if line[:2] in ("+ ", "- ", "~ ", "> ", "= ")]
    assert rows == ["- 五是队伍本领练得更硬  [removed]", "+ 六是收官答卷交得更好  [added]"]
    assert printed.returncode == 1
    stat = jianggao("diff", "--stat", OLD, NEW).stdout
    assert jianggao("diff", "--only", "merged", OLD, NEW).stdout == stat + "\n"
    tree = json.loads(jianggao("diff", "--only", "moved", "-f", "json", OLD, NEW).stdout)
    assert [change["kind"] for change in tree["changes"]] == [["moved", "reworded", "edited"]]
    assert tree["parts"] == []


def test_context_is_as_wide_as_asked(jianggao: Run, put: Any) -> None:
    names = put("old.txt", SPEECH), put("new.txt", EDITED)
    assert "\n    …[-八月底前-]{+九月底前+}…\n" in jianggao("diff", "--context", "0", *names).stdout
    assert "\n    洗砂场[-八月底前-]{+九月底前+}全…\n" in jianggao("diff", "--context", "1", *names).stdout
    assert "\n    洗砂场[-八月底前-]{+九月底前+}全部退出。\n" in jianggao("diff", "--context", "20", *names).stdout


def test_stat_is_one_line(jianggao: Run) -> None:
    done = jianggao("diff", "--stat", OLD, NEW, lang="zh")
    assert done.stdout == (
        "discipline.txt → discipline-revised.txt：要点 5 → 6；相同1、移动1、拆分1、改题1、改动2、新增1、删去1、开场、结语有改动\n"
    )


def test_quotations_that_came_and_went_are_told(jianggao: Run, put: Any) -> None:
    old = SPEECH.replace("先修", "王启明同志强调，要把路修到最远的那一户。先修")
    new = SPEECH.replace("先修", "李明同志强调，要依靠群众管好路。先修")
    tree = json.loads(jianggao("diff", "-f", "json", put("old.txt", old), put("new.txt", new)).stdout)
    assert tree["phrases"]["quotes"] == {"gone": ["要把路修到最远的那一户"], "new": ["要依靠群众管好路"], "reworded": []}


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("side", [0, 1])
def test_an_exported_speech_is_compared_as_the_speech_it_was(form: str, side: int, jianggao: Run, tmp_path: Path) -> None:
    files = [OLD, NEW]
    plain = json.loads(jianggao("diff", "-f", "json", *files).stdout)
    jianggao("export", "-f", form, files[side], "-o", f"out.{form}")
    files[side] = tmp_path / f"out.{form}"
    assert json.loads(jianggao("diff", "-f", "json", *files).stdout) == plain


@pytest.mark.parametrize("side", [0, 1])
def test_standard_input_can_be_either_side(side: int, jianggao: Run) -> None:
    files: list[object] = [OLD, NEW]
    data = Path(str(files[side])).read_bytes()
    files[side] = "-"
    tree = json.loads(jianggao("diff", "-f", "json", *files, stdin=data).stdout)
    assert tree["old" if side == 0 else "new"]["name"] == "-"
    assert tree["summary"]["split"] == 1


def test_the_same_speech_in_other_bytes_is_no_difference(jianggao: Run, tmp_path: Path) -> None:
    text = OLD.read_text("utf-8")
    for name, data in {
        "gb.txt": text.encode("gb18030"),
        "crlf.txt": text.replace("\n", "\r\n").encode("utf-8-sig"),
        "clean.txt": text.replace("##paidbegin##", "").encode("utf-16"),
    }.items():
        (tmp_path / name).write_bytes(data)
        assert jianggao("diff", OLD, name).returncode == 0


def test_the_suffix_of_the_output_chooses_the_format(jianggao: Run, tmp_path: Path) -> None:
    for suffix, form in {"json": "json", "yaml": "yaml", "md": "md", "html": "html", "txt": "text"}.items():
        done = jianggao("diff", OLD, NEW, "-o", f"out.{suffix}")
        assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
        assert (tmp_path / f"out.{suffix}").read_text("utf-8") == jianggao("diff", "-f", form, OLD, NEW).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "two speeches are compared"),
        ([OLD], "two speeches are compared"),
        ([OLD, NEW, OLD], "two speeches are compared"),
        (["-", "-"], "standard input (-) can be read once"),
        (["--only", "nosuch", OLD, NEW], "nosuch"),
        (["--depth", "0", OLD, NEW], "depth"),
        (["--git", OLD, NEW], "--git is for git to call"),
    ],
    ids=str,
)
def test_wrong_arguments_are_told_of(arguments: list[object], message: str, jianggao: Run) -> None:
    assert message in refused(jianggao("diff", *arguments))


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("nosuch.txt", None, "no such file"),
        ("empty.txt", b" \n", "there is no text in it"),
        ("word.docx", b"PK\x03\x04" + b"x" * 40, "Word document"),
        ("damaged.json", b'{"schema": "jianggao/speech/1", "source": {', "cannot be read back"),
    ],
)
def test_a_side_that_cannot_be_read_is_told_of(
    side: int, name: str, data: bytes | None, message: str, jianggao: Run, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    files: list[object] = [OLD, NEW]
    files[side] = name
    done = jianggao("diff", *files, "-o", "out.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"jianggao: {name}: ")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out.txt").exists()


def test_a_file_of_several_speeches_is_refused(jianggao: Run) -> None:
    jianggao("export", "-f", "json", OLD, NEW, "-o", "both.json")
    done = jianggao("diff", "both.json", NEW)
    assert done.returncode == 2
    assert "2 speeches in one file" in done.stderr


def test_output_onto_either_input_is_refused(jianggao: Run, put: Any, tmp_path: Path) -> None:
    names = put("old.txt", SPEECH), put("new.txt", EDITED)
    for name in names:
        assert "overwrite the input" in refused(jianggao("diff", *names, "-o", name))
    assert (tmp_path / "old.txt").read_text("utf-8") == SPEECH


def test_a_side_without_directives_is_said_so_and_compared_by_its_parts(jianggao: Run, put: Any) -> None:
    done = jianggao("diff", put("old.txt", "同志们：\n今年雨水来得早。\n"), put("new.txt", SPEECH))
    assert done.returncode == 1
    assert "old.txt has no numbered directives: compared by its other parts" in done.stdout
    assert "- opening  [removed]\n    今年雨水来得早。" in done.stdout
    assert done.stdout.count("[added]") == 2


@pytest.mark.parametrize("form", ["text", "md", "json", "yaml", "html"])
@pytest.mark.parametrize("what", ESCAPES)
def test_text_of_a_speech_is_data_in_every_format(what: str, form: str, jianggao: Run, put: Any) -> None:
    odd = ESCAPES[what]
    new = f"同志们：\n一是护好{odd}水源。洗砂场{odd}退出。\n二是修好农路。先修学校。\n三是{odd}。{odd}\n"
    done = jianggao("diff", "-f", form, put("old.txt", SPEECH), put("new.txt", new))
    assert done.returncode == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066]", done.stdout)
    if form == "html":
        assert "<script" not in done.stdout
    if form == "md":
        assert "<script" not in done.stdout.replace("\\<script", "")


@pytest.mark.parametrize("width", [40, 80, 100, 160])
def test_a_terminal_of_any_width_shows_all_that_changed(width: int, jianggao: Run) -> None:
    done = jianggao("diff", "--color", OLD, NEW, COLUMNS=str(width))
    printed = without_codes(done.stdout)
    assert "\x1b[" in done.stdout
    assert max(map(cells, printed.splitlines())) <= width
    beside = any(re.search("> 四是制度笼子扎得更密 +> 三是制度篱笆织得更牢", line) for line in printed.splitlines())
    assert beside == (width >= 100)
    assert "moved 4 → 3" in " ".join(printed.split())


def test_a_terminal_gets_no_markup_from_the_speech(jianggao: Run, put: Any) -> None:
    new = SPEECH.replace("护好水源", "护好[red]水源[/red]")
    done = jianggao("diff", "--color", put("old.txt", SPEECH), put("new.txt", new), COLUMNS="120")
    assert "[red]水源[/red]" in without_codes(done.stdout)


def test_a_page_needs_nothing_but_itself(jianggao: Run) -> None:
    html = jianggao("diff", "-f", "html", OLD, NEW, lang="zh").stdout
    page = Page.of(html)
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object"} == set()
    assert not re.search(r"https?://|url\(|@import", html)
    assert all(value is None or not value.startswith(("http", "//", "data:")) for _, told in page.tags for value in told.values())
    assert ("html", {"lang": "zh-Hans"}) in page.tags
    policy = next(told["content"] for tag, told in page.tags if told.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert not any("style" in told for _, told in page.tags)


def test_a_page_joins_what_moved_by_a_line_and_links_to_what_changed(jianggao: Run) -> None:
    page = Page.of(jianggao("diff", "-f", "html", OLD, NEW).stdout)
    lines = [told for tag, told in page.tags if tag == "line"]
    assert [(line["y1"], line["y2"]) for line in lines if line.get("class") == "moved"] == [("7", "5")]
    assert len(lines) == 5
    links = {told["href"] for tag, told in page.tags if tag == "a"} - {"#content"}
    anchors = {f"#{told['id']}" for tag, told in page.tags if tag == "article" and "id" in told}
    assert links == anchors
    assert len(anchors) == 6


def test_a_page_has_every_word_of_what_changed(jianggao: Run) -> None:
    text = "".join(Page.of(jianggao("diff", "-f", "html", OLD, NEW).stdout).text.split())
    for path in (OLD, NEW):
        for point in parse(path.read_text("utf-8")).directives:
            body = "".join(point.text.split())
            assert body in text or point.heading == "学习教育抓得更深"


def git(folder: Path, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder), "LC_ALL": "C.UTF-8", "GIT_PAGER": "cat"}
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    stderr = done.stderr.decode("utf-8")
    assert done.returncode == 0, stderr
    assert "Traceback" not in stderr
    return done.stdout.decode("utf-8") + stderr


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with speeches, set up as the README says."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tmp_path, "init", "-q")
    program = f"'{sys.executable}' -m jianggao"
    for line in README_CONFIGURATION:
        name, value = re.fullmatch(r"git config (\S+) '(.*)'", line).groups()  # type: ignore[union-attr]
        git(tmp_path, "config", name, value.replace("jianggao", program, 1))
    (tmp_path / ".gitattributes").write_text("*.txt diff=jianggao\n", "utf-8")
    (tmp_path / "讲话.txt").write_text(SPEECH, "utf-8")
    (tmp_path / "gone.txt").write_text(SPEECH, "utf-8")
    git(tmp_path, "config", "core.quotePath", "false")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


README_CONFIGURATION = re.findall(r"^git config .*$", (SAMPLES.parent / "README.md").read_text("utf-8"), re.MULTILINE)


def test_the_readme_tells_git_how_to_compare() -> None:
    assert [line.split()[2] for line in README_CONFIGURATION] == ["diff.jianggao.command", "diff.jianggao.textconv"]


def test_git_shows_what_became_of_the_directives(repository: Path) -> None:
    (repository / "讲话.txt").write_text(MOVED, "utf-8")
    (repository / "gone.txt").unlink()
    (repository / "new.txt").write_text(EDITED, "utf-8")
    git(repository, "add", "-A")
    printed = git(repository, "diff", "--cached", "--ext-diff", "--no-renames")
    assert "a/讲话.txt → b/讲话.txt: directives 2 → 2; 1 renumbered, 1 moved" in printed
    assert "a/gone.txt → /dev/null: directives 2 → 0; 2 removed" in printed
    assert "/dev/null → b/new.txt: directives 0 → 2; 2 added" in printed


def test_git_goes_on_after_a_file_that_is_no_speech(repository: Path) -> None:
    (repository / "gone.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (repository / "讲话.txt").write_text(EDITED, "utf-8")
    printed = git(repository, "diff", "--ext-diff")
    assert "PNG" in printed
    assert "b/讲话.txt: directives 2 → 2; 1 same, 1 edited" in printed


def test_git_is_told_of_a_file_that_is_not_merged(jianggao: Run) -> None:
    done = jianggao("diff", "--git", "speech.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "speech.txt is not merged yet\n", "")


def test_git_follows_a_file_that_was_renamed(repository: Path) -> None:
    git(repository, "mv", "gone.txt", "kept.txt")
    (repository / "kept.txt").write_text(EDITED, "utf-8")
    printed = git(repository, "diff", "HEAD", "-M", "--ext-diff")
    assert "a/gone.txt → b/kept.txt: directives 2 → 2; 1 same, 1 edited" in printed


def test_git_compares_outlines_where_the_text_is_converted(repository: Path) -> None:
    (repository / "讲话.txt").write_text(SPEECH.replace("修好农路", "护好农路"), "utf-8")
    printed = git(repository, "diff", "--no-ext-diff", "--textconv")
    assert re.search(r"^-二是修好农路  \[\d+ chars\]$", printed, re.MULTILINE)
    assert re.search(r"^\+二是护好农路  \[\d+ chars\]$", printed, re.MULTILINE)


def test_a_slogan_that_is_said_once_is_not_gone(jianggao: Run, put: Any) -> None:
    """Only what stands nowhere on the other side came or went."""
    twice = (
        "同志们：\n要守住粮食安全底线，早抓。守住粮食安全底线，抓早。坚决打赢防汛抗旱硬仗，抓实。坚决打赢防汛抗旱硬仗，抓细。\n"
    )
    once = "同志们：\n还是要守住粮食安全底线，早抓。\n"
    tree = json.loads(jianggao("diff", put("old.txt", twice), put("new.txt", once), "-f", "json").stdout)
    assert tree["phrases"]["slogans"] == {"gone": ["坚决打赢防汛抗旱硬仗"], "new": [], "reworded": []}
