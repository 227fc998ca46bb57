"""Who gets which reports: people come, go, change their minds, and come back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from core.errors import ConflictError, NotFoundError
from core.forms import Form, Line, Zone
from core.mail.addresses import mail_address
from core.mail.models import Delivery
from core.mail.outbox import cancel
from reports.models import Report, Subscriber, Subscription
from reports.scope import Scope

UNSUBSCRIBED = "unsubscribed before it was sent"
BY_HAND = "entered by an editor"

Weekday = Annotated[int, Field(ge=1, le=7)]
Hour = Annotated[int, Field(ge=0, le=23)]


class Timing(Form):
    """When reports come; a weekday (1 is Monday) or hour not given is the service's own."""

    zone: Zone
    weekday: Weekday | None = None
    hour: Hour | None = None
    skip_quiet: bool = False


class NewSubscriber(Timing):
    """Somebody who wants a weekly report: about the whole record, a topic, or some pundits."""

    email: Annotated[Line, AfterValidator(mail_address)]
    topic: Line = ""
    pundits: tuple[Line, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _one_scope(self) -> Self:
        Scope.of(self.topic, self.pundits)
        return self

    @property
    def scope(self) -> Scope:
        """What it is to be about."""
        return Scope.of(self.topic, self.pundits)


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """A subscription, present or former; `id` is its own number."""

    id: int
    subscriber_id: int
    email: str
    scope: Scope
    zone: str
    weekday: int | None
    hour: int | None
    skip_quiet: bool
    consent: str
    subscribed_at: datetime
    unsubscribed_at: datetime | None


def subscribe(
    session: Session, now: datetime, new: NewSubscriber, consent: str = BY_HAND
) -> SubscriptionView:
    """Add a subscription, or take a former one back; `consent` says how we know they want it.

    Raises:
        ConflictError: if that address gets these reports already.
    """
    found = _of_address(session, new.email, new.scope)
    if found is None:
        found = _added(session, now, new, consent)
    elif found.unsubscribed_at is None:
        raise _already(new)
    found.subscribed_at, found.unsubscribed_at, found.consent = now, None, consent
    _set_timing(found, new)
    session.flush()
    return subscription_view(found)


def change(session: Session, subscription_id: int, timing: Timing) -> SubscriptionView:
    """Let a subscription's reports come at another time.

    Raises:
        NotFoundError: if there is no such subscription.
    """
    found = _locked(session, subscription_id)
    _set_timing(found, timing)
    session.flush()
    return subscription_view(found)


def unsubscribe(session: Session, now: datetime, subscription_id: int) -> SubscriptionView:
    """End one subscription, with whatever is not sent yet; ending it twice changes nothing.

    Raises:
        NotFoundError: if there is no such subscription.
    """
    found = _locked(session, subscription_id)
    if found.unsubscribed_at is None:
        found.unsubscribed_at = now
        theirs = select(Report.delivery_id).where(Report.subscription_id == found.id)
        cancel(session, now, UNSUBSCRIBED, Delivery.id.in_(theirs))
    return subscription_view(found)


def subscriptions_of(session: Session, email: str) -> list[SubscriptionView]:
    """Return the subscriptions of an address, present and former, oldest first.

    Raises:
        NotFoundError: if it never had any.
    """
    found = _views(session, Subscriber.email == email.strip().lower())
    if not found:
        raise NotFoundError(f"nobody subscribed as {email!r}")
    return found


def subscriptions_by_subscriber(session: Session, subscriber_id: int) -> list[SubscriptionView]:
    """Return the subscriptions of one subscriber, present and former; none if there is none."""
    return _views(session, Subscriber.id == subscriber_id)


def subscription_by_id(session: Session, subscription_id: int) -> SubscriptionView | None:
    """Return a subscription, present or former; None if there is none of that id."""
    found = _views(session, Subscription.id == subscription_id)
    return found[0] if found else None


def find_subscription(session: Session, email: str, scope: Scope) -> SubscriptionView | None:
    """Return the subscription of an address to a scope, present or former."""
    found = _views(session, Subscriber.email == email, Subscription.scope == scope.key)
    return found[0] if found else None


def all_subscriptions(session: Session) -> list[SubscriptionView]:
    """Return everybody's subscriptions, present and former, oldest first."""
    return _views(session)


def topics_in_use(session: Session) -> tuple[str, ...]:
    """Return the topics that somebody is subscribed to."""
    query = select(Subscription.scope).where(Subscription.unsubscribed_at.is_(None)).distinct()
    return tuple(sorted({Scope.read(key).topic for key in session.scalars(query)} - {""}))


def subscription_view(row: Subscription) -> SubscriptionView:
    """Return a stored subscription as a value."""
    return SubscriptionView(
        id=row.id,
        subscriber_id=row.subscriber_id,
        email=row.subscriber.email,
        scope=Scope.read(row.scope),
        zone=row.zone,
        weekday=row.weekday,
        hour=row.hour,
        skip_quiet=row.skip_quiet,
        consent=row.consent,
        subscribed_at=row.subscribed_at,
        unsubscribed_at=row.unsubscribed_at,
    )


def _views(session: Session, *which: ColumnElement[bool]) -> list[SubscriptionView]:
    query = select(Subscription).join(Subscription.subscriber).where(*which)
    rows = session.scalars(
        query.options(joinedload(Subscription.subscriber)).order_by(Subscription.id)
    )
    return [subscription_view(row) for row in rows]


def _locked(session: Session, subscription_id: int) -> Subscription:
    query = select(Subscription).where(Subscription.id == subscription_id).with_for_update()
    found = session.scalars(query).first()
    if found is None:
        raise NotFoundError(f"there is no subscription {subscription_id}")
    return found


def _of_address(session: Session, email: str, scope: Scope) -> Subscription | None:
    query = select(Subscription).join(Subscription.subscriber)
    theirs = query.where(Subscriber.email == email, Subscription.scope == scope.key)
    return session.scalars(theirs.with_for_update(of=Subscription)).first()


def _added(session: Session, now: datetime, new: NewSubscriber, consent: str) -> Subscription:
    try:
        with session.begin_nested():
            added = Subscription(
                subscriber=_subscriber(session, now, new.email),
                scope=new.scope.key,
                zone=new.zone,
                consent=consent,
                subscribed_at=now,
            )
            session.add(added)
    except IntegrityError as error:
        raise _already(new) from error
    return added


def _subscriber(session: Session, now: datetime, email: str) -> Subscriber:
    found = session.scalars(select(Subscriber).where(Subscriber.email == email)).first()
    return found or Subscriber(email=email, joined_at=now)


def _set_timing(row: Subscription, timing: Timing) -> None:
    row.zone, row.weekday, row.hour = timing.zone, timing.weekday, timing.hour
    row.skip_quiet = timing.skip_quiet


def _already(new: NewSubscriber) -> ConflictError:
    return ConflictError(f"{new.email!r} is subscribed already; nothing was changed")
