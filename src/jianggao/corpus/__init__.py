"""Corpora: the same over thousands of speeches, kept as a folder of Parquet tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianggao.corpus.building import build
    from jianggao.corpus.opened import Corpus
    from jianggao.corpus.opened import open_corpus as open

_HOMES = {"build": ("building", "build"), "Corpus": ("opened", "Corpus"), "open": ("opened", "open_corpus")}
"""The module and the name there of each public name; it is imported when the name is first asked for."""

__all__ = ["Corpus", "build", "open"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        module, there = _HOMES[name]
        return getattr(import_module(f"jianggao.corpus.{module}"), there)
    raise AttributeError(f"module 'jianggao.corpus' has no attribute {name!r}")
