"""Mail that came back: what is noted of it, and when an address is given up."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import getaddresses

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import InvalidInputError, NotFoundError
from core.mail.letterhead import Letterhead
from core.mail.models import Delivery, SuppressedAddress
from core.mail.outbox import FAILED, Ending, cancel, suppressed_because
from core.mail.return_path import read_return_path
from core.mail.statuses import DeliveryStatus, read_status, says_no_such_address

# So many mails in a row that did not arrive, each for whatever reason, and we stop.
IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a status was about, and what followed from it."""

    delivery_id: int
    recipient: str
    status: str
    noted: bool
    suppressed: bool


def note_bounce(
    session: Session, now: datetime, letterhead: Letterhead, raw: bytes, to: str = ""
) -> Bounce:
    """Note what a mail server says of one of our mails; `to` is whom its status was sent to.

    Raises:
        InvalidInputError: if it is no delivery status, or came to no address that we made.
    """
    status = read_status(raw)
    if status is None:
        raise InvalidInputError("this mail is no delivery status (RFC 3464); nothing was noted")
    delivery = session.get(Delivery, _delivery_id(letterhead, status, to), with_for_update=True)
    if delivery is None:
        raise InvalidInputError("this status is about a mail that is not kept any more")
    noted = status.failed and delivery.ending in {"", Ending.SENT}
    if noted:
        delivery.ending, delivery.failed_at = Ending.BOUNCED, now
        delivery.last_error, delivery.leased_until = str(status), None
        session.flush()
        note_unreached(session, now, delivery.recipient, str(status))
    gone = bool(suppressed_because(session, delivery.recipient))
    return Bounce(delivery.id, delivery.recipient, str(status), noted, gone)


def note_unreached(session: Session, now: datetime, email: str, answer: str) -> None:
    """Give an address up if it does not exist, or if too many mails in a row did not arrive."""
    if says_no_such_address(answer) or _failures_in_a_row(session, email):
        suppress(session, now, email, answer)


def suppress(session: Session, now: datetime, email: str, reason: str) -> None:
    """Send nothing more to an address, and take back what waits for it."""
    if not suppressed_because(session, email):
        session.add(SuppressedAddress(email=email, since=now, reason=reason))
        session.flush()
        cancel(session, now, suppressed_because(session, email), Delivery.recipient == email)


def allow(session: Session, email: str) -> None:
    """Let mail go to an address again.

    Raises:
        NotFoundError: if nothing keeps it from there.
    """
    wanted = email.strip().lower()
    if not suppressed_because(session, wanted):
        raise NotFoundError(f"mail to {email!r} is not suppressed")
    session.execute(delete(SuppressedAddress).where(SuppressedAddress.email == wanted))


def suppressed_addresses(session: Session) -> list[SuppressedAddress]:
    """Return the addresses that nothing is sent to, longest first."""
    return list(session.scalars(select(SuppressedAddress).order_by(SuppressedAddress.id)))


def _delivery_id(letterhead: Letterhead, status: DeliveryStatus, to: str) -> int:
    given = [to] if to else [address for _, address in getaddresses(list(status.addressed))]
    for address in given if letterhead.bounce_address else ():
        found = read_return_path(letterhead.secret, letterhead.bounce_address, address)
        if found is not None:
            return found
    shown = ", ".join(given) or "nobody"
    raise InvalidInputError(f"this status came to {shown!r}, which is no return path of ours")


def _failures_in_a_row(session: Session, email: str) -> bool:
    query = (
        select(Delivery.ending)
        .where(Delivery.recipient == email, Delivery.ending.not_in(("", Ending.CANCELLED)))
        .order_by(Delivery.written_at.desc(), Delivery.id.desc())
        .limit(IN_A_ROW)
    )
    latest = session.scalars(query).all()
    return len(latest) == IN_A_ROW and all(ending in FAILED for ending in latest)
