"""Whom a request comes from, and how editors are reached: what other packages ask of this one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from flask import g
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from accounts.models import Account
from accounts.roles import GRANTS, Access
from core.errors import ForbiddenError, UnauthorizedError

_EDITORS = tuple(role for role, access in GRANTS.items() if access >= Access.EDITOR)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: an account, or the bearer of a token that names an editor (`account_id` None).

    `represents` is the id of the pundit whose representative it is.
    """

    name: str
    access: Access
    account_id: int | None = None
    email: str = ""
    email_verified_at: datetime | None = None
    represents: int | None = None

    @property
    def edits(self) -> bool:
        """Whether the desk is open to this person."""
        return self.access >= Access.EDITOR

    @property
    def administers(self) -> bool:
        """Whether the accounts of others are."""
        return self.access >= Access.ADMIN


def person_of(account: Account | Row[Any]) -> Person:
    """Return an account, or a row of its columns, as a value."""
    return Person(
        name=account.name,
        access=GRANTS[account.role],
        account_id=account.id,
        email=account.email,
        email_verified_at=account.email_verified_at,
        represents=account.represents,
    )


def current_person() -> Person | None:
    """Return who sent the request that is being answered; None if nobody is signed in.

    It is noted: what is answered may then be for them alone.
    """
    g.asked_who = True
    return cast("Person | None", g.get("person"))


def require(access: Access) -> Person:
    """Return who sent the request, if they may do what asks for `access`.

    The table in `access.py` keeps others away already; this is for who needs the name.

    Raises:
        UnauthorizedError: if nobody is signed in.
        ForbiddenError: if whoever is may not.
    """
    person = current_person()
    if person is None:
        raise UnauthorizedError("this needs an account; sign in first")
    if person.access < access:
        raise ForbiddenError(f"{person.name!r} may not do this; it needs a role of more rights")
    return person


def editors_addresses(session: Session) -> list[str]:
    """Return the verified mail addresses of everybody who edits, in order of their accounts."""
    query = select(Account.email).where(
        Account.role.in_(_EDITORS),
        Account.disabled_at.is_(None),
        Account.email_verified_at.is_not(None),
    )
    return list(session.scalars(query.order_by(Account.id)))
