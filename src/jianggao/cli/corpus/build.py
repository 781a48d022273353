"""`jianggao corpus build`: a corpus of the speeches in files, folders, archives and tables."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from jianggao.cli.batch import MAX_SIZE
from jianggao.cli.corpus.extra import needs
from jianggao.cli.options import Command, size
from jianggao.errors import JianggaoError
from jianggao.messages import printable, say

if TYPE_CHECKING:
    from jianggao.corpus.building import Progress
    from jianggao.corpus.folder import Corpus

EVERY_SECONDS = 10
"""Between two lines of progress that go into a file or a pipe."""
MOST_ERRORS = 10


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(sources: tuple[str, ...], output: str | None, quiet: bool, **given: Any) -> int:
        if not sources:
            raise JianggaoError("no-sources")
        if output is None:
            raise JianggaoError("no-corpus-folder")
        started = time.monotonic()
        with needs("pyspark" if given["engine"] == "spark" else "pyarrow"):
            from jianggao.corpus.building import Progress, build

            options = _options(given)
            state = Progress()
            if given["engine"] == "spark":
                from jianggao.corpus.spark import build_on_spark

                state = build_on_spark(sources, output, options, given["master"])
                click.echo(_summary(state, output, time.monotonic() - started, lang))
                return 2 if state.errors else 0
            with _shown(lang, quiet) as told:

                def keep(now: Progress) -> None:
                    nonlocal state
                    state = now
                    told(now)

                try:
                    corpus = build(sources, output, options, keep)
                except KeyboardInterrupt:
                    raise JianggaoError("corpus-interrupted", path=output, count=state.speeches) from None
        click.echo(_summary(state, output, time.monotonic() - started, lang))
        _tell_errors(corpus, output, lang)
        return 2 if state.errors else 0

    return Command(
        "corpus.build",
        lang,
        run,
        [
            click.Argument(["sources"], nargs=-1, required=False, metavar="SOURCE…"),
            click.Option(["-o", "--output"], metavar="DIR", help=say("help.corpus.output", lang)),
            click.Option(["--text-field"], metavar="NAME", default="text", help=say("help.corpus.text-field", lang)),
            click.Option(["--id-field"], metavar="NAME", default="id", help=say("help.corpus.id-field", lang)),
            click.Option(["--date-field"], metavar="NAME", default="date", help=say("help.corpus.date-field", lang)),
            click.Option(["--title-field"], metavar="NAME", default="title", help=say("help.corpus.title-field", lang)),
            click.Option(["--author-field"], metavar="NAME", default="author", help=say("help.corpus.author-field", lang)),
            click.Option(["--prune"], is_flag=True, help=say("help.corpus.prune", lang)),
            click.Option(["--jobs"], metavar="N", type=click.IntRange(min=1), help=say("help.corpus.jobs", lang)),
            click.Option(["--memory"], metavar="SIZE", type=size, default="600M", help=say("help.corpus.memory", lang)),
            click.Option(
                ["--engine"], type=click.Choice(["embedded", "spark"]), default="embedded", help=say("help.corpus.engine", lang)
            ),
            click.Option(["--master"], metavar="URL", default="local[*]", help=say("help.corpus.master", lang)),
        ],
        about="sources",
    )


def _options(given: dict[str, Any]) -> Any:
    from jianggao.corpus.analyse import Settings
    from jianggao.corpus.building import Options
    from jianggao.corpus.sources import Fields

    return Options(
        settings=Settings(given["encoding"], given["rules"], MAX_SIZE.get()),
        fields=Fields(*(given[f"{name}_field"] for name in ("text", "id", "date", "title", "author"))),
        jobs=given["jobs"],
        memory=given["memory"],
        prune=given["prune"],
    )


def _summary(state: Progress, folder: str, seconds: float, lang: str) -> str:
    return say(
        "corpus.built",
        lang,
        path=printable(folder),
        speeches=state.speeches,
        changed=state.changed,
        same=state.same,
        removed=state.removed,
        errors=state.errors,
        duplicates=state.duplicates,
        seconds=f"{seconds:.1f}",
    )


def _tell_errors(corpus: Corpus, folder: str, lang: str) -> None:
    """Tell of the texts that could not be read, the first of them by name."""
    from jianggao.corpus.report import errors_in

    rows = errors_in(corpus)
    for id_, message in rows[:MOST_ERRORS]:
        print(f"jianggao: {printable(id_)}: {printable(message)}", file=sys.stderr)
    if len(rows) > MOST_ERRORS:
        print(
            f"jianggao: {say('corpus.more-errors', lang, count=len(rows) - MOST_ERRORS, path=printable(folder))}", file=sys.stderr
        )


class _shown:  # noqa: N801  (used like a function)
    """Shows progress on standard error: a bar on a terminal, else a line now and then."""

    def __init__(self, lang: str, quiet: bool) -> None:
        self.lang, self.quiet = lang, quiet
        self.started = self.last = time.monotonic()
        self.bar: Any = None

    def __enter__(self) -> Callable[[Progress], None]:
        if self.quiet:
            return lambda _: None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                BarColumn(),
                TextColumn("{task.percentage:>3.0f}%"),
                TextColumn("{task.description}"),
                TimeRemainingColumn(),
            )
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task("", total=None)
            self.bar.start()
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def _tell(self, state: Progress) -> None:
        now = time.monotonic()
        rate = state.speeches / max(now - self.started, 0.001)
        line = say(
            "corpus.progress", self.lang, speeches=state.speeches, same=state.same, rate=f"{rate:.0f}", errors=state.errors
        )
        if self.bar is not None:
            self.bar.update(self.task, total=state.total, completed=state.read, description=line)
        elif now - self.last >= EVERY_SECONDS:
            self.last = now
            share = min(1.0, state.read / max(state.total, 1))
            left = (now - self.started) * (1 - share) / max(share, 0.001)
            about = say("corpus.left", self.lang, percent=f"{100 * share:.0f}", left=f"{left:.0f}")
            print(f"jianggao: {line} {about}", file=sys.stderr)
