"""Every page in a real browser: narrow and wide, light and dark, by keyboard, console silent."""

import shutil
import threading
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from support.components import missing
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from core import migrations
from core.web import database_of

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PAGES = (
    "/",
    "/pundits",
    "/pundits/vera-quill-invented",
    "/?topic=politics&reading=high&from=2020-01-01",
    "/compare",
    "/search?q=election",
    "/compare?a=vera-quill-invented&b=ines-halloway-invented",
    "/events",
    "/events/1",
    "/commentaries",
    "/commentaries/1",
    "/candidates/1",
    "/due",
    "/corrections",
    "/method",
    "/method/words",
)
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


class Quiet(WSGIRequestHandler):
    """Keeps requests out of the test's output."""

    def log(self, *_: Any) -> None:
        """Say nothing."""


def chromium() -> str:
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    return found or missing("a browser (Debian package chromium)")


def serve(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    database_of(app).dispose()


def application(folder: Any) -> Flask:
    app = create_app({"database_url": f"sqlite:///{folder / 'record.db'}", "secret_key": "tests"})
    migrations.upgrade(database_of(app))
    return app


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the bundled sample record."""
    app = application(tmp_path_factory.mktemp("sample"))
    done = app.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 0, done.output
    yield from serve(app)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of an empty record."""
    yield from serve(application(tmp_path_factory.mktemp("empty")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scheme = request.param
    opened = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield opened
    opened.close()


def look(context: BrowserContext, address: str) -> Page:
    """Open a page; anything said in the console fails."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    assert said == [], address
    return page


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
