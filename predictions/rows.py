"""Stored rows as the frozen values of `predictions.views`."""

import json
from datetime import datetime

from predictions.extraction.draft import TraceStep
from predictions.lifecycle import stage_of
from predictions.models import Candidate, Event, Outcome, Prediction, Pundit
from predictions.views import CandidateView, EventView, OutcomeView, PredictionView, PunditRef


def candidate_view(row: Candidate) -> CandidateView:
    """Return a stored candidate as a value."""
    return CandidateView(
        id=row.id,
        commentary_id=row.commentary_id,
        pundit=pundit_ref(row.commentary.pundit),
        quote=row.quote,
        span_start=row.span_start,
        span_end=row.span_end,
        claim=row.claim,
        probability=row.probability,
        low=row.low,
        high=row.high,
        basis=row.basis,
        phrase=row.phrase,
        rule=row.rule,
        cue=row.cue,
        polarity=row.polarity,
        deadline=row.deadline,
        deadline_text=row.deadline_text,
        conditional=row.conditional,
        condition=row.condition,
        speaker=row.speaker,
        said_on=row.commentary.said_on,
        decision=row.decision,
        reason=row.reason,
        trace=tuple(TraceStep(**step) for step in json.loads(row.trace)),
        rejected_as=row.rejected_as,
        version=row.version,
    )


def prediction_view(row: Prediction) -> PredictionView:
    """Return a stored prediction as a value."""
    return PredictionView(
        id=row.id,
        pundit=pundit_ref(row.pundit),
        event_id=row.event_id,
        claim=row.event.claim,
        commentary_id=row.commentary_id,
        commentary_title=row.commentary.title,
        publication=row.commentary.publication,
        quote=row.quote,
        quoted=row.quoted,
        span_start=row.span_start,
        span_end=row.span_end,
        probability=row.probability,
        low=row.low,
        high=row.high,
        basis=row.basis,
        phrase=row.phrase,
        said_on=row.said_on,
        restates_id=row.restates_id,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        version=row.version,
    )


def event_view(row: Event, now: datetime) -> EventView:
    """Return a stored event as it stands at `now`."""
    return EventView(
        id=row.id,
        claim=row.claim,
        criteria=row.criteria,
        condition=row.condition,
        topic=row.topic,
        deadline=row.deadline,
        deadline_basis=row.deadline_basis,
        zone=row.zone,
        closes_at=row.closes_at,
        stage=stage_of(row, now),
        outcomes=tuple(outcome_view(outcome) for outcome in row.outcomes),
        merged_into_id=row.merged_into_id,
        version=row.version,
    )


def outcome_view(row: Outcome) -> OutcomeView:
    """Return a stored outcome as a value."""
    return OutcomeView(
        row.revision,
        row.ruling,
        row.known_at,
        row.evidence_url,
        row.note,
        row.reason,
        row.recorded_at,
        row.recorded_by,
        row.condition_occurred,
    )


def pundit_ref(pundit: Pundit) -> PunditRef:
    """Return how pages name a pundit."""
    return PunditRef(pundit.slug, pundit.name)
