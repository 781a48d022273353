"""The program as click sees it: commands by name, help and usage errors in two languages."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jianggao.cli.options import Commands
from jianggao.cli.usage import usage_error
from jianggao.messages import say

COMMANDS = ("outline", "export", "diff", "slogans", "quotes", "tasks", "check", "report", "clean", "rules", "corpus")


def run(arguments: Sequence[str], lang: str) -> int:
    """Run the program and return its exit code; `JianggaoError` says what is wrong with the arguments."""
    try:
        code: int | None = Group(lang).main(list(arguments), prog_name="jianggao", standalone_mode=False)
    except click.exceptions.Exit as ending:
        return int(ending.exit_code)
    except SystemExit:  # click's way to end where nobody reads its output any more
        raise BrokenPipeError from None
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        raise usage_error(error, lang, COMMANDS) from None
    return code or 0


class Group(Commands):
    """The program."""

    names, package = COMMANDS, ""

    def __init__(self, lang: str) -> None:
        super().__init__(
            "jianggao",
            help=say("help.group", lang),
            epilog=say("help.epilog", lang),
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
            invoke_without_command=True,
            params=[
                click.Option(
                    ["--lang"],
                    type=click.Choice(["zh", "en"]),
                    expose_value=False,
                    help=say("help.lang", lang),
                ),
                click.Option(["--version"], is_flag=True, help=say("help.version", lang)),
            ],
            callback=_program,
        )
        self.lang = lang


@click.pass_context
def _program(context: click.Context, version: bool) -> None:
    if version:
        from jianggao import __version__

        click.echo(f"jianggao {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())
