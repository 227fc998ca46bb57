"""Query, then build: what several pages show."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from dashboard import queries
from dashboard.view.events import EventLine, event_lines
from predictions.views import EventView


def lines_of(session: Session, found: Sequence[EventView], now: datetime) -> tuple[EventLine, ...]:
    """Return events as lines, each with who gave it what."""
    said = queries.said_about(session, [e.id for e in found])
    return event_lines(found, said, now)
