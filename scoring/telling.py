"""Reading what a portrait of one pundit is drawn from, and the calls that tell most."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, UnaryExpression, func, select
from sqlalchemy.orm import Session

from predictions.models import Prediction
from predictions.queries import predictions
from scoring.models import Score
from scoring.portrait import Counting, Portrait, Telling, portrait
from scoring.queries import calls
from scoring.views import Call

FEW = 3
MOST_RESTATED = 10
EVEN = 0.25  # the Brier score of saying 50%
Conditions = tuple[ColumnElement[bool], ...]


def portrait_of(session: Session, pundit_id: int) -> Portrait | None:
    """Return the sides of a pundit's record; None while nothing counts."""
    columns = (
        Score.deadline,
        Score.topic,
        Score.horizon_days,
        Score.probability,
        Score.occurred,
    )
    query = select(*columns).where(*_counts(pundit_id)).order_by(Score.deadline, Score.id)
    return portrait([Counting(*row) for row in session.execute(query)])


def telling_calls(session: Session, pundit_id: int, now: datetime) -> Telling:
    """Return the calls that tell most about a pundit."""
    return Telling(
        closest=_extreme(session, _counts(pundit_id, Score.brier < EVEN), Score.brier.asc(), now),
        farthest=_extreme(session, _counts(pundit_id, Score.brier > EVEN), Score.brier.desc(), now),
        restated=_restated(session, pundit_id, now),
    )


def _extreme(
    session: Session, which: Conditions, order: UnaryExpression[float], now: datetime
) -> tuple[Call, ...]:
    newest = (Score.deadline.desc(), Score.id.desc())
    query = select(Score.prediction_id).where(*which).order_by(order, *newest)
    ids = session.scalars(query.limit(FEW)).all()
    found = {
        call.prediction.id: call
        for call in calls(session, predictions(session, Prediction.id.in_(ids)), now)
    }
    return tuple(found[prediction_id] for prediction_id in ids)


def _restated(session: Session, pundit_id: int, now: datetime) -> tuple[tuple[Call, ...], ...]:
    last = func.max(Prediction.said_on)
    query = (
        select(Prediction.event_id)
        .where(Prediction.pundit_id == pundit_id)
        .group_by(Prediction.event_id)
        .having(func.count() > 1)
        .order_by(last.desc(), Prediction.event_id.desc())
        .limit(MOST_RESTATED)
    )
    events: Sequence[int] = session.scalars(query).all()
    about = (Prediction.pundit_id == pundit_id, Prediction.event_id.in_(events))
    made = calls(session, predictions(session, *about), now)
    return tuple(tuple(call for call in made if call.event.id == event) for event in events)


def _counts(pundit_id: int, *conditions: ColumnElement[bool]) -> Conditions:
    return (Score.pundit_id == pundit_id, Score.tallied_at.is_not(None), *conditions)
