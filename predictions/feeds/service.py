"""Feeds are subscribed to, and read until their source is closed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from core.errors import ConflictError
from core.retries import FailedWork, failed_work
from predictions.feeds.forms import NewFeed
from predictions.feeds.models import Feed
from predictions.sources.models import Source
from predictions.sources.service import add_source

# The word under which `core.retries` knows a feed that could not be read.
FAILED = "feed"


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed as it stands; `failure` is None while it can be read."""

    source_id: int
    name: str
    url: str
    pundit: str
    checked_at: datetime | None
    next_check_at: datetime
    closed_at: datetime | None
    failure: FailedWork | None


def subscribe(session: Session, now: datetime, actor: str, new: NewFeed) -> Feed:
    """Enter a source with its rule, and have the scheduler read its feed from now on.

    Raises:
        ConflictError: if that feed or a source of that name is known already.
    """
    known = session.scalar(select(Source.name).join(Feed).where(Feed.url == new.feed))
    if known is not None:
        raise ConflictError(f"feed {new.feed!r} is read already, as source {known!r}")
    source = add_source(session, now, actor, new)
    feed = Feed(
        source=source,
        url=new.feed,
        pundit=new.pundit,
        etag="",
        last_modified="",
        next_check_at=now,
        checked_at=None,
    )
    session.add(feed)
    session.flush()
    return feed


def read_now(session: Session, now: datetime, key: str) -> None:
    """Let the feed that failed under `key` be due at once."""
    feed = session.get(Feed, int(key))
    if feed is not None:
        feed.next_check_at = now


def feeds(session: Session) -> list[FeedView]:
    """Return all feeds in the order of their sources' names."""
    failed = {work.key: work for work in failed_work(session) if work.kind == FAILED}
    query = select(Feed).join(Feed.source).options(joinedload(Feed.source)).order_by(Source.name)
    return [_view(row, failed.get(str(row.source_id))) for row in session.scalars(query)]


def _view(row: Feed, failure: FailedWork | None) -> FeedView:
    return FeedView(
        row.source_id,
        row.source.name,
        row.url,
        row.pundit,
        row.checked_at,
        row.next_check_at,
        row.source.closed_at,
        failure,
    )
