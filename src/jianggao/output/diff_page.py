"""A comparison as one HTML page that needs nothing else: no script, no font, no link to anywhere.

On top a map, old and new directives in two columns with lines between them; below what changed, side by side.
The page forbids whatever it does not hold itself (Content-Security-Policy), so text from a speech stays text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from jianggao.analysis.diff import edits
from jianggao.messages import say
from jianggao.model import Speech
from jianggao.output.diff import Comparison
from jianggao.output.diff_text import PARAGRAPH_END, DiffRow, diff_rows, notes, stat_line, told_phrases
from jianggao.output.outline import visible
from jianggao.results import Change, ChangeKind, Edit

LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def diff_page(found: Comparison, lang: str) -> str:
    """Return a comparison as an HTML page; labels in `lang`, the speeches' own text marked as Chinese."""
    style = (Path(__file__).parent / "diff_page.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    names = " → ".join(visible(speech.source.name) for speech in (found.diff.old, found.diff.new))
    body = [
        f"<header><h1>{escape(names)}</h1>",
        f'<p class="dim">{escape(stat_line(found, lang).removeprefix(names + say("label.colon", lang)))}</p>',
        *(f"<p>{escape(note)}</p>" for note in notes(found, lang)),
        "</header>",
        "<main>",
        *_map(found, lang),
        f"<h2>{say('label.details', lang)}</h2>",
        *_details(found, lang),
        *_phrases(found, lang),
        "</main>",
    ]
    return f"""<!DOCTYPE html>
<html lang="{LANGUAGES[lang]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(names)}</title>
<style>{style}</style>
</head>
<body>
{chr(10).join(body)}
</body>
</html>
"""


def _map(found: Comparison, lang: str) -> list[str]:
    """Return old and new directives in two columns of even rows, and lines from one to what became of it."""
    told = found.diff
    sizes = len(told.old.directives), len(told.new.directives)
    if not max(sizes):
        return []
    at = {id(change): place for place, change in enumerate(told.changes)}
    lines = [
        f'<line x1="0" y1="{2 * old - 1}" x2="100" y2="{2 * new - 1}"{_class(change)}/>'
        for change in sorted(told.changes, key=lambda change: ChangeKind.MOVED in change.kinds)
        for old in change.old
        for new in change.new
    ]
    rows = max(sizes)
    columns = []
    for side, speech in (("old", told.old), ("new", told.new)):
        changes = {place: change for change in told.changes for place in getattr(change, side)}
        items = [_item(speech, place, changes.get(place), at, lang) for place in range(1, len(speech.directives) + 1)]
        columns.append(f'<ol lang="zh-Hans" aria-label="{say(f"label.{side}", lang)}">{"".join(items)}</ol>')
    size = f'viewBox="0 0 100 {2 * rows}" height="{3 * rows}em" preserveAspectRatio="none"'
    picture = f'<svg aria-hidden="true" {size}>{"".join(lines)}</svg>'
    return [f"<h2>{say('label.map', lang)}</h2>", f'<div class="map">{columns[0]}{picture}{columns[1]}</div>']


def _item(speech: Speech, place: int, change: Change | None, at: dict[int, int], lang: str) -> str:
    point = speech.directives[place - 1]
    title = escape(visible(point.mark.strip()) + (visible(point.heading) or say("label.no-heading", lang)))
    if change is None:  # left out by --only
        return f'<li class="dim">{title}</li>'
    return f'<li{_class(change)}><a href="#change-{at[id(change)]}">{title}</a></li>'


def _class(change: Change) -> str:
    names = [kind.value for kind in change.kinds if kind in (ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.REMOVED)]
    return f' class="{" ".join(names)}"' if names else ""


def _details(found: Comparison, lang: str) -> list[str]:
    """Return an article for each part that differs and for each directive, in reading order, points inside."""
    out: list[str] = []
    opened = directives = 0
    for row in diff_rows(found, lang):
        level = max(row.depth, 1)
        out += ["</article>"] * (opened - level + 1)
        opened = level
        if row.depth == 1:
            out.append(f'<article id="change-{directives}">')
            directives += 1
        else:
            out.append("<article>")
        out += _row(row, lang)
    return out + ["</article>"] * opened


def _row(row: DiffRow, lang: str) -> list[str]:
    kinds = " ".join(kind.value for kind in row.kinds)
    sides = []
    for side in ("old", "new"):
        title = getattr(row, side)
        if not title:
            sides.append("<div></div>")
            continue
        heading = _side(row.heading, side) if row.heading else escape(title)
        note = "" if side == "old" and row.new else f' <span class="note" lang="{LANGUAGES[lang]}">{escape(row.note)}</span>'
        paragraphs = _side(row.body, side).replace(PARAGRAPH_END, "<br>")
        sides.append(f'<div lang="zh-Hans"><h3 class="{kinds}">{heading}{note}</h3>{paragraphs and f"<p>{paragraphs}</p>"}</div>')
    return ['<div class="sides">', *sides, "</div>"]


def _side(found: Iterable[Edit], side: str) -> str:
    """Return one side of a text, what the other side does not have marked as deleted or inserted."""
    tag = "del" if side == "old" else "ins"
    out = []
    for edit in found:
        text = escape(getattr(edit, side))
        out.append(text if edit.old == edit.new or not text else f"<{tag}>{text}</{tag}>")
    return "".join(out)


def _phrases(found: Comparison, lang: str) -> list[str]:
    out = []
    for name, phrases in told_phrases(found, lang):
        out.append(f"<h2>{name}</h2>")
        out += _list(say("phrases.gone", lang), [f"<del>{escape(visible(text))}</del>" for text in phrases.gone])
        out += _list(say("phrases.new", lang), [f"<ins>{escape(visible(text))}</ins>" for text in phrases.new])
        told = [[Edit(*map(visible, edit)) for edit in edits(*pair)] for pair in phrases.reworded]
        out += _list(say("phrases.reworded", lang), [f"{_side(each, 'old')} → {_side(each, 'new')}" for each in told])
    return out


def _list(name: str, items: Sequence[str]) -> list[str]:
    return [f"<h3>{name}</h3>", '<ul lang="zh-Hans">', *(f"<li>{item}</li>" for item in items), "</ul>"] if items else []
