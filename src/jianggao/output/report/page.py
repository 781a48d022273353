"""The page itself: templates, style and script in one HTML file. The only importer of Jinja2.

The page forbids whatever it does not hold itself: its Content-Security-Policy knows its style and its script by their
hashes and lets nothing else run, be styled, or be loaded. Every text is escaped by the templates.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.model import Finding, Speech
from jianggao.output.diff import Comparison
from jianggao.output.report.comparison import comparison_view
from jianggao.output.report.speech import speech_view
from jianggao.output.spreadsheet import COMPUTING
from jianggao.rules import Rulebook

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def speech_page(
    speech: Speech, *, rules: Rulebook | None = None, findings: Sequence[Finding] | None = None, lang: str = "en"
) -> str:
    """Return the page of a speech as HTML, labels in `lang` (`"zh"` or `"en"`).

    `findings` are those of `check` unless others are given. `JianggaoError` is raised where Jinja2 is not installed.
    """
    _environment()  # before the work is done, see that it is not in vain
    view = speech_view(speech, rules=rules, findings=findings, lang=lang)
    return _filled("speech.html", lang, script="page.js", view=view, computing="".join(COMPUTING).strip())


def comparison_page(found: Comparison, lang: str = "en") -> str:
    """Return the page of a comparison (`comparison`) as HTML, labels in `lang`.

    `JianggaoError` is raised where Jinja2 is not installed.
    """
    return _filled("comparison.html", lang, view=comparison_view(found, lang))


def _filled(name: str, lang: str, *, script: str = "", **fields: object) -> str:
    """Return the page that a template makes, with the style and the script that go into it."""
    from jianggao import __version__

    style = (HERE / "page.css").read_text("utf-8")
    code = (HERE / script).read_text("utf-8") if script else ""
    return (
        _environment()
        .get_template(name)
        .render(
            language=LANGUAGES[lang],
            say=partial(_say, lang),
            style=style,
            script=code,
            policy=policy(style, code),
            version=__version__,
            **fields,
        )
    )


@cache
def _environment() -> Environment:
    """Return what compiles templates, and keeps them: that takes longer than filling them."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise JianggaoError("no-report") from None
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def policy(style: str, script: str = "") -> str:
    """Return the Content-Security-Policy (W3C, level 3) that lets a style and a script in, and nothing else."""
    allowed = [f"style-src '{_digest(style)}'"] + [f"script-src '{_digest(script)}'"] * bool(script)
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _say(lang: str, key: str, **fields: object) -> str:
    return say(key, lang, **fields)
