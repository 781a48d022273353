"""Quotations: pairs of marks, sources and cues, contents, and who 他 is."""

from jianggao.analysis.quotes.find import Cited, find_quotes, source_index

__all__ = ["Cited", "find_quotes", "source_index"]
