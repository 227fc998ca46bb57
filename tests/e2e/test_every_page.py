"""Every page in a real browser: four widths, light and dark, axe, the console silent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from support.browser import Site, look, signed_in
from support.layout import examine, violations
from support.pages import CARDS, EMPTY, FOR_EDITORS, PAGES, RICH, SECRET
from support.rich_record import secrets_of


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


def examined(context: BrowserContext, address: str) -> None:
    page = look(context, address)
    examine(page)
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_sample(context: BrowserContext, sample: str, path: str) -> None:
    examined(context, sample + path)


@pytest.mark.parametrize("path", RICH)
def test_a_page_on_which_everything_has_happened(
    context: BrowserContext, rich: Site, path: str
) -> None:
    examined(context, rich.address + path)


@pytest.mark.parametrize("path", EMPTY)
def test_a_page_of_an_empty_record(context: BrowserContext, empty: str, path: str) -> None:
    examined(context, empty + path)


def test_the_pages_behind_links_in_mails(context: BrowserContext, rich: Site) -> None:
    words = secrets_of(rich.app)
    for path in sorted(SECRET):
        examined(context, rich.address + path.format(**words))


def test_the_pages_of_an_editor(browser: Browser, rich: Site) -> None:
    context = signed_in(browser, rich, "Ann Lee")
    for path in FOR_EDITORS:
        examined(context, rich.address + path)
    context.close()


@pytest.mark.parametrize("path", CARDS)
def test_a_card_in_a_frame(context: BrowserContext, rich: Site, path: str) -> None:
    page = look(context, rich.address + path)
    assert violations(page) == []
    page.close()


def test_axe_would_find_something(context: BrowserContext, empty: str) -> None:
    page = look(context, empty)
    page.evaluate("document.querySelector('main').innerHTML += '<img src=/static/icon.svg>'")
    assert any(found.startswith("image-alt") for found in violations(page))
    page.close()


def test_a_page_that_is_too_wide_would_be_found(context: BrowserContext, empty: str) -> None:
    page = look(context, empty)
    page.evaluate("document.querySelector('main').innerHTML += '<svg width=3000 height=9></svg>'")
    with pytest.raises(AssertionError):
        examine(page)
    page.close()
