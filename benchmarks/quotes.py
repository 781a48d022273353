"""What finding quotations costs, against parsing, on the same speeches."""

from __future__ import annotations

import argparse
from functools import partial

from parse import seconds
from speeches import speeches

from jianggao import parse
from jianggao.analysis.quotes import find_quotes


def main() -> None:
    """Print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    smoke = options.parse_args().smoke
    texts = speeches(100_000 if smoke else 2_000_000)
    parsed = [parse(text) for text in texts]
    runs = 1 if smoke else 5
    parsing = seconds(lambda: [parse(text) for text in texts], runs)
    finding = seconds(lambda: [find_quotes(speech) for speech in parsed], runs)
    print(f"{len(texts)} speeches: {finding / parsing:.2f} of the parse")
    prose = len(texts[0]) / seconds(lambda: find_quotes(parsed[0]), runs)
    for name, text in {
        "200 nested marks": "“" * 200 + "要落实" + "”" * 200,
        "50,000 unmatched marks": "“" * 50_000,
    }.items():
        speech = parse(text * (20 if len(text) < 1000 else 1))
        rate = len(speech.source.text) / seconds(partial(find_quotes, speech), runs)
        print(f"{name}: {prose / rate:.2f} of prose per character")


if __name__ == "__main__":
    main()
