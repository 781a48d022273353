"""The page in a real browser: Debian's chromium, driven by Playwright. Skipped where there is none."""

from __future__ import annotations

import io
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pdfminer.high_level import extract_text

from conftest import SAMPLES
from jianggao import comparison, parse, read
from jianggao.output.report import comparison_page, speech_page
from test_report import HANDLER, HOSTILE, SCRIPT, long_speech, squeezed

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
OLD, NEW, FAULTY = (SAMPLES / f"{name}.txt" for name in ("discipline", "discipline-revised", "faulty-draft"))
PAGES = [f"{kind}.{lang}" for kind in ("speech", "faulty", "comparison") for lang in ("zh", "en")]
SECTIONS = ("lengths", "slogans", "text", "quotes", "frames", "tasks", "findings")
AXE = Path(os.environ.get("AXE_CORE", Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js"))
"""The accessibility checker: `npm install --no-save axe-core`, or wherever the environment says."""
RADICALS = str.maketrans(
    "⻓⻛⺠⻚⻅⻋⻢⻔⻝⻘⻄⻦⻥⻮⻬⻆⻉⻩⻣⻤⻨⻰⺟⻜⻁", "长风民页见车马门食青西鸟鱼齿齐角贝黄骨鬼麦龙母飞虎"
)
"""As radicals a PDF names some characters whose glyphs look alike; those of the Kangxi block Unicode itself folds."""

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser that all tests share."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not here")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page of each kind, in both languages."""
    found = tmp_path_factory.mktemp("pages")
    for lang in ("zh", "en"):
        pages = {
            "speech": speech_page(read(OLD), lang=lang),
            "faulty": speech_page(read(FAULTY), lang=lang),
            "comparison": comparison_page(comparison(read(OLD), read(NEW)), lang),
            "hostile": speech_page(parse(HOSTILE, name=f"{SCRIPT}{HANDLER}.txt"), lang=lang),
        }
        for name, html in pages.items():
            (found / f"{name}.{lang}.html").write_text(html, "utf-8")
    (found / "blank.html").write_text("<!DOCTYPE html><title>blank</title>", "utf-8")
    (found / "long.zh.html").write_text(speech_page(long_speech(35_000), lang="zh"), "utf-8")
    return found


@pytest.fixture
def visit(browser: Any, folder: Path) -> Iterator[Visit]:
    """Open a page; at the end see that nothing was requested, complained of or alerted."""
    opened: list[Any] = []
    heard: list[str] = []
    asked: list[str] = []

    def open_page(name: str, width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("dialog", lambda dialog: heard.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: asked.append(request.url.split("#")[0]))
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in opened:
        context.close()
    assert heard == []
    assert set(asked) <= {path.as_uri() for path in folder.iterdir()}


def top_of(page: Any, selector: str) -> float:
    return float(page.locator(selector).first.bounding_box()["y"])


def column(page: Any, number: int) -> list[str]:
    return [text.strip() for text in page.locator(f".tasks tbody td:nth-child({number})").all_text_contents()]


def is_shown(page: Any, selector: str) -> bool:
    return bool(page.locator(selector).first.is_visible())


@pytest.mark.parametrize("script", [True, False])
def test_a_click_in_the_outline_goes_to_the_place(script: bool, visit: Visit) -> None:
    page = visit("speech.zh", java_script_enabled=script)
    entry = page.locator(".outline a", has_text="制度笼子扎得更密")
    target = str(entry.get_attribute("href"))
    assert top_of(page, target) > 800
    entry.click()
    assert 0 <= top_of(page, target) < 120
    assert "制度笼子" in page.locator(f"h3:has({target})").inner_text()
    assert entry.is_visible()  # the outline stays beside the text


def test_the_outline_shows_where_the_reader_is(visit: Visit) -> None:
    page = visit("speech.zh")
    page.locator(".outline a", has_text="队伍本领练得更硬").click()
    page.wait_for_selector(".outline a[aria-current]")
    assert "队伍本领" in page.locator(".outline a[aria-current]").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_pointing_at_a_stroke_shows_its_sentence(script: bool, visit: Visit) -> None:
    page = visit("speech.zh", java_script_enabled=script)
    stroke = page.locator(".strip a").nth(4)
    tip = stroke.locator("p")
    assert not tip.is_visible()
    stroke.hover()
    assert tip.is_visible()
    assert "推动基层监督工作提质增效" in tip.inner_text()
    assert tip.bounding_box()["height"] > 20
    page.mouse.move(5, 5)
    assert not tip.is_visible()
    stroke.click()
    assert 0 <= top_of(page, str(stroke.get_attribute("href"))) < 800


def test_focus_on_a_stroke_shows_its_sentence_and_escape_hides_it(visit: Visit) -> None:
    page = visit("speech.en")
    stroke = page.locator(".strip a").first
    stroke.focus()
    assert stroke.locator("p").is_visible()
    assert "让规矩立得住、让监督落得下" in stroke.locator("p").inner_text()
    assert page.get_by_role("link", name="让规矩立得住、让监督落得下").count() >= 3  # and a screen reader says it
    page.keyboard.press("Tab")
    assert not stroke.locator("p").is_visible()
    assert page.locator(".strip a").nth(1).locator("p").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".strip p:visible").count() == 0


def test_tasks_are_sorted_by_every_column(visit: Visit) -> None:
    page = visit("speech.zh")
    rows = page.locator(".tasks tbody tr").count()
    for number in range(1, 7):
        title = page.locator(f".tasks th:nth-child({number})")
        button = title.get_by_role("button")
        before = sorted(column(page, number))
        button.click()
        assert title.get_attribute("aria-sort") == "ascending"
        first = column(page, number)
        button.focus()
        page.keyboard.press("Enter")
        assert title.get_attribute("aria-sort") == "descending"
        second = column(page, number)
        assert sorted(first) == sorted(second) == before
        filled = [text for text in first if text]
        assert first == filled + [""] * (rows - len(filled))  # what is empty stands last, either way
        assert second[: len(filled)] != first[: len(filled)] or len(set(filled)) < 2
        assert page.locator(".tasks th[aria-sort]").count() == 1
    page.locator(".tasks th").first.get_by_role("button").click()
    assert column(page, 1) == [str(number) for number in range(1, rows + 1)]


def test_tasks_are_copied_for_a_spreadsheet_as_they_are_sorted(visit: Visit) -> None:
    page = visit("hostile.zh", permissions=["clipboard-read", "clipboard-write"])
    number = page.locator(".tasks th").first.get_by_role("button")
    number.click()
    number.click()
    page.locator("#copy").click()
    page.wait_for_function("document.querySelector('[role=status]').textContent !== ''")
    rows = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    count = page.locator(".tasks tbody tr").count()
    assert page.locator(".tools [role=status]").inner_text() == f"已复制{count}行"
    assert len(rows) == count + 1
    assert {len(row) for row in rows} == {6}
    assert rows[0][:2] == ["序号", "要求"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(count, 0, -1)]
    assert [row[1] for row in rows if "1+1" in row[1]] == ["'=1+1要办好"]
    assert any(SCRIPT in row[1] for row in rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_of_a_speech_stays_text(lang: str, visit: Visit) -> None:
    page = visit(f"hostile.{lang}")
    assert page.locator("script").count() == 1
    assert page.locator("[onmouseover]").count() == 0
    for selector in ("h1", ".outline", ".speech", "#tasks", ".voices"):
        assert SCRIPT in page.locator(selector).inner_text() or HANDLER in page.locator(selector).inner_text()
    for target in page.locator(".strip a, .speech h3").all():
        target.hover()


def test_marks_and_markers_are_shown_on_demand(visit: Visit) -> None:
    page = visit("speech.zh", java_script_enabled=False)
    assert not is_shown(page, ".cut")
    page.locator("#show-cuts").check()
    assert is_shown(page, ".cut")
    assert page.locator(".cut").first.inner_text() == "##paidbegin##"
    plain = page.locator(".mark").first.evaluate("each => getComputedStyle(each).color")
    page.locator("#show-marks").check()
    assert page.locator(".mark").first.evaluate("each => getComputedStyle(each).color") != plain
    assert is_shown(page, ".ref")
    page.locator("#show-findings").uncheck()
    assert not is_shown(page, ".ref")
    assert not is_shown(page, ".notes")


def test_without_script_nothing_is_missing_but_comfort(visit: Visit) -> None:
    page = visit("speech.zh", java_script_enabled=False)
    assert squeezed(OLD.read_text("utf-8")).startswith(squeezed(page.locator(".speech").inner_text())[:300])
    assert not is_shown(page, "#copy")
    assert page.get_by_role("button").count() == 0
    page.locator("summary").click()
    assert is_shown(page, ".places dd")
    for name in SECTIONS:
        assert is_shown(page, f"#{name}")


@pytest.mark.parametrize(("lang", "script"), [("zh", True), ("en", False)])
def test_all_parts_are_printed(lang: str, script: bool, visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("ERROR", "pdfminer")
    page = visit(f"faulty.{lang}", java_script_enabled=script)
    names = [page.locator(f"#h-{name}").inner_text() for name in SECTIONS]
    places = page.locator(".places dd").all_text_contents()
    outline = page.locator(".outline").text_content()
    title = page.locator(".tasks th").nth(3).inner_text()
    pdf = page.pdf(format="A4", prefer_css_page_size=True)

    def folded(text: str) -> str:
        return squeezed(unicodedata.normalize("NFKC", text).translate(RADICALS))

    printed = folded(extract_text(io.BytesIO(pdf)))

    def is_printed(text: str) -> bool:
        return folded(text) in printed

    assert all(is_printed(name) for name in names)
    assert places
    assert all(map(is_printed, places))
    assert is_printed(outline.split("\n")[3])
    assert is_printed("每月底前报送进展情况")
    assert printed.count(folded(title)) > 1  # the head of the table on every sheet
    speech = squeezed(FAULTY.read_text("utf-8"))
    for start in range(0, len(speech) - 12, 150):
        assert any(is_printed(speech[at : at + 6]) for at in range(start, start + 12, 3)), speech[start : start + 12]


def test_a_long_speech_opens_within_a_second(visit: Visit) -> None:
    """In processor time of the browser: the machine may have other work to do."""
    times = []
    for _ in range(3):
        page = visit("blank")
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(page.url.replace("blank", "long.zh"))
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        times.append(metrics["TaskDuration"])
        assert page.locator(".paragraph").count() > 100
    assert 0 < min(times) < 1


@pytest.mark.parametrize("target", [".outline li:nth-last-child(3) > a", ".findings .excerpt a", ".tasks tbody tr:last-child a"])
def test_an_address_with_a_place_opens_at_the_place(target: str, visit: Visit) -> None:
    page = visit("long.zh")
    place = str(page.locator(target).first.get_attribute("href"))
    address = page.url
    page.goto("about:blank")
    page.goto(address + place)
    assert 0 <= top_of(page, place) < 300


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_page_does_not_scroll_sideways(name: str, visit: Visit) -> None:
    page = visit(name, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if not name.startswith("comparison"):
        assert not is_shown(page, ".outline")
        page.locator("label[for=menu]").click()
        assert is_shown(page, ".outline")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["speech.zh", "comparison.en"])
def test_the_first_key_leads_past_the_contents(name: str, visit: Visit) -> None:
    page = visit(name)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("each => each === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_page_is_dark_where_that_is_wanted(visit: Visit) -> None:
    papers = {}
    for scheme in ("light", "dark"):
        page = visit("speech.zh", color_scheme=scheme)
        papers[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert papers["light"] != papers["dark"]


def test_what_moved_is_joined_by_a_line(visit: Visit) -> None:
    page = visit("comparison.zh")
    old, new = (page.locator(f".map ol:{side}-child .moved") for side in ("first", "last"))
    line = page.locator(".map line.moved").bounding_box()
    ends = [each.bounding_box()["y"] + each.bounding_box()["height"] / 2 for each in (old, new)]
    assert abs(line["y"] - min(ends)) < 8
    assert abs(line["y"] + line["height"] - max(ends)) < 8
    new.locator("a").click()
    assert 0 <= top_of(page, str(new.locator("a").get_attribute("href"))) < 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_violation(name: str, scheme: str, visit: Visit) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not here")
    page = visit(name, color_scheme=scheme)
    for box in page.locator(".show input").all():
        box.check()
    page.locator("details").evaluate_all("found => found.forEach(each => each.open = true)")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run().then(found => found.violations)")
    bad = [
        (each["id"], each["impact"], each["nodes"][0]["html"], each["nodes"][0].get("failureSummary"))
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
    assert bad == []
