"""What the commands share: options, reading the files one by one, help in two languages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from jianggao.errors import JianggaoError, ReadError
from jianggao.load import speeches_from_bytes
from jianggao.messages import say
from jianggao.model import Finding, Speech
from jianggao.reading.files import read_bytes
from jianggao.rules import Rulebook, extended, rulebook


class Command(click.Command):
    """A command whose help speaks the language of the messages."""

    def __init__(self, name: str, lang: str, callback: Callable[..., Any], params: Sequence[click.Parameter]) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, *shared_options(lang)],
            help=f"{say(f'help.{name}', lang)}\n\n{say('help.files', lang)}",
        )
        self.lang = lang

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its help in the language of the messages."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("help.help", self.lang)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line, its heading in the language of the messages."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{say('help.heading.usage', self.lang)} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a heading in the language of the messages."""
        with formatter.section(say("help.heading.options", self.lang)):
            formatter.write_dl(option_rows(self, ctx))


def option_rows(command: click.Command, context: click.Context) -> list[tuple[str, str]]:
    """Return the help records of a command's options."""
    options = (each for each in command.get_params(context) if isinstance(each, click.Option))
    records = (option.get_help_record(context) for option in options)
    return [record for record in records if record is not None]


def shared_options(lang: str) -> list[click.Parameter]:
    """Return the options every command has."""
    return [
        click.Option(["--encoding"], metavar="NAME", help=say("help.encoding", lang)),
        click.Option(["--rules"], metavar="FILE", type=click.Path(path_type=Path), help=say("help.rules", lang)),
        click.Option(["-q", "--quiet"], is_flag=True, help=say("help.quiet", lang)),
        click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=say("help.lang", lang)),
    ]


def files_argument(*, many: bool = True) -> click.Argument:
    """Return the argument for one file or several."""
    return click.Argument(
        ["files" if many else "file"],
        nargs=-1 if many else 1,
        required=False,
        metavar="FILE…" if many else "FILE",
        type=click.Path(allow_dash=True, path_type=Path),
    )


def output_option(lang: str) -> click.Option:
    """Return `-o FILE`."""
    return click.Option(
        ["-o", "--output"], metavar="FILE", type=click.Path(path_type=Path), help=say("help.output", lang)
    )


def format_option(lang: str, formats: Sequence[str], default: str | None = None) -> click.Option:
    """Return `--format`, one of `formats`."""
    return click.Option(["-f", "--format", "form"], type=click.Choice(formats), default=default, help=say("help.format", lang))


class Reading(NamedTuple):
    """How files are to be read, as the shared options say."""

    lang: str
    encoding: str | None
    rules: Rulebook
    quiet: bool

    @classmethod
    def of(cls, lang: str, encoding: str | None, rules: Path | None, quiet: bool) -> Reading:
        """Return the reading that the options ask for; `RuleError` where the rule file is faulty."""
        return cls(lang, encoding, extended(rules) if rules is not None else rulebook(), quiet)


class Batch:
    """Files read one after the other; one that cannot be read is told of and the others still done."""

    def __init__(self, paths: Sequence[Path], reading: Reading) -> None:
        if not paths:
            raise JianggaoError("no-files")
        if sum(str(path) == "-" for path in paths) > 1:
            raise JianggaoError("stdin-once")
        self.paths = paths
        self.reading = reading
        self.failed = False

    def __iter__(self) -> Iterator[Speech]:
        for path in self.paths:
            try:
                speeches = speeches_from_bytes(
                    bytes_of(path),
                    name="-" if str(path) == "-" else path.name,
                    encoding=self.reading.encoding,
                    rules=self.reading.rules,
                )
            except JianggaoError as error:
                self.failed = True
                complain(path, error.say(self.reading.lang))
                continue
            for speech in speeches:
                if not self.reading.quiet:
                    warn(path, speech, self.reading.lang)
                yield speech

    @property
    def code(self) -> int:
        """The exit code: 2 where a file could not be read."""
        return 2 if self.failed else 0

    @property
    def inputs(self) -> list[Path]:
        """The files that were named, without standard input."""
        return [path for path in self.paths if str(path) != "-"]


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file, or of standard input for `-`."""
    if str(path) != "-":
        return read_bytes(path)
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ReadError("unreadable", reason=error.strerror or error) from None


def complain(path: Path | str, message: str) -> None:
    """Tell of trouble with a file, on one line of standard error."""
    click.echo(f"jianggao: {_printable(str(path))}: {message}", err=True)


def warn(path: Path | str, speech: Speech, lang: str) -> None:
    """Tell what the reading of a file had doubts about."""
    for finding in speech.source.findings:
        complain(path, _spoken(finding, speech, lang))


def _spoken(finding: Finding, speech: Speech, lang: str) -> str:
    line, column = speech.source.place(finding.span.start)
    encoding = speech.source.encoding
    return say(f"finding.{finding.rule}", lang, line=line, column=column, encoding=encoding)


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in name)


def spoken_usage_error(error: click.ClickException, lang: str) -> str:
    """Return a usage error of click's as one line in the language of the messages."""
    reason = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption):
        reason = say("error.no-option", lang, option=error.option_name)
    elif isinstance(error, click.BadParameter) and lang == "zh" and error.param is not None:
        reason = say("error.bad-value", lang, option=error.param.opts[0], value=reason)
    elif isinstance(error, click.BadOptionUsage) and lang == "zh":
        reason = say("error.no-value", lang, option=error.option_name)
    elif isinstance(error, click.UsageError) and reason.startswith("No such command"):
        reason = say("error.no-command", lang, command=reason.removeprefix("No such command").strip(" '.\""))
    return say("error.usage", lang, reason=_printable(reason.rstrip(".")))
