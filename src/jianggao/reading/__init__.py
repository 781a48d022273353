"""A file or bytes to a `Source`: encodings, the publisher's markers, line breaks."""

from jianggao.reading.files import read_bytes
from jianggao.reading.source import source_from_bytes, source_from_text

__all__ = ["read_bytes", "source_from_bytes", "source_from_text"]
