"""The formulations of a corpus: what its speeches have in common, counted exactly, apart from mere words and fragments.

Candidates (`candidates`) are rid of loose words at their edges, told what they are by their shape
(`analysis.slogans.shapes`) and judged by what stands around them at all their places, as the slogans of one
speech are. One that is a piece of a longer one and stands in hardly more speeches is dropped. What is left
is kept in `index/formulations` with its counts in each speech, until the corpus changes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jianggao.analysis import words
from jianggao.analysis.slogans.coding import QUOTED, glued
from jianggao.analysis.slogans.find import BEGUN, IS_SO, LOOSE, TERM_LOOSE
from jianggao.analysis.slogans.shapes import WEIGHTS, Lexicon
from jianggao.corpus.candidates import LEAST, LONGEST, SHORTEST, Candidate, candidates
from jianggao.corpus.contexts import Contexts, Surroundings, together
from jianggao.corpus.counting import Counts, counted, phrase_places
from jianggao.corpus.index import INDEX, Progress
from jianggao.corpus.packed import Packed, write_packed
from jianggao.corpus.texts import Texts
from jianggao.rules import rulebook

if TYPE_CHECKING:
    from jianggao.corpus.folder import Corpus as Folder

VERSION = "jianggao/formulations/1"
FILE = "formulations"
MOST_COUNTS = 5_000_000
"""Counts, of a formulation in a speech, that are kept; where most speeches have the same, that are fewer formulations."""
NEARLY_ALL = 0.8
"""The share of a piece's speeches that a longer formulation has, for the piece to be nothing by itself."""


class Formulation(NamedTuple):
    """A formulation, what it is, and how far it is whole."""

    text: str
    shape: str
    """A key of `analysis.slogans.shapes.WEIGHTS`."""
    factor: float
    """What its shape and its edges weigh."""


class Formulations(NamedTuple):
    """The formulations of a corpus, and how often each stands in which speech."""

    known: list[Formulation]
    counts: Counts


def formulations(folder: Folder, texts: Texts, copies: frozenset[str], progress: Progress | None = None) -> Formulations:
    """Return the formulations of a corpus; they are made where they are not kept, or the corpus has changed."""
    path = Path(folder.path) / INDEX / FILE
    stamp = [*(part.stamp for part in texts.parts), zlib.crc32("\n".join(sorted(copies)).encode())]
    try:
        packed = Packed(path, VERSION)
        if packed.header["stamp"] == stamp:
            known = [Formulation(*row) for row in packed.known]
            return Formulations(known, Counts(*(np.asarray(packed.numbers(name), np.int64) for name in Counts._fields)))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = judged(texts, candidates(folder, copies, progress))
    columns = {name: column.astype(np.uint32).tobytes() for name, column in found.counts._asdict().items()}
    write_packed(path, {"version": VERSION, "stamp": stamp}, [list(each) for each in found.known], columns)
    return found


def judged(texts: Texts, found: Sequence[Candidate]) -> Formulations:
    """Return which candidates are formulations, counted exactly."""
    lexicon = Lexicon.of(rulebook())
    phrases = list(_affordable(_trimmed(found, lexicon)))
    surroundings = Surroundings(lexicon)
    counts, contexts = [], []
    for part, places in phrase_places(texts, [text for text, _ in phrases]):
        counts.append(counted(texts, [places]))
        contexts.append(surroundings.measure(part, places.which, places.starts, places.ends, len(phrases)))
    if not counts:
        return Formulations([], counted(texts, []))
    joined = Counts(*(np.concatenate(column) for column in zip(*counts, strict=True)))
    _, speeches = joined.totals(len(phrases))
    around = together(contexts)
    kept = {}
    for at, (text, cut) in enumerate(phrases):
        if speeches[at] >= LEAST:
            shape, well = _judged(cut, Contexts(*(column[at] for column in around)), lexicon)
            if shape:
                kept[at] = Formulation(text, shape, WEIGHTS[shape] * min(1.0, 0.5 + well))
    whole = _closed({each.text: int(speeches[at]) for at, each in kept.items()})
    kept = {at: each for at, each in kept.items() if each.text in whole}
    return Formulations(list(kept.values()), _renumbered(joined, list(kept)))


def _trimmed(found: Sequence[Candidate], lexicon: Lexicon) -> Iterator[tuple[Candidate, list[str]]]:
    """Yield the candidates without loose words at their edges, each once, with their words; formulas are left out.

    A loose word at the end may belong to a phrase that always ends its clause (办到群众心坎上): such a
    candidate comes with it and without it.
    """
    seen = set()
    for candidate in found:
        quotations = [each.span() for each in QUOTED.finditer(candidate.text)]
        cut = list(glued(words.cut(candidate.text), candidate.text, quotations))
        for ended in (True, False):
            start, end = lexicon.trimmed(cut, ended=ended)
            text = "".join(cut[start:end])
            if text not in seen and SHORTEST <= len(text) <= LONGEST and not lexicon.formulas.search(text):
                seen.add(text)
                yield Candidate(text, candidate.speeches), cut[start:end]


def _affordable(found: Iterator[tuple[Candidate, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the first candidates, as many as have not too many counts together."""
    spent = 0
    for candidate, cut in found:
        spent += candidate.speeches
        if spent > MOST_COUNTS:
            return
        yield candidate.text, cut


def _judged(cut: list[str], around: Contexts, lexicon: Lexicon) -> tuple[str, float]:
    """Return the shape of a phrase and how well it ends, by its words and what stands around it; no shape for a fragment."""
    places, text = int(around.places), "".join(cut)
    ended = around.ended == places
    begun = around.begun >= BEGUN * places
    shape = lexicon.shape(cut, quoted=bool(2 * around.quoted >= places), begun=bool(begun), ended=bool(ended))
    well = float(around.well) / places
    if cut[-1] in lexicon.loose_ends and not (ended and (shape in ("call", "list") or (shape == "clause" and {*cut} >= IS_SO))):
        return "", well
    if shape == "term":
        return ("term" if around.whole >= TERM_LOOSE * places else ""), well
    if (not around.ended and well < LOOSE) or (shape == "list" and around.listed == places):
        return "", well
    if shape == "call" and (2 * around.headed >= places or ("的" in text and not begun)):
        return "", well
    return shape, well


def _closed(speeches: dict[str, int]) -> set[str]:
    """Return the phrases that are not a mere piece of a longer one: that stand in enough speeches without it."""
    pieces = set()
    for text, count in speeches.items():
        for size in range(SHORTEST, len(text)):
            for start in range(len(text) - size + 1):
                piece = text[start : start + size]
                if count >= NEARLY_ALL * speeches.get(piece, count / NEARLY_ALL + 1):
                    pieces.add(piece)
    return set(speeches) - pieces


def _renumbered(counts: Counts, kept: Sequence[int]) -> Counts:
    """Return the counts of the phrases that are kept, numbered anew, by phrase and speech."""
    places = np.full(int(counts.phrases.max(initial=-1)) + 1, -1, np.int64)
    places[[at for at in kept if at < len(places)]] = [number for number, at in enumerate(kept) if at < len(places)]
    phrases = places[counts.phrases]
    order = np.lexsort((counts.speeches, phrases))
    return Counts(phrases, counts.speeches, counts.counts).only(order[phrases[order] >= 0])
