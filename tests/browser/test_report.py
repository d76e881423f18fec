"""The report in a real Chromium: no console message, no request, theme, sort, search, copy, evidence, print, axe."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analyzer.compare import compare
from analyzer.render.html import render_html
from analyzer.render.view import build_view
from typed_filings import giantec, metax

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("browser") / "comparison.html"
    render_html(build_view(compare([metax(), giantec()]), crop=lambda *_: PIXEL), target)
    return target.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


class Log(list[str]):
    """Console messages, script errors and requests other than the file itself."""

    def watch(self, page: Page, address: str) -> None:
        page.on("console", lambda message: self.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("request", lambda request: None if request.url.startswith((address, "data:")) else self.append(f"request: {request.url}"))


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def page(browser: Browser, address: str, log: Log) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    opened = context.new_page()
    log.watch(opened, address)
    opened.goto(address)
    yield opened
    context.close()
    assert log == []


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_opens_without_a_message_or_a_request(page: Page) -> None:
    assert page.title() == "Prospectus comparison: 沐曦股份 | Giantec Semiconductor"
    assert page.evaluate("document.querySelectorAll('canvas').length") == 5


def test_theme_switches_and_back(page: Page) -> None:
    light = ground(page)
    page.click("#theme")
    dark = ground(page)
    page.click("#theme")
    assert (light, dark, ground(page)) == ("rgb(255, 255, 255)", "rgb(20, 23, 29)", "rgb(255, 255, 255)")


def test_search_shows_only_what_was_asked(page: Page) -> None:
    page.fill("#t-sources input[type=search]", "932,810")
    shown = page.locator("#t-sources tbody tr:visible")
    assert shown.count() == 1
    assert "REVENUE" in shown.inner_text()


def test_sort_takes_numbers_as_numbers(page: Page) -> None:
    head = page.locator("#t-sources thead th button", has_text="Page").first
    head.click()
    index = page.evaluate("Array.from(document.querySelectorAll('#t-sources thead th')).findIndex(h => h.getAttribute('aria-sort'))")
    pages = page.evaluate(f"Array.from(document.querySelectorAll('#t-sources tbody tr'), r => Number(r.cells[{index}].textContent))")
    assert pages == sorted(pages)
    assert len(set(pages)) > 3
    head.click()
    assert page.evaluate(f"Number(document.querySelector('#t-sources tbody tr').cells[{index}].textContent)") == max(pages)


def test_copy_gives_the_table_as_tsv(page: Page) -> None:
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.click("#t-summary-figures button[data-copy=tsv]")
    lines = str(page.evaluate("window.copied")).splitlines()
    revenue = next(line for line in lines if line.startswith("Revenue\t"))
    assert revenue.split("\t")[1:4] == ["53.0", "743.1", "223.3"]


def test_click_on_a_number_shows_its_crop_and_source(page: Page) -> None:
    page.locator("#t-summary-figures a.figure", has_text="1,028.3").first.click()
    dialog = page.locator("dialog[open]")
    assert "1,028,277" in dialog.inner_text()
    assert "giantec.pdf" in dialog.inner_text()
    assert dialog.locator(".crop img").evaluate("image => image.complete && image.naturalWidth") == 1
    assert dialog.locator(".outline").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_link_from_the_workbook_opens_at_the_figure(page: Page, address: str) -> None:
    anchor = page.locator("#t-summary-figures a.figure", has_text="1,028.3").first.get_attribute("href")
    page.goto(f"{address}{anchor}")
    page.reload()
    assert "1,028,277" in page.locator("dialog[open]").inner_text()
    page.click("#evidence-link")
    assert page.locator("dialog[open]").count() == 0


def test_worked_out_number_shows_all_its_inputs(page: Page) -> None:
    page.locator("#t-summary-figures a.worked", has_text="54.8%").first.click()
    text = page.locator("dialog[open]").inner_text()
    assert "1,028,277" in text
    assert "(464,688)" in text


def test_numbers_are_readable_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#t-summary-figures td", has_text="743.1").first.is_visible()
    assert not page.locator("#theme").is_visible()
    context.close()


def test_prints_to_a_pdf_of_landscape_pages(page: Page, tmp_path: Path) -> None:
    content = page.pdf(prefer_css_page_size=True, print_background=True)
    assert content.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 841.9" in content or b"/MediaBox [0 0 842" in content


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa']})")
    serious = [
        f"{each['id']}: {each['nodes'][0]['html'][:120]} {each['nodes'][0]['failureSummary'][:200]}"
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []
