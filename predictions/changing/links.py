"""Restatements: one bet, many utterances; the first counts, the others are no new evidence."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.errors import ConflictError, InvalidInputError
from core.ledger import Change
from predictions.changing.forms import Link, Unlinking
from predictions.changing.holding import enter, held_prediction, restating, subject_of
from predictions.models import Prediction


def link(session: Session, now: datetime, actor: str, prediction_id: int, wish: Link) -> Prediction:
    """Note that a prediction restates an earlier one; it is counted, and not scored.

    A later statement with another number is a changed mind, not a restatement: leave it unlinked.

    Raises:
        NotFoundError: if there is no such prediction.
        ConflictError: if either is linked otherwise, withdrawn, or was changed since.
        InvalidInputError: if they are not the same pundit's about the same event, in that order.
    """
    prediction = held_prediction(session, prediction_id, wish.version)
    if prediction.restates_id == wish.restates:
        raise ConflictError(f"prediction {prediction_id} is linked to {wish.restates} already")
    earlier = session.get(Prediction, wish.restates, with_for_update=True, populate_existing=True)
    if earlier is None:
        raise InvalidInputError(f"restates {wish.restates}: there is no such prediction")
    _refuse_others(prediction, earlier)
    _refuse_chains(session, prediction, earlier)
    before = prediction.restates_id
    prediction.restates_id = earlier.id
    facts = {"event": prediction.event_id, "restates": earlier.id, "before": before}
    change = Change("prediction linked", subject_of(prediction), facts, wish.reason)
    enter(session, now, actor, prediction, change)
    return prediction


def unlink(
    session: Session, now: datetime, actor: str, prediction_id: int, wish: Unlinking
) -> Prediction:
    """Note that a prediction is a statement of its own after all.

    Raises:
        NotFoundError: if there is no such prediction.
        ConflictError: if it restates none, or was changed since.
    """
    prediction = held_prediction(session, prediction_id, wish.version)
    before = prediction.restates_id
    if before is None:
        raise ConflictError(f"prediction {prediction_id} restates no other; nothing was changed")
    prediction.restates_id = None
    facts = {"event": prediction.event_id, "restates": None, "before": before}
    change = Change("prediction unlinked", subject_of(prediction), facts, wish.reason)
    enter(session, now, actor, prediction, change)
    return prediction


def _refuse_others(prediction: Prediction, earlier: Prediction) -> None:
    ids = f"predictions {prediction.id} and {earlier.id}"
    if prediction.id == earlier.id:
        raise InvalidInputError(f"prediction {prediction.id} cannot restate itself")
    if prediction.pundit_id != earlier.pundit_id:
        raise InvalidInputError(f"{ids} are not by the same pundit")
    if prediction.event_id != earlier.event_id:
        raise InvalidInputError(
            f"{ids} are about events {prediction.event_id} and {earlier.event_id};"
            " move one, or merge the events, before they are linked"
        )
    if (earlier.said_on, earlier.id) > (prediction.said_on, prediction.id):
        raise InvalidInputError(
            f"prediction {earlier.id} ({earlier.said_on}) was not said before prediction"
            f" {prediction.id} ({prediction.said_on}); link them the other way round"
        )


def _refuse_chains(session: Session, prediction: Prediction, earlier: Prediction) -> None:
    """Links lead to what counts in one step, so that nobody has to follow them."""
    if earlier.withdrawn_at is not None:
        raise ConflictError(f"prediction {earlier.id} is withdrawn; nothing can restate it")
    if earlier.restates_id is not None:
        raise ConflictError(
            f"prediction {earlier.id} itself restates prediction {earlier.restates_id};"
            " link to that one"
        )
    others = restating(session, [prediction.id])
    if others:
        raise ConflictError(
            f"prediction {others[0].id} restates prediction {prediction.id}; link that one to"
            f" prediction {earlier.id} first"
        )
