"""Imported events that wait for their first scores."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from core.days import day_in
from predictions.lifecycle import why_not_decided
from predictions.models import Event, Outcome, Prediction
from scoring.exchange.staging import ACTOR, among
from scoring.making import Facts, facts_of
from scoring.models import Score

# Scores are made event by event, while their predictions lie where they stood in the file: every
# transaction writes most of an index.
SCORES_AT_A_TIME = 50_000
EVENTS_AT_A_TIME = 500
OF_EVENT = ("id", "topic", "condition", "deadline", "closes_at", "zone", "merged_into_id")


@dataclass(slots=True)
class Ruling:
    """The outcome that counts."""

    id: int
    event_id: int
    revision: int
    ruling: str
    known_at: datetime


def ruled_row(event: Facts) -> dict[str, Any] | None:
    """Return what scores of an event are made from; None where no prediction can be scored."""
    outcome = event.outcome
    if outcome is None or why_not_decided(event) is not None:
        return None
    return {
        "event_id": event.id,
        "outcome_id": outcome.id,
        "outcome_revision": outcome.revision,
        "occurred": outcome.ruling == "occurred",
        "known_on": day_in(outcome.known_at, event.zone),
        "topic": event.topic,
        "conditional": event.conditional,
        "deadline": event.deadline,
        "closes_at": event.closes_at,
    }


def waiting(session: Session) -> list[Facts]:
    """Return the next events whose outcome an import entered and that have no score yet.

    As many as have about fifty thousand predictions; they are held until the transaction ends.
    """
    columns = (
        *(getattr(Event, name) for name in OF_EVENT),
        *(Outcome.id.label("outcome"), Outcome.revision, Outcome.ruling, Outcome.known_at),
    )
    query = (
        select(*columns)
        .join(Outcome, Outcome.event_id == Event.id)
        .where(among(session, Event.id, _next(session)), Event.unscored_since.is_not(None))
        .order_by(Event.id, Outcome.revision)
        .with_for_update(skip_locked=True, of=Event)
    )
    # The last revision of each stays: it is the one that counts.
    return list({row.id: _waiting(row) for row in session.execute(query)}.values())


def _next(session: Session) -> list[int]:
    of_event = Prediction.event_id == Event.id
    size = select(func.count()).where(of_event).correlate(Event).scalar_subquery()
    by_import = exists().where(Outcome.event_id == Event.id, Outcome.recorded_by == ACTOR)
    # A score may be of a prediction that was with another event before: the scheduler knows how.
    scored = exists().where(
        Score.prediction_id == Prediction.id, Prediction.event_id == Event.id
    ) | exists().where(Score.event_id == Event.id)
    query = (
        select(Event.id, size)
        .where(Event.unscored_since.is_not(None), by_import, ~scored)
        .order_by(Event.unscored_since, Event.id)
        .execution_options(yield_per=EVENTS_AT_A_TIME)
    )
    ids: list[int] = []
    total = 0
    with session.execute(query) as rows:
        for event_id, n in rows:
            total += n
            if ids and (total > SCORES_AT_A_TIME or len(ids) == SCORES_AT_A_TIME):
                break
            ids.append(event_id)
    return ids


def _waiting(row: Any) -> Facts:
    return facts_of(row, Ruling(row.outcome, row.id, row.revision, row.ruling, row.known_at))
