"""`jianggao corpus`: the same over thousands of speeches; a module for each of its commands."""

from __future__ import annotations

from importlib import import_module

import click

from jianggao.cli.options import Spoken
from jianggao.messages import say

COMMANDS = ("build", "info", "slogans", "trend", "search", "new", "gone", "diff", "sql")


def command(lang: str) -> click.Group:
    """Return the group, its help in `lang`."""
    return Group(lang)


class Group(Spoken, click.Group):
    """The commands on corpora: finds a command's module by its name."""

    def __init__(self, lang: str) -> None:
        super().__init__(
            "corpus",
            help=say("help.corpus", lang),
            params=[click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=say("help.lang", lang))],
            no_args_is_help=False,
            invoke_without_command=True,
            callback=_corpus,
        )
        self.lang = lang

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module imported now; None where there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"jianggao.cli.corpus.{cmd_name}").command(self.lang)
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands behind the group's name in its usage line."""
        return ["COMMAND [ARGS]…"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and under them the commands."""
        Spoken.format_options(self, ctx, formatter)
        with formatter.section(say("help.heading.commands", self.lang)):
            formatter.write_dl([(name, say(f"help.corpus.{name}", self.lang)) for name in COMMANDS])


@click.pass_context
def _corpus(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
