"""What building a corpus costs: speeches a second with one process and with two, the parts of it, and memory."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus_speeches import speech, write_speeches

from jianggao import find_quotes, find_tasks, parse
from jianggao.analysis.words import Segmenter
from jianggao.corpus.analyse import Settings, analyse
from jianggao.corpus.chunks import batch_of
from jianggao.corpus.phrases import phrases
from jianggao.corpus.signature import signatures
from jianggao.corpus.sources import Item
from jianggao.rules import rulebook

BUILD = """
import sys, time, resource
from jianggao.corpus.building import Options, build
from jianggao.corpus.workers import memory
peak, began = 0, time.perf_counter()
def told(state):
    global peak, last
    peak, last = max(peak, state.peak), state
if __name__ == "__main__":
    build([sys.argv[1]], sys.argv[2], Options(jobs=int(sys.argv[3])), told)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(last.speeches, time.perf_counter() - began, peak / 1e6, memory()[0] / 1e6,
          children.ru_utime + children.ru_stime, own.ru_utime + own.ru_stime)
"""


def cpu(action: Callable[[], object], runs: int) -> float:
    """Return the fewest seconds of the process's own time that an action took."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        action()
        taken.append(time.process_time() - began)
    return min(taken)


def parts(many: int, runs: int) -> None:
    """Print what each part of the analysis takes of a speech, in milliseconds of one core."""
    texts = [speech(seed) for seed in range(many)]
    speeches = [parse(text) for text in texts]
    quotes = [find_quotes(each) for each in speeches]
    batch = batch_of([(Item(str(seed), "", "a.txt", text.encode()), "") for seed, text in enumerate(texts)])
    analyse(batch, Settings())
    for name, action in (
        ("parse", lambda: [parse(text) for text in texts]),
        ("quotations", lambda: [find_quotes(each) for each in speeches]),
        ("requirements", lambda: [find_tasks(*pair) for pair in zip(speeches, quotes, strict=True)]),
        ("phrases", lambda: phrases(speeches, rulebook())),
        ("signatures", lambda: signatures(texts)),
        ("all, as Arrow tables", lambda: analyse(batch, Settings())),
    ):
        taken = cpu(action, runs) / many
        print(f"{name:<22}{taken * 1e3:6.2f} ms a speech{f', {1 / taken:.0f} a second' if name.startswith('all') else ''}")


def build(source: Path, folder: Path, jobs: int) -> tuple[float, ...]:
    """Build a corpus and return speeches, seconds, peak MB of a worker and of the program, seconds of cores of both."""
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(source), str(folder), str(jobs)], check=True, capture_output=True, text=True
    )
    return tuple(map(float, done.stdout.split()))


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    options.add_argument("--keep", type=Path, help="keep speeches and corpus in this folder")
    given = options.parse_args()
    print(f"segmenter: {Segmenter().engine}; load {os.getloadavg()[0]:.1f}")
    parts(20 if given.smoke else 200, 1 if given.smoke else 5)
    work = given.keep or Path(tempfile.mkdtemp())
    try:
        for many in (100,) if given.smoke else (2_000, 20_000):
            source = work / f"speeches-{many}"
            size = write_speeches(source, many)
            rates = {}
            for jobs in (1, 2):
                count, seconds, worker, own, cores, driver = build(source, work / f"corpus-{many}", jobs)
                rates[jobs] = count / seconds
                print(
                    f"{count:.0f} speeches of {size / many / 1e3:.1f} KB, {jobs} processes: {rates[jobs]:.0f} a second; "
                    f"{count / cores:.0f} for each second of a worker; worker {worker:.0f} MB, program {own:.0f} MB at most "
                    f"({driver:.1f} s); load {os.getloadavg()[0]:.1f}"
                )
            kept = sum(path.stat().st_size for path in (work / f"corpus-{many}").rglob("*.parquet"))
            print(
                f"two processes: {rates[2] / rates[1]:.2f} times one; the corpus takes {kept / size:.2f} bytes for each of text"
            )
    finally:
        if given.keep is None:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
