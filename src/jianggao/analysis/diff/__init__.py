"""Two versions of a speech: what became of each directive, and what changed inside it."""

from jianggao.analysis.diff.alignment import Thresholds
from jianggao.analysis.diff.compare import applied, compare, diff, mirrored, wording
from jianggao.analysis.diff.phrases import Phrases, came_and_went
from jianggao.analysis.diff.within import edits

__all__ = ["Phrases", "Thresholds", "applied", "came_and_went", "compare", "diff", "edits", "mirrored", "wording"]
