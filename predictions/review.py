"""An editor decides about candidates: on record, or not, and why."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.errors import InvalidInputError
from core.ledger import Change, append
from predictions.candidates import undecided
from predictions.changing.holding import scores_follow, standing_event
from predictions.events import new_event
from predictions.facts import prediction_facts
from predictions.forms import Acceptance, Rejection
from predictions.models import Candidate, Event, Prediction, Pundit
from predictions.pundits import pundit_named

DESCRIBES_AN_EVENT = ("claim", "deadline", "zone", "criteria", "condition", "topic")


def accept(
    session: Session, now: datetime, actor: str, candidate_id: int, wish: Acceptance
) -> Prediction:
    """Put a candidate on record as a prediction of a new event or of one that exists.

    Raises:
        NotFoundError: if there is no such candidate or event.
        ConflictError: if the candidate is decided, or that event has this prediction already.
        InvalidInputError: if what was given does not fit together.
    """
    candidate = undecided(session, candidate_id, wish.version)
    pundit = whose(session, now, candidate, wish)
    event = _event_for(session, now, candidate, wish)
    prediction = _prediction(now, actor, candidate, wish)
    prediction.pundit, prediction.event = pundit, event
    decide(candidate, now, actor, "accepted")
    scores_follow(now, event)
    session.add(prediction)
    session.flush()
    facts = prediction_facts(prediction, new_event=wish.event is None)
    append(session, now, actor, Change("prediction recorded", f"prediction/{prediction.id}", facts))
    return prediction


def reject(
    session: Session, now: datetime, actor: str, candidate_id: int, wish: Rejection
) -> Candidate:
    """Decide that a candidate is not to be recorded.

    Raises:
        NotFoundError: if there is no such candidate.
        ConflictError: if it is decided already.
    """
    candidate = undecided(session, candidate_id, wish.version)
    decide(candidate, now, actor, "rejected", wish.reason)
    candidate.rejected_as = wish.kind
    facts = {
        "quote": candidate.quote,
        "commentary": candidate.commentary_id,
        "kind": wish.kind,
    }
    change = Change("candidate rejected", f"candidate/{candidate.id}", facts, wish.reason)
    append(session, now, actor, change)
    return candidate


def whose(session: Session, now: datetime, candidate: Candidate, wish: Acceptance) -> Pundit:
    """Return the pundit on whose record a candidate goes.

    Raises:
        InvalidInputError: if somebody is quoted and the editor names nobody.
    """
    if wish.pundit:
        return pundit_named(session, now, wish.pundit)
    if candidate.speaker:
        # A forecast is never put on somebody's record because a machine read a name.
        raise InvalidInputError(
            f"candidate {candidate.id} seems to be said by {candidate.speaker!r}, not by the"
            " author; name the pundit whose prediction it is"
        )
    return candidate.commentary.pundit


def _event_for(session: Session, now: datetime, candidate: Candidate, wish: Acceptance) -> Event:
    if wish.event is None:
        return new_event(session, now, candidate, wish)
    extra = [name for name in DESCRIBES_AN_EVENT if getattr(wish, name) is not None]
    if extra:
        raise InvalidInputError(
            f"{extra[0]} {str(getattr(wish, extra[0]))!r} describes an event, but the prediction"
            f" joins event {wish.event}, which has its own; leave it out or edit the event"
        )
    event = standing_event(session, wish.event)
    if event.deadline is not None and event.deadline < candidate.commentary.said_on:
        raise InvalidInputError(
            f"event {event.id} ended on {event.deadline}, before this was said on"
            f" {candidate.commentary.said_on}"
        )
    return event


def _prediction(now: datetime, actor: str, candidate: Candidate, wish: Acceptance) -> Prediction:
    set_by_editor = wish.probability is not None
    return Prediction(
        commentary=candidate.commentary,
        candidate_id=candidate.id,
        quote=candidate.quote,
        span_start=candidate.span_start,
        span_end=candidate.span_end,
        probability=wish.probability if set_by_editor else candidate.probability,
        low=wish.probability if set_by_editor else candidate.low,
        high=wish.probability if set_by_editor else candidate.high,
        basis="editor" if set_by_editor else candidate.basis,
        phrase=candidate.phrase,
        lexicon_version=candidate.lexicon_version,
        said_on=candidate.commentary.said_on,
        recorded_at=now,
        recorded_by=actor,
    )


def decide(
    candidate: Candidate, now: datetime, actor: str, decision: str, reason: str = ""
) -> None:
    """Note on a candidate what was decided about it."""
    candidate.decision = decision
    candidate.decided_at = now
    candidate.decided_by = actor
    candidate.reason = reason
    candidate.version += 1
