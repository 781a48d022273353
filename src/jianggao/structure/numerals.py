"""Numerals of marks: 一 to 九千九百九十九, 1 to 9999 in both widths, ① to ⑳."""

from __future__ import annotations

import unicodedata

DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
UNITS = {"十": 10, "百": 100, "千": 1000}
ADVERBS = {"首先": 1, "其次": 2, "再次": 0, "再其次": 0, "最后": 0}
"""Counting adverbs; 0 stands for one more than the last."""


def han_value(numeral: str) -> int | None:
    """Return the value of a Chinese numeral (`十二` 12, `二〇二三` 2023), None where it is none."""
    total = digit = 0
    if not numeral or any(char not in DIGITS and char not in UNITS for char in numeral):
        return None
    if not any(char in UNITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    for char in numeral:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit


def mark_value(mark: str) -> int | None:
    """Return the number a mark prints: `（三）` 3, `第十二，` 12, `⑷` 4, `其次，` 2.

    0 stands for a counting adverb that only says "next"; None for a mark without a numeral.
    """
    han = "".join(char for char in mark if char in DIGITS or char in UNITS)
    if han:
        return han_value(han)
    digits = "".join(char for char in mark if char.isdecimal())
    if digits:
        return int(digits)
    for char in mark:
        value = unicodedata.numeric(char, None)
        if value is not None:
            return int(value)
    for adverb, value in ADVERBS.items():
        if mark.startswith(adverb):
            return value
    return None
