"""One look at every feed whose time has come: what is new in it goes through its source's rule.

Nothing is fetched while a transaction is open. Who moves `next_check_at` on reads the feed; should
they die, it is simply read again at that time, and what was stored stays stored once.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import stopping
from core.db import Database
from core.errors import CalleditError
from core.retries import forget_failures, note_failure
from predictions.feeds.items import Whose, arrive, wanted_of
from predictions.feeds.models import Feed
from predictions.feeds.service import FAILED
from predictions.fetching.fetch import Fetcher, Validators
from predictions.fetching.reading import read_feed
from predictions.sources.models import Source

EVERY = timedelta(minutes=30)
AT_A_TIME = 20  # items of one feed; the rest comes with the next look
LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Polling:
    """What one look did."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    taken: int = 0
    left: int = 0

    def __add__(self, other: "Polling") -> "Polling":
        """What two looks did together."""
        names = [field.name for field in fields(self)]
        return Polling(*(getattr(self, name) + getattr(other, name) for name in names))

    def __str__(self) -> str:
        """For the log and the heartbeat."""
        return (
            f"{self.feeds} feeds read, {self.unchanged} unchanged, {self.failed} failed;"
            f" {self.taken} items taken, {self.left} not taken"
        )


@dataclass(frozen=True, slots=True)
class _Due:
    """A feed whose time has come, as far as reading it needs."""

    source_id: int
    url: str
    pundit: str
    validators: Validators


def poll(database: Database, now: datetime, fetcher: Fetcher) -> Polling:
    """Read every feed whose time has come, each on its own: one that fails holds up no other."""
    total = Polling()
    while not stopping.asked():
        with database.write() as session:
            due = _claim(session, now)
        if due is None:
            break
        total = total + _look(database, now, fetcher, due)
    return total


def _claim(session: Session, now: datetime) -> _Due | None:
    query = (
        select(Feed)
        .join(Feed.source)
        .where(Feed.next_check_at <= now, Source.closed_at.is_(None))
        .order_by(Feed.next_check_at, Feed.source_id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Feed)
    )
    row = session.scalars(query).first()
    if row is None:
        return None
    row.next_check_at = now + EVERY
    return _Due(row.source_id, row.url, row.pundit, Validators(row.etag, row.last_modified))


def _look(database: Database, now: datetime, fetcher: Fetcher, due: _Due) -> Polling:
    try:
        answer = fetcher.fetch(due.url, due.validators)
        if answer.unchanged:
            _seen(database, now, due, due.validators)
            return Polling(unchanged=1)
        found = read_feed(answer.body, answer.content_type, answer.url)
    except CalleditError as error:
        _failed(database, now, due, error)
        return Polling(failed=1)
    with database.read() as session:
        wanted = wanted_of(session, now, due.source_id, found.items)
    whose = Whose(due.source_id, due.pundit)
    fates = [arrive(database, now, fetcher, whose, item) for item in wanted[:AT_A_TIME]]
    # While items are left, the feed has to be sent again though it has not changed.
    rest = len(wanted) > AT_A_TIME
    _seen(database, now, due, Validators() if rest else answer.validators)
    taken = fates.count("taken")
    return Polling(feeds=1, taken=taken, left=len(fates) - taken)


def _seen(database: Database, now: datetime, due: _Due, validators: Validators) -> None:
    with database.write() as session:
        row = session.get_one(Feed, due.source_id)
        row.etag, row.last_modified = validators.etag, validators.last_modified
        row.checked_at = now
        forget_failures(session, FAILED, [due.source_id])


def _failed(database: Database, now: datetime, due: _Due, error: CalleditError) -> None:
    """Wait longer each time; after a day or so it is a dead letter, and read once a day."""
    with database.write() as session:
        failure = note_failure(session, now, FAILED, due.source_id, error)
        row = session.get_one(Feed, due.source_id)
        later = max(failure.next_attempt_at, now + EVERY)
        row.next_check_at = now + LONGEST_WAIT if failure.gave_up_at else later
