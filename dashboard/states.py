"""The state of the record, by which pages are known: one word, read when it may have changed."""

import time

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
QUARTER = 15 * 60  # what falls due does so on one


class States:
    """The state that the record is in, trusted unasked until this process writes something."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._known = ("", -1, 0.0)  # replaced as one: threads share it

    def now(self) -> str:
        """Return the state: another one when the record, or what pages say of it, has changed.

        Raises:
            UnavailableError: if it has to be read, and the database cannot be.
        """
        state, counted, looked_at = self._known
        database, now = database_of(self._app), time.monotonic()
        writes = database.writes
        if counted != writes or now - looked_at >= TRUSTED_SECONDS:
            state = read_state(database)
            self._known = (state, writes, now)
        return state


def read_state(database: Database) -> str:
    """Read what pages depend on, in one statement.

    That is the edition of the scores, the head of the ledger, the quarter of an hour, and whether
    the scheduler is silent.
    """
    now = utc_now()
    query = select(
        select(Edition.word).scalar_subquery(),
        newest_hash(),
        select(Heartbeat.beaten_at).where(Heartbeat.job == SCORING_JOB).scalar_subquery(),
        exists().where(Event.unscored_since.is_not(None)),
    )
    with database.read() as session:
        edition, head, beaten_at, waiting = session.execute(query).one()
    silent = waiting and (beaten_at is None or now - beaten_at >= SILENT_AFTER)
    return f"{edition} {head} {int(now.timestamp()) // QUARTER} {beaten_at if silent else ''}"
