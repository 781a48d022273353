"""Speeches for measuring: all different, from a seeded grammar, in the build of real ones."""

from __future__ import annotations

import random

HAN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
VERBS = ["强化", "推进", "落实", "深化", "完善", "压实", "提升", "抓好", "加强", "健全"]
NOUNS = [
    "责任链条",
    "基层监督",
    "学习教育",
    "制度建设",
    "队伍本领",
    "民生实事",
    "项目资金",
    "安全防线",
    "作风纪律",
    "服务窗口",
]
CLAUSES = (
    "各级各部门要把{n}摆在突出位置",
    "坚持问题导向，{v}{n}",
    "去年以来，全市{n}稳中向好，完成投资{d}亿元，增长{p}%",
    "对{n}中的短板，要列出清单、逐项销号",
    "围绕{n}，健全机制、压实责任，{v}工作合力",
    "有的地方对{n}抓得不实，这种状况要尽快改变",
    "第一时间发现、第一时间处置，{v}{n}",
)
QUOTING = (
    "要用好“两张清单”，{v}{n}，做到件件有着落",
    "王启明同志强调，要{v}{n}，一件一件抓到底",
    "会议指出，{n}关系全局，必须{v}到位",
)
QUOTED = 0.05
"""The share of clauses that quote or stand in quotation marks."""


def speech(seed: int, size: int = 10_000) -> str:
    """Return a speech of about `size` characters, always the same for a seed."""
    dice = random.Random(seed)

    def clause() -> str:
        return dice.choice(QUOTING if dice.random() < QUOTED else CLAUSES).format(
            n=dice.choice(NOUNS), v=dice.choice(VERBS), d=dice.randint(1, 999), p=dice.randint(1, 300) / 10
        )

    def paragraph(clauses: int) -> str:
        return "".join(clause() + dice.choice("，，。；。") for _ in range(clauses)).rstrip("，；。") + "。"

    def heading() -> str:
        return f"{dice.choice(VERBS)}{dice.choice(NOUNS)}，{dice.choice(VERBS)}{dice.choice(NOUNS)}"

    sections = dice.randint(3, 5)
    lines = ["云岭市在全市工作会议上的讲话", "同志们：", paragraph(12) + f"下面，我讲{HAN[sections - 1]}点意见。"]
    each = size // sections
    for section in range(sections):
        lines.append(f"{HAN[section]}、{heading()}")
        before = sum(map(len, lines))
        point = 0
        while sum(map(len, lines)) - before < each and point < len(HAN):
            inline = "".join(f"{HAN[i]}是{heading()}；" for i in range(3)).rstrip("；") + "。"
            lines.append(f"（{HAN[point]}）{heading()}。" + (clause() + "。" + inline if dice.random() < 0.3 else ""))
            lines.append(paragraph(dice.randint(12, 24)))
            lines.append(paragraph(dice.randint(12, 24)))
            point += 1
        while sum(map(len, lines)) - before < each:
            lines.append(paragraph(12))
    lines.append("同志们，" + paragraph(6))
    return "\n".join(lines) + "\n"


def speeches(total: int, size: int = 10_000) -> list[str]:
    """Return speeches of together at least `total` bytes of UTF-8."""
    found: list[str] = []
    length = 0
    while length < total:
        found.append(speech(len(found), size))
        length += len(found[-1].encode())
    return found
