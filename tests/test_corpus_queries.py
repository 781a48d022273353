"""What a corpus answers: formulations, trends, what came and went, directives, SQL; against plain counting."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jianggao import corpus as corpora
from jianggao.corpus import Corpus
from jianggao.corpus.arrow import as_arrow
from jianggao.corpus.concordance import Hit
from jianggao.corpus.folding import fold
from jianggao.errors import JianggaoError, ReadError
from many import CAME, LASTING, SPEAKERS, WENT, YEARS, speeches

TEXTS = dict(speeches())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the small speeches, and one without a date."""
    home = tmp_path_factory.mktemp("corpus")
    for name, text in [*TEXTS.items(), ("无日期.txt", f"同志们：\n要{LASTING}。\n")]:
        path = home / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("\n", "\r\n").encode() if "-02-" in name else text.encode())
    corpora.build([home / "texts"], home / "corpus")
    return home / "corpus"


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return corpora.open(folder)


def year_of(name: str) -> int:
    return int(name.partition("/")[2][:4])


def uses(phrase: str) -> Counter[int]:
    """Count a phrase by year, the plain way."""
    return Counter(
        {year: sum(fold(text).text.count(phrase) for name, text in TEXTS.items() if year_of(name) == year) for year in YEARS}
    )


def test_what_is_repeated_is_counted_as_it_stands(corpus: Corpus) -> None:
    found = {row.text: row for row in corpus.slogans().rows}
    assert {LASTING, CAME, WENT} <= set(found)
    row = found[CAME]
    assert row.uses == sum(uses(CAME).values())
    assert row.speeches == sum(CAME in text for text in TEXTS.values())
    assert (row.first[:4], row.last[:4]) == ("2019", "2022")
    assert 0 < found[LASTING].dispersion < row.dispersion < 1


def test_furniture_is_no_formulation(corpus: Corpus) -> None:
    texts = {row.text for row in corpus.slogans().rows}
    assert not texts & {"同志们", "会议指出", "王启明同志强调", "下面讲三点意见", "临溪县"}
    assert not any(text.endswith(("的", "要")) or text.startswith(("的", "，")) for text in texts)


def test_a_piece_of_a_formulation_is_none_beside_it(corpus: Corpus) -> None:
    texts = [row.text for row in corpus.slogans(kinds=("slogan", "term")).rows]
    assert not [(piece, whole) for piece in texts for whole in texts if piece != whole and piece in whole and whole == LASTING]


def test_lists_by_year_and_speaker_are_of_their_own_speeches(corpus: Corpus) -> None:
    by_year = corpus.slogans(by="year")
    assert by_year.left_out == 1
    for row in by_year.rows:
        if row.text in (LASTING, CAME, WENT):
            assert row.uses == uses(row.text)[int(row.group)]
            assert row.first[:4] == row.last[:4] == row.group
    folders = {row.group for row in corpus.slogans(by="folder").rows}
    assert {name.split("/")[-1] for name in folders} >= set(SPEAKERS)


def test_the_top_is_the_beginning_of_all(corpus: Corpus) -> None:
    assert corpus.slogans(top=3).rows == corpus.slogans().rows[:3]
    assert all(row.speeches >= 30 for row in corpus.slogans(least=30).rows)


def test_a_trend_has_every_year_and_its_rate(corpus: Corpus) -> None:
    found = corpus.trend(CAME, "没有人说过的话")
    assert [use.year for use in found.uses] == [*YEARS, *YEARS]
    assert [use.uses for use in found.uses[: len(YEARS)]] == [uses(CAME)[year] for year in YEARS]
    chars = sum(len(fold(text).text) for name, text in TEXTS.items() if year_of(name) == 2020)
    at = found.uses[YEARS.index(2020)]
    assert (at.chars, at.of_speeches, at.rate) == (chars, 5, round(10_000 * at.uses / chars, 4))
    assert not any(use.uses or use.rate for use in found.uses[len(YEARS) :])
    assert found.undated == 1


def test_what_came_and_what_went(corpus: Corpus) -> None:
    assert CAME in {row.text for row in corpus.new(2019).rows}
    assert CAME not in {row.text for row in corpus.new(2020).rows}
    assert LASTING not in {row.text for row in corpus.new(2019).rows}
    assert WENT in {row.text for row in corpus.gone(2018).rows}
    assert WENT not in {row.text for row in corpus.gone(2019).rows}


@pytest.mark.parametrize("year", [1900, 2015, 2300])
def test_a_year_with_nothing_before_it_cannot_be_compared(year: int, corpus: Corpus) -> None:
    with pytest.raises(JianggaoError) as caught:
        corpus.new(year)
    assert caught.value.code == "corpus-year"


def test_directives_live_on(corpus: Corpus) -> None:
    found = corpus.diff(2019, 2020)
    by_old = {row.old: row for row in found.rows if row.old}
    assert by_old["守住防汛抢险底线"].kind == "same"
    row = by_old["抓好粮食仓储安全"]
    assert (row.kind, row.new) == ("reworded", "全力抓好粮食仓储安全")
    headings = sum(text.count("、守住防汛抢险底线") for name, text in TEXTS.items() if year_of(name) == 2019)
    assert by_old["守住防汛抢险底线"].old_speeches == headings


def test_a_year_without_directives_is_told(corpus: Corpus) -> None:
    with pytest.raises(JianggaoError) as caught:
        corpus.diff(2019, 1999)
    assert caught.value.code == "corpus-no-directives"


def uses_in_quotations(phrase: str, source: str, corpus: Corpus) -> int:
    """Count a phrase in the quotations of a source, by the table of quotations."""
    table = corpus.sql(f"SELECT text FROM quotes WHERE contains(speaker, '{source}')")
    return sum(row["text"].count(phrase) for row in table.to_pylist())


def test_a_search_keeps_to_where_it_is_asked_to(corpus: Corpus) -> None:
    everywhere = corpus.search("安全底线")
    quoted = corpus.search("安全底线", where=["quotes"])
    assert quoted.count == everywhere.count > 0
    assert corpus.search("安全底线", source="王启明").count == uses_in_quotations("安全底线", "王启明", corpus) > 0
    assert corpus.search("安全底线", source="李青山").count == 0
    headings = corpus.search("窗口服务", where=["headings"])
    assert headings.count == sum(text.count("、提升窗口服务质效") for text in TEXTS.values())
    assert {hit.heading[2:] for hit in headings.hits} == {"提升窗口服务质效"}
    parts = [corpus.search("窗口服务", where=[each]).count for each in ("directives", "opening", "closing", "title")]
    assert sum(parts) == corpus.search("窗口服务").count
    assert parts[-1] == 0
    assert corpus.search("窗口服务", where=["opening", "closing"]).count == parts[1] + parts[2]


def test_several_phrases_are_any_or_all_of_them(corpus: Corpus) -> None:
    any_of = corpus.search(CAME, WENT)
    assert any_of.count == corpus.search(CAME).count + corpus.search(WENT).count
    assert corpus.search(CAME, WENT, every=True).count == 0
    both = corpus.search(CAME, LASTING, every=True)
    assert both.speeches == sum(CAME in text and LASTING in text for text in TEXTS.values())


def test_a_hit_is_where_it_says(corpus: Corpus) -> None:
    """In the original, also of files with the line ends of Windows."""
    hits = corpus.search(LASTING).hits
    dates = [hit.date for hit in hits if hit.date]
    assert dates == sorted(dates)
    assert not hits[-1].date
    by_id = {hit.id.partition("/")[2]: hit for hit in hits}
    for name, text in TEXTS.items():
        if LASTING in text:
            hit = by_id[name]
            original = text.replace("\n", "\r\n") if "-02-" in name else text
            assert original[hit.start : hit.end] == hit.text == LASTING
            line = original.split("\n")[hit.line - 1]
            assert line[hit.column - 1 :].startswith(LASTING)
            assert line[: hit.column - 1].endswith(hit.before)
            assert line[hit.column - 1 + len(LASTING) :].startswith(hit.after)


def test_results_are_arrow_tables_too(corpus: Corpus) -> None:
    found = corpus.search(CAME, top=3)
    table = as_arrow(found.hits, Hit)
    assert table.column_names == list(Hit._fields)
    assert table.to_pylist()[0]["text"] == CAME
    assert as_arrow((), Hit).num_rows == 0


def test_sql_reads_the_tables(corpus: Corpus) -> None:
    table = corpus.sql("SELECT year, count(*) AS n FROM speeches WHERE year > 2020 GROUP BY year ORDER BY year")
    assert table.to_pylist() == [{"year": 2021, "n": 5}, {"year": 2022, "n": 5}]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("DROP TABLE speeches", "corpus-sql-select"),
        ("SELECT 1; SELECT 2", "corpus-sql-select"),
        ("", "corpus-sql-select"),
        ("COPY (SELECT 1) TO 'out.csv'", "corpus-sql-select"),
        ("ATTACH 'other.db'", "corpus-sql-select"),
        ("INSTALL httpfs", "corpus-sql-select"),
        ("LOAD httpfs", "corpus-sql-select"),
        ("SET enable_external_access = true", "corpus-sql-select"),
        ("PRAGMA database_list", "corpus-sql-select"),
        ("EXPORT DATABASE 'out'", "corpus-sql-select"),
        ("INSERT INTO speeches VALUES (1)", "corpus-sql-select"),
        ("SELECT * FROM read_text('{file}')", "corpus-sql"),
        ("SELECT * FROM read_csv('{file}')", "corpus-sql"),
        ("SELECT * FROM '{file}'", "corpus-sql"),
        ("SELECT * FROM glob('/*')", "corpus-sql"),
        ("SELECT * FROM read_parquet('{folder}/speeches/*.parquet')", "corpus-sql"),
        ("SELECT * FROM 'https://localhost/x.parquet'", "corpus-sql"),
        ("SELECT * FROM query('COPY (SELECT 1) TO ''out.csv''')", "corpus-sql"),
        ("SELECT * FROM enable_logging()", "corpus-sql"),
        ("SELECT * FROM folder", "corpus-sql"),
        ("SELECT no_such_column FROM speeches", "corpus-sql"),
        ("SELECT 'unclosed", "corpus-sql"),
    ],
)
def test_sql_does_nothing_else(query: str, code: str, corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    secret = folder.parent / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    with pytest.raises(JianggaoError) as caught:
        corpus.sql(query.format(file=secret, folder=folder))
    assert caught.value.code == code
    assert "\n" not in caught.value.say()
    assert sorted(folder.rglob("*")) == before


def test_a_corpus_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        corpora.open(tmp_path)
    assert caught.value.code == "no-corpus"


def test_a_corpus_of_nothing_answers_nothing(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    corpora.build([tmp_path / "texts"], tmp_path / "corpus")
    empty = corpora.open(tmp_path / "corpus")
    assert empty.slogans().rows == ()
    assert empty.search("好").hits == empty.search("好", regex=True).hits == ()
    assert empty.trend("好").uses == ()
    assert empty.sql("SELECT count(*) AS n FROM points").to_pylist() == [{"n": 0}]


def test_copies_count_once_unless_all_are_asked_for(tmp_path: Path) -> None:
    name, text = next(speeches(1))
    for site in ("甲站", "乙站", "丙站"):
        (tmp_path / site).mkdir()
        (tmp_path / site / name.rpartition("/")[2]).write_text(f"来源：{site}\n{text}责任编辑：李青山\n", encoding="utf-8")
    corpora.build([tmp_path / site for site in ("甲站", "乙站", "丙站")], tmp_path / "corpus")
    once, always = corpora.open(tmp_path / "corpus"), corpora.open(tmp_path / "corpus", copies=True)
    assert (len(once.copied), len(always.copied)) == (2, 0)
    assert always.search(LASTING).count == 3 * once.search(LASTING).count > 0
    assert sum(use.uses for use in always.trend(LASTING).uses) == always.search(LASTING).count
    assert sum(use.uses for use in once.trend(LASTING).uses) == once.search(LASTING).count


def test_the_formulations_are_made_anew_when_the_corpus_changes(tmp_path: Path) -> None:
    home = tmp_path / "texts"
    home.mkdir()
    for number in range(3):
        (home / f"{number}.txt").write_text("同志们：\n扎实推进河湖连片治理。\n", encoding="utf-8")
    corpora.build([home], tmp_path / "corpus")
    assert [row.speeches for row in corpora.open(tmp_path / "corpus", copies=True).slogans().rows] == [3]
    for number in range(3, 5):
        (home / f"{number}.txt").write_text("同志们：\n扎实推进河湖连片治理。\n", encoding="utf-8")
    corpora.build([home], tmp_path / "corpus")
    assert [row.speeches for row in corpora.open(tmp_path / "corpus", copies=True).slogans().rows] == [5]
