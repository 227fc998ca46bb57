"""Accepting a candidate whose prediction was withdrawn when its acceptance was undone.

A prediction is never put on record twice: the one that was withdrawn is reinstated, and corrected
to say what the editor wants now, each in the open.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import InvalidInputError
from core.ledger import Change, append
from predictions import review
from predictions.candidates import undecided
from predictions.changing.corrections import edit_prediction, reinstate
from predictions.changing.forms import Move, PredictionEdit, Reinstatement, Split
from predictions.changing.moving import move, split
from predictions.events import edit_event
from predictions.facts import decisions_of
from predictions.forms import Acceptance, EventEdit
from predictions.models import Candidate, Prediction

WHY = "accepted again after that was undone"
DESCRIBES = ("claim", "criteria", "deadline", "zone", "topic")


def accept(
    session: Session, now: datetime, actor: str, candidate_id: int, wish: Acceptance
) -> Prediction:
    """Put a candidate on record, for the first time or again.

    Raises:
        NotFoundError: if there is no such candidate or event.
        ConflictError: if the candidate is decided or was changed since the editor saw it.
        InvalidInputError: if what was given does not fit together.
    """
    query = select(Prediction).where(Prediction.candidate_id == candidate_id)
    earlier = session.scalars(query).first()
    if earlier is None or earlier.withdrawn_at is None:
        return review.accept(session, now, actor, candidate_id, wish)
    candidate = undecided(session, candidate_id, wish.version)
    pundit = review.whose(session, now, candidate, wish).name
    reinstate(session, now, actor, earlier.id, Reinstatement(reason=WHY))
    _read_anew(session, now, actor, earlier, _numbers(candidate, wish), pundit)
    _describe_anew(session, now, actor, earlier, wish)
    review.decide(candidate, now, actor, "accepted")
    session.flush()
    facts = {
        "commentary": candidate.commentary_id,
        "prediction": earlier.id,
        "decisions": decisions_of(candidate),
    }
    change = Change("candidate accepted again", f"candidate/{candidate_id}", facts)
    append(session, now, actor, change)
    return earlier


def _numbers(candidate: Candidate, wish: Acceptance) -> tuple[float, float, float]:
    if wish.probability is not None:
        return wish.probability, wish.probability, wish.probability
    return candidate.probability, candidate.low, candidate.high


def _read_anew(  # noqa: PLR0917 - a service with what it sets
    session: Session,
    now: datetime,
    actor: str,
    earlier: Prediction,
    numbers: tuple[float, float, float],
    pundit: str,
) -> None:
    says = earlier.probability, earlier.low, earlier.high
    if (numbers, pundit) == (says, earlier.pundit.name):
        return
    probability, low, high = numbers
    edit = PredictionEdit(reason=WHY, probability=probability, low=low, high=high, pundit=pundit)
    edit_prediction(session, now, actor, earlier.id, edit)


def _describe_anew(
    session: Session, now: datetime, actor: str, earlier: Prediction, wish: Acceptance
) -> None:
    """Its event is another, or is described otherwise: for itself alone, if others share it."""
    event = earlier.event
    if wish.event is not None:
        if wish.event != event.id:
            move(session, now, actor, earlier.id, Move(reason=WHY, event=wish.event))
        return
    if wish.condition is not None and wish.condition != event.condition:
        raise InvalidInputError(
            f"condition {wish.condition!r}: event {event.id} was made with another one"
            f" ({event.condition or 'none'}); it cannot be given another"
        )
    given = {name: getattr(wish, name) for name in DESCRIBES}
    changed = {k: v for k, v in given.items() if v is not None and v != getattr(event, k)}
    if not changed:
        return
    others = select(func.count()).where(
        Prediction.event_id == event.id, Prediction.id != earlier.id
    )
    if session.scalar(others):
        wanted = Split(reason=WHY, predictions=(earlier.id,), **changed)
        split(session, now, actor, event.id, wanted)
    else:
        edit_event(session, now, actor, event.id, EventEdit(reason=WHY, **changed))
