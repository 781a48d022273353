"""`Source` to `Speech`: paragraphs, head, marks, outline, frame."""

from jianggao.structure.parse import parse, parse_source

__all__ = ["parse", "parse_source"]
