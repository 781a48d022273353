"""What a corpus costs to ask, in processor time: in a process that has it open, as a whole command, and against grep."""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from many_speeches import dated_speech, formulations

from jianggao import corpus as corpora
from jianggao.corpus import Corpus

PROGRAM = Path(sys.executable).parent / "jianggao"
YEAR = 2010
MISSING = "没有人说过的话"


def seconds(run: Callable[[], object], runs: int) -> float:
    """Return the median processor seconds of a run, of this process and of those it starts."""
    taken = []
    for _ in range(runs):
        begun = spent()
        run()
        taken.append(spent() - begun)
    return statistics.median(taken)


def spent() -> float:
    """Return the processor seconds that this process and those it started have taken: other work does not count."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def command(*arguments: object) -> Callable[[], object]:
    """Return what runs a command, its output thrown away."""
    return lambda: subprocess.run(list(map(str, arguments)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def queries(phrase: str) -> dict[str, tuple[Callable[[Corpus], object], list[object]]]:
    """Return the queries: as a call, and as arguments of the command."""
    pattern = f"{phrase[:2]}.{{2,6}}{phrase[-2:]}"
    return {
        "search": (lambda corpus: corpus.search(phrase, top=50), ["search", phrase]),
        "search, headings": (
            lambda corpus: corpus.search(phrase, where=["headings"], top=50),
            ["search", phrase, "--in", "headings"],
        ),
        "search, a source": (
            lambda corpus: corpus.search("一件", source="王启明", top=50),
            ["search", "一件", "--source", "王启明"],
        ),
        "search, scripts": (lambda corpus: corpus.search(phrase, scripts=True, top=50), ["search", phrase, "--scripts"]),
        "search, regex": (lambda corpus: corpus.search(pattern, regex=True, top=50), ["search", pattern, "--regex"]),
        "slogans": (lambda corpus: corpus.slogans(top=20), ["slogans"]),
        "slogans by year": (lambda corpus: corpus.slogans(by="year", top=20), ["slogans", "--by", "year"]),
        "trend": (lambda corpus: corpus.trend(phrase, MISSING), ["trend", phrase, MISSING]),
        "new": (lambda corpus: corpus.new(YEAR, top=20), ["new", YEAR]),
        "gone": (lambda corpus: corpus.gone(YEAR, top=20), ["gone", YEAR]),
        "diff": (lambda corpus: corpus.diff(YEAR, YEAR + 1), ["diff", YEAR, YEAR + 1]),
        "sql": (
            lambda corpus: corpus.sql("SELECT year, count(*) FROM speeches GROUP BY year"),
            ["sql", "SELECT year, count(*) FROM speeches GROUP BY year"],
        ),
    }


def made(home: Path, speeches: int) -> None:
    """Write speeches into the folder `texts` and build their corpus, where that was not done before."""
    texts = home / "texts"
    if not texts.exists():
        texts.mkdir(parents=True)
        for seed in range(speeches):
            name, text = dated_speech(seed)
            (texts / name).write_text(text, encoding="utf-8")
    if not (home / "corpus").exists():
        corpora.build([texts], home / "corpus")


def measure(home: Path, runs: int) -> None:
    """Print the figures of a corpus."""
    texts, folder = home / "texts", home / "corpus"
    begun = spent()
    corpus = corpora.open(folder)
    corpus.search(MISSING)
    print(f"first search, which makes the index: {spent() - begun:.2f} s")
    begun = spent()
    corpus.slogans(top=20)
    print(f"first slogans, which counts the formulations: {spent() - begun:.2f} s")
    index = sum(path.stat().st_size for path in (folder / "index").iterdir())
    size = sum(path.stat().st_size for path in texts.iterdir())
    print(
        f"{len(corpus.texts)} speeches of {size / len(corpus.texts) / 1e3:.1f} KB; the index {index / size:.2f} times the texts"
    )
    common = corpus.slogans(top=1).rows[0].text
    for name, (call, arguments) in queries(common).items():
        call(corpus)
        open_seconds = seconds(lambda call=call: call(corpus), runs)  # type: ignore[misc]
        whole = seconds(command(PROGRAM, "corpus", arguments[0], folder, *arguments[1:]), runs)
        print(f"{name:>17}: {open_seconds * 1e3:8.1f} ms in an open corpus, {whole:.2f} s as a command")
    rare = min(formulations()[:2000], key=lambda phrase: (abs(corpus.search(phrase, top=0).count - 30), phrase))
    for name, phrase in (("common", common), ("rare", rare), ("in no speech", MISSING)):
        found = corpus.search(phrase, top=50)
        grep = seconds(command("grep", "-rF", phrase, texts), runs)
        ours = seconds(lambda phrase=phrase: corpus.search(phrase, top=50), runs)  # type: ignore[misc]
        whole = seconds(command(PROGRAM, "corpus", "search", folder, phrase), runs)
        print(
            f"{name}, {found.count} places in {found.speeches} speeches: grep -rF {grep:.3f} s; "
            f"in an open corpus {ours * 1e3:.2f} ms, {grep / ours:.0f} times as fast; as a command {whole:.2f} s, "
            f"{grep / whole:.1f} times"
        )


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    options.add_argument("--speeches", type=int, default=20_000)
    options.add_argument("--keep", type=Path, help="make texts and corpus in this folder, and take them from there again")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = given.keep or Path(temporary)
        made(home, 60 if given.smoke else given.speeches)
        measure(home, 1 if given.smoke else 5)


if __name__ == "__main__":
    main()
