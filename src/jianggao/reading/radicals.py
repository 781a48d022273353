"""Signs that only look like the characters of a text, as fonts and old character sets put them into it.

A font that draws the radical ⼀ (U+2F00) and the character 一 with one glyph makes a browser's PDF say the
radical wherever the character stood: the text reads as printed, and no mark is found in it.
"""

from __future__ import annotations

import re
import unicodedata

SUPPLEMENT = {
    # radicals without a decomposition and the characters they are (Unicode, EquivalentUnifiedIdeograph.txt)
    "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻑": "長", "⻓": "长", "⻔": "门",
    "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼",
    "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻬": "齐", "⻮": "齿", "⻰": "龙",
    "⺒": "巳", "⺓": "幺", "⺜": "日", "⺝": "月", "⺧": "牛", "⺩": "王", "⺫": "目", "⺬": "示", "⺶": "羊", "⺼": "肉",
}  # fmt: skip
LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
"""CJK radicals, Kangxi radicals, compatibility ideographs."""


def unified(text: str) -> str:
    """Return `text` with each radical and compatibility ideograph as the character it is; as long as before."""
    return LOOKALIKE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    sign = found.group()
    return SUPPLEMENT.get(sign) or unicodedata.normalize("NFKC", sign)
