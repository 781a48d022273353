"""When a speech was given, by whom, and what it is called: from metadata, the file's name, the byline or the title."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.analysis.quotes.sources import Persons
from jianggao.model import Speech
from jianggao.rules import Rulebook

DIGITS = str.maketrans("〇○Ｏ零一二三四五六七八九０１２３４５６７８９", "00001234567890123456789")
YEAR = "(?:19|20)[0-9]{2}"
DATE = re.compile(
    rf"(?<![0-9])({YEAR})(?:[ ]*年[ ]*|[-./_])([0-9十]{{1,3}})(?:[ ]*月[ ]*|[-./_])([0-9十]{{1,4}})(?![0-9])|"
    rf"(?<![0-9])({YEAR})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
"""A day: `2023年3月5日`, `2023-03-05`, `20230305`."""
MONTH = re.compile(rf"(?<![0-9])({YEAR})(?![0-9])")
"""A year, whatever follows it."""
PIECES = re.compile(r"[\s_—\-·,，（）()《》“”]+")
ADDRESSES = re.compile("在|[:：]")
"""What stands behind the speaker in a title: `王启明在全市大会上的讲话`, `王启明：…`."""
SHORTEST_BARE = 3
"""Characters of a name that is taken for one though it stands alone in a file's name."""


class Date(NamedTuple):
    """A year, the day where it is known, and where both were found."""

    year: int | None
    day: datetime.date | None
    found_in: str | None


class Author(NamedTuple):
    """A speaker's name and where it was found."""

    name: str | None
    found_in: str | None


def date_of(speech: Speech, given: str | None, file: str) -> Date:
    """Return when a speech was given: as `given` by metadata, else as its file's name, byline or title says.

    A place that tells the day goes before those that tell the year alone.
    """
    year: Date | None = None
    for place, text in _places(speech, given, file):
        found, day = read_date(text)
        if day is not None or (found is not None and place == "metadata"):
            return Date(found, day, place)
        if found is not None and year is None:
            year = Date(found, None, place)
    return year or Date(None, None, None)


def read_date(text: str) -> tuple[int | None, datetime.date | None]:
    """Return the year and the day that a text names first; None for what it does not."""
    plain = text.translate(DIGITS)
    for found in DATE.finditer(plain):
        year, month, day = (part for part in found.groups() if part)
        try:
            return int(year), datetime.date(int(year), _number(month), _number(day))
        except ValueError:
            continue
    year_only = MONTH.search(plain)
    return (int(year_only[1]), None) if year_only else (None, None)


def _number(digits: str) -> int:
    """Return the number of a month or a day: `12`, `十2` (十二), `2十5` (二十五)."""
    tens, ten, ones = digits.partition("十")
    return int(digits) if not ten else int(tens or 1) * 10 + int(ones or 0)


def author_of(speech: Speech, given: str | None, file: str, rules: Rulebook) -> Author:
    """Return the speaker's name: as `given` by metadata, else as the file's name, the byline or the title has it."""
    if given:
        return Author(given, "metadata")
    persons = Persons.of(rules)
    for place, text in _places(speech, None, file):
        for piece in PIECES.split(_joined(text)) if place != "title" else [text]:
            name = _named(piece, place, persons, rules)
            if name:
                return Author(name, place)
    return Author(None, None)


def _joined(text: str) -> str:
    """Return a byline with the names of two characters written together: `陆　秋`."""
    return re.sub(r"(?<![^\s（(])(\w)[ \u3000]+(\w)(?![^\s）)])", r"\1\2", text)


def _named(piece: str, place: str, persons: Persons, rules: Rulebook) -> str:
    """Return the speaker that a piece of a title or a name begins with: `市长王启明在…`, `王启明同志：…`, `王启明`."""
    addressed = ADDRESSES.search(piece)
    front = piece[: addressed.start()] if addressed else piece
    for title in persons.title.finditer(front):
        if persons.name.fullmatch(front, title.end()):
            return front[title.end() :]
        if title.end() == len(front) and _is_bare(front[: title.start()], rules):
            return front[: title.start()]
    alone = addressed or place == "byline" or (place == "name" and len(front) >= SHORTEST_BARE)
    return front if alone and _is_bare(front, rules) else ""


def _is_bare(name: str, rules: Rulebook) -> bool:
    if "bare_names" not in rules.compiled:
        bare = [rule.pattern for rule in rules["names"] if rule.options.get("strength") == "bare"]
        rules.compiled["bare_names"] = re.compile("|".join(f"(?:{pattern})" for pattern in bare) or "(?!)")
    pattern: re.Pattern[str] = rules.compiled["bare_names"]
    return pattern.fullmatch(name) is not None


def _places(speech: Speech, given: str | None, file: str) -> Iterator[tuple[str, str]]:
    """Yield where date and speaker may stand, and what stands there, in the order of their worth."""
    if given:
        yield "metadata", given
    yield "name", os.path.splitext(os.path.basename(file))[0]
    for place in ("byline", "title"):
        part = getattr(speech, place)
        if part is not None:
            yield place, part.text
