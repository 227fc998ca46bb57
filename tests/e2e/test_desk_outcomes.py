"""From the due queue to a score, a dispute and a second opinion, in a real browser."""

from flask import Flask
from playwright.sync_api import Browser, Page, expect
from support.browser import Site
from support.desk_browser import add, at_the_desk, notice, press, rule, tick

from core.web import database_of, settings_of
from jobs.schedule import TICK
from jobs.worker import run_once


def test_an_outcome_shows_its_score_by_itself(app: Flask, ann: Page, server: str) -> None:
    add(ann)
    ann.click("text=Accept")
    notice(ann).to_contain_text("due queue")
    ann.goto(f"{server}/desk/due")
    ann.click(".claim")
    ann.get_by_label("Happened", exact=True).check()
    ann.fill("#known_at", "2020-06-20")
    ann.fill("#evidence", "https://example.org/over")
    ann.click("text=Enter the outcome")
    notice(ann).to_contain_text("The scheduler scores it within 10 seconds")
    run_once(database_of(app), settings_of(app), TICK)
    notice(ann).to_contain_text("1 prediction scored", timeout=30_000)
    notice(ann).to_contain_text("The first score of Ada Lund: Brier index 72.0.")
    expect(ann.locator(".lines").first).to_contain_text("Brier 0.078")
    ann.goto(f"{server}/desk/events/1")
    ann.get_by_label("Did not happen").check()
    ann.fill("#known_at", "2020-07-01")
    ann.fill("#evidence", "https://example.org/still-on")
    ann.fill("#reason", "the first page was withdrawn")
    ann.click("text=Amend the outcome")
    notice(ann).to_contain_text("did not happen")


def test_from_an_outcome_to_a_dispute_and_a_second_opinion(
    app: Flask, ann: Page, browser: Browser, site: Site
) -> None:
    add(ann)
    for left in (2, 1):  # the strike and the minister; the bridge stays
        press(ann, "a")
        expect(ann.locator(".place")).to_contain_text(f"of {left}")
    rule(ann, site, 1, "Happened", "2020-06-20")
    tick(app, ann)
    notice(ann).to_contain_text("The first score of Ada Lund: Brier index 72.0.")
    rule(ann, site, 2, "Happened", "2020-12-20")
    tick(app, ann)
    notice(ann).to_contain_text(
        "Brier index of Ada Lund went from 72.0 to 40.1, over 2 scored predictions."
    )
    vera, _ = at_the_desk(browser, site, "Vera Old")
    vera.goto(f"{site.address}/events/2")
    vera.click("text=Dispute something here")
    vera.get_by_label("I dispute").select_option("outcome")
    vera.get_by_label("Why").fill("The minister stayed until January.")
    vera.click("text=File the dispute")
    expect(vera.locator("#dispute-1")).to_contain_text("Not answered yet.")
    ann.goto(f"{site.address}/desk")
    ann.click("text=Disputes to answer")
    ann.click("text=Answer it")
    ann.get_by_label("Upheld: the entry is corrected next", exact=True).check()
    ann.get_by_label("Why").fill("The gazette says 4 January.")
    ann.get_by_role("button", name="Answer").click()
    expect(ann.locator("#dispute-1")).to_contain_text("Upheld")
    rule(ann, site, 2, "Did not happen", "2021-01-04", reason="the gazette says 4 January")
    tick(app, ann)
    notice(ann).to_contain_text("Brier index of Ada Lund went from 40.1 to 75.7")
    ann.goto(f"{site.address}/corrections")
    expect(ann.locator(".correction")).to_contain_text("the gazette says 4 January")
    vera.context.close()


def test_two_raters_rule_without_knowing_of_each_other(
    app: Flask, ann: Page, browser: Browser, site: Site
) -> None:
    add(ann)
    press(ann, "a")
    notice(ann).to_contain_text("On record")
    ann.goto(f"{site.address}/desk/events/1")
    ann.click("text=Ask for two rulings")
    ann.get_by_label("Why", exact=True).fill("a close call")
    ann.get_by_role("button", name="Ask for two").click()
    notice(ann).to_contain_text("each stays hidden until both are given")
    rule(ann, site, 1, "Happened", "2020-06-20", button="Give your ruling")
    notice(ann).to_contain_text("Your ruling is taken down.")
    ben, _ = at_the_desk(browser, site, "Ben Cho")
    ben.click("text=Second rulings wanted")
    expect(ben.locator("#second")).to_be_visible()
    expect(ben.locator("main")).not_to_contain_text("2020-06-20")
    rule(ben, site, 1, "Happened", "2020-06-20", button="Give your ruling")
    notice(ben).to_contain_text("It is on record that this happened.")
    tick(app, ben)
    notice(ben).to_contain_text("The first score of Ada Lund")
    ben.goto(f"{site.address}/raters")
    expect(ben.locator("#settled")).to_be_visible()
    ben.context.close()
