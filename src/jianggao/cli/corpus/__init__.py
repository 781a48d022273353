"""`jianggao corpus`: the same over thousands of speeches; a module for each of its commands."""

from __future__ import annotations

import click

from jianggao.cli.options import Commands
from jianggao.messages import say

COMMANDS = ("build", "info", "slogans", "trend", "search", "new", "gone", "diff", "sql")


def command(lang: str) -> click.Group:
    """Return the group, its help in `lang`."""
    return Group(lang)


class Group(Commands):
    """The commands on corpora."""

    names, package = COMMANDS, "corpus."

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


@click.pass_context
def _corpus(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
