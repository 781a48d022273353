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
        '没有安装语料库的组件 {package} — 请运行 pip install "jianggao[{extra}]"',
        '{package} is not installed, which corpora take — run pip install "jianggao[{extra}]"',
    ),
    "help.sources": (
        "SOURCE 可以是文件、文件夹、通配符、压缩包（.zip .tar .tar.gz）、JSON Lines 或 Parquet 表。"
        "再运行一次只处理新增和改动的。",
        "A SOURCE is a file, a folder, a pattern, an archive (.zip, .tar, .tar.gz), JSON Lines or a Parquet table. "
        "Run again, it takes only what is new or has changed.",
    ),
    "help.corpus-folder": ("DIR 是 corpus build 建的文件夹。", "DIR is a folder that corpus build made."),
    "help.corpus.output": ("语料库的文件夹。", "The folder of the corpus."),
    "help.corpus.text-field": ("表里正文一列的名字（默认 text）。", "Field of a table that holds the text (default: text)."),
    "help.corpus.id-field": ("表里编号一列的名字（默认 id）。", "Field that holds the id (default: id)."),
    "help.corpus.date-field": ("表里日期一列的名字（默认 date）。", "Field that holds the date (default: date)."),
    "help.corpus.title-field": ("表里标题一列的名字（默认 title）。", "Field that holds the title (default: title)."),
    "help.corpus.author-field": ("表里讲话人一列的名字（默认 author）。", "Field that holds the speaker (default: author)."),
    "help.corpus.prune": ("删去来源里已经没有的。", "Take away what the sources no longer have."),
    "help.corpus.jobs": ("同时开几个进程（默认同核数）。", "Worker processes (default: one a core)."),
    "help.corpus.memory": ("每个进程的内存上限（默认 600M）。", "Memory that a worker may have (default: 600M)."),
    "help.corpus.engine": (
        "在本机处理（embedded，默认）或用 Spark。",
        "Work on this machine (embedded, the default) or on Spark.",
    ),
    "help.corpus.master": (
        "Spark 的主节点，例如 spark://host:7077（默认 local[*]）。",
        "Spark's master, such as spark://host:7077 (default: local[*]).",
    ),
    "corpus.built": (
        "{path}：处理{speeches}篇（其中改动{changed}），未变{same}，删去{removed}，出错{errors}，重复{duplicates}；{seconds}秒",
        "{path}: {speeches} speeches analysed ({changed} changed), {same} unchanged, {removed} removed, {errors} errors, "
        "{duplicates} duplicates; {seconds} s",
    ),
    "corpus.progress": (
        "{speeches}篇，未变{same}，每秒{rate}篇，出错{errors}",
        "{speeches} speeches, {same} unchanged, {rate} a second, {errors} errors",
    ),
    "corpus.left": ("{percent}%，约剩{left}秒", "{percent} %, about {left} s left"),
    "corpus.more-errors": (
        "还有{count}处出错 — 见 jianggao corpus sql '{path}' 的 errors 表",
        "{count} more errors — they are in the table errors of {path}",
    ),
    "corpus.schema": ("版本", "schema"),
    "corpus.chunks": ("分块", "chunks"),
    "corpus.chars": ("字数", "characters"),
    "corpus.table": ("{name} {rows}行 {size} MB", "{name} {rows} rows {size} MB"),
    "corpus.no-year": ("不详", "unknown"),
    "corpus.years": ("年份", "years"),
    "corpus.dates-from": ("日期来自", "dates from"),
    "corpus.duplicates": ("重复", "duplicates"),
    "error.no-sources": ("没有给出来源 — 请写上文件夹、文件或压缩包", "no source given — name a folder, files or an archive"),
    "error.no-corpus-folder": ("没有给出语料库的文件夹 — 用 -o DIR 指明", "no folder given for the corpus — name it with -o DIR"),
    "error.no-source": ("没有 {path} — 请检查路径", "there is no {path} — check the path"),
    "error.same-id": (
        "编号 {id} 已经有了 — 请改名，或用 --id-field 指明唯一的编号",
        "there is a text of the id {id} already — rename it, or name a field of unique ids with --id-field",
    ),
    "error.bad-row": ("这一行不是 JSON 对象：{reason} — 请改正来源", "this row is no JSON object: {reason} — mend the source"),
    "error.no-text-field": (
        "没有 {field} 这一列，或不是文本 — 用 --text-field 指明",
        "there is no text in the field {field} — name it with --text-field",
    ),
    "error.worker-died": (
        "处理它的进程崩溃了 — 请检查这份文件；可放宽 --memory",
        "the process that worked on it died — look at this text, or allow more --memory",
    ),
    "error.corpus-busy": (
        "语料库 {path} 正在被另一个程序增补 — 请等它结束",
        "another program is building in {path} — wait until it has ended",
    ),
    "error.corpus-not-empty": (
        "{path} 里有别的东西，不是语料库 — 请换一个空文件夹",
        "{path} holds something else and no corpus — name an empty folder",
    ),
    "error.corpus-of-spark": (
        "{path} 是 Spark 建的，不能在本机增补 — 请换一个文件夹，或用 --engine spark 重建",
        "{path} was built by Spark and cannot be added to here — name another folder, or build it anew with --engine spark",
    ),
    "error.corpus-interrupted": (
        "已中断 — {path} 可以照常使用（本次已处理{count}篇），再运行同一命令即可继续",
        "interrupted — {path} can be used as it is ({count} speeches done now); run the same command to go on",
    ),
    "error.spark": (
        "Spark 出错：{reason} — 请检查 --master、Java 和路径",
        "Spark failed: {reason} — check --master, Java and the paths",
    ),
    "error.spark-exists": (
        "{path} 已经存在 — Spark 总是新建语料库，请换一个文件夹",
        "{path} exists — Spark builds a corpus anew, name another folder",
    ),
}
