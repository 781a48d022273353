"""`jianggao export`: a speech as YAML, JSON, JSON Lines or Markdown."""

from __future__ import annotations

import click

from jianggao.cli.batch import Batch, Reading
from jianggao.cli.forms import written_form
from jianggao.cli.options import Command, files_argument, format_option, output_option
from jianggao.cli.target import Target
from jianggao.messages import listed, say
from jianggao.output.document import PARTS, document
from jianggao.output.export import FORMATS, dumped, schema, to_json, to_markdown
from jianggao.output.write import write_stdout


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(
        files: tuple[str, ...],
        form: str | None,
        only: str | None,
        output: str | None,
        print_schema: bool,
        encoding: str | None,
        rules: str | None,
        quiet: bool,
    ) -> int:
        if print_schema:
            write_stdout(to_json([schema()]))
            return 0
        form = written_form(form, output, FORMATS, "yaml")
        parts = [name.strip() for name in only.replace("，", ",").split(",") if name.strip()] if only is not None else None
        batch = Batch(files, Reading.of(lang, encoding, rules, quiet))
        speeches = list(batch)
        if form == "md":
            text = to_markdown(speeches, parts)
        else:
            text = dumped((document(speech, parts) for speech in speeches), form) if speeches else ""
        Target(form, output, None).write(text, batch.inputs, unread=not speeches)
        return batch.code

    return Command(
        "export",
        lang,
        run,
        [
            files_argument(),
            format_option(lang, FORMATS),
            click.Option(["--only"], metavar="PARTS", help=say("help.only", lang, parts=listed(PARTS))),
            output_option(lang),
            click.Option(["--schema", "print_schema"], is_flag=True, help=say("help.schema", lang)),
        ],
    )
