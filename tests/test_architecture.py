"""The house: which folder may import which, and where the heavy libraries come in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import jianggao

SOURCE = Path(jianggao.__file__).parent
LAYERS = (
    *("cli", "corpus", "load", "output", "analysis", "structure", "reading", "rules"),
    *("results", "model", "errors", "messages"),
)
"""From the top down; a layer imports itself and those after it. `model` and `errors` lie lowest, on `messages`."""
HOMES = {
    "click": ("cli/",),
    "rich": ("output/terminal", "cli/"),
    "yaml": ("output/export.py",),
    "openpyxl": ("output/workbook.py",),
    "jinja2": ("output/report/page.py",),
    "jieba": ("analysis/words.py",),
    "rjieba": ("analysis/words.py",),
    "pdfminer": ("reading/pdf.py",),
    "pyarrow": ("corpus/",),
    "duckdb": ("corpus/",),
    "numpy": ("corpus/",),
    "pyspark": ("corpus/",),
}
"""Where each library may be imported."""
LAZY = {"rich", "yaml", "openpyxl", "jinja2", "jieba", "rjieba", "pdfminer"}
"""Libraries that no module imports when it is itself imported."""
ALLOWED_AT_ONCE = {("output/terminal.py", "rich"), ("output/terminal_diff.py", "rich")}
"""But these, which are themselves imported when they are needed."""
CORPUS = {"pyarrow", "duckdb", "numpy", "pyspark"}
"""Libraries of `corpus/`, whose modules are imported when they are needed; but nothing else imports them with itself."""


class Import(NamedTuple):
    """An import statement: in which file and line, of what, and whether it runs with the module."""

    file: str
    line: int
    module: str
    at_once: bool


def is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports_in(node: ast.AST, file: str, *, at_once: bool = True) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if is_for_types_only(child):
            continue
        if isinstance(child, ast.Import):
            yield from (Import(file, child.lineno, alias.name, at_once) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{file}:{child.lineno}: a relative import"
            module = child.module or ""
            if module == "jianggao":
                yield from (Import(file, child.lineno, f"jianggao.{alias.name}", at_once) for alias in child.names)
            else:
                yield Import(file, child.lineno, module, at_once)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from imports_in(child, file, at_once=at_once and not inside)


FILES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
IMPORTS = [found for file in FILES for found in imports_in(ast.parse((SOURCE / file).read_text("utf-8"), filename=file), file)]


def layer_of(file: str) -> str:
    return file.split("/")[0].removesuffix(".py")


def test_there_is_something_to_read() -> None:
    assert {"cli/__init__.py", "load.py", "structure/parse.py", "model.py"} <= set(FILES)
    assert any(found.module == "click" for found in IMPORTS)


@pytest.mark.parametrize("file", [file for file in FILES if file not in ("__init__.py", "__main__.py")])
def test_a_module_belongs_to_a_layer(file: str) -> None:
    assert layer_of(file) in LAYERS


@pytest.mark.parametrize("file", [file for file in FILES if "/" in file or layer_of(file) in LAYERS])
def test_imports_go_down_only(file: str) -> None:
    mine = LAYERS.index(layer_of(file))
    for found in IMPORTS:
        if found.file == file and found.module.startswith("jianggao."):
            theirs = found.module.split(".")[1]
            if theirs in LAYERS:
                assert LAYERS.index(theirs) >= mine, f"{file}:{found.line} imports {found.module}"
            else:
                assert theirs == "__version__", f"{file}:{found.line} imports {found.module}"
                assert layer_of(file) in ("cli", "corpus", "output")


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_in_its_home_alone(library: str) -> None:
    for found in IMPORTS:
        if found.module.split(".")[0] == library:
            assert found.file.startswith(HOMES[library]), f"{found.file}:{found.line} imports {library}"


@pytest.mark.parametrize("library", sorted(LAZY))
def test_a_slow_library_is_imported_when_it_is_needed(library: str) -> None:
    for found in IMPORTS:
        if found.module.split(".")[0] == library and (found.file, library) not in ALLOWED_AT_ONCE:
            assert not found.at_once, f"{found.file}:{found.line} imports {library} with the module"


def test_the_terminal_is_imported_when_it_is_needed() -> None:
    for found in IMPORTS:
        if found.module.startswith("jianggao.output.terminal"):
            assert not found.at_once, f"{found.file}:{found.line}"


def test_the_modules_of_corpora_are_imported_when_they_are_needed() -> None:
    for found in IMPORTS:
        at_home = layer_of(found.file) == "corpus" and found.file != "corpus/__init__.py"
        if found.module.startswith("jianggao.corpus") and not at_home:
            assert not found.at_once, f"{found.file}:{found.line}"
        if found.module.split(".")[0] in CORPUS - {"pyarrow", "numpy"}:
            assert not found.at_once, f"{found.file}:{found.line} imports {found.module} with the module"


def test_the_core_needs_the_standard_library_alone() -> None:
    """Nothing below the output imports a library from elsewhere, but for the words' own and the reader of PDFs."""
    import sys

    for found in IMPORTS:
        if layer_of(found.file) in ("structure", "reading", "rules", "results", "model", "errors", "messages"):
            top = found.module.split(".")[0]
            at_home = found.file in HOMES.get(top, ())
            assert top == "jianggao" or at_home or top in sys.stdlib_module_names, f"{found.file}:{found.line} imports {top}"


def test_every_public_name_is_there() -> None:
    for name in jianggao.__all__:
        assert getattr(jianggao, name) is not None
    with pytest.raises(AttributeError):
        jianggao.no_such_name  # noqa: B018  (the lookup is what is tested)
