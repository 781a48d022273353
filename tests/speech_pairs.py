"""Pairs of speeches, an old and a new one, of which it is known what became of each directive.

A seed makes a pair: directives are drawn from `cases/topics-of-directives.toml`, and edited, reworded, moved,
split, merged, added and removed, several of these at once. `python tests/speech_pairs.py 1000` says how many of
the directives of a thousand pairs are told rightly.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, NamedTuple

from conftest import HERE
from jianggao import parse
from jianggao.analysis.diff import diff
from jianggao.results import ChangeKind

TOPICS: list[dict[str, Any]] = tomllib.loads((HERE / "cases" / "topics-of-directives.toml").read_text("utf-8"))["topics"]
NUMERALS = "一二三四五六七八九十"
MARKS = ("一是", "一、", "（一）", "第一，", "一要")
BOILERPLATE = (
    "各级各部门要提高政治站位，把这件事摆在突出位置，主要负责同志亲自抓、分管同志具体抓。",
    "要坚持问题导向，列出清单、压实责任、逐项销号，确保件件有着落、事事有回音。",
    "市委市政府督查室要跟踪问效，对工作不力的严肃问责，对成效明显的通报表扬。",
)
"""Sentences that stand under every directive of a speech that is given to them."""
SYNONYMS = (
    ("不许", "严禁"),
    ("全部", "一律"),
    ("每周", "每旬"),
    ("统一", "集中"),
    ("先", "首先"),
    ("提前", "预先"),
    ("一次", "一回"),
    ("公布", "公开"),
)
FILLERS = (
    "这件事不能等，也等不起。",
    "说到底，就是要让群众少操一份心。",
    "有的同志嘴上答应，心里打鼓，这要不得。",
    "月底市里派人去看，看的是实物，不是台账。",
)


@dataclass(frozen=True)
class Directive:
    """A directive in the making."""

    heading: str
    sentences: tuple[str, ...]
    nested: tuple[tuple[str, tuple[str, ...]], ...] = ()
    came_from: tuple[int, ...] = ()
    """Its places in the old speech, from 1."""
    kinds: frozenset[str] = frozenset()


class Truth(NamedTuple):
    """What became of directives: the places and the kinds."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    kinds: frozenset[str]


@dataclass
class Pair:
    """Two speeches and what became of the directives of the first."""

    seed: int
    old: str
    new: str
    truth: list[Truth] = field(default_factory=list)
    moved: int = 0
    """How many have moved, where more than one choice explains the order."""


def _moved(order: tuple[int, ...]) -> int:
    """Return how many must have moved for this order of new places."""
    longest: list[int] = []
    for at, place in enumerate(order):
        longest.append(1 + max((longest[before] for before in range(at) if order[before] < place), default=0))
    return len(order) - max(longest, default=0)


def pair(seed: int) -> Pair:
    """Return the pair of a seed, always the same."""
    return _Making(seed).pair()


class _Making:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.dice = random.Random(seed)
        self.topics = self.dice.sample(TOPICS, len(TOPICS))
        self.boilerplate = BOILERPLATE if seed % 3 == 0 else ()
        self.short = seed % 4 == 1
        self.nested = seed % 5 == 2

    def pair(self) -> Pair:
        count = self.dice.randint(4, 8)
        old = [self.directive(topic) for topic in self.topics[:count]]
        spare = [self.directive(topic) for topic in self.topics[count : count + 3]]
        new = [replace(each, came_from=(place,)) for place, each in enumerate(old, 1)]
        operations = ["edit", "edit", "reword", "reword_edit", "remove", "add", "split", "merge", "move", "swap"]
        self.dice.shuffle(operations)
        for operation in operations[: self.dice.randint(3, 7)]:
            new = getattr(self, operation)(new, spare)
        marks = self.dice.choice(MARKS), self.dice.choice(MARKS)
        return Pair(self.seed, self.speech(old, marks[0]), self.speech(new, marks[1]), *self.truth(old, new))

    def directive(self, topic: dict[str, Any]) -> Directive:
        sentences = tuple(topic["sentences"])
        if self.short:
            sentences = tuple(self.dice.sample(sentences, 2))
        if self.nested and self.dice.random() < 0.6:
            points = tuple((re.split("[，、]", sentence)[0], (sentence,)) for sentence in sentences[2:])
            return Directive(topic["heading"], sentences[:2] + self.boilerplate, points)
        return Directive(topic["heading"], sentences + self.boilerplate)

    def changed(self, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """Return sentences with figures and words changed, one or half of them dropped, one or two put in."""
        found = list(sentences)
        if len(found) > 3 and self.dice.random() < 0.3:
            found = [*self.dice.sample(found, len(found) // 2), self.dice.choice(FILLERS)]
        at = self.dice.randrange(len(found))
        found[at] = re.sub("[二三四五六七八九]", lambda digit: self.dice.choice("二三四五六七八九"), found[at])
        for before, after in self.dice.sample(SYNONYMS, 4):
            found = [sentence.replace(before, after) for sentence in found]
        if len(found) > 3 and self.dice.random() < 0.6:
            del found[self.dice.randrange(len(found))]
        found.insert(self.dice.randint(0, len(found)), self.dice.choice(FILLERS))
        return tuple(found)

    def untouched(self, new: list[Directive]) -> list[int]:
        return [at for at, each in enumerate(new) if each.came_from and not each.kinds]

    def edit(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        for at in self.dice.sample(self.untouched(new), min(1, len(self.untouched(new)))):
            new[at] = replace(new[at], sentences=self.changed(new[at].sentences), kinds=new[at].kinds | {"edited"})
        return new

    def reword(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        for at in self.dice.sample(self.untouched(new), min(1, len(self.untouched(new)))):
            new[at] = replace(new[at], heading=self.other(new[at].heading), kinds=new[at].kinds | {"reworded"})
        return new

    def reword_edit(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        for at in self.dice.sample(self.untouched(new), min(1, len(self.untouched(new)))):
            each = new[at]
            kinds = each.kinds | {"reworded", "edited"}
            new[at] = replace(each, heading=self.other(each.heading), sentences=self.changed(each.sentences), kinds=kinds)
        return new

    def other(self, heading: str) -> str:
        return next(str(topic["reworded"]) for topic in TOPICS if topic["heading"] == heading)

    def remove(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        for at in self.dice.sample(self.untouched(new), min(1, len(self.untouched(new)))):
            del new[at]
        return new

    def add(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        new.insert(self.dice.randint(0, len(new)), spare.pop())
        return new

    def split(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        free = [at for at in self.untouched(new) if len(new[at].sentences) >= 4 and not new[at].nested]
        if free:
            at = self.dice.choice(free)
            each = new[at]
            middle = (len(each.sentences) - len(self.boilerplate)) // 2
            first = replace(each, sentences=each.sentences[:middle] + self.boilerplate, kinds=frozenset({"split"}))
            second = replace(first, heading=self.other(each.heading), sentences=each.sentences[middle:])
            new[at : at + 1] = [first, second]
        return new

    def merge(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        free = [
            at
            for at in self.untouched(new)
            if at + 1 in self.untouched(new) and new[at + 1].came_from[0] == new[at].came_from[0] + 1 and not new[at].nested
        ]
        if free:
            at = self.dice.choice(free)
            one, two = new[at : at + 2]
            new[at : at + 2] = [
                replace(
                    one,
                    heading=self.dice.choice([one.heading, "两件事合起来一道办"]),
                    sentences=tuple(dict.fromkeys(one.sentences + two.sentences)),
                    nested=two.nested,
                    came_from=one.came_from + two.came_from,
                    kinds=frozenset({"merged"}),
                )
            ]
        return new

    def move(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        each = new.pop(self.dice.randrange(len(new)))
        new.insert(self.dice.randint(0, len(new)), each)
        return new

    def swap(self, new: list[Directive], spare: list[Directive]) -> list[Directive]:
        free = [at for at in range(len(new) - 1) if "split" not in new[at].kinds | new[at + 1].kinds]
        if free:
            at = self.dice.choice(free)
            new[at], new[at + 1] = new[at + 1], new[at]
        return new

    def speech(self, directives: list[Directive], mark: str) -> str:
        lines = ["在云岭市工作会议上的讲话", "同志们：", f"下面，我讲{NUMERALS[len(directives) - 1]}点意见。"]
        for at, each in enumerate(directives):
            lines.append(f"{mark.replace('一', NUMERALS[at])}{each.heading}。")
            lines.append("".join(each.sentences))
            for place, (heading, sentences) in enumerate(each.nested, 1):
                lines.append(f"{place}．{heading}。{''.join(sentences)}")
        return "\n".join([*lines, "同志们，事情已经定了，剩下的就是干。"]) + "\n"

    def truth(self, old: list[Directive], new: list[Directive]) -> tuple[list[Truth], int]:
        """Return what became of each directive; which have moved is left open, how many is counted."""
        places: dict[tuple[int, ...], list[int]] = {}
        for place, each in enumerate(new, 1):
            if each.came_from:
                places.setdefault(each.came_from, []).append(place)
        rows = [Truth(source, tuple(found), new[found[0] - 1].kinds) for source, found in places.items()]
        moved = min(_moved(order) for order in product(*(row.new for row in sorted(rows))))
        rows += [Truth((), (place,), frozenset({"added"})) for place, each in enumerate(new, 1) if not each.came_from]
        kept = {place for source in places for place in source}
        rows += [Truth((place,), (), frozenset({"removed"})) for place in range(1, len(old) + 1) if place not in kept]
        return rows, moved


def misread(made: Pair) -> list[str]:
    """Return what is told wrongly of a pair of which it is known what became of each directive."""
    told = diff(parse(made.old), parse(made.new))
    got = {(change.old, change.new): set(map(str, change.kinds)) for change in told.changes}
    wrong = []
    for truth in made.truth:
        found = got.get((truth.old, truth.new))
        if found is None or found - {"same", "renumbered", "moved"} != truth.kinds:
            wrong.append(f"seed {made.seed}: {truth} is told as {found}, of {sorted(got)}")
    moved = sum(ChangeKind.MOVED in change.kinds for change in told.changes)
    return wrong if wrong or moved == made.moved else [f"seed {made.seed}: {made.moved} moved, {moved} told"]


def main() -> None:
    """Print how many directives and pairs are told rightly."""
    pairs = [pair(seed) for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 100)]
    wrong = [misread(each) for each in pairs]
    directives = sum(len(each.truth) for each in pairs)
    right = directives - sum(map(len, wrong))
    print(f"{right} of {directives} directives, {sum(not lines for lines in wrong)} of {len(pairs)} pairs to the last")
    print("\n".join(line for lines in wrong for line in lines))


if __name__ == "__main__":
    main()
