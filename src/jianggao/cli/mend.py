"""`jianggao check --fix`: what is safe to mend, in the file itself or in a copy; and what that would change."""

from __future__ import annotations

import re
import sys
from difflib import unified_diff

from jianggao.analysis.check.fix import Mended, mended
from jianggao.cli.batch import complain
from jianggao.cli.subject import Subject
from jianggao.messages import say
from jianggao.output.outline import visible
from jianggao.output.write import write_file, write_stdout
from jianggao.reading.encodings import encoded_alike
from jianggao.reading.source import source_from_bytes, source_from_text
from jianggao.structure.parse import parse_source

LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|$)")


def mend(subject: Subject, output: str | None, *, only_show: bool) -> Subject | None:
    """Mend the file of a subject, or a copy of it in `output`, and return the subject as it is then.

    With `only_show`, print what would change and change nothing. None where the file cannot be
    mended without losing something, which is told of.
    """
    lang, source = subject.reading.lang, subject.speech.source
    if not source.original:
        complain(subject.path, say("check.not-fixed.document", lang))
        return None
    done = _mended(subject)
    data = encoded_alike(source.data, source.encoding, source.original, done.text)
    if data is None:
        complain(subject.path, say("check.not-fixed.bytes", lang))
        return None
    if only_show:
        write_stdout(_diff(subject.path, source.original, done.text))
        return subject
    if output is not None:
        write_file(output, data, [subject.path] if subject.path != "-" else [])
    elif data != source.data:
        write_file(subject.path, data)
    complain(subject.path, say("check.fixed", lang, count=done.places))
    rules = subject.reading.rules
    again = source_from_bytes(data, name=source.name, encoding=subject.reading.encoding, rules=rules)
    return subject._replace(speech=parse_source(again, rules=rules))


def _mended(subject: Subject) -> Mended:
    rules = subject.reading.rules
    original = subject.speech.source.original
    return mended(original, lambda text: subject.findings(parse_source(source_from_text(text, rules=rules), rules=rules)))


def _diff(path: str, old: str, new: str) -> str:
    """Return a unified diff; on a terminal nothing in it steers the terminal."""
    lines = [
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}")
    ]
    if sys.stdout.isatty():
        return "".join(visible(line.rstrip("\r\n")) + "\n" for line in lines)
    return "".join(lines)


def _lines(text: str) -> list[str]:
    return [line for line in LINE.findall(text) if line]
