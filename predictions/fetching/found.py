"""PURE. What was found at an address, as frozen values."""

from dataclasses import dataclass
from datetime import date

PAGE = "page"
FEED = "feed"


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what its page says of it; empty where it says nothing.

    `feeds` are the addresses of the feeds that the page announces.
    """

    text: str
    title: str = ""
    author: str = ""
    publication: str = ""
    said_on: date | None = None
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed; `key` is what the feed tells its entries apart by."""

    key: str
    url: str
    title: str
    author: str
    said_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, in its own order."""

    title: str
    items: tuple[FeedItem, ...]


def kind_of(content_type: str, body: bytes) -> str:
    """Tell whether an answer is a feed or a page, by what it is called and how it begins."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}:
        return FEED
    start = body[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    marks = (b"<rss", b"<feed", b"<rdf:rdf")
    is_xml = start.startswith(b"<?xml") or kind.endswith("/xml")
    if start.startswith(marks) or (is_xml and any(mark in start for mark in marks)):
        return FEED
    return PAGE
