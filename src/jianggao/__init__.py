"""jianggao (讲稿): reads a Chinese official speech and shows what it is made of."""

from jianggao.structure import parse

__all__ = ["parse"]
