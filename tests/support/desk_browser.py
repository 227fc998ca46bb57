"""The desk in a real browser: what several tests do there."""

from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page, expect
from support.browser import Site, signed_in

from core.web import database_of, settings_of
from jobs.schedule import TICK
from jobs.worker import run_once

TEXT = (
    "The strike will probably end by 30 June 2020. I hope that the council learns from it.\n\n"
    "It is unlikely that the minister resigns before the end of 2020, and the bridge will open by"
    " 1 September 2020."
)


class Said(list[str]):
    """What a browser said that it should not."""


def at_the_desk(browser: Browser, site: Site, name: str, **options: Any) -> tuple[Page, Said]:
    page, said = signed_in(browser, site, name, **options).new_page(), Said()
    page.on("console", lambda m: said.append(m.text) if "status of 4" not in m.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(f"{site.address}/desk")
    return page, said


def add(page: Page, text: str = TEXT) -> None:
    page.goto(page.url.partition("/desk")[0] + "/desk/add")
    page.fill("#what", text)
    page.click("text=Look at it")
    page.fill("#pundit", "Ada Lund")
    page.fill("#said_on", "2020-05-01")
    page.click("text=Store and review")
    page.wait_for_selector("#candidate")
    page.wait_for_load_state()


def press(page: Page, key: str) -> None:
    """Press a key once the page hears it: what was pressed before its script ran went nowhere."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def stored(app: Flask, kind: Any) -> Any:
    with database_of(app).read() as session:
        return session.query(kind).order_by(kind.id).all()


def notice(page: Page) -> Any:
    return expect(page.locator(".notice"))


def rule(
    page: Page,
    site: Site,
    event: int,
    ruling: str,
    day: str,
    *,
    reason: str = "",
    button: str = "",
) -> None:
    page.goto(f"{site.address}/desk/events/{event}")
    page.get_by_label(ruling, exact=True).check()
    page.fill("#known_at", day)
    page.fill("#evidence", "https://example.org/over")
    if reason:
        page.fill("#reason", reason)
    page.get_by_role("button", name=button or ("Amend" if reason else "Enter the outcome")).click()
    page.wait_for_url("**/desk/events/*?said=*")


def tick(app: Flask, page: Page) -> None:
    """Let the scheduler run, and look again."""
    run_once(database_of(app), settings_of(app), TICK)
    page.reload()
