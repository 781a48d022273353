"""Documents to YAML, JSON, JSON Lines and Markdown, and YAML and JSON back to documents.

The only importer of yaml.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jianggao.errors import DocumentError, JianggaoError
from jianggao.model import Part, Point, Speech
from jianggao.output.document import Document
from jianggao.output.outline import visible

FORMATS = ("yaml", "json", "jsonl", "md")
MARKDOWN_PARTS = ("title", "byline", "salutation", "opening", "directives", "closing", "tail")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
UNSAFE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
"""What JSON may carry as it is but a terminal or an editor would obey."""
MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
MARKDOWN_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)", re.MULTILINE)
DEEPEST = 200
"""Levels; an exported document has some twenty."""
LONG_TEXT = 40
"""Code points from which a string is written as a block, one line to a paragraph."""


def schema() -> Document:
    """Return the JSON Schema of an exported document."""
    loaded: Document = json.loads((Path(__file__).parent / "schema.json").read_text("utf-8"))
    return loaded


def to_json(documents: Iterable[Document]) -> str:
    """Return one document as indented JSON, several as a list of them."""
    trees = list(documents)
    return _json(trees[0] if len(trees) == 1 else trees, indent=2) + "\n"


def to_jsonl(documents: Iterable[Document]) -> str:
    """Return the documents as JSON Lines, one to a line."""
    return "".join(_json(tree, separators=(", ", ": ")) + "\n" for tree in documents)


def _json(tree: object, **how: Any) -> str:
    written = json.dumps(tree, ensure_ascii=False, **how)
    if LONE_SURROGATE.search(written):  # only an escape can carry a surrogate without its pair
        return json.dumps(tree, ensure_ascii=True, **how)
    return re.sub(UNSAFE, lambda found: f"\\u{ord(found.group()):04x}", written)


def to_yaml(documents: Iterable[Document]) -> str:
    """Return the documents as YAML; texts stand as literal blocks, several documents behind `---`.

    A lone surrogate, which YAML cannot hold, becomes U+FFFD.
    """
    import yaml

    written = yaml.dump_all(
        [_without_surrogates(tree) for tree in documents],
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        width=1 << 30,
        default_flow_style=False,
    )
    # strings that hold these stand in double quotes, where an escape means the character
    return re.sub(UNSAFE, lambda found: f"\\u{ord(found.group()):04X}", str(written))


def _without_surrogates(tree: Any) -> Any:
    if isinstance(tree, str):
        return LONE_SURROGATE.sub("\ufffd", tree)
    if isinstance(tree, dict):
        return {key: _without_surrogates(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_without_surrogates(value) for value in tree]
    return tree


@cache
def _dumper() -> Any:
    """Return libyaml's safe dumper (PyYAML's own corrupts U+0085), made to write blocks and spans."""
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, data: object) -> bool:
            return True

    def text(dumper: Any, value: str) -> Any:
        block = "\n" in value or (len(value) >= LONG_TEXT and not value.isascii())
        style = '"' if re.search(UNSAFE, value) else "|" if block else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    def row(dumper: Any, value: list[object]) -> Any:
        flat = all(isinstance(item, int) for item in value)
        return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flat)

    Dumper.add_representer(str, text)
    Dumper.add_representer(list, row)
    return Dumper


def documents_in(text: str, *, is_yaml: bool) -> list[object]:
    """Return the trees that an exported text holds: a document, a list, JSON Lines, or YAML after YAML.

    `DocumentError` is raised where it cannot be parsed.
    """
    try:
        return _yaml_documents(text) if is_yaml else _json_documents(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError("document", reason=" ".join(str(error).split())) from None


def _json_documents(text: str) -> list[object]:
    try:
        tree = json.loads(text)
        return tree if isinstance(tree, list) else [tree]
    except json.JSONDecodeError as whole:
        try:
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        except json.JSONDecodeError as line:
            raise (whole if line.pos <= whole.pos else line) from None


def _yaml_documents(text: str) -> list[object]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):  # the loader recurses, and would run out of stack
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise ValueError(f"nested more than {DEEPEST} deep")
        return list(yaml.load_all(text, Loader=loader))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def to_markdown(speeches: Iterable[Speech], only: Collection[str] | None = None) -> str:
    """Return the speeches as Markdown: a heading for each point that begins a line, the text between.

    `only` names the parts to keep; `JianggaoError` is raised for one that Markdown does not show.
    """
    for name in only or ():
        if name not in MARKDOWN_PARTS:
            raise JianggaoError("parts", part=name, known=", ".join(MARKDOWN_PARTS))
    return "\n".join("\n\n".join(_markdown(speech, only)) + "\n" for speech in speeches)


def _markdown(speech: Speech, only: Collection[str] | None) -> list[str]:
    blocks: list[str] = []
    for kind, part in speech.parts():
        if only is not None and ("directives" if kind == "directive" else kind) not in only:
            continue
        if isinstance(part, Point):
            blocks += _markdown_point(part, 2)
        elif isinstance(part, Part) and kind == "title":
            blocks.append("# " + " ".join(_escaped(line) for line in part.text.split()))
        elif kind != "head":
            blocks += _paragraphs(part.text)
    return blocks


def _markdown_point(point: Point, level: int) -> list[str]:
    text = point.source.text
    cut_out = bool(point.heading) and point.text.startswith(point.heading)
    if not point.begins_line or cut_out:
        return _paragraphs(text[slice(*point.span)])
    blocks = ["#" * min(level, 6) + " " + _escaped(point.mark + point.heading)]
    at = point.body_span.start
    for nested in point.points:
        if nested.begins_line:
            blocks += _paragraphs(text[at : nested.span.start])
            blocks += _markdown_point(nested, level + 1)
            at = nested.span.end
    return blocks + _paragraphs(text[at : point.body_span.end])


def _paragraphs(text: str) -> list[str]:
    return [_escaped(line.strip()) for line in text.split("\n") if line.strip()]


def _escaped(text: str) -> str:
    escaped = MARKDOWN_SPECIAL.sub(r"\\\1", visible(text))
    return MARKDOWN_LINE_START.sub(r"\1\\\2", escaped)
