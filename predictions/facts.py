"""What the ledger says of events and predictions: enough to work out again what was scored."""

from typing import Any

from predictions.models import Candidate, Event, Outcome, Prediction

NUMBERS = ("probability", "low", "high", "basis")


def event_facts(event: Event) -> dict[str, Any]:
    """Return all that describes an event and decides how it is scored."""
    return {
        "id": event.id,
        "claim": event.claim,
        "criteria": event.criteria,
        "deadline": event.deadline,
        "zone": event.zone,
        "deadline_basis": event.deadline_basis,
        "closes_at": event.closes_at,
        "condition": event.condition,
        "topic": event.topic,
    }


def prediction_facts(prediction: Prediction, *, new_event: bool) -> dict[str, Any]:
    """Return all that a prediction says; with its event, if it is the first one of it."""
    event = prediction.event
    return {
        "pundit": prediction.pundit.name,
        "event": event.id,
        "claim": event.claim,
        "deadline": event.deadline,
        "new_event": event_facts(event) if new_event else None,
        "candidate": prediction.candidate_id,
        "quote": prediction.quote,
        "commentary": prediction.commentary.sha256,
        "probability": prediction.probability,
        "low": prediction.low,
        "high": prediction.high,
        "basis": prediction.basis,
        "phrase": prediction.phrase,
        "lexicon_version": prediction.lexicon_version,
        "said_on": prediction.said_on,
    }


def outcome_facts(outcome: Outcome) -> dict[str, Any]:
    """Return what an outcome says."""
    return {
        "revision": outcome.revision,
        "ruling": outcome.ruling,
        "known_at": outcome.known_at,
        "evidence": outcome.evidence_url,
        "note": outcome.note,
        "condition_occurred": outcome.condition_occurred,
    }


def decisions_of(*candidates: Candidate) -> dict[str, str | None]:
    """Return the decision about each candidate by its id; None where it awaits one again."""
    return {str(candidate.id): candidate.decision for candidate in candidates}
