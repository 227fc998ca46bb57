"""Links by mail: how readers make an account and enter it, and how anybody confirms an address.

Whoever opens one has read the mail. A link lets a viewer in, and makes the account of somebody who
has none; it confirms the address of an editor, whose password is asked for all the same, because a
mailbox is easier to come by than both.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from accounts import sign_ins
from accounts.directory import Email, Name, NewAccount, create_account
from accounts.limits import Limit, spend
from accounts.models import Account, EntryLink
from core.errors import InvalidInputError, NotFoundError
from core.forms import Form
from core.mail.letterhead import Letterhead
from core.mail.models import MailBody
from core.mail.outbox import Parcel, enqueue

LASTS = timedelta(hours=1)
TO_ADDRESS = Limit("link/to", 3, timedelta(hours=1))
FROM_ADDRESS = Limit("link/from", 20, timedelta(hours=1))
SUBJECT = "Your link to Calledit"
TEXT = """\
Somebody, most likely you, asked for a link to Calledit with this address.

{link}

It works once, until {until} UTC. Opening it changes nothing yet: the page says what it will do.
If you did not ask for it, nothing happens unless you open it and say yes.
"""


class LinkWish(Form):
    """Where the link is to be sent."""

    email: Email


class NameWish(Form):
    """What somebody new wants to be called."""

    name: Name | None = None


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a link will do: let `name` in, or make an account if it is empty.

    `asks_password` is for accounts that edit, which are let in by their password alone.
    """

    email: str
    name: str = ""
    asks_password: bool = False


def send_link(
    session: Session, now: datetime, letterhead: Letterhead, wish: LinkWish, address: str
) -> None:
    """Mail a link, whether or not there is an account, so that nobody learns which.

    Raises:
        TooManyError: if too many were asked for, to this mail address or from this machine.
    """
    spend(session, now, TO_ADDRESS, wish.email)
    spend(session, now, FROM_ADDRESS, address)
    session.execute(delete(EntryLink).where(EntryLink.ends_at <= now))
    token = secrets.token_urlsafe(32)
    link = EntryLink(
        token_hash=sign_ins.hashed(token), email=wish.email, made_at=now, ends_at=now + LASTS
    )
    session.add(link)
    session.flush()
    found = _account(session, wish.email)
    if found is None or found.disabled_at is None:
        where = f"{letterhead.base_url}/enter/{token}"
        body = MailBody(
            subject=SUBJECT,
            text=TEXT.format(link=where, until=f"{link.ends_at:%d %B %Y, %H:%M}"),
            html="",
        )
        key = f"entry-link/{link.token_hash[:32]}"
        parcel = Parcel("entry-link", key, wish.email, body, urgent=True)
        enqueue(session, now, letterhead.sender.domain, parcel)


def open_link(session: Session, now: datetime, token: str) -> OpenedLink:
    """Say what a link will do; looking changes nothing, since mail scanners open links.

    Raises:
        NotFoundError: if it is unknown, used or over.
    """
    return _opened(session, _in_force(session, now, token))


def use_link(session: Session, now: datetime, token: str, wish: NameWish) -> str:
    """Do what a link is for, once; return the new sign-in's cookie, empty for who edits.

    Raises:
        NotFoundError: if it is unknown, used or over.
        InvalidInputError: if an account is to be made and has no name.
        ConflictError: if the name is taken.
    """
    link = _in_force(session, now, token)
    opened = _opened(session, link)
    account = _account(session, link.email) or _made(session, now, link.email, wish)
    account.email_verified_at = account.email_verified_at or now
    link.used_at = now
    return "" if opened.asks_password else sign_ins.start(session, now, account.id)


def _made(session: Session, now: datetime, email: str, wish: NameWish) -> Account:
    if wish.name is None:
        raise InvalidInputError("a name is needed: it stands with everything that you write here")
    new = NewAccount(name=wish.name, email=email, role="viewer")
    return create_account(session, now, new, verified=True)


def _in_force(session: Session, now: datetime, token: str) -> EntryLink:
    query = select(EntryLink).where(EntryLink.token_hash == sign_ins.hashed(token))
    found = session.scalars(query.with_for_update()).first()
    if found is None or found.used_at is not None or found.ends_at <= now:
        raise NotFoundError(
            "this link was used, or its hour is over, or it was never one of ours; ask for another"
        )
    return found


def _opened(session: Session, link: EntryLink) -> OpenedLink:
    account = _account(session, link.email)
    if account is None:
        return OpenedLink(link.email)
    if account.disabled_at is not None:
        raise NotFoundError("this account is disabled")
    return OpenedLink(link.email, account.name, asks_password=account.role != "viewer")


def _account(session: Session, email: str) -> Account | None:
    return session.scalars(select(Account).where(Account.email == email)).first()
