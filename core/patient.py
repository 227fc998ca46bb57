"""A PostgreSQL connection that does not wait for ever for a server which has fallen silent.

The server ends a statement after `statement_timeout`, and the kernel gives up on a peer that does
not acknowledge; neither helps where something in between acknowledges and passes nothing on, such
as a frozen server or a proxy. Without a limit of its own a node would wait there for good, with one
thread after the other.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import text
from sqlalchemy.orm import Session

ResultT = TypeVar("ResultT")

# Longer than the server lets a statement run, so that a live one always answers first.
PATIENCE_SECONDS = 20.0
LOOK_EVERY_SECONDS = 0.5
UNLIMITED = ("statement_timeout", "idle_in_transaction_session_timeout")


class PatientConnection(psycopg.Connection[Any]):
    """A connection that breaks off when no answer has come for `patience` seconds."""

    patience: float | None = PATIENCE_SECONDS

    def wait(
        self,
        gen: PQGen[ResultT],
        interval: float = LOOK_EVERY_SECONDS,
        timeout: float | None = None,
    ) -> ResultT:
        """Wait for one exchange with the server.

        Raises:
            psycopg.OperationalError: if it takes longer; the connection is closed then.
        """
        limit, began = timeout or self.patience, time.monotonic()
        try:
            return super().wait(gen, interval=interval, timeout=limit)
        except psycopg.OperationalError:
            # What the server may still answer would be taken for the answer to the next question.
            if limit is not None and time.monotonic() - began >= limit:
                self.pgconn.finish()
            raise


@contextmanager
def unhurried(session: Session) -> Iterator[None]:
    """Lift the time limits of one transaction, for work on whole tables."""
    for limit in UNLIMITED:
        session.execute(text(f"SET LOCAL {limit} = 0"))
    connection = cast("PatientConnection", session.connection().connection.driver_connection)
    connection.patience = None
    try:
        yield
    finally:
        connection.patience = PATIENCE_SECONDS
