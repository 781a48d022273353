"""`jianggao clean`: the text without the publisher's markers."""

from __future__ import annotations

from jianggao.cli.batch import Batch, Reading
from jianggao.cli.options import Command, files_argument, output_option
from jianggao.cli.target import Target
from jianggao.reading.source import without_markers


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(file: str | None, output: str | None, encoding: str | None, rules: str | None, quiet: bool) -> int:
        batch = Batch([file] if file is not None else [], Reading.of(lang, encoding, rules, quiet))
        text = "\n".join(without_markers(speech.source) for speech in batch)
        Target(None, output, None).write(text, batch.inputs, unread=batch.failed)
        return batch.code

    return Command("clean", lang, run, [files_argument(many=False), output_option(lang)])
