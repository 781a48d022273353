"""The page of a speech: what it shows, that nothing is lost on it, and that a text stays a text."""

from __future__ import annotations

import builtins
import json
import re
import sys
import time
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLES, Run
from jianggao import JianggaoError, document, find_quotes, find_tasks, parse, read, speech_from_document
from jianggao.messages import CATALOGUE
from jianggao.model import Speech
from jianggao.output.outline import visible
from jianggao.output.report import speech_page, speech_view
from jianggao.output.report.page import _environment
from jianggao.output.report.text import Run as TextRun
from jianggao.output.report.view import Entry, SpeechView
from pages import Page

OLD, NEW = SAMPLES / "discipline.txt", SAMPLES / "discipline-revised.txt"
FAULTY = SAMPLES / "faulty-draft.txt"
SPEECHES = sorted(SAMPLES.glob("*.txt"))
SCRIPT, HANDLER = "<script>alert(1)</script>", '" onmouseover="alert(2)'
HOSTILE = (
    f"云岭市市长在{SCRIPT}会议上的讲话\n同志们：\n下面讲三点意见。\n"
    f"一、守住{SCRIPT}底线\n王启明同志强调，“要守住{HANDLER}底线，从严抓实”。各乡镇要在{SCRIPT}年底前办完。\n"
    f"二、守住{HANDLER}防线\n要守住{HANDLER}防线，要守住{SCRIPT}阵线。=1+1要办好。\n"
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def shown(original: str) -> str:
    """Return what a page shows of a text, white space aside."""
    return squeezed("".join(map(visible, re.split(r"[\t\n\r]", original))))


def flat(entries: Iterable[Entry]) -> list[Entry]:
    return [found for entry in entries for found in (entry, *flat(entry.entries))]


def runs(view: SpeechView) -> list[TextRun]:
    return [run for paragraph in view.paragraphs for run in paragraph.runs]


@pytest.fixture(scope="module")
def views() -> dict[str, tuple[Speech, SpeechView]]:
    """The samples and what their pages show, in Chinese."""
    speeches = {path.stem: read(path) for path in SPEECHES}
    return {name: (speech, speech_view(speech, lang="zh")) for name, speech in speeches.items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.stem)
def test_every_character_of_the_speech_is_on_the_page_in_order(path: Path, lang: str) -> None:
    assert squeezed(Page.of(speech_page(read(path), lang=lang)).speech) == squeezed(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "讲话\r\n同志们：\r\n一是抓学习。\r\n二是抓落实。\r\n",
        "##paidbegin##\n同志们：\n一是抓##paidend##学习。\n\n二是抓落实。\n##pagebreak##",
        "##paidbegin##",
        "同志们：\n\t一是抓\t学习。\u202e反\u200b向\x1b[31m。\n　　二是抓落实。\n",
        "　　同志们：一是抓学习。\u2028二是抓落实。\x85\x0c谢谢大家！",
        "下载 打印 收藏 【字号：大 中 小】\n讲话\n同志们：\n一是抓学习。\n二是抓落实。\n责任编辑：宋小满\n",
        "\n\n\n同志们：\n",
    ],
)
def test_odd_texts_are_whole_too(text: str) -> None:
    page = Page.of(speech_page(parse(text)))
    assert squeezed(page.speech) == shown(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", page.text)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="一二三是、，。：“”（）同志们抓学习要\n\r\t #\u202e\x85\u3000<&", max_size=120).map(str))
def test_any_text_is_whole(text: str) -> None:
    view = speech_view(parse(text))
    assert squeezed("".join(run.text for run in runs(view))) == shown(text)


def test_what_is_hidden_is_marked_as_cut(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    _, view = views["discipline"]
    assert [run.text for run in runs(view) if "cut" in run.names] == ["##paidbegin##", "##paidend##"]
    assert view.cuts == 2
    assert 'id="show-cuts"' in speech_page(read(OLD))
    assert 'id="show-cuts"' not in speech_page(read(NEW))


@pytest.mark.parametrize("name", [path.stem for path in SPEECHES])
def test_every_place_is_in_the_text(name: str, views: dict[str, tuple[Speech, SpeechView]]) -> None:
    """Links lead to where the words stand: in the original, and to a run of the text."""
    speech, view = views[name]
    original = speech.source.original
    ids = {run.at for run in runs(view)}
    places = [place for slogan in view.slogans for place in slogan.places]
    places += [place for frame in view.frames for place in frame.places]
    places += [quote.place for voice in view.voices for quote in voice.quotes]
    assert places
    for place in places:
        assert squeezed(original[place.at :]).replace("##paidbegin##", "").startswith(squeezed(place.text))
        assert place.at in ids
    for task in view.tasks:
        assert original[task.at :].replace("##paidbegin##", "").startswith(task.row.requirement)
        assert task.at in ids
    assert {entry.at for entry in flat(view.outline)} <= ids
    assert {note.at for note in view.notes} <= ids


@pytest.mark.parametrize("name", [path.stem for path in SPEECHES])
def test_the_outline_has_every_part_and_every_point(name: str, views: dict[str, tuple[Speech, SpeechView]]) -> None:
    speech, view = views[name]
    points = [point for _, part in speech.parts() for each in getattr(part, "points", ()) for point in each.walk()]
    assert [kind for kind, _ in speech.parts()].count("directive") == len(speech.directives)
    assert len(view.outline) == len(list(speech.parts()))
    assert len(flat(view.outline)) == len(view.outline) + len(points)
    for directive in speech.directives:
        assert any(entry.text == directive.heading and entry.label == directive.mark.strip() for entry in view.outline)


def test_figures_say_what_was_found_and_whether_the_promise_is_kept(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    figures = {figure.link: figure for figure in views["discipline"][1].figures}
    assert [figures[name].value for name in ("lengths", "text", "slogans", "findings")] == [2422, 5, 4, 2]
    assert figures["text"].note == "预告5项，相符"
    assert figures["findings"].note == "2处可自动改正"
    assert {figure.link: figure.note for figure in views["faulty-draft"][1].figures}["text"] == "预告5项，不符"


def test_lengths_are_those_of_the_sections(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    speech, view = views["levels"]
    assert [row.label for row in view.lengths] == ["开场", "一、", "二、", "三、", "结语"]
    assert [row.points for row in view.lengths] == [0, 3, 3, 3, 0]
    assert max(row.share for row in view.lengths) == 100
    second = speech.directives[1]
    assert view.lengths[2].size == len(squeezed(speech.source.text[second.span.start : second.span.end]))
    assert sum(row.tasks for row in view.lengths) == len(view.tasks)


def test_slogans_stand_on_the_axis_and_in_the_table(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    _, view = views["discipline"]
    assert [stretch.label for stretch in view.axis] == list(view.sections)
    assert view.slogans[0].text == "让规矩立得住、让监督落得下"
    for slogan in view.slogans:
        assert sum(slogan.counts) == slogan.times
        assert [place.x for place in slogan.places] == sorted(place.x for place in slogan.places)
        for place in slogan.places:
            home = next(stretch for stretch in view.axis if stretch.label == place.section)
            assert home.x <= place.x <= home.x + home.width
    assert {heat for slogan in view.slogans for count, heat in slogan.heats if count == 0} == {0}


def test_who_is_quoted_with_what(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    speech, view = views["discipline"]
    voice = view.voices[0]
    assert (voice.name, voice.quotes[0].cue, voice.quotes[0].kind) == ("王启明", "王启明同志 强调", "转述")
    assert voice.quotes[0].is_directive
    assert sum(len(voice.quotes) for voice in view.voices) == sum(quote.kind != "term" for quote in find_quotes(speech))
    assert "第一议题" in [term.text for term in view.terms]


def test_tasks_are_those_of_the_table(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    speech, view = views["levels"]
    assert [task.row.requirement for task in view.tasks] == [task.text for task in find_tasks(speech, find_quotes(speech))]


def test_findings_stand_at_their_places_and_in_the_list(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    _, view = views["faulty-draft"]
    assert [note.number for note in view.notes] == list(range(1, len(view.notes) + 1))
    assert sorted(number for paragraph in view.paragraphs for number in paragraph.notes) == [note.number for note in view.notes]
    note = next(note for note in view.notes if note.rule == "R502")
    assert (note.where, note.text, note.severity) == ("4:28", "XX", "error")
    marked = next(run for run in runs(view) if note.number in run.notes)
    assert (marked.text, marked.at, marked.names) == ("XX", note.at, ("error",))


def test_headings_on_lines_of_their_own_are_headings(views: dict[str, tuple[Speech, SpeechView]]) -> None:
    levels = [paragraph.level for paragraph in views["levels"][1].paragraphs if paragraph.level]
    assert levels == [1, 2, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2]
    assert not any(paragraph.level for paragraph in views["run-in"][1].paragraphs)
    kinds = [paragraph.kind for paragraph in views["levels"][1].paragraphs]
    assert kinds[:4] == ["title", "title", "byline", "salutation"]


def test_findings_that_are_given_are_shown_and_no_others() -> None:
    speech = read(FAULTY)
    assert speech_view(speech, findings=()).notes == ()


def test_a_speech_read_back_from_an_export_shows_the_same() -> None:
    """But for the stops behind headings, which an export does not have."""
    speech = read(OLD)
    again = speech_from_document(document(speech))
    ours, theirs = (speech_view(each, findings=()) for each in (speech, again))
    texts = [squeezed("".join(run.text for run in runs(view))).replace("。", "") for view in (ours, theirs)]
    assert texts[0] == texts[1]
    assert [entry.at for entry in flat(ours.outline)] == [entry.at for entry in flat(theirs.outline)]
    assert [slogan.text for slogan in ours.slogans] == [slogan.text for slogan in theirs.slogans]
    assert ours.voices == theirs.voices
    assert [task.row.requirement for task in ours.tasks] == [task.row.requirement for task in theirs.tasks]
    assert Page.of(speech_page(again))


@pytest.mark.parametrize("text", ["。", "同志们", "一、", "<>", "一是。二是。"])
def test_a_scrap_of_a_speech_has_a_page(text: str) -> None:
    assert squeezed(Page.of(speech_page(parse(text))).speech) == text


@pytest.fixture(scope="module", params=["zh", "en"])
def hostile(request: pytest.FixtureRequest) -> Page:
    """The page of a speech, and of a file, that would be markup."""
    return Page.of(speech_page(parse(HOSTILE, name=f"{SCRIPT}{HANDLER}.txt"), lang=request.param))


def test_text_from_a_speech_is_never_markup(hostile: Page) -> None:
    assert [tag for tag, _ in hostile.tags].count("script") == 1
    assert not [name for _, told in hostile.tags for name in told if name.startswith("on")]
    assert SCRIPT in hostile.text
    assert squeezed(HANDLER) in squeezed(hostile.text)
    assert squeezed(hostile.speech) == squeezed(HOSTILE)
    assert f"{SCRIPT}{HANDLER}.txt" in hostile.text


def test_a_comparison_of_hostile_texts_is_no_markup_either(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(HOSTILE, "utf-8")
    (tmp_path / "new.txt").write_text(HOSTILE.replace("底线", "红线"), "utf-8")
    page = Page.of(jianggao("report", "old.txt", "new.txt").stdout)
    assert "script" not in [tag for tag, _ in page.tags]
    assert not [name for _, told in page.tags for name in told if name.startswith("on")]
    assert SCRIPT in page.text


@pytest.fixture(scope="module", params=["speech", "comparison"])
def page(request: pytest.FixtureRequest) -> Page:
    """A page of either kind."""
    if request.param == "speech":
        return Page.of(speech_page(read(FAULTY)))
    from jianggao import comparison
    from jianggao.output.report import comparison_page

    return Page.of(comparison_page(comparison(read(OLD), read(NEW)), "zh"))


def test_the_policy_lets_in_what_the_page_holds_and_nothing_else(page: Page) -> None:
    policy = next(str(told["content"]) for _, told in page.tags if told.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    for kind in ("style", "script"):
        if page.inline[kind]:
            digest = b64encode(sha256(page.inline[kind].encode()).digest()).decode()
            assert rules.pop(f"{kind}-src") == f"'sha256-{digest}'"
    assert rules == {}


def test_a_page_loads_nothing(page: Page) -> None:
    assert {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "embed", "base", "form"} == set()
    assert not {name for _, told in page.tags for name in told} & {"style", "src", "srcset", "action", "xlink:href"}
    assert not re.search(r"https?:|url\(|@import|@font-face", page.inline["style"] + page.inline["script"])
    assert all(link.startswith("#") for link in page.values("href"))


def test_every_link_leads_somewhere(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href")} <= set(ids)
    assert {name for names in page.values("aria-labelledby") for name in names.split()} <= set(ids)
    assert set(page.values("for")) <= set(ids)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_are_in_one_language_and_the_speech_is_marked_as_chinese(lang: str) -> None:
    page = Page.of(speech_page(read(NEW), lang=lang))
    assert page.tags[0] == ("html", {"lang": {"zh": "zh-Hans", "en": "en"}[lang]})
    assert ("div", {"class": "speech", "lang": "zh-Hans"}) in page.tags
    for key in ("page.lengths", "page.outline", "page.findings", "page.text"):
        ours, other = CATALOGUE[key] if lang == "zh" else CATALOGUE[key][::-1]
        assert ours in page.text
        assert other not in page.text


def long_speech(chars: int) -> Speech:
    """Return a speech of a length, as dense as the samples are."""
    text = "".join(path.read_text("utf-8") for path in SPEECHES)
    return parse((text * (chars // len(text) + 1))[:chars])


def test_a_speech_of_ten_thousand_characters_fits_into_400_kilobytes() -> None:
    assert len(speech_page(long_speech(10_000)).encode()) <= 400_000


@pytest.mark.parametrize("piece", ["一是抓学习，要抓好“第一议题”，，二是抓落实；", "##pagebreak##\n"])
def test_the_cost_is_linear_in_the_text(piece: str) -> None:
    """Also where all of it is one line, full of marks, quotations and findings, or nothing but markers."""

    def seconds(times: int) -> float:
        speech = parse("同志们：\n" + piece * times)
        start = time.process_time()
        speech_view(speech)
        return time.process_time() - start

    seconds(20)
    assert seconds(2_000) < 30 * max(seconds(200), 0.02)


def test_a_page_is_written_whole(jianggao: Run, tmp_path: Path) -> None:
    done = jianggao("report", OLD, "-o", "page.html", lang="zh")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "page.html").read_text("utf-8") == jianggao("report", OLD, lang="zh").stdout
    assert squeezed(Page.of(done.stdout or (tmp_path / "page.html").read_text("utf-8")).speech) == squeezed(
        OLD.read_text("utf-8")
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_files_are_compared_as_diff_does(lang: str, jianggao: Run) -> None:
    done = jianggao("report", OLD, NEW, lang=lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == jianggao("diff", "-f", "html", OLD, NEW, lang=lang).stdout


def test_standard_input_has_a_page(jianggao: Run) -> None:
    page = Page.of(jianggao("report", "-", stdin=OLD.read_bytes()).stdout)
    assert squeezed(page.speech) == squeezed(OLD.read_text("utf-8"))


def test_a_project_says_which_findings_are_shown(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(FAULTY.read_bytes())
    (tmp_path / ".jianggao.toml").write_text('ignore = ["residue"]\n', "utf-8")
    page = jianggao("report", "draft.txt").stdout
    assert "N101" in page
    assert "R501" not in page


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "no file given"),
        ((OLD, NEW, OLD), "a page is of one speech, or of two compared"),
        (("nosuch.txt",), "nosuch.txt: no such file"),
        ((OLD, "nosuch.txt"), "nosuch.txt: no such file"),
        (("-", "-"), "standard input (-) can be read once"),
        ((OLD, "-o", "page.pdf"), "let the name page.pdf end in .html"),
        ((OLD, "-o", "no/such/folder.html"), "cannot write no/such/folder.html"),
        ((OLD, "--only", "x"), "no such option --only"),
    ],
)
def test_what_cannot_be_done_is_told_on_one_line(arguments: tuple[Any, ...], told: str, jianggao: Run, tmp_path: Path) -> None:
    done = jianggao("report", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_never_written_over(jianggao: Run, tmp_path: Path) -> None:
    (tmp_path / "speech.html").write_text("<p>同志们：<p>一是抓学习。<p>二是抓落实。", "utf-8")
    before = (tmp_path / "speech.html").read_bytes()
    done = jianggao("report", "speech.html", "-o", "speech.html")
    assert done.returncode == 2
    assert "would overwrite the input" in done.stderr
    assert (tmp_path / "speech.html").read_bytes() == before


def test_an_export_of_several_speeches_is_refused(jianggao: Run) -> None:
    exported = jianggao("export", "-f", "json", OLD, NEW).stdout
    done = jianggao("report", "-", stdin=exported.encode())
    assert (done.returncode, done.stdout) == (2, "")
    assert "2 speeches in one file" in done.stderr


@pytest.mark.parametrize("output", [(), ("-o", "page.html")])
def test_open_shows_the_page_in_a_browser(output: tuple[str, ...], jianggao: Run, tmp_path: Path) -> None:
    browser = tmp_path / "browser.py"
    browser.write_text("import pathlib, sys\npathlib.Path('seen').write_text(sys.argv[1])\n", "utf-8")
    done = jianggao("report", OLD, "--open", *output, BROWSER=f"{sys.executable} {browser} %s", TMPDIR=str(tmp_path))
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    seen = (tmp_path / "seen").read_text("utf-8")
    assert seen.startswith("file://")
    written = Path(seen.removeprefix("file://"))
    assert written.parent == tmp_path
    assert written.name == "page.html" or not output
    assert written.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_where_no_browser_is_found_the_page_is_told(jianggao: Run, tmp_path: Path) -> None:
    done = jianggao("report", OLD, "--open", "-o", "page.html", BROWSER="false %s", PATH="")
    assert done.returncode == 2
    assert "the page is page.html, open it yourself" in done.stderr
    assert (tmp_path / "page.html").exists()


def test_a_missing_package_is_told_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **fields: Any) -> Any:
        if name == "jinja2":
            raise ImportError(name)
        return real(name, *rest, **fields)

    _environment.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(JianggaoError, match=r'pip install "jianggao\[report\]"'):
        speech_page(read(NEW))


def test_cells_that_compute_are_guarded_by_one_rule(jianggao: Run) -> None:
    """The script guards what it copies by the characters that guard the CSV."""
    from jianggao.output.spreadsheet import COMPUTING

    guarded = next(
        told["data-computing"]
        for tag, told in Page.of(speech_page(read(NEW))).tags
        if tag == "table" and "data-computing" in told
    )
    assert set(str(guarded)) == {sign for sign in COMPUTING if sign.strip()}
    assert json.loads(jianggao("tasks", "-f", "json", NEW).stdout)["tasks"]
