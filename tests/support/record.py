"""Short cuts to a record with something on it."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from predictions import by_hand, intake, outcomes, review
from predictions.forms import Acceptance, Amendment, MarkedForecast, NewCommentary, NewOutcome
from predictions.lifecycle import Ruling
from predictions.models import Event, Outcome, Prediction

SAID = datetime(2020, 10, 1, 9, tzinfo=UTC)
SAID_ON = SAID.date()
DEADLINE = date(2020, 11, 3)
AFTER = datetime(2020, 11, 10, 9, tzinfo=UTC)
ACTOR = "editor"
PROOF = "https://example.org/result"


def predict(
    session: Session,
    pundit: str,
    probability: float,
    *,
    event: Event | None = None,
    said_on: date = SAID_ON,
    deadline: date | None = DEADLINE,
    topic: str | None = None,
) -> Prediction:
    """Put one prediction on record by way of a commentary of its own."""
    now = datetime.combine(max(said_on, SAID_ON), SAID.timetz())
    quote = f"{pundit} gives it {probability}."
    text = f"{quote} So I wrote on {said_on.isoformat()}, about {event.id if event else 'news'}."
    new = NewCommentary(text=text, pundit=pundit, said_on=said_on)
    commentary = intake.add_commentary(session, now, ACTOR, new).commentary
    marked = MarkedForecast(quote=quote, probability=probability, claim="It happens")
    candidate = by_hand.mark_forecast(session, now, ACTOR, commentary.id, marked)
    wish = Acceptance(event=event.id) if event else Acceptance(deadline=deadline, topic=topic)
    return review.accept(session, now, ACTOR, candidate.id, wish)


def rule(
    session: Session,
    event: Event,
    ruling: Ruling,
    *,
    known_at: date = DEADLINE,
    now: datetime = AFTER,
) -> Outcome:
    """Enter what happened."""
    new = NewOutcome(
        ruling=ruling,
        known_at=known_at,
        evidence=PROOF,
        condition_occurred=condition_for(event, ruling),
    )
    return outcomes.record_outcome(session, now, ACTOR, event.id, new)


def amend(session: Session, event: Event, ruling: Ruling, *, now: datetime = AFTER) -> Outcome:
    """Enter that something else happened."""
    new = Amendment(
        ruling=ruling,
        known_at=DEADLINE,
        evidence=PROOF,
        condition_occurred=condition_for(event, ruling),
        reason="misread the source",
    )
    return outcomes.amend_outcome(session, now, ACTOR, event.id, new)


def condition_for(event: Event, ruling: Ruling) -> bool | None:
    """Say of a condition what goes with a ruling."""
    return ruling != "annulled" if event.condition else None
