"""API tokens: made once, shown once, stored as a hash."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import ApiToken
from core.errors import ConflictError, NotFoundError, UnauthorizedError

PREFIX = "calledit_"


def create_token(session: Session, now: datetime, name: str) -> str:
    """Make a token for the editor `name` and return it; it cannot be shown again.

    Raises:
        ConflictError: if that editor has one.
    """
    if session.scalar(select(ApiToken.id).where(ApiToken.name == name)):
        raise ConflictError(
            f"there is a token for {name!r} already; revoke it or take another name"
        )
    token = PREFIX + secrets.token_urlsafe(32)
    session.add(ApiToken(name=name, token_hash=_hash(token), created_at=now))
    session.flush()
    return token


def revoke_token(session: Session, now: datetime, name: str) -> None:
    """End the token of the editor `name`.

    Raises:
        NotFoundError: if no token of that name is in force.
    """
    found = session.scalars(select(ApiToken).where(ApiToken.name == name)).first()
    if found is None or found.revoked_at is not None:
        raise NotFoundError(f"no token in force is named {name!r}")
    found.revoked_at = now


def list_tokens(session: Session) -> list[ApiToken]:
    """Return every token ever made, oldest first."""
    return list(session.scalars(select(ApiToken).order_by(ApiToken.id)))


def editor_of(session: Session, authorization: str) -> str:
    """Return the editor named by an ``Authorization: Bearer`` header.

    Raises:
        UnauthorizedError: if the header is missing or its token is unknown or revoked.
    """
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise UnauthorizedError(
            "writing needs an editor's token: send 'Authorization: Bearer calledit_...'"
        )
    query = select(ApiToken.name).where(
        ApiToken.token_hash == _hash(token.strip()), ApiToken.revoked_at.is_(None)
    )
    name = session.scalar(query)
    if name is None:
        raise UnauthorizedError("that token is unknown or was revoked")
    return name


def _hash(token: str) -> str:
    # The token carries 256 random bits: a slow password hash would guard against nothing more.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
