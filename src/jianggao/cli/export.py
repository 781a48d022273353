"""`jianggao export`: a speech as YAML, JSON, JSON Lines or Markdown."""

from __future__ import annotations

import click

from jianggao.cli.batch import Batch, Reading
from jianggao.cli.forms import written_form
from jianggao.cli.options import Command, files_argument, format_option, output_option
from jianggao.messages import say
from jianggao.output.document import PARTS, document
from jianggao.output.export import FORMATS, schema, to_json, to_jsonl, to_markdown, to_yaml
from jianggao.output.write import write_file, write_stdout


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
            write = {"yaml": to_yaml, "json": to_json, "jsonl": to_jsonl}[form]
            text = write(document(speech, parts) for speech in speeches) if speeches else ""
        if output is None:
            write_stdout(text)
        elif speeches:
            write_file(output, text, batch.inputs)
        return batch.code

    return Command(
        "export",
        lang,
        run,
        [
            files_argument(),
            format_option(lang, FORMATS),
            click.Option(["--only"], metavar="PARTS", help=say("help.only", lang, parts=", ".join(PARTS))),
            output_option(lang),
            click.Option(["--schema", "print_schema"], is_flag=True, help=say("help.schema", lang)),
        ],
    )
