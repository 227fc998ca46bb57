"""Reading the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.batches import batched
from core.errors import NotFoundError
from predictions.models import Candidate, Commentary, Event, Outcome, Prediction, Pundit
from predictions.rows import candidate_view, event_view, prediction_view, pundit_ref
from predictions.views import (
    CandidateView,
    CommentaryRow,
    CommentaryView,
    EventView,
    PredictionView,
)


@dataclass(frozen=True, slots=True)
class RecordSize:
    """How much stands on record, and how much waits for an editor."""

    commentaries: int
    waiting: int
    predictions: int
    events: int
    due: int


def pundit_with_slug(session: Session, slug: str) -> Pundit:
    """Return a pundit.

    Raises:
        NotFoundError: if nobody goes by that slug.
    """
    found = session.scalars(select(Pundit).where(Pundit.slug == slug)).first()
    if found is None:
        raise NotFoundError(f"there is no pundit {slug!r}")
    return found


def record_size(session: Session, now: datetime) -> RecordSize:
    """Count what there is."""
    to_review = select(func.count()).where(Candidate.decision.is_(None))
    due = select(func.count()).where(Event.closes_at <= now, *undecided())
    counts = (
        select(func.count(Commentary.id)),
        to_review,
        select(func.count(Prediction.id)),
        select(func.count(Event.id)),
        due,
    )
    found = session.execute(select(*(query.scalar_subquery() for query in counts)))
    return RecordSize(*found.one())


def commentaries(session: Session, limit: int = 200, skip: int = 0) -> list[CommentaryRow]:
    """Return the newest commentaries, by the day they were said on."""
    on_record = (
        select(func.count())
        .where(Prediction.commentary_id == Commentary.id)
        .correlate(Commentary)
        .scalar_subquery()
    )
    waiting = (
        select(func.count())
        .where(Candidate.commentary_id == Commentary.id, Candidate.decision.is_(None))
        .correlate(Commentary)
        .scalar_subquery()
    )
    query = (
        select(Commentary, on_record, waiting)
        .options(joinedload(Commentary.pundit))
        .order_by(Commentary.said_on.desc(), Commentary.id.desc())
        .limit(limit)
        .offset(skip)
    )
    return [
        CommentaryRow(c.id, pundit_ref(c.pundit), c.publication, c.title, c.said_on, recorded, left)
        for c, recorded, left in session.execute(query)
    ]


def commentary_view(session: Session, commentary_id: int) -> CommentaryView:
    """Return one commentary with its forecasts.

    Raises:
        NotFoundError: if there is none of that id.
    """
    found = session.get(Commentary, commentary_id)
    if found is None:
        raise NotFoundError(f"there is no commentary {commentary_id}")
    return CommentaryView(
        id=found.id,
        pundit=pundit_ref(found.pundit),
        publication=found.publication,
        title=found.title,
        url=found.url,
        said_on=found.said_on,
        text=found.text,
        sha256=found.sha256,
        predictions=tuple(predictions(session, Prediction.commentary_id == commentary_id)),
        waiting=tuple(candidates(session, commentary_id=commentary_id)),
    )


def candidates(
    session: Session,
    *,
    commentary_id: int | None = None,
    decided: bool = False,
    limit: int = 1000,
) -> list[CandidateView]:
    """Return candidates in the order of the text; those without a decision unless `decided`."""
    query = select(Candidate).options(
        joinedload(Candidate.commentary).joinedload(Commentary.pundit)
    )
    if commentary_id is not None:
        query = query.where(Candidate.commentary_id == commentary_id)
    if not decided:
        query = query.where(Candidate.decision.is_(None))
    ordered = query.order_by(Candidate.commentary_id, Candidate.span_start, Candidate.id)
    return [candidate_view(row) for row in session.scalars(ordered.limit(limit))]


def prediction_by_id(session: Session, prediction_id: int) -> PredictionView:
    """Return one prediction, withdrawn or not.

    Raises:
        NotFoundError: if there is none of that id.
    """
    found = session.get(Prediction, prediction_id)
    if found is None:
        raise NotFoundError(f"there is no prediction {prediction_id}")
    return prediction_view(found)


def candidate_by_id(session: Session, candidate_id: int) -> CandidateView:
    """Return one candidate, decided or not.

    Raises:
        NotFoundError: if there is none of that id.
    """
    found = session.get(Candidate, candidate_id)
    if found is None:
        raise NotFoundError(f"there is no candidate {candidate_id}")
    return candidate_view(found)


def prediction_of_candidate(session: Session, candidate_id: int) -> PredictionView | None:
    """Return what a candidate became when an editor put it on record; None if none did."""
    found = predictions(session, Prediction.candidate_id == candidate_id)
    return found[0] if found else None


def candidates_of_event(session: Session, event_id: int) -> dict[int, int]:
    """Return from which candidate each prediction of an event came, by the prediction's id."""
    query = select(Prediction.id, Prediction.candidate_id).where(
        Prediction.event_id == event_id, Prediction.candidate_id.is_not(None)
    )
    return {number: candidate for number, candidate in session.execute(query) if candidate}


def predictions(session: Session, *conditions: ColumnElement[bool]) -> list[PredictionView]:
    """Return predictions that meet SQL conditions, in the order in which they were said."""
    query = _with_their_places(conditions).order_by(Prediction.said_on, Prediction.id)
    return [prediction_view(row) for row in session.scalars(query)]


def newest_predictions(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None, skip: int = 0
) -> list[PredictionView]:
    """Return predictions that meet SQL conditions, the last said first, after the first `skip`."""
    query = _with_their_places(conditions).order_by(Prediction.said_on.desc(), Prediction.id.desc())
    return [prediction_view(row) for row in session.scalars(query.limit(limit).offset(skip))]


def event_by_id(session: Session, event_id: int, now: datetime) -> EventView:
    """Return one event.

    Raises:
        NotFoundError: if there is none of that id.
    """
    found = session.get(Event, event_id)
    if found is None:
        raise NotFoundError(f"there is no event {event_id}")
    return event_view(found, now)


def events_by_id(session: Session, ids: Sequence[int], now: datetime) -> dict[int, EventView]:
    """Return events by their ids."""
    found: dict[int, EventView] = {}
    for some in batched(ids):
        query = select(Event).where(Event.id.in_(some)).options(selectinload(Event.outcomes))
        found |= {row.id: event_view(row, now) for row in session.scalars(query)}
    return found


def all_events(session: Session, now: datetime, limit: int = 500, skip: int = 0) -> list[EventView]:
    """Return events, the latest deadline first; those without one stand at the end."""
    ordered = (
        select(Event)
        .order_by(Event.closes_at.is_(None), Event.closes_at.desc(), Event.id.desc())
        .options(selectinload(Event.outcomes))
        .limit(limit)
        .offset(skip)
    )
    return [event_view(row, now) for row in session.scalars(ordered)]


def undecided_events(
    session: Session,
    now: datetime,
    until: datetime | None = None,
    limit: int = 500,
    skip: int = 0,
    *,
    after: datetime | None = None,
) -> list[EventView]:
    """Return events without an outcome whose deadline ends by `until`, soonest first.

    Those whose deadline has passed (stage `due`) stand in it until they are decided, or merged,
    or nothing that was said of them stands any more. With `after`, only those whose deadline
    ends later than that.
    """
    query = select(Event).where(Event.closes_at.is_not(None), *undecided())
    if until is not None:
        query = query.where(Event.closes_at <= until)
    if after is not None:
        query = query.where(Event.closes_at > after)
    ordered = query.order_by(Event.closes_at, Event.id).options(selectinload(Event.outcomes))
    return [event_view(row, now) for row in session.scalars(ordered.limit(limit).offset(skip))]


def due_events(session: Session, now: datetime) -> list[EventView]:
    """Return the editors' queue: deadline passed, no outcome yet, longest waiting first."""
    return undecided_events(session, now, until=now)


def undecided() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which an event awaits, or will await, an outcome."""
    has_outcome = exists().where(Outcome.event_id == Event.id)
    stands = exists().where(Prediction.event_id == Event.id, Prediction.withdrawn_at.is_(None))
    return ~has_outcome, Event.merged_into_id.is_(None), stands


def _with_their_places(conditions: tuple[ColumnElement[bool], ...]) -> Select[Prediction]:
    return (
        select(Prediction)
        .where(*conditions)
        .options(
            joinedload(Prediction.pundit),
            joinedload(Prediction.event),
            joinedload(Prediction.commentary),
        )
    )
