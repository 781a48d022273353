"""How long parsing takes, against decoding and splitting; how it grows; how much memory it takes."""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

from speeches import speeches

from jianggao import parse


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the least time of several runs."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def ratio(texts: list[str], runs: int) -> tuple[float, float]:
    """Return seconds of parsing the texts, and how many times decoding and splitting that is."""
    encoded = [text.encode() for text in texts]
    floor = seconds(lambda: [data.decode().split("\n") for data in encoded], max(runs, 7))
    parsing = seconds(lambda: [parse(data.decode()) for data in encoded], runs)
    return parsing, parsing / floor


def hostile(size: int) -> dict[str, str]:
    """Return texts that could cost more than prose of the same length."""
    han = "一二三四五六七八九"
    numbered = "".join(f"{i}、抓好第{i}项工作。\n要把责任落到实处。\n" for i in range(1, 3001))
    return {
        "a line of 2 MB": "要把责任落到每一个岗位，" * (size // 36),
        "50,000 unmatched “": "同志们：\n" + "“要落实，" * 50_000,
        "50,000 unmatched （": "同志们：\n" + "（要落实，" * 50_000,
        "3,000 directives": "同志们：\n" + numbered,
        "a heading of 5,000": "一是" + "抓" * 5000 + "\n二是落实。\n",
        "marks all inline": "".join(f"{han[i % 9]}是抓好落实；" for i in range(size // 24)),
        "一是 again and again": "一是" * (size // 6),
        "（一 again and again": "（一" * (size // 6),
    }


def peak_memory(texts: list[str]) -> float:
    """Return how many times its input a process needs to parse it, the interpreter not counted (Linux only)."""
    code = (
        "import re, sys\n"
        "from jianggao import parse\n"
        "def peak(): return int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) * 1024\n"
        "parse('同志们：\\n一是甲。\\n二是乙。')\n"
        "before = peak()\n"
        "data = sys.stdin.buffer.read()\n"
        "speech = parse(data.decode())\n"
        "print((peak() - before) / len(data))\n"
    )
    data = "".join(texts).encode()
    return float(subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True).stdout)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    smoke = options.parse_args().smoke
    runs, size = (1, 200_000) if smoke else (5, 5_000_000)
    texts = speeches(size)
    parsing, times = ratio(["".join(texts)], runs)
    print(f"one text of {size / 1e6:g} MB: {parsing * 1e3:.0f} ms, {times:.1f} times decode and split")
    parsing, times = ratio(texts, runs)
    print(f"{len(texts)} speeches, together as long: {parsing * 1e3:.0f} ms, {times:.1f} times")
    for growing in (10_000, 100_000, 1_000_000) if smoke else (10_000, 100_000, 1_000_000, 10_000_000, 50_000_000):
        text = "".join(speeches(growing))
        rate = len(text.encode()) / seconds(partial(parse, text), 1 if growing > 1e7 else runs) / 1e6
        print(f"{growing / 1e6:>6g} MB: {rate:.0f} MB/s")
    for name, text in hostile(200_000 if smoke else 2_000_000).items():
        rate = len(text.encode()) / seconds(partial(parse, text), 1) / 1e6
        print(f"{name}: {rate:.0f} MB/s")
    print(f"peak memory: {peak_memory(texts):.1f} times the input")


if __name__ == "__main__":
    main()
