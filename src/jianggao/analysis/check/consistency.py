"""Consistency: one number, one name, one way to write it; a count in a name that its list keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianggao.analysis.check.draft import HAN, Draft
from jianggao.model import Finding
from jianggao.structure.numerals import han_value

DIGITS = "[0-9０-９]{1,4}"
NUMERAL = "[一二三四五六七八九十百千〇零两]{1,7}"
ORDINAL = re.compile(f"第({DIGITS}|{NUMERAL})(次|届|个|期|批|轮|条|季度|阶段|产业|场|站|巡视组|巡察组|督导组)({HAN}{{2,8}})?")
COUNTED = re.compile(  # begins with a class: `re` jumps to its characters, where it would try a look behind at every one
    "([0-9０-９一二三四五六七八九十百千〇零两](?<![第0-9.〇零一二三四五六七八九十百千万亿几数].)"
    "(?:(?<=[0-9０-９])[0-9０-９]{0,3}|(?<![0-9０-９])[一二三四五六七八九十百千〇零两]{0,6}))"
    f"(个|项|条|家|户|类|大|名)({HAN}{{3,8}})"
)
SAME_ORDINAL, SAME_NOUN = 2, 3
"""Characters after an ordinal, or a count, that must be the same for it to number the same thing."""
ACRONYM = re.compile(
    r"“([二三四五六七八九十两]|十[一二三四五六])([^”，。、一二三四五六七八九十两]{1,7})”"
    r"[^，。；：！？、“”（(]{0,8}"
    r"(?:[，,]?(?:即|也就是|就是|分别是|指的是|是指|包括)[：:]?|[：:]|——|[（(](?:即|包括|指)?)"
    r"(?P<list>[^。；！？：\n（）()]{3,160})"
)
ITEM_STOP = re.compile("、|以及|和(?=“)|及(?=“)|”“")
LONGEST_ITEM = 16
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
TITLED = re.compile(
    f"([{SURNAMES}]{HAN}{{2}})(同志|书记|市长|县长|区长|局长|主任|校长|院长|部长|主席|厅长|处长|镇长|乡长|省长)(?!们)"
)


def consistency(draft: Draft) -> Iterator[Finding]:
    """Yield numbers and names written in two ways, and names that miscount their own list."""
    yield from _numbers(draft)
    yield from _names(draft)
    yield from _acronyms(draft)


class _Written(NamedTuple):
    text: str
    start: int
    end: int


def _numbers(draft: Draft) -> Iterator[Finding]:
    """Report the first place of each way in which the number of one thing is written."""
    ways: dict[tuple[str, int, str, str], dict[bool, _Written]] = {}
    for kind, pattern in (("第", ORDINAL), ("", COUNTED)):
        for match in pattern.finditer(draft.text):
            digits = match[1][0].isdecimal()
            value = int(match[1]) if digits else han_value(match[1])
            same = SAME_ORDINAL if kind else SAME_NOUN
            noun = (match[3] or "")[:same]
            if value is None or len(noun) < same:
                continue
            end = match.end(2)
            ways.setdefault((kind, value, match[2], noun), {}).setdefault(
                digits, _Written(match.group()[: end - match.start()], match.start(), end)
            )
    for forms in ways.values():
        if len(forms) == 2:
            yield from _both(draft, "C701", forms[True], forms[False])


def _both(draft: Draft, rule: str, one: _Written, two: _Written) -> Iterator[Finding]:
    for this, other in ((one, two), (two, one)):
        yield draft.found(rule, (this.start, this.end), printed=this.text, other=other.text, line=draft.line(other.start))


def _names(draft: Draft) -> Iterator[Finding]:
    """Report personal names of one title that differ in one character."""
    people: dict[tuple[str, str], dict[str, _Written]] = {}
    for match in TITLED.finditer(draft.text):
        if len(match[1]) == 3:
            people.setdefault((match[1][0], match[2]), {}).setdefault(match[1], _Written(match[1], match.start(1), match.end(1)))
    for names in people.values():
        known = list(names.values())[:20]
        for at, name in enumerate(known):
            for other in known[:at]:
                if sum(a != b for a, b in zip(name.text, other.text, strict=True)) == 1:
                    yield from _both(draft, "C702", other, name)


def _acronyms(draft: Draft) -> Iterator[Finding]:
    """Report a count in a name (`“五学联动”`) that the list after it does not keep."""
    for match in ACRONYM.finditer(draft.text):
        count = han_value(match[1])
        items = [
            item.strip("“”，, ")
            for item in ITEM_STOP.split(match["list"].split("，")[0] if "、" in match["list"].split("，")[0] else "")
        ]
        if len(items) < 2 or any(not item or len(item) > LONGEST_ITEM for item in items):
            continue
        last = re.split("[和与及](?=.{2})", items[-1]) if count == len(items) + 1 else [items[-1]]
        found = len(items) - 1 + len(last)
        if count != found:
            term = (match.start(), draft.text.index("”", match.start()) + 1)
            yield draft.found("C703", term, term=draft.text[slice(*term)], count=count, found=found)
