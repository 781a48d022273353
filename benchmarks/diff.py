"""What comparing two speeches costs: against parsing and segmenting them, and how it grows."""

from __future__ import annotations

import argparse
import random

from parse import seconds
from speeches import speech

from jianggao import parse
from jianggao.analysis.diff import compare, diff, wording
from jianggao.analysis.words import cut
from jianggao.model import Speech, Wording

SIZE = 1_500
"""Asked of the grammar, which goes on to the end of a point: speeches of some 10 KB."""


def revised(text: str, seed: int) -> str:
    """Return a speech with a word changed in one sentence of four, and two directives in each other's place."""
    dice = random.Random(seed)
    sentences = [each.replace("要", "务必", 1) if dice.random() < 0.25 else each for each in text.split("。")]
    return "。".join(sentences)


def directives(count: int) -> list[Wording]:
    """Return directives that are all different."""
    found: list[Wording] = []
    while len(found) < count:
        found += [point for each in parse(speech(len(found), 10_000)).directives for point in wording(each).points]
    return found[:count]


def in_other_words(each: Wording) -> Wording:
    """Return a directive with a word of every clause changed and a sentence more."""
    return each._replace(text=each.text.replace("要", "务必").replace("责任", "担子") + "这件事月底前见分晓。")


def against_the_parse(runs: int) -> None:
    """Print the cost of a diff as a multiple of the parses, and of parses and segmentation."""
    pairs = [(text, revised(text, at)) for at, text in enumerate(speech(seed, SIZE) for seed in range(20))]
    cut("热身")
    speeches: list[tuple[Speech, Speech]] = [(parse(old), parse(new)) for old, new in pairs]
    parsing = seconds(lambda: [(parse(old), parse(new)) for old, new in pairs], runs)
    cutting = seconds(lambda: [(cut(old), cut(new)) for old, new in pairs], runs)
    comparing = seconds(lambda: [diff(old, new) for old, new in speeches], runs)
    same = seconds(lambda: [diff(old, old) for old, _ in speeches], runs)
    whole = (parsing + comparing) / (parsing + cutting)
    print(f"two speeches of {len(pairs[0][0].encode()) / 1000:.0f} KB: parses {parsing / len(pairs) * 1e3:.2f} ms, ", end="")
    print(f"segmentation of both {cutting / len(pairs) * 1e3:.2f} ms, diff {comparing / len(pairs) * 1e3:.2f} ms")
    print(f"  parses and diff: {whole:.2f} of parses and segmentation; equal speeches: diff {same / parsing:.2f} of the parses")


def growth(counts: list[int]) -> None:
    """Print the time for many directives against the same shuffled, as they are and in other words."""
    for count in counts:
        old = directives(count)
        new = random.Random(1).sample(old, count)
        reworded = [in_other_words(each) for each in new]
        took = [seconds(lambda old=old, side=side: compare(old, side), 1) for side in (new, reworded)]
        print(f"{count} directives shuffled: {took[0]:.2f} s; each in other words as well: {took[1]:.2f} s")


def main() -> None:
    """Print the ratios and the growth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    smoke = options.parse_args().smoke
    against_the_parse(1 if smoke else 5)
    growth([100] if smoke else [250, 500, 1000, 2000])


if __name__ == "__main__":
    main()
