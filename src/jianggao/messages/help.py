"""What `--help` says."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    # id: (Chinese, English)
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
        "每处改动前后各留多少字（默认{default}）。",
        "Unchanged characters shown on either side of a change (default: {default}).",
    ),
    "help.stat": ("每对文件只写一行统计。", "Print one line of counts."),
    "help.strict": (
        "只换了编号也算不同（退出码 1）。",
        "A mere change of numbers is a difference too (exit code 1).",
    ),
    "help.diff-schema": ("显示比较结果的 JSON Schema。", "Print the JSON Schema of a comparison."),
    "help.textconv": (
        "供 git 作 textconv：读不出的文件在输出里说明，退出码为 0。",
        "As git's textconv: a file that cannot be read is told of in its place, and the exit code is 0.",
    ),
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
    "help.report": (
        "把一篇讲话稿，或两稿的比较，写成一个 HTML 页面：结构与全文、提法、引用、任务、检查。",
        "Write one HTML page of FILE, or of OLD and NEW compared: outline and text, slogans, quotations, tasks, findings.",
    ),
    "help.open": ("写好后在浏览器里打开。", "Show the page in a browser."),
    "help.page": (
        "写一个文件得到这篇讲话的页面，写两个得到比较。FILE 可以是文本、Word、PDF、网页或 Markdown 文件，导出的 YAML 或 JSON，"
        "或用 - 表示标准输入。",
        "One FILE gives its page, two give the comparison. A FILE is a text, a Word document, a PDF, a web page, Markdown, "
        "a YAML or JSON exported before, or - for standard input.",
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
    "help.schema": ("显示导出文件的 JSON Schema。", "Print the JSON Schema of an exported document."),
    "help.version": ("显示版本号。", "Print the version."),
    "help.help": ("显示这份说明。", "Show this message."),
    "help.heading.usage": ("用法：", "Usage:"),
    "help.heading.options": ("选项", "Options"),
    "help.heading.commands": ("命令", "Commands"),
}
