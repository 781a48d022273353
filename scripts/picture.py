"""Draw the picture of the README: what `jianggao diff` shows on a wide terminal, as an SVG.

`--check` draws nothing, and ends with exit code 1 where the picture is not what the program shows now.
"""

from __future__ import annotations

import re
import sys
from html import unescape
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme

import jianggao
from jianggao.output.diff import chosen, comparison
from jianggao.output.terminal_diff import diff_view

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "diff.svg"
SAMPLES = ("discipline.txt", "discipline-revised.txt")
KINDS = ("same", "edited", "moved", "split")
WIDTH = 120
CELL = 12.2
"""Of rich's SVG, in pixels."""
CONTEXT = 8
THEME = TerminalTheme(
    (255, 255, 255),
    (36, 36, 40),
    [(36, 36, 40), (176, 24, 30), (14, 110, 46), (150, 96, 0), (20, 88, 176), (130, 40, 140), (0, 110, 130), (90, 90, 96)],
)
TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>jianggao diff</title>
<style>
.{unique_id}-matrix {{ font: 22px "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "PingFang SC", "Microsoft YaHei", monospace; }}
{styles}
</style>
<rect width="{width}" height="{height}" rx="8" fill="#fff" stroke="#d0d0d6"/>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""  # noqa: E501  (fonts a reader has; rich's own template loads one from the web)


def picture() -> str:
    """Return the SVG."""
    console = Console(width=WIDTH, record=True, file=StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
    old, new = (jianggao.read(ROOT / "samples" / name) for name in SAMPLES)
    only = " ".join(f"--only {kind}" for kind in KINDS)
    console.print(f"$ jianggao diff --context {CONTEXT} {only} {' '.join(SAMPLES)}", style="dim")
    console.print(diff_view(chosen(comparison(old, new), KINDS, None), "zh", CONTEXT, wide=True))
    svg = console.export_svg(title="", theme=THEME, code_format=TEMPLATE, unique_id="diff")
    drawn = re.sub(r'textLength="[\d.]+"([^>]*)>(.*?)</text>', in_cells, svg)
    return "".join(f"{line.rstrip()}\n" for line in drawn.splitlines() if line.strip())


def in_cells(text: re.Match[str]) -> str:
    """Return a text as wide as its cells; rich counts characters, and a Chinese one has two cells."""
    width = f'textLength="{cell_len(unescape(text[2])) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f"{width}{text[1]}>{text[2]}</text>"


def main() -> None:
    """Write the picture, or check it."""
    drawn = picture()
    if "--check" in sys.argv[1:]:
        if not PICTURE.exists() or PICTURE.read_text("utf-8") != drawn:
            sys.exit(f"{PICTURE.relative_to(ROOT)} is stale: run scripts/picture.py")
    else:
        PICTURE.write_text(drawn, "utf-8")


if __name__ == "__main__":
    main()
