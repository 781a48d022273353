"""Words: Chinese text cut where a dictionary and a hidden Markov model see boundaries.

The only importer of jieba. Where rjieba is installed (`jianggao[fast]`) it does the work: the same
dictionary and model, and on what both take for a word the same boundaries, at some twenty times the
speed.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from threading import Lock
from typing import Any

from jianggao.errors import ReadError
from jianggao.reading.encodings import decode
from jianggao.reading.files import read_bytes, refuse_other_formats

ODD = re.compile(
    "((?:[-_\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff\U00010000-\U0010ffff]"
    r"|\.(?=[a-zA-Z])|(?<![a-zA-Z0-9])[a-zA-Z0-9]+\.\d+(?=[a-zA-Z]))+)"
)
"""What the two segmenters take differently (`3-5`, `2.A`, `5.2km`, rare characters) or not at all
(half of a surrogate pair): cut off before either of them sees it."""
RUN = re.compile("[-_.a-zA-Z0-9\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff\U00010000-\U0010ffff]+")
"""The characters of which `ODD` is made: it is looked for in what these make up, which is soon found."""
PLAIN = re.compile("[a-zA-Z0-9]+|[0-9]+[.][0-9]+")
WORD = re.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._%]+")
"""What a segmenter can keep in one piece."""
LONGEST_WORD = 40
SILENT = 100
"""A logging level above all of jieba's messages."""


class Segmenter:
    """Cuts text into words; `added` are words it must know beyond its dictionary.

    `engine` is `"rjieba"` or `"jieba"`; by default the first of them that is installed.
    The dictionary is loaded with the first text.
    """

    def __init__(self, added: Iterable[str] = (), *, engine: str | None = None) -> None:
        self.added = tuple(added)
        self.engine = engine or ("rjieba" if _rjieba() else "jieba")
        self._lock = Lock()
        self._loaded: Any = None

    def cut(self, text: str) -> list[str]:
        """Return the words and whatever stands between them; joined they are `text` again."""
        loaded = self._loaded or self._load()
        words: list[str] = []
        at = 0
        for start, end in _odd(text):
            if start > at:
                words += loaded(text[at:start])
            words.append(text[start:end])
            at = end
        if not at:
            words = loaded(text)
        elif at < len(text):
            words += loaded(text[at:])
        return words

    def _load(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._rjieba_cut() if self.engine == "rjieba" else self._jieba_cut()
        return self._loaded

    def _rjieba_cut(self) -> Any:
        rjieba = _rjieba()
        if not self.added:
            return rjieba.cut
        own = rjieba.Jieba()
        for word in self.added:
            own.add_word(word, None, None)
        return own.cut

    def _jieba_cut(self) -> Any:
        own = _jieba_tokenizer()
        for word in self.added:
            own.add_word(word)
        return own.lcut


def _odd(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what neither segmenter is to see."""
    for run in RUN.finditer(text):
        if PLAIN.fullmatch(run[0]) is None:
            yield from (found.span() for found in ODD.finditer(text, *run.span()))


@cache
def segmenter() -> Segmenter:
    """Return the segmenter that commands share, without words of a user's."""
    return Segmenter()


def cut(text: str) -> list[str]:
    """Return the words of `text` and whatever stands between them; joined they are `text` again."""
    return segmenter().cut(text)


@cache
def is_set_expression(word: str) -> bool:
    """Tell whether jieba's dictionary has `word` for a set expression (tag `i`: 不折不扣, 一以贯之)."""
    if WORD.fullmatch(word) is None:
        return False
    rjieba = _rjieba()
    if rjieba is not None:
        # asked for a word it does not know, `tag` loads a model that takes 40 ms
        return bool(rjieba.has_word(word) and rjieba.tag(word) == [(word, "i")])
    lines = _dictionary()
    at = lines.find(f"\n{word} ".encode()) + 1
    return at > 0 and lines[at : lines.find(b"\n", at)].rstrip().endswith(b" i")


@cache
def _dictionary() -> bytes:
    """Return jieba's dictionary, a line for each word: the word, its frequency, its tag."""
    with _jieba().Tokenizer().get_dict_file() as file:
        return b"\n" + bytes(file.read())


def words_file(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Return the words in a user's file: one a line, in any of the usual encodings.

    What follows a word behind white space (jieba's frequency and tag) and lines that begin with `#`
    are passed over. `ReadError` is raised for a file that cannot be read, and for a line that holds
    no word a segmenter could keep in one piece.
    """
    data = read_bytes(path)
    refuse_other_formats(data)
    found: dict[str, None] = {}
    for number, line in enumerate(decode(data).text.splitlines(), 1):
        fields = line.split()
        if not fields or fields[0].startswith("#"):
            continue
        word = fields[0]
        if len(word) > LONGEST_WORD or WORD.fullmatch(word) is None:
            raise ReadError("word", line=number, word=word[:LONGEST_WORD])
        found[word] = None
    return tuple(found)


@cache
def _rjieba() -> Any:
    try:
        import rjieba
    except ImportError:
        return None
    return rjieba


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes in its source, and pkg_resources
        import jieba
    return jieba


def _jieba_tokenizer() -> Any:
    """Return a tokenizer of our own, its dictionary loaded from a private cache, without a word of output.

    jieba keeps its cache in the shared temporary folder, where a second user cannot write it and
    anybody could have; and it says what it does on standard error.
    """
    import logging

    jieba = _jieba()
    own = jieba.Tokenizer()
    own.cache_file = f"jieba-{jieba.__version__}-{sys.implementation.cache_tag}.cache"
    own.tmp_dir = _private_folder() or os.devnull  # no file can be in the latter: nothing is kept
    log = logging.getLogger("jieba")
    level = log.level
    log.setLevel(SILENT)
    try:
        own.initialize()
        if not _is_whole(own):
            own.initialized, own.tmp_dir = False, os.devnull
            own.initialize()
    finally:
        log.setLevel(level)
    return own


def _is_whole(tokenizer: Any) -> bool:
    """Tell whether what came from the cache is a dictionary."""
    return isinstance(tokenizer.FREQ, dict) and isinstance(tokenizer.total, int) and len(tokenizer.FREQ) > 1 < tokenizer.total


def _private_folder() -> str | None:
    """Return a folder that this user alone can write to, made if need be; None where there is none."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not base or not os.path.isabs(base):
        return None
    folder = os.path.join(base, "jianggao")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        about = os.lstat(folder)
    except OSError:
        return None
    if not stat.S_ISDIR(about.st_mode):
        return None
    if sys.platform != "win32" and (about.st_uid != os.getuid() or about.st_mode & 0o022):
        return None
    return folder
