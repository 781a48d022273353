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
    yield f"{say('rules.severity', lang)}: {say(f'severity.{check.severity}', lang)}"
    yield f"{say('rules.why', lang)}: {check.reason[0 if lang == 'zh' else 1]}"
    if check.source:
        yield f"{say('rules.source', lang)}: {check.source}"
    for label, texts in (("rules.bad", check.bad), ("rules.good", check.good)):
        for text in texts:
            yield f"{say(label, lang)}:"
            yield from (f"    {visible(line)}" for line in text.split("\n"))


def _rule_page(rule: Rule, set_name: str, lang: str) -> Iterator[str]:
    yield visible(rule.id)
    yield f"{say('rules.set', lang)}: {set_name}"
    yield f"{say('rules.why', lang)}: {visible(rule.reason)}"
    yield f"{say('rules.pattern', lang)}: {visible(rule.pattern)}"
    for label, texts in (("rules.match", rule.match), ("rules.reject", rule.reject)):
        if texts:
            yield f"{say(label, lang)}:"
            yield from (f"    {visible(text.replace(chr(10), '⏎'))}" for text in texts)
