"""`jianggao quotes` as a user runs it."""

from __future__ import annotations

import json

import pytest
import yaml

from conftest import SAMPLES, Run

SAMPLE = SAMPLES / "discipline.txt"


def test_quotations_stand_under_their_sections_and_sources_follow(jianggao: Run) -> None:
    lines = jianggao("quotes", SAMPLE, lang="zh").stdout.splitlines()
    section = lines.index("一是责任链条拧得更紧")
    assert lines[section + 1].startswith("  王启明同志 强调：要把基层监督")
    assert lines[section + 1].endswith("[转述, 要求]")
    assert lines[lines.index("引用来源") + 1] == "  王启明 1 (王启明同志 1)"


def test_directives_alone_are_listed_where_they_are_asked_for(jianggao: Run) -> None:
    tree = json.loads(jianggao("quotes", "--directives", "-f", "json", SAMPLE).stdout)
    assert tree["quotes"]
    assert all(quote["directive"] for quote in tree["quotes"])


@pytest.mark.parametrize("kind", ["direct", "reported", "term"])
def test_a_kind_alone_is_listed_where_it_is_asked_for(kind: str, jianggao: Run) -> None:
    tree = json.loads(jianggao("quotes", "--kind", kind, "-f", "json", SAMPLE).stdout)
    assert {quote["kind"] for quote in tree["quotes"]} == {kind}


def test_a_source_is_found_by_a_part_of_its_name(jianggao: Run) -> None:
    tree = yaml.safe_load(jianggao("quotes", "--source", "启明", "-f", "yaml", SAMPLE).stdout)
    assert {quote["source"] for quote in tree["quotes"]} == {"王启明同志"}
    assert [source["name"] for source in tree["sources"]] == ["王启明"]


def test_spans_are_places_in_the_original(jianggao: Run) -> None:
    original = SAMPLE.read_text("utf-8")
    for quote in json.loads(jianggao("quotes", "-f", "json", SAMPLE).stdout)["quotes"]:
        start, end = quote["content_span"]
        assert original[start:end].replace("##paidbegin##", "") == quote["text"]


def test_an_export_carries_the_quotations_and_keeps_them_when_it_is_read_back(jianggao: Run) -> None:
    exported = jianggao("export", "-f", "json", SAMPLE).stdout
    again = jianggao("export", "-f", "json", "-", stdin=exported.encode()).stdout
    assert json.loads(exported)["quotes"]
    assert again == exported


def test_a_speech_that_quotes_nobody_says_so(jianggao: Run) -> None:
    speech = "同志们：\n一是抓学习。\n二是抓落实。\n"
    assert jianggao("quotes", "-", stdin=speech.encode()).stdout == "no quotations found\n"


def test_the_table_on_a_terminal_has_no_markup_from_the_speech(jianggao: Run) -> None:
    speech = "同志们：\n一是抓学习。要学好“[red]三会一课[/red]”。\n二是抓落实。\n"
    done = jianggao("quotes", "--color", "-", stdin=speech.encode(), COLUMNS="120")
    assert "[red]三会一课[/red]" in done.stdout
