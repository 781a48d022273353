"""The command line: one small file a command, loaded when it is called.

Whatever goes wrong ends in one line on standard error, `jianggao: FILE: what is wrong — what to
do`, and exit code 2.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from jianggao.cli.common import Command, option_rows, spoken_usage_error
from jianggao.cli.language import language
from jianggao.errors import JianggaoError
from jianggao.messages import say

COMMANDS = ("outline", "export", "clean")


class Group(click.Group):
    """The program: finds a command's module by its name."""

    def __init__(self, lang: str) -> None:
        super().__init__(
            "jianggao",
            help=say("help.group", lang),
            epilog=say("help.epilog", lang),
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
            invoke_without_command=True,
            params=[
                click.Option(
                    ["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=say("help.lang", lang)
                ),
                click.Option(["--version"], is_flag=True, help=say("help.version", lang)),
            ],
            callback=_program,
        )
        self.lang = lang

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module imported now; None where there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        command: Command = import_module(f"jianggao.cli.{cmd_name}").command(self.lang)
        return command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its help in the language of the messages."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("help.help", self.lang)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line, its heading in the language of the messages."""
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]…", f"{say('help.heading.usage', self.lang)} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands under headings in the language of the messages."""
        with formatter.section(say("help.heading.options", self.lang)):
            formatter.write_dl(option_rows(self, ctx))
        with formatter.section(say("help.heading.commands", self.lang)):
            formatter.write_dl([(name, say(f"help.{name}", self.lang)) for name in COMMANDS])


@click.pass_context
def _program(context: click.Context, version: bool) -> None:
    if version:
        from jianggao import __version__

        click.echo(f"jianggao {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the program on `arguments` (those of the process by default) and exit with its code."""
    given = sys.argv[1:] if arguments is None else arguments
    lang = language(given, os.environ)
    try:
        code = Group(lang).main(given, prog_name="jianggao", standalone_mode=False)
    except click.exceptions.Exit as ending:
        code = ending.exit_code
    except click.ClickException as error:
        code = _complain(spoken_usage_error(error, lang))
    except JianggaoError as error:
        code = _complain(error.say(lang))
    except (click.Abort, KeyboardInterrupt):
        code = _complain(say("error.interrupted", lang))
    except BrokenPipeError:
        # The reader has gone: what follows has no address, and Python's own flush must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    except OSError as error:
        code = _complain(say("error.unwritable", lang, path="-", reason=error.strerror or error))
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code or 0)


def _complain(message: str) -> int:
    click.echo(f"jianggao: {message}", err=True)
    return 2
