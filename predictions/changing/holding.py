"""Rows that are to be changed, held against other writers until the transaction ends."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, InvalidInputError, NotFoundError
from core.ledger import Change, append
from predictions.models import Event, Prediction
from predictions.versions import check_version


def held_events(session: Session, *ids: int) -> dict[int, Event]:
    """Return events by id, held in the order of their ids, so that no two editors wait in a circle.

    Raises:
        NotFoundError: if one of them does not exist.
    """
    query = select(Event).where(Event.id.in_(ids)).order_by(Event.id).with_for_update()
    # What was read before the lock was held may be old by now.
    fresh = query.execution_options(populate_existing=True)
    found = {event.id: event for event in session.scalars(fresh)}
    for event_id in ids:
        if event_id not in found:
            raise NotFoundError(f"there is no event {event_id}")
    for event in found.values():
        session.expire(event, ["outcomes"])
    return found


def standing_event(session: Session, event_id: int, seen: int | None = None) -> Event:
    """Return an event that can be changed: held, as its editor saw it, and not merged away.

    Raises:
        NotFoundError: if there is none of that id.
        ConflictError: if it was merged, or changed since the editor saw it.
    """
    event = held_events(session, event_id)[event_id]
    check_version(session, event, seen)
    refuse_merged(event)
    return event


def refuse_merged(event: Event) -> None:
    """Refuse to change an event that went into another.

    Raises:
        ConflictError: naming the one that it went into.
    """
    if event.merged_into_id is not None:
        raise ConflictError(
            f"event {event.id} was merged into event {event.merged_into_id}; change that one"
        )


def held_prediction(
    session: Session, prediction_id: int, seen: int | None = None, *others: int
) -> Prediction:
    """Return a prediction, held together with its event and with `others`, which are events.

    Raises:
        NotFoundError: if there is none of that id.
        ConflictError: if it was changed since the editor saw it.
    """
    event_id = session.scalar(select(Prediction.event_id).where(Prediction.id == prediction_id))
    if event_id is None:
        raise NotFoundError(f"there is no prediction {prediction_id}")
    # Events first, as everywhere: whoever holds an event holds what is said of it.
    held_events(session, *sorted({event_id, *others}))
    query = select(Prediction).where(Prediction.id == prediction_id).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).one()
    check_version(session, found, seen)
    if found.event_id != event_id:
        raise ConflictError(
            f"prediction {prediction_id} was moved to event {found.event_id} at this moment;"
            " nothing was changed. Look at it again"
        )
    return found


def restating(session: Session, prediction_ids: list[int]) -> list[Prediction]:
    """Return the predictions that restate one of those, in the order of their ids."""
    query = select(Prediction).where(Prediction.restates_id.in_(prediction_ids))
    return list(session.scalars(query.order_by(Prediction.id)))


def said_in_time(event: Event, predictions: list[Prediction]) -> None:
    """Refuse to have an event forecast after its last day.

    Raises:
        InvalidInputError: naming the prediction.
    """
    for prediction in predictions:
        if event.deadline is not None and prediction.said_on > event.deadline:
            raise InvalidInputError(
                f"prediction {prediction.id} was said on {prediction.said_on}, after the deadline"
                f" of event {event.id} ({event.deadline})"
            )


def scores_follow(now: datetime, *events: Event) -> None:
    """Have the scheduler work out the scores of decided events anew."""
    for event in events:
        if event.outcomes:
            event.unscored_since = now


def enter(
    session: Session, now: datetime, actor: str, prediction: Prediction, change: Change
) -> None:
    """Finish a change to a prediction: its version, its scores, and the ledger's entry."""
    prediction.version += 1
    scores_follow(now, prediction.event)
    session.flush()
    append(session, now, actor, change)


def subject_of(prediction: Prediction) -> str:
    """Return what the ledger calls a prediction."""
    return f"prediction/{prediction.id}"
