"""How long `jianggao outline FILE` takes into a pipe, against `import click`, as whole processes."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "samples" / "discipline.txt"


def seconds(command: list[str]) -> float:
    """Return the time of one run, its output into a pipe."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and the median of the ratios pair by pair."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few runs only")
    runs = 3 if options.parse_args().smoke else 31
    program = Path(sys.executable).parent / "jianggao"
    pairs = [
        (seconds([str(program), "outline", str(SAMPLE)]), seconds([sys.executable, "-c", "import click"])) for _ in range(runs)
    ]
    ours, click = (statistics.median(column) for column in zip(*pairs, strict=True))
    times = statistics.median(a / b for a, b in pairs)
    print(f"outline {ours * 1e3:.0f} ms, import click {click * 1e3:.0f} ms, ratio {times:.2f}")


if __name__ == "__main__":
    main()
