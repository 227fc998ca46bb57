"""PURE. The scores that a state should have: worked out anew, from the ledger alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from predictions.lifecycle import Statement, first_statements, why_not_scored
from scoring.audit.state import State, ToldEvent, ToldOutcome, ToldPrediction

# pundit, topic, conditional, probability, low, high, occurred: as the tallies are kept
Key = tuple[str, str, bool, float, float, float, bool]


@dataclass(frozen=True, slots=True)
class ExpectedScore:
    """What the score of one prediction should say; `counts_from` as `scoring.models.Score` does."""

    event: int
    outcome_revision: int
    deadline: date
    horizon_days: int
    counts_from: datetime | None
    key: Key
    brier: float
    brier_low: float
    brier_high: float


def expected_scores(state: State) -> dict[int, ExpectedScore]:
    """Return the scores that should be on record, by prediction."""
    said: dict[int, list[tuple[int, ToldPrediction]]] = defaultdict(list)
    for prediction_id, prediction in state.predictions.items():
        event = state.events[prediction.event]
        if why_not_scored(event, prediction) is None:
            said[prediction.event].append((prediction_id, prediction))
    scores: dict[int, ExpectedScore] = {}
    for event_id, made in said.items():
        event = state.events[event_id]
        if event.outcome is None or event.deadline is None:
            continue
        # Pundits by name: a number for each within this event.
        numbers = {name: n for n, name in enumerate({p.pundit for _, p in made})}
        first = first_statements([Statement(i, numbers[p.pundit], p.said_on) for i, p in made])
        for prediction_id, prediction in made:
            counts_from = event.closes_at if prediction_id in first else None
            scores[prediction_id] = _score(
                event, event.outcome, event.deadline, prediction, counts_from
            )
    return scores


def _score(
    event: ToldEvent,
    outcome: ToldOutcome,
    deadline: date,
    said: ToldPrediction,
    counts_from: datetime | None,
) -> ExpectedScore:
    occurred = outcome.ruling == "occurred"
    numbers = (said.probability, said.low, said.high)
    brier, brier_low, brier_high = ((number - occurred) ** 2 for number in numbers)
    return ExpectedScore(
        event=said.event,
        outcome_revision=outcome.revision,
        deadline=deadline,
        horizon_days=(deadline - said.said_on).days,
        counts_from=counts_from,
        key=(said.pundit, event.topic, bool(event.condition), *numbers, occurred),
        brier=brier,
        brier_low=brier_low,
        brier_high=brier_high,
    )
