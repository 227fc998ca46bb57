"""What every page owes a narrow screen, a keyboard and a screen reader."""

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
WIDTHS = (390, 800, 1280, 1920)
HEIGHT = 900
# All else that axe looks at does not depend on colours.
COLOURS = 'runOnly: ["color-contrast", "link-in-text-block"],'
# What it passes is left in the browser: on a long page that is megabytes.
FOUND = """() => axe.run({%s resultTypes: ["violations"]}).then(({violations}) =>
    violations.flatMap(v => v.nodes.map(node => `${v.id}: ${node.html.slice(0, 200)}`)))"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "[...document.querySelectorAll('h1,h2,h3')].map(h => Number(h.tagName[1]))"
UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
# What lies outside of the window to the left or right, except what scrolls within its own box.
STRAY = """() => [...document.querySelectorAll('main *')].filter(e => {
    if (e.closest('.scroll, pre, .hidden, svg')) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
}).map(e => e.outerHTML.slice(0, 80))"""
NAMELESS = """() => [...document.querySelectorAll('a, summary')].filter(
    e => !e.innerText.trim()).map(e => e.outerHTML)"""
# A table is announced by its caption, a landmark by its name; a mail shown here is as it was sent.
UNTITLED = """() => [...document.querySelectorAll('table')].filter(
    t => !t.closest('.report') && !t.caption?.textContent.trim()
).map(t => t.outerHTML.slice(0, 80))"""
NAMES = """() => [...document.querySelectorAll('nav, section, [role=region], aside')].filter(
    e => !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')
).map(e => e.outerHTML.slice(0, 80))"""

# Asked of the page itself: to look landmarks up by role takes seconds on a long page.
MISSING = """() => ['body > header', 'body nav', 'body > main', 'body > footer'].filter(
    landmark => !document.querySelector(landmark)?.checkVisibility())"""


def examine(page: Page) -> None:
    """Look at an open page narrow and wide, light and dark, with everything unfolded."""
    page.evaluate(UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert_laid_out(page)
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    assert violations(page) == [], page.url
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == [], page.url
    page.emulate_media(color_scheme="light")


def assert_laid_out(page: Page) -> None:
    """It overflows nowhere, and has a heading, landmarks and names for what can be pressed."""
    where = (page.url, page.viewport_size)
    assert page.evaluate(OVERFLOW) == 0, where
    for amiss in (STRAY, NAMELESS, UNTITLED, NAMES, MISSING):
        found = page.evaluate(amiss)
        assert found == [], (where, found)
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1, where
    assert levels.count(1) == 1, where
    assert all(after - before <= 1 for before, after in pairwise(levels)), where


def violations(page: Page, only: str = "") -> list[str]:
    """Return what axe-core finds, with everything unfolded."""
    page.evaluate(UNFOLD)
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    found: list[str] = page.evaluate(FOUND % only)
    return found
