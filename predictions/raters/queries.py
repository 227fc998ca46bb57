"""Reading second rulings: what a rater said is in none of this until it is settled."""

import json

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from predictions.raters.agreement import Agreement, agreement
from predictions.raters.models import RaterRuling, SecondRuling
from predictions.raters.views import Raters, Said, SecondRulingView


def raters(session: Session, limit: int = 200) -> Raters:
    """Return everything about second rulings that may be read."""
    ordered = _all().order_by(SecondRuling.asked_at, SecondRuling.id)
    wanted = session.scalars(ordered.where(SecondRuling.settled_at.is_(None)).limit(limit))
    done = _all().order_by(SecondRuling.settled_at.desc(), SecondRuling.id.desc())
    settled = session.scalars(done.where(SecondRuling.settled_at.is_not(None)).limit(limit))
    return Raters(
        rater_agreement(session),
        tuple(map(second_ruling_view, wanted)),
        tuple(map(second_ruling_view, settled)),
    )


def rater_agreement(session: Session) -> Agreement:
    """Return how well the first two raters of every settled event agree."""
    query = (
        select(RaterRuling.second_ruling_id, RaterRuling.ruling)
        .join(RaterRuling.wish)
        .where(SecondRuling.settled_at.is_not(None), RaterRuling.place <= 2)  # noqa: PLR2004 - two
        .order_by(RaterRuling.second_ruling_id, RaterRuling.place)
    )
    said: dict[int, list[str]] = {}
    for wish, ruling in session.execute(query):
        said.setdefault(wish, []).append(ruling)
    return agreement([(pair[0], pair[1]) for pair in said.values() if len(pair) > 1])


def second_rulings_of(session: Session, event_id: int) -> list[SecondRulingView]:
    """Return the second rulings on one event, oldest first."""
    query = _all().where(SecondRuling.event_id == event_id).order_by(SecondRuling.id)
    return [second_ruling_view(row) for row in session.scalars(query)]


def second_ruling_view(row: SecondRuling) -> SecondRulingView:
    """Return a stored wish as a value, without what is still hidden."""
    return SecondRulingView(
        event_id=row.event_id,
        claim=row.event.claim,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        reason=row.reason,
        raters=tuple(ruling.rater for ruling in row.rulings),
        settled_at=row.settled_at,
        result=row.result,
        said=tuple(map(_said, row.rulings)) if row.settled_at is not None else (),
    )


def _said(row: RaterRuling) -> Said:
    given = json.loads(row.given)
    return Said(
        row.rater, row.ruling, given["known_at"], given["evidence"], given["note"], row.given_at
    )


def _all() -> Select[SecondRuling]:
    return select(SecondRuling).options(
        joinedload(SecondRuling.event), selectinload(SecondRuling.rulings)
    )
