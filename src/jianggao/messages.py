"""Every sentence the program says to a person, in Chinese and in English.

An error has two halves, split by ` — `: what is wrong, and what to do.
"""

from __future__ import annotations

CATALOGUE: dict[str, tuple[str, str]] = {
    # id: (Chinese, English)
    "error.missing": (
        "没有这个文件 — 请检查路径和文件名",
        "no such file — check the path and the name",
    ),
    "error.directory": (
        "这是文件夹，不是文件 — 请给出其中的文件，例如 {example}",
        "this is a folder, not a file — name the files in it, such as {example}",
    ),
    "error.unreadable": (
        "无法读取：{reason} — 请检查权限，或换一份副本",
        "cannot be read: {reason} — check the permissions, or try a copy",
    ),
    "error.empty": (
        "没有任何文字 — 请检查给出的是不是讲话稿本身",
        "there is no text in it — check that this is the speech itself",
    ),
    "error.not-text": (
        "不是文本文件 — 请把讲话稿另存为 UTF-8 纯文本（.txt），或用 --encoding 指明编码",
        "not a text file — save the speech as plain text (.txt, UTF-8), or name its --encoding",
    ),
    "error.other-format": (
        "这其实是{format} — 请给出讲话稿本身：文本、Word、PDF 或网页文件",
        "this is really {format} — give the speech itself: a text, a Word document, a PDF or a web page",
    ),
    "error.not-plain": (
        "这其实是{format} — 请另存为 UTF-8 纯文本（.txt）",
        "this is really a {format} — save it as plain text (.txt, UTF-8)",
    ),
    "error.damaged": (
        "这份{format}已损坏：{reason} — 请用原程序打开，另存一份再读",
        "this {format} is damaged: {reason} — open it in its own program and save a copy",
    ),
    "error.encrypted": (
        "这份{format}有密码 — 请用原程序打开，去掉密码后另存再读",
        "this {format} is locked with a password — open it in its own program and save it without one",
    ),
    "error.too-large": (
        "超过 {limit} 的上限 — 若确实可信，用 --max-size 放宽，例如 --max-size {example}",
        "larger than the limit of {limit} — if you trust it, raise the limit: --max-size {example}",
    ),
    "error.bomb": (
        "压缩包里的 {member} 解开后大得反常 — 不予读取；若确实是讲话稿，请用原程序另存再读",
        "{member} in this archive unpacks to far too much — not read; if it is a speech, save it anew in its own program",
    ),
    "error.scan": (
        "这份 PDF 只有图像，没有文字 — 请先做文字识别（OCR），再读识别后的文件",
        "this PDF is a scan, pictures without text — have its text recognised (OCR) first and read the result",
    ),
    "error.extra": (
        "读{format}还缺组件 — 请运行 pip install 'jianggao[{extra}]'",
        "reading {format} needs one more package — pip install 'jianggao[{extra}]'",
    ),
    "error.no-soffice": (
        "读{format}要用 LibreOffice，这里没有找到 — 请安装它（soffice 要在 PATH 上），或在 Word、WPS 里另存为 .docx",
        "reading {format} takes LibreOffice, which is not here — install it (soffice on the PATH), or save the file as .docx",
    ),
    "error.soffice": (
        "LibreOffice 没能转换这份{format}：{reason} — 请在 Word 或 WPS 里打开，另存为 .docx 再读",
        "LibreOffice could not convert this {format}: {reason} — open it in Word or WPS and save it as .docx",
    ),
    "error.encoding": (
        "按 {encoding} 解码失败：第 {offset} 字节起不合规 — 去掉 --encoding 让程序判断，或换一种编码",
        "does not decode as {encoding}: byte {offset} does not fit — leave out --encoding to let the "
        "program find it, or name another",
    ),
    "error.no-encoding": (
        "没有名为 {encoding} 的编码 — 常用的有 utf-8、gb18030、big5、utf-16",
        "there is no encoding {encoding} — common ones are utf-8, gb18030, big5, utf-16",
    ),
    "error.document": (
        "这份导出文件读不回来：{reason} — 请从原讲话稿重新导出",
        "this exported document cannot be read back: {reason} — export it again from the speech",
    ),
    "error.rule": (
        "规则文件有误：{rule}：{reason} — 请改正后再用 --rules 载入",
        "faulty rule file: {rule}: {reason} — mend it, then load it with --rules again",
    ),
    "error.word": (
        "词表第 {line} 行不是一个词：{word} — 每行写一个词，不带空格和标点",
        "line {line} of the word list is no word: {word} — write one word a line, without spaces or punctuation",
    ),
    "error.output-is-input": (
        "输出会盖掉输入 {path} — 请换一个输出文件名",
        "the output would overwrite the input {path} — choose another name for it",
    ),
    "error.suffix": (
        "这里写不出 {suffix} 文件 — 用 -f 指明格式：{formats}",
        "a {suffix} file cannot be written here — name the format with -f: {formats}",
    ),
    "error.kwic-file": (
        "{path} 被当成了 --kwic 的语句，但它是文件 — 列出各提法的上下文请把 --kwic 放在最后；查找语句请写 --kwic=语句",
        "{path} was taken for the phrase of --kwic, but is a file — put --kwic last for every slogan, or write --kwic=PHRASE",
    ),
    "error.result": (
        "这是 jianggao 的{kind}结果，不是讲话稿 — 请给出讲话稿，或 jianggao export 导出的文件",
        "this is what jianggao {kind} wrote, no speech — name a speech, or what jianggao export wrote",
    ),
    "error.unwritable": (
        "无法写入 {path}：{reason} — 请检查磁盘空间和权限；原有文件未动",
        "cannot write {path}: {reason} — check disk space and permissions; nothing was changed",
    ),
    "error.parts": (
        "没有名为 {part} 的部分 — 可选：{known}",
        "there is no part {part} — choose from {known}",
    ),
    "error.diff-not-of-this": (
        "这份比较不是对这些要点作的 — 请用当时比较的旧稿",
        "these changes were not made for these directives — give the old ones they were made for",
    ),
    "error.two-files": (
        "要比较两份讲话稿 — 请先写旧稿，再写新稿",
        "two speeches are compared — name the old one, then the new one",
    ),
    "error.git-arguments": (
        "--git 是给 git 用的，参数不合 — 在 git 里设 diff.jianggao.command 为 'jianggao diff --git'",
        "--git is for git to call, with its arguments — set diff.jianggao.command to 'jianggao diff --git'",
    ),
    "finding.encoding.invalid": (
        "{place}起有不合 {encoding} 的字节，已用 � 代替",
        "bytes that are not {encoding} at {place}, shown as �",
    ),
    "finding.encoding.control": (
        "{place}有控制字符",
        "a control character at {place}",
    ),
    "place.line": ("第 {number} 行第 {within} 列", "line {number}, column {within}"),
    "place.paragraph": ("第 {number} 段", "paragraph {number}"),
    "place.page": ("第 {number} 页第 {within} 行", "page {number}, line {within}"),
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
    "error.fix-stdin": (
        "标准输入不能就地改正 — 用 -o 写到一个文件",
        "standard input cannot be mended in place — name a file with -o",
    ),
    "error.fix-many": ("-o 只能写一份改正的稿子 — 一次给一个文件", "-o holds one mended speech — give one file at a time"),
    "error.no-rule": ("没有规则 {name} — 用 jianggao rules 查看全部规则", "there is no rule {name} — see jianggao rules"),
    "error.severity": (
        "{value} 不是级别 — 用 error、warning、hint、off，或 规则=级别",
        "{value} is no severity — use error, warning, hint, off, or RULE=SEVERITY",
    ),
    "error.project": ("项目文件有误：{place}：{reason} — 请改正", "faulty project file: {place}: {reason} — mend it"),
    "error.baseline": (
        "基线文件读不了：{path}：{reason} — 用 --write-baseline 重新生成",
        "the baseline cannot be read: {path}: {reason} — write it again with --write-baseline",
    ),
    "rules.why": ("理由", "why"),
    "rules.source": ("依据", "source"),
    "rules.severity": ("级别", "severity"),
    "rules.bad": ("错例", "bad"),
    "rules.good": ("正例", "good"),
    "rules.pattern": ("模式", "pattern"),
    "rules.match": ("符合", "matches"),
    "rules.reject": ("不符合", "rejects"),
    "rules.set": ("规则组", "set"),
    "error.stdin-once": (
        "标准输入（-）只能用一次 — 请把其余的写成文件",
        "standard input (-) can be read once — give the others as files",
    ),
    "error.usage": ("{reason} — 用 --help 查看用法", "{reason} — see --help"),
    "error.no-files": (
        "没有给出文件 — 请写上讲话稿的文件名，或用 - 从标准输入读取",
        "no file given — name a speech, or - to read standard input",
    ),
    "error.no-xlsx": (
        "没有安装写 Excel 工作簿的组件 — 请运行 pip install 'jianggao[xlsx]'，或改用 --format csv",
        "what writes Excel workbooks is not installed — run pip install 'jianggao[xlsx]', or take --format csv",
    ),
    "error.xlsx-terminal": (
        "Excel 工作簿不能显示在终端上，请用 -o 文件名.xlsx 写入文件",
        "a workbook cannot be shown on a terminal, write it with -o NAME.xlsx",
    ),
    "error.no-option": ("没有选项 {option}", "no such option {option}"),
    "error.no-command": ("没有命令 {command}", "no such command {command}"),
    "error.bad-value": ("{option} 的值不对：{value}", "{option} cannot be {value}"),
    "error.no-value": ("{option} 后面缺少值", "{option} needs a value"),
    "error.interrupted": ("已中断 — 没有写出任何文件", "interrupted — no file was written"),
    "help.group": (
        "读一篇讲话稿，看清它由什么组成：称呼、开场、编号的要点、结语。",
        "Read a Chinese official speech and show what it is made of: salutation, opening, numbered directives, closing.",
    ),
    "help.epilog": (
        "退出码：0 正常，1 有差异或发现，2 出错。",
        "Exit codes: 0 well, 1 differences or findings, 2 trouble.",
    ),
    "help.outline": (
        "列出讲话稿的结构：各部分、要点及其字数。",
        "Print the outline of each FILE: its parts and points, with their numbers of characters.",
    ),
    "help.export": (
        "把讲话稿导出为 YAML、JSON、JSON Lines 或 Markdown。",
        "Export each FILE as YAML, JSON, JSON Lines or Markdown.",
    ),
    "help.quotes": (
        "列出讲话稿引用了谁、说了什么，哪些是要求。",
        "Print who is quoted in each FILE, with what, and which quotations are directives.",
    ),
    "help.kind": (
        "只列这类引用：direct 直接，reported 转述，term 引号里的词语。可重复。",
        "Only quotations of this kind: in marks, without marks, or mere terms in marks. May be repeated.",
    ),
    "help.tasks": (
        "把讲话稿的要求列成任务表：做什么、谁来做、何时完成。",
        "Print the requirements of each FILE as a table: what is to be done, by whom, by when.",
    ),
    "help.modality": (
        "只列这类要求：must 要做，must_not 不得做，should 应当或希望。可重复。",
        "Only requirements of this kind: to do, not to do, or what ought to be done. May be repeated.",
    ),
    "help.directive": ("只列第 N 个要点里的要求。可重复。", "Only the requirements of the Nth directive. May be repeated."),
    "help.actor": (
        "只列对此单位或此类人的要求（写出名称的一部分即可）。",
        "Only what this body or these people are told; a part of the name will do.",
    ),
    "help.with-deadline": ("只列有时限的要求。", "Only requirements with a deadline."),
    "help.directives": ("只列提出要求的引用。", "Only quotations that tell someone to do or avoid something."),
    "help.source": (
        "只列引自此人或此文件的（写出名称的一部分即可）。",
        "Only quotations of this source; a part of its name will do.",
    ),
    "help.slogans": (
        "列出讲话稿反复讲的提法及其位置；几个文件则并排列出各自的次数。",
        "Print the slogans that FILE repeats, and where they stand; of several FILEs, the counts side by side.",
    ),
    "help.min-count": ("至少出现几次（默认2次，数十万字的长文更多）。", "Least count (default: 2, more in very long texts)."),
    "help.min-length": ("至少几个字（默认4）。", "Least length in characters (default: 4)."),
    "help.top": ("只列前几条（默认20；0为全部）。", "List so many (default: 20; 0 for all)."),
    "help.slogan-kind": (
        "列哪一类：slogan 提法（默认），term 名词术语。可重复。",
        "Which kind: slogans (default), or mere terms. May be repeated.",
    ),
    "help.frames": ("同时列出排比句式。", "List the parallel patterns too."),
    "help.kwic": (
        "列出此语句的每一处及其上下文；不写语句则列出各提法的。",
        "Show every place of PHRASE in its context; of the slogans where no PHRASE is given.",
    ),
    "help.words": (
        "词表文件，每行一词：这些词不会被切开。",
        "A list of words, one a line, that are never cut apart.",
    ),
    "help.diff": (
        "比较两份讲话稿：哪些要点新增、删去、移动、改写、拆分、合并，其中改了什么。",
        "Show what became of each directive of OLD in NEW, and what changed inside.",
    ),
    "help.diff-only": (
        "只列这类变化：{kinds}。可重复。",
        "Only changes of this kind: {kinds}. May be repeated.",
    ),
    "help.diff-depth": ("比较到第几层要点。", "Compare points down to this level."),
    "help.context": (
        "每处改动前后各留多少字（默认 {default}）。",
        "Unchanged characters shown on either side of a change (default: {default}).",
    ),
    "help.stat": ("每对文件只印一行统计。", "Print one line of counts."),
    "help.strict": (
        "只换了编号也算不同（退出码 1）。",
        "A mere change of numbers is a difference too (exit code 1).",
    ),
    "help.diff-schema": ("打印比较结果的 JSON Schema。", "Print the JSON Schema of a comparison."),
    "help.git": (
        "供 git 调用：参数按 git 外部比较程序的约定，退出码总是 0。",
        "As git calls it: arguments are those of an external diff of git, and the exit code is 0.",
    ),
    "help.check": (
        "检查讲话稿：编号、各部分、标题、标点、残留、引用、前后不一。",
        "Find what is wrong with each FILE: numbering, parts, headings, pairs, residue, attribution, consistency.",
    ),
    "help.rules": (
        "列出程序依据的规则；写上编号（如 N102）则解释这一条。",
        "List what the program goes by; with a NAME such as N102, explain that rule.",
    ),
    "help.select": (
        "只查这些规则：编号、开头字母、名称，用逗号隔开。可重复。",
        "Only these rules: ids, their beginnings, or names, separated by commas. May be repeated.",
    ),
    "help.ignore": ("不查这些规则（写法同上）。", "Leave these rules out, named in the same way."),
    "help.severity": (
        "写“级别”则只列这一级及以上；写“规则=级别”则改这条规则的级别（error、warning、hint、off）。可重复。",
        "LEVEL: only what is at least so bad. RULE=LEVEL: how bad the rule is (error, warning, hint, off). May be repeated.",
    ),
    "help.fail-on": (
        "有这一级及以上的发现时退出码为 1（默认 warning；never 从不）。",
        "Exit with 1 on findings of this severity or worse (default: warning; never: do not).",
    ),
    "help.baseline": (
        "不列这个基线文件里已有的发现。",
        "Leave out the findings that this baseline FILE knows.",
    ),
    "help.write-baseline": ("把现有的发现写进基线文件。", "Write the findings to this baseline FILE."),
    "help.fix": (
        "改正有把握的：发布标记、序号标点、重复标点。就地改，或写到 -o。",
        "Mend what is safe: markers, the stops of marks, doubled stops; in place, or into -o.",
    ),
    "help.fix-diff": ("只显示 --fix 会怎么改，不动文件。", "Show what --fix would change, and change nothing."),
    "help.name": (
        "NAME 是规则的编号、名称，或一组规则的名字。",
        "A NAME is a rule's id or slug, or the name of a set of rules.",
    ),
    "help.project": (
        "用这个项目文件（默认找讲话稿上层的 .jianggao.toml）。",
        "Use this project FILE (default: the .jianggao.toml found above the speech).",
    ),
    "help.clean": (
        "去掉发布平台留下的标记，其余一字不动。",
        "Print FILE without the publisher's markers; every other character stays.",
    ),
    "help.files": (
        "FILE 可以是文本、Word、PDF、网页或 Markdown 文件，导出的 YAML 或 JSON，或用 - 表示标准输入。",
        "A FILE is a text, a Word document, a PDF, a web page, Markdown, a YAML or JSON exported before, or - for "
        "standard input.",
    ),
    "help.lang": (
        "界面语言：zh 或 en（默认随系统）。",
        "Language of messages: zh or en (default: the locale's).",
    ),
    "help.encoding": (
        "输入的编码，例如 gb18030（默认自动判断）。",
        "Encoding of the input, such as gb18030 (default: found).",
    ),
    "help.rules-file": (
        "用这个 TOML 文件增补或关闭规则。",
        "Add rules from this TOML file, or switch rules off.",
    ),
    "help.max-size": (
        "输入的上限，例如 200M；压缩的文件按解开后计（默认：文本不限，其余 64M）。",
        "Largest input, such as 200M, counted unpacked (default: none for text, else 64M).",
    ),
    "help.quiet": ("不输出提醒。", "Print no warnings."),
    "help.output": (
        "写入这个文件（整份写成才替换），默认写到标准输出。",
        "Write to this file, whole or not at all (default: standard output).",
    ),
    "help.depth": ("只列到第几层要点。", "Show points down to this level."),
    "help.format": ("输出格式。", "Form of the output."),
    "help.color": (
        "是否用颜色（默认看终端；NO_COLOR 关闭）。",
        "Whether to colour (default: as the terminal can; NO_COLOR turns it off).",
    ),
    "help.only": (
        "只导出这些部分，用逗号隔开：{parts}。",
        "Export these parts only, separated by commas: {parts}.",
    ),
    "help.schema": ("打印导出文件的 JSON Schema。", "Print the JSON Schema of an exported document."),
    "help.version": ("打印版本号。", "Print the version."),
    "help.help": ("打印这份说明。", "Show this message."),
    "help.heading.usage": ("用法：", "Usage:"),
    "help.heading.options": ("选项", "Options"),
    "help.heading.commands": ("命令", "Commands"),
    "part.head": ("页面残留", "page junk"),
    "part.title": ("标题", "title"),
    "part.byline": ("题注", "byline"),
    "part.salutation": ("称呼", "salutation"),
    "part.opening": ("开场", "opening"),
    "part.directives": ("要点", "directives"),
    "part.closing": ("结语", "closing"),
    "part.tail": ("文尾", "tail"),
    "label.chars": ("{count}字", "{count} chars"),
    "label.points": ("{count}点", "{count} points"),
    "label.announced": ("预告{count}项：{text}", "announces {count}: {text}"),
    "label.markers": ("已去除{count}处发布标记", "{count} publisher's markers stripped"),
    "label.no-directives": ("没有找到编号要点", "no numbered directives found"),
    "label.no-quotes": ("没有找到引用", "no quotations found"),
    "label.no-tasks": ("没有找到要求", "no requirements found"),
    "label.tasks": ("任务分解表", "tasks"),
    "label.sources": ("引用来源", "sources"),
    "quote.direct": ("直接引用", "direct"),
    "quote.reported": ("转述", "reported"),
    "quote.term": ("引号词语", "term"),
    "quote.directive": ("要求", "directive"),
    "label.no-slogans": ("没有找到反复讲的提法", "no repeated slogans found"),
    "label.no-frames": ("没有找到排比句式", "no parallel patterns found"),
    "label.no-hits": ("没有出现", "found nowhere"),
    "label.frames": ("排比句式", "parallel patterns"),
    "label.more": ("……另有{count}处", "… and {count} more"),
    "kind.slogan": ("提法", "slogan"),
    "kind.term": ("术语", "term"),
    "shape.call": ("号召", "call"),
    "shape.list": ("并列", "list"),
    "shape.campaign": ("名号", "campaign"),
    "shape.number": ("数字提法", "number"),
    "shape.clause": ("成句", "clause"),
    "shape.expression": ("四字格", "expression"),
    "shape.term": ("术语", "term"),
    "column.slogan": ("提法", "slogan"),
    "column.shape": ("形式", "shape"),
    "column.count": ("次数", "count"),
    "column.strip": ("分布", "where"),
    "column.sections": ("各部分次数", "by section"),
    "column.variants": ("又作", "variants"),
    "column.dispersion": ("离散度", "dispersion"),
    "column.weight": ("权重", "weight"),
    "column.first": ("首见（字符位置）", "first (character)"),
    "column.last": ("末见（字符位置）", "last (character)"),
    "column.frame": ("句式", "frame"),
    "column.file": ("文件", "file"),
    "column.before": ("上文", "before"),
    "column.after": ("下文", "after"),
    "column.place": ("行:列", "line:column"),
    "task.must": ("要", "must"),
    "task.must_not": ("不得", "must not"),
    "task.should": ("应当", "should"),
    "task.implied": ("{actor}（承前）", "{actor} (implied)"),
    "column.number": ("序号", "no."),
    "column.requirement": ("要求", "requirement"),
    "column.modality": ("性质", "modality"),
    "column.actor": ("责任主体", "actor"),
    "column.deadline": ("时限", "deadline"),
    "column.line": ("行", "line"),
    "column.unit": ("责任单位", "unit in charge"),
    "column.progress": ("完成情况", "progress"),
    "column.where": ("所在", "place"),
    "column.section": ("位置", "section"),
    "column.kind": ("类别", "kind"),
    "column.source": ("来源", "source"),
    "column.cue": ("引述词", "cue"),
    "column.text": ("内容", "content"),
    "column.directive": ("要求", "directive"),
    "label.no-heading": ("（无题）", "(no heading)"),
    "label.and": ("、", ", "),
    "label.count": ("{kind}{count}", "{count} {kind}"),
    "label.directives": ("要点 {old} → {new}", "directives {old} → {new}"),
    "label.parts-differ": ("{parts}有改动", "other parts: {parts}"),
    "label.no-difference": ("没有差异", "no difference"),
    "label.side-without-directives": (
        "{name} 没有编号要点，只按其他部分比较",
        "{name} has no numbered directives: compared by its other parts",
    ),
    "label.unmerged": ("{path} 有合并冲突，尚未解决", "{path} is not merged yet"),
    "label.old": ("旧稿", "old"),
    "label.new": ("新稿", "new"),
    "label.map": ("要点去向", "What became of the directives"),
    "label.details": ("改了什么", "What changed"),
    "change.same": ("相同", "same"),
    "change.edited": ("改动", "edited"),
    "change.reworded": ("改题", "reworded"),
    "change.moved": ("移动", "moved"),
    "change.renumbered": ("换号", "renumbered"),
    "change.split": ("拆分", "split"),
    "change.merged": ("合并", "merged"),
    "change.added": ("新增", "added"),
    "change.removed": ("删去", "removed"),
    "phrases.quotes": ("引用", "quotations"),
    "phrases.slogans": ("提法", "slogans"),
    "phrases.tasks": ("要求", "requirements"),
    "phrases.terms": ("引号词语", "terms in quotation marks"),
    "phrases.gone": ("不再出现", "gone"),
    "phrases.new": ("新出现", "new"),
    "phrases.reworded": ("换了说法", "in other words"),
}


def printable(text: str) -> str:
    """Return a name or a word of somebody else's safe to print on one line: what is not printable as escapes."""
    return "".join(char if char.isprintable() or char == "\u3000" else repr(char)[1:-1] for char in text)


def say(key: str, lang: str, **fields: object) -> str:
    """Return the catalogue's sentence `key` in `lang` (`"zh"`, else English), its blanks filled.

    A field that is a pair is itself in both languages.
    """
    side = 0 if lang == "zh" else 1
    sentence = CATALOGUE[key][side]
    if not fields:
        return sentence
    return sentence.format(**{k: v[side] if isinstance(v, tuple) else v for k, v in fields.items()})
