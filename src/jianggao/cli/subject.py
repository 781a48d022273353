"""A speech under check: the file it is from, how that is to be read, and how findings in it are judged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jianggao.analysis.check import check
from jianggao.analysis.check.choice import Choice
from jianggao.analysis.quotes import find_quotes
from jianggao.cli.batch import Batch, Reading
from jianggao.cli.project import Project, find_project, read_project
from jianggao.errors import JianggaoError
from jianggao.model import Finding, Speech
from jianggao.rules.checks import SEVERITIES


class Asked(NamedTuple):
    """What the command line asks for, before a project file has its say."""

    lang: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: tuple[str, ...]
    fail_on: str | None
    project: str | None
    encoding: str | None
    rules: str | None

    def settings(self, path: str) -> tuple[Reading, Choice]:
        """Return how a file is read and judged: as asked, and as its project says where nothing is asked."""
        project = _project(self.project or find_project(path))
        try:
            own = Choice.of(project.select, project.ignore, dict(project.severities), fail_on=project.fail_on or "warning")
        except JianggaoError as error:
            raise JianggaoError("project", place=project.path, reason=error.say(self.lang)) from None
        levels = [word for word in self.severity if "=" not in word]
        judged = Choice.of(
            _names(self.select) if self.select else project.select,
            _names(self.ignore) if self.ignore else project.ignore,
            dict(word.split("=", 1) for word in self.severity if "=" in word),
            levels[-1] if levels else SEVERITIES[0],
            self.fail_on or own.fail_on,
        )
        choice = Choice(judged.rules, {**own.severities, **judged.severities}, judged.shown_from, judged.fail_on)
        return _reading(self.lang, self.encoding, self.rules or project.rules), choice


@cache
def _project(path: str | None) -> Project:
    return read_project(path) if path is not None else Project()


@cache
def _reading(lang: str, encoding: str | None, rules: str | None) -> Reading:
    # what the reading doubts is a finding here, and is not told of twice
    return Reading.of(lang, encoding, rules, True)


def _names(given: tuple[str, ...]) -> list[str]:
    return [name for names in given for name in names.split(",")]


class Subject(NamedTuple):
    """A speech under check."""

    path: str
    speech: Speech
    reading: Reading
    choice: Choice

    def findings(self, speech: Speech | None = None) -> list[Finding]:
        """Return what is wrong with the speech, or with another reading of it, as far as it is asked for."""
        speech = speech or self.speech
        rules = self.reading.rules
        return self.choice.apply(check(speech, find_quotes(speech, rules), rules))


class Subjects:
    """The speeches of several files, each with the settings of its project."""

    def __init__(self, files: tuple[str, ...], asked: Asked) -> None:
        self.batch = Batch(files, _reading(asked.lang, asked.encoding, None))
        self.settings = {path: asked.settings(path) for path in files}

    def __iter__(self) -> Iterator[Subject]:
        for path, (reading, choice) in self.settings.items():
            one = Batch([path], reading)
            for _, speech in one.with_paths():
                yield Subject(path, speech, reading, choice)
            self.batch.failed |= one.failed
