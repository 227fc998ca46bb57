"""The outbox: mails are put in with what they are about, and leased one at a time to be sent."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from core.mail.message import Headers, Letter, message_id
from core.mail.models import Delivery, MailBody, SuppressedAddress

MINUTE = timedelta(minutes=1)
# A server that says "later" mostly means minutes; after an hour it means hours.
WAITS = (MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 180 * MINUTE, 360 * MINUTE)
# RFC 5321, section 4.5.4.1: a sender gives up after four or five days.
GIVE_UP_AFTER = timedelta(days=5)
HTML_END = "</body>\n</html>\n"


class Ending(StrEnum):
    """How a delivery ended."""

    SENT = "sent"
    REFUSED = "refused"  # by the other side, for good
    BOUNCED = "bounced"  # taken, and sent back later
    GAVE_UP = "gave up"  # "later" for days on end
    CANCELLED = "cancelled"  # by us: nobody wants it any more


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail to one address.

    `dedupe_key` names what it is about, as ``sign-up/17``: a second one of that key is not sent.
    The postscripts go to this recipient alone; the body may be shared. Who waits in front of a
    page for it makes it `urgent`.
    """

    kind: str
    dedupe_key: str
    recipient: str
    body: MailBody
    headers: Headers = ()
    postscript_text: str = ""
    postscript_html: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery that nobody else attempts until its lease ends."""

    id: int
    kind: str
    attempt: int
    letter: Letter


def enqueue(session: Session, now: datetime, domain: str, parcel: Parcel) -> Delivery | None:
    """Put a mail into the outbox, unless one of its key is there; `domain` is the sender's.

    To an address that mail does not reach it is cancelled at once, which is shown.
    """
    known = select(Delivery.id).where(Delivery.dedupe_key == parcel.dedupe_key)
    if session.scalar(known) is not None:
        return None
    delivery = Delivery(
        kind=parcel.kind,
        dedupe_key=parcel.dedupe_key,
        message_id=message_id(parcel.dedupe_key, domain),
        recipient=parcel.recipient,
        domain=parcel.recipient.rpartition("@")[2],
        body=parcel.body,
        headers=json.dumps(parcel.headers),
        postscript_text=parcel.postscript_text,
        postscript_html=parcel.postscript_html,
        urgent=parcel.urgent,
        written_at=now,
        next_attempt_at=now,
    )
    session.add(delivery)
    session.flush()
    if reason := suppressed_because(session, parcel.recipient):
        cancel(session, now, reason, Delivery.id == delivery.id)
    return delivery


def claim_delivery(
    session: Session,
    now: datetime,
    lease: timedelta,
    rests: Callable[[Session, datetime, str], bool] = lambda *_: False,
) -> ClaimedDelivery | None:
    """Lease the delivery that has waited longest for `lease`; None if none is due.

    Domains of which `rests` says so are passed over.
    """
    resting: set[str] = set()
    while (found := session.scalars(_next_due(now, resting)).first()) is not None:
        if rests(session, now, found.domain):
            resting.add(found.domain)
            continue
        found.leased_until = now + lease
        found.attempted_at = now
        found.attempts += 1
        return ClaimedDelivery(found.id, found.kind, found.attempts, letter_of(found))
    return None


def mark_sent(session: Session, now: datetime, claimed: ClaimedDelivery) -> None:
    """Note that the server took the mail, even if somebody else leased it meanwhile."""
    taken = {"sent_at": now, "failed_at": None, "leased_until": None, "last_error": ""}
    session.execute(
        update(Delivery)
        .where(Delivery.id == claimed.id, Delivery.sent_at.is_(None))
        .values(ending=Ending.SENT, **taken)
    )


def mark_refused(session: Session, now: datetime, claimed: ClaimedDelivery, error: str) -> None:
    """Note that the other side does not take it, now or ever."""
    _settle(session, now, Ending.REFUSED, error, *_own(claimed))


def mark_postponed(session: Session, now: datetime, claimed: ClaimedDelivery, error: str) -> None:
    """Note that it was not sent, and when to try again; after days of that, give up."""
    wait = WAITS[min(claimed.attempt, len(WAITS)) - 1]
    if now + wait > claimed.letter.written_at + GIVE_UP_AFTER:
        _settle(session, now, Ending.GAVE_UP, error, *_own(claimed))
        return
    session.execute(
        update(Delivery)
        .where(waiting(), *_own(claimed))
        .values(leased_until=None, last_error=error, next_attempt_at=now + wait)
    )


def cancel(session: Session, now: datetime, reason: str, *which: ColumnElement[bool]) -> None:
    """Take back what waits in the outbox; what is being sent in this moment may still arrive."""
    _settle(session, now, Ending.CANCELLED, reason, *which)


def hurry(session: Session, now: datetime) -> None:
    """Let everything that waits for its next attempt be due now."""
    late = (waiting(), Delivery.next_attempt_at > now)
    session.execute(update(Delivery).where(*late).values(next_attempt_at=now))


def unsent_since(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """Count the deliveries that wait; return when the first of those due was due too."""
    n = session.scalar(select(func.count(Delivery.id)).where(waiting())) or 0
    first = select(func.min(Delivery.next_attempt_at))
    return n, session.scalar(first.where(waiting(), Delivery.next_attempt_at <= now))


def leased_deliveries(session: Session, now: datetime) -> list[tuple[int, datetime]]:
    """Return the deliveries that a node has for itself, and until when."""
    query = select(Delivery.id, Delivery.leased_until).where(waiting(), Delivery.leased_until > now)
    rows = session.execute(query.order_by(Delivery.id))
    return [(key, until) for key, until in rows if until is not None]


def attempts_since(session: Session, start: datetime, domain: str) -> int:
    """Count the deliveries to a domain whose last attempt came after `start`."""
    recent = (Delivery.domain == domain, Delivery.attempted_at > start)
    return session.scalar(select(func.count()).where(*recent)) or 0


def waiting() -> ColumnElement[bool]:
    """Which deliveries have not ended."""
    return Delivery.ending == ""


def not_leased(now: datetime) -> ColumnElement[bool]:
    """Which deliveries nobody is attempting."""
    return or_(Delivery.leased_until.is_(None), Delivery.leased_until <= now)


def suppressed_because(session: Session, email: str) -> str:
    """Return why nothing is sent to an address; empty if mail is."""
    query = select(SuppressedAddress.reason).where(SuppressedAddress.email == email)
    reason = session.scalar(query)
    return f"mail does not reach this address: {reason}" if reason else ""


def letter_of(delivery: Delivery) -> Letter:
    """Return what a delivery sends."""
    body = delivery.body
    return Letter(
        recipient=delivery.recipient,
        message_id=delivery.message_id,
        written_at=delivery.written_at,
        subject=body.subject,
        text=body.text + delivery.postscript_text,
        html=body.html and body.html + delivery.postscript_html + HTML_END,
        picture=body.picture.png if body.picture else None,
        headers=tuple((name, value) for name, value in json.loads(delivery.headers)),
    )


def _next_due(now: datetime, resting: set[str]) -> Select[Delivery]:
    return (
        select(Delivery)
        .where(
            waiting(),
            Delivery.next_attempt_at <= now,
            not_leased(now),
            Delivery.domain.not_in(resting),
        )
        .options(joinedload(Delivery.body).joinedload(MailBody.picture))
        .order_by(Delivery.urgent.desc(), Delivery.next_attempt_at, Delivery.id)
        .limit(1)
        .with_for_update(of=Delivery, skip_locked=True)
    )


def _own(claimed: ClaimedDelivery) -> tuple[ColumnElement[bool], ...]:
    # Whose lease ended while they were busy has nothing to say any more.
    return Delivery.id == claimed.id, Delivery.attempts == claimed.attempt


def _settle(
    session: Session, now: datetime, ending: Ending, error: str, *which: ColumnElement[bool]
) -> None:
    session.execute(
        update(Delivery)
        .where(waiting(), *which)
        .values(ending=ending, failed_at=now, leased_until=None, last_error=error)
    )
