"""Subscribing from a public page: whoever asks is sent a link, and who follows it is subscribed.

Nobody is subscribed before that, and the page says the same to everybody: whether an address
is subscribed is told to that address alone.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from accounts.limits import Limit, spend
from core.errors import ConflictError, InvalidInputError
from core.formats import day_of
from core.forms import form_from
from core.mail.letterhead import Letterhead
from core.mail.models import MailBody
from core.mail.outbox import Parcel, enqueue
from predictions.models import Event, Pundit
from reports.links import Wish, preferences_url, wish_url
from reports.rendering import Confirmation, confirmation
from reports.scope import Scope
from reports.subscribers import NewSubscriber, SubscriptionView, find_subscription, subscribe

KIND = "confirmation"
# Wide enough for a household behind one address, too narrow to flood a mailbox.
BY_PLACE = Limit("subscribe/place", 20, timedelta(hours=1))
BY_RECIPIENT = Limit("subscribe/recipient", 4, timedelta(days=1))


def ask(
    session: Session, now: datetime, letterhead: Letterhead, new: NewSubscriber, place: str
) -> None:
    """Send a link that makes a wish come true; `place` is where it came from.

    Raises:
        TooManyError: if too many were asked for, from there or for that address.
        InvalidInputError: if it is about a topic or pundit that is not on record.
    """
    spend(session, now, BY_PLACE, place)
    spend(session, now, BY_RECIPIENT, new.email)
    names = check_scope(session, new.scope)
    found = find_subscription(session, new.email, new.scope)
    known = found is not None and found.unsubscribed_at is None
    about = Confirmation(
        told=new.scope.told(names),
        confirm_url=wish_url(letterhead, new.model_dump(mode="json")),
        known_url=preferences_url(letterhead, found.subscriber_id) if found and known else "",
    )
    subject, text = confirmation(about)
    key = f"{KIND}/{new.email}/{new.scope.key}/{now.isoformat()}"
    body = MailBody(subject=subject, text=text, html="")
    parcel = Parcel(KIND, key, new.email, body, urgent=True)
    enqueue(session, now, letterhead.sender.domain, parcel)


def wished(wish: Wish) -> NewSubscriber:
    """Return what was asked for.

    Raises:
        InvalidInputError: if it can no longer be read.
    """
    return form_from(NewSubscriber, wish.fields)


def fulfil(session: Session, now: datetime, wish: Wish) -> SubscriptionView:
    """Subscribe who followed the link; following it again changes nothing.

    Raises:
        ConflictError: if they have left since they asked.
    """
    new = wished(wish)
    found = find_subscription(session, new.email, new.scope)
    if found is not None and found.unsubscribed_at is None:
        return found
    if found is not None and found.unsubscribed_at and found.unsubscribed_at >= wish.asked_at:
        raise ConflictError("this link is older than your leaving; ask for a new one")
    consent = f"confirmed on {day_of(now)} by a link sent on {day_of(wish.asked_at)}"
    return subscribe(session, now, new, consent)


def topics(session: Session) -> tuple[str, ...]:
    """Return the topics that there are events of."""
    query = select(Event.topic).where(Event.topic != "").distinct().order_by(Event.topic)
    return tuple(session.scalars(query))


def pundits_written(session: Session, written: str) -> tuple[str, ...]:
    """Return the pundits that somebody wrote down, by name or by word, with commas between.

    Raises:
        InvalidInputError: if one of them is not on record, quoting it.
    """
    wanted = [name.strip() for name in written.split(",") if name.strip()]
    return tuple(_slug(session, name) for name in wanted)


def check_scope(session: Session, scope: Scope) -> Mapping[str, str]:
    """Return the names of the pundits in a scope, by their words.

    Raises:
        InvalidInputError: if its topic or one of its pundits is not on record.
    """
    if scope.topic and not session.scalar(
        select(func.count()).select_from(Event).where(Event.topic == scope.topic)
    ):
        raise InvalidInputError(f"there is no event of topic {scope.topic!r}")
    return dict(_named(session, slug) for slug in scope.pundits)


def names_of(session: Session, scope: Scope) -> Mapping[str, str]:
    """Return the names of the pundits in a scope, as far as they are on record."""
    query = select(Pundit.slug, Pundit.name).where(Pundit.slug.in_(scope.pundits))
    return dict(session.execute(query).all())


def _slug(session: Session, name: str) -> str:
    return _named(session, name)[0]


def _named(session: Session, name: str) -> tuple[str, str]:
    same = or_(Pundit.slug == name.lower(), func.lower(Pundit.name) == name.lower())
    found = session.execute(select(Pundit.slug, Pundit.name).where(same).limit(1)).first()
    if found is None:
        raise InvalidInputError(f"there is no pundit {name!r}")
    return found[0], found[1]
