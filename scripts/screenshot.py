"""Take the picture of a page for the README: what chromium shows of `jianggao report`, the mouse on a stroke."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import jianggao

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
SAMPLE = ROOT / "samples" / "discipline.txt"
STROKE = 7
WIDTH, HEIGHT = 1280, 1240
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Write the picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not here")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        written = Path(folder) / "page.html"
        written.write_text(jianggao.speech_page(jianggao.read(SAMPLE), lang="zh"), "utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(written.as_uri())
        page.locator(".strip a").nth(STROKE).hover()
        page.screenshot(path=str(PICTURE))
        browser.close()


if __name__ == "__main__":
    main()
