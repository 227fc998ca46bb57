"""Reading what only pages ask for."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from core.ledger import history
from dashboard.view.history import Entry
from predictions.models import Commentary, Event, Outcome, Prediction, Pundit
from predictions.queries import predictions
from predictions.views import PredictionView, PunditRef
from scoring.kept import kept
from scoring.models import Score, Tally
from scoring.queries import amended_between, decided_between
from scoring.views import DecidedEvent

SLUG = re.compile("[a-z0-9-]+")
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PunditLine:
    """A pundit in the list of everybody."""

    pundit: PunditRef
    predictions: int
    scored: int


def is_slug(word: str) -> bool:
    """Tell a pundit's word; some databases refuse other characters instead of finding none."""
    return SLUG.fullmatch(word) is not None


def scored_count(session: Session) -> int:
    """Count the predictions that the standings rest on."""
    total = select(func.coalesce(func.sum(Tally.n), 0))
    return kept(session, "scored count", lambda: session.scalar(total) or 0)


def commentary_count(session: Session) -> int:
    """Count the commentaries on record."""
    return session.scalar(select(func.count(Commentary.id))) or 0


def pundit_count(session: Session) -> int:
    """Count the pundits on record."""
    return session.scalar(select(func.count(Pundit.id))) or 0


def everybody(session: Session, limit: int, skip: int = 0) -> list[PunditLine]:
    """Return pundits by name, with how much there is of each."""
    made = (
        select(func.count())
        .where(Prediction.pundit_id == Pundit.id)
        .correlate(Pundit)
        .scalar_subquery()
    )
    scored = (
        select(func.coalesce(func.sum(Tally.n), 0))
        .where(Tally.pundit_id == Pundit.id)
        .correlate(Pundit)
        .scalar_subquery()
    )
    ordered = select(Pundit.slug, Pundit.name, made, scored).order_by(Pundit.name, Pundit.id)
    query = ordered.limit(limit).offset(skip)
    return [
        PunditLine(PunditRef(slug, name), on_record, counted)
        for slug, name, on_record, counted in session.execute(query)
    ]


def choices(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the topics and the publications by which standings can be narrowed."""
    return kept(
        session,
        "choices",
        lambda: (_distinct(session, Tally.topic), _distinct(session, Commentary.publication)),
    )


def much_scored(session: Session, limit: int = 200) -> list[PunditRef]:
    """Return, by name, the pundits with the longest records."""
    total = func.sum(Tally.n)
    longest = select(Tally.pundit_id).group_by(Tally.pundit_id).order_by(total.desc()).limit(limit)
    query = select(Pundit.slug, Pundit.name).where(Pundit.id.in_(longest)).order_by(Pundit.name)
    return [PunditRef(slug, name) for slug, name in session.execute(query)]


def sharing_with(session: Session, slug: str, limit: int = 12) -> list[tuple[PunditRef, int]]:
    """Return who shares scored events with a pundit, and how many, most first."""
    if not is_slug(slug):
        return []
    mine, theirs = aliased(Score), aliased(Score)
    chosen = select(Pundit.id).where(Pundit.slug == slug).scalar_subquery()
    shared = func.count().label("shared")
    query = (
        select(Pundit.slug, Pundit.name, shared)
        .select_from(mine)
        .join(theirs, theirs.event_id == mine.event_id)
        .join(Pundit, Pundit.id == theirs.pundit_id)
        .where(mine.pundit_id == chosen, theirs.pundit_id != chosen)
        .where(mine.tallied_at.is_not(None), theirs.tallied_at.is_not(None))
        .group_by(Pundit.id, Pundit.slug, Pundit.name)
        .order_by(shared.desc(), Pundit.name)
        .limit(limit)
    )
    return [(PunditRef(other, name), n) for other, name, n in session.execute(query)]


def pundits_by_id(session: Session, ids: Sequence[int]) -> dict[int, PunditRef]:
    """Return pundits by their ids."""
    query = select(Pundit.id, Pundit.slug, Pundit.name).where(Pundit.id.in_(ids))
    return {number: PunditRef(slug, name) for number, slug, name in session.execute(query)}


def predictions_by_id(session: Session, ids: Sequence[int]) -> dict[int, PredictionView]:
    """Return predictions by their ids."""
    return {view.id: view for view in predictions(session, Prediction.id.in_(ids))}


def said_about(session: Session, event_ids: Sequence[int]) -> dict[int, list[PredictionView]]:
    """Return the predictions of each event, in the order in which they were said."""
    by_event: dict[int, list[PredictionView]] = defaultdict(list)
    for view in predictions(session, Prediction.event_id.in_(event_ids)):
        by_event[view.event_id].append(view)
    return by_event


def entries_about(session: Session, subjects: Sequence[str]) -> list[Entry]:
    """Return what the ledger says about each subject."""
    return [
        Entry(
            row.position,
            row.recorded_at,
            row.actor,
            row.action,
            json.loads(row.facts),
            row.reason,
            row.hash,
        )
        for subject in subjects
        for row in history(session, subject)
    ]


def latest_recorded(
    session: Session, limit: int, *conditions: ColumnElement[bool]
) -> list[tuple[PredictionView, datetime]]:
    """Return the predictions that came on record last, newest first, and when each did."""
    newest = select(Prediction.id, Prediction.recorded_at).where(*conditions)
    entered = session.execute(newest.order_by(Prediction.id.desc()).limit(limit)).all()
    views = predictions_by_id(session, [row.id for row in entered])
    return [(views[row.id], row.recorded_at) for row in entered]


def latest_decided(session: Session, now: datetime, limit: int) -> list[DecidedEvent]:
    """Return the events whose first outcome was entered last, newest first."""
    return decided_between(session, BEGINNING, now, now, limit)


def decided_count(session: Session, start: datetime, end: datetime) -> int:
    """Count the events whose first outcome was entered in (start, end]."""
    entered = (Outcome.revision == 1, Outcome.recorded_at > start, Outcome.recorded_at <= end)
    return session.scalar(select(func.count(Outcome.id)).where(*entered)) or 0


def latest_amended(
    session: Session, now: datetime, limit: int, skip: int = 0
) -> list[DecidedEvent]:
    """Return the events whose outcome was amended last, newest first, after `skip`."""
    return amended_between(session, BEGINNING, now, now, limit, skip=skip)


def amended_count(session: Session) -> int:
    """Count the events whose outcome was amended."""
    amended = func.count(Outcome.event_id.distinct())
    return session.scalar(select(amended).where(Outcome.revision > 1)) or 0


def merged_into(session: Session, event_id: int) -> tuple[int, ...]:
    """Return the events that were merged into one."""
    query = select(Event.id).where(Event.merged_into_id == event_id).order_by(Event.id)
    return tuple(session.scalars(query))


def _distinct(session: Session, column: InstrumentedAttribute[str]) -> tuple[str, ...]:
    return tuple(session.scalars(select(column).where(column != "").distinct().order_by(column)))
