"""The desk in a real browser: by keyboard, without a script, and with two editors at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from support.accounts import PASSWORD
from support.browser import Site
from support.desk_browser import TEXT, add, at_the_desk, notice, press, stored
from support.layout import examine
from support.web import Web, web

from predictions.fetching.current import set_fetcher
from predictions.models import Candidate, Prediction

PAGE = """<html><head><title>The vote</title><meta name="author" content="Ada Lund">
<meta property="article:published_time" content="2024-05-03"></head><body><article>
<p>The government will probably lose the vote in June 2024, and that is what everybody in the lobby
says when the microphones are off and the coffee has gone cold.</p></article></body></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Lark</title></channel></rss>"""
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def test_pasting_shows_the_forecasts_without_another_click(ann: Page) -> None:
    ann.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ann.click("text=Add commentary")
    ann.evaluate("text => navigator.clipboard.writeText(text)", TEXT)
    ann.focus("#what")
    ann.keyboard.press("Control+v")
    expect(ann.locator("h1")).to_have_text("3 forecasts found.")
    expect(ann.locator("mark.waiting")).to_have_count(3)


def test_a_text_is_reviewed_by_keyboard_alone(app: Flask, ann: Page) -> None:
    add(ann)
    expect(ann.get_by_role("heading", name="Candidate 1 of 3", level=2)).to_be_visible()
    accept = ann.get_by_role("button", name="Accept", exact=True)
    expect(accept).to_have_attribute("aria-keyshortcuts", "a")
    expect(ann.get_by_role("link", name="On to the next candidate", exact=True)).to_be_visible()
    press(ann, "j")
    expect(ann.locator(".place")).to_contain_text("Candidate 2 of 3")
    press(ann, "k")
    expect(ann.locator(".place")).to_contain_text("Candidate 1 of 3")
    press(ann, "e")
    ann.keyboard.type("The strike ends, a rare jukebox")  # every key that means something elsewhere
    press(ann, "Escape")
    press(ann, "a")
    notice(ann).to_contain_text(
        "On record: Ada Lund gives 72% to “The strike ends, a rare jukebox”"
    )
    notice(ann).to_contain_text("it stands in the due queue now")
    expect(ann.locator(".place")).to_contain_text("Candidate 1 of 2")
    press(ann, "r")
    press(ann, "5")
    notice(ann).to_contain_text("Not recorded: nobody could check it.")
    press(ann, "u")
    notice(ann).to_contain_text("The last decision is undone")
    expect(ann.locator(".place")).to_contain_text("of 2")
    press(ann, "u")
    notice(ann).to_contain_text("The last decision is undone")
    expect(ann.locator(".place")).to_contain_text("of 3")
    for left in (2, 1, 0):
        press(ann, "a")
        expect(
            ann.locator(".place" if left else "text=Every candidate of this text")
        ).to_be_visible()
        expect(ann.locator("mark.waiting, mark.chosen")).to_have_count(left)
    assert [row.withdrawn_at for row in stored(app, Prediction)] == [None] * 3


def test_a_long_hold_of_a_key_decides_once(app: Flask, ann: Page) -> None:
    add(ann)
    ann.evaluate("""() => { for (let i = 0; i < 9; i++)
        document.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true})); }""")
    notice(ann).to_contain_text("On record")
    assert len(stored(app, Prediction)) == 1


def test_the_slider_and_the_number_are_one(app: Flask, ann: Page) -> None:
    add(ann)
    slider, number = ann.locator("input[type=range]"), ann.locator("#probability")
    slider.focus()
    press(ann, "ArrowRight")
    expect(number).to_have_value("73")
    number.fill("20")
    expect(slider).to_have_value("20")
    ann.click("text=Accept")
    notice(ann).to_contain_text("gives 20%")


def test_what_is_typed_survives_a_closed_window(ann: Page) -> None:
    add(ann)
    ann.fill("#claim", "The strike is over by midsummer")
    expect(ann.locator("[data-kept]")).to_have_text("Kept.")
    ann.goto("about:blank")
    ann.go_back()
    ann.reload()
    expect(ann.locator("#claim")).to_have_value("The strike is over by midsummer")
    expect(ann.locator("[data-kept]")).to_contain_text("Kept as you left it")


def test_bad_input_keeps_what_was_typed(app: Flask, ann: Page) -> None:
    add(ann)
    ann.fill("#criteria", "The union says so")
    ann.fill("#probability", "120")
    ann.click("text=Accept")
    expect(ann.locator(".problem")).to_contain_text("'120' is no number from 0 to 100")
    expect(ann.locator("#criteria")).to_have_value("The union says so")
    expect(ann.locator("#probability")).to_have_value("120")
    assert stored(app, Prediction) == []


def test_the_second_of_two_editors_is_told(app: Flask, browser: Browser, site: Site) -> None:
    first, _ = at_the_desk(browser, site, "Ann Lee")
    add(first)
    second, _ = at_the_desk(browser, site, "Ben Cho")
    second.goto(first.url)
    first.fill("#claim", "Ann was here")
    expect(first.locator("[data-kept]")).to_have_text("Kept.")
    second.fill("#claim", "Ben was here")
    expect(second.locator("[data-kept]")).to_contain_text("Ann Lee has changed this candidate")
    second.click("text=Accept")
    expect(second.locator(".problem")).to_contain_text("Ann Lee has changed this candidate")
    expect(second.locator("#claim")).to_have_value("Ben was here")
    assert stored(app, Prediction) == []
    first.click("text=Accept")
    notice(first).to_contain_text("Ann was here")
    second.click("text=Accept")
    expect(second.locator(".problem")).to_contain_text("accepted already, by Ann Lee")
    first.context.close()
    second.context.close()


def test_what_was_missed_is_marked_by_selecting_it(app: Flask, ann: Page) -> None:
    add(ann)
    ann.evaluate("""() => { const node = document.evaluate(
        "//article//text()[contains(., 'I hope that')]", document, null, 9).singleNodeValue;
        const at = node.textContent.indexOf("the council");
        getSelection().setBaseAndExtent(node, at, node, at + "the council learns".length); }""")
    expect(ann.locator("#missed-quote")).to_have_value("the council learns")
    ann.fill("#missed-probability", "55")
    ann.click("text=Mark it")
    notice(ann).to_contain_text("It is marked")
    expect(ann.locator(".card blockquote")).to_contain_text("the council learns")
    assert stored(app, Candidate)[-1].probability == 0.55


def test_a_candidate_is_split_and_two_are_merged(app: Flask, ann: Page) -> None:
    add(ann)
    ann.click("text=Two forecasts in one")
    ann.fill("#first", "The strike will probably end")
    ann.fill("#second", "by 30 June 2020")
    ann.get_by_role("button", name="Split").click()
    notice(ann).to_contain_text("These are two candidates now")
    expect(ann.locator(".place")).to_contain_text("of 4")
    ann.click("text=The same forecast twice")
    ann.get_by_role("button", name="Merge").click()
    notice(ann).to_contain_text("The two are one candidate now")
    expect(ann.locator(".place")).to_contain_text("of 3")


def test_an_event_that_says_the_same_is_joined(app: Flask, ann: Page) -> None:
    add(ann)
    ann.fill("#claim", "The strike of the drivers ends")
    ann.click("text=Accept")
    notice(ann).to_contain_text("On record")
    add(ann, "I say the strike of the drivers will end by 30 June 2020.")
    ann.get_by_label("Join: The strike of the drivers ends").check()
    told = ann.locator(".choice .note").bounding_box()
    assert told is not None
    assert told["width"] > 100  # beside its claim, not under the button in a column of letters
    link = "Look at it (The strike of the drivers ends, in a new window)"
    expect(ann.get_by_role("link", name=link)).to_be_visible()
    ann.click("text=Accept")
    notice(ann).to_contain_text("“The strike of the drivers ends”")
    assert [row.event_id for row in stored(app, Prediction)] == [1, 1]


@pytest.fixture
def outside(app: Flask) -> Iterator[Web]:
    with web() as running:
        set_fetcher(app, running.guest)
        yield running


def test_by_address_by_feed_and_by_file(
    ann: Page, server: str, outside: Web, tmp_path: Path
) -> None:
    ann.goto(f"{server}/desk/add")
    ann.fill("#what", outside.serve("/column", PAGE))
    ann.click("text=Look at it")
    expect(ann.locator("#pundit")).to_have_value("Ada Lund")
    expect(ann.locator("#said_on")).to_have_value("2024-05-03")
    ann.goto(f"{server}/desk/add")
    ann.fill("#what", outside.serve("/feed", RSS, "application/rss+xml"))
    ann.click("text=Look at it")
    ann.get_by_role("button", name="Subscribe").click()
    expect(ann.locator("table")).to_contain_text("The Lark")
    (tmp_path / "column.txt").write_text(TEXT)
    ann.goto(f"{server}/desk/add")
    ann.set_input_files("#file", tmp_path / "column.txt")
    ann.click("text=Look at it")
    expect(ann.locator("h1")).to_have_text("3 forecasts found.")
    ann.goto(f"{server}/desk/add")
    ann.fill("#what", "http://10.1.2.3/column")
    ann.click("text=Look at it")
    expect(ann.locator(".problem")).to_contain_text("not a public address")
    expect(ann.locator("#what")).to_have_value("http://10.1.2.3/column")


def test_everything_works_without_a_script(browser: Browser, site: Site) -> None:
    page, _ = at_the_desk(browser, site, "Ann Lee", java_script_enabled=False)
    add(page)
    page.fill("#claim", "The strike ends")
    page.click("text=Keep for later")
    expect(page.locator("#claim")).to_have_value("The strike ends")
    page.get_by_role("button", name="Accept").click()
    notice(page).to_contain_text("On record")
    page.click("summary:has-text('Reject')")
    page.get_by_role("button", name="Too vague").click()
    notice(page).to_contain_text("Not recorded")
    page.get_by_role("button", name="Undo my last decision").click()
    notice(page).to_contain_text("undone")
    page.click("summary:has-text('Reject')")
    page.fill("#reason", "a joke")
    page.get_by_role("button", name="Reject for this reason").click()
    notice(page).to_contain_text("Not recorded: a joke.")
    page.click("summary:has-text('Mark what was missed')")
    page.fill("#missed-quote", "the council learns")
    page.fill("#missed-probability", "55")
    page.get_by_role("button", name="Mark it").click()
    notice(page).to_contain_text("It is marked")
    page.context.close()


def test_hostile_text_runs_nothing(app: Flask, ann: Page, server: str) -> None:
    add(ann, f"{HOSTILE} It will probably rain in {HOSTILE} by June 2020.")
    for field in ("#claim", "#criteria", "#topic", "#pundit"):
        ann.fill(field, HOSTILE)
    expect(ann.locator("[data-kept]")).to_have_text("Kept.")
    ann.reload()
    ann.click("text=Accept")
    notice(ann).to_contain_text("On record")
    for path in ("/desk", "/desk/due", "/desk/events/1", "/desk/review/1"):
        ann.goto(server + path)
        assert ann.locator("main img, main script").count() == 0


def test_what_is_shown_before_anything_is_stored_fits_too(
    ann: Page, server: str, outside: Web
) -> None:
    for what, title in (
        (TEXT, "3 forecasts found."),
        (outside.serve("/feed", RSS, "application/rss+xml"), "This is a feed."),
    ):
        ann.goto(f"{server}/desk/add")
        ann.fill("#what", what)
        ann.click("text=Look at it")
        expect(ann.locator("h1")).to_have_text(title)
        examine(ann)


def signing_in(browser: Browser, server: str, who: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{server}/desk")
    page.fill("#who", who)
    page.fill("#password", PASSWORD)
    page.click("main form button")
    return page


def test_who_does_not_edit_stays_outside(browser: Browser, server: str) -> None:
    page = signing_in(browser, server, "Vera Old")
    expect(page.locator("h1")).to_have_text("This is not yours to do.")
    page.context.close()


def test_who_edits_signs_in_and_comes_to_the_desk(browser: Browser, server: str) -> None:
    page = signing_in(browser, server, "Ann Lee")
    page.wait_for_url("**/desk")
    expect(page.locator("h1")).to_have_text("No commentary yet.")
    page.context.close()
