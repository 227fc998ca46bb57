"""What readers do to find something: narrow, compare, search, turn pages, download, subscribe."""

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from support.browser import Site, look
from support.layout import UNFOLD

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 800, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def front(context: BrowserContext, sample: str) -> Iterator[Page]:
    page = look(context, sample)
    yield page
    page.close()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_standings_are_narrowed_by_links_and_widened_again(front: Page, sample: str) -> None:
    front.get_by_role("group", name="Words of chance read").get_by_text("high").click()
    front.get_by_role("group", name="Said days ahead").get_by_text("0 to 7").click()
    assert asked(front) == {"reading": ["high"], "horizon": ["week"]}
    front.get_by_text("By topic, publication, period").click()
    front.get_by_label("Topic").select_option("politics")
    front.get_by_label("Deadlines from").fill("2020-01-01")
    front.get_by_role("button", name="Show").click()
    assert asked(front) == {
        "reading": ["high"], "horizon": ["week"], "topic": ["politics"], "from": ["2020-01-01"],
    }  # fmt: skip
    expect(front.locator(".condition")).to_have_count(4)
    expect(front.get_by_label("Download as CSV")).to_have_attribute(
        "href", "/standings.csv?topic=politics&from=2020-01-01&horizon=week&reading=high"
    )
    narrowed = front.locator(".source").first.inner_text()
    front.get_by_label("Without: topic politics").click()
    assert "topic" not in asked(front)
    assert front.locator(".source").first.inner_text() != narrowed
    front.go_back()
    assert asked(front)["topic"] == ["politics"]
    front.get_by_text("Show everything").click()
    assert front.url == f"{sample}/"


@pytest.mark.parametrize(
    ("query", "quoted"),
    [("horizon=soon", "'soon'"), ("reading=loud", "'loud'"), ("from=yesterday", "'yesterday'")],
)
def test_a_filter_that_makes_no_sense_is_told_with_what_was_given(
    front: Page, sample: str, query: str, quoted: str
) -> None:
    answer = front.goto(f"{sample}/?{query}")
    assert answer is not None
    assert answer.status == 400
    expect(front.get_by_role("alert")).to_contain_text(quoted)
    expect(front.locator("table.standings").first).to_be_visible()


def test_filters_that_nothing_meets_say_so_and_lead_back(front: Page, sample: str) -> None:
    front.goto(f"{sample}/?topic=politics&from=2031-01-01")
    expect(front.locator("h1")).to_have_text("Nothing scored meets this.")
    front.get_by_label("Without: deadlines from 1 January 2031").click()
    assert "from" not in asked(front)


def test_two_pundits_are_compared_from_the_page_of_one(front: Page) -> None:
    front.locator("table.standings a").first.click()
    front.get_by_text("Compare with another pundit").click()
    front.get_by_label("Second").select_option(label="Ines Halloway (invented)")
    front.get_by_role("button", name="Compare").click()
    expect(front.locator("h1")).to_contain_text("Ines Halloway (invented)")
    rows = front.locator("table.pairs tbody tr")
    front.get_by_text("Show the numbers").click()
    numbers = front.get_by_role("region", name="Numbers behind the comparison").locator("tbody tr")
    expect(numbers).to_have_count(rows.count())
    last = [
        float(text.replace("−", "-")) for text in numbers.locator("td:last-child").all_inner_texts()
    ]
    mean = sum(last) / len(last)
    expect(front.locator("figcaption")).to_contain_text(f"{mean:+.3f}".replace("-", "−"))


def test_a_quote_is_found_by_its_words(front: Page) -> None:
    front.get_by_role("navigation", name="Pages").get_by_text("Search").click()
    front.get_by_label("Words in a name").fill("election")
    front.keyboard.press("Enter")
    assert "election" in front.locator("mark.found").first.inner_text().lower()
    front.get_by_text("More claims").click()
    assert asked(front) == {"q": ["election"], "kind": ["claims"]}
    front.locator("a.claim").first.click()
    expect(front.locator("#said")).to_be_visible()
    front.go_back()
    front.get_by_label("Words in a name").fill("no such words at all")
    front.keyboard.press("Enter")
    expect(front.locator("h1")).to_contain_text("Nothing")


def test_pages_of_a_long_list_are_turned_forth_and_back(
    context: BrowserContext, rich: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.routes.commentaries.ON_A_PAGE", 20)
    page = look(context, f"{rich.address}/commentaries?page=1")
    seen = [page.locator("a.claim").all_inner_texts()]
    for number in (2, 3):
        page.get_by_role("link", name="After").click()
        expect(page.locator(".paging")).to_contain_text(f"Page {number} of 3")
        seen.append(page.locator("a.claim").all_inner_texts())
    assert len({text for texts in seen for text in texts}) == sum(map(len, seen))
    expect(page.get_by_role("link", name="After")).to_have_count(0)
    page.get_by_role("link", name="Before").click()
    assert page.locator("a.claim").all_inner_texts() == seen[1]
    page.close()


def test_what_a_page_shows_is_downloaded(front: Page, tmp_path: Path) -> None:
    shown = front.locator("table.standings tbody tr:not(.remark) a").all_inner_texts()
    with front.expect_download() as waiting:
        front.get_by_label("Download as CSV").click()
    file = tmp_path / "standings.csv"
    waiting.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == shown
    for row in rows:
        assert float(row["brier_index"]) == pytest.approx(
            100 * (1 - float(row["mean_brier"]) ** 0.5)
        )


@pytest.mark.parametrize("path", ["/", "/pundits/vera-quill-invented"])
def test_every_index_can_be_worked_out_from_the_page(front: Page, sample: str, path: str) -> None:
    front.goto(f"{sample}{path}")
    front.evaluate(UNFOLD)
    worked_out = 0
    for table in front.locator("table.numbers").all():
        heads = table.locator("thead th").all_inner_texts()
        if "Index" not in heads:
            continue
        for row in table.locator("tbody tr").all():
            cells = row.locator("th, td").all_inner_texts()
            mean = float(cells[heads.index("Mean Brier")])
            assert float(cells[heads.index("Index")]) == pytest.approx(
                100 * (1 - mean**0.5), abs=0.06
            )
            worked_out += 1
    assert worked_out >= 6


def test_feeds_are_announced_and_lead_to_pages(front: Page, sample: str) -> None:
    feeds = front.locator("link[type='application/atom+xml']")
    assert feeds.count() == 3
    for place in range(3):
        path = feeds.nth(place).get_attribute("href")
        answer = front.request.get(f"{sample}{path}")
        assert answer.status == 200
        root = ET.fromstring(answer.body())  # noqa: S314 - our own
        links = [link.attrib["href"] for link in root.findall("a:entry/a:link", ATOM)]
        if links:
            path = urlsplit(links[0]).path
            assert front.request.get(f"{sample}{path}").status == 200
