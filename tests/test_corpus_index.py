"""The text index: what it counts and finds is what plain Python counts and finds."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianggao import concordance, parse
from jianggao.corpus import build
from jianggao.corpus.arrow import slices
from jianggao.corpus.concordance import Search
from jianggao.corpus.concordance import concordance as corpus_concordance
from jianggao.corpus.counting import count_phrases, dispersion
from jianggao.corpus.folder import Corpus as Folder
from jianggao.corpus.folding import Folded, fold, fold_phrase
from jianggao.corpus.index import INDEX, SUFFIX, indexed_parts
from jianggao.corpus.suffixes import Entry, Indexed, Part, write_part
from jianggao.corpus.texts import Places, Texts
from jianggao.errors import JianggaoError

TEXT = st.text(alphabet="学习抓好。，“”\n\r 　a\U00020bb7", max_size=60)
PHRASE = st.text(alphabet="学习抓好“” a\U00020bb7", min_size=1, max_size=4)


def indexed(texts: Sequence[Folded], sizes: Sequence[int] = (2,)) -> Texts:
    """Index texts in parts of so many speeches."""
    parts: list[Part] = []
    with tempfile.TemporaryDirectory() as folder:
        at = 0
        while at < len(texts):
            size = sizes[len(parts) % len(sizes)]
            rows = [Indexed(Entry(f"s{at + n:03}", "", "", None, None), each, ()) for n, each in enumerate(texts[at : at + size])]
            path = Path(folder) / str(at)
            write_part(path, [], rows)
            parts.append(Part(path))
            at += size
    return Texts(parts)


@given(TEXT, st.lists(st.integers(0, 60), max_size=6))
def test_every_folded_character_knows_where_it_came_from(text: str, edges: list[int]) -> None:
    edges = sorted(set(edges) & set(range(len(text) + 1)))
    cuts = list(zip(edges[::2], edges[1::2], strict=False))
    folded = fold(text, cuts)
    source = parse(text).source
    kept = [at for at in range(len(text)) if not any(start <= at < end for start, end in cuts) and not text[at].isspace()]
    seen = []
    for number, char in enumerate(folded.text):
        if char == "\n":
            continue
        step = next(step for step in reversed(folded.steps) if step.folded <= number)
        at = step.original + number - step.folded
        assert text[at] == char
        assert (step.line, step.column + number - step.folded) == source.place(at)
        assert folded.place(at) == number
        seen.append(at)
    assert seen == kept


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5), st.lists(PHRASE, min_size=1, max_size=4))
def test_an_index_counts_as_python_does(texts: list[str], phrases: list[str]) -> None:
    folded = [fold(text) for text in texts]
    counts = count_phrases(indexed(folded), phrases)
    found = {(int(p), int(s)): int(n) for p, s, n in zip(*counts, strict=True)}
    for number, phrase in enumerate(phrases):
        wanted = "".join('[“”"„＂「」]' if char in "“”" else re.escape(char) for char in fold_phrase(phrase))
        for speech, each in enumerate(folded):
            naive = len(re.findall(wanted, each.text)) if wanted else 0
            assert found.get((number, speech), 0) == naive


@settings(max_examples=60, deadline=None)
@given(TEXT, PHRASE)
def test_a_corpus_finds_what_one_speech_finds(text: str, phrase: str) -> None:
    """Place for place: `corpus search` is `slogans --kwic` over many speeches."""
    speech = parse(text)
    cuts = [cut.span for cut in speech.source.cuts]
    found = corpus_concordance(indexed([fold(text, cuts)]), Search([phrase]))
    spans = [speech.source.original_span(hit.span) for hit in concordance(speech, phrase)]
    assert [(hit.start, hit.end) for hit in found.hits] == spans
    assert [(hit.line, hit.column) for hit in found.hits] == [speech.source.place(start) for start, _ in spans]


def test_a_phrase_is_found_across_markers_wraps_and_pasted_signs() -> None:
    text = "要把安##paidbegin##全责任\r\n扛在肩上，安\u200b全 责任重于泰山。"
    speech = parse(text)
    texts = indexed([fold(text, [cut.span for cut in speech.source.cuts])])
    found = corpus_concordance(texts, Search(["安全责任"]))
    assert [text[hit.start : hit.end] for hit in found.hits] == ["安##paidbegin##全责任", "安\u200b全 责任"]
    assert [(hit.line, hit.column, hit.text) for hit in found.hits] == [(1, 3, "安全责任"), (2, 6, "安全 责任")]


def test_a_blank_line_ends_a_phrase() -> None:
    texts = indexed([fold("狠抓落\n实，狠抓落\n\n实，狠抓落\n　\n实")])
    assert len(corpus_concordance(texts, Search(["狠抓落实"])).hits) == 1


def test_no_phrase_reaches_from_one_speech_into_the_next() -> None:
    assert not corpus_concordance(indexed([fold("一抓到"), fold("底")]), Search(["一抓到底"])).hits


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("抓.", ["抓好", "抓学"]),
        ("^同志", ["同志"]),
        ("好$", ["好"]),
        ("x*", []),
        (r"\b好", []),
        ("[①-⑨𠮷]+", ["𠮷①"]),
    ],
)
def test_regular_expressions_are_found_where_they_match(pattern: str, wanted: list[str]) -> None:
    texts = indexed([fold("同志们，抓 好𠮷①。同志们，抓\n学习，好")])
    assert ["".join(hit.text.split()) for hit in corpus_concordance(texts, Search([pattern], regex=True)).hits] == wanted


@pytest.mark.parametrize("pattern", ["(", "a{1000}{1000}", "(?=好)", r"(好)\1"])
def test_what_is_no_regular_expression_is_told(pattern: str) -> None:
    with pytest.raises(JianggaoError) as caught:
        corpus_concordance(indexed([fold("好")]), Search([pattern], regex=True))
    assert caught.value.code == "corpus-regex"
    assert caught.value.say().count("\n") == 0


def test_a_catastrophic_pattern_takes_no_longer_than_others() -> None:
    texts = indexed([fold("好" * 20_000)])
    assert not corpus_concordance(texts, Search(["(好+)+学"], regex=True)).hits


@pytest.mark.parametrize("phrase", ["", " \n", "\u200b", "'; DROP TABLE speeches; --", "\ud800", "%", "\0", "“", "好" * 5000])
def test_hostile_phrases_are_only_phrases(phrase: str) -> None:
    texts = indexed([fold("学好“学”好，50")])
    found = corpus_concordance(texts, Search([phrase]))
    assert len(found.hits) == (2 if phrase == "“" else 0)


def test_scripts_stand_for_one_another_where_that_is_asked_for() -> None:
    texts = indexed([fold("推动发展。推動發展。头发。頭髮。")])

    def found(phrase: str, *, scripts: bool) -> list[str]:
        return [hit.text for hit in corpus_concordance(texts, Search([phrase], scripts=scripts)).hits]

    assert found("推动发展", scripts=False) == ["推动发展"]
    assert found("推动发展", scripts=True) == found("推動發展", scripts=True) == ["推动发展", "推動發展"]
    assert found("頭髮", scripts=True) == ["头发", "頭髮"]


def test_dispersion_is_what_gries_says() -> None:
    """Three parts of 10, 20 and 70: all three uses in the first differ by 0.9, spread as the parts are by nothing."""
    import numpy as np

    assert dispersion(np.array([3]), np.array([10]), 100) == pytest.approx(0.9)
    assert dispersion(np.array([1, 2, 7]), np.array([10, 20, 70]), 100) == pytest.approx(0.0)


@pytest.fixture
def corpus(tmp_path: Path) -> Folder:
    """A corpus of three speeches."""
    for name, text in (("a", "一是抓学习。"), ("b", "二是抓落实。"), ("c", "三是抓作风。")):
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "texts"], tmp_path / "corpus")
    return Folder.open(tmp_path / "corpus")


def index_files(folder: Folder) -> list[Path]:
    return sorted((Path(folder.path) / INDEX).glob(f"*{SUFFIX}"))


def test_an_index_is_made_once(corpus: Folder) -> None:
    assert [part.size for part in indexed_parts(corpus)] == [3]
    before = [path.stat().st_mtime_ns for path in index_files(corpus)]
    indexed_parts(corpus)
    assert [path.stat().st_mtime_ns for path in index_files(corpus)] == before


@pytest.mark.parametrize("harm", ["cut", "other", "empty", "older"])
def test_an_index_that_cannot_be_used_is_made_anew(harm: str, corpus: Folder) -> None:
    indexed_parts(corpus)
    (path,) = index_files(corpus)
    whole = path.read_bytes()
    data = {"cut": whole[:-64], "other": b"nothing" * 9, "empty": b"", "older": whole.replace(b"text-index/1", b"text-index/0")}
    path.write_bytes(data[harm])
    assert [part.size for part in indexed_parts(corpus)] == [3]
    assert index_files(corpus)[0].read_bytes() == whole


def test_the_index_of_a_part_that_is_gone_is_removed(corpus: Folder) -> None:
    indexed_parts(corpus)
    stray = Path(corpus.path) / INDEX / f"gone{SUFFIX}"
    stray.write_bytes(b"")
    index_files(corpus)[0].write_bytes(b"")
    indexed_parts(corpus)
    assert not stray.exists()


def test_a_folder_that_takes_no_index_is_told(corpus: Folder) -> None:
    (Path(corpus.path) / INDEX).write_bytes(b"in the way")
    with pytest.raises(JianggaoError) as caught:
        indexed_parts(corpus)
    assert caught.value.code == "corpus-index"


def test_two_processes_may_index_at_once(corpus: Folder) -> None:
    code = "import sys, jianggao.corpus as c; print(c.open(sys.argv[1]).search('抓').count)"
    running = [
        subprocess.Popen([sys.executable, "-c", code, corpus.path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [each.communicate(timeout=60) for each in running] == [(b"3\n", b"")] * 3
    assert [path.name for path in (Path(corpus.path) / INDEX).iterdir() if path.suffix == ".tmp"] == []


@given(st.text(alphabet="要a𠮷é“\n", max_size=40), st.data())
def test_slices_are_those_of_the_text(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2).map(sorted), max_size=12))
    starts, ends = (np.array([span[side] for span in places], np.int64) for side in (0, 1))
    assert slices(text, starts, ends).to_pylist() == [text[start:end] for start, end in places]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 50)), max_size=30), st.none() | st.integers(0, 8))
def test_the_earliest_places_are_the_first_by_date_and_then_by_place(rows: list[tuple[int, int]], top: int | None) -> None:
    rows = sorted(set(rows))
    speeches, starts = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
    texts = Texts([])
    ranks = [3, 0, 5, 1, 4, 2]
    texts.__dict__["ranks"] = np.array(ranks)
    found, many = texts.earliest(Places(starts, starts + 1, speeches), top)
    expected = sorted(rows, key=lambda row: (ranks[row[0]], row[1]))[:top]
    assert list(zip(found.speeches.tolist(), found.starts.tolist(), strict=True)) == expected
    assert many == len({speech for speech, _ in rows})
