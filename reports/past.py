"""Standings as they were when each week began, and who has moved since."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from predictions.models import Pundit
from reports.luck import LEVEL, Earlier, Scores, is_large, p_values, told_from_luck
from reports.models import PastStanding
from reports.parts import Movement, Mover, StandingRow
from reports.schedule import period_of
from reports.standing_rows import standing_row
from scoring.counting import counted
from scoring.forms import Reading, Selection
from scoring.measures import index_of
from scoring.ranking import standings
from scoring.views import Standing, Standings

MIDDLE: Reading = "middle"


def keep_standings(session: Session, now: datetime, zone: str, topics: Iterable[str]) -> int:
    """Keep the standings of this week's beginning, overall and by topic; return how many are new.

    The first tick of a week in `zone` keeps them; later ones find them kept.
    """
    period = period_of(now, zone)
    missing = (topic for topic in ("", *topics) if not _is_kept(session, period, topic))
    return sum(_keep(session, now, period, topic) for topic in missing)


def work_out_standings(session: Session, topics: Iterable[str]) -> None:
    """Work out what `keep_standings` keeps, which then finds it in memory.

    It takes seconds, more where the libraries for it are still to be loaded: nobody's writing has
    to wait for that.
    """
    for topic in ("", *topics):
        standings(session, Selection(topic=topic or None))


def standings_are_kept(session: Session, now: datetime, zone: str, topics: Iterable[str]) -> bool:
    """Tell whether there is nothing to keep before the next week begins."""
    period = period_of(now, zone)
    return all(_is_kept(session, period, topic) for topic in ("", *topics))


def movement(session: Session, topic: str, since: datetime, found: Standings) -> Movement | None:
    """Return who moved since the standings that were kept last before `since`; None without any."""
    taken_at = session.scalar(
        select(PastStanding.taken_at)
        .where(PastStanding.topic == topic, PastStanding.taken_at <= since)
        .order_by(PastStanding.taken_at.desc())
        .limit(1)
    )
    if taken_at is None:
        return None
    past = _past(session, topic, taken_at)
    earlier = {key: Earlier(row.n, row.mean_brier) for key, row in past.items()}
    asked = p_values(earlier, _scores(session, topic))
    moved = told_from_luck(asked)
    slugs = _slugs(session, moved)
    rows = {row.pundit.slug: row for row in found.rows}
    movers = [
        Mover(_earlier_row(past[key], rows[slug]), standing_row(rows[slug]), asked[key])
        for key, slug in slugs.items()
        if slug in rows and is_large(index_of(past[key].mean_brier), rows[slug].brier_index)
    ]
    movers.sort(key=lambda mover: (mover.p_value, mover.now.pundit))
    return Movement(taken_at, tuple(movers), len(asked), LEVEL)


def _keep(session: Session, now: datetime, period: str, topic: str) -> int:
    rows = standings(session, Selection(topic=topic or None)).rows
    ids = dict(session.execute(select(Pundit.slug, Pundit.id)).all())
    session.add_all(
        PastStanding(
            period=period,
            topic=topic,
            taken_at=now,
            pundit_id=ids[row.pundit.slug],
            n=row.n,
            mean_brier=row.mean_brier,
            index_low=row.index_low,
            index_high=row.index_high,
        )
        for row in rows
    )
    session.flush()
    return len(rows)


def _is_kept(session: Session, period: str, topic: str) -> bool:
    known = exists().where(PastStanding.period == period, PastStanding.topic == topic)
    return bool(session.scalar(select(known)))


def _past(session: Session, topic: str, taken_at: datetime) -> dict[int, PastStanding]:
    query = select(PastStanding).where(
        PastStanding.topic == topic, PastStanding.taken_at == taken_at
    )
    return {row.pundit_id: row for row in session.scalars(query)}


def _scores(session: Session, topic: str) -> dict[int, Scores]:
    everything, _ = counted(session, Selection(topic=topic or None))
    if everything is None:
        return {}
    error = np.square(everything.probabilities[MIDDLE] - everything.occurred)
    order = np.argsort(everything.pundit, kind="stable")
    pundits, first = np.unique(everything.pundit[order], return_index=True)
    parts = np.split(order, first[1:])
    return {
        int(pundit): Scores(error[part], everything.n[part])
        for pundit, part in zip(pundits, parts, strict=True)
    }


def _slugs(session: Session, ids: Iterable[int]) -> dict[int, str]:
    query = select(Pundit.id, Pundit.slug).where(Pundit.id.in_(list(ids)))
    return dict(session.execute(query).all())


def _earlier_row(past: PastStanding, now: Standing) -> StandingRow:
    return StandingRow(
        rank=None,
        group=None,
        pundit=now.pundit.name,
        n=past.n,
        index=index_of(past.mean_brier),
        low=past.index_low,
        high=past.index_high,
    )
