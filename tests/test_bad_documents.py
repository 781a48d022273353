"""Damaged documents and faulty rule files: refused in one line that says where and what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from test_bad_input import SPEECH, put, refused

DAMAGED: dict[str, Callable[[str], str | bytes]] = {
    "half of it": lambda text: text[: len(text) // 2],
    "the head alone": lambda text: text[: text.index("speech/1") + 9].rstrip('"'),
    "another schema": lambda text: text.replace("speech/1", "speech/9"),
    "a word for a number": lambda text: text.replace("number: 1", "number: x").replace('number": 1', 'number": "x"'),
    "no headings": lambda text: text.replace("heading", "headline"),
    "an open span": lambda text: text.replace("span: [", "span: [null, ").replace('"span": [', '"span": [null, '),
    "no source": lambda text: text.replace('source": ', 'source": 3, "x": ').replace("source:", "source: 3\n#"),
    "an invalid byte": lambda text: text.encode("utf-8").replace("同".encode(), b"\xff", 1),
}  # fmt: skip


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_document_is_refused(damage: str, form: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    put(tmp_path, DAMAGED[damage](jianggao("export", "speech.txt", "-f", form).stdout), f"damaged.{form}")
    line = refused(jianggao("outline", f"damaged.{form}"), f"jianggao: damaged.{form}: ")
    assert "cannot be read back" in line


HEAD = '{"schema": "jianggao/speech/1", "source": '
EXTREME = {
    "lists too deep": (HEAD + "[" * 100_000, "it ends in a RecursionError"),
    "a number too long": (HEAD + "1" * 5000 + "}", "it ends in a ValueError"),
}


@pytest.mark.parametrize("what", EXTREME)
def test_json_beyond_the_parsers_limits_is_refused(what: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, EXTREME[what][0], "damaged.json")
    refused(jianggao("outline", "damaged.json"))


def test_yaml_nested_too_deep_is_refused(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, "schema: jianggao/speech/1\nx: " + "[" * 100_000, "damaged.yaml")
    refused(jianggao("outline", "damaged.yaml"))


def test_yaml_that_asks_for_an_object_is_refused(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, "schema: jianggao/speech/1\nx: !!python/object/apply:os.system ['touch pwned']\n", "damaged.yaml")
    refused(jianggao("outline", "damaged.yaml"))
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(("right", "wrong"), [('"chars": ', '"chars": -'), ('"span": [\n      0,', '"span": [\n      99,')])
def test_a_document_with_impossible_places_is_refused(right: str, wrong: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    exported = jianggao("export", "speech.txt", "-f", "json").stdout
    assert right in exported
    put(tmp_path, exported.replace(right, wrong), "damaged.json")
    refused(jianggao("export", "damaged.json"))


def test_damaged_json_is_told_of_where_the_damage_is(jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    exported = jianggao("export", "speech.txt", "-f", "json").stdout
    put(tmp_path, exported.replace('"heading": ', '"heading" ', 1), "damaged.json")
    assert "line 1 " not in refused(jianggao("outline", "damaged.json"))


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_clean_loses_nothing_of_an_exported_document(form: str, jianggao: Run, tmp_path: Path) -> None:
    """It prints the text, or refuses; it does not write an empty file."""
    put(tmp_path, SPEECH)
    jianggao("export", "speech.txt", "-o", f"out.{form}")
    done = jianggao("clean", f"out.{form}", "-o", "clean.txt")
    assert done.returncode == 2 or "加强学习" in (tmp_path / "clean.txt").read_text("utf-8")


RULES: dict[str, str | bytes] = {
    # what the message must hold: the file
    "own.toml: Invalid value": "x = ",
    "own.toml: ": b"\xff",
    "own.toml: nosuch: no such set": "[[nosuch]]\nid = 'x'",
    "own.toml: x: key 'reason' is missing": "[[marks]]\nid = 'x'\npattern = 'p'",
    "own.toml: x: key 'foo' is unknown": "[[marks]]\nid = 'x'\npattern = 'p'\nreason = 'r'\nfoo = 1",
    "own.toml: x: pattern: missing )": "[[marks]]\nid = 'x'\npattern = '('\nreason = 'r'",
    "own.toml: x: does not match": "[[marks]]\nid = 'x'\npattern = 'p'\nreason = 'r'\nmatch = ['q']",
    "own.toml: x: matches 'p', which": "[[marks]]\nid = 'x'\npattern = 'p'\nreason = 'r'\nreject = ['p']",
    "own.toml: disable: no rule 'nosuch'": "disable = ['nosuch']",
    "own.toml: disable: is a list": "disable = 3",
}


@pytest.mark.parametrize("said", RULES)
def test_a_faulty_rule_file_is_told_of_with_file_rule_and_what(said: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    put(tmp_path, RULES[said], "own.toml")
    assert said in refused(jianggao("outline", "--rules", "own.toml", "speech.txt"))


@pytest.mark.parametrize("name", ["nosuch.toml", "."])
def test_a_rule_file_that_cannot_be_read_is_told_of(name: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    assert name in refused(jianggao("outline", "--rules", name, "speech.txt"))


@pytest.mark.parametrize("fault", ["pattern = '(?i)p'", "pattern = 'p'\nplaces = 'Q'"])
def test_a_rule_that_cannot_be_used_is_told_of(fault: str, jianggao: Run, tmp_path: Path) -> None:
    put(tmp_path, SPEECH)
    put(tmp_path, f"[[marks]]\nid = 'x'\nreason = 'r'\n{fault}\n", "own.toml")
    assert "own.toml: x: " in refused(jianggao("outline", "--rules", "own.toml", "speech.txt"))
