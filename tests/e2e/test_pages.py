"""Every page in a real browser: narrow and wide, light and dark, by keyboard, console silent."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support.browser import look
from support.pages import PAGES

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "[...document.querySelectorAll('h1,h2,h3')].map(h => Number(h.tagName[1]))"
# What lies outside of the window to the left or right, except what scrolls within its own box.
STRAY = """() => [...document.querySelectorAll('main *')].filter(e => {
    if (e.closest('.scroll, pre, .hidden, svg')) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
}).map(e => e.outerHTML.slice(0, 80))"""
NAMELESS = """() => [...document.querySelectorAll('a, summary')].filter(
    e => !e.innerText.trim()).map(e => e.outerHTML)"""


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scheme = request.param
    opened = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield opened
    opened.close()


def assert_laid_out(page: Page) -> None:
    assert page.evaluate(OVERFLOW) == 0, page.url
    assert page.evaluate(STRAY) == [], page.url
    assert page.evaluate(NAMELESS) == [], page.url
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1, page.url
    assert levels.count(1) == 1, page.url
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(landmark).first.is_visible(), (page.url, landmark)


def test_every_page_of_the_sample_fits_and_is_quiet(context: BrowserContext, sample: str) -> None:
    for path in PAGES:
        page = look(context, sample + path)
        for summary in page.locator("summary").all():
            summary.click()
        assert_laid_out(page)
        page.close()


@pytest.mark.parametrize("path", ["/", "/events", "/commentaries", "/due", "/corrections"])
def test_an_empty_record_fits_too(context: BrowserContext, empty: str, path: str) -> None:
    assert_laid_out(look(context, empty + path))


def test_wide_screens_are_not_overrun(browser: Browser, sample: str) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    for path in PAGES:
        assert_laid_out(look(context, sample + path))
    context.close()


def test_the_first_key_offers_to_skip_to_the_content(context: BrowserContext, sample: str) -> None:
    page = look(context, sample)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") == 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_focus_can_be_seen(context: BrowserContext, sample: str) -> None:
    page = look(context, sample)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def test_a_reader_goes_from_the_standings_to_the_quote_in_its_text(
    context: BrowserContext, sample: str
) -> None:
    page = look(context, sample)
    page.locator("table.standings a").first.click()
    page.locator("article.call .meta a").first.click()
    anchor = page.url.split("#")[1]
    assert page.locator(f"#{anchor} + mark.recorded").is_visible()
    page.locator(f"#{anchor} + mark.recorded a").click()
    assert page.locator("h2", has_text="What was forecast").is_visible()


def test_a_chart_grows_with_its_window(browser: Browser, sample: str) -> None:
    widths = []
    for width in (390, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        box = look(context, sample).locator("svg.track").first.bounding_box()
        assert box is not None
        assert box["height"] < 60
        widths.append(box["width"])
        context.close()
    assert widths[0] > 250
    assert widths[1] > 450
