"""What comparing two speeches costs: against parsing and segmenting them, and how it grows."""

from __future__ import annotations

import argparse
import random
from functools import partial
from pathlib import Path

from parse import seconds
from speeches import speech

from jianggao import parse
from jianggao.analysis.diff import compare, diff, wording
from jianggao.analysis.words import cut
from jianggao.results import Wording

SAMPLES = Path(__file__).parent.parent / "samples"
SIZE = 1_500
"""Asked of the grammar, which goes on to the end of a point: speeches of some 10 KB."""


def revised(text: str, seed: int) -> str:
    """Return a speech with a word changed in one sentence of four."""
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


def against_the_parse(name: str, pairs: list[tuple[str, str]], runs: int) -> None:
    """Print the cost of a diff beside those of the parses and of segmentation."""
    speeches = [(parse(old), parse(new)) for old, new in pairs]
    parsing = seconds(lambda: [(parse(old), parse(new)) for old, new in pairs], runs)
    cutting = seconds(lambda: [(cut(old), cut(new)) for old, new in pairs], runs)
    comparing = seconds(lambda: [diff(old, new) for old, new in speeches], runs)
    same = seconds(lambda: [diff(old, old) for old, _ in speeches], runs)
    size = len(pairs[0][0].encode()) / 1000
    each = [f"{took / len(pairs) * 1e3:.2f} ms" for took in (parsing, cutting, comparing)]
    print(f"{name}, {size:.0f} KB each: both parses {each[0]}, both segmentations {each[1]}, diff {each[2]}")
    print(f"  parses and diff: {(parsing + comparing) / (parsing + cutting):.2f} of parses and segmentations; ", end="")
    print(f"equal speeches: {(parsing + same) / parsing:.2f} of the parses")


def growth(counts: list[int]) -> None:
    """Print the time for many directives against the same shuffled, as they are and in other words."""
    for count in counts:
        old = directives(count)
        new = random.Random(1).sample(old, count)
        reworded = [in_other_words(each) for each in new]
        took = [seconds(partial(compare, old, side), 1) for side in (new, reworded)]
        print(f"{count} directives shuffled: {took[0]:.2f} s; each in other words as well: {took[1]:.2f} s")


def main() -> None:
    """Print the ratios and the growth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    smoke = options.parse_args().smoke
    runs = 1 if smoke else 9
    cut("热身")
    texts = [speech(seed, SIZE) for seed in range(20)]
    against_the_parse("edited speeches", [(text, revised(text, at)) for at, text in enumerate(texts)], runs)
    old, new = ((SAMPLES / f"{name}.txt").read_text("utf-8") for name in ("discipline", "discipline-revised"))
    against_the_parse("the samples, where directives came, went and were split", [(old, new)] * 20, runs)
    growth([100] if smoke else [250, 500, 1000, 2000])


if __name__ == "__main__":
    main()
