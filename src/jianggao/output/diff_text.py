"""A comparison as rows, and the rows as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jianggao.analysis.diff import Phrases, edits
from jianggao.messages import say
from jianggao.model import PARTS_BEFORE
from jianggao.output.diff import Comparison, summary
from jianggao.output.outline import literal, visible
from jianggao.results import Change, ChangeKind, Edit, PartChange, Wording

CONTEXT = 16
"""Code points of unchanged text shown on either side of a change."""
SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.MOVED: ">",
    ChangeKind.SAME: "=",
    ChangeKind.RENUMBERED: "=",
}
"""What a row begins with, the first that holds; `~` for all else."""
ELLIPSIS = "…"
PARAGRAPH_END = "¶"


class DiffRow(NamedTuple):
    """A change in the words of a table; every text is safe to print."""

    depth: int
    """0 for a part, 1 for a directive."""
    sign: str
    kinds: tuple[ChangeKind, ...]
    old: str
    """Mark and heading on the old side, joined by ` + ` where there are several; empty where there is none."""
    new: str
    note: str
    """The kinds in the language of the reader: `moved 4 → 3, edited`."""
    heading: tuple[Edit, ...]
    """Of mark and heading, for a pair."""
    body: tuple[Edit, ...]
    """Of the body; empty where it is the same."""

    @property
    def label(self) -> str:
        """Both sides in one line, once where they are the same."""
        return self.new if self.old == self.new else " → ".join(filter(None, (self.old, self.new)))


def diff_rows(found: Comparison, lang: str) -> Iterator[DiffRow]:
    """Yield the rows of the parts, the directives and the points of a comparison, in reading order."""
    told = found.diff
    before = [part for part in told.parts if part.part in PARTS_BEFORE]
    yield from (_part_row(part, lang) for part in before)
    for change in told.changes:
        yield from _change_rows(change, 1, lang)
    yield from (_part_row(part, lang) for part in told.parts[len(before) :])


def _part_row(change: PartChange, lang: str) -> DiffRow:
    name = say(f"part.{change.part}", lang)
    old, new = (name if change.kind is not missing else "" for missing in (ChangeKind.ADDED, ChangeKind.REMOVED))
    kinds = (change.kind,)
    return DiffRow(0, SIGNS.get(change.kind, "~"), kinds, old, new, _note(kinds, lang), (), _shown(change.edits))


def _change_rows(change: Change, depth: int, lang: str) -> Iterator[DiffRow]:
    sign = next((SIGNS[kind] for kind in change.kinds if kind in SIGNS), "~")
    heading: tuple[Edit, ...] = ()
    if len(change.before) == len(change.after) == 1:
        ours, theirs = change.before[0].mark, change.after[0].mark
        heading = _shown((Edit(ours, theirs), *change.heading))
    yield DiffRow(
        depth,
        sign,
        change.kinds,
        _titles(change.before, lang),
        _titles(change.after, lang),
        _note(change.kinds, lang, change),
        heading,
        _shown(change.body) if any(edit.old != edit.new for edit in change.body) else (),
    )
    if change.is_different:
        for point in change.points:
            yield from _change_rows(point, depth + 1, lang)


def _titles(wordings: Iterable[Wording], lang: str) -> str:
    return " + ".join(visible(each.mark) + (visible(each.heading) or say("label.no-heading", lang)) for each in wordings)


def _note(kinds: Sequence[ChangeKind], lang: str, change: Change | None = None) -> str:
    names = []
    for kind in kinds:
        name = say(f"change.{kind}", lang)
        if change is not None and kind in (ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED):
            old, new = ("+".join(map(str, places)) for places in (change.old, change.new))
            name += f" {old} → {new}"
        names.append(name)
    return say("label.and", lang).join(names)


def _shown(found: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits safe to print on one line each; paragraphs end in a sign."""
    return tuple(Edit(*(visible(side.replace("\n", PARAGRAPH_END)) for side in edit)) for edit in found)


def snippets(found: Sequence[Edit], context: int) -> list[list[Edit]]:
    """Return the changes of a text with `context` code points around them; what lies further off is left out."""
    out: list[list[Edit]] = [[]]
    for at, edit in enumerate(found):
        text = edit.old
        first, last = at == 0, at == len(found) - 1
        if edit.old != edit.new or len(text) <= context * (2 - first - last) + 2:
            out[-1].append(edit)
            continue
        if not first:
            out[-1].append(_kept(text[:context] + ELLIPSIS))
            out.append([])
        if not last:
            out[-1].append(_kept(ELLIPSIS + text[len(text) - context :]))
    return [row for row in out if any(edit.old != edit.new for edit in row)]


def _kept(text: str) -> Edit:
    return Edit(text, text)


def diff_text(found: Comparison, lang: str, context: int = CONTEXT) -> str:
    """Return a comparison as plain text: a row for each directive, under it what changed, as `[-old-]{+new+}`."""
    lines = [stat_line(found, lang), *notes(found, lang), ""]
    for row in diff_rows(found, lang):
        indent = _indent(row)
        lines.append(f"{indent}{row.sign} {row.label}" + (f"  [{row.note}]" if row.sign != "=" else ""))
        lines += [f"{indent}    {line}" for line in _body_lines(row, context)]
    for name, phrases in told_phrases(found, lang):
        lines += ["", name]
        lines += [f"- {visible(text)}" for text in phrases.gone]
        lines += [f"+ {visible(text)}" for text in phrases.new]
        lines += [f"~ {_marked(_shown(edits(*pair)))}" for pair in phrases.reworded]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _indent(row: DiffRow) -> str:
    return "  " * max(row.depth - 1, 0)


def _body_lines(row: DiffRow, context: int) -> list[str]:
    if row.kinds[0] in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return "".join(edit.new or edit.old for edit in row.body).split(PARAGRAPH_END) if row.body else []
    return [_marked(line) for line in snippets(row.body, context)]


def _marked(found: Iterable[Edit], gone: str = "[-{}-]", new: str = "{{+{}+}}") -> str:
    return "".join(
        edit.old
        if edit.old == edit.new
        else (gone.format(edit.old) if edit.old else "") + (new.format(edit.new) if edit.new else "")
        for edit in found
    )


def stat_line(found: Comparison, lang: str) -> str:
    """Return one line: the names, how many directives there are, and what became of them."""
    told = found.whole
    names = [visible(speech.source.name) for speech in (told.old, told.new)]
    counts = [say("label.count", lang, kind=say(f"change.{kind}", lang), count=n) for kind, n in summary(told).items() if n]
    if told.parts:
        parts = say("label.and", lang).join(say(f"part.{part.part}", lang) for part in told.parts)
        counts.append(say("label.parts-differ", lang, parts=parts))
    if not told.is_different:
        renumbered = summary(told)[ChangeKind.RENUMBERED]
        counts.insert(0, say("label.only-renumbered" if renumbered else "label.no-difference", lang))
    sizes = say("label.directives", lang, old=len(told.old.directives), new=len(told.new.directives))
    said = sizes + say("label.semicolon", lang) + say("label.and", lang).join(counts)
    return f"{names[0]} → {names[1]}{say('label.colon', lang)}{said}"


def notes(found: Comparison, lang: str) -> list[str]:
    """Return what a reader must know of the comparison: a side without directives is compared by its parts alone."""
    sides = (found.diff.old, found.diff.new)
    return [
        say("label.side-without-directives", lang, name=visible(speech.source.name)) for speech in sides if not speech.directives
    ]


def told_phrases(found: Comparison, lang: str) -> Iterator[tuple[str, Phrases]]:
    """Yield the name of each kind of phrases of which some came or went, and which."""
    for kind, phrases in found.phrases.items():
        if any(phrases):
            yield say(f"phrases.{kind}", lang), phrases


def diff_markdown(found: Comparison, lang: str, context: int = CONTEXT) -> str:
    """Return a comparison as a nested Markdown list.

    What is gone and new stands in `<del>` and `<ins>`: next to Chinese punctuation asterisks and tildes mark nothing.
    """
    lines = [f"## {literal(stat_line(found, lang))}", "", *(f"{literal(note)}\n" for note in notes(found, lang))]
    for row in diff_rows(found, lang):
        indent = _indent(row)
        lines.append(f"{indent}- {literal(row.label)}" + (f" *({literal(row.note)})*" if row.sign != "=" else ""))
        if row.kinds[0] in (ChangeKind.ADDED, ChangeKind.REMOVED):
            lines += [f"{indent}  - {literal(line)}" for line in _body_lines(row, context) if line]
        else:
            lines += [f"{indent}  - {_struck(line)}" for line in snippets(row.body, context)]
    for name, phrases in told_phrases(found, lang):
        lines += ["", f"### {name}", ""]
        lines += [f"- <del>{literal(visible(text))}</del>" for text in phrases.gone]
        lines += [f"- <ins>{literal(visible(text))}</ins>" for text in phrases.new]
        lines += [f"- {_struck(_shown(edits(*pair)))}" for pair in phrases.reworded]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _struck(found: Iterable[Edit]) -> str:
    return _marked((Edit(literal(edit.old), literal(edit.new)) for edit in found), "<del>{}</del>", "<ins>{}</ins>")
