"""From one field to commentary on record: pasted, uploaded, by address, by feed."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from support.desk import TEXT, Editor
from support.web import Web, web

from core.web import database_of
from predictions.feeds.service import feeds
from predictions.fetching.current import set_fetcher
from predictions.queries import commentaries

PAGE = """<html><head><title>The vote</title><meta name="author" content="Ada Lund">
<meta property="article:published_time" content="2024-05-03"></head><body><article>
<p>The government will probably lose the vote in June 2024, and that is what everybody in the lobby
says when the microphones are off and the coffee has gone cold.</p></article></body></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Lark</title></channel></rss>"""


@pytest.fixture
def site(app: Flask) -> Iterator[Web]:
    with web() as running:
        set_fetcher(app, running.guest)
        yield running


def rows(app: Flask) -> int:
    with database_of(app).read() as session:
        return len(commentaries(session))


def test_pasting_shows_the_forecasts_and_stores_nothing(app: Flask, ann: Editor) -> None:
    page = ann.send("/desk/add", 200, what=TEXT).text
    assert "3 forecasts found." in page
    assert '<mark class="waiting">The strike will probably end by 30 June 2020</mark>' in page
    assert rows(app) == 0


def test_what_was_seen_is_stored_once(app: Flask, ann: Editor) -> None:
    number = ann.add()
    assert "Candidate 1 of 3" in ann.get(f"/desk/review/{number}")
    answer = ann.send("/desk/commentaries", 409, text=TEXT, pundit="Ada Lund", said_on="2020-05-01")
    assert "already on record as commentary" in answer.text
    assert rows(app) == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(app: Flask, ann: Editor) -> None:
    page = ann.send(
        "/desk/commentaries", 400, text=TEXT, pundit="", said_on="2020-05-01", title="<b>A title"
    ).text
    assert "pundit" in page
    assert 'value="&lt;b&gt;A title"' in page
    assert "The strike will probably end" in page
    page = ann.send("/desk/commentaries", 400, text=TEXT, pundit="Ada", said_on="2199-05-01").text
    assert "has not come yet" in page
    assert rows(app) == 0


@pytest.mark.parametrize(
    ("what", "status", "says"),
    [
        ("", 400, "the text is empty"),
        ("http://10.0.0.1/column", 422, "not a public address"),
        ("https://user:pw@example.org/", 400, "password"),
        ("http://127.0.0.1:99999/", 400, "address"),
        ("HTTP://127.0.0.1/column", 422, "not a public address"),
        ("ftp://example.org/column", 400, "begins with https://"),
        ("file:///etc/passwd", 400, "begins with https://"),
    ],
)
def test_what_cannot_be_read_is_said_over_the_field(
    ann: Editor, what: str, status: int, says: str
) -> None:
    page = ann.send("/desk/add", status, what=what).text
    assert says in page.lower() or says in page
    assert what in page


def test_an_address_proposes_what_its_page_says(ann: Editor, site: Web) -> None:
    page = ann.send("/desk/add", 200, what=f" {site.serve('/column', PAGE)} ").text
    for proposed in ("Ada Lund", "2024-05-03", "The vote", site.url("/column")):
        assert f'value="{proposed}"' in page
    assert "1 forecast found." in page


def test_a_feed_is_subscribed_to(app: Flask, ann: Editor, site: Web) -> None:
    url = site.serve("/feed", RSS, "application/rss+xml")
    page = ann.send("/desk/add", 200, what=url).text
    assert "This is a feed." in page
    assert 'value="The Lark"' in page
    sent: dict[str, Any] = {
        "feed": url,
        "name": "The Lark",
        "rule": "sample",
        "share": "20",
        "seed": "x",
    }
    assert "seed" in ann.send("/desk/feeds", 400, **sent).text
    ann.send("/desk/feeds", 303, **(sent | {"seed": "7"}))
    assert url in ann.get("/desk/feeds")
    with database_of(app).read() as session:
        assert [feed.name for feed in feeds(session)] == ["The Lark"]


@pytest.mark.parametrize(
    ("feed", "says"),
    [
        ("https://user:pw@example.org/feed", "no user name or password"),
        ("https://example.org:port/feed", "a port is a number"),
        ("https:///feed", "names a host"),
    ],
)
def test_a_feed_that_could_never_be_read_is_refused_at_once(
    app: Flask, ann: Editor, feed: str, says: str
) -> None:
    assert says in ann.send("/desk/feeds", 400, feed=feed, name="The Lark", rule="everything").text
    with database_of(app).read() as session:
        assert feeds(session) == []


def test_what_is_too_large_is_told_in_words(ann: Editor) -> None:
    page = ann.send("/desk/add", 413, what="x" * 9_000_000).text
    assert "larger than what is taken" in page


def test_a_file_is_read(app: Flask, ann: Editor) -> None:
    for name, raw in (("column.txt", TEXT.encode()), ("column.html", PAGE.encode())):
        page = ann.send("/desk/add", 200, what="", file=(io.BytesIO(raw), name)).text
        assert "found." in page
        assert "No forecast" not in page
    page = ann.send("/desk/add", 400, what="", file=(io.BytesIO(b"caf\xe9"), "c.txt")).text
    assert "0xe9" in page


def test_a_long_text_fits_through_the_form(ann: Editor) -> None:
    text = TEXT + " So it goes, “naïvely”." * 40_000
    number = ann.add(text)
    assert "Candidate 1 of 3" in ann.get(f"/desk/review/{number}")


def test_markup_in_a_text_is_text(ann: Editor) -> None:
    hostile = (
        '<script>alert(1)</script> It will "probably" rain by June 2020 </textarea><img src=x>'
    )
    page = ann.send("/desk/add", 200, what=hostile).text
    assert "<script>alert" not in page
    assert "<img" not in page
    number = ann.add(hostile, pundit='"><img src=x onerror=alert(1)>', title="<svg/onload=x>")
    page = ann.get(f"/desk/review/{number}")
    assert "<img" not in page
    assert "<svg/onload" not in page
