"""Accounts: made, given a role, closed and opened again."""

import unicodedata
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from accounts.models import Account, ApiToken
from accounts.roles import Role
from accounts.sign_ins import end_all
from core.errors import ConflictError, NotFoundError
from core.forms import FilledLine, Form
from core.mail.addresses import mail_address

LONGEST_NAME = 80
# What the ledger calls those who act without an account.
TAKEN = frozenset({"command line", "demonstration", "import", "scheduler"})


def name_key(name: str) -> str:
    """Return a name as it is compared: two that look alike are one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _name(given: str) -> str:
    if "@" in given or not given.isprintable() or len(given) > LONGEST_NAME:
        raise ValueError(
            f"a name has at most {LONGEST_NAME} plain characters and no @: 'Ann Lee' would be right"
        )
    return " ".join(given.split())


Name = Annotated[FilledLine, AfterValidator(_name)]
Email = Annotated[FilledLine, AfterValidator(mail_address)]


class NewAccount(Form):
    """Who is to have an account."""

    name: Name
    email: Email
    role: Role


def create_account(
    session: Session,
    now: datetime,
    new: NewAccount,
    *,
    password_hash: str = "",
    verified: bool = False,
) -> Account:
    """Make an account.

    Raises:
        ConflictError: if the name or the address belongs to another.
    """
    refuse_taken(session, new.name)
    if session.scalar(select(Account.id).where(Account.email == new.email)):
        raise ConflictError(f"there is an account with the address {new.email!r} already")
    account = Account(
        name=new.name,
        name_key=name_key(new.name),
        email=new.email,
        password_hash=password_hash,
        role=new.role,
        created_at=now,
        email_verified_at=now if verified else None,
    )
    session.add(account)
    session.flush()
    return account


def refuse_taken(session: Session, name: str) -> None:
    """Refuse a name that the ledger could take for somebody else's.

    Raises:
        ConflictError: if an account, a token or the service itself goes by it.
    """
    key = name_key(name)
    tokens = session.scalars(select(ApiToken.name).where(ApiToken.account_id.is_(None)))
    if (
        key in TAKEN
        or session.scalar(select(Account.id).where(Account.name_key == key))
        or key in {name_key(token) for token in tokens}
    ):
        raise ConflictError(f"the name {name!r} is taken; choose another")


def account_called(session: Session, who: str) -> Account:
    """Return the account of that name or mail address, held against other writers.

    Raises:
        NotFoundError: if there is none.
    """
    found = session.scalars(select(Account).where(_is(who)).with_for_update()).first()
    if found is None:
        raise NotFoundError(f"there is no account {who!r}")
    return found


def find_account(session: Session, who: str) -> Account | None:
    """Return the account of that name or mail address, or None."""
    return session.scalars(select(Account).where(_is(who))).first()


def list_accounts(session: Session) -> list[Account]:
    """Return every account, oldest first."""
    return list(session.scalars(select(Account).order_by(Account.id)))


def give_role(session: Session, account: Account, role: Role) -> None:
    """Give an account another role; whoever uses it signs in anew, under the new one."""
    account.role = role
    end_all(session, account.id)


def disable(session: Session, now: datetime, account: Account) -> None:
    """Close an account: nobody signs in with it and its tokens end; what it did stays.

    Raises:
        ConflictError: if it is closed already.
    """
    if account.disabled_at is not None:
        raise ConflictError(f"the account {account.name!r} is disabled already")
    account.disabled_at = now
    end_all(session, account.id)


def enable(account: Account) -> None:
    """Open a closed account again.

    Raises:
        ConflictError: if it is not closed.
    """
    if account.disabled_at is None:
        raise ConflictError(f"the account {account.name!r} is not disabled")
    account.disabled_at = None


def set_password(session: Session, account: Account, password_hash: str) -> None:
    """Replace a password; everybody who came in with the old one is signed out."""
    account.password_hash = password_hash
    end_all(session, account.id)


def _is(who: str) -> ColumnElement[bool]:
    return or_(Account.email == who.strip().lower(), Account.name_key == name_key(who))
