"""The outbox: mails are put in with what they are about, taken back, and looked after."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from core.mail.message import Headers, message_id
from core.mail.models import Delivery, MailBody, SuppressedAddress


class Ending(StrEnum):
    """How a delivery ended."""

    SENT = "sent"
    REFUSED = "refused"  # by the other side, for good
    BOUNCED = "bounced"  # taken, and sent back later
    GAVE_UP = "gave up"  # "later" for days on end
    CANCELLED = "cancelled"  # by us: nobody wants it any more


# Nobody got these, and somebody should know.
FAILED = (Ending.REFUSED, Ending.BOUNCED, Ending.GAVE_UP)


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


def cancel(session: Session, now: datetime, reason: str, *which: ColumnElement[bool]) -> None:
    """Take back what waits in the outbox; what is being sent in this moment may still arrive."""
    settle(session, now, Ending.CANCELLED, reason, *which)


def hurry(session: Session, now: datetime) -> None:
    """Let everything that waits for its next attempt be due now."""
    late = (waiting(), Delivery.next_attempt_at > now)
    session.execute(update(Delivery).where(*late).values(next_attempt_at=now))


def unsent_since(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """Count the deliveries that wait; return when the first of those due was due too."""
    n = session.scalar(select(func.count(Delivery.id)).where(waiting())) or 0
    first = select(func.min(Delivery.next_attempt_at))
    return n, session.scalar(first.where(waiting(), Delivery.next_attempt_at <= now))


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


def settle(
    session: Session, now: datetime, ending: Ending, error: str, *which: ColumnElement[bool]
) -> None:
    """Note the end of deliveries that wait, and why they did not arrive."""
    session.execute(
        update(Delivery)
        .where(waiting(), *which)
        .values(ending=ending, failed_at=now, leased_until=None, last_error=error)
    )
