"""Reading disputes and replies; no mail address is in any of it."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from core.errors import NotFoundError
from predictions.disputes.models import Dispute, Reply
from predictions.disputes.views import DisputeView, ReplyView, Talk
from predictions.models import Prediction
from predictions.rows import pundit_ref


def talk_about_event(session: Session, event_id: int) -> Talk:
    """Return what stands beside an event."""
    return Talk(
        tuple(disputes(session, Dispute.event_id == event_id)),
        tuple(replies(session, Prediction.event_id == event_id)),
    )


def talk_about_pundit(session: Session, pundit_id: int, limit: int = 50) -> Talk:
    """Return what stands beside a pundit's record: about their predictions, or filed for them."""
    theirs = or_(Prediction.pundit_id == pundit_id, Dispute.speaks_for_id == pundit_id)
    return Talk(
        tuple(disputes(session, theirs, limit=limit)),
        tuple(replies(session, Prediction.pundit_id == pundit_id, limit=limit)),
    )


def replies_between(
    session: Session, start: datetime, end: datetime, topic: str = ""
) -> list[ReplyView]:
    """Return the replies given in (start, end], in one topic or in all."""
    about = (Prediction.event.has(topic=topic),) if topic else ()
    return replies(session, Reply.given_at > start, Reply.given_at <= end, *about)


def disputes(
    session: Session, *conditions: ColumnElement[bool], limit: int = 500
) -> list[DisputeView]:
    """Return the newest disputes that meet SQL conditions, oldest first."""
    query = (
        select(Dispute)
        .outerjoin(Dispute.prediction)
        .where(*conditions)
        .options(
            joinedload(Dispute.event),
            joinedload(Dispute.speaks_for),
            joinedload(Dispute.prediction).joinedload(Prediction.pundit),
        )
        .order_by(Dispute.id.desc())
        .limit(limit)
    )
    return [dispute_view(row) for row in reversed(session.scalars(query).all())]


def dispute_by_id(session: Session, dispute_id: int) -> DisputeView:
    """Return one dispute.

    Raises:
        NotFoundError: if there is none of that id.
    """
    found = session.get(Dispute, dispute_id)
    if found is None:
        raise NotFoundError(f"there is no dispute {dispute_id}")
    return dispute_view(found)


def unanswered(session: Session) -> tuple[int, datetime | None]:
    """Count the disputes that wait for an answer, and say since when the first does."""
    query = select(func.count(Dispute.id), func.min(Dispute.filed_at))
    n, first = session.execute(query.where(Dispute.answered_at.is_(None))).one()
    return n, first


def replies(
    session: Session, *conditions: ColumnElement[bool], limit: int = 500
) -> list[ReplyView]:
    """Return the newest replies that meet SQL conditions, oldest first."""
    query = (
        select(Reply)
        .join(Reply.prediction)
        .where(*conditions)
        .options(
            joinedload(Reply.prediction).joinedload(Prediction.pundit),
            joinedload(Reply.prediction).joinedload(Prediction.event),
        )
        .order_by(Reply.id.desc())
        .limit(limit)
    )
    return [reply_view(row) for row in reversed(session.scalars(query).all())]


def dispute_view(row: Dispute) -> DisputeView:
    """Return a stored dispute as a value."""
    return DisputeView(
        id=row.id,
        event_id=row.event_id,
        claim=row.event.claim,
        prediction_id=row.prediction_id,
        pundit=pundit_ref(row.prediction.pundit) if row.prediction else None,
        about=row.about,
        text=row.text,
        filed_at=row.filed_at,
        filed_by=row.filed_by,
        speaks_for=pundit_ref(row.speaks_for) if row.speaks_for else None,
        upheld=row.upheld,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )


def reply_view(row: Reply) -> ReplyView:
    """Return a stored reply as a value."""
    return ReplyView(
        id=row.id,
        event_id=row.prediction.event_id,
        claim=row.prediction.event.claim,
        prediction_id=row.prediction_id,
        pundit=pundit_ref(row.prediction.pundit),
        text=row.text,
        given_at=row.given_at,
        given_by=row.given_by,
    )
