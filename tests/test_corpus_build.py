"""Building corpora: sources, tables, what has changed, what fails, and builds that are killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="jianggao[corpus] is not installed")
pytest.importorskip("duckdb", reason="jianggao[corpus] is not installed")

import pyarrow as pa
import pyarrow.parquet as pq

from conftest import SAMPLES, Run
from corpora import DEADLY, deadly_analysis, full_disk_analysis, greedy_analysis, ids_of, rows_of, small_speech, write_speeches
from jianggao import JianggaoError
from jianggao.corpus import build
from jianggao.corpus.analyse import Settings, analyse
from jianggao.corpus.building import Options, Progress
from jianggao.corpus.chunks import batch_of
from jianggao.corpus.folder import LOG, Corpus
from jianggao.corpus.sources import Fields, Item
from jianggao.corpus.tables import DERIVED, SCHEMA, TABLES

ONE = Options(jobs=1)
ROUNDS = int(os.environ.get("JIANGGAO_KILLS", "3"))
"""Times that a build is killed; the full count of twenty takes minutes."""


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jianggao.corpus.chunks.MOST_TEXTS", 8)


def built(sources: list[Path], folder: Path, options: Options = ONE) -> Progress:
    states: list[Progress] = []
    build(sources, folder, options, states.append)
    return states[-1]


def test_one_worker_and_two_write_the_same_tables(tmp_path: Path) -> None:
    source = write_speeches(tmp_path / "讲话", range(30))
    built([source, SAMPLES], tmp_path / "one")
    built([source, SAMPLES], tmp_path / "two", Options(jobs=2))
    one = rows_of(tmp_path / "one")
    assert one == rows_of(tmp_path / "two")
    assert len(one["speeches"]) == 30 + len(list(SAMPLES.glob("*.*")))
    assert one["speeches"][-1]["text"]
    assert all(one[table] for table in TABLES if table != "errors")


def test_what_is_found_in_a_text_does_not_hang_on_the_batch() -> None:
    texts = [(Item(f"{seed}", "", "x.txt", small_speech(seed).encode()), "") for seed in range(12)]
    whole = analyse(batch_of(texts), Settings())
    single = [analyse(batch_of([text]), Settings()) for text in texts]
    for table in TABLES:
        assert whole[table].to_pylist() == [row for each in single for row in each[table].to_pylist()], table


def test_files_carry_the_schema(tmp_path: Path) -> None:
    corpus = build([write_speeches(tmp_path / "a", range(2))], tmp_path / "c", ONE)
    for table, columns in TABLES.items():
        for path in corpus.files(table):
            schema = pq.read_schema(path)
            assert schema.names == [column.name for column in columns]
            assert schema.metadata[b"jianggao"].decode() == SCHEMA
            assert all(schema.field(column.name).metadata[b"about"].decode() == column.about for column in columns)


def test_a_speech_is_told_by_its_columns(tmp_path: Path) -> None:
    text = "王启明在云岭市防汛会议上的讲话\r\n（2023年3月5日）\r\n同志们：\r\n##paidbegin##今天开会。\r\n"
    text += "一是守堤坝。要守住。\r\n二是护群众。要护好。\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("gb18030"))
    build([tmp_path / "a.txt"], tmp_path / "c", ONE)
    rows = rows_of(tmp_path / "c")
    speech = rows["speeches"][0]
    assert (speech["id"], speech["text"], speech["encoding"]) == (f"{tmp_path.name}/a.txt", text, "gb18030")
    assert (speech["title"], speech["title_from"]) == ("王启明在云岭市防汛会议上的讲话", "title")
    assert (speech["author"], speech["author_from"]) == ("王启明", "title")
    assert (str(speech["date"]), speech["date_from"], speech["year"]) == ("2023-03-05", "byline", 2023)
    assert [text[cut["start"] : cut["end"]] for cut in speech["cuts"]][3:5] == ["##paidbegin##", "\r"]
    assert [row["heading"] for row in sorted(rows["points"], key=lambda row: row["point"])] == ["守堤坝", "护群众"]
    assert all(text[row["start"] : row["end"]].startswith(row["mark"]) for row in rows["points"])


def test_phrases_are_repeats_and_clauses() -> None:
    text = "同志们：\n今天开会。\n一是要让“账本”晒到墙上，事事有人管。\n二是要让“账本”晒到墙上，件件有回音，事事有人管。\n"
    tables = analyse(batch_of([(Item("x", "", "x.txt", text.encode()), "")]), Settings())
    found = {(row["phrase"], row["section"]): row["count"] for row in tables["phrases"].to_pylist()}
    assert found["要让“账本”晒到墙上", "1"] == 1
    assert found["事事有人管", "2"] == 1
    assert found["件件有回音", "2"] == 1
    assert all(4 <= len(phrase) <= 20 and "，" not in phrase for phrase, _ in found)
    assert not any(phrase.count("“") != phrase.count("”") for phrase, _ in found)


def make_zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def make_tar(path: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, BytesIO(data))


def test_every_kind_of_source_is_read(tmp_path: Path) -> None:
    source = write_speeches(tmp_path / "来源", range(2))
    (source / ".hidden.txt").write_text("同志们：", encoding="utf-8")
    make_zip(source / "a.zip", {"2020/一.txt": small_speech(10).encode(), "../../逃.txt": small_speech(11).encode()})
    make_tar(source / "b.tar.gz", {"c/二.txt": small_speech(12).encode()})
    rows = [{"no": "甲1", "body": small_speech(13), "date": "2019-05-06"}, {"body": small_speech(14)}]
    (source / "d.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    pq.write_table(pa.table({"no": ["乙1"], "body": [small_speech(15)], "date": [2018]}), source / "e.parquet")
    built([source], tmp_path / "c", Options(jobs=1, fields=Fields(text="body", id="no")))
    found = rows_of(tmp_path / "c")
    assert {row["id"] for row in found["speeches"]} == {
        *("来源/000.txt", "来源/001.txt", "来源/a.zip!2020/一.txt", "来源/a.zip!../../逃.txt"),
        *("来源/b.tar.gz!c/二.txt", "甲1", "来源/d.jsonl:2", "乙1"),
    }
    years = {row["id"]: (row["year"], row["date_from"]) for row in found["speeches"]}
    assert (years["甲1"], years["乙1"]) == ((2019, "metadata"), (2018, "metadata"))
    assert found["errors"] == []
    assert not list(tmp_path.glob("**/逃.txt"))


def test_bad_files_are_rows_and_the_others_are_done(tmp_path: Path, jianggao: Run) -> None:
    source = write_speeches(tmp_path / "s", range(1))
    (source / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (source / "empty.txt").write_bytes(b"")
    (source / "broken.zip").write_bytes(b"PK\x03\x04 no archive")
    (source / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    (source / "table.parquet").write_bytes(b"PAR1 no table PAR1")
    (source / "rows.jsonl").write_bytes('{"text": "同志们：开会。"\n[1]\n{"a": 1}\n{"text": "\\ud800同志们：开会。"}\n'.encode())
    make_zip(source / "bomb.zip", {"zeros.txt": bytes(9 << 20)})
    (source / "cut.tar.gz").write_bytes(b"\x1f\x8b\x08" + bytes(20))
    done = jianggao("corpus", "build", source, "-o", tmp_path / "c", "--jobs", "1", "-q")
    errors = {row["id"].removeprefix("s/"): row["error"] for row in rows_of(tmp_path / "c")["errors"]}
    assert errors == {
        "picture.txt": "other-format",
        "empty.txt": "empty",
        "broken.zip": "unreadable",
        "broken.docx": "damaged",
        "table.parquet": "unreadable",
        "rows.jsonl:1": "bad-row",
        "rows.jsonl:2": "bad-row",
        "rows.jsonl:3": "no-text-field",
        "bomb.zip!zeros.txt": "too-large",
        "cut.tar.gz": "unreadable",
    }
    assert ids_of(tmp_path / "c") == ["s/000.txt", "s/rows.jsonl:4"]
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 10
    assert all(line.startswith("jianggao: s/") for line in done.stderr.splitlines())


def test_only_what_is_new_or_changed_is_analysed(tmp_path: Path) -> None:
    source, corpus = write_speeches(tmp_path / "s", range(20)), tmp_path / "c"
    assert built([source], corpus).speeches == 20
    assert (built([source], corpus).speeches, built([source], corpus).same) == (0, 20)
    (source / "003.txt").write_text(small_speech(103), encoding="utf-8")
    (source / "004.txt").write_bytes(b"")
    write_speeches(source, range(20, 22))
    state = built([source], corpus)
    assert (state.speeches, state.same, state.errors) == (3, 18, 1)
    built([source], tmp_path / "clean")
    assert rows_of(corpus) == rows_of(tmp_path / "clean")


def test_what_is_gone_goes_when_asked(tmp_path: Path) -> None:
    source, corpus = write_speeches(tmp_path / "s", range(20)), tmp_path / "c"
    make_zip(source / "a.zip", {"x.txt": small_speech(50).encode()})
    built([source], corpus)
    for seed in range(0, 20, 3):
        (source / f"{seed:03}.txt").unlink()
    assert built([source], corpus).removed == 0
    assert len(ids_of(corpus)) == 21
    (source / "a.zip").write_bytes(b"PK damaged")
    state = built([source], corpus, Options(jobs=1, prune=True))
    assert state.removed == 7
    assert "s/a.zip!x.txt" in ids_of(corpus), "an archive that cannot be read now does not take its members with it"
    (source / "a.zip").unlink()
    built([source], corpus, Options(jobs=1, prune=True))
    built([source], tmp_path / "clean")
    assert rows_of(corpus) == rows_of(tmp_path / "clean")
    kept = {Path(path).name for path in Corpus.open(corpus).files("points")}
    assert {path.name for path in (corpus / "points").iterdir()} == kept


def test_an_id_that_is_there_twice_is_told(tmp_path: Path) -> None:
    rows = [{"id": "甲", "text": small_speech(1)}, {"id": "甲", "text": small_speech(2)}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    for _ in range(2):
        built([tmp_path / "a.jsonl"], tmp_path / "c")
        found = rows_of(tmp_path / "c")
        assert [row["text"] for row in found["speeches"]] == [small_speech(1)]
        assert [row["error"] for row in found["errors"]] == ["same-id"]


def test_a_document_of_several_speeches_is_several(tmp_path: Path, jianggao: Run) -> None:
    write_speeches(tmp_path / "s", range(2))
    jianggao("export", tmp_path / "s/000.txt", tmp_path / "s/001.txt", "-o", tmp_path / "t/both.yaml")
    (tmp_path / "t").mkdir()
    jianggao("export", tmp_path / "s/000.txt", tmp_path / "s/001.txt", "-o", tmp_path / "t/both.yaml")
    for _ in range(2):
        built([tmp_path / "t"], tmp_path / "c")
        assert ids_of(tmp_path / "c") == ["t/both.yaml#1", "t/both.yaml#2"]
    (tmp_path / "t/both.yaml").write_text(small_speech(5), encoding="utf-8")
    built([tmp_path / "t"], tmp_path / "c")
    assert ids_of(tmp_path / "c") == ["t/both.yaml"]


def test_hostile_names_are_data(tmp_path: Path, jianggao: Run) -> None:
    names = ("\x1b[31m红\n.txt", "[bold]粗.txt", "'; drop table speeches; --.txt", "a#1.txt", "a!b.txt", "=1+1.txt")
    (tmp_path / "s").mkdir()
    for number, name in enumerate(names):
        (tmp_path / "s" / name).write_text(small_speech(number), encoding="utf-8")
    (tmp_path / "s" / "坏\x1b]0;\x07.txt").write_bytes(b"")
    done = jianggao("corpus", "build", tmp_path / "s", "-o", tmp_path / "c", "--jobs", "1")
    assert set(ids_of(tmp_path / "c")) == {f"s/{name}" for name in names}
    assert "\x1b" not in done.stderr + done.stdout
    assert built([tmp_path / "s"], tmp_path / "c").same == 7


def test_a_worker_that_dies_costs_one_text(tmp_path: Path) -> None:
    source = write_speeches(tmp_path / "s", range(20))
    (source / "007.txt").write_text(small_speech(7) + DEADLY, encoding="utf-8")
    state = built([source], tmp_path / "c", Options(jobs=2, analysis=deadly_analysis))
    found = rows_of(tmp_path / "c")
    assert len(found["speeches"]) == 19
    assert [(row["id"], row["error"]) for row in found["errors"]] == [("s/007.txt", "worker-died")]
    assert state.errors == 1


def test_a_worker_without_memory_is_given_fewer_texts_and_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = write_speeches(tmp_path / "s", range(10))
    state = built([source], tmp_path / "c", Options(jobs=1, analysis=greedy_analysis))
    assert (state.speeches, state.errors) == (10, 0)
    assert len(ids_of(tmp_path / "c")) == 10
    assert capfd.readouterr().err == ""


def test_a_full_disk_ends_the_build_with_its_reason(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = write_speeches(tmp_path / "s", range(3))
    with pytest.raises(JianggaoError, match="No space left on device"):
        built([source], tmp_path / "c", Options(jobs=1, analysis=full_disk_analysis))
    assert capfd.readouterr().err == ""
    assert ids_of(tmp_path / "c") == []


def test_near_duplicates_are_told_by_the_first_of_them(tmp_path: Path) -> None:
    text = (SAMPLES / "discipline.txt").read_text("utf-8")
    (tmp_path / "s").mkdir()
    (tmp_path / "s/a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "s/b.txt").write_text(f"下载 打印 收藏\n{text}责任编辑：王启明\n", encoding="utf-8")
    (tmp_path / "s/c.txt").write_text(text.replace("基层监督", "基层督查", 2), encoding="utf-8")
    (tmp_path / "s/d.txt").write_text((SAMPLES / "work-report.txt").read_text("utf-8"), encoding="utf-8")
    assert built([tmp_path / "s"], tmp_path / "c").duplicates == 2
    assert rows_of(tmp_path / "c")["duplicates"] == [{"id": f"s/{name}.txt", "same_as": "s/a.txt"} for name in "bc"]


BUILD = """
import sys
import jianggao.corpus.chunks as chunks
from corpora import slow_analysis
from jianggao.corpus.building import Options, build
chunks.MOST_TEXTS = 4
if __name__ == "__main__":
    build([sys.argv[1]], sys.argv[2], Options(jobs=2, prune=True, analysis=slow_analysis))
"""


INTERRUPTED = """
import sys
import jianggao.cli.corpus.build as command
import jianggao.corpus.chunks as chunks
from corpora import slow_analysis
from jianggao.cli import main
from jianggao.corpus.building import Options
chunks.MOST_TEXTS = 2
command._options = lambda given: Options(jobs=2, analysis=slow_analysis)
if __name__ == "__main__":
    main(["corpus", "build", sys.argv[1], "-o", sys.argv[2], "--lang", "en"])
"""


def started(source: Path, corpus: Path, code: str = BUILD, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", code, str(source), str(corpus)]
    return subprocess.Popen(command, env=environment, start_new_session=True, stderr=stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")
def test_a_build_killed_at_any_moment_goes_on_where_it_ended(tmp_path: Path) -> None:
    source, corpus = write_speeches(tmp_path / "s", range(40)), tmp_path / "c"
    dice = random.Random(20231105)
    begun = 0
    for round_ in range(ROUNDS):
        if round_ % 2:  # what is there changes under way
            (source / f"{round_:03}.txt").write_text(small_speech(200 + round_), encoding="utf-8")
        process = started(source, corpus)
        deadline = time.monotonic() + 30
        log = corpus / LOG
        wanted = dice.randint(0, 3)  # chunks committed before it is killed
        while time.monotonic() < deadline and process.poll() is None:
            if log.exists() and log.read_bytes().count(b"\n") >= wanted:
                break
            time.sleep(0.01)
        time.sleep(dice.random() * 0.3)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if corpus.exists() and (corpus / "corpus.json").exists():
            ids = [row["id"] for path in Corpus.open(corpus).files("speeches") for row in pq.read_table(path).to_pylist()]
            assert len(ids) == len(set(ids))
            begun += bool(ids)
    assert begun, "no build was killed in mid-run"
    (source / "039.txt").unlink()
    built([source], corpus, Options(jobs=2, prune=True))
    built([source], tmp_path / "clean")
    assert rows_of(corpus) == rows_of(tmp_path / "clean")
    assert not list(corpus.glob("*/*.tmp"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_leaves_a_readable_corpus(tmp_path: Path) -> None:
    source = write_speeches(tmp_path / "s", range(40))
    process = started(source, tmp_path / "c", INTERRUPTED, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not (tmp_path / "c" / LOG).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    told = errors.decode().splitlines()
    assert told[-1].startswith("jianggao: interrupted")
    assert all(" speeches, " in line for line in told[:-1]), "only progress stands before it"
    assert 0 < len(ids_of_unfinished(tmp_path / "c")) < 40
    built([source], tmp_path / "c")
    assert len(ids_of(tmp_path / "c")) == 40


def ids_of_unfinished(folder: Path) -> list[str]:
    return [id_ for path in Corpus.open(folder).files("speeches") for id_ in pq.read_table(path).column("id").to_pylist()]


def test_a_line_of_the_log_that_is_half_written_is_void(tmp_path: Path) -> None:
    built([write_speeches(tmp_path / "s", range(3))], tmp_path / "c")
    with open(tmp_path / "c" / LOG, "ab") as file:
        file.write(b'{"add": [], "remove": []}\n{"add": ["no')
    assert len(ids_of(tmp_path / "c")) == 3
    assert built([tmp_path / "s"], tmp_path / "c").same == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no source given"),
        (("s",), "-o DIR"),
        (("nothing-here", "-o", "c"), "there is no nothing-here"),
        (("s", "-o", "full"), "holds something else"),
        (("s", "-o", "s/000.txt"), "cannot write"),
        (("s", "-o", "c", "--jobs", "0"), "jobs"),
        (("s", "-o", "c", "--rules", "no.toml"), "no.toml"),
    ],
)
def test_bad_arguments_end_in_one_line(arguments: tuple[str, ...], message: str, tmp_path: Path, jianggao: Run) -> None:
    write_speeches(tmp_path / "s", range(1))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    done = jianggao("corpus", "build", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr
    assert not (tmp_path / "c").exists() or not list((tmp_path / "c").glob("speeches/*"))


def test_a_corpus_is_built_by_one_at_a_time(tmp_path: Path) -> None:
    source = write_speeches(tmp_path / "s", range(1))
    inside: list[str] = []

    def again(_: Progress) -> None:
        if not inside:
            with pytest.raises(JianggaoError) as busy:
                build([source], tmp_path / "c", ONE)
            inside.append(busy.value.code)

    build([source], tmp_path / "c", ONE, again)
    assert inside == ["corpus-busy"]


def test_info_tells_what_is_there(tmp_path: Path, jianggao: Run) -> None:
    built([write_speeches(tmp_path / "s", range(5))], tmp_path / "c")
    done = jianggao("corpus", "info", tmp_path / "c", "--format", "json")
    tree = json.loads(done.stdout)[0] if done.stdout.startswith("[") else json.loads(done.stdout)
    assert (tree["schema"], tree["tables"]["speeches"]["rows"]) == (SCHEMA, 5)
    assert sum(tree["years"].values()) == 5
    assert "MinHash" in tree["duplicates"]["method"]
    assert "speeches" in jianggao("corpus", "info", tmp_path / "c").stdout
    assert jianggao("corpus", "info", tmp_path).returncode == 2


def test_every_column_is_documented() -> None:
    page = (SAMPLES.parent / "docs" / "corpus.md").read_text("utf-8")
    for table, columns in (TABLES | DERIVED).items():
        assert f"`{table}`" in page
        for column in columns:
            assert f"| `{column.name}` | {column.type.replace('[]', ' list')} | {column.about} |" in page, (
                f"{table}.{column.name}"
            )
