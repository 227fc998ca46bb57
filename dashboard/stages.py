"""Events by stage, counted and a page at a time."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from predictions.models import Event, Outcome
from predictions.queries import undecided
from predictions.rows import event_view
from predictions.views import EventView

StageName = Literal["due", "open", "decided"]
STAGES: tuple[StageName, ...] = ("due", "open", "decided")


def count_at(session: Session, now: datetime, stage: StageName) -> int:
    """Count the events at a stage."""
    return session.scalar(select(func.count(Event.id)).where(*_at(stage, now))) or 0


def events_at(
    session: Session, now: datetime, stage: StageName, *, limit: int, skip: int = 0
) -> list[EventView]:
    """Return events at a stage: soonest deadline first, of the decided ones the latest."""
    order = Event.closes_at.desc() if stage == "decided" else Event.closes_at.asc()
    query = (
        select(Event)
        .where(*_at(stage, now))
        .order_by(Event.closes_at.is_(None), order, Event.id.desc())
        .options(selectinload(Event.outcomes))
    )
    return [event_view(row, now) for row in session.scalars(query.limit(limit).offset(skip))]


def _at(stage: StageName, now: datetime) -> tuple[ColumnElement[bool], ...]:
    if stage == "decided":
        ruled = select(Outcome.id).where(Outcome.event_id == Event.id).exists()
        return ruled, Event.merged_into_id.is_(None)
    passed = Event.closes_at <= now
    waits = passed if stage == "due" else or_(Event.closes_at.is_(None), Event.closes_at > now)
    return *undecided(), waits
