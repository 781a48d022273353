"""`jianggao slogans`: what a speech repeats, where, in which patterns; and a phrase in its contexts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from jianggao.analysis.slogans import Hit, concordance, find_frames, find_slogans, shared_slogans
from jianggao.analysis.words import Segmenter, segmenter, words_file
from jianggao.cli.batch import Batch, Reading
from jianggao.cli.target import Target
from jianggao.errors import JianggaoError
from jianggao.model import Speech
from jianggao.output.slogans import Contexts, Repeated, SideBySide
from jianggao.results import Frame, Slogan

if TYPE_CHECKING:
    from jianggao.cli.options import Command

FORMATS = ("text", "json", "yaml", "csv")
KINDS = ("slogan", "term")
TOP = 20
SHORTEST = 4
ALL = 10_000
"""Frames, where all are asked for."""


def run(
    files: Sequence[str | os.PathLike[str]],
    lang: str,
    *,
    min_count: int | None = None,
    min_length: int = SHORTEST,
    top: int = TOP,
    kind: Sequence[str] = (),
    frames: bool = False,
    kwic: str | None = None,
    words: str | None = None,
    form: str | None = None,
    output: str | None = None,
    color: bool | None = None,
    encoding: str | None = None,
    rules: str | None = None,
    quiet: bool = False,
) -> int:
    """Print the slogans of files, of several side by side, or the contexts of a phrase; return the exit code."""
    if kwic and os.path.isfile(kwic):
        raise JianggaoError("kwic-file", path=kwic)
    reading = Reading.of(lang, encoding, rules, quiet)
    cutter = Segmenter(words_file(words)) if words is not None else segmenter()
    batch = Batch(files, reading)
    speeches = list(batch)
    kinds = kind or ("slogan",)

    def repeated(speech: Speech) -> list[Slogan]:
        found = find_slogans(speech, reading.rules, segmenter=cutter, least=min_count, shortest=min_length)
        return list(islice((slogan for slogan in found if slogan.kind in kinds), top or None))

    def patterns(speech: Speech) -> list[Frame]:
        return list(find_frames(speech, reading.rules, segmenter=cutter, most=top or ALL))

    report: Repeated | SideBySide | Contexts
    if kwic is not None:
        report = Contexts([(speech, _contexts(speech, kwic, repeated)) for speech in speeches], lang)
    elif len(speeches) > 1 and not frames:
        shared = shared_slogans(speeches, reading.rules, segmenter=cutter, least=min_count, shortest=min_length)
        names = [speech.source.name for speech in speeches]
        report = SideBySide(names, list(islice((row for row in shared if row.kind in kinds), top or None)), lang)
    else:
        report = Repeated([(each, repeated(each), patterns(each) if frames else None) for each in speeches], lang)
    target = Target(form, output, color)
    if target.is_terminal:
        from jianggao.output.terminal import print_table

        for table in report.tables():
            print_table(table, color=target.colors)
        return batch.code
    target.write(report.written(target.form_among(FORMATS)) if speeches else "", batch.inputs, unread=not speeches)
    return batch.code


def _contexts(speech: Speech, phrase: str, repeated: Callable[[Speech], list[Slogan]]) -> list[tuple[str, tuple[Hit, ...]]]:
    """Return the places of a phrase; where none is given, of every slogan."""
    phrases = [phrase] if phrase.strip() else [slogan.text for slogan in repeated(speech)]
    return [(each, concordance(speech, each)) for each in phrases]


def command(lang: str) -> Command:
    """Return the command for the command line, its help in `lang`."""
    import click

    from jianggao.cli.options import Command, files_argument, target_options
    from jianggao.messages import say

    return Command(
        "slogans",
        lang,
        lambda files, **options: run(files, lang, **options),
        [
            files_argument(),
            click.Option(["--min-count"], type=click.IntRange(min=2), metavar="N", help=say("help.min-count", lang)),
            click.Option(
                ["--min-length"], type=click.IntRange(min=2), default=SHORTEST, metavar="N", help=say("help.min-length", lang)
            ),
            click.Option(["--top"], type=click.IntRange(min=0), default=TOP, metavar="N", help=say("help.top", lang)),
            click.Option(["--kind"], type=click.Choice(KINDS), multiple=True, help=say("help.slogan-kind", lang)),
            click.Option(["--frames"], is_flag=True, help=say("help.frames", lang)),
            click.Option(["--kwic"], is_flag=False, flag_value="", metavar="[PHRASE]", help=say("help.kwic", lang)),
            click.Option(["--words"], metavar="FILE", type=click.Path(path_type=str), help=say("help.words", lang)),
            *target_options(lang, FORMATS),
        ],
    )
