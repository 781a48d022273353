"""A small corpus for tests: speeches of several years about invented bodies, from a seeded grammar."""

from __future__ import annotations

import random
from collections.abc import Iterator

YEARS = range(2015, 2023)
LASTING = "把实事办到群众心坎上"
CAME = "扎实推进河湖连片治理"
WENT = "坚决打好棚户改造收官战"
SPEAKERS = ("王启明", "李青山")
CLAUSES = (
    "各乡镇要逐项列出清单",
    "窗口服务还有短板",
    "去年全市办成了{d}件实事",
    "项目进度比上年快了{d}天",
    "王启明同志强调，要守住安全底线",
    "会议指出，粮食仓储要全程留痕",
    "这件事拖不得",
    "要用好“两本台账”",
)
HEADINGS = ("抓好粮食仓储安全", "守住防汛抢险底线", "提升窗口服务质效", "盘活闲置校舍资源")


def speeches(per_year: int = 5) -> Iterator[tuple[str, str]]:
    """Yield the names of files, which have their dates, and the texts; always the same."""
    dice = random.Random(7)
    for year in YEARS:
        for number in range(per_year):
            said = [LASTING, *([CAME] if year >= 2019 else []), *([WENT] if year < 2018 else [])]

            def paragraph(said: list[str] = said) -> str:
                clauses = [dice.choice(CLAUSES).format(d=dice.randint(2, 99)) for _ in range(4)]
                return "，".join([*clauses, dice.choice(said)]) + "。"

            heads = dice.sample(HEADINGS, 3)
            if year >= 2020:
                heads = [head.replace("抓好粮食仓储安全", "全力抓好粮食仓储安全") for head in heads]
            lines = [
                f"在临溪县{year}年工作会议上的讲话",
                f"（{year}年{1 + number}月6日）",
                "同志们：",
                paragraph() + "下面讲三点意见。",
            ]
            for place, head in enumerate(heads):
                lines += [f"{'一二三'[place]}、{head}", paragraph(), paragraph()]
            lines.append("同志们，" + paragraph())
            yield f"{SPEAKERS[number % 2]}/{year}-{1 + number:02}-06-{number}.txt", "\n".join(lines) + "\n"
