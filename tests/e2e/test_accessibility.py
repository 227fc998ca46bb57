"""What axe-core finds on each page, in light and dark, and what the first page costs."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Response
from support.browser import look
from support.layout import violations
from support.pages import PAGES

BUDGET = 60_000  # bytes, uncompressed
SHIFT = """() => new Promise(told => {
    let sum = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => told(sum), 300);
})"""


@pytest.fixture(params=["light", "dark"])
def coloured(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    size = {"width": 1280, "height": 900}
    opened = browser.new_context(viewport=size, color_scheme=request.param)  # type: ignore[arg-type]
    yield opened
    opened.close()


def test_axe_finds_nothing_on_any_page(coloured: BrowserContext, sample: str) -> None:
    for path in (*PAGES, "/sign-in"):
        page = look(coloured, sample + path)
        assert violations(page) == [], path
        page.close()


def test_axe_finds_nothing_on_an_empty_record(coloured: BrowserContext, empty: str) -> None:
    for path in ("/", "/events", "/commentaries", "/due", "/corrections", "/pundits", "/search"):
        page = look(coloured, empty + path)
        assert violations(page) == [], path
        page.close()


def test_axe_would_find_something(coloured: BrowserContext, sample: str) -> None:
    page = look(coloured, sample)
    page.evaluate("document.querySelector('main').innerHTML += '<img src=/static/icon.svg>'")
    assert any(found.startswith("image-alt") for found in violations(page))


def test_the_first_page_is_light_and_comes_in_one_round(browser: Browser, sample: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.goto(sample, wait_until="networkidle")
    assert sum(len(answer.body()) for answer in answers) < BUDGET
    first, *others = answers
    html = first.text()
    for answer in others:  # each is asked for by the page itself, none by another file
        assert any(
            urljoin(sample, path) == answer.url for path in html.split('"') if path.startswith("/")
        ), answer.url
    context.close()


@pytest.mark.parametrize("path", ["/", "/pundits/vera-quill-invented", "/events/1"])
def test_nothing_moves_while_a_page_loads(browser: Browser, sample: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = look(context, sample + path)
    assert page.evaluate(SHIFT) == 0
    context.close()
