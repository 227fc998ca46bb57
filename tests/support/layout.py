"""What every page owes a narrow screen, a keyboard and a screen reader."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
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


def assert_laid_out(page: Page) -> None:
    """It overflows nowhere, and has a heading, landmarks and names for what can be pressed."""
    assert page.evaluate(OVERFLOW) == 0, page.url
    assert page.evaluate(STRAY) == [], page.url
    assert page.evaluate(NAMELESS) == [], page.url
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1, page.url
    assert levels.count(1) == 1, page.url
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(landmark).first.is_visible(), (page.url, landmark)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, with everything unfolded."""
    for summary in page.locator("summary").all():
        summary.click()
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run()")["violations"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]
