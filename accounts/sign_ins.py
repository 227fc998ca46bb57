"""Who is signed in where: a random cookie in the browser, its hash in a row."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from accounts.models import SignIn

LASTS = timedelta(days=30)
IDLE = timedelta(days=7)
# A row is written at most this often, so that reading a page seldom writes.
SEEN_EVERY = timedelta(hours=1)


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


def find(session: Session, now: datetime, token: str) -> SignIn | None:
    """Return the sign-in that a cookie stands for; None if it is unknown, over or closed."""
    query = (
        select(SignIn).where(SignIn.token_hash == hashed(token)).options(joinedload(SignIn.account))
    )
    found = session.scalars(query).first()
    if found is None or found.ends_at <= now or found.seen_at + IDLE <= now:
        return None
    return None if found.account.disabled_at is not None else found


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
