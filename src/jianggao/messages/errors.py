"""What is wrong with what was given, and what to do: two halves, split by ` — `."""

from __future__ import annotations

ERRORS: dict[str, tuple[str, str]] = {
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
    "error.no-characters": (
        "这份 PDF 没有说明字形是什么字，读出来是乱码 — 请用原文件（Word 等）；没有的话先做文字识别（OCR）再读",
        "this PDF does not tell which characters its glyphs are — take the file it was made from, or have it recognised (OCR)",
    ),
    "error.extra": (
        '读{format}还缺组件 — 请运行 pip install "jianggao[{extra}]"',
        'reading {format} needs one more package — pip install "jianggao[{extra}]"',
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
        "按 {encoding} 解码失败：第{offset}字节起不合规 — 去掉 --encoding 让程序判断，或换一种编码",
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
        "词表第{line}行不是一个词：{word} — 每行写一个词，不带空格和标点",
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
        '没有安装写 Excel 工作簿的组件 — 请运行 pip install "jianggao[xlsx]"，或改用 --format csv',
        'what writes Excel workbooks is not installed — run pip install "jianggao[xlsx]", or take --format csv',
    ),
    "error.xlsx-terminal": (
        "Excel 工作簿不能显示在终端上，请用 -o 文件名.xlsx 写入文件",
        "a workbook cannot be shown on a terminal, write it with -o NAME.xlsx",
    ),
    "error.no-report": (
        '没有安装写页面的组件 — 请运行 pip install "jianggao[report]"',
        'what writes pages is not installed — run pip install "jianggao[report]"',
    ),
    "error.report-files": (
        "页面写一篇讲话，或比较两篇 — 请给出一个或两个文件",
        "a page is of one speech, or of two compared — name one file or two",
    ),
    "error.report-suffix": (
        "页面是 HTML 文件 — 请把 {path} 改成以 .html 结尾",
        "the page is HTML — let the name {path} end in .html",
    ),
    "error.report-terminal": (
        "网页不能显示在终端上，请用 -o 文件名.html 写入文件，或用 --open 打开",
        "a page cannot be shown on a terminal, write it with -o NAME.html, or show it with --open",
    ),
    "error.no-browser": (
        "没有找到浏览器 — 页面已写在 {path}，请自己打开",
        "no browser was found — the page is {path}, open it yourself",
    ),
    "error.no-option": ("没有选项 {name}", "no such option {name}"),
    "error.no-option-but": ("没有选项 {name}，是不是 {near}", "no such option {name}, did you mean {near}"),
    "error.no-command": ("没有命令 {name}", "no such command {name}"),
    "error.no-command-but": ("没有命令 {name}，是不是 {near}", "no such command {name}, did you mean {near}"),
    "error.clash": ("{one} 与 {other} 不能同用 — 请去掉其中一个", "{one} does not go with {other} — leave one of them out"),
    "error.partial": (
        "这份导出只有 {parts}，没有 directives，无法比较要点 — 请用完整的导出，或用原文",
        "this export holds {parts} alone, and no directives to compare — give a whole export, or the speech itself",
    ),
    "error.bad-choice": ("{option} 只能是 {known}，不能是 {value}", "{option} must be one of {known}, not {value}"),
    "error.bad-number": ("{option} 要写整数，最小为 {least}", "{option} must be a whole number, at least {least}"),
    "error.bad-value": ("{option} 的值不对：{value}", "{option} cannot be {value}"),
    "error.takes-no-value": ("{option} 后面不写值", "{option} takes no value"),
    "error.extra-arguments": ("多出了 {arguments}", "unexpected {arguments}"),
    "error.no-argument": ("还缺 {name}", "{name} is missing"),
    "error.no-value": ("{option} 后面缺少值", "{option} needs a value"),
    "error.interrupted": ("已中断 — 没有写出任何文件", "interrupted — no file was written"),
}
