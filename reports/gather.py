"""From the record to one week of it: queries, turned into the plain values of an issue."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from core import ledger
from core.days import day_in
from predictions.lifecycle import Stage
from predictions.models import Prediction
from predictions.queries import predictions, record_size, undecided_events
from predictions.views import EventView, PredictionView
from reports.model import Table, Week
from reports.parts import (
    Correction,
    DecidedCall,
    DueEvent,
    Said,
    StandingRow,
    UnscoredEvent,
)
from reports.schedule import WEEK, period_of
from scoring import queries
from scoring.views import Call, DecidedEvent, Standing

MOST_DUE = 200
RESTATED = "an earlier call of the same pundit on this event counts"
NO_CALLS = "Nobody's call on it is on record."


def gather(session: Session, now: datetime, start: datetime, zone: str) -> Week:
    """Return what happened to the record in (start, now], as a reader in `zone` sees it."""
    decided = queries.news_between(session, start, now, now)
    overdue = record_size(session, now).due
    return Week(
        period=period_of(now, zone),
        covers_from=start,
        covers_to=now,
        zone=zone,
        calls=tuple(call for event in decided for call in _calls(event)),
        unscored=tuple(line for event in decided for line in _unscored(event)),
        due=_due(session, now, overdue),
        overdue=overdue,
        corrections=tuple(
            _correction(each.event, start)
            for each in queries.amended_between(session, start, now, now)
        ),
        standings=_standings(session),
        ledger_head=ledger.head(session),
    )


def _calls(decided: DecidedEvent) -> Iterator[DecidedCall]:
    outcome = decided.event.outcome
    for call in decided.calls:
        if outcome is None or _why_not(call):
            continue
        yield DecidedCall(
            said=_said(call.prediction),
            event_id=decided.event.id,
            claim=_claim(decided.event),
            occurred=outcome.ruling == "occurred",
            known_on=day_in(outcome.known_at, decided.event.zone),
            brier=call.score.brier if call.score else None,
            in_standings=call.score.in_standings if call.score else False,
        )


def _unscored(decided: DecidedEvent) -> Iterator[UnscoredEvent]:
    reasons = [why for call in decided.calls if (why := _why_not(call))]
    for why in sorted(set(reasons)):
        yield UnscoredEvent(decided.event.id, _claim(decided.event), reasons.count(why), f"{why}.")
    if not decided.calls:
        yield UnscoredEvent(decided.event.id, _claim(decided.event), 0, NO_CALLS)


def _why_not(call: Call) -> str:
    if call.score is not None and not call.score.counts:
        return RESTATED
    return call.why_not_scored


def _due(session: Session, now: datetime, overdue: int) -> tuple[DueEvent, ...]:
    # What is overdue comes first in the list, and must not crowd out what comes next.
    listed = undecided_events(session, now, until=now + WEEK, limit=overdue + MOST_DUE)
    events = [event for event in listed if event.stage is Stage.OPEN]
    said = _first_said(session, [event.id for event in events])
    return tuple(
        DueEvent(event.id, _claim(event), event.deadline, event.zone, tuple(said[event.id]))
        for event in events
        if event.deadline is not None
    )


def _first_said(session: Session, event_ids: Sequence[int]) -> dict[int, list[Said]]:
    """Each pundit's first statement about each event, as in the standings."""
    first: dict[tuple[int, str], PredictionView] = {}
    for view in predictions(session, Prediction.event_id.in_(event_ids)):
        first.setdefault((view.event_id, view.pundit.slug), view)
    said: dict[int, list[Said]] = {event_id: [] for event_id in event_ids}
    for view in first.values():
        said[view.event_id].append(_said(view))
    return said


def _correction(event: EventView, start: datetime) -> Correction:
    first, *later = event.outcomes
    stood = [outcome for outcome in event.outcomes if outcome.recorded_at <= start]
    before = stood[-1] if stood else first
    latest = later[-1]
    return Correction(event.id, _claim(event), before.ruling, latest.ruling, latest.reason)


def _standings(session: Session) -> Table:
    found = queries.standings(session)
    return Table(tuple(_row(row) for row in found.rows), found.minimum, found.level)


def _row(row: Standing) -> StandingRow:
    return StandingRow(
        rank=row.rank,
        group=row.group,
        pundit=row.pundit.name,
        n=row.n,
        index=row.brier_index,
        low=row.index_low,
        high=row.index_high,
    )


def _said(view: PredictionView) -> Said:
    return Said(
        pundit=view.pundit.name,
        said_on=view.said_on,
        quote=view.quote,
        phrase=view.phrase,
        basis=view.basis,
        probability=view.probability,
        low=view.low,
        high=view.high,
    )


def _claim(event: EventView) -> str:
    # A conditional claim means something else without its condition.
    return f"{event.claim} [on condition: {event.condition}]" if event.condition else event.claim
