"""The unit of work of the scheduler: events whose scores are not what they should be."""

import logging
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, select
from sqlalchemy.orm import Session

from core.db import is_momentary
from core.ledger import Change, append
from core.retries import forget_failures, held_back, note_failure
from predictions.lifecycle import Statement, first_statements, why_not_scored
from predictions.models import Event, Outcome, Prediction
from scoring.editions import renew_edition
from scoring.measures import brier_score
from scoring.models import Score
from scoring.tallies import KEY, add_to_tallies, take_from_tallies

log = logging.getLogger(__name__)

ACTOR = "scheduler"
KIND = "score"  # what the list of failed work calls an event that cannot be scored
# SQLite has one writer at a time: five hundred events held up the others for seconds, and on a busy
# machine for so long that they gave up.
EVENTS_AT_A_TIME = 50
SCORES_AT_A_TIME = 5000
# What a score says, and by which it is replaced when the record says otherwise.
SAYS = (
    "prediction_id", "event_id", "outcome_revision", "deadline", "horizon_days", "counts_from", *KEY
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoringRun:
    """What one run did."""

    events: int = 0
    scored: int = 0
    replaced: int = 0
    entered: int = 0
    failed: int = 0

    def __add__(self, other: "ScoringRun") -> "ScoringRun":
        """What two runs did together."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return ScoringRun(*(mine + theirs for mine, theirs in pairs))

    def __str__(self) -> str:
        """One line for people."""
        return (
            f"{self.scored} scored, {self.replaced} replaced, {self.entered} entered in the"
            f" standings, {self.failed} failed, over {self.events} events"
        )


def score_pending(session: Session, now: datetime, limit: int = EVENTS_AT_A_TIME) -> ScoringRun:
    """Score what waits, at most `limit` events, and enter in the standings what may count.

    Running it again does nothing. One event that cannot be scored does not hold up the others.
    """
    query = (
        select(Event)
        .where(Event.unscored_since.is_not(None), ~_held_back(now))
        .order_by(Event.unscored_since, Event.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    events = list(session.scalars(query))
    if not events and session.scalar(select(Score.id).where(*_ready(now)).limit(1)) is None:
        return ScoringRun()
    renew_edition(session)
    scored = replaced = 0
    done: list[int] = []
    for event in events:
        try:
            with session.begin_nested():
                added, removed = score_event(session, now, event)
        except Exception as error:  # one bad record must not block the rest
            if is_momentary(error):
                raise
            log.exception("event %d cannot be scored", event.id, extra={"action": "score-failed"})
            note_failure(session, now, KIND, event.id, error)
        else:
            done.append(event.id)
            scored += added
            replaced += removed
    forget_failures(session, KIND, done)
    failed, entered = len(events) - len(done), enter_in_standings(session, now)
    return ScoringRun(len(events), scored, replaced, entered, failed)


def score_event(session: Session, now: datetime, event: Event) -> tuple[int, int]:
    """Make the scores of one event what they should be; return how many came and went."""
    wanted = {_key(score): score for score in _wanted(session, now, event)}
    stored = {_key(score): score for score in _stored(session, event)}
    gone = [score for key, score in stored.items() if key not in wanted]
    new = [score for key, score in wanted.items() if key not in stored]
    for score in gone:
        if score.tallied_at is not None:
            take_from_tallies(session, score)
        session.delete(score)
    session.flush()
    session.add_all(new)
    event.unscored_since = None
    session.flush()
    if gone or new:
        append(session, now, ACTOR, _change(event, gone, new))
    return len(new), len(gone)


def enter_in_standings(session: Session, now: datetime) -> int:
    """Count the scores whose time has come in the tallies; return how many."""
    query = (
        select(Score)
        .where(*_ready(now))
        .order_by(Score.counts_from, Score.id)
        .limit(SCORES_AT_A_TIME)
        .with_for_update(skip_locked=True)
    )
    ready = list(session.scalars(query))
    add_to_tallies(session, ready)
    for score in ready:
        score.tallied_at = now
    session.flush()
    return len(ready)


def _held_back(now: datetime) -> ColumnElement[bool]:
    """What failed waits for its next attempt, unless an editor touches the event before."""
    return held_back(KIND, cast(Event.id, Text), now, Event.unscored_since)


def _ready(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Score.tallied_at.is_(None), Score.counts_from <= now


def _wanted(session: Session, now: datetime, event: Event) -> list[Score]:
    outcome, deadline = event.outcome, event.deadline
    if outcome is None or deadline is None:
        return []
    scorable = [
        prediction
        for prediction in _predictions(session, event)
        if why_not_scored(event, prediction) is None
    ]
    first = first_statements([Statement(p.id, p.pundit_id, p.said_on) for p in scorable])
    scores = [_score(outcome, deadline, p) for p in scorable]
    for score in scores:
        score.topic, score.conditional = event.topic, bool(event.condition)
        score.counts_from = event.closes_at if score.prediction_id in first else None
        score.scored_at = now
    return scores


def _predictions(session: Session, event: Event) -> list[Prediction]:
    query = select(Prediction).where(Prediction.event_id == event.id).order_by(Prediction.id)
    return list(session.scalars(query))


def _stored(session: Session, event: Event) -> list[Score]:
    """The scores of an event, and those that its predictions brought along from another one."""
    of_its_own = select(Prediction.id).where(Prediction.event_id == event.id)
    found = {
        score.id: score
        for of in (Score.event_id == event.id, Score.prediction_id.in_(of_its_own))
        for score in session.scalars(select(Score).where(of))
    }
    return list(found.values())


def _score(outcome: Outcome, deadline: date, prediction: Prediction) -> Score:
    occurred = outcome.ruling == "occurred"
    readings = (prediction.probability, prediction.low, prediction.high)
    brier, brier_low, brier_high = (brier_score([p], [int(occurred)]) for p in readings)
    return Score(
        prediction_id=prediction.id,
        outcome_id=outcome.id,
        outcome_revision=outcome.revision,
        event_id=prediction.event_id,
        pundit_id=prediction.pundit_id,
        deadline=deadline,
        horizon_days=(deadline - prediction.said_on).days,
        probability=prediction.probability,
        low=prediction.low,
        high=prediction.high,
        occurred=occurred,
        brier=brier,
        brier_low=brier_low,
        brier_high=brier_high,
    )


def _key(score: Score) -> tuple[Any, ...]:
    """Two scores with the same key say the same."""
    return tuple(getattr(score, name) for name in SAYS)


def _change(event: Event, gone: list[Score], new: list[Score]) -> Change:
    facts: dict[str, Any] = {
        "revision": event.outcome.revision if event.outcome else 0,
        "scores": {str(score.prediction_id): score.brier for score in new},
    }
    if gone:
        facts["before"] = {str(score.prediction_id): score.brier for score in gone}
    return Change("scores replaced" if gone else "scored", f"event/{event.id}", facts)
