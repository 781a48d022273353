"""`jianggao check`: what is wrong with a draft, and what of it can be mended."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jianggao.analysis.check.choice import NEVER
from jianggao.cli.batch import Batch
from jianggao.cli.options import Command, files_argument, target_options
from jianggao.cli.subject import Asked, Subject, Subjects
from jianggao.cli.target import Target
from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.output.check import FORMATS, Checked, check_document, check_text, github_text, sarif_document
from jianggao.output.write import write_file
from jianggao.rules.checks import SEVERITIES


def command(lang: str) -> Command:
    """Return the command, its help in `lang`."""

    def run(
        files: tuple[str, ...],
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        severity: tuple[str, ...],
        fail_on: str | None,
        baseline: str | None,
        write_baseline: str | None,
        project: str | None,
        fix: bool,
        diff: bool,
        form: str | None,
        output: str | None,
        color: bool | None,
        encoding: str | None,
        rules: str | None,
        quiet: bool,
    ) -> int:
        subjects = Subjects(files, Asked(lang, select, ignore, severity, fail_on, project, encoding, rules))
        checked = _mended(subjects, files, output, diff=diff) if diff or fix else list(subjects)
        batch = subjects.batch
        results = [Checked(subject.path, subject.speech.source, subject.findings()) for subject in checked]
        if diff:
            return batch.code or int(any(finding.edits for result in results for finding in result.findings))
        if write_baseline is not None:
            from jianggao.cli.baseline import baseline_text

            write_file(write_baseline, baseline_text(results), batch.inputs)
            return batch.code
        if baseline is not None:
            from jianggao.cli.baseline import read_baseline, without_known

            results = without_known(results, read_baseline(baseline))
        target = Target(form, None if fix else output, color)  # with --fix the output is the mended draft
        _tell(results, target, batch, lang)
        failed = (subject.choice.fails(result.findings) for subject, result in zip(checked, results, strict=True))
        return batch.code or int(any(failed))

    def path_option(name: str) -> click.Option:
        return click.Option([f"--{name}"], metavar="FILE", type=click.Path(path_type=str), help=say(f"help.{name}", lang))

    return Command(
        "check",
        lang,
        run,
        [
            files_argument(),
            click.Option(["--select"], metavar="RULES", multiple=True, help=say("help.select", lang)),
            click.Option(["--ignore"], metavar="RULES", multiple=True, help=say("help.ignore", lang)),
            click.Option(["--severity"], metavar="LEVEL", multiple=True, help=say("help.severity", lang)),
            click.Option(["--fail-on"], type=click.Choice([*SEVERITIES, NEVER]), help=say("help.fail-on", lang)),
            *map(path_option, ("baseline", "write-baseline", "project")),
            click.Option(["--fix"], is_flag=True, help=say("help.fix", lang)),
            click.Option(["--diff"], is_flag=True, help=say("help.fix-diff", lang)),
            *target_options(lang, FORMATS),
        ],
    )


def _mended(subjects: Subjects, files: Sequence[str], output: str | None, *, diff: bool) -> list[Subject]:
    """Return the subjects after mending, or as they are where they cannot be mended: then the run has failed."""
    from jianggao.cli.mend import mend

    if not diff and output is None and "-" in files:
        raise JianggaoError("fix-stdin")
    if not diff and output is not None and len(files) > 1:
        raise JianggaoError("fix-many")
    found = []
    for subject in subjects:
        after = mend(subject, output, only_show=diff)
        subjects.batch.failed |= after is None
        found.append(after or subject)
    return found


def _tell(results: Sequence[Checked], target: Target, batch: Batch, lang: str) -> None:
    if target.is_terminal:
        from jianggao.output.terminal import print_findings

        print_findings(results, lang, color=target.colors)
    else:
        target.write(_written(results, target.form or "text", lang), batch.inputs, unread=not results)


def _written(results: Sequence[Checked], form: str, lang: str) -> str:
    if form == "text":
        return check_text(results, lang)
    if form == "github":
        return github_text(results, lang)
    from jianggao.output.export import to_json

    return to_json([check_document(results, lang) if form == "json" else sarif_document(results, lang)])
