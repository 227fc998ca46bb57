"""Who gets the weekly report: people come, go, and come back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import ConflictError, NotFoundError
from core.forms import Form, Line, Zone
from core.mail.addresses import mail_address
from core.mail.models import Delivery
from core.mail.outbox import cancel
from reports.models import Report, Subscriber

UNSUBSCRIBED = "unsubscribed before it was sent"


class NewSubscriber(Form):
    """Somebody who wants the weekly report, and the zone they live in."""

    email: Annotated[Line, AfterValidator(mail_address)]
    zone: Zone


@dataclass(frozen=True, slots=True)
class SubscriberView:
    """A subscriber, present or former."""

    id: int
    email: str
    zone: str
    subscribed_at: datetime
    unsubscribed_at: datetime | None


def subscribe(session: Session, now: datetime, new: NewSubscriber) -> SubscriberView:
    """Add a subscriber, or take a former one back.

    Raises:
        ConflictError: if that address is subscribed already.
    """
    found = _with_email(session, new.email)
    if found is None:
        found = _added(session, now, new)
    elif found.unsubscribed_at is None:
        raise _already(new.email)
    found.zone, found.subscribed_at, found.unsubscribed_at = new.zone, now, None
    session.flush()
    return subscriber_view(found)


def unsubscribe(session: Session, now: datetime, subscriber_id: int) -> SubscriberView:
    """End a subscription, with whatever is not sent yet; ending it twice changes nothing.

    Raises:
        NotFoundError: if there is no such subscriber.
    """
    query = select(Subscriber).where(Subscriber.id == subscriber_id).with_for_update()
    found = session.scalars(query).first()
    if found is None:
        raise NotFoundError(f"there is no subscriber {subscriber_id}")
    if found.unsubscribed_at is None:
        found.unsubscribed_at = now
        theirs = select(Report.delivery_id).where(Report.subscriber_id == found.id)
        cancel(session, now, UNSUBSCRIBED, Delivery.id.in_(theirs))
    return subscriber_view(found)


def subscriber_by_email(session: Session, email: str) -> SubscriberView:
    """Return a subscriber, present or former.

    Raises:
        NotFoundError: if nobody has that address.
    """
    found = _with_email(session, email.strip().lower())
    if found is None:
        raise NotFoundError(f"nobody subscribed as {email!r}")
    return subscriber_view(found)


def subscriber_by_id(session: Session, subscriber_id: int) -> SubscriberView | None:
    """Return a subscriber, present or former; None if there is none of that id."""
    found = session.get(Subscriber, subscriber_id)
    return subscriber_view(found) if found else None


def subscribers(session: Session) -> list[SubscriberView]:
    """Return everybody who ever subscribed, oldest first."""
    return [
        subscriber_view(row) for row in session.scalars(select(Subscriber).order_by(Subscriber.id))
    ]


def subscriber_view(row: Subscriber) -> SubscriberView:
    """Return a stored subscriber as a value."""
    return SubscriberView(row.id, row.email, row.zone, row.subscribed_at, row.unsubscribed_at)


def _with_email(session: Session, email: str) -> Subscriber | None:
    query = select(Subscriber).where(Subscriber.email == email).with_for_update()
    return session.scalars(query).first()


def _added(session: Session, now: datetime, new: NewSubscriber) -> Subscriber:
    added = Subscriber(email=new.email, zone=new.zone, subscribed_at=now)
    try:
        with session.begin_nested():
            session.add(added)
    except IntegrityError as error:
        raise _already(new.email) from error
    return added


def _already(email: str) -> ConflictError:
    return ConflictError(f"{email!r} is subscribed already; nothing was changed")
