"""Predictions find the event that they are about: one is moved, an event is split."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.days import end_of_day
from core.errors import ConflictError, InvalidInputError
from core.ledger import Change, append
from predictions.changing.forms import Move, Split
from predictions.changing.holding import (
    held_prediction,
    refuse_merged,
    restating,
    said_in_time,
    scores_follow,
    standing_event,
)
from predictions.facts import event_facts
from predictions.models import Event, Prediction

DESCRIBES = ("claim", "criteria", "deadline", "zone", "condition", "topic")


def move(session: Session, now: datetime, actor: str, prediction_id: int, wish: Move) -> Prediction:
    """Put a prediction with another event, because that is what it is about.

    Raises:
        NotFoundError: if there is no such prediction or event.
        ConflictError: if that event was merged or has it already, or a link would be torn.
        InvalidInputError: if it is there already, or was said after that event's deadline.
    """
    prediction = held_prediction(session, prediction_id, wish.version, wish.event)
    origin, target = prediction.event, session.get_one(Event, wish.event)
    if origin.id == target.id:
        raise InvalidInputError(f"prediction {prediction_id} is about event {target.id} already")
    refuse_merged(target)
    said_in_time(target, [prediction])
    refuse_torn(session, [prediction])
    refuse_twice(session, target, [prediction])
    _put(prediction, target)
    origin.version, target.version = origin.version + 1, target.version + 1
    scores_follow(now, origin, target)
    session.flush()
    facts = {"before": {"event": origin.id}, "after": {"event": target.id}}
    change = Change("prediction moved", f"prediction/{prediction_id}", facts, wish.reason)
    append(session, now, actor, change)
    return prediction


def split(session: Session, now: datetime, actor: str, event_id: int, wish: Split) -> Event:
    """Make a new event of some predictions of another; it starts without an outcome.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if it was merged or changed since, or a link would be torn.
        InvalidInputError: if those are not predictions of it, or are all of them, or one was said
            after the new deadline.
    """
    event = standing_event(session, event_id, wish.version)
    chosen = _chosen(session, event, wish.predictions)
    refuse_torn(session, chosen)
    new = _described_anew(now, event, wish)
    said_in_time_of_new(new, chosen)
    session.add(new)
    session.flush()
    for prediction in chosen:
        _put(prediction, new)
    event.version += 1
    scores_follow(now, event)
    session.flush()
    facts = {
        "into": new.id,
        "new_event": event_facts(new),
        "predictions": [prediction.id for prediction in chosen],
    }
    append(session, now, actor, Change("event split", f"event/{event_id}", facts, wish.reason))
    return new


def refuse_torn(session: Session, leaving: Sequence[Prediction]) -> None:
    """Refuse to part a restatement from what it restates.

    Raises:
        ConflictError: naming both.
    """
    ids = [prediction.id for prediction in leaving]
    for prediction in (*leaving, *restating(session, ids)):
        restated = prediction.restates_id
        if restated is not None and not {prediction.id, restated} <= set(ids):
            raise ConflictError(
                f"prediction {prediction.id} restates prediction {restated}; unlink it, or take"
                " both along by splitting the event"
            )


def refuse_twice(session: Session, target: Event, coming: Sequence[Prediction]) -> None:
    """Refuse to have one quote stand twice with one event.

    Raises:
        ConflictError: naming the two predictions.
    """
    query = select(Prediction).where(Prediction.event_id == target.id)
    there = {_place(p): p.id for p in session.scalars(query)}
    for prediction in coming:
        known = there.get(_place(prediction))
        if known is not None:
            raise ConflictError(
                f"prediction {prediction.id} quotes the same words as prediction {known} of event"
                f" {target.id}; withdraw prediction {prediction.id}, so that it stays where it is"
            )


def said_in_time_of_new(new: Event, chosen: Sequence[Prediction]) -> None:
    """Refuse a deadline that lies before what was said.

    Raises:
        InvalidInputError: naming the prediction.
    """
    late = [p for p in chosen if new.deadline is not None and p.said_on > new.deadline]
    if late:
        raise InvalidInputError(
            f"deadline {new.deadline} lies before {late[0].said_on}, the day on which prediction"
            f" {late[0].id} was said"
        )


def _chosen(session: Session, event: Event, wanted: Sequence[int]) -> list[Prediction]:
    query = select(Prediction).where(Prediction.event_id == event.id, Prediction.id.in_(wanted))
    ordered = query.order_by(Prediction.id).with_for_update()
    chosen = list(session.scalars(ordered.execution_options(populate_existing=True)))
    missing = sorted(set(wanted) - {prediction.id for prediction in chosen})
    if missing:
        raise InvalidInputError(f"prediction {missing[0]} is not about event {event.id}")
    total = session.scalar(select(func.count()).where(Prediction.event_id == event.id))
    if len(chosen) == total:
        raise InvalidInputError(
            f"those are all predictions of event {event.id}, so nothing would stay; edit the event"
        )
    return chosen


def _described_anew(now: datetime, event: Event, wish: Split) -> Event:
    given = {name: getattr(wish, name) for name in DESCRIBES}
    said = {name: getattr(event, name) if v is None else v for name, v in given.items()}
    deadline = said["deadline"]
    return Event(
        **said,
        deadline_basis="editor" if wish.deadline else event.deadline_basis,
        closes_at=end_of_day(deadline, said["zone"]) if deadline else None,
        added_at=now,
    )


def _put(prediction: Prediction, target: Event) -> None:
    prediction.event = target
    prediction.version += 1


def _place(prediction: Prediction) -> tuple[int, int, int]:
    return prediction.commentary_id, prediction.span_start, prediction.span_end
