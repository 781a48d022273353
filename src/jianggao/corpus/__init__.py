"""Corpora: the same over thousands of speeches, kept as a folder of Parquet tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianggao.corpus.building import build
    from jianggao.corpus.folder import Corpus

__all__ = ["Corpus", "build"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in __all__:
        return getattr(import_module({"build": "jianggao.corpus.building", "Corpus": "jianggao.corpus.folder"}[name]), name)
    raise AttributeError(f"module 'jianggao.corpus' has no attribute {name!r}")
