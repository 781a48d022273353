"""What finding requirements costs, against parsing the same speeches: generated ones, or the files that are named."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from parse import seconds
from speeches import speeches

from jianggao import parse
from jianggao.analysis.quotes import find_quotes
from jianggao.analysis.tasks import find_tasks
from jianggao.rules import rulebook


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def first_run() -> None:
    """Print what compiling the rules costs, by a first and a second run over one speech."""
    speech = parse("".join(speeches(10_000)))
    quotes = find_quotes(speech)
    for name in ("demands", "cues"):  # reads the files
        rulebook()[name]
    first, second = (processor_seconds(lambda: find_tasks(speech, quotes)) for _ in range(2))
    print(f"first run over a speech: {(first - second) * 1e3:.0f} ms more than the second")


def compare(texts: list[str], runs: int) -> None:
    """Print the ratios of some texts, by the least processor time of alternating runs."""
    parsing, finding, count = [], [], 0
    for text in texts:
        speech = parse(text)
        quotes = find_quotes(speech)
        count += len(find_tasks(speech, quotes))
        times = [
            (processor_seconds(partial(parse, text)), processor_seconds(partial(find_tasks, speech, quotes))) for _ in range(runs)
        ]
        parsing.append(min(parsed for parsed, _ in times))
        finding.append(min(found for _, found in times))
    ratios = [found / parsed for found, parsed in zip(finding, parsing, strict=True)]
    print(
        f"{len(texts)} speeches: {sum(finding) / sum(parsing):.1f} of the parse (from {min(ratios):.1f} to {max(ratios):.1f}, "
        f"median {statistics.median(ratios):.1f}); a requirement in {sum(map(len, texts)) // max(count, 1)} characters"
    )


def main() -> None:
    """Print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    options.add_argument("files", nargs="*", type=Path, help="UTF-8 texts to measure instead")
    given = options.parse_args()
    runs = 1 if given.smoke else 15
    first_run()
    if given.files:
        compare([path.read_text("utf-8", errors="replace") for path in given.files], runs)
        return
    texts = speeches(100_000 if given.smoke else 1_000_000)
    compare(texts, runs)
    one = parse(texts[0])
    prose = seconds(lambda: find_tasks(one), runs) / len(texts[0])
    for name, text in {
        "要抓好。 20,000 times": "要抓好。" * 20_000,
        "one sentence of 20,000 clauses": "各级要抓好，" * 20_000,
        "one clause of 100,000 characters": "抓" * 100_000 + "要落实。",
    }.items():
        speech = parse(text)
        cost = seconds(partial(find_tasks, speech), runs) / len(text)
        print(f"{name}: {cost / prose:.2f} of prose per character")


if __name__ == "__main__":
    main()
