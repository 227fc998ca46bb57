"""Query, then build: what several pages show."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from core.clock import utc_now
from core.web import current_database
from dashboard import queries
from dashboard.view.events import EventLine, event_lines
from predictions.views import EventView

T = TypeVar("T")


def read_now(read: Callable[[Session, datetime], T]) -> T:
    """Return what a reading at this instant gives, in one transaction."""
    with current_database().read() as session:
        return read(session, utc_now())


def lines_of(session: Session, found: Sequence[EventView], now: datetime) -> tuple[EventLine, ...]:
    """Return events as lines, each with who gave it what."""
    said = queries.said_about(session, [e.id for e in found])
    return event_lines(found, said, now)
