"""Reading pages and feeds in the child: what they say is found, and none of them takes us down."""

from datetime import date

import pytest
from support.hostile import HOSTILE

from predictions.fetching.child import MEMORY_BYTES
from predictions.fetching.errors import UnreadableError
from predictions.fetching.found import Feed, Page
from predictions.fetching.reading import read_feed, read_page

PAGE = """<!doctype html><html><head><title>The vote will fail | The Daily Lark</title>
<meta name="author" content="Ada Lund"><meta property="og:site_name" content="The Daily Lark">
<meta property="article:published_time" content="2024-05-03T10:00:00Z">
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<link rel="alternate" type="application/atom+xml" href="javascript:alert(1)"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The vote will fail</h1>
<p>The government will probably lose the vote in June, and I expect the prime minister to resign
before the end of the year. That is what everybody in the lobby says.</p>
<p>It is unlikely that a new coalition forms before September: “naïve” is the word for it.</p>
<script>alert("It will certainly run")</script>
<p>There is a serious possibility that the whole reform is dropped by 2025, and nobody would be
much surprised by it at this point, least of all those who wrote it.</p></article>
<footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""
URL = "https://lark.example/opinion/vote"


def test_the_main_text_and_what_the_page_says_of_it() -> None:
    found = read_page(PAGE.encode(), "text/html; charset=utf-8", URL)
    paragraphs = found.text.split("\n\n")
    assert paragraphs[1].startswith("The government will probably lose the vote in June, and I")
    assert "“naïve”" in found.text
    assert "Sport" not in found.text
    assert "newsletter" not in found.text
    assert "certainly run" not in found.text
    assert found.title == "The vote will fail"
    assert (found.author, found.publication) == ("Ada Lund", "The Daily Lark")
    assert found.said_on == date(2024, 5, 3)
    assert found.feeds == ("https://lark.example/feed.xml",)


def test_the_server_knows_its_characters() -> None:
    found = read_page(PAGE.encode("iso-8859-15", "replace"), "text/html; charset=iso-8859-15", URL)
    assert "naïve" in found.text


def test_plain_text_is_itself() -> None:
    raw = "It will rain.\r\n\r\nNaïvely, it won't."
    assert read_page(raw.encode(), "text/plain") == Page(text=raw.replace("\r\n", "\r\n"))


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream"])
def test_what_is_no_page_is_refused(kind: str) -> None:
    with pytest.raises(UnreadableError, match=kind):
        read_page(b"%PDF-1.7", kind)


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(UnreadableError, match="paste the text instead"):
        read_page(b"<html><body></body></html>", "text/html")


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Daily Lark</title>
<item><guid isPermaLink="false">a-1</guid><link>https://lark.example/1</link>
<title>One &amp; two</title><dc:creator>Ada Lund</dc:creator>
<pubDate>Fri, 03 May 2024 23:30:00 -0400</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>It will <b>rain</b>.</p><p>It won't snow.</p>]]></content:encoded>
</item><item><link>javascript:alert(1)</link><title>No date</title></item>
<item><description>nothing to know it by</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lark</title>
<entry><id>urn:1</id><title>One</title><link href="/1"/><updated>2024-05-03T10:00:00Z</updated>
<author><name>Ben Okoro</name></author><summary>It will rain.</summary></entry></feed>"""


def test_the_entries_of_a_feed() -> None:
    found = read_feed(RSS.encode(), "application/rss+xml", "https://lark.example/feed")
    assert found.title == "The Daily Lark"
    first, second = found.items
    assert (first.key, first.url) == ("a-1", "https://lark.example/1")
    assert (first.title, first.author) == ("One & two", "Ada Lund")
    assert first.said_on == date(2024, 5, 4)  # feeds are read in UTC
    assert first.text == "It will rain.\n\nIt won't snow."
    assert (second.url, second.said_on, second.text) == ("", None, "")


def test_atom_and_addresses_relative_to_the_feed() -> None:
    found = read_feed(ATOM.encode(), "application/atom+xml", "https://lark.example/feed")
    (only,) = found.items
    assert (only.key, only.url) == ("urn:1", "https://lark.example/1")
    assert (only.author, only.text) == ("Ben Okoro", "It will rain.")


@pytest.mark.parametrize("body", [b"", b"hello", b"<html><p>no feed", b"\x00\xff", b"{}"])
def test_what_is_no_feed_says_so(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="neither an RSS nor an Atom feed"):
        read_feed(body, "application/xml")


def test_a_feed_opens_no_file_of_ours() -> None:
    with pytest.raises(UnreadableError, match="neither"):
        read_feed(b"/etc/passwd", "application/xml", "/etc/passwd")


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_hostile_ends_in_the_child(name: str) -> None:
    kind, body = HOSTILE[name]
    found: Page | Feed | None = None
    said = "read"
    try:
        found = read_feed(body, "", URL) if kind == "feed" else read_page(body, "", URL)
    except UnreadableError as refused:
        said = str(refused)
    assert said
    assert "root:" not in repr(found)


def test_the_limit_on_memory_is_one() -> None:
    assert MEMORY_BYTES < 300_000_000
