"""What the commands share on their command line: options, and help in two languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from jianggao.cli.batch import MAX_SIZE
from jianggao.cli.help import Context
from jianggao.messages import say


def size(given: str) -> int:
    """Return a number of bytes written as `800000`, `200M` or `2G`; a usage error where it is none."""
    found = re.fullmatch(r"([1-9][0-9]{0,11}) ?([KMG]?)B?", given.strip(), re.IGNORECASE)
    if found is None:
        raise click.BadParameter(f"{given} (200M)")
    return int(found[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[found[2].upper()]


class Spoken(click.Command):
    """A command or the program, its help in the language of the messages."""

    lang: str
    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its help in the language of the messages."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("help.help", self.lang)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line, its heading in the language of the messages."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, say("help.heading.usage", self.lang))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a heading in the language of the messages."""
        with formatter.section(say("help.heading.options", self.lang)):
            formatter.write_dl(option_rows(self, ctx))


class Commands(Spoken, click.Group):
    """A group of commands, each in a module of its name, which is imported when it is called."""

    names: tuple[str, ...]
    package: str
    """What stands before a command's name in its module and in the key of its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of a day's work."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module imported now; None where there is none of the name."""
        if cmd_name not in self.names:
            return None
        command: click.Command = import_module(f"jianggao.cli.{self.package}{cmd_name}").command(self.lang)
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands behind the program's name in its usage line."""
        return ["COMMAND [ARGS]…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and under them the commands."""
        Spoken.format_options(self, ctx, formatter)
        with formatter.section(say("help.heading.commands", self.lang)):
            formatter.write_dl([(name, say(f"help.{self.package}{name}", self.lang)) for name in self.names])


class Command(Spoken):
    """A command with the options that all have; `about` names the help on its arguments."""

    def __init__(
        self, name: str, lang: str, callback: Callable[..., Any], params: Sequence[click.Parameter], about: str = "files"
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, *shared_options(lang)],
            help=f"{say(f'help.{name}', lang)}\n\n{say(f'help.{about}', lang)}",
        )
        self.lang = lang


def option_rows(command: click.Command, context: click.Context) -> list[tuple[str, str]]:
    """Return the help records of a command's options."""
    options = (each for each in command.get_params(context) if isinstance(each, click.Option))
    records = (option.get_help_record(context) for option in options)
    return [record for record in records if record is not None]


def shared_options(lang: str) -> list[click.Parameter]:
    """Return the options every command has."""
    return [
        click.Option(["--encoding"], metavar="NAME", help=say("help.encoding", lang)),
        click.Option(["--rules"], metavar="FILE", type=click.Path(path_type=str), help=say("help.rules-file", lang)),
        click.Option(
            ["--max-size"],
            metavar="SIZE",
            type=size,
            expose_value=False,
            callback=lambda _context, _option, most: MAX_SIZE.set(most),
            help=say("help.max-size", lang),
        ),
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
        type=click.Path(allow_dash=True, path_type=str),
    )


def output_option(lang: str) -> click.Option:
    """Return `-o FILE`; `-` is standard output, as if it were not given."""
    return click.Option(
        ["-o", "--output"],
        metavar="FILE",
        type=click.Path(path_type=str),
        callback=lambda _context, _option, path: None if path == "-" else path,
        help=say("help.output", lang),
    )


def target_options(lang: str, formats: Sequence[str]) -> list[click.Parameter]:
    """Return the options of a `Target`: `--format`, `--output` and `--color`."""
    color = click.Option(["--color/--no-color"], default=None, help=say("help.color", lang))
    return [format_option(lang, formats), output_option(lang), color]


def format_option(lang: str, formats: Sequence[str], default: str | None = None) -> click.Option:
    """Return `--format`, one of `formats`."""
    return click.Option(["-f", "--format", "form"], type=click.Choice(formats), default=default, help=say("help.format", lang))
