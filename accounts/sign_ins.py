"""Who is signed in where: a random cookie in the browser, its hash in a row."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.orm import Session

from accounts.models import Account, SignIn
from accounts.people import Person, person_of

LASTS = timedelta(days=30)
IDLE = timedelta(days=7)
# A row is written at most this often, so that reading a page seldom writes.
SEEN_EVERY = timedelta(hours=1)

# Built once: every page that a person reads asks it.
_WITH_HASH = (
    select(SignIn.id.label("sign_in"), SignIn.seen_at, SignIn.ends_at, *Account.__table__.columns)
    .join(Account, Account.id == SignIn.account_id)
    .where(SignIn.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True, slots=True)
class Found:
    """A sign-in that holds: its id, when its browser was last heard, and whose it is."""

    id: int
    seen_at: datetime
    person: Person


def start(session: Session, now: datetime, account_id: int) -> str:
    """Sign an account in and return the cookie: always a new one, whatever the browser sent."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(SignIn).where(SignIn.ends_at <= now))
    session.add(
        SignIn(
            token_hash=hashed(token),
            account_id=account_id,
            started_at=now,
            seen_at=now,
            ends_at=now + LASTS,
        )
    )
    session.flush()
    return token


def find(connection: Connection, now: datetime, token: str) -> Found | None:
    """Return the sign-in that a cookie stands for; None if it is unknown, over or closed."""
    row = connection.execute(_WITH_HASH, {"token_hash": hashed(token)}).first()
    if row is None or row.ends_at <= now or row.seen_at + IDLE <= now:
        return None
    return None if row.disabled_at is not None else Found(row.sign_in, row.seen_at, person_of(row))


def see(session: Session, now: datetime, sign_in_id: int) -> None:
    """Note that somebody is still there."""
    found = session.get(SignIn, sign_in_id)
    if found is not None:
        found.seen_at = now


def end(session: Session, token: str) -> None:
    """Sign out one browser."""
    session.execute(delete(SignIn).where(SignIn.token_hash == hashed(token)))


def end_all(session: Session, account_id: int) -> int:
    """Sign an account out everywhere and return from how many browsers."""
    ended = session.execute(
        delete(SignIn).where(SignIn.account_id == account_id).returning(SignIn.id)
    )
    return len(ended.all())


def of_account(session: Session, account_id: int) -> list[SignIn]:
    """Return where an account is signed in, newest first."""
    query = select(SignIn).where(SignIn.account_id == account_id)
    return list(session.scalars(query.order_by(SignIn.started_at.desc())))


def hashed(token: str) -> str:
    """Return what is stored in a cookie's or token's place.

    It carries 256 random bits: a slow password hash would guard against nothing more. Looking a
    hash up takes a time that tells nothing about the token.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
