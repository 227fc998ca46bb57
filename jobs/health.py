"""Whether the service lives: the database answers, and the scheduler ticks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, jsonify
from sqlalchemy.orm import Session

from core.clock import utc_now
from core.heartbeat import last_beat
from core.web import current_database
from jobs.schedule import TICK
from scoring.queries import unscored_count

LATE_AFTER = timedelta(minutes=10)

blueprint = Blueprint("health", __name__)


@dataclass(frozen=True, slots=True)
class Health:
    """`status` is ``ok``, or ``late`` when no tick came for ten minutes."""

    status: str
    last_tick: datetime | None
    tick_age_seconds: float | None
    waiting_to_be_scored: int


def health(session: Session, now: datetime) -> Health:
    """Return how the service does at `now`."""
    last = last_beat(session, TICK)
    age = None if last is None else (now - last).total_seconds()
    late = last is None or now - last > LATE_AFTER
    return Health("late" if late else "ok", last, age, unscored_count(session))


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer 200 while the database can be read; the body says how old the last tick is."""
    with current_database().read() as session:
        found = health(session, utc_now())
    body = {
        "status": found.status,
        "last_tick": found.last_tick.isoformat() if found.last_tick else None,
        "tick_age_seconds": found.tick_age_seconds,
        "waiting_to_be_scored": found.waiting_to_be_scored,
    }
    return jsonify(body)
