"""A speech and what is found in it, to what its page shows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from jianggao.analysis.check import check
from jianggao.analysis.quotes import find_quotes, source_index
from jianggao.analysis.slogans import find_frames, find_slogans
from jianggao.analysis.tasks import find_tasks
from jianggao.messages import say
from jianggao.model import Finding, Point, Sections, Span, Speech
from jianggao.output.check import excerpt, message, summary
from jianggao.output.outline import size, visible
from jianggao.output.report.text import Layer, paragraphs, sentence
from jianggao.output.report.view import (
    Duty,
    Entry,
    Figure,
    Length,
    Note,
    Pattern,
    Place,
    Said,
    SloganRow,
    SpeechView,
    Stretch,
    Term,
    Voice,
)
from jianggao.output.slogans import section_label
from jianggao.output.tasks import task_rows
from jianggao.results import Frame, Slogan
from jianggao.rules import Rulebook

MOST_SLOGANS, MOST_FRAMES, MOST_INSTANCES = 20, 12, 6
SHORT_PARTS = ("head", "title", "byline", "salutation", "tail")
"""Parts that are left out where lengths are compared, unless they are long."""
LONG = 200


def speech_view(
    speech: Speech, *, rules: Rulebook | None = None, findings: Sequence[Finding] | None = None, lang: str = "en"
) -> SpeechView:
    """Return what the page of a speech shows, labels in `lang`.

    `findings` are those of `check` unless others are given, such as those that a project wants to see.
    """
    return _Setting(speech, rules, findings, lang).view()


class _Setting:
    """What is found in a speech, and how it is set."""

    def __init__(self, speech: Speech, rules: Rulebook | None, findings: Sequence[Finding] | None, lang: str) -> None:
        self.speech, self.lang, self.rules = speech, lang, rules
        self.quotes = find_quotes(speech, rules)
        self.tasks = find_tasks(speech, self.quotes, rules)
        self.slogans = [slogan for slogan in find_slogans(speech, rules) if slogan.kind == "slogan"]
        self.frames = find_frames(speech, rules)
        self.findings = check(speech, self.quotes, rules) if findings is None else findings
        self.sections = list(speech.sections())
        self.section_at = Sections(speech).at
        text = speech.source.text
        self.sizes = {name: size(text[span.start : span.end]) for name, span in self.sections}

    def view(self) -> SpeechView:
        """Return what the page shows."""
        speech, name = self.speech, visible(self.speech.source.name)
        columns = self._columns()
        slogans = tuple(self._slogan(slogan, columns) for slogan in self.slogans[:MOST_SLOGANS])
        voices, terms = tuple(self._voices()), tuple(self._terms())
        frames = tuple(self._pattern(frame) for frame in self.frames[:MOST_FRAMES])
        duties = tuple(map(Duty, (self._at(task.span) for task in self.tasks), task_rows(speech, self.tasks, self.lang)))
        notes = tuple(self._note(*each) for each in enumerate(self.findings, 1))
        outline = tuple(self._outline())
        shown = [*(slogan.places for slogan in slogans), *(term.places for term in terms), *(frame.places for frame in frames)]
        places = [place for each in shown for place in each] + [said.place for voice in voices for said in voice.quotes]
        targets = {*_ats(outline), *(place.at for place in places), *(duty.at for duty in duties), *(note.at for note in notes)}
        text = paragraphs(speech, self._layers(), targets, _numbers(notes))
        return SpeechView(
            name=name,
            title=tuple(map(_line, speech.title.text.split("\n"))) if speech.title is not None else (name,),
            byline=_line(speech.byline.text) if speech.byline is not None else "",
            figures=tuple(self._figures()),
            outline=outline,
            lengths=tuple(self._lengths()),
            axis=tuple(self._axis()),
            sections=tuple(section_label(speech, section, self.lang) for section in columns),
            slogans=slogans,
            more_slogans=len(self.slogans) - len(slogans),
            paragraphs=text,
            cuts=sum("cut" in run.names for paragraph in text for run in paragraph.runs),
            voices=voices,
            terms=terms,
            frames=frames,
            more_frames=len(self.frames) - len(frames),
            tasks=duties,
            notes=notes,
            summary=summary(self.findings, self.lang),
        )

    def _at(self, span: Span) -> int:
        return self.speech.source.original_span(span).start

    def _place(self, span: Span, section: str | None = None, *, is_variant: bool = False) -> Place:
        source = self.speech.source
        label = section_label(self.speech, self.section_at(span.start) if section is None else section, self.lang)
        return Place(self._at(span), _share(span.start, len(source.text)), label, *sentence(source, span), is_variant)

    def _figures(self) -> Iterator[Figure]:
        def figure(name: str, value: int, link: str, note: str = "") -> Figure:
            return Figure(say(f"page.{name}", self.lang), value, note, link)

        speech = self.speech
        promise = speech.opening.announced if speech.opening is not None else None
        kept = ""
        if promise is not None:
            is_kept = promise.count == len(speech.directives)
            kept = say("page.kept" if is_kept else "page.broken", self.lang, count=promise.count)
        fixable = sum(bool(finding.edits) for finding in self.findings)
        yield figure("chars", size(speech.source.text), "lengths")
        yield figure("directives", len(speech.directives), "text", kept)
        yield figure("slogans", len(self.slogans), "slogans")
        yield figure("quotes", sum(quote.kind != "term" for quote in self.quotes), "quotes")
        yield figure("tasks", len(self.tasks), "tasks")
        mend = say("page.fixable", self.lang, count=fixable) if fixable else ""
        yield figure("findings", len(self.findings), "findings", mend)

    def _outline(self) -> Iterator[Entry]:
        for kind, part in self.speech.parts():
            if isinstance(part, Point):
                yield self._entry(part)
            else:
                points = tuple(map(self._entry, part.points))
                yield Entry(say(f"part.{kind}", self.lang).capitalize(), "", self._at(part.span), size(part.text), points)

    def _entry(self, point: Point) -> Entry:
        heading = visible(point.heading) or say("label.no-heading", self.lang)
        text = self.speech.source.text[point.span.start : point.span.end]
        points = tuple(map(self._entry, point.points))
        return Entry(visible(point.mark.strip()), heading, self._at(point.span), size(text), points)

    def _lengths(self) -> Iterator[Length]:
        quotes = Counter(quote.section for quote in self.quotes if quote.kind != "term")
        tasks = Counter(task.section for task in self.tasks)
        starts = [self._at(span) for _, span in self.sections]
        ours = [max(bisect_right(starts, finding.span.start) - 1, 0) for finding in self.findings]
        findings = Counter(self.sections[place][0] for place in ours if self.sections)
        longest = max(self.sizes.values(), default=1)
        for name, span in self.sections:
            if not self._is_long(name):
                continue
            point = self.speech.directives[int(name) - 1] if name.isdigit() else None
            label = visible(point.mark.strip()) if point is not None else say(f"part.{name}", self.lang).capitalize()
            yield Length(
                label,
                visible(point.heading) if point is not None else "",
                self._at(span),
                self.sizes[name],
                _share(self.sizes[name], longest),
                len(point.points) if point is not None else 0,
                quotes[name],
                tasks[name],
                findings[name],
            )

    def _is_long(self, section: str) -> bool:
        return section not in SHORT_PARTS or self.sizes[section] >= LONG

    def _axis(self) -> Iterator[Stretch]:
        whole = len(self.speech.source.text)
        for name, (start, end) in self.sections:
            if self._is_long(name):
                yield Stretch(section_label(self.speech, name, self.lang), _share(start, whole), _share(end - start, whole))

    def _columns(self) -> list[str]:
        """Return the sections that the heat table has: those in which much stands, and those in which a slogan does."""
        used = {section for slogan in self.slogans[:MOST_SLOGANS] for section in slogan.sections}
        return [name for name, _ in self.sections if name in used or self._is_long(name)]

    def _slogan(self, slogan: Slogan, columns: Sequence[str]) -> SloganRow:
        others = [span for variant in slogan.variants for span in variant.spans]
        places = [self._place(*each) for each in zip(slogan.spans, slogan.sections, strict=True)]
        places += [self._place(span, is_variant=True) for span in others]
        counted = Counter(slogan.sections)
        return SloganRow(
            visible(slogan.text),
            say(f"shape.{slogan.shape}", self.lang),
            slogan.count,
            tuple(sorted(places)),
            tuple(counted[name] for name in columns),
            tuple(visible(variant.text) for variant in slogan.variants),
        )

    def _voices(self) -> Iterator[Voice]:
        for cited in source_index(self.quotes, self.rules):
            said = [
                Said(
                    " ".join(filter(None, (visible(quote.speaker), visible(quote.cue)))),
                    _line(quote.text),
                    say(f"quote.{quote.kind}", self.lang),
                    quote.directive,
                    self._place(quote.content_span, quote.section),
                )
                for quote in cited.quotes
            ]
            yield Voice(visible(cited.name), tuple(said))

    def _terms(self) -> Iterator[Term]:
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for quote in self.quotes:
            if quote.kind == "term":
                found[_line(quote.text)].append(self._place(quote.content_span, quote.section))
        return (Term(text, tuple(places)) for text, places in found.items())

    def _pattern(self, frame: Frame) -> Pattern:
        shown = list(zip(frame.spans, frame.sections, strict=True))[:MOST_INSTANCES]
        return Pattern(visible(frame.pattern), frame.count, tuple(self._place(*each) for each in shown))

    def _note(self, number: int, finding: Finding) -> Note:
        source, start = self.speech.source, finding.span.start
        where = source.locate(start).short(self.lang) if source.original else ""
        severity = say(f"severity.{finding.severity}", self.lang)
        told, shown = message(finding, self.lang), excerpt(source, finding.span)
        return Note(number, finding.rule, finding.severity, severity, told, where, start, *shown)

    def _layers(self) -> Iterator[Layer]:
        def originals(name: str, spans: Iterable[Span]) -> Layer:
            return Layer(name, [self.speech.source.original_span(span) for span in spans if span.end > span.start])

        points = [point for _, part in self.speech.parts() for each in _points(part) for point in each.walk()]
        yield originals("mark", (point.mark_span for point in points))
        yield originals("heading", (point.heading_span for point in points))
        yield originals("quote", (quote.content_span for quote in self.quotes if quote.kind != "term"))
        shown = self.slogans[:MOST_SLOGANS]
        yield originals("slogan", (span for slogan in shown for span in slogan.spans))
        yield originals("slogan", (span for slogan in shown for variant in slogan.variants for span in variant.spans))
        for finding in self.findings:
            yield Layer(finding.severity, [finding.span])


def _points(part: object) -> Iterable[Point]:
    return [part] if isinstance(part, Point) else getattr(part, "points", ())


def _ats(outline: Iterable[Entry]) -> Iterator[int]:
    for entry in outline:
        yield entry.at
        yield from _ats(entry.entries)


def _numbers(notes: Iterable[Note]) -> dict[int, list[int]]:
    """Return the numbers of the findings that begin at each place."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for note in notes:
        found[note.at].append(note.number)
    return found


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(whole, 1), 2)


def _line(text: str) -> str:
    return visible(" ".join(text.split()))
