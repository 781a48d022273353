"""What checking a draft costs, against parsing, on the same speeches; and on texts of nothing but faults."""

from __future__ import annotations

import argparse
from functools import partial

from parse import seconds
from speeches import speeches

from jianggao import find_quotes, parse
from jianggao.analysis.check import check


def main() -> None:
    """Print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    smoke = options.parse_args().smoke
    texts = speeches(100_000 if smoke else 2_000_000)
    parsed = [(speech, find_quotes(speech)) for speech in map(parse, texts)]
    runs = 1 if smoke else 5
    parsing = seconds(lambda: [parse(text) for text in texts], runs)
    checking = seconds(lambda: [check(speech, quotes) for speech, quotes in parsed], runs)
    print(f"{len(texts)} speeches: checking, their quotations known, {checking / parsing:.2f} of the parse")
    for piece in ("“要落实，", "（一）抓落实。\n", "第8次会议，第九次会议。", "的的", "，，"):
        times = []
        for many in (1_000, 10_000):
            speech = parse("同志们：\n" + piece * many)
            times.append(seconds(partial(check, speech), 1))
        print(f"{piece.strip()} 1,000 and 10,000 times: {times[0] * 1e3:.0f} and {times[1] * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
