"""Requirements: who is told to do, to keep to or to avoid what, and by when."""

from jianggao.analysis.tasks.find import find_tasks

__all__ = ["find_tasks"]
