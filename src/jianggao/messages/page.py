"""The words of the page that `report` writes."""

from __future__ import annotations

PAGE: dict[str, tuple[str, str]] = {
    # id: (Chinese, English)
    "page.skip": ("跳到正文", "Skip to the content"),
    "page.menu": ("目录", "Contents"),
    "page.outline": ("讲话结构", "Outline"),
    "page.lengths": ("篇幅", "Lengths"),
    "page.slogans": ("提法", "Slogans"),
    "page.text": ("全文", "Full text"),
    "page.quotes": ("引用", "Quotations"),
    "page.terms": ("引号里的词语", "Terms in quotation marks"),
    "page.frames": ("排比", "Parallel patterns"),
    "page.tasks": ("任务", "Tasks"),
    "page.findings": ("检查", "Check"),
    "page.section": ("部分", "Section"),
    "page.chars": ("字数", "Characters"),
    "page.directives": ("要点", "Directives"),
    "page.points": ("分项", "Points"),
    "page.kept": ("预告{count}项，相符", "{count} announced, kept"),
    "page.broken": ("预告{count}项，不符", "{count} announced"),
    "page.fixable": ("{count}处可自动改正", "{count} can be mended"),
    "page.show": ("显示", "Show"),
    "page.show-findings": ("检查", "findings"),
    "page.show-marks": ("序号", "marks"),
    "page.show-quotes": ("引用", "quotations"),
    "page.show-slogans": ("提法", "slogans"),
    "page.show-cuts": ("发布标记和页面残留（{count}处）", "publisher's markers and page junk ({count})"),
    "page.finding": ("检查第{number}条：{message}", "finding {number}: {message}"),
    "page.where": (
        "从左到右是讲话从头到尾，每一竖是一处：指着它看原句，点它到原文。",
        "From left to right the speech from its beginning to its end; each stroke is a place: point at it to read the "
        "sentence, click to go there.",
    ),
    "page.heat": ("各部分次数", "Counts by section"),
    "page.places": ("逐处列出（{count}处）", "Every place ({count})"),
    "page.more-slogans": ("另有{count}条，见 jianggao slogans --top 0", "{count} more: jianggao slogans --top 0"),
    "page.more-frames": ("另有{count}种，见 jianggao slogans --frames", "{count} more: jianggao slogans --frames"),
    "page.copy": ("复制表格（可粘贴到 Excel）", "Copy the table (pastes into Excel)"),
    "page.copied": ("已复制{count}行", "{count} rows copied"),
    "page.not-copied": ("复制不了，请选中表格自己复制", "Could not copy: select the table and copy it by hand"),
    "page.made": (
        "由 jianggao {version} 生成。本页自成一体，不从任何地方加载内容。",
        "Made by jianggao {version}. This page is whole in itself and loads nothing from anywhere.",
    ),
}
