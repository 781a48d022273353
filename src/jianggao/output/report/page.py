"""The page itself: templates, style and script in one HTML file. The only importer of Jinja2.

The page forbids whatever it does not hold itself: its Content-Security-Policy knows its style and its script by their
hashes and lets nothing else run, be styled, or be loaded. Every text is escaped by the templates.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from jianggao.errors import JianggaoError
from jianggao.messages import say
from jianggao.model import Finding, Speech
from jianggao.output.diff import Comparison
from jianggao.output.report.comparison import comparison_view
from jianggao.output.report.speech import speech_view
from jianggao.output.spreadsheet import COMPUTING
from jianggao.rules import Rulebook

HERE = Path(__file__).parent
LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def speech_page(
    speech: Speech, *, rules: Rulebook | None = None, findings: Sequence[Finding] | None = None, lang: str = "en"
) -> str:
    """Return the page of a speech as HTML, labels in `lang` (`"zh"` or `"en"`).

    `findings` are those of `check` unless others are given. `JianggaoError` is raised where Jinja2 is not installed.
    """
    page = _Template("speech.html", lang, script="page.js")
    return page.filled(view=speech_view(speech, rules=rules, findings=findings, lang=lang), computing="".join(COMPUTING).strip())


def comparison_page(found: Comparison, lang: str = "en") -> str:
    """Return the page of a comparison (`comparison`) as HTML, labels in `lang`.

    `JianggaoError` is raised where Jinja2 is not installed.
    """
    return _Template("comparison.html", lang).filled(view=comparison_view(found, lang))


class _Template:
    """A template of the page, with the style and the script that go into it."""

    def __init__(self, name: str, lang: str, script: str = "") -> None:
        try:
            from jinja2 import Environment, FileSystemLoader, StrictUndefined
        except ImportError:
            raise JianggaoError("no-report") from None
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.template = environment.get_template(name)
        self.lang = lang
        self.style = (HERE / "page.css").read_text("utf-8")
        self.script = (HERE / script).read_text("utf-8") if script else ""

    def filled(self, **fields: object) -> str:
        """Return the page."""
        from jianggao import __version__

        return self.template.render(
            language=LANGUAGES[self.lang],
            say=partial(_say, self.lang),
            style=self.style,
            script=self.script,
            policy=policy(self.style, self.script),
            version=__version__,
            **fields,
        )


def policy(style: str, script: str = "") -> str:
    """Return the Content-Security-Policy (W3C, level 3) that lets a style and a script in, and nothing else."""
    allowed = [f"style-src '{_digest(style)}'"] + [f"script-src '{_digest(script)}'"] * bool(script)
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _say(lang: str, key: str, **fields: object) -> str:
    return say(key, lang, **fields)
