"""`jianggao rules`: what the program goes by, and one rule explained."""

from __future__ import annotations

import click

from jianggao.cli.options import Command
from jianggao.errors import JianggaoError
from jianggao.output.rules import explained, rules_text
from jianggao.output.write import write_stdout
from jianggao.rules import extended, rulebook


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(names: tuple[str, ...], encoding: str | None, rules: str | None, quiet: bool) -> int:
        book = extended(rules) if rules is not None else rulebook()
        pages = []
        for name in names:
            page = explained(book, name, lang)
            if not page:
                raise JianggaoError("no-rule", name=name)
            pages.append(page)
        write_stdout("\n".join(pages) if names else rules_text(book, lang))
        return 0

    argument = click.Argument(["names"], nargs=-1, required=False, metavar="[NAME]…")
    return Command("rules", lang, run, [argument], about="name")
