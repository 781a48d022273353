"""Words: two segmenters, the same boundaries; a private cache, and not a word of output."""

from __future__ import annotations

import logging
import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES
from jianggao import ReadError
from jianggao.analysis.words import ODD, Segmenter, _private_folder, cut, words_file

JIEBA = Segmenter(engine="jieba")
RJIEBA = Segmenter(engine="rjieba")
BOTH = pytest.mark.parametrize("engine", ["jieba", "rjieba"])
GENRE = st.text("的一是了在人有我他这中大来上国个到说们为子和教育整顿纪检监察，。、“”　 \t\r\n-_.%+#&Ab12㐀鿕龥𠮷😀\ud800")


@settings(deadline=None)
@given(st.one_of(st.text(), GENRE))
def test_both_segmenters_see_the_same_words_and_lose_nothing(text: str) -> None:
    words = RJIEBA.cut(text)
    assert "".join(words) == text
    assert JIEBA.cut(text) == words


@pytest.mark.parametrize("text", ["完成3-5个", "5G-A网络", "第2.A条", "a_1", "10.5km长", "半个\ud800代理对", "㐀%", "", "\r\n"])
def test_what_the_segmenters_take_differently_is_cut_alike(text: str) -> None:
    assert JIEBA.cut(text) == RJIEBA.cut(text)
    assert "".join(RJIEBA.cut(text)) == text


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_both_see_the_same_words_in_a_speech(sample: Path) -> None:
    text = sample.read_text("utf-8")
    assert JIEBA.cut(text) == RJIEBA.cut(text) == cut(text)


@BOTH
def test_a_users_word_is_kept_whole(engine: str) -> None:
    text = "建好五访联动机制，临溪县城要敢管善治。"
    plain, own = Segmenter(engine=engine), Segmenter(("五访联动", "敢管善治"), engine=engine)
    assert {"五访联动", "敢管善治"} <= set(own.cut(text))
    assert not {"五访联动", "敢管善治"} & set(plain.cut(text)), "a user's words stay with his segmenter"


def test_a_list_of_words_is_read_as_users_write_it(tmp_path: Path) -> None:
    """One word a line, jieba's own columns allowed, comments and empty lines passed over, in GBK too."""
    path = tmp_path / "words.txt"
    path.write_bytes("# 本单位的提法\n五访联动\n\n敢管善治 10 n\r\n五访联动\n".encode("gbk"))
    assert words_file(path) == ("五访联动", "敢管善治")


@pytest.mark.parametrize("line", ["“四个意识”", "一、二", "好" * 41, "党，"])
def test_a_line_that_is_no_word_is_told(line: str, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text(f"清廉\n{line}\n", "utf-8")
    with pytest.raises(ReadError, match="line 2"):
        words_file(path)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        words_file(tmp_path / "words.txt")


def run(code: str, cache: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "default", "-c", code],
        env=os.environ | {"XDG_CACHE_HOME": str(cache), "HOME": str(cache), "PYTHONIOENCODING": "utf-8"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


CUTTING = "from jianggao.analysis.words import Segmenter; print('/'.join(Segmenter(engine='jieba').cut('抓好教育整顿')))"


def test_six_processes_at_once_with_an_empty_cache(tmp_path: Path) -> None:
    """Each gives the words and nothing else; no half-written cache is left."""
    started = [run(CUTTING, tmp_path) for _ in range(6)]
    assert [process.communicate(timeout=120) for process in started] == [("抓好/教育/整顿\n", "")] * 6
    assert [re.sub("cpython-[0-9]+", "", path.name) for path in (tmp_path / "jianggao").iterdir()] == ["jieba-0.42.1-.cache"]


@pytest.mark.parametrize("content", [b"", b"not marshal", marshal.dumps(1), marshal.dumps((1, 1)), marshal.dumps(({}, 0))])
def test_a_damaged_cache_is_passed_over(content: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "jianggao"
    folder.mkdir(mode=0o700)
    (folder / f"jieba-0.42.1-{sys.implementation.cache_tag}.cache").write_bytes(content)
    assert run(CUTTING, tmp_path).communicate(timeout=60) == ("抓好/教育/整顿\n", "")


def test_without_a_place_for_a_cache_words_are_cut_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run(CUTTING, blocked).communicate(timeout=60) == ("抓好/教育/整顿\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_cache_that_others_can_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = tmp_path / "jianggao"
    assert _private_folder() == str(folder)
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    assert _private_folder() is None
    folder.rmdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert _private_folder() is None
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert _private_folder() is None


def test_a_folder_of_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(os, "getuid", lambda: 12345, raising=False)
    (tmp_path / "jianggao").mkdir(mode=0o700)
    assert _private_folder() is None


def test_jiebas_log_is_left_as_it_was() -> None:
    JIEBA.cut("学习")
    log = logging.getLogger("jieba")
    before = log.level
    Segmenter(engine="jieba").cut("学习")
    assert log.level == before


def test_odd_stretches_are_found_in_linear_time() -> None:
    for text in ("a" * 300_000, "a." * 150_000, "1.1a" * 75_000):
        ODD.split(text)
    assert ODD.split("第2.A条") == ["第2", ".", "A条"]
