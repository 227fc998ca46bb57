"""Deliveries, one at a time: leased in one short transaction, marked in another."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from reports.message import Letter
from reports.models import Delivery, Subscriber

MINUTE = timedelta(minutes=1)
# A server that says "later" mostly means minutes; after an hour it means hours.
WAITS = (MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 180 * MINUTE, 360 * MINUTE)


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery that nobody else attempts until its lease ends."""

    id: int
    subscriber_id: int
    attempt: int
    letter: Letter


def claim_delivery(session: Session, now: datetime, lease: timedelta) -> ClaimedDelivery | None:
    """Lease the delivery that has waited longest for `lease`; None if none is due."""
    query = (
        select(Delivery)
        .join(Delivery.subscriber)
        .where(
            _unsettled(),
            Delivery.next_attempt_at <= now,
            or_(Delivery.leased_until.is_(None), Delivery.leased_until <= now),
            Subscriber.unsubscribed_at.is_(None),
        )
        .options(joinedload(Delivery.report), joinedload(Delivery.subscriber))
        .order_by(Delivery.next_attempt_at, Delivery.id)
        .limit(1)
        .with_for_update(of=Delivery, skip_locked=True)
    )
    found = session.scalars(query).first()
    if found is None:
        return None
    found.leased_until = now + lease
    found.attempts += 1
    return ClaimedDelivery(found.id, found.subscriber_id, found.attempts, _letter(found))


def mark_sent(session: Session, now: datetime, claimed: ClaimedDelivery) -> None:
    """Note that the server took the mail, even if somebody else leased it meanwhile."""
    session.execute(
        update(Delivery)
        .where(Delivery.id == claimed.id, Delivery.sent_at.is_(None))
        .values(sent_at=now, failed_at=None, leased_until=None, last_error="")
    )


def mark_failed(
    session: Session, now: datetime, claimed: ClaimedDelivery, error: str, *, permanent: bool
) -> None:
    """Note that it was not sent: for good, or until the next attempt is due."""
    wait = WAITS[min(claimed.attempt, len(WAITS)) - 1]
    settled = {"failed_at": now} if permanent else {"next_attempt_at": now + wait}
    session.execute(
        update(Delivery)
        .where(_unsettled(), Delivery.id == claimed.id, Delivery.attempts == claimed.attempt)
        .values(leased_until=None, last_error=error, **settled)
    )


def hurry(session: Session, now: datetime) -> None:
    """Let everything that waits for its next attempt be due now."""
    waiting = and_(_unsettled(), Delivery.next_attempt_at > now)
    session.execute(update(Delivery).where(waiting).values(next_attempt_at=now))


def unsent_since(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """Count the deliveries that are not sent; return when the first of those due was due too."""
    n = session.scalar(select(func.count(Delivery.id)).where(_unsettled())) or 0
    first = select(func.min(Delivery.next_attempt_at)).where(
        _unsettled(), Delivery.next_attempt_at <= now
    )
    return n, session.scalar(first)


def leased_deliveries(session: Session, now: datetime) -> list[tuple[int, datetime]]:
    """Return the deliveries that a node has for itself, and until when."""
    query = select(Delivery.id, Delivery.leased_until).where(
        _unsettled(), Delivery.leased_until > now
    )
    rows = session.execute(query.order_by(Delivery.id))
    return [(key, until) for key, until in rows if until is not None]


def _unsettled() -> ColumnElement[bool]:
    return and_(Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))


def _letter(delivery: Delivery) -> Letter:
    report = delivery.report
    return Letter(
        recipient=delivery.subscriber.email,
        message_id=delivery.message_id,
        written_at=report.made_at,
        subject=report.subject,
        text=report.text,
        html=report.html,
    )
