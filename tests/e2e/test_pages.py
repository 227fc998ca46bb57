"""Reading with a keyboard, on a phone, without a script; what the first page costs."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Response
from support.browser import look

BUDGET = 60_000  # bytes, uncompressed
SHIFT = """() => new Promise(told => {
    let sum = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => told(sum), 300);
})"""
# What a keyboard can reach, in the order of the page: what is folded away cannot.
STOPS = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]'
    )].filter(e => e.checkVisibility()).length"""
STOP = """() => { const e = document.activeElement, style = getComputedStyle(e);
    return [e.tagName, style.outlineStyle]; }"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    yield opened
    opened.close()


def test_the_first_key_offers_to_skip_to_the_content(phone: BrowserContext, sample: str) -> None:
    page = look(phone, sample)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") == 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


@pytest.mark.parametrize("path", ["/", "/events/1", "/compare"])
def test_a_keyboard_reaches_everything_and_shows_where_it_is(
    phone: BrowserContext, sample: str, path: str
) -> None:
    page = look(phone, sample + path)
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0
    stops = page.evaluate(STOPS)
    for _ in range(stops):
        page.keyboard.press("Tab")
        tag, outline = page.evaluate(STOP)
        assert tag != "BODY", "there are fewer stops than there are things to press"
        assert outline in {"solid", "auto"}, tag
    page.close()


def test_a_reader_goes_from_the_standings_to_the_quote_in_its_text_and_on_to_its_prediction(
    phone: BrowserContext, sample: str
) -> None:
    page = look(phone, sample)
    page.locator("table.standings a").first.click()
    page.locator("article.call .meta a").first.click()
    anchor = page.url.split("#")[1]
    assert page.locator(f"#{anchor} + mark.recorded").is_visible()
    page.locator(f"#{anchor} + mark.recorded a").click()
    assert page.url.endswith(f"#{anchor}")
    assert page.locator(f"article.call#{anchor}").is_visible()
    assert page.locator(f"article.call#{anchor}:target").count() == 1
    page.close()


def test_a_chart_grows_with_its_window(phone: BrowserContext, sample: str) -> None:
    page = look(phone, sample)
    widths = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        box = page.locator("svg.track").first.bounding_box()
        assert box is not None
        assert box["height"] < 60
        widths.append(box["width"])
    page.close()
    assert widths[0] > 250
    assert widths[1] > 450


def test_on_paper_it_is_light_and_the_numbers_are_there(phone: BrowserContext, sample: str) -> None:
    page = look(phone, sample)
    folded = page.get_by_role("columnheader", name="Mean Brier")
    assert not folded.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert folded.is_visible()
    assert not page.get_by_role("navigation", name="Pages").is_visible()
    assert not page.locator("form.ask").is_visible()
    page.goto(f"{sample}/events/1")
    assert page.get_by_role("heading", name="What happened").is_visible()
    assert not page.get_by_role("heading", name="Disputes and replies").is_visible()
    page.close()


def test_a_legend_is_heard_in_parts(phone: BrowserContext, sample: str) -> None:
    page = look(phone, f"{sample}/pundits/vera-quill-invented")
    heard = page.locator("figure:has(.spread)").aria_snapshot()
    assert "predictions of each tenth; those whose event happened" in heard
    page.close()


def test_nothing_for_readers_needs_a_script(phone: BrowserContext, sample: str) -> None:
    page = look(phone, f"{sample}/pundits/vera-quill-invented")
    assert page.locator("script").count() == 0
    page.close()


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
def test_nothing_moves_while_a_page_loads(phone: BrowserContext, sample: str, path: str) -> None:
    page = look(phone, sample + path)
    assert page.evaluate(SHIFT) == 0
    page.close()
