"""Signing in with a password: counted, slow for guessers, and mute about who has an account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts import sign_ins
from accounts.directory import find_account
from accounts.limits import Limit, forgive, spend
from accounts.models import Account
from accounts.passwords import hash_of, matches, outdated
from core.db import Database
from core.errors import UnauthorizedError

QUARTER = timedelta(minutes=15)
# The first is what somebody who mistypes meets. The second slows a guesser at one machine, the
# third many machines that guess at one account; it is wide, so that they cannot shut it easily.
BY_BOTH = Limit("sign-in/account and address", 6, QUARTER)
BY_ADDRESS = Limit("sign-in/address", 40, QUARTER)
BY_ACCOUNT = Limit("sign-in/account", 100, timedelta(hours=1))
# Who has found a browser open must not guess the password in it.
CHANGING = Limit("password/account", 6, QUARTER)


@dataclass(frozen=True, slots=True)
class _Credential:
    account_id: int | None = None
    password_hash: str = ""


def enter(database: Database, now: datetime, who: str, password: str, address: str) -> str:
    """Check a password and return a new sign-in's cookie.

    Attempts are counted in a transaction of their own: a failure must not undo the count. The
    password is hashed outside of any, because it takes long on purpose.

    Raises:
        UnauthorizedError: whether the account or the password is unknown, it does not say.
        TooManyError: after too many attempts.
    """
    key = who.strip().lower()
    with database.write() as session:
        spend(session, now, BY_BOTH, f"{key}/{address}")
        spend(session, now, BY_ADDRESS, address)
        spend(session, now, BY_ACCOUNT, key)
        found = _credential(find_account(session, who))
    if not matches(found.password_hash, password) or found.account_id is None:
        raise UnauthorizedError(
            "no account has that name or mail address with that password; check both"
        )
    better = hash_of(password) if outdated(found.password_hash) else ""
    with database.write() as session:
        forgive(session, BY_BOTH, f"{key}/{address}")
        account = session.get(Account, found.account_id)
        if account is not None and better:
            account.password_hash = better
        return sign_ins.start(session, now, found.account_id)


def leave(database: Database, token: str) -> None:
    """End the sign-in of a cookie: on leaving, and when the browser gets another in its place."""
    if token:
        with database.write() as session:
            sign_ins.end(session, token)


def _credential(account: Account | None) -> _Credential:
    if account is None or account.disabled_at is not None:
        return _Credential()
    return _Credential(account.id, account.password_hash)
