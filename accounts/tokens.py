"""API tokens: made once, shown once, stored as a hash."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.directory import refuse_taken
from accounts.models import Account, ApiToken
from accounts.people import Person, person_of
from accounts.roles import Access
from accounts.sign_ins import hashed
from core.errors import ConflictError, NotFoundError, UnauthorizedError

PREFIX = "calledit_"
RIGHT = "send 'Authorization: Bearer calledit_...'"


def create_token(session: Session, now: datetime, name: str, account: Account | None = None) -> str:
    """Make a token and return it; it cannot be shown again.

    Without an account, `name` is an editor's, and what it writes stands under that name. A token
    of an account may do what the account may, and writes under the account's name.

    Raises:
        ConflictError: if there is a token, or somebody else, of that name.
    """
    if session.scalar(select(ApiToken.id).where(ApiToken.name == name)):
        raise ConflictError(
            f"there is a token for {name!r} already; revoke it or take another name"
        )
    if account is None:
        refuse_taken(session, name)
    token = PREFIX + secrets.token_urlsafe(32)
    session.add(
        ApiToken(
            name=name,
            token_hash=hashed(token),
            account_id=account.id if account else None,
            created_at=now,
        )
    )
    session.flush()
    return token


def revoke_token(session: Session, now: datetime, name: str) -> None:
    """End the token of that name.

    Raises:
        NotFoundError: if no token of that name is in force.
    """
    found = session.scalars(select(ApiToken).where(ApiToken.name == name)).first()
    if found is None or found.revoked_at is not None:
        raise NotFoundError(f"no token in force is named {name!r}")
    found.revoked_at = now


def list_tokens(session: Session, account_id: int | None = None) -> list[ApiToken]:
    """Return every token ever made, or those of one account, oldest first."""
    query = select(ApiToken).options(joinedload(ApiToken.account)).order_by(ApiToken.id)
    if account_id is not None:
        query = query.where(ApiToken.account_id == account_id)
    return list(session.scalars(query))


def bearer(session: Session, authorization: str) -> Person:
    """Return whose token an ``Authorization: Bearer`` header carries.

    Raises:
        UnauthorizedError: if the header is missing or its token is unknown, revoked or closed.
    """
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise UnauthorizedError(f"this needs a token: {RIGHT}")
    query = (
        select(ApiToken)
        .where(ApiToken.token_hash == hashed(token.strip()), ApiToken.revoked_at.is_(None))
        .options(joinedload(ApiToken.account))
    )
    found = session.scalars(query).first()
    if found is None or (found.account and found.account.disabled_at is not None):
        raise UnauthorizedError("that token is unknown or was revoked")
    return person_of(found.account) if found.account else Person(found.name, Access.EDITOR)
