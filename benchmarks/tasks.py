"""What finding requirements costs, against parsing, on the same speeches."""

from __future__ import annotations

import argparse

from parse import seconds
from speeches import speeches

from jianggao import parse
from jianggao.analysis.quotes import find_quotes
from jianggao.analysis.tasks import find_tasks


def main() -> None:
    """Print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smoke", action="store_true", help="a few seconds only")
    smoke = options.parse_args().smoke
    runs = 1 if smoke else 5
    texts = speeches(100_000 if smoke else 2_000_000)
    parsed = [(speech, find_quotes(speech)) for speech in map(parse, texts)]
    count = sum(len(find_tasks(*each)) for each in parsed)
    parsing = seconds(lambda: [parse(text) for text in texts], runs)
    finding = seconds(lambda: [find_tasks(*each) for each in parsed], runs)
    size = sum(map(len, texts))
    print(f"{len(texts)} speeches: {finding / parsing:.2f} of the parse; a requirement in {size // count} characters")
    one = parse(texts[0])
    prose = seconds(lambda: find_tasks(one), runs) / len(texts[0])
    for name, text in {
        "要抓好。 20,000 times": "要抓好。" * 20_000,
        "one sentence of 20,000 clauses": "各级要抓好，" * 20_000,
        "one clause of 100,000 characters": "抓" * 100_000 + "要落实。",
    }.items():
        speech = parse(text)
        cost = seconds(lambda speech=speech: find_tasks(speech), runs) / len(text)
        print(f"{name}: {cost / prose:.2f} of prose per character")


if __name__ == "__main__":
    main()
