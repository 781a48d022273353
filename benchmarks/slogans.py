"""What finding slogans costs, against cutting the same text into words; how it grows; memory; start-up."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from parse import seconds
from speeches import speech, speeches
from start import SAMPLE
from start import seconds as process_seconds

from jianggao import Speech, parse
from jianggao.analysis.slogans import find_frames, find_slogans
from jianggao.analysis.words import Segmenter

PEAK = """
import re, sys
sys.path.insert(0, {folder!r})
from speeches import speeches
from jianggao import parse, shared_slogans
parsed = [parse(text) for text in speeches({size})]
found = shared_slogans(parsed)
print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1e6, len(found))
"""


def costs(speech: Speech, runs: int) -> tuple[float, float, float]:
    """Return seconds of cutting a speech into words, and of finding its slogans and its frames beyond that."""
    segmenter = Segmenter()
    lines = speech.source.text.split("\n")
    segmenter.cut("")

    def whole(find: Callable[..., object]) -> float:
        return seconds(lambda: find(speech, segmenter=segmenter), runs)

    cutting = seconds(lambda: [segmenter.cut(line) for line in lines], runs)
    return cutting, whole(find_slogans) - cutting, whole(find_frames) - cutting


def start(runs: int) -> tuple[float, float]:
    """Return the median seconds of the command, and of loading the segmenter and cutting one word."""
    program = Path(sys.executable).parent / "jianggao"
    loading = "from jianggao.analysis.words import Segmenter; Segmenter().cut('讲稿')"
    pairs = [
        (process_seconds([str(program), "slogans", str(SAMPLE)]), process_seconds([sys.executable, "-c", loading]))
        for _ in range(runs)
    ]
    command, segmenter = (statistics.median(column) for column in zip(*pairs, strict=True))
    return command, segmenter


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    smoke = options.parse_args().smoke
    print(f"segmenter: {Segmenter().engine}")
    for size in (10_000, 100_000) if smoke else (10_000, 100_000, 1_000_000, 10_000_000):
        text = speech(1, size // 3) if size == 10_000 else "".join(speeches(size))
        cutting, slogans, frames = costs(parse(text), 1 if smoke or size > 1e6 else 7)
        rate = len(text.encode()) / 1e6 / (cutting + slogans)
        print(f"{size / 1e6:>6g} MB: cutting {cutting * 1e3:.2f} ms, slogans {slogans / cutting:.2f} times that, ", end="")
        print(f"frames {frames / cutting:.2f} times; cutting and slogans {rate:.1f} MB/s")
    command, segmenter = start(3 if smoke else 21)
    print(f"start: {command * 1e3:.0f} ms, the segmenter alone {segmenter * 1e3:.0f} ms, ratio {command / segmenter:.2f}")
    size = 1_000_000 if smoke else 100_000_000
    code = PEAK.format(folder=str(Path(__file__).parent), size=size)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"{size / 1e6:g} MB of speeches: {done.stdout.split()[0]} GB at most")


if __name__ == "__main__":
    main()
