"""What `check` and the other findings say."""

from __future__ import annotations

FINDINGS: dict[str, tuple[str, str]] = {
    # id: (Chinese, English)
    "finding.partial": (
        "这份导出只有 {parts}，不是讲话全文",
        "this export holds {parts} alone, and is not the whole speech",
    ),
    "finding.encoding.invalid": (
        "{place}起有不合 {encoding} 的字节，已用 � 代替",
        "bytes that are not {encoding} at {place}, shown as �",
    ),
    "finding.encoding.control": (
        "{place}有控制字符",
        "a control character at {place}",
    ),
    "check.N101": (
        "说是{count}项，后面有{found}项 — 改前面的数，或补齐、并拢后面的要点",
        "{count} announced, {found} follow — mend the count, or the points",
    ),
    "check.N102": (
        "{before}之后是{mark}，缺了第{expected}项 — 补上缺的一点，或重新编号",
        "{mark} follows {before}: number {expected} is missing — put the point back, or renumber",
    ),
    "check.N103": (
        "{mark}重复，第{line}行已用过 — 应为第{expected}项，请重新编号",
        "{mark} again, it already stands in line {line} — number it {expected}",
    ),
    "check.N104": (
        "{mark}次序不对 — 此处应为第{expected}项",
        "{mark} is out of order — number {expected} is due here",
    ),
    "check.N105": (
        "序号从{mark}重新编起，中间没有过渡（上一项在第{line}行） — 接着编号，或加小标题",
        "the numbering begins again with {mark} beside line {line} — number on, or put a heading between",
    ),
    "check.N106": (
        "同组其他序号用“{usual}”，这里用“{mark}” — 统一成一种",
        "the others are marked {usual}, this one {mark} — use one kind of mark",
    ),
    "check.N107": (
        "“{parent}”下面直接用了“{mark}”，跳过“{expected}”一级 — 按一、（一）1.（1）的次序",
        "{mark} stands right under {parent}, the level {expected} is skipped — the order is 一、（一） 1. （1）",
    ),
    "check.N108": ("序号“{mark}”标点有误 — 应为“{expected}”", "wrong stop in {mark} — write {expected}"),
    "check.N109": (
        "整组序号都写作“{mark}” — 标准写法是“{expected}”",
        "the series is marked {mark} throughout — the standard writes {expected}",
    ),
    "check.N110": (
        "只有“{mark}”一项，没有下一项 — 补上其余，或去掉序号",
        "{mark} stands alone — add the others, or take the number away",
    ),
    "check.P201": ("没有标题 — 在开头加上标题", "no title — put one at the head"),
    "check.P202": ("没有称呼 — 在正文前加上称呼，如“同志们：”", "no salutation — put one before the text, such as 同志们："),
    "check.P203": ("没有结语 — 末尾加上小结、号召或致谢", "no closing — end with a summary, a call or thanks"),
    "check.P204": ("称呼“{printed}”后面没有冒号 — 写作“{printed}：”", "no colon after the salutation — write {printed}："),
    "check.P205": ("这里又开始了一篇讲话 — 分成两个文件", "another speech begins here — put it into a file of its own"),
    "check.P206": (
        "标题与第{line}行相同，全文粘贴了两遍 — 删去一遍",
        "the title of line {line} again: the speech stands twice — delete one",
    ),
    "check.P207": (
        "“{heading}”下面没有内容 — 写上内容，或删去标题",
        "nothing stands under “{heading}” — write it, or delete the heading",
    ),
    "check.P208": (
        "“{mark}”这一部分{chars}字，其他部分一般不过{usual}字 — 看是否要拆分或压缩",
        "{mark} has {chars} characters, the others about {usual} — consider dividing or balancing",
    ),
    "check.H301": (
        "标题“{heading}”与其他标题句式不同（{pattern}） — 改成同一句式",
        "“{heading}” is not built like the others ({pattern}) — reword it",
    ),
    "check.H302": (
        "标题“{heading}”末尾有句号，其他标题没有 — 去掉句号",
        "“{heading}” ends in 。, the others do not — take it off",
    ),
    "check.H303": (
        "标题“{heading}”与第{line}行相同 — 改写其中一个",
        "“{heading}” is also the heading of line {line} — reword one",
    ),
    "check.Q401": ("“{mark}”没有关上 — 补上“{expected}”", "{mark} is never closed — add {expected}"),
    "check.Q402": (
        "{mark}与里面的{other}交叉 — 先关里面的，再关外面的",
        "{mark} crosses the {other} inside it — close the inner pair first",
    ),
    "check.Q403": ("“{mark}”前面没有另一半 — 补上前一半，或删去", "{mark} closes nothing — add its other half, or delete it"),
    "check.Q404": ("直引号（共{count}处） — 改用“”", "straight quotation marks ({count} in all) — use “ ”"),
    "check.Q405": (
        "汉字之间用了半角标点（共{count}处） — 改用全角",
        "half-width punctuation among Chinese ({count} in all) — use full-width",
    ),
    "check.R501": (
        "残留的发布标记 — 删去，或用 jianggao clean、check --fix 去除",
        "a publisher's marker — delete it, or run jianggao clean or check --fix",
    ),
    "check.R502": ("占位符“{printed}”还没填 — 换成正式内容", "the placeholder {printed} is still there — fill it in"),
    "check.R503": (
        "“{printed}”没有写明名称 — 换成真名，除非有意隐去",
        "{printed} names nobody — write the name, unless it is hidden on purpose",
    ),
    "check.R504": ("正文里残留了网页上的行 — 删去这一行", "a line of the web page in the middle of the speech — delete it"),
    "check.R505": (
        "正文前后残留了网页上的行 — 定稿时删去",
        "a line of the web page around the speech — delete it from the final text",
    ),
    "check.R506": ("“{word}”连写了两遍 — 删去一个", "{word} twice running — delete one"),
    "check.R507": ("标点“{printed}”连用 — 只留一个", "{printed} side by side — keep one"),
    "check.R508": (
        "与第{line}行的文字相同 — 是否粘贴了两遍，删去其一",
        "the same text as in line {line} — if it was pasted twice, delete one",
    ),
    "check.A601": ("“{cue}”没有说是谁讲的 — 补上出处", "nobody is named for {cue} — say who spoke"),
    "check.A602": (
        "与第{line}行的引文“{quotation}”字句不一 — 核对原文，改成一样",
        "line {line} quotes the same as “{quotation}” — look the words up, and quote them alike",
    ),
    "check.C701": (
        "这里写“{printed}”，第{line}行写“{other}” — 统一写法",
        "{printed} here, {other} in line {line} — write it one way",
    ),
    "check.C702": (
        "这里是“{printed}”，第{line}行是“{other}” — 核对是不是同一个人",
        "{printed} here, {other} in line {line} — make sure that these are two persons",
    ),
    "check.C703": (
        "{term}应有{count}项，后面列了{found}项 — 补齐，或改名称",
        "{term} promises {count}, {found} are listed — add the rest, or mend the name",
    ),
    "check.E801": (
        "有不合编码的字节 — 从原稿重新复制，或用 --encoding 指明编码",
        "bytes that do not fit the encoding — copy the text again, or name its --encoding",
    ),
    "check.E802": ("有控制字符 — 删去", "a control character — delete it"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("警告", "warning"),
    "severity.hint": ("提示", "hint"),
    "check.clean": ("没有发现问题", "nothing found"),
    "check.summary": ("{error}个错误，{warning}个警告，{hint}个提示", "errors: {error}, warnings: {warning}, hints: {hint}"),
    "check.fixable": ("其中{count}处可用 --fix 改正", "{count} of them can be mended with --fix"),
    "check.fixed": ("已改正{count}处", "{count} mended"),
    "check.not-fixed.bytes": (
        "没有改动：编码无法原样写回 — 请先把文件转成 UTF-8",
        "not mended: its bytes cannot be written back as they were — convert it to UTF-8 first",
    ),
    "check.not-fixed.document": (
        "没有改动：这是导出的文件 — 请改原讲话稿",
        "not mended: this is an exported document — mend the speech itself",
    ),
}
