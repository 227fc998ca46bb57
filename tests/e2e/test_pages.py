"""Every page in a real browser: narrow and wide, light and dark, by keyboard, console silent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from support.browser import look
from support.layout import assert_laid_out
from support.pages import PAGES


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scheme = request.param
    opened = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield opened
    opened.close()


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
