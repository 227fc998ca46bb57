"""Two events that turn out to be one: the predictions of one go to the other."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, InvalidInputError
from core.ledger import Change, append
from predictions.changing.forms import Merge
from predictions.changing.holding import held_events, refuse_merged, said_in_time, scores_follow
from predictions.changing.moving import refuse_torn, refuse_twice
from predictions.models import Event, Prediction
from predictions.versions import check_version


def merge(session: Session, now: datetime, actor: str, event_id: int, wish: Merge) -> Event:
    """Have an event go into another, whose description and outcome then hold for all.

    The merged event keeps its page and its outcomes, and points to where it went. What was
    withdrawn stays with it.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if either was merged or changed since, or their outcomes disagree.
        InvalidInputError: if they cannot be the same event.
    """
    if event_id == wish.into:
        raise InvalidInputError(f"event {event_id} cannot be merged into itself")
    held = held_events(session, *sorted({event_id, wish.into}))
    event, target = held[event_id], held[wish.into]
    check_version(session, event, wish.version)
    refuse_merged(event)
    refuse_merged(target)
    _refuse_different(event, target)
    going = _standing_predictions(session, event)
    said_in_time(target, going)
    refuse_twice(session, target, going)
    refuse_torn(session, going)
    for prediction in going:
        prediction.event = target
        prediction.version += 1
    event.merged_into_id = target.id
    event.version, target.version = event.version + 1, target.version + 1
    scores_follow(now, event, target)
    session.flush()
    facts = {"into": target.id, "predictions": [prediction.id for prediction in going]}
    append(session, now, actor, Change("event merged", f"event/{event_id}", facts, wish.reason))
    return target


def _standing_predictions(session: Session, event: Event) -> list[Prediction]:
    query = (
        select(Prediction)
        .where(Prediction.event_id == event.id, Prediction.withdrawn_at.is_(None))
        .order_by(Prediction.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def _refuse_different(event: Event, target: Event) -> None:
    if bool(event.condition) != bool(target.condition):
        which = event if event.condition else target
        raise InvalidInputError(
            f"event {which.id} has a condition ({which.condition!r}) and the other has none, so"
            " they are not the same event"
        )
    ours, theirs = event.outcome, target.outcome
    if ours is None:
        return
    if theirs is None:
        raise ConflictError(
            f"event {event.id} has an outcome ({ours.ruling}) and event {target.id} has none;"
            f" record it there first, or merge event {target.id} into event {event.id}"
        )
    if ours.ruling != theirs.ruling:
        raise ConflictError(
            f"event {event.id} says {ours.ruling!r} and event {target.id} says {theirs.ruling!r};"
            " amend the one that does not hold, with its reason, and merge them then"
        )
