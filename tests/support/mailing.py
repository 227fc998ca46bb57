"""Short cuts to readers, and to a week of which there is something to report."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from support.record import AFTER, predict, rule

from core.db import Database
from core.mail.models import Delivery
from reports.subscribers import NewSubscriber, subscribe
from scoring.scorer import score_pending

MONDAY = datetime.fromisoformat("2020-11-16T08:00:00+00:00")
MINUTE = timedelta(minutes=1)
WEEK = timedelta(days=7)
HEADLINE = "Two calls decided: Ann Example said 80% and it did not happen"
QUIET = "A quiet week to 16 November: no call decided"


def join(
    database: Database, *names: str, since: datetime = AFTER, zone: str = "UTC", **wishes: Any
) -> None:
    """Subscribe readers at example.org."""
    with database.write() as session:
        for name in names:
            subscribe(
                session, since, NewSubscriber(email=f"{name}@example.org", zone=zone, **wishes)
            )


def addresses(*names: str) -> list[str]:
    """Return the addresses of readers, in alphabetical order."""
    return sorted(f"{name}@example.org" for name in names)


def decide(database: Database, *, now: datetime = AFTER) -> int:
    """Decide an event on which two pundits had a call, and score it; return its id."""
    with database.write() as session:
        event = predict(session, "Ann Example", 0.8).event
        predict(session, "Bo <script>", 0.1, event=event)
        rule(session, event, "did_not_occur", now=now)
    with database.write() as session:
        score_pending(session, now)
    return event.id


def deliveries(database: Database) -> list[Delivery]:
    """Return every delivery, oldest first."""
    with database.read() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))
