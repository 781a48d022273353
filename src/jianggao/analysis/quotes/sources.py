"""Who a source is: the person behind several names, and what `他` or `会议` stands for."""

from __future__ import annotations

import re

from jianggao.analysis.quotes.attribution import BREAKS, Speaker, any_word
from jianggao.rules import Rulebook

PRONOUNS = ("他", "她")
MEETINGS = ("会议", "会上", "大会", "全会")
ARTICLE = re.compile("它|第[0-9０-９一二三四五六七八九十百零〇]{1,5}条(?:第[0-9０-９一二三四五六七八九十]{1,3}款)?")
MEETING = re.compile("会议|全会|大会|座谈会|推进会|部署会|动员会|工作会(?!议)|务虚会|调度会|专题会(?!议)|例会|论坛|峰会")
CALLED = re.compile("(?:召开|举行|举办|出席|参加|主持|传达(?:学习)?)(?:了|的)?(?:这次|此次|第?一次)?")
MEETS = re.compile("听取|审议|召开|举行|举办|通过|在|于|由")
LAW = re.compile("草案|基本法|宪法|党章|条例|办法|》")
AFTER_NAME = BREAKS + "在对就主于曾为作指强要说的"
"""What shows that a name after a title is whole."""
SIGNS = BREAKS + "“”"
FARTHEST = 800
"""Code points before a stand-in in which what it stands for is looked for."""
LONGEST_MEETING = 40
LONGEST_LAW = 60


class Persons:
    """Titles and personal names of a rulebook, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        self.title = re.compile(any_word(rules["persons"]))
        self.name = re.compile(rules.any_of("names"))

    @classmethod
    def of(cls, rules: Rulebook) -> Persons:
        """Return the compiled rules, compiling them at the first call."""
        if "persons" not in rules.compiled:
            rules.compiled["persons"] = cls(rules)
        found: Persons = rules.compiled["persons"]
        return found

    def name_in(self, form: str) -> str:
        """Return the personal name in a printed form of a source, empty where there is none.

        It stands before a title (`李希同志`), after one (`国务院总理李克强`) or alone.
        """
        if self.name.fullmatch(form):
            return form
        for title in self.title.finditer(form):
            name = self._name_before(form, title.start())
            if name:
                return name
            if self.name.fullmatch(form, title.end()):
                return form[title.end() :]
        return ""

    def _name_before(self, text: str, end: int) -> str:
        for size in (4, 3, 2):
            if size <= end and self.name.fullmatch(text, end - size, end):
                return text[end - size : end]
        return ""

    def last_named(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Return the last person whom a stretch of text gives both name and title, and where."""
        last = None
        for title in self.title.finditer(text, start, end):
            name = self._name_before(text, title.start())
            if name:
                last = title.start(), name + title.group()
                continue
            for size in (3, 2):
                stop = title.end() + size
                if stop <= end and self.name.fullmatch(text, title.end(), stop) and text[stop] in AFTER_NAME:
                    last = title.start(), text[title.end() : stop]
                    break
        return last


class Antecedents:
    """Whom the stand-ins of a text stand for; asked in reading order, it reads the text once."""

    def __init__(self, text: str, persons: Persons) -> None:
        self.text = text
        self.finders = {"person": persons.last_named, "meeting": _last_meeting, "law": _last_law}
        self.speaker = (-1, "")
        self.known: dict[str, tuple[int, int, str]] = {}

    def of(self, speaker: Speaker) -> str | None:
        """Return whom a pronoun, a bare `会议` or a bare article stands for, where the text names it before."""
        end = speaker.span.start
        form = self.text[end : speaker.span.end]
        kind = _stand_in(form)
        if not kind:
            if speaker.kind == "persons":
                self.speaker = end, form
            return None
        searched, place, name = self.known.get(kind, (0, -1, ""))
        if searched > end:
            searched, place = 0, -1
        found = self.finders[kind](self.text, max(searched, end - FARTHEST), end)
        if found is not None:
            place, name = found
        if kind == "person" and place < self.speaker[0] < end:
            place, name = self.speaker
        self.known[kind] = (end, place, name)
        return name if place >= max(0, end - FARTHEST) else None


def _stand_in(form: str) -> str:
    if form in PRONOUNS:
        return "person"
    if form in MEETINGS or (form.endswith("会议") and form[:-2] in ("这次", "此次", "本次", "该", "这个")):
        return "meeting"
    return "law" if ARTICLE.fullmatch(form) else ""


def _last_meeting(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return the last meeting of which the text says that it was held, attended or reported."""
    for meeting in reversed(list(MEETING.finditer(text, start, end))):
        begin = max(0, meeting.start() - LONGEST_MEETING)
        for sign in SIGNS:
            begin = max(begin, text.rfind(sign, begin, meeting.start()) + 1)
        called = list(CALLED.finditer(text, begin, meeting.start()))
        if not called and not MEETS.match(text, meeting.end()):
            continue
        name = text[called[-1].end() if called else begin : meeting.end()].strip(" 　*")
        if name not in MEETINGS and "的" not in name:
            return meeting.start(), name
    return None


def _last_law(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return the last law, draft or titled document that the text names."""
    for law in reversed(list(LAW.finditer(text, start, end))):
        begin = max(0, law.start() - LONGEST_LAW)
        if law.group() == "》":
            opened = text.rfind("《", begin, law.start())
            if opened >= 0:
                return law.start(), text[opened : law.end()]
            continue
        for sign in SIGNS + "、的和据照按将入":
            begin = max(begin, text.rfind(sign, begin, law.start()) + 1)
        return law.start(), text[begin : law.end()].strip(" 　*")
    return None
