"""Reading scores and standings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from core.batches import batched
from predictions.lifecycle import why_not_scored
from predictions.models import Commentary, Event, Outcome, Prediction
from predictions.outcomes import IMPORTER
from predictions.queries import (
    events_by_id,
    newest_predictions,
    predictions,
    pundit_with_slug,
)
from predictions.rows import pundit_ref
from predictions.views import EventView, PredictionView
from scoring.calibration import calibration_of
from scoring.changed_minds import changed_minds, said_as, several_said
from scoring.funnel import funnel_of
from scoring.models import Score
from scoring.ranking import beside_standing, standings
from scoring.views import (
    Call,
    DecidedEvent,
    PunditRecord,
    ScoreView,
)

__all__ = [
    "amended_between", "calls", "calls_of_event", "decided_between", "news_between",
    "pundit_record", "standings", "unscored_count", "unscored_since",
]  # fmt: skip


def pundit_record(
    session: Session, slug: str, now: datetime, *, limit: int | None = None, skip: int = 0
) -> PunditRecord:
    """Return what stands on one pundit's page; of the calls, `limit` after the newest `skip`.

    Raises:
        NotFoundError: if nobody goes by that slug.
    """
    pundit = pundit_with_slug(session, slug)
    said = newest_predictions(session, _by(pundit.id), limit=limit, skip=skip)
    rows = {row.pundit.slug: row for row in standings(session).rows}
    waiting, conditional = beside_standing(session, pundit.id)
    return PunditRecord(
        pundit=pundit_ref(pundit),
        publications=_publications(session, pundit.id),
        standing=rows.get(slug),
        calibration=calibration_of(session, pundit.id),
        funnel=funnel_of(session, pundit.id, now),
        calls=tuple(_beside_restatements(session, pundit.id, said, now)),
        held=waiting,
        conditional=conditional,
    )


def calls_of_event(session: Session, event_id: int, now: datetime) -> list[Call]:
    """Return what everybody said about one event."""
    return calls(session, predictions(session, Prediction.event_id == event_id), now)


def calls(
    session: Session,
    said: Sequence[PredictionView],
    now: datetime,
    events: Mapping[int, EventView] | None = None,
) -> list[Call]:
    """Return each prediction with what became of it; `events` spares reading theirs again."""
    if events is None:
        events = events_by_id(session, sorted({p.event_id for p in said}), now)
    scores = _scores(session, [p.id for p in said])
    several = several_said(said)
    again = [p for p in said if p.event_id in several]
    changed = changed_minds(again, scores, events, _opened(session, several))
    placed = said_as(sorted(said, key=lambda p: (p.said_on, p.id)))
    return [
        Call(
            prediction=p,
            event=events[p.event_id],
            score=scores.get(p.id),
            why_not_scored=why_not_scored(events[p.event_id], p) or "",
            changed_mind=changed.get(p.id),
            said_as=placed[p.id],
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
    session: Session,
    start: datetime,
    end: datetime,
    now: datetime,
    limit: int | None = None,
    *,
    skip: int = 0,
) -> list[DecidedEvent]:
    """Return events whose outcome was amended in (start, end], newest first, after `skip`."""
    amended = _ruled(session, start, end, (Outcome.revision > 1,), limit, skip=skip)
    return _with_calls(session, amended, now)


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
    *,
    skip: int = 0,
) -> list[int]:
    # In the order of an index, so that the last few of a million are found without the others.
    query = (
        select(Outcome.event_id)
        .where(Outcome.recorded_at > start, Outcome.recorded_at <= end, *which)
        .order_by(Outcome.recorded_at.desc(), Outcome.id.desc())
    )
    rows = session.scalars(query.execution_options(yield_per=100))
    found: dict[int, None] = {}  # an event may have been amended more than once
    for event_id in rows:
        found[event_id] = None
        if limit is not None and len(found) == skip + limit:
            break
    rows.close()
    return list(found)[skip:]


def _with_calls(session: Session, event_ids: list[int], now: datetime) -> list[DecidedEvent]:
    events = events_by_id(session, event_ids, now)
    made: dict[int, list[Call]] = {event_id: [] for event_id in event_ids}
    said = predictions(session, Prediction.event_id.in_(event_ids))
    for call in calls(session, said, now, events):
        made[call.event.id].append(call)
    return [DecidedEvent(events[event_id], tuple(found)) for event_id, found in made.items()]


def _opened(session: Session, event_ids: Iterable[int]) -> dict[int, date]:
    """Return the day of anybody's first statement about each event."""
    first = func.min(Prediction.said_on).label("first")
    query = select(Prediction.event_id, first).group_by(Prediction.event_id)
    parts = (query.where(Prediction.event_id.in_(some)) for some in batched(event_ids))
    return {row.event_id: row.first for part in parts for row in session.execute(part)}


def _scores(session: Session, prediction_ids: Iterable[int]) -> dict[int, ScoreView]:
    query = select(Score).order_by(Score.outcome_revision)
    parts = (query.where(Score.prediction_id.in_(some)) for some in batched(prediction_ids))
    return {row.prediction_id: _score_view(row) for part in parts for row in session.scalars(part)}


def _beside_restatements(
    session: Session, pundit_id: int, said: Sequence[PredictionView], now: datetime
) -> list[Call]:
    """Return calls in the order given, each knowing what else its pundit said about its event."""
    about: list[PredictionView] = []
    for some in batched({p.event_id for p in said}):
        about += predictions(session, _by(pundit_id), Prediction.event_id.in_(some))
    found = {call.prediction.id: call for call in calls(session, about, now)}
    return [found[p.id] for p in said]


def _publications(session: Session, pundit_id: int) -> tuple[str, ...]:
    query = (
        select(Commentary.publication)
        .where(Commentary.publication != "")
        .where(exists().where(Prediction.commentary_id == Commentary.id, _by(pundit_id)))
        .distinct()
        .order_by(Commentary.publication)
    )
    return tuple(session.scalars(query))


def _by(pundit_id: int) -> ColumnElement[bool]:
    return Prediction.pundit_id == pundit_id


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
