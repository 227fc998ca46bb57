"""Runs in a process of its own, started by `reading`: hostile bytes in, plain facts out as JSON.

The limits are set before a byte is read, so that nothing that is parsed can take the service's
memory or time: whatever happens here ends this process alone.
"""

import json
import re
import resource
import sys
from datetime import date
from io import BytesIO
from typing import Any

MEMORY_BYTES = 290_000_000
CPU_SECONDS = 4
MOST_ITEMS = 100
LONGEST_TEXT = 1_000_000
LONGEST_LINE = 500
BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "section", "article", "tr", "table", "figure", "hr", "pre",
}  # fmt: skip
FEED_LINKS = "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def main() -> None:
    """Read what is named on the command line from standard input, and print it."""
    kind, content_type, url = sys.argv[1:4]
    limit()
    raw = sys.stdin.buffer.read()
    found = READERS[kind](raw, content_type, url)
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()


def limit() -> None:
    """Take away what parsing does not need."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read_page(raw: bytes, content_type: str, url: str) -> dict[str, Any]:
    """Return the main text of a page, and what the page says of it."""
    if content_type.partition(";")[0].strip().lower() == "text/plain":
        return {"text": _decoded(raw, content_type)}
    from lxml import html  # noqa: PLC0415 - after the limits
    from trafilatura import bare_extraction  # noqa: PLC0415 - the same
    from trafilatura.utils import load_html  # noqa: PLC0415 - the same

    tree = load_html(_marked_up(raw, content_type))
    if tree is None:
        return {"text": ""}
    feeds = _feeds(tree, url)
    found = bare_extraction(
        html.tostring(tree, encoding="unicode"),
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return {"text": "", "feeds": feeds}
    facts = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    return {
        "text": _paragraphs(facts.get("text")),
        "title": _line(facts.get("title")),
        "author": _line(facts.get("author")),
        "publication": _line(facts.get("sitename")),
        "said_on": _day(facts.get("date")),
        "feeds": feeds,
    }


def read_feed(raw: bytes, content_type: str, url: str) -> dict[str, Any]:
    """Return the entries of a feed."""
    import feedparser  # noqa: PLC0415 - after the limits

    headers = {"content-type": content_type, "content-location": url}
    parsed = feedparser.parse(BytesIO(raw), response_headers=headers)
    if not parsed.entries and not parsed.feed.get("title"):
        return {"is_feed": False}
    items = [_item(entry) for entry in parsed.entries[:MOST_ITEMS]]
    return {"is_feed": True, "title": _line(parsed.feed.get("title")), "items": items}


def _item(entry: Any) -> dict[str, Any]:
    link = _line(entry.get("link"))
    texts = [_plain(part.get("value", "")) for part in entry.get("content", [])]
    texts.append(_plain(entry.get("summary", "")))
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "key": _line(entry.get("id")) or link or _line(entry.get("title")),
        "url": link if link.startswith(("https://", "http://")) else "",
        "title": _line(_plain(entry.get("title", ""))),
        "author": _line(entry.get("author")),
        "said_on": date(*when[:3]).isoformat() if when else None,
        "text": max(texts, key=len)[:LONGEST_TEXT],
    }


def _marked_up(raw: bytes, content_type: str) -> bytes | str:
    """Decoded as the server says; where it says nothing that fits, the parser finds out."""
    found = re.search(r"charset=[\"']?([\w.:-]+)", content_type)
    if not found:
        return raw
    try:
        return raw.decode(found[1])
    except (LookupError, UnicodeError):
        return raw


def _decoded(raw: bytes, content_type: str) -> str:
    text = _marked_up(raw, content_type)
    return text if isinstance(text, str) else raw.decode("utf-8", "replace")


def _feeds(tree: Any, url: str) -> list[str]:
    from urllib.parse import urljoin  # noqa: PLC0415 - rarely needed

    links = tree.xpath(FEED_LINKS)
    found = [urljoin(url, link.get("href", "").strip()) for link in links[:3]]
    return [each[:LONGEST_LINE] for each in found if each.startswith(("https://", "http://"))]


def _plain(markup: str) -> str:
    """Text with its paragraphs, of the small markup that stands in feeds."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html  # noqa: PLC0415 - after the limits

    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str) or node.tag in {"script", "style"}:
            continue
        if node.tag in BLOCKS:
            pieces.append("\n\n")
        pieces.append((node.text if event == "start" else node.tail) or "")
    return _paragraphs("".join(pieces))


def _paragraphs(text: Any) -> str:
    lines = (" ".join(line.split()) for line in str(text or "").splitlines())
    return "\n\n".join(line for line in lines if line)[:LONGEST_TEXT]


def _line(text: Any) -> str:
    return UNSTORABLE.sub("", " ".join(str(text or "").split()))[:LONGEST_LINE]


def _day(text: Any) -> str | None:
    try:
        return date.fromisoformat(str(text)[:10]).isoformat()
    except ValueError:
        return None


READERS = {"page": read_page, "feed": read_feed}


if __name__ == "__main__":
    main()
