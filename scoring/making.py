"""The scores of claimed events: what they should be, and what has to come and go for that.

Everything is read, worked out and written for many events at once: an outcome waits for as few
answers of the database as can be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, cast

from sqlalchemy import BindParameter, Row, Table, bindparam, delete, insert, select, union, update
from sqlalchemy.orm import Session

from core.ledger import Change, append_all
from predictions.lifecycle import Statement, first_statements, why_not_scored
from predictions.models import Event, Outcome, Prediction
from scoring.measures import brier_score
from scoring.models import Score
from scoring.tallies import KEY, take_from_tallies

ACTOR = "scheduler"
# What a score says, and by which it is replaced when the record says otherwise.
SAYS = (
    "prediction_id", "event_id", "outcome_revision", "deadline", "horizon_days", "counts_from", *KEY
)  # fmt: skip
# Statements are put together once: that takes as long as a database takes to answer them.
_THESE: BindParameter[Any] = bindparam("events", expanding=True)
OUTCOMES = (
    select(Outcome.event_id, Outcome.id, Outcome.revision, Outcome.ruling, Outcome.known_at)
    .where(Outcome.event_id.in_(_THESE))
    .order_by(Outcome.revision)
)
PREDICTIONS = (
    select(
        Prediction.id,
        Prediction.event_id,
        Prediction.pundit_id,
        Prediction.said_on,
        Prediction.withdrawn_at,
        Prediction.restates_id,
        Prediction.probability,
        Prediction.low,
        Prediction.high,
    )
    .where(Prediction.event_id.in_(_THESE))
    .order_by(Prediction.id)
)
# The scores of events, and those that their predictions brought along from another one.
_OWN = select(Score.id).where(Score.event_id.in_(_THESE))
_BROUGHT = select(Score.id).join(Prediction, Prediction.id == Score.prediction_id)
SCORES = (
    select(Score.id, Score.brier, Score.tallied_at, *(getattr(Score, name) for name in SAYS))
    .where(Score.id.in_(union(_OWN, _BROUGHT.where(Prediction.event_id.in_(_THESE)))))
    .order_by(Score.id)
)
STORE = insert(cast("Table", Score.__table__))
REMOVE = delete(Score).where(Score.id.in_(bindparam("scores", expanding=True)))
DONE = update(Event).where(Event.id.in_(_THESE)).values(unscored_since=None)

Values = dict[str, Any]  # the columns of a score


class Said(Protocol):
    """What scoring needs to know of a prediction."""

    id: int
    event_id: int
    pundit_id: int
    said_on: date
    withdrawn_at: datetime | None
    restates_id: int | None
    probability: float
    low: float
    high: float


class Ruled(Protocol):
    """What it needs to know of an outcome."""

    id: int
    event_id: int
    revision: int
    ruling: str
    known_at: datetime


class Waiting(Protocol):
    """What it needs to know of an event."""

    id: int
    topic: str
    condition: str
    zone: str
    deadline: date | None
    closes_at: datetime | None
    merged_into_id: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """An event with the outcome that counts."""

    id: int
    topic: str
    conditional: bool
    zone: str
    deadline: date | None
    closes_at: datetime | None
    merged_into_id: int | None
    outcome: Ruled | None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What has to change for one event."""

    event: Facts
    gone: list[Row[Any]]
    new: list[Values]


@dataclass(frozen=True, slots=True)
class Made:
    """How many scores came and went, and those that count in the standings from now on."""

    scored: int = 0
    replaced: int = 0
    entered: list[Values] = field(default_factory=list)

    def __add__(self, other: "Made") -> "Made":
        """What was done in two steps."""
        return Made(
            self.scored + other.scored,
            self.replaced + other.replaced,
            self.entered + other.entered,
        )


def score_events(session: Session, now: datetime, events: Sequence[Waiting]) -> Made:
    """Make the scores of events what they should be; `entered` is for the caller to count."""
    ids = [event.id for event in events]
    plan = _plan(session, now, events, ids)
    gone = [score for each in plan for score in each.gone]
    new = [values for each in plan for values in each.new]
    for score in gone:
        if score.tallied_at is not None:
            take_from_tallies(session, score)
    if gone:
        session.execute(REMOVE, {"scores": [score.id for score in gone]})
    if new:
        session.connection().execute(STORE, new)
    session.execute(DONE, {"events": ids})
    append_all(session, now, ACTOR, [_change(each) for each in plan if each.gone or each.new])
    return Made(len(new), len(gone), [values for values in new if values["tallied_at"]])


def _plan(
    session: Session, now: datetime, events: Sequence[Waiting], ids: list[int]
) -> list[Replacement]:
    # Only after the events are claimed: an amendment must not slip in between.
    connection, these = session.connection(), {"events": ids}
    outcomes = {row.event_id: row for row in connection.execute(OUTCOMES, these)}
    stored = connection.execute(SCORES, these).all()
    said: Mapping[int, list[Any]] = defaultdict(list)
    for row in connection.execute(PREDICTIONS, these):
        said[row.event_id].append(row)
    taken: set[int] = set()  # by an earlier event of these, where its prediction moved to
    plan = []
    for event in events:
        facts = facts_of(event, outcomes.get(event.id))
        have = [s for s in _of_event(stored, event, said[event.id]) if s.id not in taken]
        plan.append(_replacement(facts, have, _wanted(now, facts, said[event.id])))
        taken.update(score.id for score in plan[-1].gone)
    return plan


def facts_of(event: Waiting, outcome: Ruled | None) -> Facts:
    """Put a row of an event beside the outcome that counts."""
    return Facts(
        event.id,
        event.topic,
        bool(event.condition),
        event.zone,
        event.deadline,
        event.closes_at,
        event.merged_into_id,
        outcome,
    )


def _replacement(event: Facts, stored: list[Row[Any]], wanted: list[Values]) -> Replacement:
    have = {tuple(getattr(score, name) for name in SAYS): score for score in stored}
    should = {tuple(values[name] for name in SAYS): values for values in wanted}
    gone = [score for key, score in have.items() if key not in should]
    return Replacement(event, gone, [v for key, v in should.items() if key not in have])


def _of_event(stored: Sequence[Row[Any]], event: Waiting, said: list[Said]) -> Iterable[Row[Any]]:
    own = {prediction.id for prediction in said}
    return (s for s in stored if s.event_id == event.id or s.prediction_id in own)


def _wanted(now: datetime, event: Facts, said: list[Said]) -> list[Values]:
    outcome, deadline = event.outcome, event.deadline
    if outcome is None or deadline is None:
        return []
    scorable = [each for each in said if why_not_scored(event, each) is None]
    first = first_statements([Statement(p.id, p.pundit_id, p.said_on) for p in scorable])
    scores = [_score(outcome, deadline, p) for p in scorable]
    for score in scores:
        counts_from = event.closes_at if score["prediction_id"] in first else None
        score |= {
            "topic": event.topic,
            "conditional": event.conditional,
            "counts_from": counts_from,
            "scored_at": now,
            "tallied_at": now if counts_from and counts_from <= now else None,
        }
    return scores


def _score(outcome: Ruled, deadline: date, prediction: Said) -> Values:
    occurred = outcome.ruling == "occurred"
    readings = (prediction.probability, prediction.low, prediction.high)
    brier, brier_low, brier_high = (brier_score([p], [int(occurred)]) for p in readings)
    return {
        "prediction_id": prediction.id,
        "outcome_id": outcome.id,
        "outcome_revision": outcome.revision,
        "event_id": prediction.event_id,
        "pundit_id": prediction.pundit_id,
        "deadline": deadline,
        "horizon_days": (deadline - prediction.said_on).days,
        "probability": prediction.probability,
        "low": prediction.low,
        "high": prediction.high,
        "occurred": occurred,
        "brier": brier,
        "brier_low": brier_low,
        "brier_high": brier_high,
    }


def _change(made: Replacement) -> Change:
    outcome = made.event.outcome
    facts: dict[str, Any] = {
        "revision": outcome.revision if outcome else 0,
        "scores": {str(values["prediction_id"]): values["brier"] for values in made.new},
    }
    if made.gone:
        facts["before"] = {str(score.prediction_id): score.brier for score in made.gone}
    return Change("scores replaced" if made.gone else "scored", f"event/{made.event.id}", facts)
