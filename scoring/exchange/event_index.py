"""Which event a claim and its deadline belong to, however many there are.

The record has no index over claims, which only an import searches by; a file of SQLite's own, gone
when the import ends, keeps memory flat.
"""

import sqlite3
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from predictions.models import Event
from scoring.exchange.entries import event_key

AT_A_TIME = 10_000
MOST_RECENT = 100_000


class EventIndex:
    """Events by claim and deadline; those with a condition are other events, and left out."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE event (key BLOB PRIMARY KEY, id INTEGER) WITHOUT ROWID")
        self._last = 0
        self._recent: dict[bytes, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def refresh(self, session: Session) -> None:
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

    def find(self, keys: Iterable[bytes]) -> dict[int, bytes]:
        """Return the ids of the events that are known, each with its key."""
        found = ((self._id(key), key) for key in keys)
        return {event_id: key for event_id, key in found if event_id is not None}

    def _id(self, key: bytes) -> int | None:
        recent = self._recent.get(key)
        if recent is not None:
            return recent
        row = self._db.execute("SELECT id FROM event WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        if len(self._recent) >= MOST_RECENT:
            self._recent.clear()
        self._recent[key] = int(row[0])
        return self._recent[key]
