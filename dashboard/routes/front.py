"""The front page: who calls it well, and how sure are we?"""

from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from core.web import current_settings
from dashboard import queries
from dashboard.reading import lines_of
from dashboard.showing import blueprint, show
from dashboard.view.corrections import corrections
from dashboard.view.front import FrontPage, front_page
from predictions.lifecycle import Stage
from predictions.queries import record_size, undecided_events
from scoring.queries import standings

FEW = 6


@blueprint.get("/")
def front() -> str:
    """Who calls it well, and how sure are we?"""
    zone = current_settings().zone
    return show("front", "standings", lambda session, now: read_front(session, now, zone))


def read_front(session: Session, now: datetime, zone: str) -> FrontPage:
    """Read the front page."""
    coming = [e for e in undecided_events(session, now) if e.stage is Stage.OPEN][:FEW]
    amended = corrections(queries.latest_amended(session, now, FEW // 2), zone)
    return front_page(
        standings(session),
        record_size(session, now),
        queries.latest_decided(session, now, FEW),
        lines_of(session, coming, now),
        tuple(islice(amended, FEW // 2)),
    )
