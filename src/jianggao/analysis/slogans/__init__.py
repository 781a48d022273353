"""Slogans and frames: what a speech repeats, where, and in which patterns."""

from jianggao.analysis.slogans.concordance import Hit, concordance
from jianggao.analysis.slogans.find import Shared, find_slogans, shared_slogans
from jianggao.analysis.slogans.frames import find_frames

__all__ = ["Hit", "Shared", "concordance", "find_frames", "find_slogans", "shared_slogans"]
