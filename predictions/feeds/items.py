"""One item of a feed: its text is fetched, and the rule of its source decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.db import Database
from core.errors import CalleditError, InvalidInputError
from core.forms import LONGEST_LINE, form_from
from predictions import intake
from predictions.fetching.fetch import Fetcher
from predictions.fetching.found import FeedItem, Page
from predictions.fetching.reading import read_page
from predictions.forms import NewCommentary
from predictions.sources.items import identity_of, is_wanted, note_item, take_in
from predictions.sources.models import Fate, SeenItem, Source
from predictions.sources.service import open_source

# An item that could not be read is tried again for this long.
PATIENCE = timedelta(days=1)
ENOUGH = 600  # characters; less is a summary, and no text to judge anybody by


@dataclass(frozen=True, slots=True)
class Whose:
    """For which source items arrive, and whose they are (empty: each names its author)."""

    source_id: int
    pundit: str


def wanted_of(
    session: Session, now: datetime, source_id: int, items: Iterable[FeedItem]
) -> list[FeedItem]:
    """Return the items that were not decided before, each once, the oldest first."""
    query = select(SeenItem).where(SeenItem.source_id == source_id)
    known = {row.identity: row for row in session.scalars(query)}
    new: dict[str, FeedItem] = {}
    for item in items:
        identity = _identity(item)
        row = known.get(identity)
        if identity and (row is None or _may_try_again(row, now)):
            new.setdefault(identity, item)
    return list(reversed(new.values()))


def arrive(
    database: Database, now: datetime, fetcher: Fetcher, whose: Whose, item: FeedItem
) -> Fate:
    """Fetch an item's text and take it in, as far as the rule of its source wants it.

    What cannot be read is no error: that it was seen, and why it was not read, is on record.
    """
    identity = _identity(item)
    with database.write() as session:
        source = session.get_one(Source, whose.source_id)
        name, actor = source.name, f"feed {source.name}"
        if not is_wanted(source, identity):
            note_item(session, now, actor, source, identity, fate="sampled_out")
            return "sampled_out"
    try:
        new = _commentary(_page(fetcher, item), item, whose.pundit, name)
        drafts = intake.read_commentary(new)
        with database.write() as session:
            arrival = take_in(session, now, actor, new, drafts, keep_empty=False)
            return arrival.item.fate if arrival.item else "taken"  # type: ignore[return-value]
    except CalleditError as error:
        with database.write() as session:
            source = open_source(session, name)
            note_item(
                session, now, actor, source, identity, fate="unreadable", detail=str(error)[:500]
            )
        return "unreadable"


def _identity(item: FeedItem) -> str:
    try:
        return identity_of(item.url, item.text)
    except InvalidInputError:
        return ""  # neither address nor text: nothing to be known by


def _may_try_again(row: SeenItem, now: datetime) -> bool:
    return row.fate == "unreadable" and now - row.seen_at < PATIENCE


def _page(fetcher: Fetcher, item: FeedItem) -> Page:
    """The page of the item; where it cannot be read, what the feed itself says, if it is enough."""
    try:
        if not item.url:
            raise InvalidInputError("the item has no address, and too little text of its own")
        answer = fetcher.fetch(item.url)
        return read_page(answer.body, answer.content_type, answer.url)
    except CalleditError:
        if len(item.text) < ENOUGH:
            raise
        return Page(text=item.text)


def _commentary(page: Page, item: FeedItem, pundit: str, source: str) -> NewCommentary:
    author = pundit or item.author or page.author
    said_on = item.said_on or page.said_on
    if not author:
        raise InvalidInputError("neither the feed nor the page names an author")
    if said_on is None:
        raise InvalidInputError("neither the feed nor the page says when it was said")
    named = {
        "text": page.text,
        "pundit": author[:LONGEST_LINE],
        "said_on": said_on,
        "publication": page.publication,
        "title": (item.title or page.title)[:LONGEST_LINE],
        "url": item.url,
        "source": source,
    }
    return form_from(NewCommentary, named)
