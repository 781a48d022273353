"""The distributed engine on a real Spark: a cluster of two workers on this machine, one of which is killed."""

from __future__ import annotations

import json
import os
import shutil
import warnings
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="jianggao[corpus] is not installed")
pytest.importorskip("duckdb", reason="jianggao[corpus] is not installed")
pytest.importorskip("pyspark", reason="jianggao[spark] is not installed")
if shutil.which("java") is None:
    pytest.skip("Java is not installed", allow_module_level=True)

from corpora import marking_analysis, rows_of, small_speech, write_speeches
from jianggao import JianggaoError
from jianggao.corpus import build
from jianggao.corpus.building import Options
from jianggao.corpus.spark import build_on_spark
from test_corpus_build import make_tar, make_zip

CLUSTER = "local-cluster[2,1,1024]"


@pytest.mark.filterwarnings("ignore")
def test_spark_writes_what_the_embedded_engine_writes_though_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_speeches(tmp_path / "来源 1", range(24))
    (source / "bad.txt").write_bytes(b" \n")  # Spark passes over a file of no bytes
    (source / "twin.txt").write_bytes((source / "003.txt").read_bytes())
    make_zip(source / "a.zip", {"一/二.txt": small_speech(50).encode(), "bad.txt": b"\x89PNG"})
    make_tar(source / "sub.tar.gz", {"c/d.txt": small_speech(51).encode("gb18030")})
    rows = [{"id": f"甲{number}", "text": small_speech(60 + number), "date": "2019-05-06"} for number in range(4)]
    table = tmp_path / "rows" / "table.jsonl"
    table.parent.mkdir()
    table.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    marker = tmp_path / "killed"
    monkeypatch.setenv("KILL_ONCE", str(marker))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    settings = {
        "spark.executorEnv.KILL_ONCE": str(marker),
        "spark.executorEnv.PYTHONPATH": str(Path(__file__).parent),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.default.parallelism": "2",
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pyspark's
        state = build_on_spark([source, table], tmp_path / "spark", Options(analysis=marking_analysis), CLUSTER, **settings)
    assert int(marker.read_text()) > 1
    assert not os.path.exists(f"/proc/{marker.read_text()}")
    build([source, table], tmp_path / "embedded", Options(jobs=1))
    ours, theirs = rows_of(tmp_path / "embedded"), rows_of(tmp_path / "spark")
    for name in ours:
        assert theirs[name] == ours[name], name
    assert (state.speeches, state.errors) == (len(ours["speeches"]), len(ours["errors"])) == (31, 2)
    with pytest.raises(JianggaoError) as there:
        build([source], tmp_path / "spark")
    assert there.value.code == "corpus-of-spark"
