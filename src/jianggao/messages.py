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
        "这其实是{format} — 请用原程序打开，另存为 UTF-8 纯文本（.txt）再读",
        "this is really {format} — open it in its own program and save it as plain text (.txt, UTF-8)",
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
    "error.output-is-input": (
        "输出会盖掉输入 {path} — 请换一个输出文件名",
        "the output would overwrite the input {path} — choose another name for it",
    ),
    "error.unwritable": (
        "无法写入 {path}：{reason} — 请检查磁盘空间和权限；原有文件未动",
        "cannot write {path}: {reason} — check disk space and permissions; nothing was changed",
    ),
    "error.parts": (
        "没有名为 {part} 的部分 — 可选：{known}",
        "there is no part {part} — choose from {known}",
    ),
    "finding.encoding.invalid": (
        "第 {line} 行第 {column} 列起有不合 {encoding} 的字节，已用 � 代替",
        "bytes that are not {encoding} at line {line}, column {column}, shown as �",
    ),
    "finding.encoding.control": (
        "第 {line} 行第 {column} 列有控制字符",
        "a control character at line {line}, column {column}",
    ),
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
    "label.no-heading": ("（无题）", "(no heading)"),
}


def say(key: str, lang: str, **fields: object) -> str:
    """Return the catalogue's sentence `key` in `lang` (`"zh"`, else English), its blanks filled.

    A field that is a pair is itself in both languages.
    """
    side = 0 if lang == "zh" else 1
    sentence = CATALOGUE[key][side]
    if not fields:
        return sentence
    return sentence.format(**{k: v[side] if isinstance(v, tuple) else v for k, v in fields.items()})
