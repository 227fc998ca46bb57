"""What to say of a decision that was just made: when it will be due, and what happens then."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.formats import day, percent
from predictions.models import Candidate, Event, Prediction
from predictions.rows import event_view
from predictions.views import EventView


def done_words(session: Session, now: datetime, candidate_id: int) -> str:
    """Say what was decided about a candidate; empty if nothing was."""
    candidate = session.get(Candidate, candidate_id)
    if candidate is None or candidate.decision is None:
        return ""
    if candidate.decision == "rejected":
        return f"Not recorded: {candidate.reason}."
    query = select(Prediction, Event).join(Event).where(Prediction.candidate_id == candidate_id)
    row = session.execute(query).first()
    if row is None:
        return ""
    prediction, event = row
    said = f"On record: {prediction.pundit.name} gives {percent(prediction.probability)} to"
    return f"{said} “{event.claim.removesuffix('.')}”. {what_next(event_view(event, now))}"


def what_next(event: EventView) -> str:
    """Say when an event will be due and what happens then."""
    if event.outcome is not None:
        return "Its outcome is known: the next tick scores it."
    if event.deadline is None:
        return "It has no deadline: it is counted, and not scored until an editor sets one."
    last = f"{day(event.deadline)} ({event.zone})"
    if event.closes_at is not None and event.stage.value == "due":
        return f"Its deadline was {last}: it stands in the due queue now."
    return f"It is due after {last}; then the desk asks what happened, and it is scored."
