"""Events: made when a candidate is accepted, corrected by editors."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.days import end_of_day
from core.errors import ConflictError, InvalidInputError
from core.ledger import Change, append
from predictions.changing.holding import scores_follow, standing_event
from predictions.forms import Acceptance, EventEdit
from predictions.lifecycle import has_closed
from predictions.models import Candidate, Event, Prediction


def new_event(session: Session, now: datetime, candidate: Candidate, wish: Acceptance) -> Event:
    """Make the event that a candidate forecasts, as the editor wishes it to be described.

    Raises:
        InvalidInputError: if its deadline lies before the day on which it was forecast.
    """
    deadline = wish.deadline or candidate.deadline
    basis = "editor" if wish.deadline else candidate.deadline_basis
    _refuse_before(deadline, candidate.commentary.said_on)
    event = Event(
        claim=wish.claim or candidate.claim,
        criteria=wish.criteria or "",
        zone=wish.zone or "UTC",
        topic=wish.topic or "",
        condition=wish.condition or candidate.condition,
        added_at=now,
    )
    _set_deadline(event, deadline, basis)
    session.add(event)
    session.flush()
    return event


def edit_event(
    session: Session, now: datetime, actor: str, event_id: int, edit: EventEdit
) -> Event:
    """Correct what describes an event; its scores follow with the next tick.

    Raises:
        NotFoundError: if there is no such event.
        ConflictError: if it was merged or changed since the editor saw it, or was decided as not
            having occurred by a deadline that would now be open again.
        InvalidInputError: if nothing changes, or the new deadline lies before a prediction.
    """
    event = standing_event(session, event_id, edit.version)
    wished = edit.model_dump(exclude_none=True, exclude={"reason", "version"})
    before = {name: getattr(event, name) for name in wished}
    if wished == before:
        raise InvalidInputError(f"event {event_id} is already as described; nothing was changed")
    _refuse_before(edit.deadline, _last_said(session, event_id))
    for name, value in wished.items():
        setattr(event, name, value)
    if edit.deadline or edit.zone:
        _set_deadline(event, event.deadline, "editor" if edit.deadline else event.deadline_basis)
        _refuse_reopened(event, now)
        wished["closes_at"] = event.closes_at
    event.version += 1
    scores_follow(now, event)
    session.flush()
    facts: dict[str, Any] = {"before": before, "after": wished}
    append(session, now, actor, Change("event edited", f"event/{event_id}", facts, edit.reason))
    return event


def _last_said(session: Session, event_id: int) -> date | None:
    return session.scalar(
        select(func.max(Prediction.said_on)).where(Prediction.event_id == event_id)
    )


def _refuse_reopened(event: Event, now: datetime) -> None:
    """What has not occurred by one day may still occur by another: that has to be asked again."""
    if event.outcome and event.outcome.ruling == "did_not_occur" and not has_closed(event, now):
        raise ConflictError(
            f"event {event.id} is decided as 'did_not_occur', and by {event.deadline} it can still"
            " happen; amend the outcome to 'annulled' first, and again when that day has passed"
        )


def _refuse_before(deadline: date | None, said_on: date | None) -> None:
    if deadline is not None and said_on is not None and deadline < said_on:
        raise InvalidInputError(
            f"deadline {deadline} lies before {said_on}, the day on which it was said;"
            " a deadline is the last day on which the event can still happen"
        )


def _set_deadline(event: Event, deadline: date | None, basis: str) -> None:
    event.deadline = deadline
    event.deadline_basis = basis if deadline else "none"
    event.closes_at = end_of_day(deadline, event.zone) if deadline else None
