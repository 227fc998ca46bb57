"""PURE. Atom feeds (RFC 4287)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# Characters that no XML document can hold, however they are spelled.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is new: `what` names it for ever, as ``prediction/7``; `path` shows it."""

    what: str
    title: str
    text: str
    path: str
    author: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at `path`, about the page at `about`; `record` is a word that no other record has."""

    record: str
    title: str
    path: str
    about: str
    items: Sequence[Item]

    @property
    def updated(self) -> datetime:
        """When the newest item came; the epoch before there is one."""
        return max((item.updated for item in self.items), default=NEVER)


def atom_of(feed: Feed, base_url: str) -> bytes:
    """Return the feed as XML; ids depend on the record alone, so that a move changes none."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(root, "id", _id(feed.record, feed.path))
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(feed.updated))
    SubElement(
        root, "link", {"rel": "self", "href": base_url + feed.path, "type": "application/atom+xml"}
    )
    SubElement(
        root, "link", {"rel": "alternate", "href": base_url + feed.about, "type": "text/html"}
    )
    _text(SubElement(root, "author"), "name", "Calledit")
    for item in feed.items:
        _entry(root, feed.record, item, base_url)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Element, record: str, item: Item, base_url: str) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "id", _id(record, item.what))
    _text(entry, "title", item.title)
    _text(entry, "updated", _instant(item.updated))
    SubElement(
        entry, "link", {"rel": "alternate", "href": base_url + item.path, "type": "text/html"}
    )
    _text(SubElement(entry, "author"), "name", item.author)
    _text(entry, "content", item.text).set("type", "text")


def _id(record: str, what: str) -> str:
    return uuid5(NAMESPACE_URL, f"{record}/{what}").urn


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": rel, "href": href, "type": kind})


def _text(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = UNSPEAKABLE.sub("\ufffd", text)
    return child
