"""Reading scores and standings."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from predictions.lifecycle import Stage, has_closed, why_not_scored
from predictions.models import Candidate, Commentary, Event, Outcome, Prediction
from predictions.outcomes import IMPORTER
from predictions.queries import events_by_id, predictions, pundit_with_slug
from predictions.rows import pundit_ref
from predictions.views import PredictionView
from scoring.calibration import calibration_of
from scoring.changed_minds import changed_minds, several_said
from scoring.models import Score
from scoring.ranking import beside_standing, standings
from scoring.views import (
    Call,
    DecidedEvent,
    Funnel,
    PunditRecord,
    ScoreView,
)

__all__ = [
    "amended_between", "calls", "calls_of_event", "decided_between", "news_between",
    "pundit_record", "standings", "unscored_count", "unscored_since",
]  # fmt: skip


def pundit_record(session: Session, slug: str, now: datetime) -> PunditRecord:
    """Return what stands on one pundit's page.

    Raises:
        NotFoundError: if nobody goes by that slug.
    """
    pundit = pundit_with_slug(session, slug)
    made = calls(session, predictions(session, Prediction.pundit_id == pundit.id), now)
    rows = {row.pundit.slug: row for row in standings(session).rows}
    waiting, conditional = beside_standing(session, pundit.id)
    return PunditRecord(
        pundit=pundit_ref(pundit),
        publications=tuple(sorted({call.prediction.publication for call in made} - {""})),
        standing=rows.get(slug),
        calibration=calibration_of(session, pundit.id),
        funnel=_funnel(session, pundit.id, made, now),
        calls=tuple(reversed(made)),
        held=waiting,
        conditional=conditional,
    )


def calls_of_event(session: Session, event_id: int, now: datetime) -> list[Call]:
    """Return what everybody said about one event."""
    return calls(session, predictions(session, Prediction.event_id == event_id), now)


def calls(session: Session, said: Sequence[PredictionView], now: datetime) -> list[Call]:
    """Return each prediction with what became of it."""
    events = events_by_id(session, sorted({p.event_id for p in said}), now)
    scores = _scores(session, [p.id for p in said])
    several = several_said(said)
    again = [p for p in said if p.event_id in several]
    changed = changed_minds(again, scores, events, _opened(session, several))
    return [
        Call(
            prediction=p,
            event=events[p.event_id],
            score=scores.get(p.id),
            why_not_scored=why_not_scored(events[p.event_id], p.said_on) or "",
            changed_mind=changed.get(p.id),
        )
        for p in said
    ]


def decided_between(
    session: Session, start: datetime, end: datetime, now: datetime, limit: int | None = None
) -> list[DecidedEvent]:
    """Return events whose outcome was first entered in (start, end], newest first."""
    return _with_calls(session, _ruled(session, start, end, (Outcome.revision == 1,), limit), now)


def news_between(
    session: Session, start: datetime, end: datetime, now: datetime
) -> list[DecidedEvent]:
    """Return what was decided in (start, end] without what an import brought: that is history."""
    news = (Outcome.revision == 1, Outcome.recorded_by != IMPORTER)
    return _with_calls(session, _ruled(session, start, end, news, None), now)


def amended_between(
    session: Session, start: datetime, end: datetime, now: datetime, limit: int | None = None
) -> list[DecidedEvent]:
    """Return events whose outcome was amended in (start, end], newest first."""
    return _with_calls(session, _ruled(session, start, end, (Outcome.revision > 1,), limit), now)


def unscored_count(session: Session) -> int:
    """Count the events that wait for the scheduler."""
    return session.scalar(select(func.count()).where(Event.unscored_since.is_not(None))) or 0


def unscored_since(session: Session) -> tuple[int, datetime | None]:
    """Count the events that wait for the scheduler; return since when the first one does too."""
    query = select(func.count(Event.unscored_since), func.min(Event.unscored_since))
    n, oldest = session.execute(query.where(Event.unscored_since.is_not(None))).one()
    return n, oldest


def _ruled(
    session: Session,
    start: datetime,
    end: datetime,
    which: tuple[ColumnElement[bool], ...],
    limit: int | None,
) -> list[int]:
    query = (
        select(Outcome.event_id, func.max(Outcome.recorded_at).label("ruled_at"))
        .where(Outcome.recorded_at > start, Outcome.recorded_at <= end, *which)
        .group_by(Outcome.event_id)
        .order_by(func.max(Outcome.recorded_at).desc(), Outcome.event_id.desc())
        .limit(limit)
    )
    return [row.event_id for row in session.execute(query)]


def _with_calls(session: Session, event_ids: list[int], now: datetime) -> list[DecidedEvent]:
    events = events_by_id(session, event_ids, now)
    made: dict[int, list[Call]] = {event_id: [] for event_id in event_ids}
    for call in calls(session, predictions(session, Prediction.event_id.in_(event_ids)), now):
        made[call.event.id].append(call)
    return [DecidedEvent(events[event_id], tuple(found)) for event_id, found in made.items()]


def _opened(session: Session, event_ids: Iterable[int]) -> dict[int, date]:
    """Return the day of anybody's first statement about each event."""
    first = func.min(Prediction.said_on).label("first")
    query = select(Prediction.event_id, first).where(Prediction.event_id.in_(list(event_ids)))
    return {row.event_id: row.first for row in session.execute(query.group_by(Prediction.event_id))}


def _scores(session: Session, prediction_ids: Iterable[int]) -> dict[int, ScoreView]:
    query = (
        select(Score)
        .where(Score.prediction_id.in_(list(prediction_ids)))
        .order_by(Score.outcome_revision)
    )
    return {row.prediction_id: _score_view(row) for row in session.scalars(query)}


def _funnel(session: Session, pundit_id: int, made: list[Call], now: datetime) -> Funnel:
    decisions = (
        select(Candidate.decision, func.count().label("n"))
        .join(Commentary)
        .where(Commentary.pundit_id == pundit_id)
        .group_by(Candidate.decision)
    )
    counted = {row.decision: row.n for row in session.execute(decisions)}
    return Funnel(
        seen=sum(counted.values()),
        on_record=len(made),
        due=sum(has_closed(call.event, now) for call in made),
        decided=sum(call.event.stage in {Stage.DECIDED, Stage.VOID} for call in made),
        scored=sum(call.score is not None for call in made),
        rejected=counted.get("rejected", 0),
        waiting=counted.get(None, 0),
    )


def _score_view(row: Score) -> ScoreView:
    return ScoreView(
        brier=row.brier,
        brier_low=row.brier_low,
        brier_high=row.brier_high,
        occurred=row.occurred,
        counts=row.counts_from is not None,
        in_standings=row.tallied_at is not None,
        scored_at=row.scored_at,
        conditional=row.conditional,
    )
