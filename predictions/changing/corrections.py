"""A prediction on record is corrected, withdrawn by us, or reinstated; scores follow."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core.errors import ConflictError, InvalidInputError
from core.ledger import Change
from predictions.changing.forms import PredictionEdit, Reinstatement, Withdrawal
from predictions.changing.holding import enter, held_prediction, restating, subject_of
from predictions.facts import NUMBERS
from predictions.models import Prediction
from predictions.pundits import pundit_named


def edit_prediction(
    session: Session, now: datetime, actor: str, prediction_id: int, edit: PredictionEdit
) -> Prediction:
    """Correct what an editor may correct: how the words are read, and whose they are.

    A number that an editor sets has the basis `editor`.

    Raises:
        NotFoundError: if there is no such prediction.
        ConflictError: if it was changed since the editor saw it, or its links forbid it.
        InvalidInputError: if nothing changes, or the numbers do not fit together.
    """
    prediction = held_prediction(session, prediction_id, edit.version)
    before = _says(prediction)
    _set_numbers(prediction, edit)
    if edit.pundit is not None and edit.pundit != prediction.pundit.name:
        _refuse_linked(session, prediction, "put on another pundit's record")
        prediction.pundit = pundit_named(session, now, edit.pundit)
    after = _says(prediction)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        raise InvalidInputError(f"prediction {prediction_id} says just that; nothing was changed")
    facts: dict[str, Any] = {
        "event": prediction.event_id,
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    change = Change("prediction edited", subject_of(prediction), facts, edit.reason)
    enter(session, now, actor, prediction, change)
    return prediction


def withdraw(
    session: Session, now: datetime, actor: str, prediction_id: int, wish: Withdrawal
) -> Prediction:
    """Take a prediction out of what is scored: it should not have been put on record.

    It stays visible with the reason. To make a pundit look better is no reason.

    Raises:
        NotFoundError: if there is no such prediction.
        ConflictError: if it is withdrawn already, others restate it, or it was changed since.
    """
    prediction = held_prediction(session, prediction_id, wish.version)
    if prediction.withdrawn_at is not None:
        raise ConflictError(
            f"prediction {prediction_id} was withdrawn already, on"
            f" {prediction.withdrawn_at.date()}: {prediction.withdrawn_reason}"
        )
    _refuse_restated(session, prediction, "withdrawn")
    prediction.withdrawn_at, prediction.withdrawn_reason = now, wish.reason
    facts = {"event": prediction.event_id, "withdrawn": True}
    change = Change("prediction withdrawn", subject_of(prediction), facts, wish.reason)
    enter(session, now, actor, prediction, change)
    return prediction


def reinstate(
    session: Session, now: datetime, actor: str, prediction_id: int, wish: Reinstatement
) -> Prediction:
    """Let a withdrawn prediction stand again.

    Raises:
        NotFoundError: if there is no such prediction.
        ConflictError: if it is not withdrawn, its event was merged, or it was changed since.
    """
    prediction = held_prediction(session, prediction_id, wish.version)
    if prediction.withdrawn_at is None:
        raise ConflictError(f"prediction {prediction_id} is not withdrawn; nothing was changed")
    merged_into = prediction.event.merged_into_id
    if merged_into is not None:
        raise ConflictError(
            f"event {prediction.event_id} was merged into event {merged_into}; move prediction"
            f" {prediction_id} there first"
        )
    prediction.withdrawn_at, prediction.withdrawn_reason = None, ""
    facts = {"event": prediction.event_id, "withdrawn": False}
    change = Change("prediction reinstated", subject_of(prediction), facts, wish.reason)
    enter(session, now, actor, prediction, change)
    return prediction


def _says(prediction: Prediction) -> dict[str, Any]:
    return {name: getattr(prediction, name) for name in NUMBERS} | {
        "pundit": prediction.pundit.name
    }


def _set_numbers(prediction: Prediction, edit: PredictionEdit) -> None:
    if edit.probability is None and edit.low is None and edit.high is None:
        return
    if edit.probability is not None:
        stays = edit.probability
        low, high = stays, stays
    else:
        stays, low, high = prediction.probability, prediction.low, prediction.high
    low = low if edit.low is None else edit.low
    high = high if edit.high is None else edit.high
    if not low <= stays <= high:
        raise InvalidInputError(
            f"low {low}, probability {stays} and high {high} are not in this order; give them so"
        )
    if (stays, low, high) == (prediction.probability, prediction.low, prediction.high):
        return
    prediction.probability, prediction.low, prediction.high = stays, low, high
    prediction.basis = "editor"


def _refuse_linked(session: Session, prediction: Prediction, what: str) -> None:
    if prediction.restates_id is not None:
        raise ConflictError(
            f"prediction {prediction.id} restates prediction {prediction.restates_id} of the same"
            f" pundit; unlink it before it is {what}"
        )
    _refuse_restated(session, prediction, what)


def _refuse_restated(session: Session, prediction: Prediction, what: str) -> None:
    """What others restate must stand: they are not scored because it is."""
    others = restating(session, [prediction.id])
    if others:
        raise ConflictError(
            f"prediction {others[0].id} restates prediction {prediction.id}; unlink that one"
            f" before this one is {what}"
        )
