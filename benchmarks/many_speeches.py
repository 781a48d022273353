"""Speeches of many years for measuring what a corpus is asked: all different, from a seeded grammar.

Unlike those of `speeches`, which repeat a few clauses without end, they have formulations by the thousand, a
few common and most rare, as words are (Zipf 1935); and each formulation has years in which it comes and goes.
"""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import accumulate

HAN = "一二三四五六七八九十"
FIRST_YEAR, LAST_YEAR = 1985, 2024
PLACES = [a + b for a in ("云岭", "临溪", "青河", "柳湾", "石门", "白沙", "南浦", "东屏") for b in ("市", "县", "区")]
VERBS = re.findall(r"\S+", "推进 强化 深化 落实 完善 健全 提升 抓好 加强 巩固 压实 优化 改进 筑牢 擦亮 盘活 做强 补齐 用好 守住")
ADVERBS = ("", "", "", "持续", "全面", "扎实", "深入", "着力", "坚决", "切实", "不断", "大力")
FIELDS = re.findall(
    r"\S+",
    "临港产业 山区教育 基层监督 河湖治理 社区养老 乡村道路 窗口服务 粮食仓储 林果种植 城市供水 老旧小区 产业园区 "
    "青年就业 消防安全 数据共享 文化场馆 医疗急救 项目审批 信访接待 防汛抢险 职业培训 公交线网 旅游景区 水产养殖",
)
HEADS = re.findall(
    r"\S+", "提质增效 网格化管理 责任体系 短板弱项 长效机制 示范引领 协同联动 规范运行 转型升级 惠民举措 安全底线 服务品牌"
)
FRAMES = (
    "要{f}，件件有回音",
    "围绕{f}，各乡镇要拿出实招",
    "{f}，关键在落细落小",
    "把{f}作为全年工作的重中之重",
    "{f}是{p}多年来的老题目",
    "去年以来，我们{f}，办成了{d}件实事",
    "会议指出，{f}，一年要有一年的样子",
    "王启明同志强调，要{f}，久久为功",
    "有的地方{f}还停在纸面上",
    "对{f}，要逐项列出清单，{m}月底前销号",
)
CONNECTING = (
    "这项工作{p}已经抓了{d}年",
    "全{u}共投入资金{d}万元，增长百分之{m}",
    "干部群众对此有不少期盼",
    "{p}的经验值得各地借鉴",
)


@cache
def formulations() -> list[str]:
    """Return all formulations, in an order that has nothing to do with their form."""
    found = [f"{a}{v}{f}{h}" for v in VERBS for f in FIELDS for h in HEADS for a in dict.fromkeys(ADVERBS)]
    random.Random(0).shuffle(found)
    return found[:6000]


@cache
def current(year: int) -> tuple[list[str], list[float]]:
    """Return the formulations of a year and the running sums of how often they are said."""
    dice = random.Random(1)
    chosen, weights = [], []
    for rank, each in enumerate(formulations(), 1):
        born = dice.randint(FIRST_YEAR - 20, LAST_YEAR)
        if born <= year < born + dice.randint(2, 30):
            chosen.append(each)
            weights.append(1 / rank)
    return chosen, list(accumulate(weights))


def dated_speech(seed: int, size: int = 3_200) -> tuple[str, str]:
    """Return the name of a file, which has its date, and a speech of about `size` characters; the same for a seed."""
    dice = random.Random(seed)
    year = FIRST_YEAR + seed % (LAST_YEAR - FIRST_YEAR + 1)
    place = dice.choice(PLACES)
    said, sums = current(year)

    def formulation() -> str:
        return dice.choices(said, cum_weights=sums)[0]

    def clause() -> str:
        frame = dice.choice(FRAMES if dice.random() < 0.6 else CONNECTING)
        return frame.format(f=formulation(), p=place, u=place[-1], d=dice.randint(2, 999), m=dice.randint(1, 12))

    def paragraph(clauses: int) -> str:
        return "".join(clause() + dice.choice("，。；。") for _ in range(clauses)).rstrip("，；。") + "。"

    directives = dice.randint(3, 6)
    lines = [f"在{place}{year}年工作会议上的讲话", "同志们：", f"{paragraph(5)}下面，我讲{HAN[directives - 1]}点意见。"]
    while sum(map(len, lines)) < size:
        number = sum(line[1:2] == "、" for line in lines)
        if number < directives:
            lines.append(f"{HAN[number]}、{formulation()}，{formulation()}")
            for point in range(dice.randint(1, 3)):
                lines.append(f"（{HAN[point]}）{formulation()}。{paragraph(dice.randint(6, 14))}")
        else:
            lines.append(paragraph(10))
    lines.append("同志们，" + paragraph(3))
    name = f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}-{seed:06}.txt"
    return name, "\n".join(lines) + "\n"
