"""Numbers as a word processor prints them: the formats of ECMA-376 part 1, 17.18.59 (`ST_NumberFormat`)."""

from __future__ import annotations

import re
from collections.abc import Callable

HAN = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
TRADITIONAL_LEGAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def counted(number: int, digits: str = HAN, units: str = "十百千", *, one_ten: bool = False) -> str:
    """Return a number in words, `一百零一`; `一十` for 10 to 19 only with `one_ten`. Beyond 9,999 in digits."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    zero = "零" if digits == HAN else digits[0]
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += (zero if gap else "") + digits[digit] + ("" if place == 0 else units[place - 1])
        gap = False
    return words if one_ten or not 10 <= number < 20 else words[1:]


def digits(number: int) -> str:
    """Return a number digit by digit: `一〇`, `二三`."""
    return "".join(HAN[int(digit)] for digit in str(number))


def hundred(number: int) -> str:
    """Return a number as `chineseCounting` does: in words up to 99, then digit by digit."""
    return counted(number) if number < 100 else digits(number)


def japanese(number: int) -> str:
    """Return a number as `japaneseCounting` does: `百一`, without a zero and without the one before a unit."""
    words = counted(number).replace("零", "")
    return re.sub("一(?=[十百千])", "", words)


def roman(number: int) -> str:
    """Return a Roman numeral in lower case; beyond 3,999 in digits."""
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for size, sign in ROMAN:
        words += sign * (number // size)
        number %= size
    return words


def letters(number: int) -> str:
    """Return `a` to `z`, then `aa`, `bb` …, as Word counts; beyond 780 in digits."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + at) for at in range(count))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda number: str(number).translate(WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(WIDE),
    "decimalEnclosedCircle": _one_of(_signs("①", 20)),
    "decimalEnclosedCircleChinese": _one_of(_signs("①", 20)),
    "decimalEnclosedParen": _one_of(_signs("⑴", 20)),
    "decimalEnclosedFullstop": _one_of(_signs("⒈", 20)),
    "ideographEnclosedCircle": _one_of(_signs("㊀", 10)),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": hundred,
    "chineseCountingThousand": counted,
    "chineseLegalSimplified": lambda number: counted(number, LEGAL, "拾佰仟", one_ten=True),
    "ideographLegalTraditional": lambda number: counted(number, TRADITIONAL_LEGAL, "拾佰仟", one_ten=True),
    "ideographDigital": digits,
    "japaneseDigitalTenThousand": digits,
    "taiwaneseDigital": digits,
    "japaneseCounting": japanese,
    "taiwaneseCounting": hundred,
    "taiwaneseCountingThousand": counted,
    "ideographTraditional": _one_of(STEMS),
    "ideographZodiac": _one_of(BRANCHES),
    "ideographZodiacTraditional": lambda number: STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12],
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "none": lambda number: "",
    "bullet": lambda number: "",
}
"""Each format by its name; one that is not here is printed as `decimal`."""


def numeral(number: int, form: str) -> str:
    """Return a number in a format of `FORMATS`; in digits where there is no such format."""
    return FORMATS.get(form, str)(number)
