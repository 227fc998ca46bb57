"""From the record to what a week's issues are made of: queries alone."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from core import ledger
from predictions.disputes.queries import replies_between
from predictions.lifecycle import Stage
from predictions.models import Prediction
from predictions.queries import predictions, record_size, undecided_events
from predictions.views import EventView, PredictionView
from reports.gathered import Material
from reports.past import movement
from reports.schedule import WEEK
from scoring import queries
from scoring.forms import Selection
from scoring.views import DecidedEvent

MOST_DUE = 200


def gather(session: Session, now: datetime, start: datetime, topic: str = "") -> Material:
    """Return what happened in (start, now], in one topic or in all."""
    overdue = record_size(session, now).due
    found = queries.standings(session, Selection(topic=topic or None))
    return Material(
        start=start,
        end=now,
        decided=_of_topic(queries.news_between(session, start, now, now), topic),
        amended=_of_topic(queries.amended_between(session, start, now, now), topic),
        replies=tuple(replies_between(session, start, now, topic)),
        due=_due(session, now, overdue, topic),
        overdue=overdue,
        standings=found,
        movement=movement(session, topic, start, found),
        ledger_head=ledger.head(session),
    )


def _of_topic(events: Sequence[DecidedEvent], topic: str) -> tuple[DecidedEvent, ...]:
    return tuple(each for each in events if topic in {"", each.event.topic})


def _due(
    session: Session, now: datetime, overdue: int, topic: str
) -> tuple[tuple[EventView, tuple[PredictionView, ...]], ...]:
    # What is overdue comes first in the list, and must not crowd out what comes next.
    listed = undecided_events(session, now, until=now + WEEK, limit=overdue + MOST_DUE)
    events = [e for e in listed if e.stage is Stage.OPEN and topic in {"", e.topic}]
    said = _first_said(session, [event.id for event in events])
    return tuple((event, tuple(said[event.id])) for event in events)


def _first_said(session: Session, event_ids: Sequence[int]) -> dict[int, list[PredictionView]]:
    """Each pundit's first statement about each event, as in the standings."""
    first: dict[tuple[int, str], PredictionView] = {}
    for view in predictions(session, Prediction.event_id.in_(event_ids)):
        first.setdefault((view.event_id, view.pundit.slug), view)
    said: dict[int, list[PredictionView]] = defaultdict(list)
    for view in first.values():
        said[view.event_id].append(view)
    return said
