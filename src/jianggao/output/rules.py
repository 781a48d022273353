"""What the program goes by, as text: all rules in a list, or one explained."""

from __future__ import annotations

from collections.abc import Iterator

from jianggao.messages import say
from jianggao.output.outline import visible
from jianggao.rules import FILES, Rule, Rulebook
from jianggao.rules.checks import FAMILIES, SEVERITIES, Check, checks


def rules_text(rules: Rulebook, lang: str) -> str:
    """Return every rule on a line of its own: those of checks by family, then the sets of each file."""
    lines: list[str] = []
    family = ""
    for check in checks().values():
        if check.id[0] != family:
            family = check.id[0]
            lines += ["", FAMILIES[family]] if lines else [FAMILIES[family]]
        lines.append(_row(check, lang))
    for file, names in FILES.items():
        for name in names:
            lines += ["", f"{file}.toml: {name}"]
            lines += [f"  {visible(rule.id)}" for rule in rules[name]]
    return "".join(f"{line}\n" for line in lines)


def _row(check: Check, lang: str) -> str:
    widest = max(len(say(f"severity.{severity}", lang)) for severity in SEVERITIES)
    severity = say(f"severity.{check.severity}", lang).ljust(widest)
    return f"  {check.id}  {severity}  {check.slug:<22}{check.reason[0 if lang == 'zh' else 1]}"


def explained(rules: Rulebook, name: str, lang: str) -> str:
    """Return what is to be said of the rules that `name` stands for, as paragraphs; empty where there is none.

    `name` is the id or slug of a rule, or the name of a set.
    """
    found = [check for check in checks().values() if name.upper() == check.id or name == check.slug]
    pages = ["".join(f"{line}\n" for line in _check_page(check, lang)) for check in found]
    for names in FILES.values():
        for set_name in names:
            for rule in rules[set_name]:
                if name in (rule.id, set_name):
                    pages.append("".join(f"{line}\n" for line in _rule_page(rule, set_name, lang)))
    return "\n".join(pages)


def _check_page(check: Check, lang: str) -> Iterator[str]:
    yield f"{check.id} {check.slug}"
    yield _told("rules.severity", say(f"severity.{check.severity}", lang), lang)
    yield _told("rules.why", check.reason[0 if lang == "zh" else 1], lang)
    if check.source:
        yield _told("rules.source", check.source, lang)
    for label, texts in (("rules.bad", check.bad), ("rules.good", check.good)):
        for text in texts:
            yield _told(label, "", lang)
            yield from (f"    {visible(line)}" for line in text.split("\n"))


def _rule_page(rule: Rule, set_name: str, lang: str) -> Iterator[str]:
    yield visible(rule.id)
    yield _told("rules.set", set_name, lang)
    yield _told("rules.why", visible(rule.reason), lang)
    yield _told("rules.pattern", visible(rule.pattern), lang)
    for label, texts in (("rules.match", rule.match), ("rules.reject", rule.reject)):
        if texts:
            yield _told(label, "", lang)
            yield from (f"    {visible(text.replace(chr(10), '⏎'))}" for text in texts)


def _told(label: str, text: str, lang: str) -> str:
    return f"{say(label, lang)}{say('label.colon', lang)}{text}".rstrip()
