"""What is said about corpora: help, labels and errors."""

from __future__ import annotations

CORPUS: dict[str, tuple[str, str]] = {
    # id: (Chinese, English)
    "help.corpus": (
        "把成千上万篇讲话稿建成语料库，整体检索和统计。",
        "The same over thousands of speeches: build a corpus and ask it.",
    ),
    "help.corpus.build": (
        "把 SOURCE 里的讲话稿建成（或增补）语料库。",
        "Build a corpus of the speeches in each SOURCE, or bring one up to date.",
    ),
    "help.corpus.info": ("语料库里有什么、怎么建的。", "Print what is in a corpus, and how it was built."),
    "help.corpus.slogans": ("列出最常重复的提法。", "Print the formulations repeated most."),
    "help.corpus.trend": ("一个提法历年的使用情况。", "Print the use of each PHRASE over time."),
    "help.corpus.search": ("查找语句的每一处及其上下文。", "Print every place of a PHRASE in its context."),
    "help.corpus.new": ("某一年新出现的提法。", "Print the formulations that a year brought."),
    "help.corpus.gone": ("某一年起不再出现的提法。", "Print the formulations that a year no longer had."),
    "help.corpus.diff": ("一年的要求有哪些延续到另一年。", "Print which directives of one year live on in another."),
    "help.corpus.sql": ("用 SQL 查询语料库的表。", "Run a SELECT over the tables."),
    "error.no-corpus": (
        "{path} 里没有语料库 — 先用 jianggao corpus build 建一个",
        "there is no corpus in {path} — build one with jianggao corpus build",
    ),
    "error.corpus-damaged": (
        "语料库 {path} 已损坏：{reason} — 请重建：jianggao corpus build",
        "the corpus {path} is damaged: {reason} — build it again with jianggao corpus build",
    ),
    "error.corpus-version": (
        "语料库 {path} 的版本是 {version}，这里只读 {known} — 请用 jianggao corpus build 重建到新文件夹",
        "the corpus {path} is of version {version}, and {known} is read here — build it anew in another folder",
    ),
    "error.corpus-extra": (
        "没有安装语料库的组件 {package} — 请运行 pip install 'jianggao[{extra}]'",
        "{package} is not installed, which corpora take — run pip install 'jianggao[{extra}]'",
    ),
}
