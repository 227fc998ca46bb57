"""Which event a claim and its deadline belong to, however many there are, and how it stands.

The record has no index over claims, which only an import searches by; a file of SQLite's own, gone
when the import ends, keeps memory flat. How the latest events stand is kept as well, for as long
as the ledger ends where this import left it: then nobody else has changed any.
"""

import sqlite3
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.ledger import LedgerEntry
from predictions.models import Event, Outcome
from scoring.exchange.entries import event_key
from scoring.exchange.planning import EventState, Plan
from scoring.exchange.staging import among

AT_A_TIME = 10_000
MOST_RECENT = 100_000


class EventIndex:
    """Events by claim and deadline; those with a condition are other events, and left out."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE event (key BLOB PRIMARY KEY, id INTEGER) WITHOUT ROWID")
        self._last = 0
        self._recent: dict[bytes, EventState] = {}
        self._left_at: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def states(self, session: Session, keys: set[bytes]) -> dict[bytes, EventState]:
        """Return how the events that are known stand, by their keys."""
        end = session.scalar(select(func.max(LedgerEntry.position)))
        if end != self._left_at:
            self._recent.clear()
            self._left_at = end
        missing = keys - self._recent.keys()
        if missing:
            self._refresh(session)
            self._recent |= self._stored(session, missing)
        return {key: self._recent[key] for key in keys if key in self._recent}

    def keep(self, planned: Plan, left_at: int) -> None:
        """Keep what was planned as it was stored; the ledger ends at `left_at` now."""
        if len(self._recent) >= MOST_RECENT:
            self._recent.clear()
        self._recent |= {entry.event: state for state, entry in planned.new_events}
        self._left_at = left_at

    def _refresh(self, session: Session) -> None:
        """Take in the events that were added since the last time."""
        columns = (Event.id, Event.claim, Event.deadline)
        query = (
            select(*columns)
            .where(Event.id > self._last, Event.condition == "", Event.merged_into_id.is_(None))
            .order_by(Event.id)
            .execution_options(yield_per=AT_A_TIME)
        )
        for rows in session.connection().execute(query).partitions():
            # The oldest of several that say the same is the one that others have joined.
            self._db.execute("BEGIN")
            self._db.executemany(
                "INSERT OR IGNORE INTO event VALUES (?, ?)",
                ((event_key(row.claim, row.deadline), row.id) for row in rows),
            )
            self._db.execute("COMMIT")
            self._last = rows[-1].id

    def _stored(self, session: Session, keys: Iterable[bytes]) -> dict[bytes, EventState]:
        found = {event_id: key for key in keys if (event_id := self._id(key)) is not None}
        columns = (Event.id, Event.claim, Event.topic, Event.zone, Outcome.ruling)
        query = (
            select(*columns)
            .outerjoin(Outcome, Outcome.event_id == Event.id)
            .where(among(session, Event.id, list(found)), Event.merged_into_id.is_(None))
            .order_by(Event.id, Outcome.revision)
        )
        # The last revision of each stays: it is the one that counts.
        return {found[row[0]]: EventState(*row) for row in session.connection().execute(query)}

    def _id(self, key: bytes) -> int | None:
        row = self._db.execute("SELECT id FROM event WHERE key = ?", (key,)).fetchone()
        return row and int(row[0])
