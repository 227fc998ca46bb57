"""Reading hostile bytes in a child process with limits on time, memory and size."""

import json
import subprocess
import sys
import tempfile
import threading
from datetime import date
from pathlib import Path
from typing import Any

from core.errors import InvalidInputError
from predictions.fetching.errors import UnreadableError
from predictions.fetching.found import FEED, PAGE, Feed, FeedItem, Page

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 5.0
LARGEST_OUTPUT = 16_000_000
READABLE = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom")


def read_page(raw: bytes, content_type: str, url: str = "") -> Page:
    """Return the main text of a page with what the page says of it.

    Raises:
        UnreadableError: if it is no page, holds no text, or takes more than it may.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind and not kind.startswith(READABLE):
        raise UnreadableError(f"{kind[:80]!r} is not read; a page or plain text would be")
    facts = _in_child(PAGE, raw, content_type, url)
    if not facts["text"].strip():
        raise UnreadableError("no main text was found on the page; paste the text instead")
    return Page(
        text=facts["text"],
        title=facts.get("title", ""),
        author=facts.get("author", ""),
        publication=facts.get("publication", ""),
        said_on=_day(facts.get("said_on")),
        feeds=tuple(facts.get("feeds", ())),
    )


def read_feed(raw: bytes, content_type: str, url: str = "") -> Feed:
    """Return a feed with its entries.

    Raises:
        UnreadableError: if it is no feed, or takes more than it may.
    """
    facts = _in_child(FEED, raw, content_type, url)
    if not facts["is_feed"]:
        raise UnreadableError("this is neither an RSS nor an Atom feed")
    items = (FeedItem(**item | {"said_on": _day(item["said_on"])}) for item in facts["items"])
    return Feed(facts["title"], tuple(item for item in items if item.key))


def _in_child(kind: str, raw: bytes, content_type: str, url: str) -> Any:
    arguments = [sys.executable, "-m", "predictions.fetching.child", kind, content_type, url]
    if any("\x00" in argument for argument in arguments):
        raise InvalidInputError("an address has no NUL character")
    with tempfile.TemporaryFile() as given:
        given.write(raw)
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603 - our own program
            arguments,
            cwd=ROOT,
            env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return _told_by(child)


def _told_by(child: subprocess.Popen[bytes]) -> Any:
    # What dies for want of time or memory says nothing of its own.
    watchdog = threading.Timer(LONGEST_SECONDS, child.kill)
    watchdog.start()
    try:
        assert child.stdout is not None  # noqa: S101 - asked for above
        with child.stdout:
            told = child.stdout.read(LARGEST_OUTPUT + 1)
        if len(told) > LARGEST_OUTPUT:
            child.kill()
        failed = child.wait() != 0
    finally:
        watchdog.cancel()
    if failed:
        raise UnreadableError(
            f"it cannot be read within {LONGEST_SECONDS:.0f} seconds and 300 MB of memory;"
            " paste the text instead"
        )
    return json.loads(told)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
