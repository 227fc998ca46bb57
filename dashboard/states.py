"""The state of the record, by which pages are known: one word, read when it may have changed."""

import time
from collections import OrderedDict, deque

from flask import Flask
from sqlalchemy import exists, select

from core.clock import utc_now
from core.db import Database
from core.heartbeat import Heartbeat
from core.ledger import newest_hash
from core.web import database_of
from dashboard.frame import SCORING_JOB, SILENT_AFTER
from predictions.models import Event
from scoring.models import Edition

TRUSTED_SECONDS = 2.0  # how long a change by another process may stay unseen
# The record is restless when it has been seen changed so often in so short a time, looked at no
# more often than this: while a large file comes in, or is scored.
RESTLESS_CHANGES, RESTLESS_SECONDS, LOOK_EVERY_SECONDS = 4, 30.0, 2.0
REMEMBERED = 1000  # states that are over
QUARTER = 15 * 60  # what falls due does so on one
_STATE = select(
    select(Edition.word).scalar_subquery(),
    newest_hash(),
    select(Heartbeat.beaten_at).where(Heartbeat.job == SCORING_JOB).scalar_subquery(),
    exists().where(Event.unscored_since.is_not(None)),
)


class States:
    """The state that the record is in, trusted unasked until this process writes something."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._known = ("", -1, 0.0)  # replaced as one: threads share it
        self._changed_at: deque[float] = deque([float("-inf")], maxlen=RESTLESS_CHANGES)
        self._over: OrderedDict[str, float] = OrderedDict()

    def now(self, *, afresh: bool = False) -> str:
        """Return the state: another one when the record, or what pages say of it, has changed.

        `afresh` reads it whatever is known.

        Raises:
            UnavailableError: if it has to be read, and the database cannot be.
        """
        state, counted, looked_at = self._known
        database, now = database_of(self._app), time.monotonic()
        writes = database.writes
        if afresh or counted != writes or now - looked_at >= TRUSTED_SECONDS:
            before, state = state, read_state(database)
            self._known = (state, writes, now)
            if before not in ("", state):
                self._note_end(before, now)
        return state

    def over_for(self, state: str) -> float:
        """Return for how many seconds the record has been in another state; inf if for long."""
        return time.monotonic() - self._over.get(state, float("-inf"))

    def _note_end(self, state: str, now: float) -> None:
        self._over[state] = now
        while len(self._over) > REMEMBERED:
            self._over.popitem(last=False)
        if now - self._changed_at[-1] >= LOOK_EVERY_SECONDS:
            self._changed_at.append(now)

    def restless(self) -> bool:
        """Tell whether the record changes again and again, faster than pages can be made."""
        many = len(self._changed_at) == RESTLESS_CHANGES
        return many and time.monotonic() - self._changed_at[0] < RESTLESS_SECONDS


def read_state(database: Database) -> str:
    """Read what pages depend on, in one statement.

    That is the edition of the scores, the head of the ledger, the quarter of an hour, and whether
    the scheduler is silent.
    """
    now = utc_now()
    with database.look() as connection:
        edition, head, beaten_at, waiting = connection.execute(_STATE).one()
    silent = waiting and (beaten_at is None or now - beaten_at >= SILENT_AFTER)
    return f"{edition} {head} {int(now.timestamp()) // QUARTER} {beaten_at if silent else ''}"
