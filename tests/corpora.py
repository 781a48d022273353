"""What the tests of corpora share: small speeches, tables as rows, and analyses that fail on purpose."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from jianggao.corpus.analyse import Settings, analyse
from jianggao.corpus.folder import Corpus
from jianggao.corpus.tables import DERIVED, TABLES

THINGS = ("窗口服务", "水库除险", "乡村道路", "河湖保护", "校园安全", "粮食收储", "老旧小区", "基层监督", "档案整理", "夜间急诊")
DEADLY = "此处使进程崩溃"
SLOW = "此处使进程变慢"


def small_speech(seed: int) -> str:
    """Return a short speech, always the same for a seed."""
    dice = random.Random(seed)
    one, two, three = dice.sample(THINGS, 3)
    return (
        f"王启明在云岭市{one}工作会议上的讲话\n（{dice.randint(1990, 2024)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日）\n"
        f"同志们：\n今天开会部署{one}。下面，我讲两点意见。\n一、把{two}抓到底。会议指出，{two}关系全局第{seed}回。"
        f"各县区要在{dice.randint(2, 11)}月底前完成{one}，把账本晒到墙上。\n"
        f"二、把{three}做扎实。要把账本晒到墙上，让“{three}”{seed}见实效。\n"
    )


def write_speeches(folder: Path, seeds: range) -> Path:
    """Write small speeches into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        (folder / f"{seed:03}.txt").write_text(small_speech(seed), encoding="utf-8")
    return folder


def rows_of(folder: str | Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table of a corpus, sorted."""
    corpus = Corpus.open(folder)
    found = {table: [row for path in corpus.files(table) for row in pq.read_table(path).to_pylist()] for table in TABLES}
    derived = corpus.files("duplicates") if corpus.about["engine"] == "spark" else [corpus.duplicates]
    found["duplicates"] = [row for path in derived if path for row in pq.read_table(path).to_pylist()]
    assert set(found) == {*TABLES, *DERIVED}
    return {table: sorted(rows, key=repr) for table, rows in found.items()}


def ids_of(folder: str | Path) -> list[str]:
    """Return the ids of the speeches of a corpus, sorted."""
    return [row["id"] for row in rows_of(folder)["speeches"]]


def deadly_analysis(batch: pa.RecordBatch, settings: Settings) -> dict[str, pa.RecordBatch]:
    """Analyse, and end the process at once where a text says so."""
    if any(DEADLY.encode() in (data or b"") for data in batch.column("data").to_pylist()):
        os._exit(1)
    return analyse(batch, settings)


def greedy_analysis(batch: pa.RecordBatch, settings: Settings) -> dict[str, pa.RecordBatch]:
    """Analyse, with memory for three texts and no more."""
    if batch.num_rows > 3:
        raise MemoryError
    return analyse(batch, settings)


def full_disk_analysis(batch: pa.RecordBatch, settings: Settings) -> dict[str, pa.RecordBatch]:
    """Fail as where the files of a chunk cannot be written."""
    raise OSError(28, "No space left on device")


def slow_analysis(batch: pa.RecordBatch, settings: Settings) -> dict[str, pa.RecordBatch]:
    """Analyse, slowly."""
    time.sleep(0.3)
    return analyse(batch, settings)


def marking_analysis(batch: pa.RecordBatch, settings: Settings) -> dict[str, pa.RecordBatch]:
    """Analyse; the first process to get here, of all, kills itself and what started it (`KILL_ONCE` names a file)."""
    marker = os.environ["KILL_ONCE"]
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return analyse(batch, settings)
    executor = os.getppid()
    while "java" not in Path(f"/proc/{executor}/comm").read_text():
        executor = int(Path(f"/proc/{executor}/stat").read_text().rsplit(")", 1)[1].split()[1])
    Path(marker).write_text(str(executor))
    os.kill(executor, signal.SIGKILL)
    time.sleep(60)
    raise AssertionError("the executor is still alive")
