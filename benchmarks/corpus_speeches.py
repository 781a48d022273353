"""Speeches for measuring corpora: all different, from a seeded grammar with the variety of words that real ones have.

`speeches.py` repeats ten nouns and ten verbs, which suits a parser; what counts n-grams would find nothing else
in it. Here a clause is put together from some five hundred words, a speech has a theme that it repeats on
purpose, and each year has formulations of its own. To 3,400 characters there are about as many points (8), commas and
stops (205), quotations and terms (17) and requirements (31) as in real speeches.
"""

from __future__ import annotations

import random
from pathlib import Path

HAN = "一二三四五六七八九十"


def _words(together: str) -> list[str]:
    return together.split()


FIELDS = _words(
    "乡村振兴 基层治理 营商环境 科技创新 数字政务 生态保护 水利建设 粮食生产 义务教育 医疗服务 养老服务 住房保障 "
    "就业创业 文化传承 体育设施 交通运输 能源供应 安全生产 应急管理 食品药品 信访工作 法治建设 普法宣传 国企改革 "
    "财政资金 金融服务 招商引资 项目建设 工业园区 中小企业 外贸出口 市场监管 知识产权 人才引进 干部队伍 党员教育 "
    "作风建设 廉政教育 巡察整改 民主监督 社区服务 志愿服务 妇女儿童 退役军人 民族团结 档案管理 统计调查 审计监督 "
    "河湖治理 大气防治 垃圾分类 老旧小区 城市更新 地下管网 防汛抗旱 森林防火 道路养护 公共交通 冷链物流 直播电商"
)
BODIES = _words("各县区 各部门 各乡镇 各单位 各级党组织 各级干部 市直机关 责任单位 牵头部门 行业主管部门 驻村工作队 企业负责人")
VERBS = _words(
    "推动 推进 促进 加快 强化 深化 完善 健全 落实 抓好 压实 提升 优化 巩固 拓展 规范 统筹 做好 加强 保障 支持 改进 "
    "夯实 畅通 激发 盘活 补齐 筑牢 守住 打造 培育 探索 总结 推广 开展 实施 建立 整合 严格 细化"
)
THINGS = _words(
    "责任链条 工作机制 制度体系 服务流程 监管办法 考核标准 资金渠道 信息平台 协作网络 人员力量 技术支撑 基础设施 "
    "重点环节 关键岗位 薄弱环节 隐患台账 问题清单 任务清单 时间节点 督查办法 反馈渠道 群众口碑 发展后劲 内生动力 "
    "示范样板 先进经验 骨干队伍 窗口形象 办事效率 风险防线 底线要求 长效机制 闭环管理 分类指导 联动格局 服务半径"
)
RESULTS = _words(
    "取得明显成效 见到实实在在的变化 让群众得到实惠 走在全省前列 经得起检验 不走过场 形成合力 再上新台阶 件件有着落 "
    "一抓到底 落地生根 开花结果 不留死角 常抓不懈 有力有序 稳中有进 提质增效 补短强弱"
)
TEMPLATES = (
    "{body}要{verb}{field}的{thing}，把{thing2}作为{field2}的重要抓手",
    "{verb}{field}，{verb2}{thing}，使{thing2}真正{result}",
    "围绕{field}这个中心任务，{verb}{thing}，做到{result}",
    "去年以来，全市{field}完成投资{d}亿元，同比增长百分之{p}，{thing}有了新的改善",
    "有的地方对{field}重视不够，{thing}还不健全，与群众的期待相比仍有不小的差距",
    "要把{field}同{field2}结合起来，{verb}{thing}，不能以{thing2}不完善为由拖延",
    "{month}月底前，{body}完成{field}的{thing}",
    "对{field}中的{n}个问题，逐项{verb}{thing}，确保{result}",
    "{field}是民生大事，{thing}是重中之重，关系到全市发展的大局和群众的切身利益",
    "从前一段调研的情况看，{field}的{thing}总体是好的，{field2}的{thing2}还有一些不平衡",
    "实践证明，{thing}{result}的地方，{field}就有后劲，{thing2}就不会落空",
    "这几年我们在{field}和{field2}方面走过的路，说到底是一条依靠{thing}和{thing2}的路",
    "同{field2}先进的兄弟市县比一比，我们{field}的{thing}差在思想认识，也差在工作方法",
    "{n}个乡镇的{field}已经{result}，{d}名干部常年在一线服务，受到群众的普遍欢迎",
    "{field}任务之重、{thing}难度之大，大家在座的都深有体会",
)
QUOTING = (
    "要用好“{thing}”和“{thing2}”，{verb}{field}",
    "“{thing}”“{thing2}”成了{field}的两块招牌",
    "王启明同志强调，要{verb}{field}，{verb2}{thing}",
    "会议指出，{field}关系全局，必须{verb}{thing}",
    "《云岭市{field}条例》明确，{body}要{verb}{thing}",
    "群众说这是“看得见的{thing}”",
)
OVERSHOT = 200
"""Characters by which the last paragraph of a section goes beyond its end, on average, and the closing of the speech."""
QUOTED, THEMED = 0.12, 0.06
"""The shares of clauses that quote, and that repeat the theme of the speech or the formulation of its year."""


def speech(seed: int, size: int = 3_400) -> str:
    """Return a speech of about `size` characters (10 KB of UTF-8 by default), always the same for a seed."""
    dice = random.Random(seed)
    year = 1990 + seed % 35
    of_year = random.Random(f"year {year}")
    formulation = f"{of_year.choice(VERBS)}{of_year.choice(FIELDS)}{of_year.choice(RESULTS)}"
    theme = f"让{dice.choice(FIELDS)}{dice.choice(RESULTS)}"

    def clause() -> str:
        draw = dice.random()
        if draw < THEMED:
            return theme if draw < THEMED / 2 else formulation
        template = dice.choice(QUOTING if draw < THEMED + QUOTED else TEMPLATES)
        return template.format(
            body=dice.choice(BODIES),
            field=dice.choice(FIELDS),
            field2=dice.choice(FIELDS),
            verb=dice.choice(VERBS),
            verb2=dice.choice(VERBS),
            thing=dice.choice(THINGS),
            thing2=dice.choice(THINGS),
            result=dice.choice(RESULTS),
            d=dice.randint(1, 999),
            p=dice.randint(1, 300) / 10,
            n=dice.randint(2, 40),
            month=dice.randint(1, 12),
        )

    def paragraph(clauses: int) -> str:
        return "".join(clause() + dice.choice("，，。；。") for _ in range(clauses)).rstrip("，；。") + "。"

    def heading() -> str:
        return f"{dice.choice(VERBS)}{dice.choice(FIELDS)}，{dice.choice(VERBS)}{dice.choice(THINGS)}"

    sections = dice.randint(3, 5)
    date = f"（{year}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日）"
    lines = [
        f"王启明在云岭市{dice.choice(FIELDS)}会议上的讲话",
        date,
        "同志们：",
        paragraph(10) + f"下面，我讲{HAN[sections - 1]}点意见。",
    ]
    for section in range(sections):
        lines.append(f"{HAN[section]}、{heading()}")
        target = (size - 2 * OVERSHOT) * (section + 1) // sections
        point = 0
        while sum(map(len, lines)) < target:
            if point < len(HAN) and dice.random() < 0.4:
                inline = "".join(f"{HAN[place]}是{heading()}；" for place in range(3)).rstrip("；") + "。"
                lines.append(f"（{HAN[point]}）{heading()}。" + (clause() + "。" + inline if dice.random() < 0.2 else ""))
                point += 1
            lines.append(paragraph(dice.randint(8, 16)))
    lines.append("同志们，" + paragraph(5))
    return "\n".join(lines) + "\n"


def write_speeches(folder: Path, many: int, size: int = 3_400) -> int:
    """Write speeches as files, a thousand in a folder, and return their bytes together."""
    total = 0
    for seed in range(many):
        path = folder / f"{seed // 1000:03}" / f"{seed:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(speech(seed, size).encode())
    return total
