"""Slogans: the formulations a speech repeats on purpose, whole, by weight, and apart from mere terms.

The words are coded (`coding`), what comes back is found (`repeats`), rid of loose words at its edges and
told what it is by its shape (`shapes`); what cannot end where it does is dropped, and what is a piece or
a small change of a weightier one goes with it as a variant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from typing import NamedTuple

from jianggao.analysis import words
from jianggao.analysis.slogans.coding import BREAK, OPENING, UNREAD, Coded
from jianggao.analysis.slogans.repeats import maximal_repeats
from jianggao.analysis.slogans.shapes import LONG_OBJECT, WEIGHTS, Lexicon
from jianggao.model import Sections, Span, Speech
from jianggao.results import Slogan, Variant
from jianggao.rules import Rulebook, rulebook

LEAST = 2
"""Times a phrase stands, to be repeated."""
SHORTEST = 4
"""Code points of a phrase."""
LONGEST_WEIGHED = 24
"""Code points beyond which a phrase gains nothing by its length."""
MOST = {"slogan": 100, "term": 50}
"""Phrases of each kind that are told."""
WORDS_PER_TIME = 100_000
"""Words of text for which a phrase must stand once more than `LEAST`: in ten megabytes, twice is chance."""

LOOKED_AT = 200
"""Places of a phrase, evenly taken, whose contexts are looked at."""

ENDS_WELL = {"": 1.0, "、": 0.6, "等": 0.6, "的": 0.25, "和": 0.2, "与": 0.2, "及": 0.2}
"""How far what follows a phrase shows that it was whole: nothing (a clause ends), or one of these words."""
CUT = "…"
"""Stands for a `、` behind which the object of a call goes on: nothing is whole there."""
BEFORE_NEW = 0.5
"""The same of a word that intensifies what another phrase calls for."""
LOOSE = 0.3
"""A phrase that never ends a clause must end well by this much on average."""
FARTHEST_CUT = 4
"""Code points before a phrase that the segmenter may have cut off it."""
TERM_ENDS = frozenset({"", "、", "等", "的", "和", "与", "及", "是", "在", "有", "要"})
TERM_LOOSE = 0.3
"""The share of such ends that a term must have."""
IS_SO = frozenset({"是", "的"})
"""The words of a clause that is whole though it ends in 的: 眼睛是雪亮的."""
BEGUN = 0.5
"""The share of places at which a phrase begins a clause, where it is to be said to."""

PIECE = 0.6
"""A phrase at least that part as long as one that holds it is its variant."""
OFTENER = 2.0
"""A shorter piece of a longer phrase stands for itself where it stands that many times as often."""


class Phrase(NamedTuple):
    """A repeated phrase, rid of loose words: `size` words at each of its places in the coded string."""

    text: str
    size: int
    places: tuple[int, ...]
    shape: str
    weight: float
    varies: bool
    """It holds words that others can stand for."""

    @property
    def kind(self) -> str:
        """`slogan` or `term`."""
        return "term" if self.shape == "term" else "slogan"


@dataclass(frozen=True, slots=True)
class Shared:
    """A phrase that several speeches repeat, and how often each of them says it, variants not counted."""

    text: str
    kind: str
    shape: str
    weight: float
    counts: tuple[int, ...]

    @property
    def count(self) -> int:
        """How often it stands in all of them."""
        return sum(self.counts)


def find_slogans(
    speech: Speech,
    rules: Rulebook | None = None,
    *,
    segmenter: words.Segmenter | None = None,
    least: int | None = None,
    shortest: int = SHORTEST,
) -> tuple[Slogan, ...]:
    """Return what a speech repeats, slogans before terms, the weightiest first.

    `least` is how often a phrase must stand (2 by default, more in texts of hundreds of thousands of
    words), `shortest` its least length in code points. Spans are half-open code points of the clean
    text. Never raises, whatever the text; the cost is linear in its length.
    """
    mined = _Mine([speech], rules or rulebook(), segmenter, least, shortest)
    sections, parts = Sections(speech), _parts(speech)
    lengths = {name: span.end - span.start for name, span in speech.sections() if span in parts}
    found = []
    for phrase, others in mined.told():
        spans = _spans(phrase.text, speech.source.text, parts)
        names = tuple(sections.at(span.start) for span in spans)
        variants = sorted(
            (Variant(text, _spans(text, speech.source.text, parts)) for text in others), key=lambda each: -len(each.spans)
        )
        found.append(
            Slogan(
                speech.source,
                phrase.kind,
                phrase.shape,
                spans,
                names,
                round(phrase.weight, 2),
                round(deviation_of_proportions(Counter(names), lengths), 3),
                tuple(each for each in variants if each.spans),
            )
        )
    return tuple(found)


def shared_slogans(
    speeches: Sequence[Speech],
    rules: Rulebook | None = None,
    *,
    segmenter: words.Segmenter | None = None,
    least: int | None = None,
    shortest: int = SHORTEST,
) -> tuple[Shared, ...]:
    """Return what several speeches repeat, taken together, with the count in each, the weightiest first.

    A phrase that each of them says once counts as repeated. The rest is as for `find_slogans`.
    """
    mined = _Mine(speeches, rules or rulebook(), segmenter, least, shortest)
    texts = [(speech.source.text, _parts(speech)) for speech in speeches]
    return tuple(
        Shared(
            phrase.text,
            phrase.kind,
            phrase.shape,
            round(phrase.weight, 2),
            tuple(len(_spans(phrase.text, text, parts)) for text, parts in texts),
        )
        for phrase, _ in mined.told()
    )


def _parts(speech: Speech) -> list[Span]:
    """Return the sections that are read for phrases."""
    return [span for name, span in speech.sections() if name not in UNREAD]


def _spans(phrase: str, text: str, parts: Iterable[Span]) -> tuple[Span, ...]:
    """Return every place of a phrase in the parts of a text, as a search for its characters finds it."""
    found = []
    for part in parts:
        at = text.find(phrase, part.start, part.end)
        while at >= 0:
            found.append(Span(at, at + len(phrase)))
            at = text.find(phrase, at + len(phrase), part.end)
    return tuple(found)


def deviation_of_proportions(counts: Counter[str], lengths: dict[str, int]) -> float:
    """Return how unevenly something stands over sections: 0 as their lengths would have it, towards 1 all in one.

    Gries's DP, half the sum of the differences between the expected and the observed share of each
    section (Gries, Dispersions and adjusted frequencies in corpora, 2008).
    """
    total, length = sum(counts.values()), sum(lengths.values())
    if not total or not length:
        return 0.0
    return sum(abs(size / length - counts[name] / total) for name, size in lengths.items()) / 2


class _Mine:
    """The repeated phrases of one speech or several."""

    def __init__(
        self,
        speeches: Sequence[Speech],
        rules: Rulebook,
        segmenter: words.Segmenter | None,
        least: int | None,
        shortest: int,
    ) -> None:
        self.lexicon = Lexicon.of(rules)
        self.coded = Coded(speeches, self.lexicon.cutting((segmenter or words.segmenter()).cut), self.lexicon.codes)
        self.least = least if least is not None else LEAST + len(self.coded.string) // WORDS_PER_TIME
        self.shortest = shortest

    def told(self) -> Iterator[tuple[Phrase, list[str]]]:
        """Yield the phrases to tell, each with the texts of its variants: slogans, then terms, by weight."""
        ranked: dict[str, list[Phrase]] = {"slogan": [], "term": []}
        for phrase in self._phrases():
            ranked[phrase.kind].append(phrase)
        for kind, phrases in ranked.items():
            phrases.sort(key=lambda phrase: (-phrase.weight, phrase.places[0]))
            yield from self._folded(phrases, MOST[kind])

    def _phrases(self) -> Iterator[Phrase]:
        """Yield the repeats rid of loose words, each once, with their shapes and weights; what is no phrase is left out."""
        string, starts = self.coded.string, self.coded.starts
        longest: dict[str, tuple[int, list[int]]] = {}
        for size, places in maximal_repeats(string, self.least, self._is_long):
            at = places[0]
            if starts[at + size] - starts[at] < self.shortest:
                continue
            ended = all(string[at + size] == BREAK for at in places)
            start, end = self.lexicon.trimmed(self.coded.words(string[at : at + size]), ended=ended)
            key = string[at + start : at + end]
            if end > start and (key not in longest or len(longest[key][1]) < len(places)):
                longest[key] = start, places
        for key, (start, places) in longest.items():
            apart = _apart([at + start for at in places], len(key))
            if len(apart) >= self.least and (phrase := self._weighed(key, apart)) is not None:
                yield phrase

    def _is_long(self, code: str) -> bool:
        """Tell whether a word is a phrase by itself; of a quotation in one, its content is."""
        word = self.coded.codes.words[code]
        return len(word) >= self.shortest and word[0] not in OPENING

    def _weighed(self, key: str, places: list[int]) -> Phrase | None:
        """Return the phrase of some codes with its shape and weight, None where it is a fragment."""
        coded, lexicon, string = self.coded, self.lexicon, self.coded.string
        size, every = len(key), tuple(places)
        places = places[:: 1 + len(places) // LOOKED_AT]
        count = len(places)
        text = coded.text(places[0], size)
        left = ""
        varies = not lexicon.interchangeable.isdisjoint(key)
        if not varies:
            left = self._cut_off(places)
            text = left + text
        else:
            forms = Counter(coded.text(at, size) for at in places)
            text = max(forms, key=forms.__getitem__)
        if len(text) < self.shortest or lexicon.formulas.search(text):
            return None
        after = [string[at + size] for at in places]
        ended = after.count(BREAK)
        begun = sum(string[at - 1 : at] in ("", BREAK) for at in places)
        quoted = 2 * sum(coded.before(at) in OPENING for at in places) >= count
        printed = next(at for at in places if left + coded.text(at, size) == text)
        phrase = [*([left] if left else []), *(coded.text(at, 1) for at in range(printed, printed + size))]
        shape = lexicon.shape(phrase, quoted=quoted, begun=begun >= BEGUN * count, ended=ended == count)
        following = coded.words("".join(after))
        if 0 < len(lexicon.called(phrase)) < LONG_OBJECT:
            following = [
                word if word != "、" or self._begins_call(at + size + 1) else CUT
                for at, word in zip(places, following, strict=True)
            ]
        if not self._is_whole(shape, phrase, following, places):
            return None
        ends = sum(map(self._ends_well, following)) / count
        weight = log2(1 + len(every)) * sqrt(min(len(text), LONGEST_WEIGHED)) * WEIGHTS[shape] * min(1.0, 0.5 + ends)
        return Phrase(text, size, every, shape, weight, varies)

    def _cut_off(self, places: list[int]) -> str:
        """Return what stands before a phrase at all its places though the segmenter cut it in different ways there.

        `切实增强/“四个意识”` at one place and `增强/“四个意识”` at another: 增强 belongs to both.
        """
        shared = self.coded.clause_before(places[0], FARTHEST_CUT)
        for at in places[1:]:
            other = self.coded.clause_before(at, FARTHEST_CUT)
            while not other.endswith(shared):
                shared = shared[1:]
        cut_off = shared.rpartition("、")[2]
        return cut_off if len(cut_off) > 1 else ""

    def _is_whole(self, shape: str, phrase: list[str], following: list[str], places: list[int]) -> bool:
        """Tell whether a phrase is whole at both ends, by what follows it and what stands before it."""
        lexicon, count = self.lexicon, len(places)
        if shape == "term":
            return sum(word in TERM_ENDS for word in following) >= TERM_LOOSE * count
        if shape != "call" and shape != "list" and phrase[-1] in lexicon.loose_ends:
            return shape == "clause" and {*phrase} >= IS_SO
        if "" not in following and sum(map(self._ends_well, following)) < LOOSE * count:
            return False
        if shape == "call" and 2 * sum(word in lexicon.heads for word in following) >= count:
            return False
        if shape == "list" and set(following) == {"、"}:
            return False
        if shape == "call" and "的" in phrase:  # 维护安全的制度, said of whose: a modifier, and no call
            before = self.coded.words("".join(self.coded.string[at - 1] if at else BREAK for at in places))
            return 2 * sum(map(self._comes_before, before)) >= count
        return True

    def _begins_call(self, at: int) -> bool:
        """Tell whether a call can begin at a place: 坚持原则、 goes on with 敢于斗争, but 做好退役军人、 with 军属服务."""
        word = self.coded.words(self.coded.string[at : at + 1])
        lexicon = self.lexicon
        return not word or not word[0] or word[0] in lexicon.openers or word[0] in lexicon.intensifiers

    def _comes_before(self, word: str) -> bool:
        """Tell whether a call can begin behind a word: a break, a verb, an adverb or the like, but no noun."""
        lexicon = self.lexicon
        sets = (lexicon.loose_starts, lexicon.intensifiers, lexicon.openers, lexicon.weak_openers, lexicon.frame_openers)
        return not word or any(word in known for known in sets)

    def _ends_well(self, word: str) -> float:
        known = ENDS_WELL.get(word)
        if known is not None:
            return known
        return BEFORE_NEW if word in self.lexicon.intensifiers else 0.0

    def _folded(self, phrases: list[Phrase], most: int) -> Iterator[tuple[Phrase, list[str]]]:
        """Yield at most `most` phrases, those that are a piece or a small change of a weightier one as its variants."""
        kept: list[tuple[Phrase, list[str]]] = []
        for phrase in phrases:
            home = next((at for at, (chief, _) in enumerate(kept) if _is_variant(phrase, chief)), None)
            if home is None:
                if len(kept) < most:
                    kept.append((phrase, []))
                continue
            chief, others = kept[home]
            if len(phrase.text) < len(chief.text) and len(phrase.places) > OFTENER * len(chief.places):
                kept[home] = phrase, [*others, chief.text]  # the piece is what is repeated
            elif phrase.text not in chief.text or len(phrase.places) > len(chief.places):
                others.append(phrase.text)
        for phrase, others in kept:
            forms = {self.coded.text(at, phrase.size): None for at in phrase.places} if phrase.varies else {}
            yield phrase, [text for text in dict.fromkeys([*forms, *others]) if text != phrase.text]


def _apart(places: list[int], size: int) -> list[int]:
    """Return the places of a phrase of `size` words that do not overlap, from the first on."""
    kept: list[int] = []
    for at in places:
        if not kept or at >= kept[-1] + size:
            kept.append(at)
    return kept


def _is_variant(phrase: Phrase, chief: Phrase) -> bool:
    """Tell whether a phrase is a piece of a weightier one, or holds it and little more."""
    if phrase.text in chief.text:
        return len(phrase.text) >= PIECE * len(chief.text) or len(phrase.places) <= OFTENER * len(chief.places)
    return chief.text in phrase.text and len(chief.text) >= PIECE * len(phrase.text)
