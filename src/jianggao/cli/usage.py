"""What click finds wrong with a command line, said as the program says everything: in one line, in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

import click

from jianggao.errors import JianggaoError
from jianggao.messages import listed, printable, say

NAMED = re.compile(r"'([^']*)'|\(([^()]*)\)")
"""What a message of click's is about: `No such command 'x'`, `unexpected extra argument (x)`."""


def usage_error(error: click.ClickException, lang: str, commands: Iterable[str]) -> JianggaoError:
    """Return a usage error of click's as one of ours, with the name that a misspelt one is nearest to."""
    return JianggaoError("usage", reason=printable(_reason(error, lang, commands).rstrip(".")))


def _reason(error: click.ClickException, lang: str, commands: Iterable[str]) -> str:
    message = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption):
        known = [name for each in error.ctx.command.get_params(error.ctx) for name in each.opts] if error.ctx else []
        return _unknown("option", error.option_name, known, lang)
    if isinstance(error, click.BadOptionUsage):
        kind = "takes-no-value" if "does not take" in message else "no-value"
        return say(f"error.{kind}", lang, option=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return say("error.no-argument", lang, name=error.param.human_readable_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error, error.param, lang)
    if message.startswith("No such command"):
        return _unknown("command", _named(message), commands, lang)
    if message.startswith("Got unexpected extra"):
        return say("error.extra-arguments", lang, arguments=_named(message))
    return message


def _unknown(kind: str, name: str, known: Iterable[str], lang: str) -> str:
    near = get_close_matches(name, sorted(set(known)), n=1)
    if near:
        return say(f"error.no-{kind}-but", lang, name=name, near=near[0])
    return say(f"error.no-{kind}", lang, name=name)


def _bad_value(error: click.BadParameter, param: click.Parameter, lang: str) -> str:
    """Return what a value of an option may be."""
    option, wanted = max(param.opts, key=len), param.type
    if isinstance(wanted, click.Choice):
        return say("error.bad-choice", lang, option=option, known=listed(map(str, wanted.choices)), value=_named(error.message))
    if isinstance(wanted, click.IntRange) and wanted.min is not None:
        return say("error.bad-number", lang, option=option, least=wanted.min)
    return say("error.bad-value", lang, option=option, value=error.message)


def _named(message: str) -> str:
    found = NAMED.search(message)
    return (found[1] or found[2] or "") if found else message
