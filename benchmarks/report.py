"""What the page of a speech costs, against parsing and analysing it, and how large it is."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from speeches import speech

from jianggao import find_frames, find_quotes, find_slogans, find_tasks, parse, read, speech_page
from jianggao.analysis.check import check
from jianggao.model import Speech
from jianggao.output.report import speech_view


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the least processor time of several runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def analysed(text: str) -> Speech:
    """Return a speech, all of whose analyses have run."""
    found = parse(text)
    quotes = find_quotes(found)
    find_tasks(found, quotes), find_slogans(found), find_frames(found), check(found, quotes)
    return found


def main() -> None:
    """Print size and times for speeches of several lengths, and for the FILEs that are named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path, metavar="FILE")
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    given = options.parse_args()
    runs = 1 if given.smoke else 5
    texts = {str(chars): speech(1, chars) for chars in ((10_000,) if given.smoke else (2_500, 10_000, 35_000))}
    texts |= {path.name: read(path).source.original for path in given.files}
    analysed(speech(1, 500))
    for name, text in texts.items():
        found = parse(text)
        analyses = seconds(partial(analysed, text), runs)
        viewing = seconds(partial(speech_view, found), runs)
        whole = seconds(partial(speech_page, found), runs)
        size = len(speech_page(found).encode())
        print(
            f"{name} ({len(text):,} characters): page {size / 1e3:.0f} KB; parse and analyses {analyses * 1e3:.0f} ms, "
            f"analyses and view {viewing * 1e3:.0f} ms, with the templates {whole * 1e3:.0f} ms"
        )


if __name__ == "__main__":
    main()
