"""The use of phrases over time as a picture: bars in a terminal, lines in an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from jianggao.messages import say
from jianggao.output.outline import visible

BAR = 24
"""Cells of the longest bar."""
EIGHTHS = " ▏▎▍▌▋▊▉"
WIDTH, HEIGHT = 860, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 64, 44
COLOURS = ("#0b6e4f", "#c8553d", "#3d5a80", "#8d6a9f", "#b08900", "#555555")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2", "1 2")
FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
MOST_TICKS = 12
LEGEND_LINE = 18


class Point(NamedTuple):
    """The use of a phrase in a year."""

    year: int
    rate: float
    """Per 10,000 characters."""
    uses: int


class Line(NamedTuple):
    """The use of a phrase over the years."""

    phrase: str
    points: Sequence[Point]


def bar(rate: float, most: float) -> str:
    """Return a bar for a rate, full where it is `most`."""
    eighths = round(8 * BAR * rate / most) if most else 0
    return "█" * (eighths // 8) + (EIGHTHS[eighths % 8] if eighths % 8 else "")


def trend_svg(lines: Sequence[Line], lang: str) -> str:
    """Return a picture of the use of phrases over the years: one line each, apart by colour and dashes."""
    title = say("trend.title", lang, phrases="、".join(visible(line.phrase) for line in lines))
    years = sorted({point.year for line in lines for point in line.points})
    top = _round_up(max((point.rate for line in lines for point in line.points), default=0.0))
    head = TOP + LEGEND_LINE * len(lines)
    height = HEIGHT + LEGEND_LINE * len(lines)
    plot = _Plot(years, top, head, height - BOTTOM)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title desc" font-family="{FONT}" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(_described(lines, lang))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="26" font-size="16" fill="#222222">{escape(say("trend.heading", lang))}</text>',
        *plot.axes(),
    ]
    for number, line in enumerate(lines):
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number // len(COLOURS) % len(DASHES)]
        y = TOP - 16 + LEGEND_LINE * number
        stroke = f'stroke="{colour}" stroke-width="2"' + (f' stroke-dasharray="{dash}"' if dash else "")
        parts.append(f'<line x1="{LEFT}" y1="{y - 4}" x2="{LEFT + 28}" y2="{y - 4}" {stroke}/>')
        parts.append(f'<text x="{LEFT + 36}" y="{y}" fill="#222222">{escape(visible(line.phrase))}</text>')
        places = [(plot.x(point.year), plot.y(point.rate)) for point in line.points]
        parts.append(f'<polyline fill="none" {stroke} points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>')
        for (across, down), point in zip(places, line.points, strict=True):
            told = escape(_told("point", line, point, lang))
            parts.append(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="3" fill="{colour}"><title>{told}</title></circle>')
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Plot(NamedTuple):
    """The field that lines are drawn in."""

    years: Sequence[int]
    most: float
    top: int
    bottom: int

    def x(self, year: int) -> float:
        """Return where a year stands."""
        span = self.years[-1] - self.years[0]
        return LEFT + (WIDTH - LEFT - RIGHT) * ((year - self.years[0]) / span if span else 0.5)

    def y(self, rate: float) -> float:
        """Return where a rate stands."""
        return self.bottom - (self.bottom - self.top) * (rate / self.most if self.most else 0)

    def axes(self) -> list[str]:
        """Return the lines of the field and what stands at them."""
        parts = []
        for step in range(5):
            rate = self.most * step / 4
            y = self.y(rate) if self.most else self.bottom
            parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#dddddd"/>')
            parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#555555">{rate:g}</text>')
            if not self.most:
                break
        every = -(-len(self.years) // MOST_TICKS) or 1
        for year in self.years[::every]:
            parts.append(f'<text x="{self.x(year):.1f}" y="{self.bottom + 22}" text-anchor="middle" fill="#555555">{year}</text>')
        return parts


def _round_up(rate: float) -> float:
    """Return the next number that is easy to read and to quarter."""
    if rate <= 0:
        return 0.0
    size = 1.0
    while size < rate:
        size *= 10
    while size / 10 >= rate:
        size /= 10
    return next(round(size * part, 12) for part in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if size * part >= rate)


def _told(key: str, line: Line, point: Point, lang: str) -> str:
    phrase, rate = visible(line.phrase), f"{point.rate:g}"
    return say(f"trend.{key}", lang, phrase=phrase, year=point.year, count=point.uses, rate=rate)


def _described(lines: Sequence[Line], lang: str) -> str:
    told = []
    for line in lines:
        most = max(line.points, key=lambda point: point.rate, default=None)
        if most is not None:
            told.append(_told("most", line, most, lang))
    return " ".join(told)
